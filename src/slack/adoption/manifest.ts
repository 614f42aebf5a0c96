import { recordCheckInStep, withdrawIntakeTokenStep } from '../../domain/adoption/index.ts';
import { weekOf, written } from '../../domain/calendar.ts';
import { click } from '../kit/click.ts';
import { withUseCase } from '../kit/command.ts';
import { wordsContent } from '../kit/contents.ts';
import { theUseCase } from '../kit/next-steps.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { adoptionPage } from './adoption-page.ts';
import { checkInUsage, typedCheckIn } from './check-in-command.ts';
import { checkInForm } from './check-in-form.ts';
import { checkInSeveralForm } from './check-ins-form.ts';
import { intakeTokenForm } from './intake-token-form.ts';
import { rolloutPage } from './rollout-page.ts';
import { planForm } from './rollout-plan-form.ts';

export const adoption: SlackSubject = {
  pages: [adoptionPage, rolloutPage],
  forms: [checkInForm, checkInSeveralForm, intakeTokenForm, planForm],
  clicks: [
    click({
      step: recordCheckInStep,
      spent: true,
      done: (scene, { useCase, on, intended, daily, weekly, notAtAll }) => {
        const { key, name } = theUseCase(scene, useCase);
        return wordsContent(
          `Recorded for ${key} ${name}, week of ${written(weekOf(on))}: ${weekly} of ${intended} use it weekly, ${daily} daily, ${notAtAll} not at all.`,
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
      topic: 'Use cases',
      args: 'UC-3 [daily:40 weekly:62 none:18]',
      help: 'How many use it; `intended:80`, `week:2026-01-12` and `note:"..."` may follow',
      run: (rest, scene) =>
        withUseCase(`/stage3 ${checkInUsage}`, (useCase, typed) => typedCheckIn(useCase, typed, scene))(
          rest,
          scene,
        ),
    },
  ],
};
