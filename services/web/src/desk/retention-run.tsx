import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { ask } from '../gateway/gateway.ts';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';

interface Looks<Run> {
  /** Where a run is asked for, dry or not. */
  readonly path: string;
  /** How many things the last look found; with none there is nothing to erase. */
  readonly found: (run: Run) => number;
  /** What the button says that erases them. */
  readonly label?: (found: number) => string;
  readonly erased?: () => unknown;
  /** What the last run counted. */
  readonly children: (run: Run) => ReactNode;
}

/** Looks first, then erases: nothing comes back. */
export function RetentionRun<Run extends { readonly dryRun: boolean }>({
  path,
  found,
  label,
  erased,
  children,
}: Looks<Run>) {
  const say = useSay();
  const [last, setLast] = useState<Run>();
  const useRun = (then: (run: Run) => unknown) =>
    useAct(
      (dryRun: boolean, key) => ask<Run>(path, { method: 'POST', body: { dryRun }, key }),
      then,
    );
  const look = useRun(setLast);
  const erase = useRun((run) => {
    setLast(run);
    return erased?.();
  });
  const due = last?.dryRun === true ? found(last) : 0;
  return (
    <>
      <ProblemAlert problem={look.error ?? erase.error} />
      <div className="row">
        <Button variant="default" loading={look.isPending} onClick={() => look.mutate(true)}>
          {say('Uji coba: hitung dahulu', 'Dry run: count first')}
        </Button>
        {due > 0 && (
          <Button loading={erase.isPending} onClick={() => erase.mutate(false)}>
            {label?.(due) ?? say('Hapus sekarang', 'Erase now')}
          </Button>
        )}
      </div>
      <div role="status">{last && children(last)}</div>
    </>
  );
}
