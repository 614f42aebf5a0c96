import { z } from 'zod';
import { addDays, endOfDay } from '../../domain/calendar.ts';
import { checklistEntry, checklistOf } from '../../domain/checklist/index.ts';
import { fromRecords } from '../../domain/facts.ts';
import {
  decisionCategories,
  explainOpenCategory,
  listCommitments,
  listProposals,
  listRequiredCategories,
} from '../../domain/infrastructure/index.ts';
import { type Entity, isOver, settingsOf, type UseCase } from '../../domain/register.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import { deadlineOf, sortUseCasesByUrgency } from '../../domain/use-cases/index.ts';
import { explainMissingDpa, listVendors } from '../../domain/vendors/index.ts';
import { listForYou } from '../home/index.ts';
import type { Target } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import { type PageContext, toMessage } from '../kit/page.ts';
import { formatRefusal } from '../kit/page-links.ts';
import { toPlainText } from '../kit/plain-text.ts';
import type { SlotName, Slots } from '../kit/question.ts';
import { renderPage } from '../listener-services.ts';
import { changeLine } from '../log/index.ts';
import { pageFor } from '../subjects.ts';
import { askQuestion } from './question-tools.ts';
import { inputSchemaOf, resolveSlots, slotInputs } from './slot-inputs.ts';
import type { Tool } from './tool.ts';

/** The most records that a tool returns. */
const maxListed = 100;
/** The most changes that are read to find those of a period. */
const maxChanges = 500;

/** Records of people's habits, and of tokens. */
const withheld: ReadonlySet<Entity> = new Set([
  ...(['pulses', 'mutes', 'absences'] as const),
  ...(['intakeTokens', 'auditTokens', 'assistantTokens'] as const),
]);

interface Definition {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly needs?: readonly SlotName[];
  readonly takes?: readonly SlotName[];
  /** Further inputs. */
  readonly more?: z.ZodRawShape;
  /** The page in Slack that shows the same. */
  readonly page: (slots: Partial<Slots>) => Target;
  readonly data: (
    context: PageContext,
    slots: Partial<Slots>,
    input: Readonly<Record<string, unknown>>,
  ) => Readonly<Record<string, unknown>> | Promise<Readonly<Record<string, unknown>>>;
}

/** Makes a tool that returns the records behind a page, with the refusal of the page. */
function registerTool({ needs = [], takes = [], more = {}, page, data, ...described }: Definition): Tool {
  return {
    ...described,
    input: inputSchemaOf(needs, takes).extend(more),
    async answer(context, input) {
      const resolved = resolveSlots([...needs, ...takes], input, context);
      if (!resolved.ok) return resolved;
      const target = page(resolved.value);
      const refusal = pageFor(target.page).findRefusal?.(context);
      if (refusal) return { ok: false, problem: formatRefusal(refusal) };
      const content = await renderPage(target, context);
      return {
        ok: true,
        text: `${toMessage(content).text}.`,
        source: fromRecords(context.today),
        data: await data(context, resolved.value, input),
        render: () => toMessage(content).blocks,
      };
    },
  };
}

/** Returns a list with its full length. */
function limited<T>(key: string, all: readonly T[]): Readonly<Record<string, unknown>> {
  const listed = all.slice(0, maxListed);
  return {
    total: all.length,
    ...(listed.length < all.length ? { leftOut: all.length - listed.length } : {}),
    [key]: listed,
  };
}

const listItems = ({ register, today }: PageContext, useCase: UseCase) =>
  checklistOf(register, useCase, today).map(({ item, state, missing, confirmed, validUntil, waiver }) => ({
    item,
    title: checklistEntry(item).title,
    state: state === 'holds' ? 'complete' : state === 'open' ? 'missing' : state,
    missing,
    confirmedBy: confirmed?.by ?? null,
    validUntil: validUntil,
    waivedUntil: waiver?.until ?? null,
  }));

function summarize(context: PageContext, useCase: UseCase) {
  const { key, name, owner, team, life, intendedUsers } = useCase;
  const items = checklistOf(context.register, useCase, context.today);
  return {
    key,
    name,
    stage: life.stage,
    suspended: findSuspension(context.register, useCase) !== null,
    owner,
    team,
    intendedUsers: intendedUsers,
    decideBy: life.stage === 'pilot' ? deadlineOf(life.charter) : null,
    liveOn: life.stage === 'production' ? life.liveOn : null,
    endedOn: isOver(useCase) && 'on' in life ? life.on : null,
    checklistComplete: items.filter(({ state }) => state === 'holds').length,
    checklistOf: items.length,
  };
}

const findNamed = (context: PageContext, { useCase = '' }: Partial<Slots>): UseCase =>
  getUseCase(context, useCase);

const definitions: readonly Definition[] = [
  {
    name: 'list_use_cases',
    title: 'Use cases',
    description:
      'Lists the use cases of the company, most urgent first: key, name, stage, owner, team, deadline.',
    takes: ['stage'],
    page: ({ stage }) => ({ page: 'use-cases', args: { filter: stage ?? 'all' } }),
    data: (context, { stage }) =>
      limited(
        'useCases',
        sortUseCasesByUrgency(
          context.register,
          [...context.register.useCases.values()].filter(({ life }) => !stage || life.stage === stage),
          context.today,
        ).map((useCase) => summarize(context, useCase)),
      ),
  },
  {
    name: 'get_use_case',
    title: 'Use case',
    description:
      'Returns one use case: purpose, stage, people, the data it touches, vendors, what it runs on, and its checklist.',
    needs: ['useCase'],
    page: ({ useCase }) => ({ page: 'use-case', args: { useCase } }),
    data(context, slots) {
      const useCase = findNamed(context, slots);
      const { purpose, members, data, autonomy, retrieval, stack, life } = useCase;
      return {
        ...summarize(context, useCase),
        purpose,
        members,
        dataItTouches: data,
        may: autonomy,
        retrieval,
        vendors: listVendors(context.register, useCase).map(({ name }) => name),
        runsOn: stack,
        life,
        checklist: listItems(context, useCase),
      };
    },
  },
  {
    name: 'get_checklist',
    title: 'Production checklist',
    description:
      'Returns the eight items of the production checklist of a use case: what is complete, waived or missing.',
    needs: ['useCase'],
    page: ({ useCase }) => ({ page: 'checklist', args: { useCase } }),
    data: (context, slots) => ({
      key: findNamed(context, slots).key,
      name: findNamed(context, slots).name,
      items: listItems(context, findNamed(context, slots)),
    }),
  },
  {
    name: 'list_decisions',
    title: 'Shared decisions',
    description:
      'Lists the five categories of shared infrastructure with what is committed, what is proposed, and what is open.',
    page: () => ({ page: 'decisions' }),
    data: ({ register }) => ({
      categories: decisionCategories.map(({ key, title }) => ({
        category: key,
        title,
        required: listRequiredCategories(register).some((required) => required.key === key),
        openBecause: explainOpenCategory(register, key),
        committed: listCommitments(register, key).map(
          ({ key: decision, choice, decidedOn, decidedBy, rationale }) => ({
            decision,
            choice,
            decidedOn: decidedOn,
            decidedBy: decidedBy,
            rationale,
          }),
        ),
        proposed: listProposals(register, key).map(({ key: decision, choice, proposedOn, proposedBy }) => ({
          decision,
          choice,
          proposedOn: proposedOn,
          proposedBy: proposedBy,
        })),
      })),
    }),
  },
  {
    name: 'list_vendors',
    title: 'Vendors',
    description:
      'Lists the recorded vendors with their data processing agreement (DPA) and the use cases that rely on them.',
    page: () => ({ page: 'vendors' }),
    data: ({ register, today }) => {
      const usedBy = new Map<string, string[]>();
      for (const useCase of register.useCases.values())
        for (const { key } of isOver(useCase) ? [] : listVendors(register, useCase))
          usedBy.get(key)?.push(useCase.key) ?? usedBy.set(key, [useCase.key]);
      return limited(
        'vendors',
        [...register.vendors.values()].map((vendor) => ({
          name: vendor.name,
          alsoCalled: vendor.aliases,
          dpaSignedOn: vendor.dpa?.signedOn ?? null,
          dpaExpiresOn: vendor.dpa?.expiresOn ?? null,
          dpaMissingBecause: explainMissingDpa(vendor, today),
          usedBy: usedBy.get(vendor.key) ?? [],
        })),
      );
    },
  },
  {
    name: 'list_changes',
    title: 'Change log',
    description:
      'Lists what was recorded since a day, newest first: who changed what. Without a day, the last seven days. Also for one use case.',
    takes: ['useCase'],
    more: { since: slotInputs.day.schema.optional() },
    page: ({ useCase }) => ({ page: 'log', args: { useCase: useCase ?? null } }),
    async data({ register, today, loadLog }, { useCase }, { since }) {
      const from = z.string().parse(since ?? addDays(today, -7));
      const after = endOfDay(addDays(from, -1), settingsOf(register).timeZone);
      const read = await loadLog(useCase ?? null, maxChanges);
      const changes = read.filter(({ at, entity }) => at > after && !withheld.has(entity));
      return {
        since: from,
        ...limited(
          'changes',
          changes.map((change) => ({
            number: change.seq,
            at: new Date(change.at).toISOString(),
            by: change.actor,
            useCase: change.useCase,
            what: toPlainText(changeLine(change), register),
          })),
        ),
        ...(read.length === maxChanges ? { onlyTheLast: maxChanges } : {}),
      };
    },
  },
  {
    name: 'get_my_reminders',
    title: 'For you',
    description:
      'Lists what waits for the person who asks, and for nobody else, most urgent first: reminders, and gaps that they can close.',
    page: () => ({ page: 'asked' }),
    data: async (context) => ({
      items: (await listForYou(context)).map(({ text, reminder }) => ({
        fact: toPlainText(text, context.register),
        why: reminder?.due.why ?? null,
        about: reminder?.due.about ?? [],
        remindedOn: reminder?.nudge.askedOn ?? null,
      })),
    }),
  },
];

/** The verdict, by its own name: the question that most assistants are asked. */
const verdictTool: Tool = {
  name: 'get_verdict',
  title: 'Verdict',
  description:
    'Answers whether the company is at Stage 3, today or at the end of a past day: each requirement with what is missing.',
  input: inputSchemaOf([], ['day']),
  answer: (context, input) => askQuestion('verdict', input, context),
};

/** Returns a tool for the verdict, and for each list and record that assistants read as a whole. */
export const createRegisterTools = (): readonly Tool[] => [verdictTool, ...definitions.map(registerTool)];
