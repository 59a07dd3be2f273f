import { useFormat } from '../language/language.ts';

/** Horizontal bars whose numbers are text: readable without seeing length or colour. */
export function Bars({ of }: { of: readonly { label: string; value: number }[] }) {
  const format = useFormat();
  const most = Math.max(1, ...of.map((bar) => bar.value));
  return (
    <ul className="bars">
      {of.map((bar) => (
        <li key={bar.label}>
          <span>{bar.label}</span>
          <i style={{ width: `${(bar.value / most) * 100}%` }} aria-hidden="true" />
          <b className="num">{format.number(bar.value)}</b>
        </li>
      ))}
    </ul>
  );
}
