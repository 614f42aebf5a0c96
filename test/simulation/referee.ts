import { judgeDigests } from './digest-referee.ts';
import type { Log } from './log.ts';
import { judgeNotices, judgeWarnings } from './notice-referee.ts';
import { judgeReminders } from './reminder-referee.ts';

/** The judges of a workspace, with their rules. */
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
  { judge: judgeWarnings, rules: ['loss-told-ahead'] },
] as const;

export type Rule = (typeof judges)[number]['rules'][number];

/** The rules of nudges, digests and notices. */
export const rules: readonly Rule[] = judges.flatMap((one): readonly Rule[] => one.rules);

export type Break = (rule: Rule, at: number, what: string) => void;

/** How often a rule was put to the test; one that never was has not been shown to hold. */
export type Tries = Map<Rule, number>;

export interface Judgement {
  readonly broken: ReadonlyMap<Rule, readonly string[]>;
  readonly tries: Tries;
}

export function judge(log: Log): Judgement {
  const broken = new Map<Rule, string[]>(rules.map((rule) => [rule, []]));
  const tries: Tries = new Map(rules.map((rule) => [rule, 0]));
  for (const [workspace, changes] of log.changes) {
    const breaks: Break = (rule, at, what) =>
      broken.get(rule)?.push(`${workspace} ${new Date(at).toISOString()}: ${what}`);
    const tried = (rule: Rule) => tries.set(rule, (tries.get(rule) ?? 0) + 1);
    for (const one of judges) one.judge(log, workspace, changes, breaks, tried);
  }
  return { broken, tries };
}

/** True when a log breaks a rule. It is judged up to the first break. */
export function isBrokenIn(log: Log, rule: Rule): boolean {
  const found = new Error(`${rule} is broken`);
  const breaks: Break = (broken) => {
    if (broken === rule) throw found;
  };
  const judging = judges.find((one) => (one.rules as readonly Rule[]).includes(rule));
  try {
    for (const [workspace, changes] of log.changes) judging?.judge(log, workspace, changes, breaks, () => {});
    return false;
  } catch (error) {
    if (error === found) return true;
    throw error;
  }
}
