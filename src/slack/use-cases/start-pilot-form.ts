import { formatDay } from '../../domain/calendar.ts';
import { committedStack } from '../../domain/infrastructure/index.ts';
import { stageWords, startPilot } from '../../domain/use-cases/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { charterFields, committedField } from './description-fields.ts';

export const startPilotForm = form({
  key: 'start-pilot',
  title: ({ useCase }) => `Start ${useCase}'s pilot`,
  submit: 'Start',
  findRefusal: ({ useCase: key }, context) => {
    const { life } = getUseCase(context, key);
    return life.stage === 'proposed'
      ? null
      : {
          code: 'not-now',
          message: `${key} is already ${stageWords[life.stage]}. Only a proposed use case can start a pilot. Register a new one first.`,
        };
  },
  intro: ({ useCase }, context) => [
    section(
      `Volunteers try *${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* until the day by which you decide. The success criteria are frozen at the start.`,
    ),
  ],
  fields: ({ useCase: key }, context, entered) => {
    return {
      ...charterFields(context, entered),
      onCommitted: committedField(context, getUseCase(context, key), { ticked: true }),
    };
  },
  decide: ({ onCommitted, ...charter }, { useCase: key }, register, act) => {
    const useCase = getUseCase({ register }, key);
    const stack = onCommitted?.includes('yes')
      ? { ...useCase.stack, ...committedStack(register, useCase) }
      : null;
    return startPilot(register, { ...charter, useCase: key, stack }, act);
  },
  done: ({ decideBy }, { useCase }, context) => ({
    text: `The pilot of *${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* has started. Decide by ${formatDay(decideBy)}.`,
    next: [{ do: 'check-in', useCase }, ...findNextSteps(context, useCase)],
    useCase,
  }),
});
