import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import {
  type CommitmentInput,
  categoryEntry,
  commitDecision,
  explainOpenCategory,
  findSimilarTools,
  listCommitments,
  listProposals,
  listRequiredCategories,
  listRetrievalUseCases,
  mustBeProposed,
  noRotationRefusal,
  proposeDecision,
  recordRotation,
  rotationOf,
  withdrawProposal,
} from '../../domain/infrastructure/index.ts';
import type { Category, Decision, DecisionDetails } from '../../domain/register.ts';
import { findSimilarVendors } from '../../domain/vendors/index.ts';
import { enteredDay, enteredText } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, section, truncate } from '../kit/blocks.ts';
import { choice, choices, yesNo } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import type { Field } from '../kit/fields.ts';
import { type Entered, type Form, type FormContext, form, type Values } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { number } from '../kit/number-fields.ts';
import { person } from '../kit/people-fields.ts';
import { optionalLink, optionalText, optionalToolName, text, toolName } from '../kit/text-fields.ts';
import { measureOptions } from '../kit/words.ts';

/** Makes the form of one category: the common fields, and its own. */
function commitForm<F extends Readonly<Record<string, Field<unknown> | undefined>>>(
  category: Category,
  own: (context: FormContext, entered: Entered) => F,
  details: (
    values: Values<F>,
    chosen: string,
  ) => DecisionDetails & { readonly vendor?: string | null; readonly choice?: string },
): Form {
  const entry = categoryEntry(category);
  return form({
    key: 'commit-decision',
    title: () => 'Commit decision',
    submit: 'Commit',
    args: z.object({ category: z.literal(category) }),
    intro: (_, { register }) => {
      const standing = listCommitments(register, category).map(
        ({ key, choice: chosen }) => `${key} ${escapeMrkdwn(chosen)}`,
      );
      const now =
        standing.length === 0
          ? 'No decision yet.'
          : `Committed: ${standing.join(', ')}. ${entry.several ? '' : 'The new decision replaces it; the old record is kept.'}`;
      return [section(`*${entry.title}*: ${entry.why}.\n${now}`)];
    },
    fields: (_, context, entered) => ({
      choice: (category === 'vector-database' ? optionalToolName : toolName)({
        label: 'Choice',
        initial: suggestChoice(context, category, entered),
        max: 150,
        placeholder: entry.examples,
        findSimilar: (name) => findSimilarTools(context.register, category, name, { deciding: true }),
      }),
      ...own(context, entered),
      ...(entry.several && listCommitments(context.register, category).length > 0
        ? {
            replaces: choice({
              label: 'Replaces',
              options: [
                ['none', 'Nothing, keep the others'],
                ...listCommitments(context.register, category).map(
                  (decision) => [decision.key, truncate(`${decision.key} ${decision.choice}`, 75)] as const,
                ),
              ],
              initial: 'none',
            }),
          }
        : {}),
      decidedOn: date({ label: 'Decided on', initial: context.today }),
      decider: person({ label: 'Decided by', initial: context.actor.id }),
      rationale: rationaleField(context),
      alternatives: optionalText({ label: 'Alternatives considered', multiline: true }),
      link: optionalLink({ label: 'Link to the decision record' }),
    }),
    decide: (given, _, register, act) => {
      const values = given as Values<F> & Shared;
      const { vendor = null, choice: instead, ...recorded } = details(values, values.choice);
      const input: CommitmentInput = {
        category,
        choice: instead ?? values.choice,
        rationale: values.rationale,
        alternatives: values.alternatives,
        link: values.link,
        decidedOn: values.decidedOn,
        decider: values.decider,
        replaces: values.replaces === undefined || values.replaces === 'none' ? null : values.replaces,
        vendor: vendor?.trim() ? vendor : null,
        details: recorded as DecisionDetails,
      };
      return commitDecision(register, input, act);
    },
    done: (given, _, context) => {
      const values = given as Values<F> & Shared;
      const chosen = details(values, values.choice).choice ?? values.choice;
      return {
        text: `*${entry.title}*: ${escapeMrkdwn(chosen)} is committed.`,
        next: [...listOpenDecisions(context), ...listTestSteps(context)],
      };
    },
  });
}

interface Shared {
  readonly choice: string;
  readonly replaces?: string;
  readonly decidedOn: string;
  readonly decider: string;
  readonly rationale: string;
  readonly alternatives: string;
  readonly link: string | null;
}

function suggestChoice({ register }: FormContext, category: Category, entered: Entered): string | undefined {
  if (typeof entered.choice === 'string' && entered.choice) return entered.choice;
  const proposed = listProposals(register, category);
  if (proposed.length === 1) return proposed[0]?.choice;
  return category === 'api-ownership' ? 'Service account' : undefined;
}

/**
 * Makes the field for the rationale, prefilled from the last commitment, because decisions made together often share
 * it.
 */
function rationaleField({ register }: FormContext): Field<string> {
  const last = [...register.decisions.values()].findLast(({ status }) => status === 'committed');
  return text({
    label: 'Why',
    ...(last ? { hint: `Copied from ${last.key} ${last.choice}. Change it if the reason differs.` } : {}),
    initial: last?.rationale,
    multiline: true,
  });
}

/** Returns the steps for the open commitments of requirement 2, because decisions are often recorded in one go. */
const listOpenDecisions = ({ register }: FormContext): readonly Step[] =>
  listRequiredCategories(register)
    .filter(({ key }) => explainOpenCategory(register, key) !== null)
    .map(({ key }) => ({ do: 'commit-decision', category: key }));

const vendorField = ({ register }: FormContext, hint: string, instead?: unknown) =>
  optionalToolName({
    label: 'Vendor',
    hint,
    max: 150,
    findSimilar: (name) => findSimilarVendors(register, name),
    ...(typeof instead === 'string' ? { instead } : {}),
  });

/** One form per category. A test compares this list with the categories. */
export const commitForms: Readonly<Record<Category, Form>> = {
  'model-provider': commitForm(
    'model-provider',
    (context, entered) => ({
      vendor: vendorField(
        context,
        'The company whose DPA applies. Leave this empty if the choice above is the vendor.',
        entered.choice,
      ),
      enterpriseAgreement: yesNo({ label: 'Enterprise agreement' }),
      sla: optionalText({
        label: 'SLA',
        hint: 'The uptime it promises, such as 99.9% a month.',
        max: 300,
      }),
    }),
    ({ vendor, enterpriseAgreement, sla }) => ({
      category: 'model-provider',
      vendor,
      enterpriseAgreement,
      sla,
    }),
  ),
  'vector-database': commitForm(
    'vector-database',
    (context, entered) => {
      const [reader] = listRetrievalUseCases(context.register);
      return {
        hosting: choice({
          label: 'Hosting',
          options: [
            ['supplier', 'The vendor hosts it (needs a DPA)'],
            ['own', 'We host it ourselves'],
          ],
          initial: 'supplier',
        }),
        vendor: vendorField(
          context,
          'Leave this empty if the choice above is the vendor.',
          entered.hosting === 'own' ? null : entered.choice,
        ),
        notNeeded: choices({
          label: 'No vector database',
          hint: reader
            ? `Not possible while ${reader.key} uses retrieval.`
            : 'Possible while no use case uses retrieval.',
          options: [['not-needed', 'Not needed']],
        }),
      };
    },
    ({ hosting, vendor, notNeeded }, chosen) =>
      notNeeded.includes('not-needed')
        ? { category: 'vector-database', notNeeded: true, choice: 'Not needed', vendor: null }
        : {
            category: 'vector-database',
            notNeeded: false,
            vendor: hosting === 'own' ? null : vendor.trim() || chosen,
          },
  ),
  guardrails: commitForm(
    'guardrails',
    (context) => ({
      vendor: vendorField(context, 'Only if a vendor sees the data.'),
      preProcessing: text({
        label: 'Before the model call',
        hint: 'Such as removing personal data.',
        multiline: true,
      }),
      postProcessing: text({
        label: 'After the model call',
        hint: 'Such as blocking unsafe output.',
        multiline: true,
      }),
    }),
    ({ vendor, preProcessing, postProcessing }) => ({
      category: 'guardrails',
      vendor,
      preProcessing,
      postProcessing,
    }),
  ),
  observability: commitForm(
    'observability',
    (context) => ({
      vendor: vendorField(context, 'Only if a vendor sees the data.'),
      measures: choices({ label: 'Measures', options: measureOptions, optional: false }),
    }),
    ({ vendor, measures }) => ({ category: 'observability', vendor, measures }),
  ),
  'api-ownership': commitForm(
    'api-ownership',
    ({ today, actor }) => ({
      serviceAccountOwner: person({ label: 'Owner of the service account', initial: actor.id }),
      rateLimit: text({ label: 'Rate limit', hint: 'Such as 500 requests a minute.', max: 300 }),
      rotationDays: number({ label: 'Days between key rotations', initial: 90, min: 1, max: 730 }),
      lastRotatedOn: date({ label: 'Last rotated on', initial: today }),
    }),
    ({ serviceAccountOwner, rateLimit, rotationDays, lastRotatedOn }) => ({
      category: 'api-ownership',
      serviceAccountOwner,
      rateLimit,
      rotationDays,
      lastRotatedOn,
    }),
  ),
};

export const proposeForm = form({
  key: 'propose-decision',
  title: () => 'Propose decision',
  submit: 'Propose',
  intro: ({ category }) => {
    const { title, why } = categoryEntry(category);
    return [section(`*${title}*: ${why}.\nThis is a proposal only. The transformation lead can commit it.`)];
  },
  fields: ({ category }, { register }, entered) => ({
    choice: toolName({
      label: 'Proposal',
      initial: enteredText(entered, 'choice'),
      max: 150,
      placeholder: categoryEntry(category).examples,
      findSimilar: (name) => findSimilarTools(register, category, name, { deciding: true }),
    }),
    rationale: text({ label: 'Why', multiline: true }),
    alternatives: optionalText({ label: 'Alternatives considered', multiline: true }),
    link: optionalLink({ label: 'Link' }),
  }),
  decide: (values, { category }, register, act) => proposeDecision(register, { ...values, category }, act),
  done: ({ choice: proposed }, { category }, context) => ({
    text: `${escapeMrkdwn(proposed)} is proposed for *${categoryEntry(category).title}*.`,
    next: listTestSteps(context),
  }),
});

/** Returns a decision. @throws RangeError when it does not exist */
function getDecision({ register }: Pick<FormContext, 'register'>, key: string): Decision {
  const decision = register.decisions.get(key);
  if (!decision) throw new RangeError(`no decision ${key}`);
  return decision;
}

export const withdrawForm = form({
  key: 'withdraw-proposal',
  title: ({ decision }) => `Withdraw ${decision}`,
  submit: 'Withdraw',
  findRefusal: ({ decision }, context) => {
    const outcome = mustBeProposed(getDecision(context, decision));
    return outcome && !outcome.ok ? outcome.refusal : null;
  },
  intro: ({ decision }, context) => {
    const { category, choice: proposed, proposedBy, proposedOn } = getDecision(context, decision);
    return [
      section(
        `*${categoryEntry(category).title}*: ${escapeMrkdwn(proposed)}, proposed by ${mention(proposedBy)} on ${formatDay(proposedOn)}. The record is kept.`,
      ),
    ];
  },
  fields: () => ({ reason: optionalText({ label: 'Reason', multiline: true }) }),
  decide: ({ reason }, { decision }, register, act) => withdrawProposal(register, { decision, reason }, act),
  done: (_, { decision }, context) => ({
    text: `${decision} ${escapeMrkdwn(getDecision(context, decision).choice)} is withdrawn.`,
    next: listTestSteps(context),
  }),
});

export const rotationForm = form({
  key: 'record-rotation',
  title: () => 'Record rotation',
  submit: 'Record',
  findRefusal: (_, { register }) =>
    rotationOf(register) === null && !noRotationRefusal.ok ? noRotationRefusal.refusal : null,
  intro: (_, { register }) => {
    const rotation = rotationOf(register);
    return rotation === null
      ? []
      : [
          section(
            `*${escapeMrkdwn(rotation.decision.choice, 100)}*: the keys were last rotated on ${formatDay(rotation.last)}. The next rotation is due on ${formatDay(rotation.next)}.`,
          ),
        ];
  },
  fields: (_, { today }, entered) => ({
    rotatedOn: date({ label: 'Rotated on', initial: enteredDay(entered, 'rotatedOn') ?? today }),
  }),
  decide: (values, _, register, act) => recordRotation(register, values, act),
  done: ({ rotatedOn }, _, context) => {
    const next = rotationOf(context.register)?.next ?? rotatedOn;
    return {
      text: `The rotation of ${formatDay(rotatedOn)} is recorded. The next one is due on ${formatDay(next)}.`,
      next: listTestSteps(context),
    };
  },
});
