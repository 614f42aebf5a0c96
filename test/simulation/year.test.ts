import { beforeAll, describe, expect, test } from 'vitest';
import type { Incident } from '../../src/domain/register.ts';
import type { Log } from './log.ts';
import { isBrokenIn, type Judgement, judge, type Rule, rules } from './referee.ts';
import { tamperings, upTo } from './tampering.ts';
import { judgeYear, small } from './year.ts';

/** Another year with every seed; the same one with the same. */
const seed = Number(process.env.SIM_SEED ?? 2028);

/** The statement of each rule about the log of all messages. */
const says: Readonly<Record<Rule, string>> = {
  'one-message-a-day': 'nobody gets more than one message on a day of theirs',
  'working-hours': 'nobody hears anything before 9 or from 17 on, where they are',
  'working-days': 'nobody hears anything on a day off or a holiday, where they are',
  'left-alone-for-48-hours': 'nobody is asked about what they changed in the last 48 hours',
  'no-backlog': 'after an outage everybody hears once that day, of each thing once, for that day',
  'asked-within-a-working-day': 'what is due as a working day begins is asked on that day',
  'not-before-its-time': 'nothing is asked again before its time',
  'snoozed-until-its-day': 'what is put off comes back on its day, neither before nor after',
  'three-snoozes-in-a-row': 'nothing is put off more than three times in a row',
  muted: 'what somebody muted is not asked of them',
  'muted-reaches-the-lead': 'what somebody muted is asked of the lead on the same working day',
  away: 'nobody hears anything while they are away',
  gone: 'whoever has left is not written to',
  'lead-after-two-unanswered': 'after two asks without an answer the lead is asked instead',
  'lead-after-not-mine': 'what is not theirs is asked of the lead instead',
  'true-when-asked': 'nothing is asked that is not the case at that moment',
  'digest-every-week': 'every channel gets the digest that it chose, every week',
  'digest-once': 'no channel gets a digest twice, or one that it did not choose',
  'digest-on-time': 'after an outage a digest comes as working hours go on, and otherwise on time',
  'loss-told-the-same-day': 'leads and channels are told of each loss on the same working day',
  'notices-in-working-hours': 'nobody gets a notice outside working hours or while they are away',
  'called-in-order': 'the call order is called, then AI Operations, then the leads',
  'called-on-time': 'somebody is called at once, and the next one after 15 or 60 minutes, to the minute',
  'three-calls-a-person': 'nobody gets more than three calls about one incident',
  'only-people-who-are-here': 'nobody who is away or has left is called',
  'no-call-after-acknowledgement': 'nobody is called after the acknowledgement, except past the SLA',
  'sla-told-three-times': 'past the SLA three people are told, at once and then hourly',
  'privacy-contact-told': 'the privacy contact or a stand-in is told of a data exposure at once',
  'calls-end-when-done': 'a call loses its buttons when somebody else takes the incident',
  'incident-channel-once': 'the incident channel gets one message for each incident',
  'incident-channel-current': 'the message in the incident channel shows each change within a minute',
  'nobody-woken': 'nobody hears anything outside working hours, except the call of an incident',
  'loss-told-ahead': 'each loss by time alone was in the last digest that could know it',
};

/** Occasions that the log must contain: without them a rule shows nothing. */
const occasions: Readonly<Record<string, (log: Log) => number>> = {
  'messages sent': ({ sent }) => sent.filter(({ kind }) => kind === 'daily').length,
  'digests sent': ({ sent }) => sent.filter(({ kind }) => kind === 'digest').length,
  'notices sent': ({ sent }) => sent.filter(({ kind }) => kind === 'notice').length,
  'put off': ({ answers }) => answers.filter(({ outcome }) => outcome === 'snoozed').length,
  'a fourth time refused': ({ refusedSnoozes }) => refusedSnoozes.length,
  'not theirs': ({ answers }) => answers.filter(({ outcome }) => outcome === 'not-mine').length,
  'answered in a message': ({ answers }) => answers.filter(({ outcome }) => outcome === 'answered').length,
  muted: (log) => countOf(log, 'mute-nudges'),
  'went away': (log) => countOf(log, 'enter-absence'),
  'came back early': (log) => countOf(log, 'end-absence'),
  left: (log) => countOf(log, 'person-left'),
  'handed over': (log) => countOf(log, 'hand-over'),
  'incidents reported': (log) => countOf(log, 'report-incident'),
  'incidents acknowledged at once': (log) => countCalledWhenTaken(log, (calls) => calls === 1),
  'incidents acknowledged by the third': (log) => countCalledWhenTaken(log, (calls) => calls >= 3),
  'incidents never acknowledged': (log) =>
    listIncidents(log).filter(
      ({ acknowledged, resolved }) => !acknowledged || acknowledged.at === resolved?.at,
    ).length,
  'incidents past their SLA': (log) =>
    listIncidents(log).filter(({ calls }) => calls.some(({ why }) => why === 'sla')).length,
  'incidents resolved': (log) => countOf(log, 'resolve-incident'),
  'use cases suspended': (log) => countOf(log, 'suspend-use-case'),
  'use cases resumed': (log) => countOf(log, 'resume-use-case'),
  'follow-ups completed': (log) => countOf(log, 'complete-follow-up'),
};

/** A rule that was put to the test less often has shown little. */
const few = 3;

const countOf = ({ changes }: Log, action: string): number =>
  [...changes.values()].flat().filter((change) => change.action === action).length;

/** Returns the last state of each incident. */
const listIncidents = ({ changes }: Log): readonly Incident[] =>
  [...changes.values()].flatMap((ofWorkspace) => [
    ...new Map(
      ofWorkspace.flatMap(({ entity, id, after }) =>
        entity === 'incidents' ? [[id, after as Incident] as const] : [],
      ),
    ).values(),
  ]);

/** Counts the incidents that somebody acknowledged after so many calls. */
const countCalledWhenTaken = (log: Log, fits: (calls: number) => boolean): number =>
  listIncidents(log).filter(
    ({ acknowledged, calls }) =>
      acknowledged !== null &&
      fits(calls.filter(({ why, at }) => why === 'escalation' && at < acknowledged.at).length),
  ).length;

describe(`companies live through 2028; SIM_SEED=${seed} repeats it`, () => {
  let log: Log;
  let judgement: Judgement;
  let firstHalf: Log;

  beforeAll(async () => {
    ({ log, judgement } = await judgeYear(seed, small));
    firstHalf = upTo(Date.parse('2028-07-01T00:00Z'), log);
    console.log(tableOf(log, judgement));
  }, 1_800_000);

  test.each(rules.map((rule) => [rule, says[rule]] as const))('%s: %s', (rule) => {
    expect(judgement.broken.get(rule)).toEqual([]);
  });

  test('there was occasion to break each rule', () => {
    const missing = Object.entries(occasions).flatMap(([what, count]) => (count(log) === 0 ? [what] : []));
    const untried = rules.filter((rule) => (judgement.tries.get(rule) ?? 0) < few);
    expect([...missing, ...untried]).toEqual([]);
  });

  describe('it is noticed when', () => {
    test.each(tamperings)('%s is broken: %s', (rule, _, tamper) => {
      expect(isBrokenIn(tamper(firstHalf), rule)).toBe(true);
    });

    test('and only then', () => {
      const { broken } = judge(firstHalf);
      expect([...broken.values()].flat()).toEqual([]);
    });
  });
});

function tableOf(log: Log, { tries }: Judgement): string {
  const kinds = new Map<string, number>();
  for (const { nudges } of log.sent)
    for (const { kind } of nudges) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const rows = [
    ...Object.entries(occasions).map(([what, count]) => [what, count(log)] as const),
    ...[...kinds].sort(([, a], [, b]) => b - a).map(([kind, count]) => [`asked: ${kind}`, count] as const),
    ...[...tries].map(([rule, count]) => [`tried: ${rule}`, count] as const),
  ];
  return [
    `SIM_SEED=${seed}`,
    ...rows.map(([what, count]) => `${what.padEnd(36)}${String(count).padStart(7)}`),
  ].join('\n');
}
