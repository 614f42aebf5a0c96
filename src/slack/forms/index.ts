import type { Refusal, Step } from '../../domain/decide.ts';
import { absenceForm } from './absence.ts';
import { notMineForm, snoozeForm } from './asks.ts';
import { checkInSeveralForm } from './check-ins.ts';
import { decideForm, moveBarForm } from './decide.ts';
import { digestForm } from './digest.ts';
import { closeEvaluationForm, openEvaluationForm } from './evaluations.ts';
import { dpaForm, evidenceForms, waiveDriftForm, waiveForm } from './evidence.ts';
import type { Form, Scene } from './form.ts';
import { handOverForm } from './hand-over.ts';
import { holidayForm } from './holidays.ts';
import { importForm } from './import.ts';
import { commitForms, proposeForm, rotationForm, withdrawForm } from './infrastructure.ts';
import { intakeTokenForm } from './intake.ts';
import { checkInForm, goLiveForm, planForm, roiForm, widenForm } from './production.ts';
import { reconfirmForm } from './reconfirm.ts';
import { reviewForm } from './review.ts';
import { acceptForm, nameOperatorsForm, settingsForm } from './roles.ts';
import { editForm, registerForm, stackForm, startPilotForm, stopForm } from './use-case.ts';
import { mergeForm } from './vendors.ts';

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
