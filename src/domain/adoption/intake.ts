import { type AccessTokenInput, issueToken, refuseOldToken, withdrawToken } from '../access-tokens.ts';
import { weekOf } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, type Decide } from '../decide.ts';
import { getExistingUseCase, mustNotBeOver, ownerOrOperations } from '../permissions.ts';
import { type CheckIn, checkInId } from '../register.ts';
import { defineStep } from '../step.ts';
import { type CheckInInput, findCheckInProblems, hasSameFigures } from './adoption.ts';

/** Issues a token with which a system reports the adoption of a use case. The previous token stops working. */
export const issueIntakeTokenStep = defineStep<'issue-intake-token', AccessTokenInput>({
  key: 'issue-intake-token',
  label: 'Intake token',
  permission: ownerOrOperations,
  decide: (register, input, act) => issueToken(register, 'intakeTokens', input, act),
});
export const issueIntakeToken = issueIntakeTokenStep.decide;

/** Withdraws the token. Reports with it are refused from now on. */
export const withdrawIntakeTokenStep = defineStep<'withdraw-intake-token', Pick<AccessTokenInput, 'useCase'>>(
  {
    key: 'withdraw-intake-token',
    label: 'Withdraw token',
    permission: ownerOrOperations,
    decide: (register, { useCase }) => withdrawToken(register, 'intakeTokens', useCase),
  },
);
export const withdrawIntakeToken = withdrawIntakeTokenStep.decide;

/** A report from a system. `hash` is the hash of its token. Without a `result`, the owner's words are kept. */
export type AdoptionReport = Omit<CheckInInput, 'result'> & {
  readonly result: string | null;
  readonly hash: string;
};

/**
 * Records a check-in from a system that holds the token. There is one check-in a week: the same report again changes
 * nothing, and other numbers replace it.
 */
export const reportAdoption: Decide<AdoptionReport> = (register, { hash, ...input }, act) => {
  const refused = refuseOldToken(register, 'intakeTokens', { useCase: input.useCase, hash });
  if (refused) return refused;
  const useCase = getExistingUseCase(register, input.useCase);
  const week = weekOf(input.on);
  const id = checkInId(input.useCase, week);
  const known = register.checkIns.get(id);
  const report = { ...input, result: input.result ?? known?.result ?? '' };
  const problem = mustNotBeOver(useCase) ?? findCheckInProblems(useCase, report, act.today);
  if (problem) return problem;
  const record: CheckIn = {
    ...report,
    week,
    by: register.intakeTokens.get(input.useCase)?.issuedBy ?? act.actor.id,
    on: act.today,
    source: 'measured',
  };
  return known && isSameAnswer(known, record)
    ? accept()
    : accept(createDraft(register, 'check-in', 'checkIns', id, record));
};

const isSameAnswer = (a: CheckIn, b: CheckIn): boolean =>
  hasSameFigures(a, b) && a.result === b.result && a.source === b.source;
