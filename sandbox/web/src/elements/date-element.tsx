import { type FocusEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { Icon } from '../icons.tsx';
import { useDropdownPlace } from '../picker.tsx';
import { useWorkspace } from '../surface.tsx';
import { Calendar } from './calendar.tsx';
import { type Props, useElement } from './use-element.ts';

const calendarHeight = 340;
const shown: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
};

const showDay = (day: string) => Temporal.PlainDate.from(day).toLocaleString('en-US', shown);

/** Reads "2026-07-14", "14 Jul 2026" and "Tue, Jul 14, 2026". Returns null for anything else. */
function readDay(text: string): string | null {
  const iso = /^\d{4}-\d\d-\d\d$/.test(text) ? text : null;
  const words = /[a-z]{3}/i.test(text) && /\b\d{4}\b/.test(text) ? Date.parse(`${text} UTC`) : Number.NaN;
  const day = iso ?? (Number.isNaN(words) ? null : new Date(words).toISOString().slice(0, 10));
  try {
    return day && String(Temporal.PlainDate.from(day, { overflow: 'reject' }));
  } catch {
    return null;
  }
}

/** A date that can be typed or chosen from a calendar. The field shows the chosen day in words. */
export function DateElement(props: Props<'datepicker'>) {
  const { element, blockId } = props;
  const { state } = useWorkspace();
  const { use, enterDraft, held, busy } = useElement(blockId, element);
  const [draft, setDraft] = useState<string>();
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const place = useDropdownPlace(open, frame, calendarHeight);
  const problem = useId();
  const saved = held?.selected_date ?? null;
  /** Being sent: leaving the field meanwhile does not send it twice. */
  const sent = useRef<string | null>(undefined);
  // A new value in the workspace replaces the draft.
  useEffect(() => {
    sent.current = undefined;
    if (saved !== null || !frame.current?.contains(document.activeElement)) setDraft(undefined);
  }, [saved]);

  const text = draft ?? (saved ? showDay(saved) : '');
  const day = draft === undefined ? saved : readDay(draft.trim());
  const isUnreadable = draft !== undefined && draft.trim() !== '' && day === null;
  const placeholder = element.placeholder?.text ?? 'Select a date';
  const type = (typed: string) => {
    setDraft(typed);
    // The workspace refuses a date that cannot be read, so that a form does not lose it.
    enterDraft(typed.trim() === '' ? null : (readDay(typed.trim()) ?? typed));
  };
  const send = async (given: string | null) => {
    if (given === saved) return setDraft(undefined);
    if (given === sent.current) return;
    sent.current = given;
    if (!(await use(given))) sent.current = undefined;
  };
  const choose = (chosen: Temporal.PlainDate) => {
    close();
    setDraft(showDay(String(chosen)));
    void send(String(chosen));
  };
  const close = () => {
    setOpen(false);
    frame.current?.querySelector<HTMLElement>('.open-calendar')?.focus();
  };
  const commit = () => {
    if (draft !== undefined && !isUnreadable) void send(day);
  };
  const onBlur = (event: FocusEvent) => {
    if (frame.current?.contains(event.relatedTarget)) return;
    setOpen(false);
    commit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open) return;
    event.preventDefault();
    event.stopPropagation();
    close();
  };
  const today = Temporal.Instant.fromEpochMilliseconds(state.now)
    .toZonedDateTimeISO(state.me.tz)
    .toPlainDate();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape closes the calendar from everywhere in the field
    <div ref={frame} className="date-field" onBlur={onBlur} onKeyDown={onKeyDown}>
      <input
        id={props.id}
        type="text"
        autoComplete="off"
        placeholder={placeholder}
        value={text}
        aria-label={props.labelled ? undefined : placeholder}
        aria-describedby={
          [props.describedBy, isUnreadable ? problem : undefined].filter(Boolean).join(' ') || undefined
        }
        aria-invalid={props.invalid || isUnreadable || undefined}
        data-focus={element.focus_on_load || undefined}
        onChange={(event) => type(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && commit()}
      />
      <button
        type="button"
        className="icon open-calendar"
        aria-label={day ? `Change the date, ${showDay(day)}` : 'Open the calendar'}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {busy && props.dispatches ? (
          <span className="spinner" role="status" aria-label="Waiting for the app" />
        ) : (
          <Icon name="calendar" />
        )}
      </button>
      {isUnreadable && !open && (
        <p id={problem} className="field-error">
          Enter a date such as {String(today)}.
        </p>
      )}
      {open && (
        <div className="dropdown calendar-frame" role="dialog" aria-label="Choose a date" style={place}>
          <Calendar chosen={day ? Temporal.PlainDate.from(day) : null} today={today} choose={choose} />
        </div>
      )}
    </div>
  );
}
