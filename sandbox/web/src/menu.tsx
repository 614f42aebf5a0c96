import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useDropdownPlace } from './picker.tsx';

interface MenuProps {
  label: string;
  content: ReactNode;
  className?: string;
  busy?: boolean;
  items: { key: string; content: ReactNode; current?: boolean; disabled?: boolean; pick: () => void }[];
}

/** A button that opens a menu. */
export function Menu({ label, content, className = 'button overflow', busy, items }: MenuProps) {
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
  const onBlur = (event: FocusEvent) => {
    if (!frame.current?.contains(event.relatedTarget)) setOpen(false);
  };
  return (
    <div className="menu-frame" ref={frame}>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-busy={busy || undefined}
        aria-haspopup="menu"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onKeyDown={onKeyDown}
        onBlur={onBlur}
      >
        {content}
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
              onKeyDown={onKeyDown}
              onBlur={onBlur}
              onClick={() => {
                close();
                item.pick();
              }}
            >
              {item.content}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
