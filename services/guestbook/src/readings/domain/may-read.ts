import { visitNotInState, type DeskVisit } from '@pst/contracts';

/** From the moment a visitor is served; also after that, while they sit and read. */
const READERS: readonly DeskVisit['state'][] = [
  'serving',
  'on-hold',
  'waiting-for-workstation',
  'workstation-offered',
  'at-workstation',
  'completed',
];

/**
 * Who may take a copy from the shelf: a visitor of this business day who is, or was, served.
 *
 * @throws visitNotInState (409) for anybody else
 */
export function requireMayRead(
  { state, businessDate }: { state: DeskVisit['state']; businessDate: string },
  today: string,
): void {
  if (!READERS.includes(state) || businessDate !== today) {
    throw visitNotInState.error({ state, action: 'start-reading' });
  }
}
