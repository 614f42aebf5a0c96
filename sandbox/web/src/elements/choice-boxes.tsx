import type { Option } from '@slack/types';
import { useEffect, useRef, useState } from 'react';
import { Mrkdwn, renderPlainText } from '../mrkdwn.tsx';
import { type Props, useElement } from './use-element.ts';

export function ChoiceBoxes(props: Props<'checkboxes' | 'radio_buttons'>) {
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
              renderPlainText(option.text)
            )}
            {option.description && <small>{renderPlainText(option.description)}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}
