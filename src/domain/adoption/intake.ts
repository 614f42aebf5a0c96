import { weekOf } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, type Decide, refuse } from '../decide.ts';
import { mustNotBeOver, ownerOrOperations } from '../permissions.ts';
import { type CheckIn, checkInId } from '../register.ts';
import { defineStep } from '../step.ts';
import { type CheckInInput, findCheckInProblems, hasSameFigures } from './adoption.ts';

export interface IntakeTokenInput {
  readonly useCase: string;
  /** SHA-256 of the token, in hexadecimal. */
  readonly hash: string;
}

/** Issues a token with which a system reports the adoption of a use case. The previous token stops working. */
export const issueIntakeTokenStep = defineStep<'issue-intake-token', IntakeTokenInput>({
  key: 'issue-intake-token',
  label: 'Intake token',
  permission: ownerOrOperations,
  decide: (register, { useCase: key, hash }, act) => {
    const token = { useCase: key, hash, issuedOn: act.today, issuedBy: act.actor.id };
    return accept(createDraft(register, 'issue-intake-token', 'intakeTokens', key, token));
  },
});
export const issueIntakeToken = issueIntakeTokenStep.decide;

/** Withdraws the token. Reports with it are refused from now on. */
export const withdrawIntakeTokenStep = defineStep<'withdraw-intake-token', Pick<IntakeTokenInput, 'useCase'>>(
  {
    key: 'withdraw-intake-token',
    label: 'Withdraw token',
    permission: ownerOrOperations,
    decide: (register, { useCase: key }) => {
      return register.intakeTokens.has(key)
        ? accept(createDraft(register, 'withdraw-intake-token', 'intakeTokens', key, null))
        : refuse('not-now', `${key} has no intake token.`);
    },
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
  const useCase = register.useCases.get(input.useCase);
  const token = register.intakeTokens.get(input.useCase);
  if (!useCase || token?.hash !== hash)
    return refuse(
      'not-permitted',
      `The intake token of ${input.useCase} was replaced or withdrawn. Issue a new one in Slack.`,
    );
  const week = weekOf(input.on);
  const id = checkInId(input.useCase, week);
  const known = register.checkIns.get(id);
  const report = { ...input, result: input.result ?? known?.result ?? '' };
  const problem = mustNotBeOver(useCase) ?? findCheckInProblems(useCase, report, act.today);
  if (problem) return problem;
  const record: CheckIn = {
    ...report,
    week,
    by: token.issuedBy,
    on: act.today,
    source: 'measured',
  };
  return known && isSameAnswer(known, record)
    ? accept()
    : accept(createDraft(register, 'check-in', 'checkIns', id, record));
};

const isSameAnswer = (a: CheckIn, b: CheckIn): boolean =>
  hasSameFigures(a, b) && a.result === b.result && a.source === b.source;
