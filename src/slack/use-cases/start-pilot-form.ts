import { written } from '../../domain/calendar.ts';
import { committedStack } from '../../domain/infrastructure/index.ts';
import { stageWords, startPilot } from '../../domain/use-cases/index.ts';
import { safe, section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { charterFields, committedField } from './description-fields.ts';

export const startPilotForm = form({
  key: 'start-pilot',
  title: ({ useCase }) => `Start ${useCase}'s pilot`,
  submit: 'Start',
  closed: ({ useCase: key }, scene) => {
    const { life } = theUseCase(scene, key);
    return life.stage === 'proposed'
      ? null
      : {
          code: 'not-now',
          message: `${key} is ${stageWords[life.stage]} already; a pilot starts from a proposal.`,
        };
  },
  intro: ({ useCase }, scene) => [
    section(
      `*${useCase} ${safe(theUseCase(scene, useCase).name)}* is tried by volunteers until a day on which you decide. The success criteria are frozen at the start.`,
    ),
  ],
  fields: ({ useCase: key }, scene) => {
    return {
      ...charterFields(scene),
      onCommitted: committedField(scene, theUseCase(scene, key), { ticked: true }),
    };
  },
  decide: ({ onCommitted, ...charter }, { useCase: key }, register, act) => {
    const useCase = theUseCase({ register }, key);
    const stack = onCommitted?.includes('yes')
      ? { ...useCase.stack, ...committedStack(register, useCase) }
      : null;
    return startPilot(register, { ...charter, useCase: key, stack }, act);
  },
  done: ({ decideBy }, { useCase }, scene) => ({
    text: `The pilot of *${useCase} ${safe(theUseCase(scene, useCase).name)}* has started. You will decide by ${written(decideBy)}.`,
    next: [{ do: 'check-in', useCase }, ...nextFor(scene, useCase)],
    useCase,
  }),
});
