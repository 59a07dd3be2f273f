import type { CheckIn, checkIn, ReplyOf } from '@pst/contracts';
import { Button, Checkbox, NativeSelect, TextInput } from '@mantine/core';
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

type Answers = { [Field in keyof CheckIn]?: string };
/** The wording below is this version; a visit says which one its visitor read. */
const NOTICE_VERSION = '2026-11';
const RESEND_AFTER_MS = 5_000;

const STEPS: readonly (readonly (keyof CheckIn)[])[] = [
  ['service', 'purpose', 'useOfData'],
  ['name', 'birthYear', 'sex', 'education', 'disability'],
  ['institution', 'institutionCategory', 'occupation'],
  ['identityKind', 'email', 'phone', 'noticeVersion'],
];
const OPTIONAL: readonly (keyof CheckIn)[] = ['email', 'phone', 'disability'];

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

  const labels: Record<string, string> = {
    service: say('Layanan', 'Service'),
    purpose: say('Keperluan', 'Purpose'),
    useOfData: say('Data dipakai untuk', 'Data used for'),
    name: say('Nama lengkap', 'Full name'),
    birthYear: say('Tahun lahir', 'Year of birth'),
    sex: say('Jenis kelamin', 'Sex'),
    education: say('Pendidikan terakhir', 'Education'),
    disability: say('Disabilitas', 'Disability'),
    institution: say('Nama instansi', 'Institution'),
    institutionCategory: say('Jenis instansi', 'Kind of institution'),
    occupation: say('Pekerjaan', 'Occupation'),
    identityKind: say('Kartu identitas', 'Identity card'),
    email: 'E-mail',
    phone: say('Telepon', 'Telephone'),
    noticeVersion: say('Persetujuan', 'Consent'),
  };

  const check = (fields: readonly (keyof CheckIn)[]): FieldError[] =>
    fields.flatMap((field) => {
      const value = (answers[field] ?? '').trim();
      const label = labels[field] ?? field;
      if (value === '' && !OPTIONAL.includes(field)) {
        return [{ path: field, message: say(`Isi: ${label}`, `Fill in: ${label}`) }];
      }
      if (field === 'birthYear' && !(Number(value) >= 1900 && Number(value) <= year)) {
        return [
          {
            path: field,
            message: say(
              'Tahun lahir terdiri atas empat angka, seperti 1998',
              'Year of birth has four digits, such as 1998',
            ),
          },
        ];
      }
      if (field === 'email' && value !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
        return [
          {
            path: field,
            message: say(
              'E-mail ditulis seperti nama@contoh.id',
              'An e-mail looks like name@example.org',
            ),
          },
        ];
      }
      return [];
    });

  const next = () => {
    const found = check(STEPS[step] ?? []);
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
    const { birthYear, ...rest } = answers;
    const filled = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''));
    try {
      const ticket = await ask<ReplyOf<typeof checkIn>>('/v1/visits', {
        method: 'POST',
        key: key.current,
        body: { ...filled, birthYear: Number(birthYear) },
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
                <b>{format.dayTime(status.data.opensAt)} WIB</b>.
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
  const shown = (field: keyof CheckIn): string => {
    const value = answers[field] ?? '';
    if (value === '') {
      return say('Tidak diisi', 'Not provided');
    }
    const lists: Partial<Record<keyof CheckIn, Parameters<typeof word>[0]>> = {
      service: 'service',
      purpose: 'purpose',
      useOfData: 'use',
      sex: 'sex',
      education: 'education',
      disability: 'disability',
      institutionCategory: 'institution',
      occupation: 'occupation',
      identityKind: 'identity',
    };
    const list = lists[field];
    return list ? word(list, value) : value;
  };

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
        {checking ? (
          <>
            <dl className="answers">
              {STEPS.flat()
                .filter((field) => field !== 'noticeVersion')
                .map((field) => (
                  <div key={field}>
                    <dt>{labels[field]}</dt>
                    <dd>
                      <span>{shown(field)}</span>
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
                      hint: say(
                        'Buku dan publikasi tercetak di rak',
                        'Printed books and publications on the shelf',
                      ),
                    },
                    {
                      value: 'digital-library',
                      label: word('service', 'digital-library'),
                      hint: say(
                        'Komputer di meja depan untuk membaca softcopy',
                        'A front desk computer for reading softcopies',
                      ),
                    },
                  ]}
                />
                <NativeSelect label={labels['purpose']} {...pick('purpose', 'purpose')} />
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
                  description={say('Agar petugas dapat membantu', 'So that the officer can help')}
                  {...pick('disability', 'disability')}
                />
              </>
            )}
            {step === 2 && (
              <>
                <TextInput
                  label={labels['institution']}
                  description={say(
                    'Sekolah, kantor, atau «pribadi»',
                    'School, office, or “private person”',
                  )}
                  autoComplete="organization"
                  {...input('institution')}
                />
                <NativeSelect
                  label={labels['institutionCategory']}
                  {...pick('institutionCategory', 'institution')}
                />
                <NativeSelect label={labels['occupation']} {...pick('occupation', 'occupation')} />
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
                <p className="soft small">
                  {say(
                    'Petugas hanya melihatnya; nomornya tidak kami catat.',
                    'The officer only looks at it; its number is not recorded.',
                  )}
                </p>
                <TextInput
                  label={say('E-mail (boleh dilewati)', 'E-mail (optional)')}
                  description={say(
                    'Untuk tautan penilaian layanan',
                    'For the link to rate the service',
                  )}
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
                <Checkbox
                  id="field-noticeVersion"
                  checked={answers.noticeVersion === NOTICE_VERSION}
                  onChange={(event) =>
                    set('noticeVersion')(event.currentTarget.checked ? NOTICE_VERSION : '')
                  }
                  error={errorOf('noticeVersion')}
                  label={say(
                    'Saya setuju data ini dipakai untuk melayani saya dan untuk statistik kunjungan. Nama dan kontak tidak diumumkan.',
                    'I agree that these data are used to serve me and for visit statistics. Name and contact are not made public.',
                  )}
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
