import { z } from 'zod';
import { defineRequest } from '../define-request.ts';
import { id, instant } from '../paging.ts';
import { workstationState } from './codes.ts';

const name = z.string().min(1).max(40);
const ticketNumber = z.string();
const token = z.string().min(20).max(100);

/** A desk PC as its own screen shows it: no more than the board in the waiting room does. */
export const workstationScreen = z
  .object({
    id,
    name,
    state: workstationState,
    ticketNumber: ticketNumber.nullable().describe('Whom it is held for, or who sits there'),
    dueAt: instant.nullable().describe('It is held until then'),
    at: instant.describe('The office’s time'),
  })
  .meta({ id: 'WorkstationScreen' });

export const readWorkstation = defineRequest('guestbook.read-workstation', {
  allow: 'anyone',
  request: z.object({ workstationId: id }),
  reply: workstationScreen,
});

/** The same for the PC that asks, by its own credential. `not-found` until it was placed on one. */
export const readOwnWorkstation = defineRequest('guestbook.read-own-workstation', {
  allow: ['device:workstation'],
  request: z.object({}),
  reply: workstationScreen,
});

/** Says which desk PC a device stands on; where it stood before, it stands no more. */
export const placeDevice = defineRequest('guestbook.place-device', {
  allow: ['admin'],
  request: z.strictObject({ workstationId: id, deviceId: id }).meta({ id: 'PlaceDevice' }),
  reply: z.object({}),
});

/** The visit that is attached to a desk PC's browser. */
export const workstationSession = z
  .object({
    visitId: id,
    workstationId: id,
    workstation: name,
    ticketNumber,
    since: instant,
    softLimitAt: instant.describe('In use for longer: others may be waiting'),
  })
  .meta({ id: 'WorkstationSession' });

/**
 * Attaches a visit to the browser of the desk PC that was handed over for it. The token is the
 * browser's alone and is worth something only while that visitor has that PC; opening again replaces it.
 */
export const openWorkstationSession = defineRequest('guestbook.open-workstation-session', {
  allow: 'anyone',
  request: z
    .strictObject({
      code: z.string().trim().min(6).max(40).describe('The code of the ticket'),
      workstationId: id
        .optional()
        .describe('The PC that is asked at, when it knows which one it is'),
    })
    .meta({ id: 'OpenWorkstationSession' }),
  reply: z.object({ token, session: workstationSession }),
});

/**
 * The visitor for whom the asking PC is held, or was handed over, has sat down: hands it over where the
 * officer has not, and attaches the visit without the ticket's code. The number is the one they read on
 * the screen; `workstation-not-yours` when it is held for another by now.
 */
export const confirmWorkstation = defineRequest('guestbook.confirm-workstation', {
  allow: ['device:workstation'],
  request: z.strictObject({ ticketNumber }).meta({ id: 'ConfirmWorkstation' }),
  reply: z.object({ token, session: workstationSession }),
});

/** The session as the PC's screen shows it; null once it is over. */
export const workstationSessionState = z.object({ session: workstationSession.nullable() });

export const readWorkstationSession = defineRequest('guestbook.read-workstation-session', {
  allow: 'anyone',
  request: z.object({ token }),
  reply: workstationSessionState,
});

/** The visitor is done: the PC is cleaned, and the visit is completed. Nothing to end is no error. */
export const endWorkstationSession = defineRequest('guestbook.end-workstation-session', {
  allow: 'anyone',
  request: z.object({ token }),
  reply: z.object({ ended: z.boolean() }),
});
