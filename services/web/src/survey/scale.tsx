/** One of a few grades, side by side, from the lowest to the highest; the value is its place from 1. */
export function Scale({
  name,
  legend,
  answers,
  value,
  onChange,
  numbered = false,
}: {
  name: string;
  legend: string;
  answers: readonly string[];
  value: number | undefined;
  onChange: (value: number) => void;
  numbered?: boolean;
}) {
  const shape = answers.length > 5 ? 'ten' : numbered ? 'five' : 'four';
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className={`rating ${shape}`}>
        {answers.map((label, index) => (
          <label key={label}>
            <input
              type="radio"
              name={name}
              id={index === 0 ? `field-${name}` : undefined}
              value={index + 1}
              checked={value === index + 1}
              onChange={() => onChange(index + 1)}
            />
            {numbered && <b>{index + 1}</b>}
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
