import { workstationNotInState, type RequestOf, type moveWorkstation } from '@pst/contracts';

export type WorkstationAction = RequestOf<typeof moveWorkstation>['action'];
export type WorkstationState = 'free' | 'offered' | 'in-use' | 'cleaning' | 'out-of-order';

const STEPS: Record<
  WorkstationAction,
  { from: readonly WorkstationState[]; to: WorkstationState }
> = {
  offer: { from: ['free'], to: 'offered' },
  start: { from: ['offered', 'free'], to: 'in-use' },
  // A shared PC shows nothing of its last reader: it is cleaned before the next one.
  release: { from: ['in-use', 'offered'], to: 'cleaning' },
  ready: { from: ['cleaning', 'out-of-order'], to: 'free' },
  'out-of-order': { from: ['free', 'offered', 'in-use', 'cleaning'], to: 'out-of-order' },
};

/** The state after an action, or `workstation-not-in-state`. */
export function stateAfter(state: WorkstationState, action: WorkstationAction): WorkstationState {
  const step = STEPS[action];
  if (!step.from.includes(state)) {
    throw workstationNotInState.error({ state, action });
  }
  return step.to;
}
