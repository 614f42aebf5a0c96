import type { Option } from '@slack/types';
import type { ElementState, OptionGroup, PersonState } from '../../../protocol.ts';
import { renderPlainText } from '../mrkdwn.tsx';
import { nameOf } from '../names.ts';
import { type Choice, Picker } from '../picker.tsx';
import { useWorkspace } from '../surface.tsx';
import { type ElementOf, type Props, useElement } from './use-element.ts';

type SelectType =
  | `${'' | 'multi_'}static_select`
  | `${'' | 'multi_'}external_select`
  | `${'' | 'multi_'}users_select`
  | `${'' | 'multi_'}conversations_select`
  | `${'' | 'multi_'}channels_select`;

export function SelectElement(props: Props<SelectType>) {
  const { element, blockId } = props;
  const { state } = useWorkspace();
  const { use, held, busy, surface, actionId } = useElement(blockId, element);
  const multiple = element.type.startsWith('multi_');
  const placeholder = renderPlainText(
    element.placeholder ?? (multiple ? 'Select options' : 'Select an option'),
  );
  return (
    <Picker
      id={props.id}
      name={props.labelled ? undefined : placeholder}
      describedBy={props.describedBy}
      invalid={props.invalid}
      placeholder={placeholder}
      choices={
        'min_query_length' in element || element.type.endsWith('external_select')
          ? async (query) => flattenGroups(await surface.suggest(blockId, actionId, query))
          : choicesOf(element, state)
      }
      minQuery={'min_query_length' in element ? element.min_query_length : searchDefault(element.type)}
      selected={heldChoices(held, state)}
      multiple={multiple}
      max={'max_selected_items' in element ? element.max_selected_items : undefined}
      clearable={props.optional}
      busy={busy && props.dispatches}
      onPick={(values) => use(multiple ? values : (values[0] ?? null))}
    />
  );
}

// Slack asks the app only from the third character on, unless told otherwise.
const searchDefault = (type: SelectType) => (type.endsWith('external_select') ? 3 : 0);

function flattenGroups(groups: OptionGroup[]): Choice[] {
  return groups.flatMap(({ label, options }) =>
    options.map((option) => ({ ...asChoice(option), group: label })),
  );
}

function asChoice(option: Option): Choice {
  return {
    value: option.value ?? '',
    text: renderPlainText(option.text),
    description: option.description?.text,
  };
}

function choicesOf(element: ElementOf<SelectType>, state: PersonState): Choice[] {
  if ('option_groups' in element && element.option_groups) {
    return flattenGroups(element.option_groups.map(({ label, options }) => ({ label: label.text, options })));
  }
  if ('options' in element && element.options) return element.options.map(asChoice);
  if (element.type.endsWith('users_select')) return people(state);
  const kinds = 'filter' in element ? element.filter?.include : undefined;
  return element.type.endsWith('channels_select')
    ? channels(state)
    : [
        ...(kinds && !kinds.includes('public') ? [] : channels(state)),
        ...(kinds && !kinds.includes('im')
          ? []
          : people(state).map((person) => ({ ...person, value: dmWith(person, state) }))),
      ].filter(({ value }) => value !== '');
}

const people = (state: PersonState): Choice[] =>
  state.people
    .filter((person) => !person.deleted)
    .map((person) => ({ value: person.id, text: person.name, description: `@${person.handle}` }));

const channels = (state: PersonState): Choice[] =>
  state.channels
    .filter((channel) => !channel.isArchived)
    .map(({ id, name }) => ({ value: id, text: `#${name}` }));

const dmWith = (person: Choice, state: PersonState) =>
  state.directMessages.find(({ withUser }) => withUser === person.value)?.id ?? '';

function heldChoices(held: ElementState | undefined, state: PersonState): Choice[] {
  if (!held) return [];
  const options = held.selected_options ?? [held.selected_option].filter((option) => option != null);
  const ids = [
    ...(held.selected_users ?? [held.selected_user]),
    ...(held.selected_conversations ?? [held.selected_conversation]),
    ...(held.selected_channels ?? [held.selected_channel]),
  ].filter((id) => id != null);
  return [...options.map(asChoice), ...ids.map((id) => ({ value: id, text: nameOf(id, state) }))];
}
