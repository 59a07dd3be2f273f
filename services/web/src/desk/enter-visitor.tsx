import type { CheckIn, DeskVisit } from '@pst/contracts';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ButtonLink } from '../components/links.tsx';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { ask, type FieldError } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useOfficeStatus } from '../gateway/office.ts';
import { officeDay, officeInstant } from '../gateway/office-zone.ts';
import { useAct } from '../gateway/use-act.ts';
import { bodyOf, LISTS, useEntryWords, type Answers } from '../guestbook/entry.ts';
import { InstitutionField } from '../guestbook/institution-field.tsx';
import { usePrivacyNotice } from '../guestbook/privacy-notice.tsx';
import { useSay } from '../language/language.ts';
import { DeskPage } from './desk-page.tsx';

const FIELDS: readonly (keyof CheckIn)[] = [
  'name',
  'birthYear',
  'sex',
  'education',
  'institution',
  'institutionCategory',
  'occupation',
  'service',
  'purpose',
  'useOfData',
  'identityKind',
  'noticeVersion',
];

/** What is the same for most visitors of a day; the officer changes what is not. */
const USUAL: Answers = {
  service: 'physical-library',
  purpose: 'library-visit',
  useOfData: 'school-assignment',
  identityKind: 'ktp',
};

/** For a visitor who cannot sign by themselves, and for the lines of the paper book. */
export function EnterVisitor() {
  const say = useSay();
  return (
    <DeskPage title={say('Catat tamu', 'Enter a visitor')} roles={['officer', 'admin']}>
      {() => <EntryForm />}
    </DeskPage>
  );
}

function EntryForm() {
  const say = useSay();
  const { options } = useCodeWords();
  const queries = useQueryClient();
  // Tells the office's time, by which its today is known.
  useOfficeStatus();
  const now = useNow();
  const notice = usePrivacyNotice();
  const { labels, check } = useEntryWords(now.getUTCFullYear());
  const [from, setFrom] = useState<'desk' | 'paper'>('desk');
  const [answers, setAnswers] = useState<Answers>(USUAL);
  const [typed, setTimes] = useState({ day: '', arrived: '', completed: '' });
  // The office's own today, once it has told it, unless another day is typed.
  const times = { ...typed, day: typed.day || officeDay(now) };
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [entered, setEntered] = useState<DeskVisit>();
  const save = useAct(
    (body: object, key) => ask<DeskVisit>('/v1/desk/visits', { method: 'POST', body, key }),
    async (visit) => {
      setEntered(visit);
      // The next line of the paper book is often of the same kind; the person is another one.
      setAnswers(({ service, purpose, useOfData, identityKind }) => ({
        ...USUAL,
        ...(service && { service }),
        ...(purpose && { purpose }),
        ...(useOfData && { useOfData }),
        ...(identityKind && { identityKind }),
      }));
      setTimes(({ day }) => ({ day, arrived: '', completed: '' }));
      await queries.invalidateQueries({ queryKey: ['desk'] });
    },
  );

  const errorOf = (field: string) => errors.find(({ path }) => path === field)?.message;
  const input = (field: keyof CheckIn) => ({
    id: `field-${field}`,
    label: labels[field],
    value: answers[field] ?? '',
    error: errorOf(field),
    onChange: (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setAnswers((known) => ({ ...known, [field]: value }));
    },
  });
  const pick = (field: keyof typeof LISTS) => (
    <NativeSelect
      {...input(field)}
      data={[{ value: '', label: say('Pilih…', 'Choose…') }, ...options(LISTS[field])]}
    />
  );
  const time = (name: 'day' | 'arrived' | 'completed', label: string, required: boolean) => (
    <TextInput
      id={`field-${name}`}
      type={name === 'day' ? 'date' : 'time'}
      label={label}
      required={required}
      value={times[name]}
      error={errorOf(name)}
      onChange={(event) => {
        const { value } = event.currentTarget;
        setTimes((known) => ({ ...known, [name]: value }));
      }}
    />
  );

  const submit = () => {
    const missing =
      from === 'paper' && (times.day === '' || times.arrived === '')
        ? [{ path: 'arrived', message: say('Isi: jam datang', 'Fill in: time of arrival') }]
        : [];
    const found = [...check(FIELDS, answers), ...missing];
    setErrors(found);
    setEntered(undefined);
    if (found.length === 0) {
      save.mutate({
        ...bodyOf(answers),
        ...(from === 'paper' && {
          arrivedAt: officeInstant(times.day, times.arrived).toISOString(),
        }),
        ...(from === 'paper' &&
          times.completed !== '' && {
            completedAt: officeInstant(times.day, times.completed).toISOString(),
          }),
      });
    }
  };

  return (
    <form
      className="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {entered && (
        <div className="note good" role="status">
          <strong>
            {entered.state === 'completed'
              ? say('Baris buku kertas tersimpan.', 'The line of the paper book is stored.')
              : say(`Nomor antrean ${entered.ticketNumber}`, `Ticket ${entered.ticketNumber}`)}
          </strong>
          <div className="row">
            <ButtonLink to="/meja" variant="default">
              {say('Ke antrean', 'To the queue')}
            </ButtonLink>
          </div>
        </div>
      )}
      {errors.length > 0 && <ErrorSummary errors={errors} mark={errors} />}
      <ProblemAlert problem={save.error} />
      <Choices
        legend={say('Dari mana entri ini?', 'Where does this entry come from?')}
        name="from"
        value={from}
        onChange={(value) => setFrom(value === 'paper' ? 'paper' : 'desk')}
        options={[
          {
            value: 'desk',
            label: say('Tamu ada di sini sekarang', 'The visitor is here now'),
            hint: say('Mendapat nomor dan janji waktu', 'Gets a number and a promised time'),
          },
          {
            value: 'paper',
            label: say('Disalin dari buku kertas', 'Copied from the paper book'),
            hint: say(
              'Dihitung sebagai kunjungan; waktunya tidak masuk angka tunggu',
              'Counts as a visit; its times enter no waiting figure',
            ),
          },
        ]}
      />
      {from === 'paper' && (
        <div className="entry-grid">
          {time('day', say('Tanggal', 'Date'), true)}
          {time('arrived', say('Jam datang', 'Time of arrival'), true)}
          {time('completed', say('Jam selesai (bila tertulis)', 'Completed (if written)'), false)}
        </div>
      )}
      <div className="entry-grid">
        <TextInput {...input('name')} autoComplete="off" />
        <TextInput {...input('birthYear')} inputMode="numeric" maxLength={4} autoComplete="off" />
        {pick('sex')}
        {pick('education')}
        <InstitutionField
          id="field-institution"
          label={labels['institution']}
          value={answers.institution ?? ''}
          error={errorOf('institution')}
          onChange={(typed, known) =>
            setAnswers((before) => ({
              ...before,
              institution: typed,
              institutionId: known?.id ?? '',
              ...(known && { institutionCategory: known.category }),
            }))
          }
        />
        {pick('institutionCategory')}
        {pick('occupation')}
        {pick('disability')}
        {pick('service')}
        {pick('purpose')}
        {pick('useOfData')}
        {pick('identityKind')}
        <TextInput {...input('email')} type="email" autoComplete="off" />
        <TextInput {...input('phone')} type="tel" autoComplete="off" />
      </div>
      <Checkbox
        id="field-noticeVersion"
        checked={(answers.noticeVersion ?? '') !== ''}
        disabled={notice.data === undefined}
        error={errorOf('noticeVersion')}
        label={say(
          'Tamu sudah diberi tahu untuk apa datanya dipakai (pemberitahuan privasi)',
          'The visitor was told what the data are used for (privacy notice)',
        )}
        onChange={(event) => {
          const version = event.currentTarget.checked ? (notice.data?.version ?? '') : '';
          setAnswers((known) => ({ ...known, noticeVersion: version }));
        }}
      />
      <div className="row">
        <Button type="submit" size="lg" loading={save.isPending}>
          {from === 'paper'
            ? say('Simpan baris ini', 'Store this line')
            : say('Daftarkan dan beri nomor', 'Enter and give a number')}
        </Button>
      </div>
    </form>
  );
}
