import {
  committedStack,
  findSimilarTools,
  isNotNeeded,
  listCommitments,
  listRequiredCategories,
} from '../../domain/infrastructure/index.ts';
import type { Decision } from '../../domain/register.ts';
import { recordStack } from '../../domain/use-cases/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { names } from '../kit/text-fields.ts';

/** Returns the hint with the commitment, and whether the field may stay empty (`needed`). */
function commitmentHint(standing: readonly Decision[], needed: boolean): string {
  if (standing.length === 0) return 'Nothing is committed yet.';
  const chosen = standing.filter((decision) => !isNotNeeded(decision)).map(({ choice }) => choice);
  const committed = `Committed: ${chosen.length === 0 ? 'not needed' : chosen.join(', ')}`;
  return needed ? committed : `${committed}. Leave this empty if it uses none.`;
}

export const stackForm = form({
  key: 'record-stack',
  title: ({ useCase }) => `${useCase}: stack`,
  submit: 'Save',
  edits: ({ useCase: id }, register) => ({
    entity: 'useCases',
    id,
    shown: getUseCase({ register }, id).stack,
  }),
  intro: () => [
    section(
      'Enter the tools that it runs on. Use the names from the decisions. A tool that differs from a decision is drift: change it, or ask AI Operations for a waiver.',
    ),
  ],
  fields: ({ useCase: key }, context) => {
    const useCase = getUseCase(context, key);
    const committed = committedStack(context.register, useCase);
    return Object.fromEntries(
      listRequiredCategories(context.register).map((entry) => [
        entry.key,
        names({
          label: entry.title,
          known: [
            ...listCommitments(context.register, entry.key).map(({ choice: chosen }) => chosen),
            ...(useCase.stack[entry.key] ?? []),
          ],
          findSimilar: (name) => findSimilarTools(context.register, entry.key, name),
          hint: commitmentHint(listCommitments(context.register, entry.key), entry.appliesTo(useCase)),
          initial: useCase.stack[entry.key] ?? committed[entry.key],
          placeholder: entry.examples,
        }),
      ]),
    );
  },
  decide: (values, { useCase }, register, act) => {
    const kept = getUseCase({ register }, useCase).stack;
    return recordStack(register, { useCase, stack: { ...kept, ...values } }, act);
  },
  done: (_, { useCase }, context) => ({
    text: `The stack of *${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* is recorded.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
