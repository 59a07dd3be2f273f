import { NativeSelect } from '@mantine/core';
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

export function OriginFields({
  origin,
  onChange,
}: {
  origin: Origin;
  onChange: (origin: Origin) => void;
}) {
  const say = useSay();
  const { language } = useLanguage();
  const named = useAreaNames();
  const countries = countryCodes
    .map((code) => ({ value: code, label: named.country(code) }))
    .toSorted((left, right) => left.label.localeCompare(right.label, language));
  const chooseNone = { value: '', label: say('Pilih…', 'Choose…') };
  const regenciesHere = Object.entries(regencies).filter(([code]) =>
    code.startsWith(origin.provinceCode),
  );
  return (
    <>
      <NativeSelect
        id="field-country"
        label={say('Negara asal', 'Country you come from')}
        autoComplete="country"
        value={origin.country}
        data={countries}
        onChange={(event) => {
          onChange({ country: event.currentTarget.value, provinceCode: '', regencyCode: '' });
        }}
      />
      {origin.country === 'ID' && (
        <NativeSelect
          id="field-provinceCode"
          label={say('Provinsi asal (boleh dilewati)', 'Province (optional)')}
          value={origin.provinceCode}
          data={[
            chooseNone,
            ...Object.entries(provinces).map(([value, label]) => ({ value, label })),
          ]}
          onChange={(event) => {
            onChange({ ...origin, provinceCode: event.currentTarget.value, regencyCode: '' });
          }}
        />
      )}
      {origin.provinceCode !== '' && regenciesHere.length > 0 && (
        <NativeSelect
          id="field-regencyCode"
          label={say('Kabupaten/kota asal (boleh dilewati)', 'Regency or city (optional)')}
          value={origin.regencyCode}
          data={[chooseNone, ...regenciesHere.map(([value, label]) => ({ value, label }))]}
          onChange={(event) => {
            onChange({ ...origin, regencyCode: event.currentTarget.value });
          }}
        />
      )}
    </>
  );
}
