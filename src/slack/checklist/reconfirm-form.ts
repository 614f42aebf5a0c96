import { formatDay } from '../../domain/calendar.ts';
import {
  checklist,
  checklistEntry,
  checklistOf,
  type ExpiringEvidence,
  listConfirmedEvidence,
  listExpiringEvidence,
  reconfirm,
  refuseUnlessConfirmed,
} from '../../domain/checklist/index.ts';
import { assigneeOf } from '../../domain/people.ts';
import type { Day, EvidencedItem } from '../../domain/register.ts';
import { listHolders } from '../../domain/roles.ts';
import { mention, section } from '../kit/blocks.ts';
import { choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { describeEvidence } from './evidence-words.ts';

/** "Monitoring: expires on 5 April 2026" */
const describeValidity = ({ item, validUntil }: ExpiringEvidence, today: Day): string =>
  `${checklistEntry(item).title}: ${validUntil < today ? 'expired' : 'expires'} on ${formatDay(validUntil)}`;

export const reconfirmForm = form({
  key: 'reconfirm',
  title: ({ useCase }) => `${useCase}: confirm again`,
  submit: 'Confirm',
  findRefusal: ({ useCase }, context) => {
    const outcome = refuseUnlessConfirmed(context.register, getUseCase(context, useCase), context.today);
    return outcome && !outcome.ok ? outcome.refusal : null;
  },
  intro: ({ useCase }, context) => {
    const { register, today } = context;
    return [
      section('Tick what is still true: you confirm it as of today. The rest stays unchanged.'),
      ...listConfirmedEvidence(register, getUseCase(context, useCase), today).map((due) => {
        const { confirmedBy, confirmedOn, details } = due.evidence;
        const by = `confirmed by ${mention(confirmedBy)} on ${formatDay(confirmedOn)}`;
        return section(
          `*${describeValidity(due, today)}*, ${by}\n${describeEvidence(details, register).join('; ')}`,
        );
      }),
    ];
  },
  fields: ({ useCase }, context) => {
    const confirmed = listConfirmedEvidence(context.register, getUseCase(context, useCase), context.today);
    const listPeople = (items: readonly EvidencedItem[]) =>
      confirmed.flatMap(({ item, evidence }) =>
        items.includes(item) ? listHolders('evidence', evidence) : [],
      );
    const options = confirmed.map(({ item }) => [item, checklistEntry(item).title] as const);
    return {
      items:
        confirmed.length > 0
          ? { ...choices({ label: 'Still true', options, optional: false }), people: listPeople }
          : undefined,
    };
  },
  decide: ({ items = [] }, { useCase }, register, act) => reconfirm(register, { useCase, items }, act),
  done: ({ items = [] }, { useCase: key }, context) => {
    const useCase = getUseCase(context, key);
    const holding = checklistOf(context.register, useCase, context.today).filter(
      ({ state }) => state === 'holds',
    );
    return {
      text: `Confirmed again: ${items.map((item) => `*${checklistEntry(item).title}*`).join(', ')}. ${key}: ${holding.length} of ${checklist.length} complete.`,
      left: listExpiringEvidence(context.register, useCase, context.today).map((left) => ({
        text: `Not confirmed: ${describeValidity(left, context.today)}`,
        owner: assigneeOf(context.register, useCase),
        step: { do: 'confirm-item', useCase: key, item: left.item },
      })),
      next: findNextSteps(context, key),
      useCase: key,
    };
  },
});
