import type { OfficeCalendar } from '@pst/contracts';
import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useCodeWords } from '../components/code-words.ts';
import { ProblemAlert } from '../components/problem-alert.tsx';
import { Empty, Shown } from '../components/states.tsx';
import { ask } from '../gateway/gateway.ts';
import { useCalendar, useOfficeStatus } from '../gateway/office.ts';
import { useAct } from '../gateway/use-act.ts';
import { useFormat, useSay } from '../language/language.ts';
import { CalendarImport } from './calendar-import.tsx';
import { DayOffEditor } from './day-off-editor.tsx';
import { DeskPage } from './desk-page.tsx';
import { YearView } from './year-view.tsx';
import './calendar.css';

export function Calendar() {
  const say = useSay();
  return (
    <DeskPage
      title={say('Kalender kantor', 'Office calendar')}
      roles={['officer', 'head', 'admin']}
    >
      {({ roles }) => <Kept mayEdit={roles.includes('head') || roles.includes('admin')} />}
    </DeskPage>
  );
}

function Kept({ mayEdit }: { mayEdit: boolean }) {
  const format = useFormat();
  const calendar = useCalendar();
  // Today is the office's, and not that of the machine in front of us.
  const status = useOfficeStatus();
  return (
    <Shown of={calendar} lines={8}>
      {(kept) => (
        <Shown of={status} lines={8}>
          {({ at }) => <Year calendar={kept} today={format.isoDay(at)} mayEdit={mayEdit} />}
        </Shown>
      )}
    </Shown>
  );
}

function Year({
  calendar,
  today,
  mayEdit,
}: {
  calendar: OfficeCalendar;
  today: string;
  mayEdit: boolean;
}) {
  const [chosen, setChosen] = useState(today);
  const heading = useRef<HTMLHeadingElement>(null);
  const [opened, setOpened] = useState(0);
  // The editor of the day may have been made by the same press, so focus follows the drawing.
  useEffect(() => {
    if (opened > 0) {
      heading.current?.focus();
    }
  }, [opened]);
  const year = Number(chosen.slice(0, 4));
  const days = calendar.days.filter(({ date }) => date.startsWith(`${year}-`));
  const turn = (by: number) =>
    setChosen(year + by === Number(today.slice(0, 4)) ? today : `${year + by}-01-01`);
  return (
    <div className="stack-lg">
      <div className="split">
        <div className="stack">
          <div className="row between">
            <h2 aria-live="polite">{year}</h2>
            <div className="row">
              <Button variant="default" onClick={() => turn(-1)}>
                ← {year - 1}
              </Button>
              <Button variant="default" onClick={() => turn(1)}>
                {year + 1} →
              </Button>
            </div>
          </div>
          <YearWarning calendar={calendar} year={year} today={today} />
          <Legend />
          <YearView
            year={year}
            today={today}
            days={days}
            chosen={chosen}
            onChoose={setChosen}
            onOpen={(date) => {
              setChosen(date);
              setOpened(opened + 1);
            }}
          />
        </div>
        <div className="stack beside">
          <DayOffEditor
            key={chosen}
            date={chosen}
            known={days.find(({ date }) => date === chosen)}
            mayEdit={mayEdit}
            heading={heading}
          />
          {mayEdit && <Completeness key={year} calendar={calendar} year={year} />}
        </div>
      </div>
      <DaysOff days={days} year={year} />
      {mayEdit && <CalendarImport />}
    </div>
  );
}

/** What the office has not heard of a decree for, it promises with weekends only. */
function YearWarning({
  calendar,
  year,
  today,
}: {
  calendar: OfficeCalendar;
  year: number;
  today: string;
}) {
  const say = useSay();
  const thisYear = Number(today.slice(0, 4));
  const open = [thisYear, thisYear + 1, year].filter(
    (each, place, all) =>
      each >= thisYear &&
      all.indexOf(each) === place &&
      !calendar.completeYears.some((complete) => complete.year === each),
  );
  return open.map((each) => (
    <div className="note warn" key={each} role="note">
      <strong>{say(`${each} belum ada SKB`, `No decree for ${each} yet`)}</strong>
      <span>
        {say(
          `Daftar libur ${each} belum dinyatakan lengkap. Janji layanan yang jatuh di ${each} baru menghitung akhir pekan dan hari yang sudah tercatat.`,
          `The list of ${each} is not known to be complete. Promises that fall in ${each} count weekends and the days entered so far.`,
        )}
      </span>
    </div>
  ));
}

function Legend() {
  const { options } = useCodeWords();
  return (
    <div className="legend">
      {options('dayOff').map(({ value, label }) => (
        <span key={value}>
          <i className={`day-${value}`} aria-hidden="true" />
          {label}
        </span>
      ))}
    </div>
  );
}

function Completeness({ calendar, year }: { calendar: OfficeCalendar; year: number }) {
  const say = useSay();
  const queries = useQueryClient();
  const known = calendar.completeYears.find((complete) => complete.year === year);
  const [source, setSource] = useState('');
  const mark = useAct(
    (body: { complete: boolean; source?: string }, key) =>
      ask(`/v1/desk/calendar/years/${year}`, { method: 'PUT', body, key }),
    () => queries.invalidateQueries({ queryKey: ['calendar'] }),
  );
  return (
    <form
      className="card stack"
      onSubmit={(event) => {
        event.preventDefault();
        mark.mutate(known ? { complete: false } : { complete: true, source });
      }}
    >
      <h2>{say(`Daftar ${year}`, `List of ${year}`)}</h2>
      <ProblemAlert problem={mark.error} />
      {known ? (
        <p>
          {say('Lengkap menurut ', 'Complete by ')}
          <span lang="id">{known.source}</span>.
        </p>
      ) : (
        <TextInput
          label={say('Dasar: SKB atau surat', 'Basis: decree or letter')}
          required
          minLength={3}
          maxLength={200}
          value={source}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
      )}
      <Button type="submit" variant="default" loading={mark.isPending}>
        {known
          ? say('Belum lengkap lagi', 'No longer complete')
          : say('Nyatakan lengkap', 'Say it is complete')}
      </Button>
    </form>
  );
}

/** Every day of the year under the decree it rests on. */
function DaysOff({ days, year }: { days: OfficeCalendar['days']; year: number }) {
  const say = useSay();
  const format = useFormat();
  const { word } = useCodeWords();
  if (days.length === 0) {
    return (
      <Empty title={say(`Belum ada hari libur ${year}`, `No days off in ${year} yet`)}>
        <p className="soft">
          {say(
            'Pilih tanggal di kalender untuk menambah satu hari, atau impor berkas SKB.',
            'Choose a date in the calendar to add a day, or import the decree’s list.',
          )}
        </p>
      </Empty>
    );
  }
  const bySource = Map.groupBy(days, ({ source }) => source);
  return (
    <section className="stack">
      <h2>{say(`${days.length} hari libur ${year}`, `${days.length} days off in ${year}`)}</h2>
      {[...bySource].map(([source, resting]) => (
        <div className="stack" style={{ gap: '0.75rem' }} key={source}>
          <h3 lang="id">{source}</h3>
          <ul className="plain-list days-off">
            {resting.map((day) => (
              <li key={day.date}>
                <span className="num">{format.shortDay(day.date)}</span>
                <span>
                  <span lang="id">{day.name}</span>
                  <span className="soft small" style={{ display: 'block' }}>
                    {word('dayOff', day.kind)}
                    {day.verifiedAt !== null &&
                      say(
                        ` · diperiksa ${format.shortDay(day.verifiedAt)}`,
                        ` · verified ${format.shortDay(day.verifiedAt)}`,
                      )}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
