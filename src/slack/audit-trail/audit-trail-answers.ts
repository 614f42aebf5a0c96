import { describeAuditTrail, explainAuditGap, listExecuting } from '../../domain/audit-trail/index.ts';
import { addDays, dayOf, daysBetween } from '../../domain/calendar.ts';
import { fromRecords, type Provenance, refTo } from '../../domain/facts.ts';
import { type Day, isOver, settingsOf, type UseCase } from '../../domain/register.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import type { AuditDay, AuditView } from '../../operations/audit-trail.ts';
import { describePeriod, formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer, Period } from '../kit/question.ts';
import { formatMoment } from '../kit/words.ts';
import { describeState, formatTrailHead, recentDays, totalOf } from './audit-page.ts';

const auditOffer = (useCase: string): Offer => [{ page: 'audit', args: { useCase } }, 'Audit trail'];

/** Returns the source of facts about a trail: events that a system sent. */
function sourceOf({ register, today }: PageContext, key: string, head: AuditView['head']): Provenance {
  if (head === null) return fromRecords(today, key);
  const at = dayOf(head.recordedAt, settingsOf(register).timeZone);
  return { source: 'measured', at, by: null, refs: [refTo('auditTrails', key)] };
}

export function answerExecuting({ register, today }: PageContext): Answer {
  const able = [...register.useCases.values()].filter((one) => one.autonomy === 'execute' && !isOver(one));
  const live = listExecuting(register);
  const describe = (useCase: UseCase) => {
    const trail = describeAuditTrail(register, useCase, today);
    return `${formatUseCase(useCase)} (${stageWords[useCase.life.stage]}${trail === null ? '' : `; ${trail}`})`;
  };
  const [first] = able;
  return {
    text: first
      ? `${formatCount(able.length, 'use case')} may execute, ${live.length} of them in production: ${joinShortly(able.map(describe), 5, '; ')}.`
      : 'No use case may execute. Each only suggests or drafts, and a person acts.',
    source: fromRecords(today, ...able.map(({ key }) => key)),
    data: {
      useCases: able.map((useCase) => ({
        ...{ key: useCase.key, name: useCase.name, stage: useCase.life.stage },
        trail: describeAuditTrail(register, useCase, today),
      })),
    },
    next: first
      ? [auditOffer(first.key), [{ page: 'use-cases' }, 'Use cases']]
      : [[{ page: 'use-cases' }, 'Use cases']],
    about: first && able.length === 1 ? { useCase: first.key } : {},
  };
}

/** Answers with the state of a trail, and its last event. */
export async function answerLast(context: PageContext, key: string): Promise<Answer> {
  const useCase = getUseCase(context, key);
  const view = await context.loadAudit(key, { result: null, skip: 0, limit: 1 });
  const [event] = view.events;
  return {
    text: `${formatUseCase(useCase)}: ${describeState(context, useCase, view)}${event ? ` It ${event.result === 'failed' ? 'failed' : `was ${event.result}`}: ${escapeMrkdwn(event.body.what, 150)}, by ${escapeMrkdwn(event.body.actor, 80)}.` : ''}${view.head ? ` The trail ends at ${formatTrailHead(view.head)}.` : ''}`,
    source: sourceOf(context, key, view.head),
    data: {
      ...{ useCase: key, events: view.head?.position ?? 0, lastRecordedAt: view.head?.recordedAt ?? null },
      lastEvent: event ? { at: event.at, result: event.result, what: event.body.what } : null,
    },
    next: [auditOffer(key)],
    about: { useCase: key },
  };
}

/** Returns "13.3%". */
const formatShare = (share: number): string =>
  share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 1 });

/** Returns whether a period is about the last days: "the past week", "the last 7 days". */
const isRecent = ({ from, to }: Period, today: Day): boolean =>
  to >= addDays(today, -1) && Math.abs(daysBetween(from, to) + 1 - recentDays) <= 1;

/** Returns the counted days of a period, and its name; without one that is counted from its start, the last days. */
function chooseDays(
  days: readonly AuditDay[],
  period: Period | undefined,
  today: Day,
): { readonly chosen: readonly AuditDay[]; readonly when: string } {
  const [oldest] = days;
  return period !== undefined && oldest && period.from >= oldest.day && !isRecent(period, today)
    ? {
        chosen: days.filter(({ day }) => day >= period.from && day <= period.to),
        when: describePeriod(period),
      }
    : { chosen: days.slice(-recentDays), when: `in the last ${recentDays} days` };
}

export async function answerFailures(
  context: PageContext,
  key: string,
  period: Period | undefined,
): Promise<Answer> {
  const useCase = getUseCase(context, key);
  const { head, days, events } = await context.loadAudit(key, { result: 'failed', skip: 0, limit: 1 });
  const { chosen, when } = chooseDays(days, period, context.today);
  const [all, failed, refused] = [totalOf(chosen), totalOf(chosen, ['failed']), totalOf(chosen, ['refused'])];
  const name = formatUseCase(useCase);
  const [last] = events;
  const latest = last
    ? ` The last failure: ${formatMoment(last.at)}, ${escapeMrkdwn(last.body.what, 150)}.`
    : ' No event of this trail has failed.';
  return {
    text:
      head === null
        ? `${name} has sent no audit event, so no failure is known.`
        : `${name}: ${failed.toLocaleString('en')} of ${formatCount(all, 'event')} failed${all === 0 ? '' : ` (${formatShare(failed / all)})`} and ${refused.toLocaleString('en')} were refused ${when}.${latest}`,
    source: sourceOf(context, key, head),
    data: {
      ...{ useCase: key, days: chosen.length, events: all, failed, refused },
      lastFailure: last ? { at: last.at, what: last.body.what } : null,
    },
    next: [[{ page: 'audit', args: { useCase: key, result: 'failed' } }, 'Failed events'], auditOffer(key)],
    about: { useCase: key },
  };
}

/** Answers with the last action that was refused: what, on what, and the reason that the system gave. */
export async function answerRefusals(context: PageContext, key: string): Promise<Answer> {
  const { head, days, events } = await context.loadAudit(key, { result: 'refused', skip: 0, limit: 1 });
  const refused = totalOf(days.slice(-recentDays), ['refused']);
  const name = formatUseCase(getUseCase(context, key));
  const [last] = events;
  const { what = '', target = null, details = null } = last?.body ?? {};
  const action = [what, ...(target === null ? [] : [target])].map((one) => escapeMrkdwn(one, 100)).join(', ');
  return {
    text:
      head === null
        ? `${name} has sent no audit event, so no refused action is known.`
        : last
          ? `${name}: ${formatCount(refused, 'action was', 'actions were')} refused in the last ${recentDays} days. The last one, ${formatMoment(last.at)}: ${action}.${details === null ? '' : ` Reason: ${escapeMrkdwn(removeFinalPeriod(details), 150)}.`}`
          : `No action of ${name} was refused.`,
    source: sourceOf(context, key, head),
    data: {
      ...{ useCase: key, days: recentDays, refused },
      lastRefusal: last ? { at: last.at, what } : null,
    },
    next: [[{ page: 'audit', args: { useCase: key, result: 'refused' } }, 'Refused events'], auditOffer(key)],
    about: { useCase: key },
  };
}

export function answerSilent({ register, today }: PageContext): Answer {
  const gaps = listExecuting(register).flatMap((useCase) => {
    const gap = explainAuditGap(register, useCase, today);
    return gap === null ? [] : [{ useCase, gap }];
  });
  const words = gaps.map(({ useCase, gap }) => `${formatUseCase(useCase)}: ${gap}`);
  const [first] = gaps;
  return {
    text: first
      ? `${formatCount(gaps.length, 'audit trail has', 'audit trails have')} a gap: ${joinShortly(words, 3, '; ')}.`
      : listExecuting(register).length === 0
        ? 'No audit trail has a gap: no use case in production may execute.'
        : 'No audit trail has a gap.',
    source: fromRecords(today, ...gaps.map(({ useCase: { key } }) => key)),
    data: { gaps: gaps.map(({ useCase: { key }, gap }) => ({ useCase: key, gap })) },
    next: first
      ? [offerStep({ do: 'issue-audit-token', useCase: first.useCase.key }), auditOffer(first.useCase.key)]
      : [[{ page: 'use-cases' }, 'Use cases']],
    about: first && gaps.length === 1 ? { useCase: first.useCase.key } : {},
  };
}

/** Says how the chain is checked, and where the trail of a use case ends. It does not claim a check. */
export async function answerChain(context: PageContext, key: string | undefined): Promise<Answer> {
  const rule =
    'No event of a trail and no change in the change log can be edited or removed unnoticed: each contains the hash of the one before it. Crossing does not check the whole chain in an answer. The administrator checks it with `npm run verify-log`.';
  if (key === undefined)
    return { text: rule, source: null, data: { isCheckedNow: false }, next: [], about: {} };
  const useCase = getUseCase(context, key);
  const { head } = await context.loadAudit(key, { result: null, skip: 0, limit: 1 });
  return {
    text: head
      ? `The trail of ${formatUseCase(useCase)} ends at ${formatTrailHead(head)}. ${rule}`
      : `${formatUseCase(useCase)} has sent no audit event, so there is no chain. ${rule}`,
    source: sourceOf(context, key, head),
    data: { useCase: key, position: head?.position ?? 0, hash: head?.hash ?? null, isCheckedNow: false },
    next: [auditOffer(key)],
    about: { useCase: key },
  };
}
