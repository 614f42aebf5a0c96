import { createDraft, type Draft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { draftKnownPeople, findAssigneeProblem } from '../people.ts';
import { getExistingUseCase, ownerOrOperations } from '../permissions.ts';
import {
  type Day,
  type EvidenceDetails,
  type EvidencedItem,
  evidenceId,
  type Register,
  type UseCase,
  type UserId,
} from '../register.ts';
import { listHolders } from '../roles.ts';
import { defineStep } from '../step.ts';
import { listCompleteEvidence, listConfirmedEvidence } from './evidence-expiry.ts';
import { checklistEntry } from './items.ts';

export interface EvidenceInput {
  readonly useCase: string;
  readonly details: EvidenceDetails;
}

/**
 * Saves the evidence of an item with the person and the time. Incomplete evidence is saved too; the item then stays
 * open and lists what is missing.
 */
export const confirmItemStep = defineStep<'confirm-item', EvidenceInput>({
  key: 'confirm-item',
  label: 'Add evidence',
  title: ({ item }) => `Add ${checklistEntry(item).shortName} evidence`,
  permission: ownerOrOperations,
  decide: (register, { useCase: key, details }, act) => {
    const refused = findEvidenceProblems(details, act.today, (person) => findAssigneeProblem(act, person));
    if (refused) return refused;
    return accept(draftEvidence(register, key, details, act), ...draftKnownPeople(register, act));
  },
});
export const confirmItem = confirmItemStep.decide;

const draftEvidence = (register: Register, useCase: string, details: EvidenceDetails, act: Act): Draft =>
  createDraft(register, 'confirm-item', 'evidence', evidenceId(useCase, details.item), {
    useCase,
    details,
    confirmedBy: act.actor.id,
    confirmedAt: act.at,
    confirmedOn: act.today,
  });

/** Refuses when there is no evidence that was confirmed before today. */
export function refuseUnlessConfirmed(register: Register, useCase: UseCase, today: Day): Outcome | null {
  if (listConfirmedEvidence(register, useCase, today).length > 0) return null;
  const reason =
    listCompleteEvidence(register, useCase).length > 0
      ? `All complete evidence of ${useCase.key} was confirmed today. You have nothing to do.`
      : `No evidence of ${useCase.key} is complete yet. Add it on the checklist.`;
  return refuse('not-now', reason, { see: { page: 'checklist', useCase: useCase.key } });
}

export interface ReconfirmInput {
  readonly useCase: string;
  readonly items: readonly EvidencedItem[];
}

/** Confirms evidence again without changes, at any time. Evidence that is not chosen stays as it is. */
export const reconfirmStep = defineStep<'reconfirm', ReconfirmInput>({
  key: 'reconfirm',
  label: 'Confirm again',
  permission: ownerOrOperations,
  decide: (register, { useCase: key, items }, act) => {
    const useCase = getExistingUseCase(register, key);
    const chosen = listConfirmedEvidence(register, useCase, act.today).filter(({ item }) =>
      items.includes(item),
    );
    const departureProblems = chosen.flatMap(({ item, evidence }) =>
      listHolders('evidence', evidence).flatMap((person) => {
        const problem = findAssigneeProblem(act, person);
        return problem
          ? `${problem} Leave ${checklistEntry(item).title} unticked and name a successor on the checklist.`
          : [];
      }),
    );
    const refused =
      refuseUnlessConfirmed(register, useCase, act.today) ??
      refuseInvalid({
        items:
          (chosen.length === 0 &&
            'Tick at least one that is still true. Update the others on the checklist.') ||
          departureProblems[0],
      });
    if (refused) return refused;
    return accept(
      ...chosen.map(({ evidence: { details } }) => draftEvidence(register, key, details, act)),
      ...draftKnownPeople(register, act),
    );
  },
});
export const reconfirm = reconfirmStep.decide;

function findEvidenceProblems(
  details: EvidenceDetails,
  today: Day,
  findPersonProblem: (person: UserId) => string | null,
) {
  const futureDay = 'This day is in the future. Choose today or an earlier day.';
  switch (details.item) {
    case 'model-versions':
      return refuseInvalid({ from: details.log.some((entry) => entry.from > today) && futureDay });
    case 'incident-response':
      return refuseInvalid({
        callOrder: details.callOrder.map(findPersonProblem).find((problem) => problem !== null),
        slaHours:
          details.slaHours !== null &&
          ((details.slaHours < 0.25 && 'Enter at least 0.25 hours (15 minutes).') ||
            (details.slaHours > 720 && 'Enter at most 720 hours (30 days).')),
      });
    case 'training':
      return refuseInvalid({ toldOn: details.toldOn !== null && details.toldOn > today && futureDay });
    case 'cost-monitoring':
      return refuseInvalid({ reportOwner: findPersonProblem(details.reportOwner) });
    default:
      return null;
  }
}
