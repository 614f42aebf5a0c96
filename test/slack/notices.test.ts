import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endAbsence, enterAbsence } from '../../src/domain/absences/absences.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import { chooseDigest } from '../../src/domain/digest/digests.ts';
import { askPulse } from '../../src/domain/purgatory/pulse.ts';
import { accountabilities, categories } from '../../src/domain/register.ts';
import { saveHoliday } from '../../src/domain/settings/holidays.ts';
import { goLive } from '../../src/domain/use-cases/production.ts';
import { reassignUseCases } from '../../src/domain/use-cases/reassign.ts';
import { editUseCase, recordStack } from '../../src/domain/use-cases/use-cases.ts';
import {
  as,
  commits,
  crossing,
  today as monday,
  prepareForGoLive,
  register,
  registers,
} from '../support/forms.ts';
import {
  endAndRemove,
  passTo,
  pilots,
  readDirectMessages,
  restarts,
  startWithTwoLeads,
} from '../support/notices.ts';
import { records } from '../support/records-directly.ts';
import { committedStack } from '../support/register.ts';

beforeEach(startWithTwoLeads);

afterEach(endAndRemove);

/** Returns a person's notices about ownership. */
const ownership = (person: string) =>
  readDirectMessages(person).filter(({ text }) => /owner of|reassigned/.test(text));

describe('somebody who is made the owner', () => {
  const cases = [
    ['at 3:13 at night', '2026-01-13T02:13Z', '2026-01-13T08:00Z'],
    ['on a Saturday', '2026-01-17T11:00Z', '2026-01-19T08:00Z'],
    ['after five in the afternoon', '2026-01-16T16:30Z', '2026-01-19T08:00Z'],
  ] as const;
  test.each(cases)('%s is told when working hours begin', async (_, at, morning) => {
    await passTo(at);
    await registers();
    await passTo(new Date(Date.parse(morning) - 60_000).toISOString());
    expect(ownership('Omar Owner')).toEqual([]);
    await passTo(new Date(Date.parse(morning) + 60_000).toISOString());
    expect(ownership('Omar Owner')).toHaveLength(1);
  });

  test('on a holiday is told on the working day after it', async () => {
    await records(crossing, saveHoliday, { day: monday, until: monday, name: 'Day off', timeZone: null });
    await registers();
    await crossing.deliver();
    expect(ownership('Omar Owner')).toEqual([]);
    await passTo('2026-01-13T09:00Z');
    expect(ownership('Omar Owner')).toHaveLength(1);
  });

  test('is told once, also by a process that starts after the first one died', async () => {
    await registers();
    await restarts();
    await crossing.deliver();
    await crossing.deliver();
    expect(ownership('Omar Owner').map(({ text }) => text.split('.')[0])).toEqual([
      '@Lena Lead (sample) recorded you as the owner of UC-1 AI Support Agent',
    ]);
  });

  test('is not told any more when somebody else owns it before it is sent', async () => {
    await passTo('2026-01-12T19:00Z');
    await registers();
    await records(crossing, reassignUseCases, { person: 'U0OMAR', to: 'U0ANAO', instead: {} });
    await passTo('2026-01-13T12:00Z');
    expect(ownership('Omar Owner').map(({ text }) => text)).toEqual([
      expect.stringContaining('reassigned UC-1 AI Support Agent to @Ana Operations (sample)'),
    ]);
    expect(ownership('Ana Operations')).toHaveLength(1);
  });

  test('by an edit is told as well, and so is the owner before', async () => {
    await registers();
    await crossing.deliver();
    const useCase = (await register()).useCases.get('UC-1');
    if (!useCase) throw new Error('not registered');
    await records(crossing, editUseCase, { ...useCase, vendors: [], useCase: 'UC-1', owner: 'U0ITAI' });
    await crossing.deliver();
    expect(ownership('Itai IT').at(-1)?.text).toContain('recorded you as the owner of UC-1');
    expect(ownership('Omar Owner').at(-1)?.text).toContain('You get no more reminders about it.');
  });
});

describe('the team of a pilot', () => {
  const listPulseRequests = (person: string) =>
    readDirectMessages(person).filter(({ buttons }) => buttons.includes('5'));
  const team = async () => {
    await registers({ members: ['U0ANAO', 'U0ITAI'] });
    await pilots('UC-1');
  };

  test('is asked how it is doing although the process died after that was recorded', async () => {
    await team();
    await records(crossing, askPulse, { useCase: 'UC-1' });
    await restarts();
    await crossing.deliver();
    for (const person of ['Omar Owner', 'Ana Operations', 'Itai IT'])
      expect(listPulseRequests(person)).toHaveLength(1);
  });

  test('is not asked once the week is over', async () => {
    await team();
    await passTo('2026-01-17T11:00Z');
    await records(crossing, askPulse, { useCase: 'UC-1' });
    await passTo('2026-01-19T11:00Z');
    expect(listPulseRequests('Omar Owner')).toEqual([]);
  });
});

/** Reaches Stage 3 on Monday: Ana owns AI Operations, the leads are told, the digest goes to #general. */
async function stage3(): Promise<void> {
  for (const category of categories) await commits(category);
  await prepareForGoLive();
  await records(crossing, goLive, { useCase: 'UC-1', liveOn: monday, audience: 'everyone', deployed: 40 });
  await records(crossing, recordStack, { useCase: 'UC-1', stack: committedStack });
  await registers({ name: 'Call summaries', purpose: 'Drafts notes', data: ['none'] });
  await pilots('UC-2');
  await records(crossing, appointOperators, { people: ['U0ANAO'] });
  await records(crossing, chooseDigest, {
    ...{ channel: 'C00001', weekday: 1, time: '08:00', timeZone: 'Europe/Berlin' },
  });
  await crossing.deliver();
}

const accepts = () => records(crossing, acceptAccountabilities, { accept: accountabilities }, 'U0ANAO');

const readAnnouncements = () =>
  as('Lena Lead')
    .sees('#general')
    .map(({ text }) => text)
    .filter((text) => /Stage 3 is reached|Stage 3 was (reached and )?lost/.test(text));

/** Returns a lead's notices about requirements. */
const readiness = (person: string) =>
  readDirectMessages(person).filter(({ text }) => /Requirement \d is|Stage 3/.test(text));

describe('when a requirement or Stage 3 is met or lost', () => {
  test('each lead is told once, with the channels of the digest', async () => {
    await stage3();
    const before = readiness('Lena Lead').length;
    await accepts();
    await crossing.deliver();
    await crossing.deliver();
    for (const lead of ['Lena Lead', 'Itai IT']) {
      expect(readiness(lead).at(-1)?.text).toContain('Stage 3 is reached: all four requirements are met.');
      expect(readiness(lead).at(-1)?.text).toContain('Requirement 4 is met.');
    }
    expect(readiness('Lena Lead')).toHaveLength(before + 1);
    expect(readAnnouncements()).toHaveLength(1);
  });

  test('by somebody who is deactivated, the leads read the fact and the step', async () => {
    await stage3();
    await accepts();
    await crossing.deliver();
    await crossing.workspace.control.deactivate('Ana Operations');
    await expect.poll(async () => (await register()).people.get('U0ANAO')?.active).toBe(false);
    await crossing.deliver();
    const [latest] = readiness('Lena Lead').slice(-1);
    expect(latest?.text).toContain('Requirement 4 is no longer met: AI Operations has no active owner');
    expect(latest?.buttons).toContain('Appoint AI Operations');
    expect(readAnnouncements()).toHaveLength(2);
  });

  test('while a lead is away, who comes back early, that lead is told then', async () => {
    await stage3();
    await accepts();
    await crossing.deliver();
    const before = readiness('Itai IT').length;
    await records(crossing, enterAbsence, { from: monday, until: '2026-01-20', deputy: null }, 'U0ITAI');
    await records(crossing, appointOperators, { people: [] }, 'U0SARA');
    await passTo('2026-01-14T12:00Z');
    expect(readiness('Itai IT')).toHaveLength(before);
    await records(crossing, endAbsence, {}, 'U0ITAI');
    await crossing.deliver();
    expect(readiness('Itai IT').at(-1)?.text).toContain('Requirement 4 is no longer met');
    expect(readiness('Itai IT')).toHaveLength(before + 1);
  });

  test('by time alone, in one message for all that was lost', async () => {
    await stage3();
    await accepts();
    await crossing.deliver();
    const before = readiness('Itai IT').length;
    await passTo('2026-02-11T22:00Z');
    expect(readiness('Itai IT')).toHaveLength(before);
    await passTo('2026-02-12T08:05Z');
    expect(readiness('Itai IT').at(-1)?.text).toContain('Requirement 3 is no longer met');
    expect(readiness('Itai IT')).toHaveLength(before + 1);
    expect(readAnnouncements()).toHaveLength(2);
  });

  test('and met again before anybody was told, nothing is said', async () => {
    await stage3();
    await accepts();
    await crossing.deliver();
    const before = readiness('Itai IT').length;
    await passTo('2026-01-12T19:00Z');
    await records(crossing, appointOperators, { people: ['U0OMAR'] }, 'U0SARA');
    await crossing.deliver();
    await records(crossing, appointOperators, { people: ['U0ANAO'] }, 'U0SARA');
    await accepts();
    await passTo('2026-01-13T12:00Z');
    expect(readiness('Itai IT')).toHaveLength(before);
    expect(readAnnouncements()).toHaveLength(1);
  });

  test('again after that, it is told after all', async () => {
    await stage3();
    await accepts();
    await crossing.deliver();
    await passTo('2026-01-12T19:00Z');
    await records(crossing, appointOperators, { people: [] }, 'U0SARA');
    await crossing.deliver();
    await records(crossing, appointOperators, { people: ['U0ANAO'] }, 'U0SARA');
    await accepts();
    await passTo('2026-01-13T12:00Z');
    await records(crossing, appointOperators, { people: [] }, 'U0SARA');
    await crossing.deliver();
    expect(readiness('Itai IT').at(-1)?.text).toContain('Requirement 4 is no longer met');
    expect(readAnnouncements()).toHaveLength(2);
  });

  test('a lead who did it has read so in the answer; the other lead and the channel are told', async () => {
    await stage3();
    await accepts();
    await crossing.deliver();
    const before = [readiness('Lena Lead').length, readiness('Itai IT').length] as const;
    await records(crossing, appointOperators, { people: [] }, 'U0LENA');
    await crossing.deliver();
    expect(readiness('Lena Lead')).toHaveLength(before[0]);
    expect(readiness('Itai IT')).toHaveLength(before[1] + 1);
    expect(readAnnouncements()).toHaveLength(2);
  });

  test('two at once are one message', async () => {
    await stage3();
    await accepts();
    await records(crossing, recordStack, {
      useCase: 'UC-2',
      stack: { ...committedStack, guardrails: ['NeMo'] },
    });
    await records(crossing, waive, {
      ...{ useCase: 'UC-2', reason: 'Contract', until: '2026-01-20' },
      subject: { kind: 'drift', category: 'guardrails' },
    });
    await crossing.deliver();
    const before = readiness('Itai IT').length;
    await passTo('2026-01-21T12:00Z');
    const [latest] = readiness('Itai IT').slice(-1);
    expect(latest?.text).toContain('Requirement 2 is no longer met');
    expect(latest?.text).toContain('Requirement 3 is no longer met');
    expect(readiness('Itai IT')).toHaveLength(before + 1);
  });
});
