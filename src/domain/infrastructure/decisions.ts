import { formatDay } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { type Act, accept, type Outcome, refuse, refuseInvalid } from '../decide.ts';
import { isSameToolIn } from '../names.ts';
import { draftKnownPeople, findAssigneeProblem, isActive, leadOf } from '../people.ts';
import {
  anyMember,
  isLead,
  leadOnly,
  mustBeMember,
  mustOwnServiceAccount,
  type Permission,
} from '../permissions.ts';
import {
  type Category,
  type Day,
  type Decision,
  type DecisionDetails,
  nextKey,
  type Register,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { draftNewVendors, keysOfVendors } from '../vendors/index.ts';
import { closeByCommitment } from './evaluations.ts';
import {
  categoryEntry,
  listCommitments,
  listProposals,
  listRetrievalUseCases,
  rotationOf,
} from './infrastructure.ts';

export interface ProposalInput {
  readonly category: Category;
  readonly choice: string;
  readonly rationale: string;
  readonly alternatives: string;
  readonly link: string | null;
}

/** Proposes a choice without committing it. */
export const proposeDecisionStep = defineStep<'propose-decision', ProposalInput>({
  key: 'propose-decision',
  label: 'Propose',
  permission: anyMember,
  decide: (register, input, act) => {
    const refused = refuseInvalid({ choice: !input.choice.trim() && 'Enter what you propose.' });
    if (refused) return refused;
    const twin = [
      ...listCommitments(register, input.category),
      ...listProposals(register, input.category),
    ].find((decision) => isSameToolIn(register, decision.choice, input.choice));
    if (twin) {
      return refuse('invalid', `${twin.choice} is already ${twin.status} as ${twin.key}.`, {
        fields: { choice: `Already ${twin.status} as ${twin.key}. Propose something else.` },
      });
    }
    const key = nextKey('D', register.decisions);
    const decision: Decision = {
      ...input,
      key,
      choice: input.choice.trim(),
      status: 'proposed',
      vendor: null,
      details: null,
      proposedOn: act.today,
      proposedBy: act.actor.id,
      decidedOn: null,
      decidedBy: null,
      supersededBy: null,
      withdrawn: null,
    };
    return accept(createDraft(register, 'propose-decision', 'decisions', key, decision));
  },
});
export const proposeDecision = proposeDecisionStep.decide;

/** Allows the person who proposed it, and the lead. */
const mayWithdraw: Permission<{ readonly decision: string }> = (register, act, { decision: key }) => {
  const decision = register.decisions.get(key);
  if (!decision) return refuse('not-found', `There is no ${key}.`, { see: { page: 'decisions' } });
  const { proposedBy } = decision;
  const notMember = mustBeMember(act);
  if (notMember || proposedBy === act.actor.id || isLead(register, act)) return notMember;
  const ask = isActive(register, proposedBy) ? proposedBy : leadOf(register);
  return refuse(
    'not-permitted',
    `Only the person who proposed ${key} and the transformation lead can withdraw it.`,
    ask === null ? {} : { ask },
  );
};

/** Refuses a decision that is not, or no longer, a proposal. */
export const mustBeProposed = ({ key, status }: Decision): Outcome | null =>
  status === 'proposed' ? null : refuse('not-now', `${key} is ${status}. Only a proposal can be withdrawn.`);

/** Withdraws a proposal. Its record is kept. */
export const withdrawProposalStep = defineStep<
  'withdraw-proposal',
  { readonly decision: string; readonly reason: string }
>({
  key: 'withdraw-proposal',
  label: 'Withdraw',
  permission: mayWithdraw,
  decide: (register, { decision: key, reason }, act) => {
    const decision = register.decisions.get(key) as Decision;
    const withdrawn = { on: act.today, by: act.actor.id, reason: reason.trim() };
    return (
      mustBeProposed(decision) ??
      accept(
        createDraft(register, 'withdraw-proposal', 'decisions', key, {
          ...decision,
          status: 'withdrawn',
          withdrawn,
        }),
      )
    );
  },
});
export const withdrawProposal = withdrawProposalStep.decide;

export interface CommitmentInput extends ProposalInput {
  readonly decidedOn: Day;
  readonly decider: string;
  /**
   * The vendor's name as typed; a new name becomes a vendor. A model provider without a vendor's name is its own
   * vendor.
   */
  readonly vendor: string | null;
  readonly details: DecisionDetails;
  /** In a category with several commitments: the one that this commitment replaces. */
  readonly replaces: string | null;
}

/**
 * Commits a choice. A committed record is never edited. In a category with one commitment the new one supersedes it,
 * and a proposal of the same name becomes the commitment.
 * @throws RangeError when the details are those of another category
 */
export const commitDecisionStep = defineStep<'commit-decision', CommitmentInput>({
  key: 'commit-decision',
  label: 'Commit',
  title: ({ category }) => `Commit ${categoryEntry(category).shortName}`,
  permission: leadOnly('commit decisions'),
  decide: (register, input, act) => {
    if (input.details.category !== input.category)
      throw new RangeError(`details of ${input.details.category} for ${input.category}`);
    const refused = findCommitmentProblems(register, input, act);
    if (refused) return refused;
    const { replaces, decidedOn, decider, ...recorded } = input;
    const named = input.vendor?.trim() || (input.category === 'model-provider' ? input.choice : null);
    const entry = categoryEntry(input.category);
    const standing = listCommitments(register, input.category);
    const proposal = listProposals(register, input.category).find((decision) =>
      isSameToolIn(register, decision.choice, input.choice),
    );
    const key = proposal?.key ?? nextKey('D', register.decisions);
    const committed: Decision = {
      ...recorded,
      choice: input.choice.trim(),
      vendor: named === null ? null : (keysOfVendors(register, [named])[0] ?? null),
      key,
      status: 'committed',
      proposedOn: proposal?.proposedOn ?? act.today,
      proposedBy: proposal?.proposedBy ?? act.actor.id,
      decidedOn,
      decidedBy: decider,
      supersededBy: null,
      withdrawn: null,
    };
    // In a category with one commitment, committing it settles the other proposals.
    const others = listProposals(register, input.category).filter((decision) => decision !== proposal);
    const gone = entry.several
      ? standing.filter((decision) => decision.key === replaces)
      : [...standing, ...others];
    return accept(
      createDraft(register, 'commit-decision', 'decisions', key, committed),
      ...gone.map((decision) =>
        createDraft(register, 'supersede-decision', 'decisions', decision.key, {
          ...decision,
          status: 'superseded',
          supersededBy: key,
        }),
      ),
      ...closeByCommitment(register, committed, act),
      ...draftNewVendors(register, 'commit-decision', named === null ? [] : [named]),
      ...draftKnownPeople(register, act),
    );
  },
});
export const commitDecision = commitDecisionStep.decide;

function findCommitmentProblems(register: Register, input: CommitmentInput, act: Act): Outcome | null {
  const { details } = input;
  const standing = listCommitments(register, input.category);
  const [reader] = listRetrievalUseCases(register);
  const notNeeded = details.category === 'vector-database' && details.notNeeded;
  const twin = standing.find(
    (decision) => isSameToolIn(register, decision.choice, input.choice) && decision.key !== input.replaces,
  );
  return refuseInvalid({
    choice:
      (!input.choice.trim() && 'Enter what was chosen.') ||
      (categoryEntry(input.category).several &&
        twin &&
        `${twin.choice} is already committed as ${twin.key}. To renew it, choose it under "Replaces".`),
    replaces:
      input.replaces !== null &&
      !standing.some((decision) => decision.key === input.replaces) &&
      `${input.replaces} is no longer in force. Choose a decision that is in force, or none.`,
    decidedOn: input.decidedOn > act.today && 'This day is in the future. Choose today or an earlier day.',
    notNeeded: notNeeded && reader && `${reader.key} uses retrieval, so a vector database is needed.`,
    measures:
      details.category === 'observability' && details.measures.length === 0 && 'Choose at least one measure.',
    lastRotatedOn:
      details.category === 'api-ownership' &&
      details.lastRotatedOn > act.today &&
      'Choose today or an earlier day.',
    rotationDays:
      details.category === 'api-ownership' &&
      (details.rotationDays < 1 || details.rotationDays > 730) &&
      'Enter at most 730 days.',
    serviceAccountOwner:
      details.category === 'api-ownership' && findAssigneeProblem(act, details.serviceAccountOwner),
    decider: findAssigneeProblem(act, input.decider),
  });
}

/** Allows the owner of the service account, AI Operations and the lead; everyone while the account has no owner. */
const mayRotate: Permission<unknown> = (register, act) => {
  const rotation = rotationOf(register);
  return rotation === null ? mustBeMember(act) : mustOwnServiceAccount(register, act, rotation.owner);
};

/** Records a rotation of the shared service account's keys. The decision stays unchanged. */
export const recordRotationStep = defineStep<'record-rotation', { readonly rotatedOn: Day }>({
  key: 'record-rotation',
  label: 'Record rotation',
  permission: mayRotate,
  decide: (register, { rotatedOn }, act) => {
    const rotation = rotationOf(register);
    if (rotation === null) return noRotationRefusal;
    const { last } = rotation;
    const refused = refuseInvalid({
      rotatedOn:
        (rotatedOn > act.today && 'This day is in the future. Choose today or an earlier day.') ||
        ((rotatedOn < last || register.rotations.has(rotatedOn)) &&
          `A rotation on ${formatDay(rotatedOn < last ? last : rotatedOn)} is already recorded. Choose a later day.`),
    });
    return (
      refused ??
      accept(
        createDraft(register, 'record-rotation', 'rotations', rotatedOn, {
          rotatedOn,
          by: act.actor.id,
          on: act.today,
        }),
      )
    );
  },
});
export const recordRotation = recordRotationStep.decide;

export const noRotationRefusal = refuse(
  'not-now',
  'API ownership is not decided yet. The transformation lead can commit that decision.',
  { see: { page: 'decisions' } },
);
