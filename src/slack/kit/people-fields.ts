import type { UserId } from '../../domain/register.ts';
import { actionId, type Common, type Field, field, problem, type Read, value } from './fields.ts';
import { isChannel } from './slack-ids.ts';

/** Makes a field for a channel, by default the one in which the form was opened. */
export const channel = (options: Common<string>): Field<string> =>
  field<string, string>({
    ...options,
    optional: false,
    build: (initial) => ({
      type: 'conversations_select',
      action_id: actionId,
      filter: { include: ['public', 'private'] },
      ...(initial ? { initial_conversation: initial } : { default_to_current_conversation: true }),
    }),
    typed: (state) => state.selected_conversation ?? null,
    read: ({ selected_conversation: chosen }) => {
      if (!chosen) return problem('Choose a channel.');
      return isChannel(chosen) ? value(chosen) : problem('Choose a channel, not a direct message.');
    },
  });

/** Makes a field for a channel or none. */
export const optionalChannel = (options: Common<string>): Field<string | null> =>
  field<string, string | null>({
    ...options,
    optional: true,
    build: (initial) => ({
      type: 'conversations_select',
      action_id: actionId,
      filter: { include: ['public', 'private'] },
      ...(initial ? { initial_conversation: initial } : {}),
    }),
    typed: (state) => state.selected_conversation ?? null,
    read: ({ selected_conversation: chosen }) => {
      if (!chosen) return value(null);
      return isChannel(chosen) ? value(chosen) : problem('Choose a channel, not a direct message.');
    },
  });

/** Returns a person who was entered or prefilled; null for anything else. */
export const readEnteredPerson = (entered: unknown): UserId | null =>
  typeof entered === 'string' ? entered : null;

/** Returns people who were entered or prefilled; null for anything else. */
export const readEnteredPeople = (entered: unknown): readonly UserId[] | null =>
  Array.isArray(entered) ? [...new Set(entered.filter((one) => typeof one === 'string'))] : null;

const onePerson = <R>(options: Common<UserId>, optional: boolean, read: (chosen: UserId | null) => Read<R>) =>
  field<UserId, R>({
    ...options,
    optional,
    build: (initial) => ({
      type: 'users_select',
      action_id: actionId,
      ...(initial ? { initial_user: initial } : {}),
    }),
    typed: (state) => state.selected_user ?? null,
    read: (state) => read(state.selected_user ?? null),
  });

export const person = (options: Common<UserId>): Field<UserId> => ({
  ...onePerson(options, false, (chosen) => (chosen ? value(chosen) : problem('Choose a person.'))),
  people: (chosen) => [chosen],
});

export const optionalPerson = (options: Common<UserId>): Field<UserId | null> => ({
  ...onePerson(options, true, value),
  people: (chosen) => (chosen === null ? [] : [chosen]),
});

export const people = ({
  optional = false,
  ...options
}: Common<readonly UserId[]> & { readonly optional?: boolean }): Field<UserId[]> => ({
  ...field<readonly UserId[], UserId[]>({
    ...options,
    optional,
    build: (initial) => ({
      type: 'multi_users_select',
      action_id: actionId,
      ...(initial && initial.length > 0 ? { initial_users: [...initial] } : {}),
    }),
    typed: (state) => state.selected_users ?? [],
    read: (state) => {
      const chosen = [...(state.selected_users ?? [])];
      return chosen.length === 0 && !optional ? problem('Choose at least one person.') : value(chosen);
    },
  }),
  people: (chosen) => chosen,
});
