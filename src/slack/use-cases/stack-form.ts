import {
  commitments,
  committedStack,
  isNotNeeded,
  requiredCategories,
  toolsNear,
} from '../../domain/infrastructure/index.ts';
import type { Decision } from '../../domain/register.ts';
import { recordStack } from '../../domain/use-cases/index.ts';
import { safe, section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { names } from '../kit/text-fields.ts';

/** What was committed where a use case says what it runs on, and whether it may say nothing (`needed`). */
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
    shown: theUseCase({ register }, id).stack,
  }),
  intro: () => [
    section(
      'Write what it really runs on, as it is called in the decisions. What differs from them is drift: change it, or ask AI Operations for a waiver.',
    ),
  ],
  fields: ({ useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    const committed = committedStack(scene.register, useCase);
    return Object.fromEntries(
      requiredCategories(scene.register).map((entry) => [
        entry.key,
        names({
          label: entry.title,
          known: [
            ...commitments(scene.register, entry.key).map(({ choice: chosen }) => chosen),
            ...(useCase.stack[entry.key] ?? []),
          ],
          near: (name) => toolsNear(scene.register, entry.key, name),
          hint: commitmentHint(commitments(scene.register, entry.key), entry.appliesTo(useCase)),
          initial: useCase.stack[entry.key] ?? committed[entry.key],
          placeholder: entry.examples,
        }),
      ]),
    );
  },
  decide: (values, { useCase }, register, act) => {
    const kept = theUseCase({ register }, useCase).stack;
    return recordStack(register, { useCase, stack: { ...kept, ...values } }, act);
  },
  done: (_, { useCase }, scene) => ({
    text: `What *${useCase} ${safe(theUseCase(scene, useCase).name)}* runs on is recorded.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});
