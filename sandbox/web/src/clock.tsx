import { useState } from 'react';
import type { ClockMove } from '../../protocol.ts';
import { Menu } from './menu.tsx';
import { cityOf } from './names.ts';
import { useWorkspace } from './surface.tsx';

/** Shows the time, and moves it where the workspace lets it be moved. */
export function Clock() {
  const { state, perform } = useWorkspace();
  const [moving, setMoving] = useState(false);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-US', { timeZone: state.me.tz, ...options }).format(state.now);
  const day = show({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
  const time = show({ hour: 'numeric', minute: '2-digit' });
  const city = cityOf(state.me.tz);
  const content = (
    <time className="clock" title={`The workspace's clock, in ${state.me.tz}`}>
      <span>{day},</span> <span>{time}</span> <small>{city}</small>
    </time>
  );
  if (!state.clockMoves) return content;
  const move = async (to: ClockMove) => {
    setMoving(true);
    await perform({ type: 'moveClock', to });
    setMoving(false);
  };
  return (
    <Menu
      label={`${day}, ${time} ${city}. ${moving ? 'The clock is moving' : 'Move the clock'}`}
      className="clock-mover"
      busy={moving}
      content={
        <>
          {content}
          <span className="caret" />
        </>
      }
      items={clockMoves.map(([to, words]) => ({
        key: to,
        disabled: moving,
        pick: () => void move(to),
        content: <span>{words}</span>,
      }))}
    />
  );
}

const clockMoves: [ClockMove, string][] = [
  ['tomorrow', 'Tomorrow, 9:00'],
  ['next-monday', 'Next Monday, 9:00'],
  ['in-30-days', '30 days on'],
];
