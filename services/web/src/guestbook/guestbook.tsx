import type { CheckIn, checkIn, ReplyOf } from '@pst/contracts';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { zoneName } from '../gateway/office-zone.ts';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Choices } from '../components/choices.tsx';
import { useCodeWords } from '../components/code-words.ts';
import { ButtonLink } from '../components/links.tsx';
import { Page } from '../components/page.tsx';
import { ErrorSummary, ProblemAlert } from '../components/problem-alert.tsx';
import { ask, Problem, type FieldError } from '../gateway/gateway.ts';
import { useNow } from '../gateway/office-clock.ts';
import { useOfficeStatus } from '../gateway/office.ts';
import { useFormat, useSay } from '../language/language.ts';
import { bodyOf, OWN_WORDS, useEntryWords, type Answers } from './entry.ts';
import { InstitutionField } from './institution-field.tsx';
import { OriginFields } from './origin-fields.tsx';
import { PrivacyNotice, usePrivacyNotice } from './privacy-notice.tsx';
import { ReturningVisitor, type EarlierAnswers } from './returning-visitor.tsx';

const RESEND_AFTER_MS = 5_000;

const STEPS: readonly (readonly (keyof CheckIn)[])[] = [
  ['service', 'purpose', 'useOfData'],
  ['name', 'birthYear', 'sex', 'education', 'disability'],
  ['institution', 'institutionCategory', 'occupation', 'country', 'provinceCode', 'regencyCode'],
  ['identityKind', 'email', 'phone', 'noticeVersion'],
];

/** The earlier answers as they stand in the fields; what this visit is for is asked anew. */
function answersOf({ birthYear, ...earlier }: EarlierAnswers): Answers {
  const given = Object.entries(earlier).filter(
    (entry): entry is [string, string] => entry[1] !== null,
  );
  return { ...Object.fromEntries(given), birthYear: String(birthYear) };
}

export function Guestbook() {
  const say = useSay();
  const format = useFormat();
  const { word, options } = useCodeWords();
  const navigate = useNavigate();
  const status = useOfficeStatus();
  const year = useNow().getUTCFullYear();
  const [step, setStep] = useState(0);
  const [checking, setChecking] = useState(false);
  const [answers, setAnswers] = useState<Answers>({});
  const [errors, setErrors] = useState<FieldError[]>([]);
  const [problem, setProblem] = useState<Problem>();
  const [sending, setSending] = useState<'no' | 'sending' | 'kept'>('no');
  const [returning, setReturning] = useState<'asked' | 'found'>('asked');
  const notice = usePrivacyNotice();
  const top = useRef<HTMLHeadingElement>(null);
  const form = useRef<HTMLFormElement>(null);
  const key = useRef('');

  const moved = useRef(false);
  useEffect(() => {
    if (moved.current) {
      top.current?.focus();
    }
    moved.current = true;
  }, [step, checking]);

  const set = (field: keyof CheckIn) => (value: string) =>
    setAnswers((known) => ({ ...known, [field]: value }));
  const errorOf = (field: keyof CheckIn) => errors.find((error) => error.path === field)?.message;
  const input = (field: keyof CheckIn) => ({
    id: `field-${field}`,
    value: answers[field] ?? '',
    onChange: (event: { currentTarget: { value: string } }) =>
      set(field)(event.currentTarget.value),
    error: errorOf(field),
  });
  const pick = (field: keyof CheckIn, list: Parameters<typeof options>[0]) => ({
    ...input(field),
    data: [{ value: '', label: say('Pilih…', 'Choose…') }, ...options(list)],
  });

  const ownWords = (field: keyof typeof OWN_WORDS) =>
    answers[field] === 'other' && (
      <TextInput
        label={say('Sebutkan (boleh dilewati)', 'Which one? (optional)')}
        maxLength={200}
        {...input(OWN_WORDS[field])}
      />
    );

  const { labels, hints, check, shown } = useEntryWords(year);

  const next = () => {
    const found = check(STEPS[step] ?? [], answers);
    setErrors(found);
    if (found.length > 0) {
      return;
    }
    if (step === STEPS.length - 1) {
      setChecking(true);
    } else {
      setStep(step + 1);
    }
  };

  const change = (field: keyof CheckIn) => {
    setChecking(false);
    setProblem(undefined);
    setStep(STEPS.findIndex((fields) => fields.includes(field)));
  };

  const send = async (again = false) => {
    if (!again) {
      key.current = crypto.randomUUID();
    }
    setSending(again ? 'kept' : 'sending');
    setProblem(undefined);
    try {
      const ticket = await ask<ReplyOf<typeof checkIn>>('/v1/visits', {
        method: 'POST',
        key: key.current,
        body: bodyOf(answers),
      });
      await navigate({ to: '/tiket/$code', params: { code: ticket.code } });
    } catch (error) {
      if (!(error instanceof Problem)) {
        throw error;
      }
      if (error.unanswered) {
        setSending('kept');
        return;
      }
      setSending('no');
      if (error.status === 400 && error.errors.length > 0) {
        setErrors([...error.errors]);
        const first = STEPS.findIndex((fields) =>
          fields.some((field) => error.errors.some(({ path }) => path === field)),
        );
        setChecking(false);
        setStep(Math.max(0, first));
      } else {
        setProblem(error);
      }
    }
  };

  useEffect(() => {
    if (sending !== 'kept') {
      return;
    }
    // The entry lives in this page's memory only; the same key makes sure it is recorded once.
    const again = () => void send(true);
    const timer = setInterval(again, RESEND_AFTER_MS);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [sending]);

  if (status.data && !status.data.open) {
    return (
      <Page narrow title={say('Buku tamu sedang tutup', 'The guestbook is closed')}>
        <div className="stack">
          <div className="note warn" role="status">
            <strong>{say('Di luar jam layanan', 'Outside service hours')}</strong>
            {status.data.opensAt && (
              <p>
                {say('Buku tamu dibuka lagi', 'The guestbook opens again')}{' '}
                <b>
                  {format.dayTime(status.data.opensAt)} {zoneName()}
                </b>
                .
              </p>
            )}
          </div>
          <p>
            {say(
              'Sementara itu, katalog dan permintaan softcopy tetap dapat dipakai kapan saja.',
              'Meanwhile the catalogue and softcopy requests are available at any time.',
            )}
          </p>
          <div className="row">
            <ButtonLink to="/katalog">{say('Buka katalog', 'Open the catalogue')}</ButtonLink>
            <ButtonLink to="/standar-layanan" variant="default">
              {say('Jam layanan', 'Service hours')}
            </ButtonLink>
          </div>
        </div>
      </Page>
    );
  }

  const titles = [
    say('Apa keperluan Anda?', 'What brings you here?'),
    say('Tentang Anda', 'About you'),
    say('Instansi Anda', 'Your institution'),
    say('Identitas dan kontak', 'Identity and contact'),
  ];

  return (
    <Page narrow title={say('Buku tamu', 'Guestbook')}>
      <div className="stack" style={{ gap: '1.75rem' }}>
        <div className="stack" style={{ gap: '0.6rem' }}>
          <span className="soft small">
            {checking
              ? say('Langkah terakhir', 'Last step')
              : say(`Langkah ${step + 1} dari 5`, `Step ${step + 1} of 5`)}
          </span>
          <div className="steps" aria-hidden="true">
            <div style={{ width: `${((checking ? 5 : step + 1) / 5) * 100}%` }} />
          </div>
          <h2 ref={top} tabIndex={-1} style={{ outline: 'none', marginTop: '0.8rem' }}>
            {checking ? say('Periksa jawaban Anda', 'Check your answers') : titles[step]}
          </h2>
        </div>
        {errors.length > 0 && <ErrorSummary errors={errors} mark={errors} />}
        <ProblemAlert problem={problem} />
        {sending === 'kept' && (
          <div className="note warn" role="status">
            <strong>{say('Tersimpan di halaman ini', 'Kept in this page')}</strong>
            <p>
              {say(
                'Layanan belum dapat dihubungi. Isian Anda dikirim ulang sendiri sampai diterima, dan hanya tercatat sekali. Jangan tutup halaman ini.',
                'The service cannot be reached. Your entry is sent again by itself until it is accepted, and is recorded once. Keep this page open.',
              )}
            </p>
          </div>
        )}
        {step === 0 && !checking && returning === 'asked' && (
          <ReturningVisitor
            onFound={(earlier) => {
              setAnswers((before) => ({ ...before, ...answersOf(earlier) }));
              setReturning('found');
            }}
          />
        )}
        {returning === 'found' && !checking && (
          <div className="note good" role="status">
            {say(
              'Jawaban lama Anda sudah diisikan. Periksa di tiap langkah, dan ubah bila perlu.',
              'Your earlier answers are filled in. Look through them at each step and change what is different.',
            )}
          </div>
        )}
        {checking ? (
          <>
            <dl className="answers">
              {STEPS.flat()
                .filter((field) => field !== 'noticeVersion')
                .map((field) => (
                  <div key={field}>
                    <dt>{labels[field]}</dt>
                    <dd>
                      <span>{shown(field, answers)}</span>
                      <Button
                        variant="subtle"
                        onClick={() => change(field)}
                        disabled={sending !== 'no'}
                        aria-label={say(`Ubah ${labels[field]}`, `Change ${labels[field]}`)}
                      >
                        {say('Ubah', 'Change')}
                      </Button>
                    </dd>
                  </div>
                ))}
            </dl>
            <div>
              <Button size="lg" loading={sending !== 'no'} onClick={() => void send()}>
                {say('Kirim dan ambil nomor', 'Send and get my number')}
              </Button>
            </div>
          </>
        ) : (
          <form
            className="stack"
            noValidate
            ref={form}
            onSubmit={(event) => {
              event.preventDefault();
              next();
            }}
          >
            {step === 0 && (
              <>
                <Choices
                  legend={say('Layanan yang ingin dipakai', 'Service you need')}
                  name="service"
                  value={answers.service}
                  onChange={set('service')}
                  error={errorOf('service')}
                  options={[
                    {
                      value: 'physical-library',
                      label: word('service', 'physical-library'),
                      hint: hints.physical,
                    },
                    {
                      value: 'digital-library',
                      label: word('service', 'digital-library'),
                      hint: hints.digital,
                    },
                  ]}
                />
                <NativeSelect label={labels['purpose']} {...pick('purpose', 'purpose')} />
                {ownWords('purpose')}
                <NativeSelect label={labels['useOfData']} {...pick('useOfData', 'use')} />
              </>
            )}
            {step === 1 && (
              <>
                <TextInput label={labels['name']} autoComplete="name" {...input('name')} />
                <TextInput
                  label={labels['birthYear']}
                  inputMode="numeric"
                  maxLength={4}
                  maw={160}
                  autoComplete="bday-year"
                  {...input('birthYear')}
                />
                <Choices
                  legend={labels['sex'] ?? ''}
                  name="sex"
                  value={answers.sex}
                  onChange={set('sex')}
                  error={errorOf('sex')}
                  options={options('sex')}
                />
                <NativeSelect label={labels['education']} {...pick('education', 'education')} />
                <NativeSelect
                  label={say('Disabilitas (boleh dilewati)', 'Disability (optional)')}
                  description={hints.disability}
                  {...pick('disability', 'disability')}
                />
              </>
            )}
            {step === 2 && (
              <>
                <InstitutionField
                  id="field-institution"
                  label={labels['institution']}
                  description={hints.institution}
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
                <NativeSelect
                  label={labels['institutionCategory']}
                  {...pick('institutionCategory', 'institution')}
                />
                <NativeSelect label={labels['occupation']} {...pick('occupation', 'occupation')} />
                {ownWords('occupation')}
                <OriginFields
                  origin={{
                    country: answers.country ?? 'ID',
                    provinceCode: answers.provinceCode ?? '',
                    regencyCode: answers.regencyCode ?? '',
                  }}
                  onChange={(origin) => setAnswers((before) => ({ ...before, ...origin }))}
                />
              </>
            )}
            {step === 3 && (
              <>
                <Choices
                  legend={say('Kartu identitas yang Anda bawa', 'The identity card you brought')}
                  name="identityKind"
                  value={answers.identityKind}
                  onChange={set('identityKind')}
                  error={errorOf('identityKind')}
                  options={options('identity')}
                />
                <p className="soft small">{hints.identity}</p>
                <TextInput
                  label={say('E-mail (boleh dilewati)', 'E-mail (optional)')}
                  description={hints.email}
                  type="email"
                  autoComplete="email"
                  {...input('email')}
                />
                <TextInput
                  label={say('Telepon (boleh dilewati)', 'Telephone (optional)')}
                  type="tel"
                  autoComplete="tel"
                  {...input('phone')}
                />
                <details className="card">
                  <summary>{say('Pemberitahuan privasi', 'Privacy notice')}</summary>
                  <PrivacyNotice />
                </details>
                <Checkbox
                  id="field-noticeVersion"
                  checked={(answers.noticeVersion ?? '') !== ''}
                  disabled={notice.data === undefined}
                  onChange={(event) =>
                    set('noticeVersion')(
                      event.currentTarget.checked ? (notice.data?.version ?? '') : '',
                    )
                  }
                  error={errorOf('noticeVersion')}
                  label={hints.notice}
                />
              </>
            )}
            <div className="row" style={{ marginTop: '0.75rem' }}>
              <Button type="submit" size="lg">
                {say('Lanjut', 'Continue')}
              </Button>
              {step > 0 && (
                <Button variant="subtle" size="lg" onClick={() => setStep(step - 1)}>
                  {say('Kembali', 'Back')}
                </Button>
              )}
            </div>
          </form>
        )}
      </div>
    </Page>
  );
}
