import type { SamplePerson } from '../../protocol.ts';
import { Avatar } from './avatar.tsx';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { cityOf, roleOf } from './names.ts';
import { useWorkspace } from './surface.tsx';

export function PersonSwitcher({ onSwitch }: { onSwitch: (person: SamplePerson) => void }) {
  const { state } = useWorkspace();
  const localTime = (person: SamplePerson) =>
    new Intl.DateTimeFormat('en-US', { timeZone: person.tz, hour: 'numeric', minute: '2-digit' }).format(
      state.now,
    );
  return (
    <Menu
      label={`You are ${state.me.name}. Switch person`}
      className="person-switcher"
      content={
        <>
          <Avatar id={state.me.id} state={state} small />
          <span className="person-name">{state.me.name}</span>
          <span className="caret" />
        </>
      }
      items={state.people
        .filter((person) => !person.isBot)
        .map((person) => ({
          key: person.id,
          current: person.id === state.me.id,
          disabled: person.deleted ?? false,
          pick: () => onSwitch(person),
          content: (
            <>
              <Avatar id={person.id} state={state} small />
              <span>
                {person.name}
                <small>
                  {roleOf(person)} · {localTime(person)} in {cityOf(person.tz)}
                </small>
              </span>
              {person.id === state.me.id && (
                <span className="tick">
                  <Icon name="check" />
                </span>
              )}
            </>
          ),
        }))}
    />
  );
}
