import { countryCodes, provinces, regencies } from '@pst/contracts/browser';
import { useLanguage, useSay } from '../language/language.ts';

/** Where a visitor comes from: country, then province and, where they are known here, the regency. */
export interface Origin {
  readonly country: string;
  readonly provinceCode: string;
  readonly regencyCode: string;
}

/** The reader's own system names the countries in the reader's language. */
export function useAreaNames() {
  const { language } = useLanguage();
  const names = new Intl.DisplayNames(language, { type: 'region' });
  return {
    country: (code: string) => names.of(code) ?? code,
    province: (code: string) => provinces[code] ?? code,
    regency: (code: string) => regencies[code] ?? code,
  };
}

interface OriginChoice {
  readonly field: keyof Origin;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: (value: string) => Origin;
}

/** The questions about an origin that are worth asking, each with what its answer makes of the origin. */
export function useOriginChoices(origin: Origin): readonly OriginChoice[] {
  const say = useSay();
  const { language } = useLanguage();
  const named = useAreaNames();
  const countries = countryCodes
    .map((code) => ({ value: code, label: named.country(code) }))
    .toSorted((left, right) => left.label.localeCompare(right.label, language));
  const areas = (words: Readonly<Record<string, string>>, within = '') => [
    { value: '', label: say('Pilih…', 'Choose…') },
    ...Object.entries(words)
      .filter(([code]) => code.startsWith(within))
      .map(([value, label]) => ({ value, label })),
  ];
  const regenciesHere = areas(regencies, origin.provinceCode);
  const choices: readonly (OriginChoice & { readonly asked: boolean })[] = [
    {
      field: 'country',
      label: say('Negara asal', 'Country you come from'),
      options: countries,
      chosen: (country) => ({ country, provinceCode: '', regencyCode: '' }),
      asked: true,
    },
    {
      field: 'provinceCode',
      label: say('Provinsi asal (boleh dilewati)', 'Province (optional)'),
      options: areas(provinces),
      chosen: (provinceCode) => ({ ...origin, provinceCode, regencyCode: '' }),
      asked: origin.country === 'ID',
    },
    {
      field: 'regencyCode',
      label: say('Kabupaten/kota asal (boleh dilewati)', 'Regency or city (optional)'),
      options: regenciesHere,
      chosen: (regencyCode) => ({ ...origin, regencyCode }),
      asked: origin.provinceCode !== '' && regenciesHere.length > 1,
    },
  ];
  return choices.filter(({ asked }) => asked);
}
