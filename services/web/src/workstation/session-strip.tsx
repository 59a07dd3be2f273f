import { Button } from '@mantine/core';
import { Link, useRouterState } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useAct } from '../gateway/use-act.ts';
import { useSay } from '../language/language.ts';
import {
  isUsed,
  leaveNoTrace,
  placeOfBrowser,
  useWorkstationSession,
} from './workstation-browser.ts';

/**
 * On a desk PC in use: whose it is, on every screen, and the way out. When the officer takes the PC
 * back, whatever the visitor has open is cleared away by itself.
 */
export function SessionStrip() {
  const say = useSay();
  const path = useRouterState({ select: ({ location }) => location.pathname });
  const [place] = useState(placeOfBrowser);
  const session = useWorkstationSession(place !== undefined || isUsed());
  const leave = useAct<void, void>(() => leaveNoTrace());
  const over = session.data?.session === null && isUsed();
  const { mutate, isIdle } = leave;
  useEffect(() => {
    if (over && isIdle) {
      mutate();
    }
  }, [over, isIdle, mutate]);
  const open = session.data?.session;
  if (!open || path === '/komputer') {
    return null;
  }
  return (
    <section className="session-strip no-print" aria-label={say('Komputer baca', 'Workstation')}>
      <div className="frame row between">
        <span>
          <b>{open.workstation}</b> · {open.ticketNumber}
        </span>
        {leave.error && <span role="alert">{leave.error.message}</span>}
        <span className="row">
          <Link to="/komputer">{say('Layar komputer', 'Computer screen')}</Link>
          <Button
            variant="default"
            size="sm"
            loading={leave.isPending}
            onClick={() => leave.mutate()}
          >
            {say('Selesai dan hapus jejak', 'Finish and clear')}
          </Button>
        </span>
      </div>
    </section>
  );
}
