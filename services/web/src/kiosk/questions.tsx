import type { CheckIn } from '@pst/contracts';
import { useEffect, useRef, useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { useNow } from '../gateway/office-clock.ts';
import { LISTS, OPTIONAL, useEntryWords, type Answers } from '../guestbook/entry.ts';
import { useOriginChoices } from '../guestbook/origin.ts';
import { useSay } from '../language/language.ts';
import { KnownInstitutions } from './known-institutions.tsx';

type Field = keyof CheckIn;
type Listed = keyof typeof LISTS;

const ORIGIN: readonly Field[] = ['country', 'provinceCode', 'regencyCode'];

/** One question, or one group that belongs together, per screen. */
const SCREENS: readonly (readonly Field[])[] = [
  ['service'],
  ['purpose'],
  ['useOfData'],
  ['name'],
  ['birthYear'],
  ['sex'],
  ['education'],
  ['occupation'],
  ['institutionCategory'],
  ['institution'],
  ORIGIN,
  ['identityKind'],
  ['disability'],
  ['email', 'phone'],
];
const isListed = (field: Field): field is Listed => field in LISTS;

/** The guestbook for a touch screen: a choice goes on by itself, nothing small has to be hit. */
export function Questions({
  noticeVersion,
  onSend,
  onStop,
}: {
  noticeVersion: string;
  onSend: (answers: Answers) => Promise<void>;
  onStop: () => void;
}) {
  const say = useSay();
  const year = useNow().getUTCFullYear();
  const { labels, check, shown } = useEntryWords(year);
  const [answers, setAnswers] = useState<Answers>({});
  const [screen, setScreen] = useState(0);
  const [message, setMessage] = useState<string>();
  const [sending, setSending] = useState(false);
  const head = useRef<HTMLHeadingElement>(null);
  const fields = SCREENS[screen];
  useEffect(() => head.current?.focus(), [screen]);

  const goOn = (known: Answers) => {
    const [error] = check(fields ?? [], known);
    setMessage(error?.message);
    if (error === undefined) {
      setScreen(screen + 1);
    }
  };
  const answer = (given: Answers) => {
    const known = { ...answers, ...given };
    setAnswers(known);
    setMessage(undefined);
    return known;
  };
  const back = () => {
    setMessage(undefined);
    if (screen === 0) {
      onStop();
    } else {
      setScreen(screen - 1);
    }
  };
  const send = () => {
    setSending(true);
    void onSend({ ...answers, noticeVersion });
  };

  return (
    <section className="k-screen">
      <div
        className="k-steps"
        role="progressbar"
        aria-label={say('Langkah', 'Step')}
        aria-valuemin={1}
        aria-valuemax={SCREENS.length + 1}
        aria-valuenow={screen + 1}
      >
        <div style={{ width: `${((screen + 1) / (SCREENS.length + 1)) * 100}%` }} />
      </div>
      <h1 ref={head} tabIndex={-1}>
        {fields === undefined
          ? say('Sudah benar?', 'Is this right?')
          : fields === ORIGIN
            ? say('Asal Anda', 'Where you come from')
            : fields.length > 1
              ? say('Kontak (boleh dilewati)', 'Contact (optional)')
              : `${labels[fields[0] ?? 'name']}${OPTIONAL.includes(fields[0] ?? 'name') ? say(' (boleh dilewati)', ' (optional)') : ''}`}
      </h1>
      <div role="alert" className={message ? 'k-note k-bad' : undefined}>
        {message}
      </div>
      {fields === undefined ? (
        <Summary
          rows={SCREENS.flat().map((field) => ({
            label: labels[field] ?? field,
            value: shown(field, answers),
            change: () =>
              setScreen(
                Math.max(
                  0,
                  SCREENS.findIndex((group) => group.includes(field)),
                ),
              ),
          }))}
          busy={sending}
        />
      ) : fields === ORIGIN ? (
        <Origin answers={answers} onChange={answer} />
      ) : (
        fields.map((field) =>
          isListed(field) ? (
            <Choice
              key={field}
              field={field}
              value={answers[field]}
              onChoose={(value) => goOn(answer({ [field]: value }))}
            />
          ) : (
            <Written
              key={field}
              field={field}
              label={labels[field] ?? field}
              value={answers[field] ?? ''}
              alone={fields.length === 1}
              invalid={message !== undefined}
              // Typed on, a chosen institution is no longer the one that is meant.
              onChange={(value) =>
                answer({ [field]: value, ...(field === 'institution' && { institutionId: '' }) })
              }
              onEnter={() => goOn(answers)}
            />
          ),
        )
      )}
      {fields?.[0] === 'institution' && (
        <KnownInstitutions
          typed={answers.institution ?? ''}
          onChoose={({ id, name, category }) =>
            goOn(answer({ institution: name, institutionId: id, institutionCategory: category }))
          }
        />
      )}
      <div className="k-actions">
        <button type="button" className="k-button" onClick={back} disabled={sending}>
          {screen === 0 ? say('Batal', 'Cancel') : say('Kembali', 'Back')}
        </button>
        {screen > 0 && (
          <button type="button" className="k-button" onClick={onStop} disabled={sending}>
            {say('Batalkan', 'Cancel')}
          </button>
        )}
        {fields === undefined ? (
          <button
            type="button"
            className="k-button k-main"
            onClick={send}
            disabled={sending}
            aria-busy={sending}
          >
            {sending
              ? say('Mengambil nomor…', 'Getting your number…')
              : say('Setuju dan ambil nomor', 'Agree and get my number')}
          </button>
        ) : (
          (!fields.every(isListed) || fields.every((field) => OPTIONAL.includes(field))) && (
            <button type="button" className="k-button k-main" onClick={() => goOn(answers)}>
              {say('Lanjut', 'Continue')}
            </button>
          )
        )}
      </div>
    </section>
  );
}

function Choice({
  field,
  value,
  onChoose,
}: {
  field: Listed;
  value: string | undefined;
  onChoose: (value: string) => void;
}) {
  const year = useNow().getUTCFullYear();
  const { options } = useCodeWords();
  const { hints } = useEntryWords(year);
  const hint: Record<string, string> = {
    'physical-library': hints.physical,
    'digital-library': hints.digital,
  };
  const choices = options(LISTS[field]);
  return (
    <div className="stack">
      {field === 'identityKind' && <p className="k-soft">{hints.identity}</p>}
      {field === 'disability' && <p className="k-soft">{hints.disability}</p>}
      <div className={choices.length > 5 ? 'k-choices k-two' : 'k-choices'}>
        {choices.map((choice) => (
          <button
            key={choice.value}
            type="button"
            className="k-choice"
            aria-pressed={value === choice.value}
            onClick={() => onChoose(choice.value)}
          >
            <b>{choice.label}</b>
            {hint[choice.value] && <span className="k-soft">{hint[choice.value]}</span>}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Typed answers. The browser is told to remember none, and there is no form it could fill in again. */
function Written({
  field,
  label,
  value,
  alone,
  invalid,
  onChange,
  onEnter,
}: {
  field: Field;
  label: string;
  value: string;
  /** The only one on its screen, whose heading names it already. */
  alone: boolean;
  invalid: boolean;
  onChange: (value: string) => void;
  onEnter: () => void;
}) {
  const year = useNow().getUTCFullYear();
  const { hints } = useEntryWords(year);
  const inputMode =
    field === 'birthYear'
      ? 'numeric'
      : field === 'phone'
        ? 'tel'
        : field === 'email'
          ? 'email'
          : 'text';
  const hint =
    field === 'institution' ? hints.institution : field === 'email' ? hints.email : undefined;
  return (
    <div className="k-field">
      <label>
        {!alone && <span>{label}</span>}
        {hint && <span className="k-soft">{hint}</span>}
        <input
          type="text"
          inputMode={inputMode}
          autoComplete="off"
          autoCorrect="off"
          autoCapitalize={field === 'email' ? 'none' : 'words'}
          spellCheck={false}
          maxLength={field === 'birthYear' ? 4 : field === 'phone' ? 40 : 200}
          value={value}
          aria-label={label}
          aria-invalid={invalid}
          onChange={(event) => onChange(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter') {
              onEnter();
            }
          }}
        />
      </label>
      {field === 'birthYear' && (
        <NumberPad value={value} most={4} label={label} onChange={onChange} />
      )}
    </div>
  );
}

function Origin({
  answers: { country = 'ID', provinceCode = '', regencyCode = '' },
  onChange,
}: {
  answers: Answers;
  onChange: (origin: Answers) => void;
}) {
  const origin = { country, provinceCode, regencyCode };
  return useOriginChoices(origin).map(({ field, label, options, chosen }) => (
    <div key={field} className="k-field">
      <label>
        <span>{label}</span>
        <select
          autoComplete="off"
          value={origin[field]}
          onChange={(event) => onChange({ ...chosen(event.currentTarget.value) })}
        >
          {options.map(({ value, label: name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  ));
}

/** For a screen without a keyboard; the field beside it stays the one that counts. */
function NumberPad({
  value,
  most,
  label,
  onChange,
}: {
  value: string;
  most: number;
  label: string;
  onChange: (value: string) => void;
}) {
  const say = useSay();
  return (
    <div
      className="k-pad"
      role="group"
      aria-label={say(`Angka untuk ${label}`, `Digits for ${label}`)}
    >
      {'123456789'.split('').map((digit) => (
        <button key={digit} type="button" onClick={() => onChange((value + digit).slice(0, most))}>
          {digit}
        </button>
      ))}
      <button type="button" className="k-pad-word" onClick={() => onChange('')}>
        {say('Hapus', 'Clear')}
      </button>
      <button type="button" onClick={() => onChange(`${value}0`.slice(0, most))}>
        0
      </button>
      <button
        type="button"
        onClick={() => onChange(value.slice(0, -1))}
        aria-label={say('Hapus satu angka', 'Delete one digit')}
      >
        ⌫
      </button>
    </div>
  );
}

function Summary({
  rows,
  busy,
}: {
  rows: readonly { label: string; value: string; change: () => void }[];
  busy: boolean;
}) {
  const say = useSay();
  const { hints } = useEntryWords(0);
  return (
    <>
      <dl className="k-summary">
        {rows.map(({ label, value, change }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            <dd>
              <button
                type="button"
                onClick={change}
                disabled={busy}
                aria-label={say(`Ubah ${label}`, `Change ${label}`)}
              >
                {say('Ubah', 'Change')}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      <p className="k-note">{hints.notice}</p>
    </>
  );
}
