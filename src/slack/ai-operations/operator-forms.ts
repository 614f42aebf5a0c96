import {
  acceptAccountabilities,
  accountabilityTitles,
  appointOperators,
  describeAcceptance,
  listActiveOperators,
  listOpenAccountabilities,
} from '../../domain/ai-operations/index.ts';
import { isActive } from '../../domain/people.ts';
import { accountabilities } from '../../domain/register.ts';
import { mention, mentions, section } from '../kit/blocks.ts';
import { choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { people, readEnteredPeople } from '../kit/people-fields.ts';

export const nameOperatorsForm = form({
  key: 'name-operators',
  title: () => 'Appoint AI Operations',
  submit: 'Appoint',
  intro: (_, { register }) => {
    const holding = listActiveOperators(register).filter(
      (operator) => listOpenAccountabilities(operator).length === 0,
    );
    const holders = holding.map(({ person }) => mention(person)).join(', ');
    return [
      section(
        'AI Operations is accountable for uptime, incident response and model versioning of production AI. Each person you appoint is asked to accept all three.',
      ),
      section(
        holding.length === 0
          ? 'Requirement 4 is met once one of them has accepted all three.'
          : `Requirement 4 is met, because ${holders} accepted all three. It stays met if you add others. If you remove ${holding.length === 1 ? holders : 'all of them'}, it is not met until somebody else accepts.`,
      ),
    ];
  },
  fields: (_, { register }, entered) => ({
    people: people({
      label: 'AI Operations owners',
      hint: 'Requirement 4 needs at least one person.',
      initial: [
        ...new Set([
          ...[...register.operators.keys()].filter((person) => isActive(register, person)),
          ...(readEnteredPeople(entered.people) ?? []),
        ]),
      ],
      optional: true,
    }),
  }),
  decide: (values, _, register, act) => appointOperators(register, values, act),
  done: ({ people: named }, _, context) => ({
    text:
      named.length === 0
        ? 'Nobody holds AI Operations now.'
        : `${mentions(named)} ${named.length === 1 ? 'is' : 'are'} appointed to AI Operations and asked to accept.`,
    next: listTestSteps(context),
  }),
});

export const acceptForm = form({
  key: 'accept-accountabilities',
  title: () => 'AI Operations',
  submit: 'Accept',
  findRefusal: (_, { register, actor }) => {
    const operator = register.operators.get(actor.id);
    const message = operator ? describeAcceptance(register, operator) : null;
    return message === null ? null : { code: 'not-now', message };
  },
  intro: () => [
    section(
      'You are appointed to AI Operations. Untick what you do not accept. Requirement 4 is met when somebody accepts all three.',
    ),
  ],
  fields: (_, { register, actor }) => {
    const operator = register.operators.get(actor.id);
    const open = operator ? listOpenAccountabilities(operator) : accountabilities;
    return {
      accept: choices({
        label: 'I am accountable for',
        options: open.map((key) => [key, accountabilityTitles[key]] as const),
        initial: open,
        optional: false,
      }),
    };
  },
  decide: (values, _, register, act) => acceptAccountabilities(register, values, act),
  done: (_, __, context) => {
    const operator = context.register.operators.get(context.actor.id);
    const open = operator ? listOpenAccountabilities(operator) : [];
    return {
      text:
        open.length === 0
          ? 'You accepted all three accountabilities and hold AI Operations.'
          : `Not accepted yet: ${open.map((key) => accountabilityTitles[key]).join(', ')}.`,
      next: listTestSteps(context),
    };
  },
});
