import { useState } from 'react';

export interface Filing {
  readonly kind: 'complaint' | 'information' | 'aspiration';
  readonly subject: string;
  readonly body: string;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly contact: { readonly name: string; readonly email: string; readonly phone: string };
}

interface Draft {
  readonly filing: Filing;
  /** What was sent and not yet answered, and the Idempotency-Key under which it is one report. */
  readonly sent?: { readonly body: string; readonly key: string };
}

/** Of this tab alone and gone with it: on a telephone it outlives a reload, on a shared PC the next visitor. */
const KEPT = 'pst-complaint-draft';
const EMPTY: Filing = {
  kind: 'complaint',
  subject: '',
  body: '',
  anonymous: false,
  secret: false,
  contact: { name: '', email: '', phone: '' },
};

function keptDraft(): Draft | undefined {
  const text = sessionStorage.getItem(KEPT);
  return text === null ? undefined : (JSON.parse(text) as Draft); // written below
}

/** The report that is being written; `subject` is what a page that leads here proposes. */
export function useDraft(subject: string) {
  const [draft, setDraft] = useState<Draft>(
    () => keptDraft() ?? { filing: { ...EMPTY, subject: subject.slice(0, 200) } },
  );
  const keep = (next: Draft) => {
    sessionStorage.setItem(KEPT, JSON.stringify(next));
    setDraft(next);
  };
  return {
    filing: draft.filing,
    unanswered: draft.sent !== undefined,
    isEmpty: JSON.stringify(draft.filing) === JSON.stringify(EMPTY),
    change: (part: Partial<Filing>) => keep({ ...draft, filing: { ...draft.filing, ...part } }),
    /** The same words again have the same key, also after a reload. */
    keyFor(body: unknown): string {
      const text = JSON.stringify(body);
      const key = draft.sent?.body === text ? draft.sent.key : crypto.randomUUID();
      keep({ ...draft, sent: { body: text, key } });
      return key;
    },
    /** It was judged: what is sent next is another attempt. */
    judged: () => keep({ filing: draft.filing }),
    /** Filed: nothing of it stays in this browser. */
    forget: () => sessionStorage.removeItem(KEPT),
    clear() {
      sessionStorage.removeItem(KEPT);
      setDraft({ filing: EMPTY });
    },
  };
}
