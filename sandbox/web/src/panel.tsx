import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';

interface PanelProps {
  label: string;
  className: string;
  title: ReactNode;
  /** Stands under the title. */
  about?: ReactNode;
  /** Buttons beside the close button. */
  controls?: ReactNode;
  close(): void;
  children: ReactNode;
}

/**
 * A panel beside the place, which stays usable. Focus moves in when it opens and goes back when it closes; Escape closes
 * it.
 */
export function Panel({ label, className, title, about, controls, close, children }: PanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    const opener = document.activeElement;
    panel.current?.querySelector<HTMLElement>('[data-panel-focus]')?.focus({ preventScroll: true });
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
      else document.querySelector<HTMLElement>('[data-home-focus]')?.focus();
    };
  }, []);
  return (
    <aside
      ref={panel}
      className={`panel ${className}`}
      aria-label={label}
      onKeyDown={(event) => {
        // A list or a dialog inside closes first.
        if (event.key !== 'Escape' || event.defaultPrevented) return;
        if (event.target instanceof Element && event.target.closest('dialog')) return;
        event.preventDefault();
        close();
      }}
    >
      <header className="place">
        <h2>{title}</h2>
        {about}
        {controls}
        <button type="button" className="icon" aria-label="Close the panel" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {children}
    </aside>
  );
}
