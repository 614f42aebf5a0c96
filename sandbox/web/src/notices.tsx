import { useEffect, useRef } from 'react';
import { Icon } from './icons.tsx';

export function Notices({ notices }: { notices: { id: string; text: string; dismiss: () => void }[] }) {
  return (
    <div className="notices" role="alert">
      {notices.slice(-3).map(({ id, text, dismiss }) => (
        <Notice key={id} text={text} dismiss={dismiss} />
      ))}
    </div>
  );
}

const noticeMs = 12_000;

function Notice({ text, dismiss }: { text: string; dismiss: () => void }) {
  const latest = useRef(dismiss);
  latest.current = dismiss;
  useEffect(() => {
    const timer = setTimeout(() => latest.current(), noticeMs);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="notice">
      <span className="sign">!</span>
      <span>{text}</span>
      <button type="button" className="icon" aria-label="Dismiss" onClick={dismiss}>
        <Icon name="close" />
      </button>
    </div>
  );
}
