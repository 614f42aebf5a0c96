import { formatDay } from '../../domain/calendar.ts';
import {
  findSuspension,
  refuseSuspension,
  resumeUseCase,
  suspendUseCase,
} from '../../domain/suspensions/index.ts';
import { enteredText } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { text } from '../kit/text-fields.ts';

export const suspendForm = form({
  key: 'suspend-use-case',
  title: ({ useCase }) => `Suspend ${useCase}`,
  submit: 'Suspend',
  findRefusal: ({ useCase }, context) => {
    const refused = refuseSuspension(context.register, getUseCase(context, useCase));
    return refused && !refused.ok ? refused.refusal : null;
  },
  intro: ({ useCase }, context) => [
    section(
      `*${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* stays in production, but requirement 1 does not count it until you resume it. First switch it off where it runs: Crossing only records it.`,
    ),
  ],
  fields: (_, __, entered) => ({
    reason: text({
      label: 'Reason',
      initial: enteredText(entered, 'reason'),
      hint: 'Such as: it sent customers wrong refund amounts.',
      multiline: true,
      max: 1000,
    }),
  }),
  decide: ({ reason }, { useCase }, register, act) => suspendUseCase(register, { useCase, reason }, act),
  done: (_, { useCase }, context) => ({
    text: `*${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* is suspended.`,
    next: [{ do: 'resume-use-case', useCase }, ...findNextSteps(context, useCase)],
    useCase,
  }),
});

export const resumeForm = form({
  key: 'resume-use-case',
  title: ({ useCase }) => `Resume ${useCase}`,
  submit: 'Resume',
  findRefusal: ({ useCase }, context) =>
    findSuspension(context.register, getUseCase(context, useCase)) === null
      ? { code: 'not-now', message: `${useCase} is not suspended.` }
      : null,
  intro: ({ useCase: key }, context) => {
    const useCase = getUseCase(context, key);
    const found = findSuspension(context.register, useCase);
    const name = `*${key} ${escapeMrkdwn(useCase.name)}*`;
    if (found === null) return [section(`${name} is not suspended.`)];
    return [
      section(
        `${name} has been suspended since ${formatDay(found.on)} by ${mention(found.by)}: ${escapeMrkdwn(found.reason, 300)}`,
      ),
    ];
  },
  fields: (_, __, entered) => ({
    changed: text({
      label: 'Change since the suspension',
      initial: enteredText(entered, 'changed'),
      hint: 'Such as: refunds now need a human review.',
      multiline: true,
      max: 1000,
    }),
  }),
  decide: ({ changed }, { useCase }, register, act) => resumeUseCase(register, { useCase, changed }, act),
  done: (_, { useCase }, context) => ({
    text: `*${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* is resumed.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
