import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { addDays } from '../../../src/domain/calendar.ts';
import {
  holidayId,
  type Person,
  type Register,
  settingsId,
  settingsOf,
} from '../../../src/domain/register.ts';
import { type Nudge, nudgeOutcomes, type ReminderState } from '../../../src/domain/reminders/nudge.ts';
import { listDueNudges } from '../../../src/domain/reminders/nudge-kinds.ts';
import { createOutcomeClassifier, planReminders } from '../../../src/domain/reminders/plan-reminders.ts';
import { cast, Workspace } from '../../support/register.ts';
import { nudgesOf } from '../../support/reminder-run.ts';

describe('whatever the people, the calendar, the moment and the answers', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'Asia/Kolkata',
    'Pacific/Auckland',
    'America/Sao_Paulo',
  ];
  const somebody = ['owner', 'seller', 'operator', 'lead', 'member', 'admin'] as const;
  const busy = busyWorkspace();
  const firstDay = '2026-02-20';
  const people = fc.tuple(...somebody.map(() => fc.constantFrom(null, ...zones)));
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { maxLength: 12 });
  const workingDays = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 });
  const workspaceFacts = fc.record({
    people,
    days,
    workingDays,
    zone: fc.constantFrom(...zones),
    leads: fc.boolean(),
  });

  type WorkspaceFacts = typeof workspaceFacts extends fc.Arbitrary<infer T> ? T : never;
  function registerOf({ people, days, workingDays, zone, leads }: WorkspaceFacts): Register {
    const { register } = busy;
    const known = somebody.map((id, turn): [string, Person] => [
      id,
      { id, name: cast[id].name, active: true, timeZone: people[turn] ?? null, kind: 'member' as const },
    ]);
    const holidays = days.map((after, turn) => {
      const one = {
        day: addDays(firstDay, after),
        name: 'Day',
        timeZone: turn % 2 ? null : (zones[turn % 6] ?? null),
      };
      return [holidayId(one), one] as const;
    });
    const settings = {
      ...settingsOf(register),
      timeZone: zone,
      workingDays,
      leads: leads ? ['lead', 'member'] : [],
    };
    return {
      ...register,
      people: new Map(known),
      holidays: new Map(holidays),
      settings: new Map([[settingsId, settings]]),
    };
  }

  /** Returns the local day and hour of a moment, by the machine's own calendar. */
  function locally(at: number, timeZone: string): { readonly day: string; readonly hour: number } {
    const [day = '', time = ''] = new Date(at).toLocaleString('sv', { timeZone }).split(' ');
    return { day, hour: Number(time.slice(0, 2)) };
  }

  function expectRulesKept(situation: ReminderState): readonly Nudge[] {
    const { register, now, nudges, recentChanges } = situation;
    const { messages, nextAt } = planReminders(situation);
    expect(nextAt).toBeGreaterThan(now);
    expect(new Set(messages.map(({ person }) => person)).size).toBe(messages.length);
    for (const { person, day, expiresAt, dueNudges } of messages) {
      const zone = register.people.get(person)?.timeZone ?? settingsOf(register).timeZone;
      const there = locally(now, zone);
      expect(there.day).toBe(day);
      expect(there.hour).toBeGreaterThanOrEqual(9);
      expect(there.hour).toBeLessThan(17);
      expect(locally(expiresAt, zone)).toEqual({ day, hour: 17 });
      expect(settingsOf(register).workingDays).toContain(new Date(day).getUTCDay() || 7);
      expect([...register.holidays.values()].filter((one) => one.day === day)).not.toContainEqual(
        expect.objectContaining({ timeZone: zone }),
      );
      expect(register.holidays.has(day)).toBe(false);
      expect(nudges.filter((ask) => ask.person === person && ask.askedOn === day)).toEqual([]);
      expect(dueNudges.length).toBeGreaterThan(0);
      for (const { about } of dueNudges) {
        const lately = recentChanges.filter(({ at }) => at > now - 48 * 3_600_000);
        expect(lately.filter((touch) => touch.person === person && about.includes(touch.subject))).toEqual(
          [],
        );
      }
    }
    const entered = messages.flatMap((message) => nudgesOf(message, now));
    expect(planReminders({ ...situation, nudges: [...nudges, ...entered] }).messages).toEqual([]);
    const fateOf = createOutcomeClassifier({ ...situation, nudges: [...nudges, ...entered] });
    expect(entered.map(fateOf)).toEqual(entered.map(() => 'open'));
    return entered;
  }

  const outcome = fc.constantFrom(...nudgeOutcomes.filter((one) => one !== 'not-sent'));
  const step = fc.record({
    hours: fc.integer({ min: 1, max: 60 }),
    outcomes: fc.array(outcome, { maxLength: 6 }),
  });

  test('no rule is broken at any step of weeks with random answers', () => {
    fc.assert(
      fc.property(workspaceFacts, fc.array(step, { minLength: 8, maxLength: 20 }), (given, steps) => {
        const register = registerOf(given);
        const recentChanges = busy.changes.slice(-6).map(({ actor }, turn) => ({
          person: actor,
          subject: `UC-${1 + (turn % 3)}`,
          at: Date.parse(`${firstDay}T12:00Z`) + turn * 9 * 3_600_000,
        }));
        let now = Date.parse(`${firstDay}T00:00Z`);
        let nudges: Nudge[] = [];
        for (const { hours, outcomes } of steps) {
          now += hours * 3_600_000;
          nudges.push(...expectRulesKept({ register, now, nudges, recentChanges }));
          nudges = nudges.map((ask, index): Nudge => {
            const comes = ask.outcome === 'open' ? outcomes[(nudges.length - index) % 9] : undefined;
            return comes === undefined || comes === 'open'
              ? ask
              : {
                  ...ask,
                  outcome: comes,
                  outcomeAt: now,
                  until: comes === 'snoozed' ? addDays(ask.askedOn, 3) : null,
                };
          });
        }
      }),
      { numRuns: 60 },
    );
  });

  test('looking at the next moment that is named is enough: nothing would have been asked before it', () => {
    fc.assert(
      fc.property(
        workspaceFacts,
        fc.integer({ min: 0, max: 30 * 24 * 60 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (given, minutes, part) => {
          const register = registerOf(given);
          const now = Date.parse(`${firstDay}T00:00Z`) + minutes * 60_000;
          const { messages, nextAt } = planReminders({ register, now, nudges: [], recentChanges: [] });
          const nudges = messages.flatMap((message) => nudgesOf(message, now));
          const between = Math.min(nextAt - 1, now + Math.floor((nextAt - now) * part));
          expect(planReminders({ register, now: between, nudges, recentChanges: [] }).messages).toEqual([]);
        },
      ),
      { numRuns: 150 },
    );
  });
});

/** Returns a workspace with something due of nearly every kind, for nearly everybody. */
function busyWorkspace(): Workspace {
  const workspace = new Workspace('2025-12-01');
  workspace.do('lead', appointOperators, { people: ['operator', 'member'] });
  const names = [
    'Ticket triage',
    'Invoice reader',
    'Call notes',
    'Contract search',
    'Job adverts',
    'Forecasts',
  ];
  const owners = ['owner', 'seller', 'operator', 'lead', 'member', 'admin'];
  for (const [turn, name] of names.entries()) {
    const fields = { name, purpose: name, owner: owners[turn] ?? 'owner', vendors: ['Acme'] };
    if (turn % 2 === 0)
      workspace.startsPilot(workspace.registers(fields), { decideBy: '2026-03-05', stack: null });
    else {
      const rollout = { audience: 'volunteers', deployed: 5 } as const;
      workspace.registers({ ...fields, standing: { stage: 'production', liveOn: '2025-12-01', rollout } });
    }
  }
  expect(listDueNudges(workspace.register, '2026-03-03').length).toBeGreaterThan(15);
  return workspace;
}
