import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { dayOf } from '../../../src/domain/calendar.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { adoptionTrend } from '../../../src/domain/digest/adoption-trend.ts';
import {
  chooseDigest,
  type DigestInput,
  digestRefused,
  dueDigest,
  endDigest,
  mostDigests,
  nextDigestAt,
  usualSchedule,
} from '../../../src/domain/digest/digests.ts';
import { isQuiet, positionOf, whatChanged } from '../../../src/domain/digest/what-changed.ts';
import { commitDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { closeEvaluation, openEvaluation } from '../../../src/domain/infrastructure/evaluations.ts';
import { answerPulse, askPulse } from '../../../src/domain/purgatory/pulse.ts';
import {
  type Digest,
  emptyRegister,
  holidayId,
  type Instant,
  type Register,
} from '../../../src/domain/register.ts';
import { extendPilot } from '../../../src/domain/use-cases/pilots.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { isWorkingDay, workingHoursFrom } from '../../../src/domain/working-time.ts';
import { commitment, completeEvidence, salesAssistant, stage3, Workspace } from '../../support/register.ts';

const given: DigestInput = { channel: 'C0PROGRAM', weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' };
const hour = 60 * 60 * 1000;
const instant = (text: string): Instant => Temporal.Instant.from(text).epochMilliseconds;

describe('choosing a digest', () => {
  test('is for the lead and for Slack admins', () => {
    const workspace = new Workspace('2026-03-02');
    expect(workspace.attempt('owner', chooseDigest, given)).toMatchObject({
      code: 'not-permitted',
      ask: 'lead',
    });
    expect(workspace.attempt('guest', chooseDigest, given)?.code).toBe('not-permitted');
    expect(workspace.attempt('lead', chooseDigest, given)).toBeNull();
    expect(workspace.attempt('admin', chooseDigest, { ...given, channel: 'G0PRIVATE' })).toBeNull();
    expect(workspace.attempt('member', endDigest, { channel: given.channel })?.code).toBe('not-permitted');
  });

  test.each([
    ['weekday', { weekday: 0 }],
    ['weekday', { weekday: 8 }],
    ['weekday', { weekday: 1.5 }],
    ['time', { time: '24:00' }],
    ['time', { time: '9:00' }],
    ['time', { time: 'soon' }],
    ['timeZone', { timeZone: 'Berlin' }],
    ['timeZone', { timeZone: '+02:00' }],
  ])('is refused at %s where it makes no sense: %j', (field, wrong) => {
    const refusal = new Workspace('2026-03-02').attempt('lead', chooseDigest, { ...given, ...wrong });
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
  });

  test('is usually Mondays at nine, where the workspace is', () => {
    const { register } = new Workspace('2026-03-02', { timeZone: 'Asia/Tokyo' });
    expect(usualSchedule(register)).toEqual({ weekday: 1, time: '09:00', timeZone: 'Asia/Tokyo' });
  });

  test('keeps who chose it and when; the same again changes nothing', () => {
    const workspace = new Workspace('2026-03-02').do('lead', chooseDigest, given);
    const { seq, digests } = workspace.register;
    expect(digests.get('C0PROGRAM')).toMatchObject({ ...given, chosenBy: 'lead', stopped: null });
    workspace.on('2026-03-03').do('admin', chooseDigest, given);
    expect(workspace.register.seq).toBe(seq);
    workspace.do('admin', chooseDigest, { ...given, weekday: 5 });
    expect(workspace.register.digests.get('C0PROGRAM')).toMatchObject({ weekday: 5, chosenBy: 'admin' });
  });

  test(`is for ${mostDigests} channels at most; one of them may still change`, () => {
    const workspace = new Workspace('2026-03-02');
    for (let turn = 0; turn < mostDigests; turn += 1) {
      workspace.do('lead', chooseDigest, { ...given, channel: `C0PROGRAM${turn}` });
    }
    expect(workspace.attempt('lead', chooseDigest, given)?.fields?.channel).toContain('End one of them');
    workspace.do('lead', chooseDigest, { ...given, channel: 'C0PROGRAM3', time: '10:00' });
    workspace.do('lead', endDigest, { channel: 'C0PROGRAM3' }).do('lead', chooseDigest, given);
  });

  test('a digest ends once', () => {
    const workspace = new Workspace('2026-03-02').do('lead', chooseDigest, given);
    workspace.do('lead', endDigest, { channel: given.channel });
    expect(workspace.register.digests.size).toBe(0);
    expect(workspace.attempt('lead', endDigest, { channel: given.channel })?.code).toBe('not-found');
  });

  test('what Slack refuses stops, once, and goes on when it is chosen again', () => {
    const workspace = new Workspace('2026-03-02').do('lead', chooseDigest, given);
    const [draft, ...more] = digestRefused(
      workspace.register,
      'C0PROGRAM',
      'the channel is archived',
      '2026-03-09',
    );
    expect(more).toEqual([]);
    expect(draft).toMatchObject({
      action: 'digest-refused',
      after: { stopped: { on: '2026-03-09', reason: 'the channel is archived' } },
    });
    workspace.keep('digests', 'C0PROGRAM', draft?.after as Digest);
    expect(digestRefused(workspace.register, 'C0PROGRAM', 'again', '2026-03-10')).toEqual([]);
    expect(digestRefused(workspace.register, 'C0OTHER', 'none', '2026-03-10')).toEqual([]);
    const stopped = workspace.register.digests.get('C0PROGRAM') as Digest;
    const later = instant('2026-03-16T09:00+01:00');
    expect(dueDigest(stopped, workspace.register, later)).toBeNull();
    expect(nextDigestAt(stopped, workspace.register, later)).toBeNull();
    workspace.on('2026-03-10').do('lead', chooseDigest, given);
    const again = workspace.register.digests.get('C0PROGRAM') as Digest;
    expect(again.stopped).toBeNull();
    expect(dueDigest(again, workspace.register, later)).toMatchObject({ day: '2026-03-16' });
  });
});

describe('when a digest is due', () => {
  const { register } = new Workspace('2026-01-05', { timeZone: 'Europe/Berlin' });
  const digest: Digest = {
    ...given,
    chosenBy: 'lead',
    chosenAt: instant('2026-01-07T12:00Z'),
    stopped: null,
  };
  const due = (at: string, from: Partial<Digest> = {}, knowing: Register = register) =>
    dueDigest({ ...digest, ...from }, knowing, instant(at));
  const next = (at: string, from: Partial<Digest> = {}, knowing: Register = register) => {
    const found = nextDigestAt({ ...digest, ...from }, knowing, instant(at));
    return found === null ? null : Temporal.Instant.fromEpochMilliseconds(found).toString();
  };

  test('from its moment on, and not a millisecond before', () => {
    expect(due('2026-01-12T07:59:59.999Z')).toBeNull();
    expect(due('2026-01-12T08:00:00Z')).toEqual({
      day: '2026-01-12',
      at: instant('2026-01-12T08:00Z'),
      expiresAt: instant('2026-01-19T08:00Z'),
    });
  });

  test('never for a moment before it was chosen', () => {
    expect(due('2026-01-07T12:00:01Z')).toBeNull();
    expect(due('2026-01-11T22:00Z')).toBeNull();
    expect(next('2026-01-07T12:00:01Z')).toBe('2026-01-12T08:00:00Z');
  });

  test('due or past: what was missed is the same digest until the next one', () => {
    expect(due('2026-01-14T10:00Z')?.day).toBe('2026-01-12');
    expect(due('2026-01-16T15:00Z')?.day).toBe('2026-01-12');
  });

  test('after weeks of downtime there is one, the latest, and no backlog', () => {
    expect(due('2026-03-11T10:00Z')).toMatchObject({ day: '2026-03-09' });
  });

  test('up to an hour late it comes whatever the hour', () => {
    const late = { time: '22:00' };
    expect(due('2026-01-12T21:00Z', late)?.day).toBe('2026-01-12');
    expect(due('2026-01-12T22:00Z', late)?.day).toBe('2026-01-12');
  });

  test('later than an hour it waits for working hours', () => {
    const late = { time: '22:00' };
    expect(due('2026-01-12T22:00:00.001Z', late)).toBeNull();
    expect(due('2026-01-13T07:59Z', late)).toBeNull();
    expect(next('2026-01-12T23:00Z', late)).toBe('2026-01-13T08:00:00Z');
    expect(due('2026-01-13T08:00Z', late)?.day).toBe('2026-01-12');
    expect(due('2026-01-13T16:00Z', late)).toBeNull();
    expect(next('2026-01-13T16:00Z', late)).toBe('2026-01-14T08:00:00Z');
  });

  test('late on a Friday evening it waits over the weekend, and over a holiday', () => {
    const friday = { weekday: 5, time: '12:00' };
    expect(due('2026-01-16T18:00Z', friday)).toBeNull();
    expect(due('2026-01-17T10:00Z', friday)).toBeNull();
    expect(due('2026-01-19T08:00Z', friday)?.day).toBe('2026-01-16');
    const epiphany = { day: '2026-01-19', name: 'A day off', timeZone: null };
    const resting = { ...register, holidays: new Map([[holidayId(epiphany), epiphany]]) };
    expect(due('2026-01-19T08:00Z', friday, resting)).toBeNull();
    expect(next('2026-01-19T08:00Z', friday, resting)).toBe('2026-01-20T08:00:00Z');
  });

  test('on time it comes on a day off too: the channel chose the day', () => {
    expect(due('2026-01-17T08:30Z', { weekday: 6 })?.day).toBe('2026-01-17');
  });

  test('late where no working hours are left before the next one, only the next one comes', () => {
    const holidays = new Map(
      ['12', '13', '14', '15', '16'].map((date) => {
        const day = { day: `2026-01-${date}`, name: 'Closed', timeZone: null };
        return [holidayId(day), day];
      }),
    );
    const closed = { ...register, holidays };
    expect(due('2026-01-12T10:00Z', {}, closed)).toBeNull();
    expect(next('2026-01-12T10:00Z', {}, closed)).toBe('2026-01-19T08:00:00Z');
  });

  test('keeps its time of day when the clocks go forward and back', () => {
    expect(due('2026-03-30T06:59Z')).toBeNull();
    expect(due('2026-03-30T07:00Z')).toMatchObject({ at: instant('2026-03-30T07:00Z') });
    expect(due('2026-10-26T07:59Z')).toBeNull();
    expect(due('2026-10-26T08:00Z')).toMatchObject({
      at: instant('2026-10-26T08:00Z'),
      expiresAt: instant('2026-11-02T08:00Z'),
    });
  });

  test('an hour that the clocks skip is an hour later, and one that comes twice is its first', () => {
    const night = { weekday: 7, time: '02:30' };
    expect(due('2026-03-29T00:59Z', night)).toBeNull();
    expect(due('2026-03-29T01:30Z', night)).toMatchObject({
      day: '2026-03-29',
      at: instant('2026-03-29T01:30Z'),
    });
    expect(next('2026-10-24T20:00Z', night)).toBe('2026-10-25T00:30:00Z');
    expect(due('2026-10-25T01:00Z', night)).toMatchObject({ at: instant('2026-10-25T00:30Z') });
  });

  test('is a matter of its own time zone, not of the workspace', () => {
    const tokyo = { timeZone: 'Asia/Tokyo' };
    expect(due('2026-01-11T23:59Z', tokyo)).toBeNull();
    expect(due('2026-01-12T00:00Z', tokyo)?.day).toBe('2026-01-12');
  });

  test('leap day is a day', () => {
    const sunday = { weekday: 2, chosenAt: instant('2028-02-01T00:00Z') };
    expect(due('2028-02-29T08:00Z', sunday)?.day).toBe('2028-02-29');
  });

  test('whoever looks again at the moment given finds each digest once, in time, on its weekday', () => {
    const zones = [
      'Europe/Berlin',
      'America/New_York',
      'Asia/Kolkata',
      'Australia/Lord_Howe',
      'Pacific/Apia',
    ];
    fc.assert(
      fc.property(
        fc.record({
          weekday: fc.integer({ min: 1, max: 7 }),
          time: fc
            .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
            .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':')),
          timeZone: fc.constantFrom(...zones),
          chosenAt: fc.integer({ min: instant('2026-01-01T00:00Z'), max: instant('2026-12-31T00:00Z') }),
          outage: fc.integer({ min: 0, max: 20 * 24 * hour }),
        }),
        ({ outage, ...schedule }) => {
          const one = { ...digest, ...schedule };
          const sent: string[] = [];
          let now = one.chosenAt + outage;
          for (let round = 0; round < 30; round += 1) {
            const found = dueDigest(one, register, now);
            if (found) {
              expect(found.at).toBeGreaterThanOrEqual(one.chosenAt);
              expect(found.at).toBeLessThanOrEqual(now);
              expect(found.expiresAt).toBeGreaterThan(now);
              expect(Temporal.PlainDate.from(found.day).dayOfWeek).toBe(one.weekday);
              if (now - found.at > hour) {
                expect(isWorkingDay(register, dayOf(now, one.timeZone), one.timeZone)).toBe(true);
                expect(workingHoursFrom(register, now, one.timeZone).from).toBeLessThanOrEqual(now);
              }
              if (sent.at(-1) !== found.day) sent.push(found.day);
            }
            const after = nextDigestAt(one, register, now);
            expect(after).toBeGreaterThan(now);
            now = after ?? Number.POSITIVE_INFINITY;
          }
          expect(new Set(sent).size).toBe(sent.length);
          expect(sent.length).toBeGreaterThan(10);
        },
      ),
    );
  });
});

/** Does something on a day, and says what a digest tells of it. */
function told(workspace: Workspace, on: string, doing: () => unknown = () => undefined) {
  const before = positionOf(workspace.assess());
  const seq = workspace.changes.length;
  workspace.on(on);
  doing();
  return whatChanged(before, workspace.assess(), workspace.register, workspace.changes.slice(seq));
}
const keys = (found: readonly { readonly key: string }[]) => found.map(({ key }) => key);

describe('what changed', () => {
  test('nothing, where nothing was recorded and nothing lapsed', () => {
    const workspace = stage3('2026-02-02');
    const change = told(workspace, '2026-02-09');
    expect(change).toEqual({ met: [], lost: [], moved: [], wentWell: [], recorded: 0 });
    expect(isQuiet(change)).toBe(true);
  });

  test('a small change is counted, and is still a quiet week', () => {
    const workspace = stage3('2026-02-02');
    const change = told(workspace, '2026-02-09', () =>
      workspace.keep('useCases', 'UC-1', { ...workspace.found('UC-1'), purpose: 'Said better' }),
    );
    expect(isQuiet(change)).toBe(true);
    expect(change.recorded).toBe(1);
  });

  test('who was seen, muted something or chose a digest is no change of the records', () => {
    const workspace = stage3('2026-02-02');
    const change = told(workspace, '2026-02-09', () =>
      workspace.do('lead', chooseDigest, given).leaves('seller'),
    );
    expect(change.recorded).toBe(0);
  });

  test('a requirement that is met now', () => {
    const workspace = new Workspace('2026-02-02');
    const change = told(workspace, '2026-02-03', () => workspace.namesOperator());
    expect(keys(change.met)).toEqual(['R4']);
    expect(keys(change.lost)).toEqual([]);
  });

  test('a requirement that is lost by an act, or by time alone', () => {
    const workspace = stage3('2026-02-02');
    expect(keys(told(workspace, '2026-02-03', () => workspace.leaves('operator')).lost)).toEqual(['R4']);
    const lapsed = told(stage3('2026-02-02'), '2026-06-01');
    expect(keys(lapsed.lost)).toEqual(['R1', 'R3']);
    expect(lapsed.recorded).toBe(0);
    expect(isQuiet(lapsed)).toBe(false);
  });

  test('use cases that changed stage, as they were at first and are at last', () => {
    const workspace = new Workspace('2026-02-02');
    const early = workspace.registers({ name: 'Early' });
    const change = told(workspace, '2026-02-09', () => {
      workspace.startsPilot(early).do('lead', stopUseCase, { useCase: early, reason: 'No gain' });
      workspace.startsPilot(workspace.registers({ name: 'Fresh pilot' }));
      workspace.registers({ name: 'Proposal' });
    });
    expect(change.moved).toEqual([
      'Stopped: UC-1 Early',
      'Registered: UC-2 Fresh pilot (in pilot already), UC-3 Proposal',
    ]);
  });

  test('many at once are named in part and counted', () => {
    const workspace = new Workspace('2026-02-02');
    const change = told(workspace, '2026-02-09', () => {
      for (let turn = 0; turn < 40; turn += 1) workspace.registers({ name: `Job ${turn}` });
    });
    expect(change.moved).toEqual(['Registered: UC-1 Job 0, UC-2 Job 1, UC-3 Job 2 and 37 more']);
  });

  test('a pilot that was given more time', () => {
    const workspace = new Workspace('2026-02-02');
    const key = workspace.registers();
    workspace.startsPilot(key);
    const change = told(workspace, '2026-02-09', () =>
      workspace.do('lead', extendPilot, { useCase: key, decideBy: '2026-05-01', reason: 'One more month' }),
    );
    expect(change.moved).toEqual(['Pilot extended: UC-1 AI Support Agent (until 1 May 2026)']);
  });

  test('decisions that were committed, and what they take the place of', () => {
    const workspace = new Workspace('2026-02-02');
    workspace.commits('guardrails');
    const change = told(workspace, '2026-02-09', () => {
      workspace.commits('observability');
      workspace.do(
        'lead',
        commitDecision,
        commitment('guardrails', { choice: 'NeMo', decidedOn: '2026-02-09' }),
      );
    });
    expect(change.moved).toEqual([
      'Committed: Observability stack: LangSmith',
      'Committed: Guardrail tooling: NeMo, in the place of Guardrails AI',
    ]);
  });

  test('evidence that became complete; what was complete and is confirmed again is no news', () => {
    const workspace = new Workspace('2026-02-02');
    const key = workspace.registers();
    const [monitoring, fallback] = completeEvidence(40);
    if (!monitoring || !fallback || monitoring.item !== 'monitoring') throw new Error('no evidence');
    workspace.confirms(key, fallback).confirms(key, { ...monitoring, dashboard: null });
    const change = told(workspace, '2026-02-09', () =>
      workspace.confirms(key, fallback).confirms(key, monitoring),
    );
    expect(change.moved).toEqual(['Evidence complete: UC-1 (Monitoring is active)']);
    expect(change.recorded).toBe(2);
  });

  test('an evaluation that was closed', () => {
    const workspace = new Workspace('2026-02-02');
    const about = {
      category: 'guardrails' as const,
      useCase: null,
      tools: ['A', 'B'],
      decideBy: '2026-03-01',
    };
    workspace.do('lead', openEvaluation, about);
    const change = told(workspace, '2026-02-09', () =>
      workspace.do('lead', closeEvaluation, { evaluation: 'E-1', outcome: 'A it is' }),
    );
    expect(change.moved.join()).toContain('Evaluation closed: E-1');
    expect(change.wentWell).toEqual(['No longer a symptom: tools compared in parallel']);
  });

  test('a symptom of pilot purgatory that time brought', () => {
    const workspace = new Workspace('2026-02-02');
    workspace.commits('guardrails').startsPilot(workspace.registers());
    expect(told(workspace, '2026-04-20').moved).toEqual([
      'New symptom of pilot purgatory: pilots that never end',
    ]);
  });

  test('how a team is doing is not in it', () => {
    const workspace = stage3('2026-02-02');
    workspace.keep('useCases', 'UC-2', {
      ...workspace.found('UC-2'),
      members: ['member', 'owner', 'operator'],
    });
    const change = told(workspace, '2026-02-09', () => {
      workspace.do('seller', askPulse, { useCase: 'UC-2' });
      for (const who of ['member', 'owner', 'operator'] as const) {
        workspace.do(who, answerPulse, { useCase: 'UC-2', score: 4 });
      }
    });
    expect(change.recorded).toBe(0);
    expect(isQuiet(change)).toBe(true);
  });
});

describe('what went well', () => {
  test('a use case that went live, with how many it reaches', () => {
    const workspace = new Workspace('2026-02-02');
    const key = workspace.registers();
    workspace.startsPilot(key).commits().makesReady(key);
    const change = told(workspace, '2026-02-09', () => workspace.goesLive(key));
    expect(change.wentWell).toEqual(['Went live: UC-1 AI Support Agent (40 of 40 intended users)']);
    expect(change.moved).toEqual([]);
    expect(keys(change.met)).toEqual(['R1']);
  });

  test('eight of eight, agreements signed, and a waiver that is needed no longer', () => {
    const workspace = new Workspace('2026-02-02');
    workspace.namesOperator();
    const key = workspace.registers({ vendors: ['OpenAI'] });
    workspace.do('operator', waive, {
      useCase: key,
      subject: { kind: 'item', item: 'monitoring' },
      reason: 'The new one comes',
      until: '2026-03-01',
    });
    const change = told(workspace, '2026-02-09', () =>
      workspace.confirmsAll(key).signsDpa(key, 'OpenAI').signsDpa(key, 'Pinecone'),
    );
    expect(change.wentWell).toEqual([
      'All eight on the production checklist: UC-1 AI Support Agent',
      'Waiver needed no longer: UC-1 (Monitoring is active)',
      'DPA signed: OpenAI, Pinecone',
    ]);
    expect(change.moved).toEqual([]);
  });

  const checksIn = (workspace: Workspace, useCase: string, weekly: number) =>
    workspace.do('lead', checkIn, {
      useCase,
      on: workspace.today,
      intended: 40,
      daily: 0,
      weekly,
      notAtAll: 0,
      result: '',
    });

  test('weekly use that rose, in counts; a fall is told with what moved', () => {
    const workspace = stage3('2026-02-02');
    checksIn(workspace, 'UC-1', 20);
    checksIn(workspace, 'UC-2', 30);
    const change = told(workspace, '2026-02-09', () => {
      checksIn(workspace, 'UC-1', 30);
      checksIn(workspace, 'UC-2', 10);
    });
    expect(change.wentWell).toEqual(['Weekly use rose: UC-1 from 50% to 75% (30 of 40)']);
    expect(change.moved).toEqual(['Weekly use fell: UC-2 from 75% to 25% (10 of 40)']);
  });

  test('a difference of less than five in a hundred says nothing, nor does a first check-in', () => {
    const workspace = stage3('2026-02-02');
    checksIn(workspace, 'UC-1', 20);
    const change = told(workspace, '2026-02-09', () => {
      checksIn(workspace, 'UC-1', 21);
      checksIn(workspace, 'UC-2', 10);
    });
    expect(isQuiet(change)).toBe(true);
  });

  test('nobody is named or ranked, whatever was done', () => {
    const workspace = new Workspace('2026-01-05');
    const change = told(workspace, '2026-02-09', () => {
      const first = workspace.registers();
      workspace.startsPilot(first).commits().namesOperator().makesReady(first).goesLive(first);
      workspace.startsPilot(workspace.registers(salesAssistant));
      checksIn(workspace, first, 20);
    });
    const lines = [...change.moved, ...change.wentWell].join('\n');
    for (const name of ['lead', 'owner', 'seller', 'operator', 'Support owner', 'Sales owner']) {
      expect(lines).not.toMatch(new RegExp(`\\b${name}\\b`));
    }
  });
});

describe('the adoption trend', () => {
  const quiet = { daily: 0, notAtAll: 0, result: '', by: 'owner', source: 'typed' } as const;

  test('sums all check-ins of a week, and leaves out weeks without one and those that are long past', () => {
    const register = emptyRegister('T1');
    const at = (useCase: string, week: string, weekly: number, intended: number) =>
      [`${useCase}:${week}`, { useCase, week, weekly, intended, ...quiet, on: week }] as const;
    const checkIns = new Map([
      at('UC-1', '2025-11-03', 1, 1),
      at('UC-2', '2026-02-16', 10, 30),
      at('UC-1', '2026-02-02', 20, 40),
      at('UC-1', '2026-02-16', 30, 40),
    ]);
    expect(adoptionTrend({ ...register, checkIns }, '2026-02-18', 8)).toEqual([
      { week: '2026-02-02', weekly: 20, intended: 40, useCases: 1 },
      { week: '2026-02-16', weekly: 40, intended: 70, useCases: 2 },
    ]);
    expect(adoptionTrend(register, '2026-02-18', 8)).toEqual([]);
  });
});
