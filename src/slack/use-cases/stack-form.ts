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
  return needed ? committed : `${committed}. Leave this empty where it runs on none.`;
}

export const stackForm = form({
  key: 'record-stack',
  title: ({ useCase }) => `What ${useCase} runs on`,
  submit: 'Save',
  edits: ({ useCase: id }, register) => ({
    entity: 'useCases',
    id,
    shown: getUseCase({ register }, id).stack,
  }),
  intro: () => [
    section(
      'Write what it really runs on, as it is called in the decisions. What differs from them is drift: change it, or ask AI Operations for a waiver.',
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
    text: `What *${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* runs on is recorded.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
