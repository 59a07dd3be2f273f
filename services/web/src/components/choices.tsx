/** One of few: big targets that say everything at once. */
export function Choices<Value extends string>({
  legend,
  name,
  value,
  options,
  onChange,
  error,
}: {
  legend: string;
  name: string;
  value: Value | undefined | '';
  options: readonly { value: Value; label: string; hint?: string }[];
  onChange: (value: Value) => void;
  error?: string | undefined;
}) {
  return (
    <fieldset aria-describedby={error ? `error-${name}` : undefined}>
      <legend>{legend}</legend>
      {error && (
        <span id={`error-${name}`} style={{ color: 'var(--bad)' }}>
          {error}
        </span>
      )}
      {options.map((option, index) => (
        <label className="choice" key={option.value}>
          <input
            type="radio"
            id={index === 0 ? `field-${name}` : undefined}
            name={name}
            value={option.value}
            checked={value === option.value}
            onChange={() => onChange(option.value)}
          />
          <span>
            <b style={{ fontWeight: 550 }}>{option.label}</b>
            {option.hint && (
              <span className="soft small" style={{ display: 'block' }}>
                {option.hint}
              </span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
