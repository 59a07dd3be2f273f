/** A fact that the system has acknowledged: somebody heard a 2xx. */
export interface Acknowledged {
  readonly service: string;
  /** Type of the event that tells of it. */
  readonly type: string;
  /** Id of what it is about. */
  readonly about: string;
}

/** What clients did and heard. The checker compares what the system has with this and nothing else. */
export class Ledger {
  readonly acknowledged: Acknowledged[] = [];
  /** Who must get exactly one mail, because the order for it was acknowledged. */
  readonly mailTo: string[] = [];
  /** Every answer that was neither the wish granted nor an honest refusal: 5xx, no answer, a cut line. */
  readonly failures: { readonly what: string; readonly how: string }[] = [];
  /** Answers that blame the client for what the client did right. */
  readonly blamed: string[] = [];
  /** How long each first answer took, failed ones too. */
  readonly waits: number[] = [];
  /** Wishes that were given up without a word: they may have happened or not. */
  readonly unknown: string[] = [];
}
