import { formatDay } from '../../domain/calendar.ts';
import { recordModelRetirement } from '../../domain/model-versions/index.ts';
import { maxModelNameLength } from '../../domain/register.ts';
import { enteredDay, enteredText } from '../kit/answer-words.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { date } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { link, optionalText, toolName } from '../kit/text-fields.ts';

export const retirementForm = form({
  key: 'record-model-retirement',
  title: () => 'Model retirement',
  submit: 'Record',
  edits: ({ retirement }, { modelRetirements }) => ({
    entity: 'modelRetirements',
    id: retirement ?? '',
    shown: modelRetirements.get(retirement ?? '') ?? null,
  }),
  intro: () => [
    section(
      'Enter the day on which the provider ends a model. 90 days before, Crossing reminds the owners of the use cases that run it, and AI Operations.',
    ),
  ],
  fields: ({ retirement }, { register }, entered) => {
    const known = register.modelRetirements.get(retirement ?? '');
    return {
      model: toolName({
        label: 'Model',
        hint: 'Write the name as in the versions of the use cases.',
        initial: enteredText(entered, 'model') ?? known?.model,
        max: maxModelNameLength,
      }),
      version: optionalText({
        label: 'Version',
        hint: 'Leave this empty if all versions of the model end.',
        initial: known?.version,
        max: maxModelNameLength,
      }),
      endsOn: date({ label: 'Ends on', initial: enteredDay(entered, 'endsOn') ?? known?.endsOn }),
      announcement: link({ label: 'Announcement', initial: known?.announcement }),
    };
  },
  decide: (values, { retirement }, register, act) =>
    recordModelRetirement(register, { ...values, retirement }, act),
  done: ({ model, endsOn }, _, context) => ({
    text: `The retirement of *${escapeMrkdwn(model)}* on ${formatDay(endsOn)} is recorded.`,
    next: listTestSteps(context),
  }),
});
