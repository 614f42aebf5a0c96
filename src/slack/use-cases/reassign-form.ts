import { explainDeparture, isActive, listOwnedUseCases } from '../../domain/people.ts';
import { isLead } from '../../domain/permissions.ts';
import { type Register, settingsOf, type UseCase, type UserId } from '../../domain/register.ts';
import { reassignUseCases } from '../../domain/use-cases/index.ts';
import { escapeMrkdwn, mention, mentions, section } from '../kit/blocks.ts';
import type { Field } from '../kit/fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { optionalPerson, person, readEnteredPerson } from '../kit/people-fields.ts';

/** The most use cases that can each get their own owner. */
const maxSeparateOwners = 8;
/** The most use cases listed by name. */
const maxListed = 20;

const formatUseCase = ({ key, name }: UseCase): string => `• *${key} ${escapeMrkdwn(name, 80)}*`;

/** Returns the other roles of a person, each with the step to reassign it. */
const listRoles = (register: Register, person: UserId) => [
  ...(register.operators.has(person)
    ? [{ role: 'holds AI Operations', step: { do: 'name-operators' } as const }]
    : []),
  ...(settingsOf(register).leads.includes(person)
    ? [{ role: 'leads the transformation', step: { do: 'change-settings' } as const }]
    : []),
];

type Selects = { readonly to: Field<UserId | null> } & Readonly<Record<string, Field<UserId | null>>>;

export const reassignForm = form({
  key: 'hand-over',
  title: () => 'Reassign use cases',
  submit: 'Reassign',
  findRefusal: ({ person }, context) =>
    listOwnedUseCases(context.register, person).length === 0
      ? { code: 'not-now', message: 'There is nothing to reassign: this person owns no use case.' }
      : null,
  intro: ({ person }, { register }) => {
    const owned = listOwnedUseCases(register, person);
    const more = owned.length > maxListed ? [`and ${owned.length - maxListed} more`] : [];
    const roles = listRoles(register, person).map(({ role }) => role);
    return [
      section(
        [
          `${mention(person)} ${isActive(register, person) ? '' : `${explainDeparture(register, person)} and `}owns:`,
          ...owned.slice(0, maxListed).map(formatUseCase),
          ...more,
        ].join('\n'),
      ),
      ...(roles.length > 0
        ? [section(`${mention(person)} also ${roles.join(' and ')}. Appoint a successor afterwards.`)]
        : []),
    ];
  },
  fields: ({ person: owner }, { register }, entered): Selects => {
    const owned = listOwnedUseCases(register, owner);
    const singly = owned.length > 1 && owned.length <= maxSeparateOwners ? owned : [];
    return {
      ...Object.fromEntries(
        singly.map(({ key, name }) => [
          key,
          optionalPerson({ label: `New owner of ${key} ${name}`, initial: readEnteredPerson(entered[key]) }),
        ]),
      ),
      to:
        singly.length > 0
          ? optionalPerson({
              label: 'New owner',
              hint: 'For all use cases without a choice above.',
              initial: readEnteredPerson(entered.to),
            })
          : person({ label: 'New owner', initial: readEnteredPerson(entered.to) }),
    };
  },
  decide: ({ to, ...singly }, { person }, register, act) => {
    const chosen = Object.entries(singly).filter((entry): entry is [string, UserId] => Boolean(entry[1]));
    return reassignUseCases(register, { person, to, instead: Object.fromEntries(chosen) }, act);
  },
  done: (values, { person }, context) => {
    const { register } = context;
    const left = listOwnedUseCases(register, person).length;
    const to = [...new Set(Object.values(values).flatMap((chosen) => chosen ?? []))];
    const roles = isLead(register, context) ? listRoles(register, person).map(({ step }) => step) : [];
    return {
      text: `Reassigned to ${mentions(to.slice(0, 10))}. ${mention(person)} ${left === 0 ? 'now owns no use case' : `still owns ${left}`}.`,
      next: [
        ...(left > 0 ? [{ do: 'hand-over', person } as const] : []),
        ...(roles.length > 0 ? roles : listTestSteps(context)),
      ],
    };
  },
});
