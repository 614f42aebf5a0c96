import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { PersonState, SlashCommandInfo } from '../../protocol.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { ShortcutWords } from './message.tsx';
import { useWorkspace } from './surface.tsx';

interface Suggestion {
  /** The text afterwards. */
  insert: string;
  title: string;
  /** The arguments of a command. */
  hint?: string;
  detail: string;
}

interface ComposerProps {
  channel: string;
  /** The message that is replied to. */
  threadTs?: string;
  /** True in a panel beside the place: it takes no shortcuts, and focus goes there when the panel opens. */
  inPanel?: boolean;
  placeholder: string;
  text: string;
  onText(text: string): void;
  /** Called with the text just before it is sent. */
  onSend?(text: string): void;
}

/** The input for messages and slash commands. It completes commands, people and channels. */
export function Composer({
  channel,
  threadTs,
  inPanel = false,
  placeholder,
  text,
  onText,
  onSend,
}: ComposerProps) {
  const { state, perform } = useWorkspace();
  const [at, setAt] = useState(0);
  const [dismissed, setDismissed] = useState(false);
  const [sending, setSending] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const list = useId();

  const { word, suggestions } = suggest(text, state, threadTs === undefined);
  const shown = dismissed ? [] : suggestions;
  const active = shown[Math.min(at, shown.length - 1)];
  const command =
    threadTs === undefined && state.app.commands.find((one) => text.startsWith(`${one.command} `));

  useEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${text === '' ? 0 : Math.min(area.scrollHeight, 180)}px`;
  }, [text]);

  const complete = (suggestion: Suggestion) => {
    onText(`${text.slice(0, text.length - word.length)}${suggestion.insert} `);
    setAt(0);
    field.current?.focus();
  };
  const send = async () => {
    const said = text.trim();
    if (said === '' || sending) return;
    onText('');
    onSend?.(said);
    setSending(true);
    const result = await perform({
      type: 'say',
      channel,
      text: said,
      ...(threadTs ? { threadTs } : {}),
    });
    setSending(false);
    // A command that failed comes back, to be corrected or sent again.
    if (!result.ok && field.current?.value === '') onText(said);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const inList: Record<string, () => void> = active
      ? {
          ArrowDown: () => setAt((at + 1) % shown.length),
          ArrowUp: () => setAt((at - 1 + shown.length) % shown.length),
          Tab: () => complete(active),
          Escape: () => setDismissed(true),
          ...(active.insert === word ? {} : { Enter: () => complete(active) }),
        }
      : {};
    const action = inList[event.key] ?? (event.key === 'Enter' ? send : undefined);
    if (!action || event.shiftKey) return;
    event.preventDefault();
    void action();
  };

  return (
    <div className="composer">
      {shown.length > 0 && (
        <div className="suggestions" id={list} role="listbox" tabIndex={-1} aria-label="Suggestions">
          {shown.map((suggestion, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the composer handles the keys
            <div
              key={suggestion.insert}
              id={`${list}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={suggestion === active}
              className={`choice${suggestion === active ? ' active' : ''}`}
              onMouseDown={(event) => event.preventDefault()}
              onMouseMove={() => setAt(index)}
              onClick={() => complete(suggestion)}
            >
              <span>
                <strong>{suggestion.title}</strong> {suggestion.hint}
                <small>{suggestion.detail}</small>
              </span>
            </div>
          ))}
          <p className="keys">Arrow keys to choose · Tab to complete · Enter to send</p>
        </div>
      )}
      {shown.length === 0 && command && <UsageHint command={command} />}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        {!inPanel && <Shortcuts />}
        <textarea
          ref={field}
          data-home-focus={!inPanel || undefined}
          data-panel-focus={inPanel || undefined}
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          role="combobox"
          aria-expanded={shown.length > 0}
          aria-controls={list}
          aria-activedescendant={active ? `${list}-${shown.indexOf(active)}` : undefined}
          onChange={(event) => {
            onText(event.target.value);
            setAt(0);
            setDismissed(false);
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" className="send" aria-label="Send" disabled={text.trim() === '' || sending}>
          {sending ? (
            <span className="spinner" role="status" aria-label="Sending" />
          ) : (
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="M2 2.5 14 8 2 13.5 3.8 8.6 9 8 3.8 7.4z" fill="currentColor" />
            </svg>
          )}
        </button>
      </form>
    </div>
  );
}

/** The menu of the workspace's shortcuts. */
function Shortcuts() {
  const { state, perform } = useWorkspace();
  const offered = state.app.shortcuts.filter(({ type }) => type === 'global');
  if (offered.length === 0) return null;
  const items = offered.map(({ name, description }) => ({
    key: name,
    content: <ShortcutWords name={name} description={description} />,
    pick: () => void perform({ type: 'shortcut', name }),
  }));
  return <Menu label="Shortcuts" className="shortcuts" content={<Icon name="plus" />} items={items} />;
}

function UsageHint({ command }: { command: SlashCommandInfo }) {
  return (
    <p className="usage">
      <strong>{command.command}</strong> <span>{command.usageHint}</span>
      <small>{command.description}</small>
    </p>
  );
}

/**
 * Returns completions of the word being typed: a command at the start, @someone or #channel anywhere. Slack takes no
 * commands in a thread.
 */
function suggest(
  text: string,
  state: PersonState,
  takesCommands: boolean,
): { word: string; suggestions: Suggestion[] } {
  const word = /^\/\S*$|(?<=^|\s)[@#][^\s@#]*(?: [^\s@#]*)?$/.exec(text)?.[0] ?? '';
  const begins = (name: string) => name.toLowerCase().startsWith(word.toLowerCase());
  const sources: Record<string, () => Suggestion[]> = {
    '/': () =>
      (takesCommands ? state.app.commands : []).map((one) => ({
        insert: one.command,
        title: one.command,
        hint: one.usageHint,
        detail: one.description,
      })),
    '@': () =>
      state.people
        .filter((person) => !person.deleted)
        .map((person) => ({ insert: `@${person.name}`, title: person.name, detail: `@${person.handle}` })),
    '#': () =>
      state.channels
        .filter((one) => !one.isArchived)
        .map((one) => ({ insert: `#${one.name}`, title: `#${one.name}`, detail: 'Channel' })),
  };
  const all = sources[word[0] ?? '']?.() ?? [];
  const suggestions = all.filter(({ insert, detail }) => begins(insert) || begins(detail)).slice(0, 8);
  return { word, suggestions };
}
