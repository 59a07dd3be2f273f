import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Problem } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';

export function Loading({ lines = 4 }: { lines?: number }) {
  const say = useSay();
  return (
    <div role="status" className="stack" aria-label={say('Sedang memuat', 'Loading')}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={line} height={line === 0 ? 34 : 20} width={`${94 - ((line * 17) % 45)}%`} />
      ))}
    </div>
  );
}

export function Failed({ problem, again }: { problem: Problem; again?: () => void }) {
  const say = useSay();
  return (
    <div className="note bad" role="alert">
      <h2 style={{ fontSize: '1.15rem' }}>{problem.message}</h2>
      <p>{problem.detail}</p>
      {again && problem.status !== 404 && (
        <div>
          <Button variant="default" onClick={again} mt="xs">
            {say('Coba lagi', 'Try again')}
          </Button>
        </div>
      )}
    </div>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <svg width="72" height="44" viewBox="0 0 72 44" aria-hidden="true">
        <path d="M4 40h64" stroke="var(--line-strong)" strokeWidth="3" strokeLinecap="round" />
        <path d="M12 36V18h9v18zm14 0V12h9v24z" fill="var(--line)" />
        <path d="m42 36 6-27 9 2-6 26z" fill="var(--accent)" />
      </svg>
      <h2>{title}</h2>
      {children}
    </div>
  );
}

/** The four states of a view of data: loading, failed, empty and done. */
export function Shown<Data>({
  of,
  empty,
  lines,
  children,
}: {
  of: UseQueryResult<Data, Problem>;
  empty?: (data: Data) => ReactNode;
  lines?: number;
  children: (data: Data) => ReactNode;
}) {
  if (of.isPending) {
    return <Loading {...(lines === undefined ? {} : { lines })} />;
  }
  if (of.data === undefined) {
    return of.error ? <Failed problem={of.error} again={() => void of.refetch()} /> : null;
  }
  return <>{empty?.(of.data) || children(of.data)}</>;
}
