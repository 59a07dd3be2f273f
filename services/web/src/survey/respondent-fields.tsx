import type { answerSurvey, RequestOf } from '@pst/contracts';
import { NativeSelect } from '@mantine/core';
import { useCodeWords } from '../components/code-words.ts';
import { useSay } from '../language/language.ts';

export type Respondent = NonNullable<RequestOf<typeof answerSurvey>['respondent']>;

/** What the survey's report counts its respondents by; each may be left open. */
export function RespondentFields({
  of,
  onChange,
}: {
  of: Respondent;
  onChange: (respondent: Respondent) => void;
}) {
  const say = useSay();
  const { options } = useCodeWords();
  const fields = [
    { field: 'sex', list: 'sex', label: say('Jenis kelamin', 'Sex') },
    { field: 'ageBand', list: 'ageBand', label: say('Umur', 'Age') },
    { field: 'education', list: 'education', label: say('Pendidikan terakhir', 'Education') },
    { field: 'occupation', list: 'occupation', label: say('Pekerjaan', 'Occupation') },
  ] as const;
  return (
    <fieldset>
      <legend>{say('Tentang Anda (boleh dilewati)', 'About you (optional)')}</legend>
      <div className="tiles">
        {fields.map(({ field, list, label }) => (
          <NativeSelect
            key={field}
            label={label}
            value={of[field] ?? ''}
            data={[{ value: '', label: say('Tidak diisi', 'Left open') }, ...options(list)]}
            onChange={({ currentTarget: { value } }) => {
              const { [field]: _, ...others } = of;
              onChange(value === '' ? others : { ...others, [field]: value });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}
