import { useEffect, useRef } from 'react';
import type { FieldError, Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

/**
 * What went wrong and what to do, in the gateway's own words; takes focus. Each named field links to
 * its input, whose id is `field-<path>`.
 */
export function ProblemAlert({ problem }: { problem: Problem | null | undefined }) {
  return problem ? (
    <ErrorSummary
      title={problem.message}
      detail={problem.detail}
      errors={problem.errors}
      instance={problem.status >= 500 ? problem.instance : undefined}
      mark={problem}
    />
  ) : null;
}

export function ErrorSummary({
  title,
  detail,
  errors,
  instance,
  mark,
}: {
  title?: string;
  detail?: string;
  errors: readonly FieldError[];
  instance?: string | undefined;
  /** Focus moves here again when this changes. */
  mark: unknown;
}) {
  const say = useSay();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [mark]);
  return (
    <div className="note bad" role="alert" tabIndex={-1} ref={box}>
      <h2 style={{ fontSize: '1.15rem' }}>
        {title ?? say('Ada yang perlu diperbaiki', 'There is a problem')}
      </h2>
      {detail && <p>{detail}</p>}
      {errors.length > 0 && (
        <ul style={{ margin: 0, paddingLeft: '1.2rem' }}>
          {errors.map((error) => (
            <li key={error.path + error.message}>
              <a
                href={`#field-${error.path}`}
                onClick={(event) => {
                  event.preventDefault();
                  document.getElementById(`field-${error.path}`)?.focus();
                }}
              >
                {error.message}
              </a>
            </li>
          ))}
        </ul>
      )}
      {instance && <p className="small">{instance}</p>}
    </div>
  );
}
