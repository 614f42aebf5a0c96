import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import { explainAuditGap, isExecuting, silentDays } from '../../domain/audit-trail/index.ts';
import { addDays, formatDay, formatDayWithoutYear } from '../../domain/calendar.ts';
import { type AuditResult, auditResults, isOver, type UseCase } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import type { AuditDay, AuditEvent, AuditView } from '../../operations/audit-trail.ts';
import { aboutUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  factsBlock,
  header,
  mention,
  pageButton,
  section,
  stepButton,
  truncate,
} from '../kit/blocks.ts';
import { lineChart } from '../kit/charts.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { formatMoment } from '../kit/words.ts';

/** Events on a page. */
const shownEvents = 10;
/** Days in the figures beside the chart. */
export const recentDays = 7;

const resultMarks: Readonly<Record<AuditResult, string>> = {
  done: ':white_check_mark:',
  failed: ':x:',
  refused: ':no_entry_sign:',
};

const auditArgs = z.object({
  useCase: z.string(),
  /** Null for events of every result. */
  result: z.enum(auditResults).nullable().default(null),
  from: z.int().nonnegative().default(0),
});

const formatNumber = (count: number): string => count.toLocaleString('en');

export const totalOf = (days: readonly AuditDay[], results: readonly AuditResult[] = auditResults): number =>
  days.reduce((sum, { counts }) => sum + results.reduce((all, result) => all + counts[result], 0), 0);

/** Returns "#1,200, `3b05d085`": by it, somebody notices a trail that was shortened. */
export const formatTrailHead = ({ position, hash }: NonNullable<AuditView['head']>): string =>
  `#${position.toLocaleString('en')}, \`${hash.slice(0, 8)}\``;

/** Returns the state of the trail in a sentence or two. */
export function describeState(
  { register, today }: PageContext,
  useCase: UseCase,
  { head }: AuditView,
): string {
  const gap = explainAuditGap(register, useCase, today);
  if (gap !== null) return `:warning: ${capitalize(gap)}. Nobody can show what it does.`;
  if (head !== null) {
    const since = register.auditTrails.get(useCase.key)?.since;
    return `${formatNumber(head.position)} ${head.position === 1 ? 'event' : 'events'}${since === undefined ? '' : ` since ${formatDay(since)}`}. Last one: ${formatMoment(head.recordedAt)}.`;
  }
  const { key, life, autonomy } = useCase;
  if (isExecuting(useCase) && life.stage === 'production')
    return `No event yet. The first one is due by ${formatDay(addDays(life.liveOn, silentDays - 1))}.`;
  return autonomy === 'execute'
    ? `No event yet. ${key} needs an audit trail when it goes live, because it may execute.`
    : `No events. ${key} may only ${autonomy}, so it needs no audit trail.`;
}

function renderFacts({ register }: PageContext, { key }: UseCase, { days }: AuditView): KnownBlock {
  const recent = days.slice(-recentDays);
  const all = totalOf(recent);
  const share = (results: readonly AuditResult[]) => {
    const count = totalOf(recent, results);
    return `${formatNumber(count)}${all === 0 ? '' : ` (${Math.round((count / all) * 1000) / 10}%)`}`;
  };
  const token = register.auditTokens.get(key);
  return factsBlock([
    [`Last ${recentDays} days`, formatCount(all, 'event')],
    ['Failed', share(['failed'])],
    ['Refused', share(['refused'])],
    ['Token', token ? `issued by ${mention(token.issuedBy)} on ${formatDay(token.issuedOn)}` : 'none'],
  ]);
}

/** Renders the chart of the last days with its figures in words; empty when there is nothing to compare. */
function renderDays({ days }: AuditView): KnownBlock[] {
  const totals = days.map((one) => totalOf([one]));
  const failed = days.map((one) => totalOf([one], ['failed']));
  const [first, last] = [days[0], days.at(-1)];
  if (!first || !last || new Set(totals).size < 2) return [];
  return [
    lineChart(
      'Audit events per day',
      days.map(({ day }) => formatDayWithoutYear(day)),
      { Events: totals, Failed: failed },
    ),
    contextBlock(
      `Events per day, ${formatDayWithoutYear(first.day)} to ${formatDayWithoutYear(last.day)}: ${totals.join(', ')}. Failed: ${failed.join(', ')}.`,
    ),
  ];
}

function renderEvent({ at, result, body }: AuditEvent): KnownBlock {
  const { what, target, actor, approvedBy, details } = body;
  const about = target === null ? '' : ` · ${escapeMrkdwn(target, 150)}`;
  const approved =
    approvedBy === null ? 'no approval stated' : `approved by ${escapeMrkdwn(approvedBy, 100)}`;
  return section(
    [
      `${resultMarks[result]} ${formatMoment(at)} · ${result} · *${escapeMrkdwn(what, 200)}*${about}`,
      `by ${escapeMrkdwn(actor, 100)} · ${approved}`,
      ...(details === null ? [] : [escapeMrkdwn(details, 300)]),
    ].join('\n'),
  );
}

/** Shows the state of an audit trail, its last events, and the events per day. */
export const auditPage = page('audit', auditArgs, (context, { useCase: named, result, from }) =>
  aboutUseCase(async (given, useCase): Promise<Content> => {
    const { key, name } = useCase;
    const view = await given.loadAudit(key, { result, skip: from, limit: shownEvents + 1 });
    const events = view.events.slice(0, shownEvents);
    const state = describeState(given, useCase, view);
    const isMissing = !given.register.auditTokens.has(key) && isExecuting(useCase);
    const turnTo = (label: string, args: { result: AuditResult | null; from: number }) =>
      pageButton(label, { page: 'audit', args: { useCase: key, ...args } });
    const { head } = view;
    return {
      title: `${key} audit trail`,
      text: `Audit trail of ${key} ${name}`,
      blocks: [
        header(`${key} ${truncate(name, 110)}: audit trail`),
        section(state),
        ...(head === null ? [] : [renderFacts(given, useCase, view)]),
        ...actions(
          isOver(useCase)
            ? null
            : stepButton(
                { do: 'issue-audit-token', useCase: key },
                undefined,
                isMissing ? { style: 'primary' } : {},
              ),
          head === null
            ? null
            : result === null
              ? turnTo('Failed events', { result: 'failed', from: 0 })
              : turnTo('All events', { result: null, from: 0 }),
        ),
        ...tabsOf(key, null),
        ...(head === null ? [] : [divider]),
        ...(result === null && from === 0 ? renderDays(view) : []),
        ...(result === null
          ? []
          : [section(events.length === 0 ? `No event ${result}.` : `*Only ${result}*`)]),
        ...events.map(renderEvent),
        ...(head === null
          ? []
          : [
              contextBlock(
                `Newest first. The trail ends at ${formatTrailHead(head)}. The weekly digest posts this, so that a shortened trail is noticed.`,
              ),
            ]),
        ...actions(
          from > 0 ? turnTo('Newer', { result, from: Math.max(0, from - shownEvents) }) : null,
          view.events.length > shownEvents ? turnTo('Older', { result, from: from + shownEvents }) : null,
        ),
      ],
    };
  })(context, { useCase: named }),
);
