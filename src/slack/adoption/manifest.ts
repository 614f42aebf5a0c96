import { recordCheckInStep, withdrawIntakeTokenStep } from '../../domain/adoption/index.ts';
import { formatDay, weekOf } from '../../domain/calendar.ts';
import { click } from '../kit/click.ts';
import { withUseCase } from '../kit/command.ts';
import { textContent } from '../kit/contents.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { adoptionEntries } from './adoption-entries.ts';
import { adoptionPage } from './adoption-page.ts';
import { checkInUsage, parseCheckIn } from './check-in-command.ts';
import { checkInForm } from './check-in-form.ts';
import { checkInSeveralForm } from './check-ins-form.ts';
import examples from './examples.json' with { type: 'json' };
import { intakeTokenForm } from './intake-token-form.ts';
import { rolloutPage } from './rollout-page.ts';
import { planForm } from './rollout-plan-form.ts';

export const adoption: SlackSubject = {
  about: 'adoption',
  entries: adoptionEntries,
  examples,
  pages: [adoptionPage, rolloutPage],
  forms: [checkInForm, checkInSeveralForm, intakeTokenForm, planForm],
  clicks: [
    click({
      step: recordCheckInStep,
      spent: true,
      done: (context, { useCase, on, intended, daily, weekly, notAtAll }) => {
        const { key, name } = getUseCase(context, useCase);
        return textContent(
          `Recorded for ${key} ${name}, week of ${formatDay(weekOf(on))}: ${weekly} of ${intended} use it weekly, ${daily} daily, ${notAtAll} not at all.`,
        );
      },
    }),
    click({
      step: withdrawIntakeTokenStep,
      done: (_, { useCase }) => ({ page: 'use-case', args: { useCase } }),
    }),
  ],
  commands: [
    {
      name: 'checkin',
      topic: 'Production',
      args: 'UC-3 [daily:40 weekly:62 none:18]',
      help: 'Record weekly use',
      run: (rest, context) =>
        withUseCase(`/stage3 ${checkInUsage}`, (useCase, typed) => parseCheckIn(useCase, typed, context))(
          rest,
          context,
        ),
    },
  ],
};
