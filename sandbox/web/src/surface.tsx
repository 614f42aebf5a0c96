import type { Confirm } from '@slack/types';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import type { Act, ActResult, Entry, OptionGroup, PersonState, Place, StateValues } from '../../protocol.ts';
import { Mrkdwn, renderPlainText } from './mrkdwn.tsx';

/** State and actions for every part of the page. */
export interface Workspace {
  state: PersonState;
  /** Does something as the person; what went wrong is already shown to them when it resolves. */
  perform(act: Act): Promise<ActResult>;
}

const WorkspaceContext = createContext<Workspace | undefined>(undefined);
export const WorkspaceProvider = WorkspaceContext.Provider;

export function useWorkspace(): Workspace {
  const workspace = useContext(WorkspaceContext);
  if (!workspace) throw new Error('This component stands outside a workspace.');
  return workspace;
}

/** The message, modal or Home an element stands on. */
export interface Surface {
  values: StateValues;
  /** Puts a confirm dialog's question. */
  askToConfirm(confirm: Confirm): Promise<boolean>;
  /** Uses an element. Resolves when the app has answered; false when it did not as it should. */
  use(entry: Entry, enter: boolean): Promise<boolean>;
  /** Keeps what is being typed until something is sent. */
  enterDraft(entry: Entry): void;
  /** Text that was typed and not sent yet. */
  typed(): Entry[];
  suggest(blockId: string, actionId: string, query: string): Promise<OptionGroup[]>;
}

const SurfaceContext = createContext<Surface | undefined>(undefined);

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error('This component stands outside a message, modal or Home.');
  return surface;
}

interface Question {
  confirm: Confirm;
  answer(yes: boolean): void;
}

export function SurfaceProvider(props: { place: Place; values: StateValues; children: ReactNode }) {
  const { perform } = useWorkspace();
  const { place, values, children } = props;
  const pending = useRef(new Map<string, Entry>());
  const [question, setQuestion] = useState<Question>();
  // Places are made anew at each drawing; what they say is what counts.
  const where = JSON.stringify(place);

  const surface = useMemo<Surface>(() => {
    const here = JSON.parse(where) as Place;
    const key = ({ blockId, actionId }: Entry) => JSON.stringify([blockId, actionId]);
    // An update may have taken a field away after something was typed into it.
    const typed = () =>
      [...pending.current.values()].filter(({ blockId, actionId }) => values[blockId]?.[actionId]);
    return {
      values,
      askToConfirm: (confirm) => new Promise((answer) => setQuestion({ confirm, answer })),
      async use(entry, enter) {
        const kept = pending.current.get(key(entry));
        const result = await perform({
          type: 'use',
          place: here,
          entry,
          typed: typed(),
          ...(enter ? { enter } : {}),
        });
        // Only now: a submission may overtake it.
        if (pending.current.get(key(entry)) === kept) pending.current.delete(key(entry));
        return result.ok;
      },
      enterDraft(entry) {
        pending.current.set(key(entry), entry);
      },
      typed,
      async suggest(blockId, actionId, query) {
        const result = await perform({ type: 'suggest', place: here, blockId, actionId, query });
        return result.ok ? (result.options ?? []) : [];
      },
    };
  }, [where, values, perform]);

  return (
    <SurfaceContext.Provider value={surface}>
      {children}
      {question && (
        <ConfirmDialog
          confirm={question.confirm}
          answer={(yes) => {
            setQuestion(undefined);
            question.answer(yes);
          }}
        />
      )}
    </SurfaceContext.Provider>
  );
}

function ConfirmDialog({ confirm, answer }: { confirm: Confirm; answer: (yes: boolean) => void }) {
  return (
    <Dialog className="confirm" label={confirm.title?.text ?? 'Are you sure?'} onCancel={() => answer(false)}>
      <header>
        <h2>{renderPlainText(confirm.title ?? 'Are you sure?')}</h2>
      </header>
      <div className="dialog-body">
        {confirm.text.type === 'mrkdwn' ? <Mrkdwn text={confirm.text.text} /> : renderPlainText(confirm.text)}
      </div>
      <footer>
        <button type="button" className="button" onClick={() => answer(false)}>
          {renderPlainText(confirm.deny ?? 'Cancel')}
        </button>
        <button
          type="button"
          data-focus
          className={`button ${confirm.style === 'danger' ? 'danger' : 'primary'}`}
          onClick={() => answer(true)}
        >
          {renderPlainText(confirm.confirm ?? 'Yes')}
        </button>
      </footer>
    </Dialog>
  );
}

interface DialogProps {
  label: string;
  className: string;
  /** Focus moves in again when this changes. */
  content?: string;
  onCancel(): void;
  children: ReactNode;
}

/** A modal window: focus moves in, stays in, and goes back to where it came from. */
export function Dialog({ label, className, content, onCancel, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const opener = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      else document.querySelector<HTMLElement>('[data-home-focus]')?.focus();
    };
  }, []);
  useEffect(() => {
    const wanted = [
      '[data-focus]',
      '.block.input :is(input, textarea)',
      '.dialog-body button',
      'footer button',
    ];
    const first = wanted.map((one) => dialog.current?.querySelector<HTMLElement>(one)).find((found) => found);
    first?.focus({ preventScroll: true });
  }, [content]);
  return (
    <dialog
      ref={dialog}
      className={className}
      aria-label={label}
      onCancel={(event) => {
        event.preventDefault();
        // A cancel that bubbles from a dialog inside this one is that one's affair.
        if (event.target === dialog.current) onCancel();
      }}
    >
      {children}
    </dialog>
  );
}

/** Tells whether some work is under way. */
export function useBusy(): [boolean, <Outcome>(work: () => Promise<Outcome>) => Promise<Outcome>] {
  const [underWay, setUnderWay] = useState(0);
  const run = async <Outcome,>(work: () => Promise<Outcome>) => {
    setUnderWay((count) => count + 1);
    try {
      return await work();
    } finally {
      setUnderWay((count) => count - 1);
    }
  };
  return [underWay > 0, run];
}
