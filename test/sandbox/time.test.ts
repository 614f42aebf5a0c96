import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { submits } from '../../sandbox/form-filling.ts';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import build from '../../vite.config.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const day = 24 * 60 * 60 * 1000;
let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', { mode: 'http', ...patientLimits });
  crossing.moveTo('2026-01-12');
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
  for (const [index, owner] of ['U0OMAR', 'U0SARA', 'U0ANAO'].entries()) {
    const named = { name: `Pilot of ${owner}`, whyNew: 'Another job', owner };
    await records(crossing, registerUseCase, registration(named));
    await records(crossing, startPilot, {
      useCase: `UC-${index + 1}`,
      startedOn: '2026-01-05',
      decideBy: '2026-03-01',
      volunteers: 12,
      criteria: ['30% of tickets resolved'],
      stack: null,
    });
  }
  // Slack says where everybody is.
  for (const { name } of samplePeople) await crossing.workspace.control.change(name, {});
});
afterEach(() => crossing.close());

/** Returns the local arrival times of each person's messages. */
function listArrivals() {
  return samplePeople.flatMap(({ id, name, tz }) => {
    const { directMessages, messages } = crossing.workspace.as(name).connection.state();
    return (
      directMessages
        .flatMap((one) => messages[one.id] ?? [])
        // Notices come beside the daily message.
        .filter(({ text }) => /reminders? |still open|All done|left to do/.test(text))
        .map(({ ts }) => {
          const parts = new Intl.DateTimeFormat('en-GB', {
            ...{ timeZone: tz, weekday: 'short', hour: '2-digit', day: '2-digit', month: '2-digit' },
            ...{ year: 'numeric', hour12: false },
          }).formatToParts(Number(ts) * 1000);
          const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
          const date = `${part('year')}-${part('month')}-${part('day')}`;
          return { person: id, date, weekday: part('weekday'), hour: Number(part('hour')) };
        })
    );
  });
}

describe('30 days on', () => {
  test('bring what would have come, when it would have: in working hours where each person is, once a day', async () => {
    const lena = crossing.workspace.as('Lena Lead');
    const from = crossing.now();
    await lena.does({ type: 'moveClock', to: 'in-30-days' }, false);
    expect(crossing.now() - from).toBeGreaterThanOrEqual(30 * day);

    const came = listArrivals();
    expect(new Set(came.map(({ person }) => person))).toEqual(
      new Set(['U0LENA', 'U0OMAR', 'U0SARA', 'U0ANAO']),
    );
    expect(came.length).toBeGreaterThanOrEqual(10);
    for (const { weekday, hour } of came) {
      expect(['Mon', 'Tue', 'Wed', 'Thu', 'Fri']).toContain(weekday);
      expect(hour).toBeGreaterThanOrEqual(9);
      expect(hour).toBeLessThan(17);
    }
    const days = came.map(({ person, date }) => `${person} ${date}`);
    expect(days).toHaveLength(new Set(days).size);
  });

  test('one at a time: a clock on its way is not moved again', async () => {
    const moves = await Promise.all([1, 2].map((count) => crossing.passTo(crossing.now() + count * day)));
    expect(moves.sort()).toEqual([false, true]);
    expect(await crossing.passTo(crossing.now() + day)).toBe(true);
  });

  test('a notice that waits for working hours arrives when they begin, though nothing else is due', async () => {
    await crossing.passTo(Date.parse('2026-01-13T17:00Z'));
    await submits(crossing.workspace.as('Lena Lead'), '/stage3 usecase add', {
      ...{ Name: 'Call summaries', 'What it does': 'Drafts notes after a sales call.', Team: 'Sales' },
      ...{ Owner: '@Itai IT', 'Intended users': 25, 'Data it touches': ['Company-confidential data'] },
      ...{ 'What it may do': 'Draft: a person edits and sends', Retrieval: 'No', Vendors: 'OpenAI' },
    });
    await crossing.passTo(crossing.now() + day);
    const notice = crossing.workspace
      .as('Itai IT')
      .directMessages()
      .find(({ notification }) => notification.includes('You are the owner of UC-4'));
    expect(new Date(Number(notice?.ts) * 1000).toISOString()).toMatch(/^2026-01-14T08:00/);
  });

  test('the clock is not moved back', async () => {
    expect(await crossing.passTo(crossing.now() - day)).toBe(false);
  });
});

describe('a clock that can be moved', () => {
  test('is only in the local workspace: the app itself answers nothing of the kind', async () => {
    const move = { as: 'U0LENA', act: { type: 'moveClock', to: 'tomorrow' } };
    for (const path of ['/_sandbox/act', '/_sandbox/clock', '/clock', '/time']) {
      const answer = await fetch(crossing.address + path, { method: 'POST', body: JSON.stringify(move) });
      expect(answer.status).toBe(404);
    }
  });

  test('is nowhere in what is deployed: the app takes the real clock, and what is built is src alone', () => {
    const source = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    expect(source('src/main.ts')).toContain('now: Date.now');
    expect(build.build?.ssr).toBe('src/main.ts');
    expect(source('src/config.ts')).not.toMatch(/clock|time(?!out)/i);
  });
});
