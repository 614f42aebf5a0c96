import type { Change } from '../../src/domain/change.ts';
import { judgeDigests } from './digest-referee.ts';
import { judgeIncidents } from './incident-referee.ts';
import type { Log } from './log.ts';
import { judgeNotices, judgeWarnings } from './notice-referee.ts';
import { judgeReminders } from './reminder-referee.ts';

/** The judges of a workspace, each with the rules that it checks. */
const judges = [
  {
    judge: judgeReminders,
    rules: [
      'one-message-a-day',
      'working-hours',
      'working-days',
      'left-alone-for-48-hours',
      'no-backlog',
      'asked-within-a-working-day',
      'not-before-its-time',
      'snoozed-until-its-day',
      'three-snoozes-in-a-row',
      'muted',
      'muted-reaches-the-lead',
      'away',
      'gone',
      'lead-after-two-unanswered',
      'lead-after-not-mine',
      'true-when-asked',
    ],
  },
  { judge: judgeDigests, rules: ['digest-every-week', 'digest-once', 'digest-on-time'] },
  { judge: judgeNotices, rules: ['loss-told-the-same-day', 'notices-in-working-hours'] },
  {
    judge: judgeIncidents,
    rules: [
      'called-in-order',
      'called-on-time',
      'three-calls-a-person',
      'only-people-who-are-here',
      'no-call-after-acknowledgement',
      'sla-told-three-times',
      'privacy-contact-told',
      'calls-end-when-done',
      'incident-channel-once',
      'incident-channel-current',
      'nobody-woken',
    ],
  },
  { judge: judgeWarnings, rules: ['loss-told-ahead'] },
] as const;

export type Rule = (typeof judges)[number]['rules'][number];

/** The rules of nudges, digests and notices. */
export const rules: readonly Rule[] = judges.flatMap((one): readonly Rule[] => one.rules);

/** One workspace's part of the log, and where a judge reports what it finds. */
export interface Trial {
  readonly log: Log;
  readonly workspace: string;
  readonly changes: readonly Change[];
  readonly reportBreak: (rule: Rule, at: number, what: string) => void;
  /** Counts that a rule was put to the test. */
  readonly countTry: (rule: Rule) => void;
}

/** How often each rule was put to the test. A rule that was never tested has not been shown to hold. */
export type Tries = Map<Rule, number>;

export interface Judgement {
  readonly broken: ReadonlyMap<Rule, readonly string[]>;
  readonly tries: Tries;
}

export function judge(log: Log): Judgement {
  const broken = new Map<Rule, string[]>(rules.map((rule) => [rule, []]));
  const tries: Tries = new Map(rules.map((rule) => [rule, 0]));
  for (const [workspace, changes] of log.changes) {
    const reportBreak: Trial['reportBreak'] = (rule, at, what) =>
      void broken.get(rule)?.push(`${workspace} ${new Date(at).toISOString()}: ${what}`);
    const countTry = (rule: Rule) => void tries.set(rule, (tries.get(rule) ?? 0) + 1);
    for (const { judge } of judges) judge({ log, workspace, changes, reportBreak, countTry });
  }
  return { broken, tries };
}

/** True when a log breaks a rule. Judging stops at the first break. */
export function isBrokenIn(log: Log, rule: Rule): boolean {
  const found = new Error(`${rule} is broken`);
  const reportBreak: Trial['reportBreak'] = (broken) => {
    if (broken === rule) throw found;
  };
  const judging = judges.find((one) => (one.rules as readonly Rule[]).includes(rule));
  try {
    for (const [workspace, changes] of log.changes)
      judging?.judge({ log, workspace, changes, reportBreak, countTry: () => {} });
    return false;
  } catch (error) {
    if (error === found) return true;
    throw error;
  }
}
