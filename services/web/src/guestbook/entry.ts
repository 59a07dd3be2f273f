import type { CheckIn } from '@pst/contracts';
import { useCodeWords } from '../components/code-words.ts';
import type { FieldError } from '../gateway/gateway.ts';
import { useSay } from '../language/language.ts';
import { useAreaNames } from './origin.ts';

/** What a visitor has answered so far, as it stands in the fields. */
export type Answers = { [Field in keyof CheckIn]?: string };
type Field = keyof CheckIn;

export const OPTIONAL: readonly Field[] = [
  'email',
  'phone',
  'disability',
  'country',
  'provinceCode',
  'regencyCode',
];

/** Answers to the question "which one?" after "other"; they are asked where the code is. */
export const OWN_WORDS = { purpose: 'purposeText', occupation: 'occupationText' } as const;

/** Which list of words a field's codes come from. */
export const LISTS = {
  service: 'service',
  purpose: 'purpose',
  useOfData: 'use',
  sex: 'sex',
  education: 'education',
  disability: 'disability',
  institutionCategory: 'institution',
  occupation: 'occupation',
  identityKind: 'identity',
} as const satisfies Partial<
  Record<Field, Parameters<ReturnType<typeof useCodeWords>['options']>[0]>
>;

const listOf = (field: Field) => (field in LISTS ? LISTS[field as keyof typeof LISTS] : undefined);

/** The entry as the gateway takes it. */
export function bodyOf({ birthYear, ...rest }: Answers): Record<string, unknown> {
  const filled = Object.entries(rest)
    .map(([field, value]) => [field, value.trim()] as const)
    .filter(([, value]) => value !== '');
  return { ...Object.fromEntries(filled), birthYear: Number(birthYear) };
}

/** The guestbook's questions in words, and what each answer must be like; the same on every screen. */
export function useEntryWords(year: number) {
  const say = useSay();
  const { word } = useCodeWords();
  const named = useAreaNames();
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
    occupationText: say('Pekerjaan lainnya', 'Other occupation'),
    purposeText: say('Keperluan lainnya', 'Other purpose'),
    country: say('Negara asal', 'Country'),
    provinceCode: say('Provinsi asal', 'Province'),
    regencyCode: say('Kabupaten/kota asal', 'Regency or city'),
    noticeVersion: say('Pemberitahuan privasi', 'Privacy notice'),
  };
  const hints = {
    physical: say(
      'Buku dan publikasi tercetak di rak',
      'Printed books and publications on the shelf',
    ),
    digital: say(
      'Komputer di meja depan untuk membaca softcopy',
      'A front desk computer for reading softcopies',
    ),
    institution: say('Sekolah, kantor, atau «pribadi»', 'School, office, or “private person”'),
    identity: say(
      'Petugas hanya melihatnya; nomornya tidak kami catat.',
      'The officer only looks at it; its number is not recorded.',
    ),
    email: say('Untuk tautan penilaian layanan', 'For the link to rate the service'),
    disability: say('Agar petugas dapat membantu', 'So that the officer can help'),
    notice: say(
      'Saya sudah membaca pemberitahuan privasi: data ini dipakai untuk melayani saya dan untuk statistik kunjungan tanpa nama. Nama dan kontak tidak diumumkan.',
      'I have read the privacy notice: these data are used to serve me and for visit statistics without names. Name and contact are not made public.',
    ),
  };
  const check = (fields: readonly Field[], answers: Answers): FieldError[] =>
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
  /** An answer in words, for checking before it is sent. */
  const shown = (field: Field, answers: Answers): string => {
    const value = answers[field] ?? '';
    const list = listOf(field);
    const ownWords =
      field === 'purpose' || field === 'occupation' ? (answers[OWN_WORDS[field]] ?? '').trim() : '';
    if (value === 'other' && ownWords !== '') {
      return ownWords;
    }
    if (field === 'country') {
      return named.country(value === '' ? 'ID' : value);
    }
    if (value !== '' && (field === 'provinceCode' || field === 'regencyCode')) {
      return field === 'provinceCode' ? named.province(value) : named.regency(value);
    }
    return value === '' ? say('Tidak diisi', 'Not provided') : list ? word(list, value) : value;
  };
  return { labels, hints, check, shown };
}
