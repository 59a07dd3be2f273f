import type { listOwnRequests, ReplyOf } from '@pst/contracts';
import { ClockRing } from '../components/clock-ring.tsx';

type DocumentRequest = ReplyOf<typeof listOwnRequests>['items'][number];

const RUNNING: readonly DocumentRequest['state'][] = [
  'submitted',
  'revision-asked',
  'sending',
  'failed',
];

/** Time left until delivery, while somebody who asked during a visit may be waiting for it at the desk. */
export function RequestClock({
  request: { atDesk, state, submittedAt, dueAt },
  label = '',
}: {
  request: DocumentRequest;
  label?: string;
}) {
  return atDesk && RUNNING.includes(state) ? (
    <ClockRing from={submittedAt} due={dueAt} label={label} />
  ) : null;
}
