import { useElementSize } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useSay } from '../language/language.ts';
import './figures.css';

type Cell = string | number;

/** A picture with what it shows in words, and the same numbers as a table behind it. */
export function Chart({
  title,
  note,
  columns,
  rows,
  whole = false,
  children,
}: {
  title: string;
  note?: ReactNode;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  whole?: boolean;
  children: ReactNode;
}) {
  const say = useSay();
  return (
    <figure className={`card chart${whole ? ' whole' : ''}`}>
      <figcaption>
        <h3>{title}</h3>
        {note && <p className="soft small">{note}</p>}
      </figcaption>
      {children}
      <details className="fold">
        <summary>{say('Lihat sebagai tabel', 'Show as a table')}</summary>
        <NumberTable caption={title} columns={columns} rows={rows} />
      </details>
    </figure>
  );
}

/** Numbers to the right of what they count. */
export function NumberTable({
  caption,
  columns,
  rows,
  captionShown = false,
}: {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly Cell[])[];
  captionShown?: boolean;
}) {
  return (
    // Wide tables scroll sideways on a phone; by keyboard that needs a stop.
    <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table className="table number-table">
        <caption>{captionShown ? caption : <span className="unseen">{caption}</span>}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <th key={column} scope="col" className={index === 0 ? undefined : 'num'}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], row) => (
            <tr key={`${first}-${row}`}>
              <th scope="row">{first}</th>
              {rest.map((cell, index) => (
                <td key={columns[index + 1]} className="num">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export interface Column {
  /** Under the column; empty for columns too close together to be named. */
  readonly label: string;
  readonly value: number;
  /** Stands out from the others, as a wait beyond the promise does. */
  readonly beyond?: boolean;
}

export interface Mark {
  readonly label: string;
  /** Where on the horizontal axis, in columns from the left edge. */
  readonly at: number;
}

const HEIGHT = 236;
const TOP = 44;
const BOTTOM = 26;
const LEFT = 34;
const MARK_LINE = 15;

/** Upright columns over a common base, with whole numbers on the axis; `says` is the picture in words. */
export function Columns({
  of,
  says,
  marks = [],
}: {
  of: readonly Column[];
  says: string;
  marks?: readonly Mark[];
}) {
  const { ref, width } = useElementSize();
  const step = stepFor(Math.max(1, ...of.map(({ value }) => value)));
  const most = step * Math.max(1, Math.ceil(Math.max(...of.map(({ value }) => value), 1) / step));
  const room = Math.max(0, width - LEFT);
  const each = room / Math.max(1, of.length);
  const y = (value: number) => TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / most);
  const ticks = Array.from({ length: most / step + 1 }, (_, index) => index * step);
  return (
    <div ref={ref}>
      <svg
        height={HEIGHT}
        viewBox={`0 0 ${Math.max(width, 1)} ${HEIGHT}`}
        role="img"
        aria-label={says}
      >
        {width > 0 && (
          <>
            {ticks.map((tick) => (
              <g key={tick}>
                <line x1={LEFT} x2={width} y1={y(tick)} y2={y(tick)} stroke="var(--line)" />
                <text x={LEFT - 8} y={y(tick) + 4} textAnchor="end">
                  {tick}
                </text>
              </g>
            ))}
            {of.map(({ label, value, beyond }, index) => (
              <g key={`${label}-${index}`}>
                {value > 0 && (
                  <rect
                    x={LEFT + index * each + each * 0.12}
                    width={each * 0.76}
                    y={y(value)}
                    height={y(0) - y(value)}
                    rx={Math.min(3, each * 0.2)}
                    fill={beyond ? 'var(--accent)' : 'var(--sea)'}
                    stroke={beyond ? 'var(--ink)' : 'none'}
                  />
                )}
                {label !== '' && (
                  <text x={LEFT + (index + 0.5) * each} y={HEIGHT - 7} textAnchor="middle">
                    {label}
                  </text>
                )}
              </g>
            ))}
            {marks.map(({ label, at }, index) => {
              const x = LEFT + Math.min(Math.max(at, 0), of.length) * each;
              const late = x > LEFT + room * 0.6;
              const line = 12 + (index % 3) * MARK_LINE;
              return (
                <g key={label}>
                  <line
                    x1={x}
                    x2={x}
                    y1={line - 9}
                    y2={y(0)}
                    stroke="var(--ink)"
                    strokeWidth={1.5}
                    strokeDasharray={index === 0 ? undefined : '4 3'}
                  />
                  <text
                    className="strong"
                    x={late ? x - 5 : x + 5}
                    y={line}
                    textAnchor={late ? 'end' : 'start'}
                  >
                    {label}
                  </text>
                </g>
              );
            })}
          </>
        )}
      </svg>
    </div>
  );
}

/** Steps of 1, 2 or 5 times a power of ten, at most five of them. */
function stepFor(most: number): number {
  const rough = most / 5;
  const power = 10 ** Math.floor(Math.log10(Math.max(rough, 1)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? 1;
}
