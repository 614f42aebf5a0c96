import { useEffect, useRef, useState } from 'react';
import type { Given } from '../../../protocol.ts';
import { type ElementContext, useElement } from './use-element.ts';

const settleMs = 900;

/**
 * Returns the state of a text field. While the person types, the page keeps the text as a draft; it is sent when they
 * leave the field, so that another page or a later view has it.
 */
export function useField(
  {
    blockId,
    element,
    dispatches,
  }: Pick<ElementContext, 'blockId' | 'dispatches'> & { element: { action_id?: string } },
  saved: string,
  toInput: (text: string) => Given,
  sendWhen: 'at once' | 'when settled' | 'on leaving' = 'on leaving',
) {
  const { use, enterDraft, busy } = useElement(blockId, element);
  const [draft, setDraft] = useState<string>();
  const focused = useRef(false);
  const unsent = useRef(false);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);
  // A new value in the workspace replaces the draft.
  useEffect(() => {
    if (!focused.current) setDraft(undefined);
  }, [saved]);
  useEffect(() => () => clearTimeout(settle.current), []);
  const send = (text: string, enter = false) => {
    clearTimeout(settle.current);
    unsent.current = false;
    void use(toInput(text), enter);
  };
  const value = draft ?? saved;
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
        enterDraft(toInput(text));
        clearTimeout(settle.current);
        if (sendWhen === 'at once') send(text);
        if (sendWhen === 'when settled' && dispatches)
          settle.current = setTimeout(() => send(text), settleMs);
      },
      onBlur: () => {
        focused.current = false;
        if (unsent.current) send(value);
      },
    },
  };
}
