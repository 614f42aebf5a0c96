import type {
  ActionsBlockElement,
  Button,
  ContextActionsBlockElement,
  Datepicker,
  DateTimepicker,
  ImageBlock,
  ImageElement,
  InputBlockElement,
  Option,
  SectionBlockAccessory,
  Timepicker,
  WorkflowButton,
} from '@slack/types';
import {
  type ComponentType,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Temporal } from 'temporal-polyfill';
import type { ElementState, Given, OptionGroup, PersonState } from '../../protocol.ts';
import { Mrkdwn, plain } from './mrkdwn.tsx';
import { type Choice, Picker, useDropdownPlace } from './picker.tsx';
import { useBusy, useSurface, useWorkspace } from './surface.tsx';

export type BlockElement = Exclude<
  ActionsBlockElement | InputBlockElement | SectionBlockAccessory | ImageElement,
  WorkflowButton | ContextActionsBlockElement
>;
type ElementOf<Type extends BlockElement['type']> = Extract<BlockElement, { type: Type }>;

/** How an element stands in its block. */
interface Standing {
  blockId: string;
  /** The id its label points at. */
  id: string;
  /** Whether a label is drawn around it; if not, it names itself. */
  labelled: boolean;
  describedBy?: string | undefined;
  invalid?: boolean | undefined;
  /** May be emptied. */
  optional: boolean;
  /** Whether the app hears of each use. */
  dispatches: boolean;
}
type Props<Type extends BlockElement['type']> = Standing & { element: ElementOf<Type> };

// In this list a kind of element is drawn by the component beside it.
const components: { [Type in BlockElement['type']]: ComponentType<Props<Type>> } = {
  button: ButtonElement,
  overflow: OverflowElement,
  image: ({ element }) => <ImageBox image={element} small />,
  plain_text_input: TextElement,
  email_text_input: TextElement,
  url_text_input: TextElement,
  number_input: TextElement,
  rich_text_input: TextElement,
  file_input: FileElement,
  datepicker: DateElement,
  timepicker: TimeElement,
  datetimepicker: DateTimeElement,
  checkboxes: ChoiceBoxes,
  radio_buttons: ChoiceBoxes,
  static_select: SelectElement,
  external_select: SelectElement,
  users_select: SelectElement,
  conversations_select: SelectElement,
  channels_select: SelectElement,
  multi_static_select: SelectElement,
  multi_external_select: SelectElement,
  multi_users_select: SelectElement,
  multi_conversations_select: SelectElement,
  multi_channels_select: SelectElement,
};

export function ElementView<Type extends BlockElement['type']>(props: Props<Type>) {
  const type: Type = props.element.type as Type;
  const Component: ComponentType<Props<Type>> | undefined = components[type];
  return Component ? <Component {...props} /> : <span className="unknown">{type}</span>;
}

/** What the element holds and how it is used. */
function useElement(blockId: string, element: { action_id?: string; confirm?: object }) {
  const surface = useSurface();
  const [busy, run] = useBusy();
  const actionId = element.action_id ?? '';
  const held: ElementState | undefined = surface.values[blockId]?.[actionId];
  const confirm = 'confirm' in element ? (element as Button).confirm : undefined;
  const send = async (given: Given, enter: boolean, holds: boolean) => {
    if (confirm && !(await surface.asks(confirm))) return false;
    if (holds) typing(given);
    return run(() => surface.use({ blockId, actionId, given }, enter));
  };
  const typing = (given: Given) => surface.typing({ blockId, actionId, given });
  return {
    surface,
    busy,
    held,
    actionId,
    typing,
    use: (given: Given, enter = false) => send(given, enter, true),
    /** For an element that holds nothing afterwards. */
    press: (given: Given) => send(given, false, false),
  };
}

export function ImageBox({ image, small }: { image: ImageElement | ImageBlock; small?: boolean }) {
  const source =
    'image_url' in image ? image.image_url : 'url' in image.slack_file ? image.slack_file.url : '';
  return (
    <img className={small ? 'small' : 'large'} src={source} alt={image.alt_text} title={image.alt_text} />
  );
}

function ButtonElement({ element, blockId }: Props<'button'>) {
  const { press, busy } = useElement(blockId, element);
  const style = element.style ? ` ${element.style}` : '';
  const label = element.accessibility_label;
  const face = (
    <>
      <span>{plain(element.text)}</span>
      {busy && <span className="spinner" role="status" aria-label="Waiting for the app" />}
    </>
  );
  return element.url ? (
    <a
      className={`button${style}`}
      href={element.url}
      target="_blank"
      rel="noreferrer"
      aria-label={label}
      onClick={() => !busy && press(null)}
    >
      {face}
    </a>
  ) : (
    <button
      type="button"
      className={`button${style}${busy ? ' busy' : ''}`}
      aria-label={label}
      aria-busy={busy || undefined}
      onClick={() => !busy && press(null)}
    >
      {face}
    </button>
  );
}

function OverflowElement({ element, blockId }: Props<'overflow'>) {
  const { press, busy } = useElement(blockId, element);
  return (
    <Menu
      label="More actions"
      face={busy ? <span className="spinner" role="status" aria-label="Waiting for the app" /> : '⋯'}
      items={element.options.map((option) => ({
        key: option.value ?? option.text.text,
        face: (
          <span>
            {plain(option.text)}
            {option.description && <small>{plain(option.description)}</small>}
          </span>
        ),
        pick: () => {
          if (option.url) open(option.url, '_blank', 'noreferrer');
          if (!busy) void press(option.value ?? '');
        },
      }))}
    />
  );
}

interface MenuProps {
  label: string;
  face: ReactNode;
  className?: string;
  busy?: boolean;
  items: { key: string; face: ReactNode; current?: boolean; disabled?: boolean; pick: () => void }[];
}

/** A button that opens a list of things to do. */
export function Menu({ label, face, className = 'button overflow', busy, items }: MenuProps) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const place = useDropdownPlace(open, frame, 600);
  useEffect(() => {
    if (!open) return;
    const all = frame.current?.querySelectorAll<HTMLElement>('[role=menuitem]');
    const current = [...(all ?? [])].find((item) => item.getAttribute('aria-current') === 'true');
    (current ?? all?.[0])?.focus();
  }, [open]);
  const close = () => {
    setOpen(false);
    frame.current?.querySelector('button')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      close();
    }
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const all = [...(frame.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    all[(at + step + all.length) % all.length]?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys bubble up here from the menu's buttons
    <div
      className="menu-frame"
      ref={frame}
      onKeyDown={onKeyDown}
      onBlur={(event) => {
        if (!frame.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-busy={busy || undefined}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div className="dropdown" role="menu" aria-label={label} style={place}>
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              role="menuitem"
              className="choice"
              aria-current={item.current || undefined}
              disabled={item.disabled}
              onClick={() => {
                close();
                item.pick();
              }}
            >
              {item.face}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

const settleMs = 900;

/**
 * A field whose text is the page's while it is typed and the workspace's afterwards. It is sent when the person leaves
 * the field, so that another page, or a later view, finds it.
 */
function useField(
  {
    blockId,
    element,
    dispatches,
  }: Pick<Standing, 'blockId' | 'dispatches'> & { element: { action_id?: string } },
  held: string,
  given: (text: string) => Given,
  sends: 'at once' | 'when settled' | 'on leaving' = 'on leaving',
) {
  const { use, typing, busy } = useElement(blockId, element);
  const [draft, setDraft] = useState<string>();
  const focused = useRef(false);
  const unsent = useRef(false);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A newly held value replaces the draft.
  useEffect(() => {
    if (!focused.current) setDraft(undefined);
  }, [held]);
  useEffect(() => () => clearTimeout(settle.current), []);
  const send = (text: string, enter = false) => {
    clearTimeout(settle.current);
    unsent.current = false;
    void use(given(text), enter);
  };
  const value = draft ?? held;
  return {
    busy,
    value,
    send,
    handlers: {
      onFocus: () => {
        focused.current = true;
      },
      onChange: (event: { target: { value: string } }) => {
        const text = event.target.value;
        setDraft(text);
        unsent.current = true;
        typing(given(text));
        clearTimeout(settle.current);
        if (sends === 'at once') send(text);
        if (sends === 'when settled' && dispatches) settle.current = setTimeout(() => send(text), settleMs);
      },
      onBlur: () => {
        focused.current = false;
        if (unsent.current) send(value);
      },
    },
  };
}

type TextType =
  | 'plain_text_input'
  | 'email_text_input'
  | 'url_text_input'
  | 'number_input'
  | 'rich_text_input';
const inputModes: Record<TextType, 'text' | 'email' | 'url' | 'decimal'> = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'decimal',
  rich_text_input: 'text',
};
const nearlyFull = 0.8;

function TextElement(props: Props<TextType>) {
  const { element, id, labelled, describedBy, invalid, dispatches } = props;
  const { held } = useElement(props.blockId, element);
  const triggers = element.dispatch_action_config?.trigger_actions_on ?? ['on_enter_pressed'];
  const onCharacter = dispatches && triggers.includes('on_character_entered');
  const onEnter = dispatches && triggers.includes('on_enter_pressed');
  const field = useField(props, textOf(held), (text) => text, onCharacter ? 'at once' : 'on leaving');
  const multiline =
    element.type === 'rich_text_input' || (element.type === 'plain_text_input' && element.multiline);
  const limit = element.type === 'plain_text_input' ? (element.max_length ?? 3000) : undefined;
  const left = limit === undefined ? undefined : limit - field.value.length;
  const counter = useId();
  const showsCount = left !== undefined && limit !== undefined && field.value.length >= limit * nearlyFull;
  const common = {
    id,
    value: field.value,
    placeholder: element.placeholder ? plain(element.placeholder) : undefined,
    'aria-label': labelled ? undefined : element.placeholder?.text,
    'aria-describedby':
      [describedBy, showsCount ? counter : undefined].filter(Boolean).join(' ') || undefined,
    'aria-invalid': invalid || undefined,
    'data-focus': element.focus_on_load || undefined,
    ...field.handlers,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !onEnter || (multiline && event.shiftKey)) return;
    event.preventDefault();
    field.send(field.value, true);
  };
  return (
    <div className="text-input">
      {multiline ? (
        <textarea {...common} rows={4} onKeyDown={onKeyDown} />
      ) : (
        <input
          {...common}
          type="text"
          inputMode={inputModes[element.type]}
          autoComplete="off"
          onKeyDown={onKeyDown}
        />
      )}
      {showsCount && (
        <span id={counter} className={`count${left < 0 ? ' over' : ''}`}>
          {left}
        </span>
      )}
    </div>
  );
}

function textOf(held: ElementState | undefined): string {
  if (!held?.rich_text_value) return held?.value ?? '';
  return held.rich_text_value.elements
    .map((part) => part.elements.map((piece) => ('text' in piece ? piece.text : '')).join(''))
    .join('\n');
}

const orNull = (text: string): Given => (text === '' ? null : text);

function DateElement(props: Props<'datepicker'>) {
  const { held } = useElement(props.blockId, props.element);
  const field = useField(props, held?.selected_date ?? '', orNull, 'when settled');
  return <NativeField {...props} type="date" field={field} />;
}

function TimeElement(props: Props<'timepicker'>) {
  const { held } = useElement(props.blockId, props.element);
  const field = useField(props, held?.selected_time ?? '', orNull, 'when settled');
  return <NativeField {...props} type="time" field={field} zone={props.element.timezone} />;
}

function DateTimeElement(props: Props<'datetimepicker'>) {
  const { me } = useWorkspace().state;
  const { held } = useElement(props.blockId, props.element);
  const seconds = held?.selected_date_time;
  const local = seconds
    ? Temporal.Instant.fromEpochMilliseconds(seconds * 1000)
        .toZonedDateTimeISO(me.tz)
        .toPlainDateTime()
        .toString({ smallestUnit: 'minute' })
    : '';
  const epoch = (text: string): Given =>
    text === '' ? null : Temporal.PlainDateTime.from(text).toZonedDateTime(me.tz).epochMilliseconds / 1000;
  const field = useField(props, local, epoch, 'when settled');
  return <NativeField {...props} type="datetime-local" field={field} zone={me.tz} />;
}

function NativeField(
  props: Standing & {
    element: Datepicker | Timepicker | DateTimepicker;
    type: string;
    field: ReturnType<typeof useField>;
    zone?: string | undefined;
  },
) {
  const { element, field } = props;
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return (
    <span className="native-field">
      <input
        id={props.id}
        type={props.type}
        value={field.value}
        aria-label={props.labelled ? undefined : (placeholder ?? 'Date or time')}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid || undefined}
        data-focus={element.focus_on_load || undefined}
        {...field.handlers}
      />
      {props.zone && <small>{props.zone.replaceAll('_', ' ')}</small>}
      {field.busy && props.dispatches && (
        <span className="spinner" role="status" aria-label="Waiting for the app" />
      )}
    </span>
  );
}

function FileElement(props: Props<'file_input'>) {
  const { element, id } = props;
  const { perform } = useWorkspace();
  const { use, held } = useElement(props.blockId, element);
  const [uploading, run] = useBusy();
  const most = element.max_files ?? 10;
  const files = held?.files ?? [];
  const ids = files.map((file) => file.id);
  const choose = (chosen: File[]) =>
    run(async () => {
      const uploaded = [];
      for (const file of chosen) {
        const result = await perform({ type: 'upload', name: file.name, contents: await base64(file) });
        if (!result.ok) return;
        uploaded.push(result.file ?? '');
      }
      await use([...ids, ...uploaded]);
    });
  return (
    <div className="file-input">
      {files.map((file) => (
        <span key={file.id} className="chip">
          {file.name} <small>{Math.ceil(file.size / 1000).toLocaleString('en')} KB</small>
          <button
            type="button"
            aria-label={`Remove ${file.name}`}
            onClick={() => use(ids.filter((other) => other !== file.id))}
          >
            ×
          </button>
        </span>
      ))}
      {files.length < most && (
        <input
          id={id}
          type="file"
          multiple={most > 1}
          accept={element.filetypes?.map((kind) => `.${kind}`).join(',')}
          disabled={uploading}
          aria-describedby={props.describedBy}
          aria-invalid={props.invalid || undefined}
          onChange={(event) => choose([...(event.target.files ?? [])])}
        />
      )}
      {uploading && <span className="spinner" role="status" aria-label="Uploading" />}
    </div>
  );
}

const base64 = (file: File): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^.*?,/, ''));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });

function ChoiceBoxes(props: Props<'checkboxes' | 'radio_buttons'>) {
  const { element, id, blockId } = props;
  const { use, held, busy } = useElement(blockId, element);
  const several = element.type === 'checkboxes';
  const kept = (
    several ? (held?.selected_options ?? []) : [held?.selected_option].filter((one) => one != null)
  ).map((option) => option.value ?? '');
  // A box shows its mark at once, not only when the workspace has taken note.
  const [marked, setMarked] = useState<string[]>();
  const keptKey = JSON.stringify(kept);
  const known = useRef(keptKey);
  useEffect(() => {
    if (known.current !== keptKey) setMarked(undefined);
    known.current = keptKey;
  }, [keptKey]);
  const chosen = marked ?? kept;
  const toggle = async (option: Option) => {
    const value = option.value ?? '';
    const values = element.options
      .map((other: Option) => other.value ?? '')
      .filter((other) =>
        other === value ? !several || !chosen.includes(value) : several && chosen.includes(other),
      );
    setMarked(values);
    if (!(await use(several ? values : value))) setMarked(undefined);
  };
  return (
    <div className={`boxes${busy && props.dispatches ? ' busy' : ''}`}>
      {element.options.map((option: Option, index) => (
        <label key={option.value ?? option.text.text}>
          <input
            id={index === 0 ? id : undefined}
            type={several ? 'checkbox' : 'radio'}
            name={several ? undefined : id}
            checked={chosen.includes(option.value ?? '')}
            aria-describedby={props.describedBy}
            aria-invalid={props.invalid || undefined}
            data-focus={(index === 0 && element.focus_on_load) || undefined}
            onChange={() => toggle(option)}
          />
          <span>
            {option.text.type === 'mrkdwn' ? (
              <Mrkdwn text={option.text.text} verbatim={option.text.verbatim} />
            ) : (
              plain(option.text)
            )}
            {option.description && <small>{plain(option.description)}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}

type SelectType =
  | `${'' | 'multi_'}static_select`
  | `${'' | 'multi_'}external_select`
  | `${'' | 'multi_'}users_select`
  | `${'' | 'multi_'}conversations_select`
  | `${'' | 'multi_'}channels_select`;

function SelectElement(props: Props<SelectType>) {
  const { element, blockId } = props;
  const { state } = useWorkspace();
  const { use, held, busy, surface, actionId } = useElement(blockId, element);
  const multiple = element.type.startsWith('multi_');
  const placeholder = plain(element.placeholder ?? (multiple ? 'Select options' : 'Select an option'));
  return (
    <Picker
      id={props.id}
      name={props.labelled ? undefined : placeholder}
      describedBy={props.describedBy}
      invalid={props.invalid}
      placeholder={placeholder}
      choices={
        'min_query_length' in element || element.type.endsWith('external_select')
          ? async (query) => grouped(await surface.suggest(blockId, actionId, query))
          : choicesOf(element, state)
      }
      minQuery={'min_query_length' in element ? element.min_query_length : searchDefault(element.type)}
      selected={heldChoices(held, state)}
      multiple={multiple}
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      clearable={props.optional}
      busy={busy && props.dispatches}
      onPick={(values) => use(multiple ? values : (values[0] ?? null))}
    />
  );
}

// Slack asks the app only from the third character on, unless told otherwise.
const searchDefault = (type: SelectType) => (type.endsWith('external_select') ? 3 : 0);

function grouped(groups: OptionGroup[]): Choice[] {
  return groups.flatMap(({ label, options }) =>
    options.map((option) => ({ ...asChoice(option), group: label })),
  );
}

function asChoice(option: Option): Choice {
  return { value: option.value ?? '', text: plain(option.text), description: option.description?.text };
}

function choicesOf(element: ElementOf<SelectType>, state: PersonState): Choice[] {
  if ('option_groups' in element && element.option_groups) {
    return grouped(element.option_groups.map(({ label, options }) => ({ label: label.text, options })));
  }
  if ('options' in element && element.options) return element.options.map(asChoice);
  if (element.type.endsWith('users_select')) return people(state);
  const kinds = 'filter' in element ? element.filter?.include : undefined;
  return element.type.endsWith('channels_select')
    ? channels(state)
    : [
        ...(kinds && !kinds.includes('public') ? [] : channels(state)),
        ...(kinds && !kinds.includes('im')
          ? []
          : people(state).map((person) => ({ ...person, value: dmWith(person, state) }))),
      ].filter(({ value }) => value !== '');
}

const people = (state: PersonState): Choice[] =>
  state.people
    .filter((person) => !person.deleted)
    .map((person) => ({ value: person.id, text: person.name, description: `@${person.handle}` }));
const channels = (state: PersonState): Choice[] =>
  state.channels
    .filter((channel) => !channel.isArchived)
    .map(({ id, name }) => ({ value: id, text: `#${name}` }));
const dmWith = (person: Choice, state: PersonState) =>
  state.directMessages.find(({ withUser }) => withUser === person.value)?.id ?? '';

function heldChoices(held: ElementState | undefined, state: PersonState): Choice[] {
  if (!held) return [];
  const options = held.selected_options ?? [held.selected_option].filter((option) => option != null);
  const ids = [
    ...(held.selected_users ?? [held.selected_user]),
    ...(held.selected_conversations ?? [held.selected_conversation]),
    ...(held.selected_channels ?? [held.selected_channel]),
  ].filter((id) => id != null);
  return [...options.map(asChoice), ...ids.map((id) => ({ value: id, text: nameOf(id, state) }))];
}

/** What a person calls a user, channel or direct message. */
export function nameOf(id: string, state: PersonState): string {
  const channel = state.channels.find((one) => one.id === id);
  if (channel) return `#${channel.name}`;
  const user = state.directMessages.find((one) => one.id === id)?.withUser ?? id;
  if (user === state.app.botUserId) return state.app.name;
  return state.people.find((person) => person.id === user)?.name ?? id;
}
