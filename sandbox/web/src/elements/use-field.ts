import { useEffect, useRef, useState } from 'react';
import type { Given } from '../../../protocol.ts';
import { type ElementContext, useElement } from './use-element.ts';

const settleMs = 900;

/**
 * A field whose text is the page's while it is typed and the workspace's afterwards. It is sent when the person leaves
 * the field, so that another page, or a later view, finds it.
 */
export function useField(
  {
    blockId,
    element,
    dispatches,
  }: Pick<ElementContext, 'blockId' | 'dispatches'> & { element: { action_id?: string } },
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
