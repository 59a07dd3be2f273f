import { NativeSelect } from '@mantine/core';
import { useOriginChoices, type Origin } from './origin.ts';

export function OriginFields({
  origin,
  onChange,
}: {
  origin: Origin;
  onChange: (origin: Origin) => void;
}) {
  return useOriginChoices(origin).map(({ field, label, options, chosen }) => (
    <NativeSelect
      key={field}
      id={`field-${field}`}
      label={label}
      autoComplete={field === 'country' ? 'country' : 'off'}
      value={origin[field]}
      data={[...options]}
      onChange={(event) => {
        onChange(chosen(event.currentTarget.value));
      }}
    />
  ));
}
