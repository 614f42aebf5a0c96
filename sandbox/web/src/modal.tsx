import { type ReactNode, useEffect, useRef } from 'react';
import type { View } from '../../protocol.ts';
import { Blocks } from './blocks.tsx';
import { Icon } from './icons.tsx';
import { renderPlainText } from './mrkdwn.tsx';
import { Dialog, SurfaceProvider, useBusy, useSurface, useWorkspace } from './surface.tsx';

/**
 * The open modals of a person: the top one is shown, and the way back to those under it. The children go inside it,
 * since nothing outside an open modal can be used.
 */
export function ModalStack({ modals, children }: { modals: View[]; children: ReactNode }) {
  const { perform } = useWorkspace();
  const closing = useRef<string>(undefined);
  const top = modals.at(-1);
  if (!top) return children;
  // A browser may report one Escape twice.
  const close = async (all: boolean) => {
    if (closing.current === top.id) return;
    closing.current = top.id;
    await perform({ type: 'close', view: top.id, ...(all ? { all } : {}) });
    closing.current = undefined;
  };
  return (
    <Dialog
      className={`modal${modals.length > 1 ? ' stacked' : ''}`}
      label={top.title?.text ?? ''}
      content={top.id}
      onCancel={() => void close(false)}
    >
      <SurfaceProvider key={top.id} place={{ kind: 'modal', view: top.id }} values={top.values}>
        <Form view={top} depth={modals.length} close={close} />
      </SurfaceProvider>
      {children}
    </Dialog>
  );
}

function Form({ view, depth, close }: { view: View; depth: number; close(all: boolean): void }) {
  const { perform } = useWorkspace();
  const surface = useSurface();
  const [sending, run] = useBusy();
  const submitting = sending || view.submitting;
  const form = useRef<HTMLFormElement>(null);
  const errors = JSON.stringify(view.errors);
  useEffect(() => {
    if (errors !== '{}') form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [errors]);
  const submit = () =>
    run(async () => {
      await perform({ type: 'submit', view: view.id, typed: surface.typed() });
    });
  return (
    <form
      ref={form}
      noValidate
      aria-busy={submitting}
      onSubmit={(event) => {
        event.preventDefault();
        if (view.submit && !submitting) void submit();
      }}
    >
      <header>
        {depth > 1 && (
          <button type="button" className="icon" aria-label="Back" onClick={() => close(false)}>
            <Icon name="back" />
          </button>
        )}
        <h2>{renderPlainText(view.title ?? '')}</h2>
        <button type="button" className="icon" aria-label="Close" onClick={() => close(true)}>
          <Icon name="close" />
        </button>
      </header>
      <div className="dialog-body">
        <Blocks blocks={view.blocks} errors={view.errors} />
      </div>
      {view.trouble && (
        <p className="trouble" role="alert">
          {view.trouble}
        </p>
      )}
      <footer>
        <button type="button" className="button" onClick={() => close(false)}>
          {renderPlainText(view.close ?? (view.submit ? 'Cancel' : 'Close'))}
        </button>
        {view.submit && (
          <button
            type="submit"
            className={`button primary${submitting ? ' busy' : ''}`}
            aria-busy={submitting || undefined}
          >
            <span>{renderPlainText(view.submit)}</span>
            {submitting && <span className="spinner" role="status" aria-label="Sending" />}
          </button>
        )}
      </footer>
    </form>
  );
}
