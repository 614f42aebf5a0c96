import {
  type CSSProperties,
  type KeyboardEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Icon } from './icons.tsx';
import { renderPlainText } from './mrkdwn.tsx';

export interface Choice {
  value: string;
  text: string;
  description?: string | undefined;
  /** Heading the choice stands under. */
  group?: string | null;
}

interface PickerProps {
  id: string;
  /** Spoken name where no <label> points at the field. */
  name?: string | undefined;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  placeholder: string;
  /** Fixed choices, filtered here; or a search answered by the app. */
  choices: Choice[] | ((query: string) => Promise<Choice[]>);
  /** Searches start at this many characters. */
  minQuery?: number | undefined;
  selected: Choice[];
  multiple: boolean;
  max?: number | undefined;
  /** True when a single choice can be cleared. */
  clearable: boolean;
  busy: boolean;
  onPick(values: string[]): void;
}

const searchPauseMs = 180;
/** Room a list wants to the right of where it starts, in pixels. */
const listWidth = 320;

/** A select one can type into: single or multiple, fixed or searched. */
export function Picker(props: PickerProps) {
  const { choices, minQuery = 0, selected, multiple, max, onPick } = props;
  const [open, setOpen] = useState(false);
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const [found, setFound] = useState<Choice[] | 'searching'>([]);
  const frame = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const list = useId();
  const place = useDropdownPlace(open, frame);

  const search = useRef(choices);
  search.current = choices;
  const searched = typeof choices === 'function';
  useEffect(() => {
    const ask = search.current;
    if (!open || typeof ask !== 'function') return;
    if (query.length < minQuery) {
      setFound([]);
      return;
    }
    let stale = false;
    setFound('searching');
    const pause = setTimeout(async () => {
      const answer = await ask(query);
      if (!stale) setFound(answer);
    }, searchPauseMs);
    return () => {
      stale = true;
      clearTimeout(pause);
    };
  }, [open, query, minQuery]);

  const wanted = query.trim().toLowerCase();
  const matching = searched ? found : choices.filter(({ text }) => text.toLowerCase().includes(wanted));
  const shown = matching === 'searching' ? [] : matching;
  const full = multiple && max !== undefined && selected.length >= max;
  const isSelected = (choice: Choice) => selected.some(({ value }) => value === choice.value);

  const close = () => {
    setOpen(false);
    setQuery('');
    setAt(0);
  };
  const pick = (choice: Choice) => {
    const without = selected.filter(({ value }) => value !== choice.value).map(({ value }) => value);
    if (!multiple) {
      onPick([choice.value]);
      close();
    } else if (isSelected(choice)) onPick(without);
    else if (!full) onPick([...without, choice.value]);
    setQuery('');
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const keys: Record<string, () => boolean> = {
      ArrowDown: () => {
        if (open) setAt(Math.min(at + 1, shown.length - 1));
        setOpen(true);
        return true;
      },
      ArrowUp: () => {
        setAt(Math.max(at - 1, 0));
        return open;
      },
      Enter: () => {
        const choice = shown[at];
        if (open && choice) pick(choice);
        else setOpen(true);
        return true;
      },
      Escape: () => {
        close();
        return open;
      },
      Backspace: () => {
        const last = selected.at(-1);
        if (query !== '' || !last || (!multiple && !props.clearable)) return false;
        onPick(selected.slice(0, -1).map(({ value }) => value));
        return true;
      },
    };
    if (!keys[event.key]?.()) return;
    event.preventDefault();
    // Escape closes the list, not the modal around it.
    event.stopPropagation();
  };

  useEffect(() => {
    if (open) document.getElementById(`${list}-${at}`)?.scrollIntoView({ block: 'nearest' });
  }, [open, at, list]);

  const single = multiple ? undefined : selected[0];
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a click beside the chips goes to the field among them
    <div
      ref={frame}
      className={`picker${open ? ' open' : ''}${props.invalid ? ' invalid' : ''}`}
      onBlur={(event) => {
        if (!frame.current?.contains(event.relatedTarget)) close();
      }}
      onMouseDown={(event) => {
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        input.current?.focus();
        setOpen(true);
      }}
    >
      {multiple &&
        selected.map((choice) => (
          <span key={choice.value} className="chip">
            {choice.text}
            <button
              type="button"
              aria-label={`Remove ${choice.text}`}
              onClick={() => onPick(selected.filter((one) => one !== choice).map(({ value }) => value))}
            >
              <Icon name="close" />
            </button>
          </span>
        ))}
      <input
        ref={input}
        id={props.id}
        role="combobox"
        aria-expanded={open}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={open && shown[at] ? `${list}-${at}` : undefined}
        aria-label={props.name}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        autoComplete="off"
        placeholder={single ? single.text : selected.length > 0 ? '' : props.placeholder}
        className={single ? 'chosen' : undefined}
        value={open ? query : single ? single.text : ''}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
          setOpen(true);
        }}
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      {single && props.clearable && !props.busy && (
        <button type="button" className="clear" aria-label="Clear the choice" onClick={() => onPick([])}>
          <Icon name="close" />
        </button>
      )}
      {props.busy ? (
        <span className="spinner" role="status" aria-label="Waiting for the app" />
      ) : (
        <span className="caret" />
      )}
      {open && (
        <div
          className="dropdown"
          id={list}
          role="listbox"
          tabIndex={-1}
          aria-multiselectable={multiple || undefined}
          style={place}
        >
          {matching === 'searching' && <p className="note">Searching…</p>}
          {matching !== 'searching' && shown.length === 0 && (
            <p className="note">
              {searched && query.length < minQuery ? `Type ${minQuery} or more characters` : 'No results'}
            </p>
          )}
          {shown.map((choice, index) => (
            <div key={`${choice.group} ${choice.value}`}>
              {choice.group && choice.group !== shown[index - 1]?.group && (
                <p className="group">{renderPlainText(choice.group)}</p>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the input above handles the keys */}
              <div
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={isSelected(choice)}
                aria-disabled={(full && !isSelected(choice)) || undefined}
                className={`choice${index === at ? ' active' : ''}`}
                onMouseDown={(event) => event.preventDefault()}
                onMouseMove={() => setAt(index)}
                onClick={() => pick(choice)}
              >
                <span>
                  {choice.text}
                  {choice.description && <small>{renderPlainText(choice.description)}</small>}
                </span>
                {isSelected(choice) && (
                  <span className="tick">
                    <Icon name="check" />
                  </span>
                )}
              </div>
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

/**
 * Returns the position of a dropdown: below its frame, or above it near the window's end, outside every scrolling box.
 */
export function useDropdownPlace(
  open: boolean,
  frame: { readonly current: HTMLElement | null },
  tallest = 300,
): CSSProperties {
  const [style, setStyle] = useState<CSSProperties>({ visibility: 'hidden' });
  useLayoutEffect(() => {
    if (!open) return;
    const settle = () => {
      const around = frame.current?.getBoundingClientRect();
      if (!around) return;
      const below = innerHeight - around.bottom - 12;
      const above = around.top - 12;
      const up = below < 220 && above > below;
      const leftwards = around.left + listWidth > innerWidth;
      setStyle({
        minWidth: around.width,
        maxHeight: Math.min(tallest, up ? above : below),
        ...(leftwards
          ? { right: Math.max(8, innerWidth - around.right) }
          : { left: Math.max(8, around.left) }),
        ...(up ? { bottom: innerHeight - around.top + 4 } : { top: around.bottom + 4 }),
      });
    };
    settle();
    addEventListener('resize', settle);
    addEventListener('scroll', settle, true);
    return () => {
      removeEventListener('resize', settle);
      removeEventListener('scroll', settle, true);
    };
  }, [open, frame, tallest]);
  return style;
}
