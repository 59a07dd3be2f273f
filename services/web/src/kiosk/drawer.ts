import type { listKioskRefusals, readKiosk, ReplyOf } from '@pst/contracts';

/** An entry on its way: sealed, so that this browser cannot read it either. */
export interface SealedEntry {
  readonly id: string;
  readonly deviceId: string;
  readonly ticketNumber: string;
  readonly signedAt: string;
  readonly sealed: string;
}

/** What the guestbook did not accept: a number for the officer, nothing of a person. */
export interface Refusal {
  readonly ticketNumber: string;
  readonly signedAt: string;
  readonly reason: ReplyOf<typeof listKioskRefusals>['items'][number]['reason'] | 'expired';
}

export interface Print {
  readonly visitId: string;
  readonly outcome: 'printed' | 'failed';
}

interface Kept {
  setUp: ReplyOf<typeof readKiosk>;
  /** Milliseconds the office's clock is ahead of the device's, as last measured. */
  ahead: number;
  numbers: string[];
  refusals: Refusal[];
}

const STORES = { kept: undefined, entries: 'id', prints: 'visitId' } as const;
type Store = keyof typeof STORES;

/** What the kiosk keeps over a restart, in IndexedDB. Nothing in it can be read as a person. */
export class Drawer {
  private constructor(private readonly database: IDBDatabase) {}

  static open(): Promise<Drawer> {
    const opening = indexedDB.open('pst-kiosk', 1);
    opening.onupgradeneeded = () => {
      for (const [store, keyPath] of Object.entries(STORES)) {
        opening.result.createObjectStore(store, keyPath === undefined ? {} : { keyPath });
      }
    };
    return answered(opening).then((database) => new Drawer(database));
  }

  read<Key extends keyof Kept>(key: Key): Promise<Kept[Key] | undefined> {
    // Only `keep` writes this store.
    return answered(this.store('kept').get(key)) as Promise<Kept[Key] | undefined>;
  }

  async keep<Key extends keyof Kept>(key: Key, value: Kept[Key]): Promise<void> {
    await answered(this.store('kept', 'readwrite').put(value, key));
  }

  /** Takes the next ticket number out, for good: two tabs never get the same. */
  async takeNumber(): Promise<string | undefined> {
    const store = this.store('kept', 'readwrite');
    const numbers = (await answered(store.get('numbers'))) as string[] | undefined;
    const [next, ...rest] = numbers ?? [];
    await answered(store.put(rest, 'numbers'));
    return next;
  }

  async addNumbers(more: readonly string[]): Promise<void> {
    const store = this.store('kept', 'readwrite');
    const numbers = (await answered(store.get('numbers'))) as string[] | undefined;
    await answered(store.put([...(numbers ?? []), ...more], 'numbers'));
  }

  async putEntry(entry: SealedEntry): Promise<void> {
    await answered(this.store('entries', 'readwrite').put(entry));
  }

  /** The oldest first: ids sort by the time they were made. */
  entries(): Promise<SealedEntry[]> {
    return answered(this.store('entries').getAll() as IDBRequest<SealedEntry[]>);
  }

  async putPrint(print: Print): Promise<void> {
    await answered(this.store('prints', 'readwrite').put(print));
  }

  prints(): Promise<Print[]> {
    return answered(this.store('prints').getAll() as IDBRequest<Print[]>);
  }

  async remove(store: 'entries' | 'prints', key: string): Promise<void> {
    await answered(this.store(store, 'readwrite').delete(key));
  }

  private store(name: Store, mode: IDBTransactionMode = 'readonly'): IDBObjectStore {
    return this.database.transaction(name, mode).objectStore(name);
  }
}

function answered<Value>(request: IDBRequest<Value>): Promise<Value> {
  return new Promise((tell, fail) => {
    request.onsuccess = () => tell(request.result);
    request.onerror = () => fail(request.error ?? new Error('IndexedDB'));
  });
}
