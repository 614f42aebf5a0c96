import { explainLowAdoption } from '../adoption/index.ts';
import { explainAuditGap, listExecuting } from '../audit-trail/index.ts';
import { addDays, formatDay } from '../calendar.ts';
import { checklistEntry, listCompleteEvidence, needsDpa } from '../checklist/index.ts';
import { describeSpike, findSpike, formatMonth, lastFullMonth, shiftMonth, totalOf } from '../costs/index.ts';
import { describeOrigin, listOpenFollowUps } from '../follow-ups/index.ts';
import { describeSla, kindTitles, listOpenedBetween } from '../incidents/index.ts';
import { categoryEntry, rotationOf } from '../infrastructure/index.ts';
import { findModelRetirement } from '../model-versions/index.ts';
import { createMoneyFormat } from '../money.ts';
import type { ApprovedTool, Day, Register, Waiver } from '../register.ts';
import { listSuspended } from '../suspensions/index.ts';
import { listToolsToReview } from '../tools/index.ts';
import { listRunning } from '../use-cases/index.ts';
import { explainMissingDpa, listVendors } from '../vendors/index.ts';
import { uncapitalize } from '../wording.ts';
import { quarterTitle } from './reviews.ts';

/** The most time of a quarterly review, in minutes. Source: "Governance at Stage 3". */
export const reviewMinutes = 120;
/** The most time of one point, in minutes. */
export const maxPointMinutes = 30;
/** How far ahead the agenda looks, in days: until the next review. */
const ahead = 92;
/** Evidence is valid for about a quarter, so only evidence that expires within these days is listed. */
const expiresWithin = 30;

export interface AgendaPoint {
  readonly title: string;
  readonly minutes: number;
  /** Plain text, most urgent first; never empty. */
  readonly lines: readonly string[];
}

interface Subject {
  readonly title: string;
  /** Returns the lines of this subject on a day; without lines it is left off the agenda. */
  readonly lines: (register: Register, today: Day) => readonly string[];
}

const sortBySoonest = <T>(found: readonly T[], day: (one: T) => Day): readonly T[] =>
  [...found].sort((a, b) => day(a).localeCompare(day(b)));

const describeWaived = ({ subject }: Waiver): string =>
  subject.kind === 'item'
    ? checklistEntry(subject.item).title
    : `drift on ${uncapitalize(categoryEntry(subject.category).title)}`;

/** Returns the approved AI tools that a review on this day goes through, the most overdue first. */
export const listToolsOnAgenda = (register: Register, today: Day): readonly ApprovedTool[] =>
  listToolsToReview(register, addDays(today, ahead));

/** The subjects of a policy review, in order. */
const subjects: readonly Subject[] = [
  {
    title: 'Decisions of earlier reviews',
    lines: ({ reviews }) =>
      sortBySoonest([...reviews.values()], ({ heldOn }) => heldOn)
        .slice(-2)
        .reverse()
        .map(
          ({ quarter, heldOn, outcome }) =>
            `${quarterTitle(quarter)}, held on ${formatDay(heldOn)}: ${outcome}`,
        ),
  },
  {
    title: 'Open follow-ups',
    lines: (register) =>
      listOpenFollowUps(register).map(
        ({ key, origin, what, dueOn }) =>
          `${key} (${describeOrigin(origin)}): ${what}, due on ${formatDay(dueOn)}`,
      ),
  },
  {
    title: 'Incidents of the last quarter',
    lines: (register, today) =>
      [...listOpenedBetween(register, addDays(today, -ahead), today)].reverse().map((incident) => {
        const { key, useCase, kind, severity, openedOn, resolved } = incident;
        const outcome = resolved
          ? `${describeSla(incident, resolved.at)}; learned: ${resolved.learned}`
          : 'not resolved';
        return `${key} ${useCase}: ${uncapitalize(kindTitles[kind])}, ${severity}, reported on ${formatDay(openedOn)}: ${outcome}`;
      }),
  },
  {
    title: 'Suspended use cases',
    lines: (register) =>
      listSuspended(register).map(
        ({ useCase: { key, name }, suspension: { on, reason } }) =>
          `${key} ${name}: suspended since ${formatDay(on)}: ${reason}`,
      ),
  },
  {
    title: 'Approved AI tools due for review',
    lines: (register, today) =>
      listToolsOnAgenda(register, today).map(
        ({ name, conditions, nextReviewOn }) =>
          `${name}: review ${nextReviewOn < today ? 'was' : 'is'} due on ${formatDay(nextReviewOn)}${conditions === '' ? '' : `; ${conditions}`}`,
      ),
  },
  {
    title: 'Data processing agreements',
    lines: (register, today) => {
      const using = new Map<string, string[]>();
      for (const useCase of listRunning(register).filter(needsDpa)) {
        for (const { key } of listVendors(register, useCase)) {
          using.set(key, [...(using.get(key) ?? []), useCase.key]);
        }
      }
      const vendors = [...register.vendors.values()].filter(({ key }) => using.has(key));
      const by = (key: string) => listShortly(using.get(key) ?? []);
      const missing = vendors.flatMap((vendor) => {
        const problem = explainMissingDpa(vendor, today);
        return problem === null ? [] : [`${problem}; used by ${by(vendor.key)}`];
      });
      const ending = vendors.flatMap(({ key, name, dpa }) => {
        const on = dpa?.expiresOn ?? null;
        return on !== null && on >= today && on <= addDays(today, ahead) ? [{ key, name, on }] : [];
      });
      return [
        ...missing,
        ...sortBySoonest(ending, ({ on }) => on).map(
          ({ key, name, on }) => `the DPA of ${name} expires on ${formatDay(on)}; used by ${by(key)}`,
        ),
      ];
    },
  },
  {
    title: 'Audit trails without events',
    lines: (register, today) =>
      listExecuting(register).flatMap((useCase) => {
        const gap = explainAuditGap(register, useCase, today);
        return gap === null ? [] : [`${useCase.key} ${useCase.name}: ${gap}`];
      }),
  },
  {
    title: 'Evidence to confirm again',
    lines: (register, today) =>
      sortBySoonest(
        listRunning(register).flatMap((useCase) =>
          listCompleteEvidence(register, useCase)
            .filter(({ validUntil }) => validUntil <= addDays(today, expiresWithin))
            .map((found) => ({ ...found, useCase })),
        ),
        ({ validUntil }) => validUntil,
      ).map(
        ({ useCase: { key, name }, item, validUntil }) =>
          `${key} ${name}: ${checklistEntry(item).title}, ${validUntil < today ? 'expired' : 'expires'} on ${formatDay(validUntil)}`,
      ),
  },
  {
    title: 'Waivers in force',
    lines: (register, today) => {
      const names = new Map(listRunning(register).map(({ key, name }) => [key, name]));
      const inForce = [...register.waivers.values()].filter(
        ({ useCase, until }) => until >= today && names.has(useCase),
      );
      return sortBySoonest(inForce, ({ until }) => until).map(
        (waiver) =>
          `${waiver.useCase} ${names.get(waiver.useCase)}: ${describeWaived(waiver)}, until ${formatDay(waiver.until)} (${waiver.reason})`,
      );
    },
  },
  {
    title: 'Use cases in production, by last review',
    lines: (register) =>
      sortBySoonest(
        [...register.useCases.values()].filter(({ life }) => life.stage === 'production'),
        ({ lastReviewedOn }) => lastReviewedOn ?? '',
      ).map(
        ({ key, name, lastReviewedOn }) =>
          `${key} ${name}: ${lastReviewedOn === null ? 'never reviewed' : `reviewed on ${formatDay(lastReviewedOn)}`}`,
      ),
  },
  {
    title: 'Models that their provider retires',
    lines: (register, today) =>
      sortBySoonest(
        listRunning(register).flatMap(({ key, name }) => {
          const retirement = findModelRetirement(register, key, today);
          return retirement === null ? [] : [{ ...retirement, useCase: key, name }];
        }),
        ({ endsOn }) => endsOn,
      ).map(
        ({ useCase, name, model, endsOn }) =>
          `${useCase} ${name}: the provider ${endsOn < today ? 'retired' : 'retires'} ${model} on ${formatDay(endsOn)}`,
      ),
  },
  {
    title: 'Cost spikes',
    lines: (register, today) => {
      const money = createMoneyFormat(register);
      const last = lastFullMonth(today);
      return [2, 1, 0].flatMap((ago) =>
        totalOf(register, shiftMonth(last, -ago)).costs.flatMap((cost) => {
          const spike = findSpike(register, cost);
          const name = register.useCases.get(cost.useCase)?.name ?? '';
          return spike === null
            ? []
            : [
                `${cost.useCase} ${name}: ${money(cost.amount)} in ${formatMonth(cost.month)}, ${describeSpike(spike, money)}`,
              ];
        }),
      );
    },
  },
  {
    title: 'API key rotation',
    lines: (register, today) => {
      const on = rotationOf(register)?.next ?? null;
      return on === null || on > addDays(today, ahead)
        ? []
        : [`API key rotation ${on < today ? 'was' : 'is'} due on ${formatDay(on)}`];
    },
  },
  {
    title: 'Low adoption',
    lines: (register) =>
      listRunning(register).flatMap(({ key, name }) => {
        const low = explainLowAdoption(register, key);
        return low === null ? [] : [`${key} ${name}: ${low}`];
      }),
  },
];

const listShortly = (keys: readonly string[]): string =>
  keys.length > 5 ? `${keys.slice(0, 5).join(', ')} and ${keys.length - 5} more` : keys.join(', ');

/** Returns the agenda of a review on a day. The points share the two hours. */
export function createAgenda(register: Register, today: Day): readonly AgendaPoint[] {
  const points = subjects
    .map(({ title, lines }) => ({ title, lines: lines(register, today) }))
    .filter(({ lines }) => lines.length > 0);
  const shares = shareMinutes(points.map(({ lines }) => lines.length));
  return points.map((point, index) => ({ ...point, minutes: shares[index] ?? 0 }));
}

/** Returns the minutes of each point: at least five, the rest to points with more lines in steps of five. */
function shareMinutes(sizes: readonly number[]): readonly number[] {
  const shares = sizes.map(() => 5);
  const most = Math.min(reviewMinutes, maxPointMinutes * sizes.length);
  for (let left = most - 5 * sizes.length; left > 0; left -= 5) {
    // Long lists need less time per line.
    const need = sizes.map((size, index) => {
      const share = shares[index] ?? maxPointMinutes;
      return share < maxPointMinutes ? Math.sqrt(size) / share : 0;
    });
    const neediest = need.indexOf(Math.max(...need));
    shares[neediest] = (shares[neediest] ?? 0) + 5;
  }
  return shares;
}
