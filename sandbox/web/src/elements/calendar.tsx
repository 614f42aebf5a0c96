import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { Temporal } from 'temporal-polyfill';
import { Icon } from '../icons.tsx';

interface CalendarProps {
  /** The day that the field holds, or null. */
  chosen: Temporal.PlainDate | null;
  today: Temporal.PlainDate;
  choose(day: Temporal.PlainDate): void;
}

const daysOfWeek = 7;
const monthAndYear: Intl.DateTimeFormatOptions = { month: 'long', year: 'numeric' };
const fullDay: Intl.DateTimeFormatOptions = {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
};

/** The keys of the date picker pattern of the ARIA practices guide. */
const moves: Record<string, (day: Temporal.PlainDate, withShift: boolean) => Temporal.PlainDate> = {
  ArrowLeft: (day) => day.subtract({ days: 1 }),
  ArrowRight: (day) => day.add({ days: 1 }),
  ArrowUp: (day) => day.subtract({ weeks: 1 }),
  ArrowDown: (day) => day.add({ weeks: 1 }),
  Home: (day) => day.subtract({ days: day.dayOfWeek - 1 }),
  End: (day) => day.add({ days: daysOfWeek - day.dayOfWeek }),
  PageUp: (day, withShift) => day.subtract(withShift ? { years: 1 } : { months: 1 }),
  PageDown: (day, withShift) => day.add(withShift ? { years: 1 } : { months: 1 }),
};

/** Returns the weeks of a month from Monday to Sunday, filled up with days of its neighbors. */
function weeksOf(month: Temporal.PlainYearMonth): Temporal.PlainDate[][] {
  const first = month.toPlainDate({ day: 1 });
  const start = first.subtract({ days: first.dayOfWeek - 1 });
  const count = Math.ceil((first.dayOfWeek - 1 + month.daysInMonth) / daysOfWeek);
  return Array.from({ length: count }, (_, week) =>
    Array.from({ length: daysOfWeek }, (_, day) => start.add({ weeks: week, days: day })),
  );
}

/** One month with its days, of which the arrow keys choose one. */
export function Calendar({ chosen, today, choose }: CalendarProps) {
  const [at, setAt] = useState(chosen ?? today);
  const grid = useRef<HTMLTableElement>(null);
  const movesFocus = useRef(true);
  const month = at.toPlainYearMonth();
  const title = at.toLocaleString('en-US', monthAndYear);
  const weeks = weeksOf(month);
  useEffect(() => {
    if (movesFocus.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus();
    movesFocus.current = false;
  }, [at]);
  const turn = (months: number) => setAt(at.add({ months }));
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    movesFocus.current = true;
    setAt(move(at, event.shiftKey));
  };
  return (
    <>
      <div className="calendar-head">
        <button type="button" className="icon" aria-label="Previous month" onClick={() => turn(-1)}>
          <Icon name="back" />
        </button>
        <strong aria-live="polite">{title}</strong>
        <button type="button" className="icon" aria-label="Next month" onClick={() => turn(1)}>
          <Icon name="forward" />
        </button>
      </div>
      <table ref={grid} className="calendar" aria-label={title} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {weeks[0]?.map((day) => (
              <th key={day.dayOfWeek} scope="col" abbr={day.toLocaleString('en-US', { weekday: 'long' })}>
                {day.toLocaleString('en-US', { weekday: 'short' }).slice(0, 2)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={String(week[0])}>
              {week.map((day) => (
                <td key={String(day)}>
                  <button
                    type="button"
                    data-day={String(day)}
                    tabIndex={day.equals(at) ? 0 : -1}
                    className={day.month === at.month ? undefined : 'outside'}
                    aria-label={day.toLocaleString('en-US', fullDay)}
                    aria-pressed={chosen?.equals(day) ?? false}
                    aria-current={day.equals(today) ? 'date' : undefined}
                    onClick={() => choose(day)}
                  >
                    {day.day}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
