import { listMissingPlanParts, planRollout } from '../../domain/adoption/index.ts';
import { addDays } from '../../domain/calendar.ts';
import { type Autonomy, evidenceId, settingsOf } from '../../domain/register.ts';
import { findWorkingDay } from '../../domain/working-days.ts';
import { enteredDay } from '../kit/answer-words.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { optionalDate } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { optionalNumber } from '../kit/number-fields.ts';
import { optionalText, withNeededHint } from '../kit/text-fields.ts';

/** The default time for which sceptics may stay out, in days. */
const optionalDays = 60;

/**
 * The default text on what people still do, by autonomy. What a fully autonomous use case leaves to people must be
 * entered.
 */
const peoplePartByAutonomy: Readonly<Record<Autonomy, string>> = {
  suggest: 'Decide on each suggestion and act on it.',
  draft: 'Edit each draft and send it.',
  execute: '',
};

export const planForm = form({
  key: 'plan-rollout',
  title: ({ useCase }) => `${useCase}: roll-out plan`,
  submit: 'Save',
  edits: ({ useCase: id }, { rolloutPlans }) => ({
    entity: 'rolloutPlans',
    id,
    shown: rolloutPlans.get(id) ?? null,
  }),
  intro: ({ useCase }, { register }) => {
    const missing = listMissingPlanParts(register.rolloutPlans.get(useCase));
    const now = missing.length === 0 ? 'It is complete.' : `Not complete: ${missing.join('; ')}.`;
    return [
      section(
        `The plan helps people to change how they work. Going live needs all of it. You can save it incomplete. ${escapeMrkdwn(now, 500)}`,
      ),
    ];
  },
  fields: ({ useCase: key }, { register, today }, entered) => {
    const useCase = getUseCase({ register }, key);
    const known = register.rolloutPlans.get(key);
    const training = register.evidence.get(evidenceId(key, 'training'))?.details;
    const trainingEvidence = training?.item === 'training' ? training : null;
    const untilThen = findWorkingDay(register, addDays(today, optionalDays), settingsOf(register).timeZone);
    return withNeededHint('go live', {
      sessionOn: optionalDate({
        label: 'Day of the walkthrough',
        hint: 'A session that shows the new way of working, past or planned.',
        initial: enteredDay(entered, 'sessionOn') ?? (known ? known.sessionOn : trainingEvidence?.toldOn),
      }),
      sessionAttendees: optionalNumber({
        label: 'Attendees',
        hint: 'Number of people who attended or are expected.',
        initial: (known ? known.sessionAttendees : trainingEvidence?.trained) || null,
      }),
      optionalUntil: optionalDate({
        label: 'Use is optional until',
        hint: 'Until this day, people may keep their old way of working.',
        initial: enteredDay(entered, 'optionalUntil') ?? (known ? known.optionalUntil : untilThen),
      }),
      fearAddressedAt: optionalText({
        label: 'Where you answer "Will it replace me?"',
        hint: 'Such as an all-hands, a team meeting or a letter.',
        initial: known?.fearAddressedAt,
        max: 300,
      }),
      aiDoes: optionalText({
        label: 'What the AI does',
        initial: known?.aiDoes ?? useCase.purpose,
        multiline: true,
      }),
      peopleDo: optionalText({
        label: 'What people do',
        initial: known?.peopleDo ?? peoplePartByAutonomy[useCase.autonomy],
        multiline: true,
      }),
      adoptionMeasuredBy: optionalText({
        label: 'How adoption is measured',
        initial: known?.adoptionMeasuredBy ?? 'The owner checks in every week.',
        max: 300,
      }),
    });
  },
  decide: ({ sessionAttendees, ...plan }, { useCase }, register, act) =>
    planRollout(register, { ...plan, sessionAttendees: sessionAttendees ?? 0, useCase }, act),
  done: (_, { useCase }, context) => {
    const missing = listMissingPlanParts(context.register.rolloutPlans.get(useCase));
    return {
      text:
        missing.length === 0
          ? `The roll-out plan of *${useCase}* is complete.`
          : `The roll-out plan of *${useCase}* is saved, but not complete: ${missing.join('; ')}.`,
      next: findNextSteps(context, useCase),
      useCase,
    };
  },
});
