import type { Refusal, Step } from '../domain/decide.ts';
import { absenceForm } from './absences/absence-form.ts';
import { checkInForm } from './adoption/check-in-form.ts';
import { checkInSeveralForm } from './adoption/check-ins-form.ts';
import { intakeTokenForm } from './adoption/intake-token-form.ts';
import { planForm } from './adoption/rollout-plan-form.ts';
import { acceptForm, nameOperatorsForm } from './ai-operations/operator-forms.ts';
import { evidenceForms } from './checklist/evidence-forms.ts';
import { reconfirmForm } from './checklist/reconfirm-form.ts';
import { waiveDriftForm, waiveForm } from './checklist/waiver-forms.ts';
import { digestForm } from './digest/digest-form.ts';
import { commitForms, proposeForm, rotationForm, withdrawForm } from './infrastructure/decision-forms.ts';
import { closeEvaluationForm, openEvaluationForm } from './infrastructure/evaluation-forms.ts';
import type { Form, Scene } from './kit/form.ts';
import { notMineForm, snoozeForm } from './reminders/answer-forms.ts';
import { reviewForm } from './reviews/review-form.ts';
import { roiForm } from './roi/roi-form.ts';
import { holidayForm } from './settings/holiday-form.ts';
import { settingsForm } from './settings/settings-form.ts';
import { decideForm, moveBarForm } from './use-cases/decide-form.ts';
import { editForm, stopForm } from './use-cases/edit-forms.ts';
import { goLiveForm, widenForm } from './use-cases/go-live-forms.ts';
import { handOverForm } from './use-cases/hand-over-form.ts';
import { importForm } from './use-cases/import-form.ts';
import { registerForm } from './use-cases/register-form.ts';
import { stackForm } from './use-cases/stack-form.ts';
import { startPilotForm } from './use-cases/start-pilot-form.ts';
import { dpaForm } from './vendors/dpa-form.ts';
import { mergeForm } from './vendors/merge-form.ts';

/** Every form but those of the categories and items, which have lists of their own. */
export const forms: readonly Form[] = [
  registerForm,
  importForm,
  editForm,
  startPilotForm,
  stackForm,
  stopForm,
  checkInForm,
  checkInSeveralForm,
  intakeTokenForm,
  roiForm,
  planForm,
  decideForm,
  moveBarForm,
  goLiveForm,
  widenForm,
  reconfirmForm,
  dpaForm,
  mergeForm,
  waiveForm,
  waiveDriftForm,
  proposeForm,
  withdrawForm,
  rotationForm,
  openEvaluationForm,
  closeEvaluationForm,
  nameOperatorsForm,
  acceptForm,
  settingsForm,
  handOverForm,
  reviewForm,
  holidayForm,
  absenceForm,
  digestForm,
  snoozeForm,
  notMineForm,
];

/** The form that does a step. @throws RangeError when the step is none of ours. */
export function formFor(step: Step): Form {
  if (step.do === 'confirm-item' && step.item !== 'dpa') return evidenceForms[step.item];
  if (step.do === 'commit-decision') return commitForms[step.category];
  const found = forms.find(({ key }) => key === step.do);
  if (!found) throw new RangeError(`no form for ${step.do}`);
  return found;
}

/** Why a step cannot be taken by whoever looks, as things are; null when it can. */
export const closedFor = (step: Step, scene: Scene): Refusal | null => formFor(step).closed(step, scene);
