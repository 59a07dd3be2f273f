export { language, role, type Allow, type Language, type Role } from './actor.ts';
export {
  defineEvent,
  officeCode,
  type CloudEvent,
  type EventContract,
  type EventOf,
} from './define-event.ts';
export {
  allProblems,
  defineProblem,
  problemBySlug,
  ProblemError,
  type InvalidField,
  type ProblemContract,
} from './define-problem.ts';
export {
  DEFAULT_TIMEOUT_MS,
  defineRequest,
  type ReplyOf,
  type RequestContract,
  type RequestOf,
} from './define-request.ts';
export { newId } from './new-id.ts';
export { id, instant, nextCursor, nothing, pageOf, paging } from './paging.ts';
export * as problems from './problems.ts';
