import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../components/problem-alert.tsx';
import type { Problem } from '../gateway/gateway.ts';

/** A short form with one thing to do. */
export function AccountForm({
  problem,
  busy,
  action,
  onSubmit,
  children,
}: {
  problem: Problem | null;
  busy: boolean;
  action: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  return (
    <form
      className="stack card"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <ProblemAlert problem={problem} />
      {children}
      <Button type="submit" size="lg" loading={busy}>
        {action}
      </Button>
    </form>
  );
}
