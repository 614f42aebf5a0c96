import { editUseCase, stageWords, stopUseCase } from '../../domain/use-cases/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { optionalDate } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { text } from '../kit/text-fields.ts';
import { descriptionFields } from './description-fields.ts';

export const editForm = form({
  key: 'edit-use-case',
  title: ({ useCase }) => `Edit ${useCase}`,
  submit: 'Save',
  edits: ({ useCase: id }, register) => {
    const { life: _, stack: __, lastReviewedOn: ___, ...shown } = getUseCase({ register }, id);
    return { entity: 'useCases', id, shown };
  },
  intro: ({ useCase }, context) => [
    section(
      `Edit the record of *${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}*. The change log keeps the old values.`,
    ),
  ],
  fields: ({ useCase: key }, context, entered) => {
    const useCase = getUseCase(context, key);
    return {
      ...descriptionFields(context, useCase, entered),
      // The go-live day of a scaled pilot belongs to its decision.
      ...(useCase.life.stage === 'pilot' && useCase.life.charter.scaled
        ? {}
        : {
            goLivePlannedOn: optionalDate({
              label: 'Planned go-live',
              hint: 'Crossing then sends reminders about missing checklist items.',
              initial: useCase.goLivePlannedOn,
            }),
          }),
    };
  },
  decide: ({ goLivePlannedOn, ...values }, { useCase }, register, act) => {
    const planned = getUseCase({ register }, useCase).goLivePlannedOn;
    return editUseCase(
      register,
      { ...values, useCase, goLivePlannedOn: goLivePlannedOn === undefined ? planned : goLivePlannedOn },
      act,
    );
  },
  done: (_, { useCase }, context) => ({
    text: `*${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* is saved.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});

export const stopForm = form({
  key: 'stop-use-case',
  title: ({ useCase }) => `Stop ${useCase}`,
  submit: 'Stop',
  intro: ({ useCase: key }, context) => {
    const useCase = getUseCase(context, key);
    const what = useCase.life.stage === 'production' ? 'will be retired from production' : 'will be stopped';
    return [section(`*${key} ${escapeMrkdwn(useCase.name)}* ${what}. Everything recorded about it is kept.`)];
  },
  fields: () => ({
    reason: text({ label: 'Reason and lessons learned', multiline: true }),
  }),
  decide: ({ reason }, { useCase }, register, act) => stopUseCase(register, { useCase, reason }, act),
  done: (_, { useCase }, context) => {
    const { name, life } = getUseCase(context, useCase);
    return {
      text: `*${useCase} ${escapeMrkdwn(name)}* is ${stageWords[life.stage]}. Its records are kept.`,
      next: [],
      useCase,
    };
  },
});
