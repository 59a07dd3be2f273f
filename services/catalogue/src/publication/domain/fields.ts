import type { addPublication, RequestOf } from '@pst/contracts';

/** A publication's description as the contract has it. */
export type AddPublication = RequestOf<typeof addPublication>;
