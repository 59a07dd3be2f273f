import { useFormat } from '../language/language.ts';

/** Horizontal bars whose numbers are text: readable without seeing length or colour. */
export function Bars({
  of,
  scale,
}: {
  of: readonly { label: string; value: number | null; note?: string }[];
  /** Where the bars of means begin and end; counts begin at 0. */
  scale?: { from: number; to: number };
}) {
  const format = useFormat();
  const { from, to } = scale ?? {
    from: 0,
    to: Math.max(1, ...of.map(({ value }) => value ?? 0)),
  };
  const written = scale === undefined ? format.number : format.hundredths;
  return (
    <ul className="bars">
      {of.map(({ label, value, note }) => (
        <li key={label}>
          <span>
            {label}
            {note && <small className="soft">{note}</small>}
          </span>
          <i
            style={{ width: `${(((value ?? from) - from) / (to - from)) * 100}%` }}
            aria-hidden="true"
          />
          <b className="num">{value === null ? '–' : written(value)}</b>
        </li>
      ))}
    </ul>
  );
}
