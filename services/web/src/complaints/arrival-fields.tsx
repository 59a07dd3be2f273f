import { TextInput } from '@mantine/core';
import { useSay } from '../language/language.ts';

export interface Arrival {
  readonly day: string;
  readonly time: string;
}

/** When a paper or message came, on the office's clock. */
export function ArrivalFields({
  value,
  onChange,
}: {
  value: Arrival;
  onChange: (value: Arrival) => void;
}) {
  const say = useSay();
  return (
    <div className="row" style={{ alignItems: 'end' }}>
      <TextInput
        id="field-receivedAt"
        type="date"
        label={say('Tanggal datang', 'Day it came')}
        required
        value={value.day}
        onChange={(event) => onChange({ ...value, day: event.currentTarget.value })}
      />
      <TextInput
        type="time"
        label={say('Pukul', 'Time')}
        required
        value={value.time}
        onChange={(event) => onChange({ ...value, time: event.currentTarget.value })}
      />
    </div>
  );
}
