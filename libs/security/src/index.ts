export { anonymous, type Actor, type Caller } from './actor.ts';
export { ActorSigner, ActorVerifier } from './actor-tokens.ts';
export { admitsDevices, requireAllowed } from './allowed.ts';
export { masterKeys, PersonalData } from './personal-data.ts';
export {
  hashToken,
  normaliseTrackingCode,
  randomCode,
  randomDigits,
  randomToken,
  sameSecret,
  trackingCode,
} from './random-codes.ts';
export { VisitSigner, VisitVerifier } from './visit-tokens.ts';
