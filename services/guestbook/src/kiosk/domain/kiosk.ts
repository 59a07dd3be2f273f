/** Ticket numbers have three digits; after the last one a kiosk begins again. */
const NUMBERS = 999;

/** A device that gives out tickets under a prefix of its own, also while it is alone. */
export class Kiosk {
  readonly deviceId!: string;
  readonly office!: string;
  /** 1 for K1. */
  readonly number!: number;
  /** How many ticket numbers it was ever given. */
  issued!: number;

  get prefix(): string {
    return `K${this.number}`;
  }

  /**
   * The next numbers, for this kiosk alone. They run on over the days, because a kiosk that is alone at
   * midnight must not begin again; a number comes back only after all the others.
   */
  giveOut(count: number): string[] {
    const numbers = Array.from({ length: count }, (_, index) => this.nth(this.issued + index));
    this.issued += count;
    return numbers;
  }

  /** The number is one of those this kiosk was given. */
  wasGiven(ticketNumber: string): boolean {
    const [prefix, digits] = ticketNumber.split('-');
    const value = Number(digits);
    return prefix === this.prefix && value >= 1 && value <= Math.min(this.issued, NUMBERS);
  }

  private nth(index: number): string {
    return `${this.prefix}-${String((index % NUMBERS) + 1).padStart(3, '0')}`;
  }
}
