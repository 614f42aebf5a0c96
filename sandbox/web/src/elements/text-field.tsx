import { type KeyboardEvent, useId } from 'react';
import type { ElementState } from '../../../protocol.ts';
import { renderPlainText } from '../mrkdwn.tsx';
import { type Props, useElement } from './use-element.ts';
import { useField } from './use-field.ts';

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

export function TextElement(props: Props<TextType>) {
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
    placeholder: element.placeholder ? renderPlainText(element.placeholder) : undefined,
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
