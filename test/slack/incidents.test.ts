import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { changeIncidentSettings } from '../../src/domain/incidents/decisions.ts';
import { as, crossing, recordGoLive, register, submitRecorded } from '../support/forms.ts';
import { endAndRemove, passTo, readDirectMessages, restarts, startWithTwoLeads } from '../support/notices.ts';
import { records } from '../support/records-directly.ts';

beforeEach(startWithTwoLeads);
afterEach(endAndRemove);

/** The channel #ai-program of the sample workspace. */
const aiProgram = 'C00002';

/** UC-1 is in production; Ana is its call order, Itai holds AI Operations, and #ai-program gets incidents. */
async function companyIsLive(): Promise<void> {
  await recordGoLive();
  await records(crossing, appointOperators, { people: ['U0ITAI'] });
  await records(crossing, changeIncidentSettings, { channel: aiProgram, privacyContact: 'U0SARA' });
}

const calls = (person: string) => readDirectMessages(person).filter(({ text }) => text.includes('I-1'));

/** Saturday night in Berlin and Lisbon. */
const night = '2026-01-17T02:10:00Z';

/** Somebody notices wrong output in a channel and reports the message with its shortcut. */
async function reportsMessage(fields: Record<string, string> = {}): Promise<void> {
  const sara = as('Sara Sales');
  await sara.types('#ai-program', 'The agent promised a refund of 900 euros');
  const message = sara.sees('#ai-program').find(({ text }) => text.includes('900 euros'));
  await message?.picksShortcut('Report an AI incident');
  const form = await sara.openModal();
  expect(form.holds('Description')).toBe('The agent promised a refund of 900 euros');
  expect(form.holds('Link')).toContain('/archives/');
  await submitRecorded(form, {
    ...{ 'Use case': 'UC-1 AI Support Agent', Kind: 'Wrong output' },
    ...{ Severity: 'Critical: people are harmed or data is exposed now', ...fields },
  });
  await crossing.deliver();
}

const minutesLater = (minutes: number) => crossing.passTo(crossing.now() + minutes * 60_000);
const channelMessage = () =>
  as('Lena Lead')
    .sees('#ai-program')
    .find(({ text }) => text.includes('I-1'));

test('an incident at night: reported from a message, escalated, acknowledged, suspended, resolved', async () => {
  await companyIsLive();
  await passTo(night);
  await reportsMessage();
  expect(calls('Ana Operations').map(({ buttons }) => buttons)).toEqual([['Acknowledge', 'Open incident']]);
  expect(channelMessage()?.text).toContain('Nobody has acknowledged it yet. Called: @Ana Operations');

  await minutesLater(16);
  expect(calls('Itai IT')).toHaveLength(1);
  await calls('Itai IT')[0]?.clicks('Acknowledge');
  await crossing.deliver();
  for (const person of ['Ana Operations', 'Itai IT']) {
    expect(calls(person)[0]?.text).toContain('Acknowledged by @Itai IT');
    expect(calls(person)[0]?.buttons).toEqual([]);
  }
  await minutesLater(60);
  expect(calls('Lena Lead')).toEqual([]);

  await as('Itai IT').types('#ai-program', '/stage3 incidents I-1');
  const page = as('Itai IT').sees('#ai-program').at(-1);
  await page?.clicks('Update incident');
  await submitRecorded(await as('Itai IT').openModal(), {
    ...{ Update: 'Switched it off', 'Contained by': 'Suspension of the use case' },
    'Mitigated: no further harm': 'Yes',
  });
  expect((await register()).suspensions.get('S-1')).toMatchObject({ useCase: 'UC-1', incident: 'I-1' });
  const verdict = await as('Lena Lead').types('#ai-program', '/stage3');
  expect(verdict.text).toContain('suspended since 17 January 2026');

  const again = await as('Itai IT').types('#ai-program', '/stage3 incidents I-1');
  await again.clicks('Resolve incident');
  const done = await submitRecorded(await as('Itai IT').openModal(), {
    ...{ Cause: 'Old price list', 'Lessons learned': 'Test prices', 'Follow-up': 'Add price tests' },
    ...{ 'Follow-up owner': '@Omar Owner', 'Follow-up due on': '2026-01-30' },
  });
  expect(done.text).toContain('UC-1 is still suspended.');
  expect(done.buttons).toContain('Resume UC-1');
  await crossing.deliver();
  expect(channelMessage()?.text).toContain('Resolved by @Itai IT');
  expect(channelMessage()?.text).toContain('Test prices');
  expect(await as('Lena Lead').types('#ai-program', '/stage3 followups')).toMatchObject({
    text: expect.stringContaining('Add price tests'),
  });
});

test('people who may not suspend the use case contain its incident in another way, and read who may', async () => {
  await companyIsLive();
  await as('Sara Sales').types('#ai-program', '/stage3 incident UC-1 wrong refunds');
  const reported = await submitRecorded(await as('Sara Sales').openModal(), {
    ...{ Kind: 'Wrong output', Severity: 'High: wrong for many people' },
  });
  expect(reported.text).toMatch(/^Recorded\n:white_check_mark: I-1 Wrong output, high is reported for UC-1/);
  const updates = async (person: string) => {
    await (await as(person).types('#ai-program', '/stage3 incidents I-1')).clicks('Update incident');
    return as(person).openModal();
  };
  // Ana is the call order, and nothing else.
  const form = await updates('Ana Operations');
  expect(form.options('Contained by')).toEqual(['Nothing yet', 'The fallback']);
  expect(form.text).toContain(
    'You cannot suspend UC-1. Only the owner of UC-1, AI Operations and the transformation lead can change it.',
  );
  expect((await updates('Omar Owner')).options('Contained by')).toContain('Suspension of the use case');
});

describe('a restart in the middle of an escalation', () => {
  test('sends what was recorded and not sent, and calls the next one in time, each once', async () => {
    await companyIsLive();
    await as('Sara Sales').types('#ai-program', '/stage3 incident UC-1 wrong refunds');
    await submitRecorded(await as('Sara Sales').openModal(), {
      ...{ Kind: 'Wrong output', Severity: 'Critical: people are harmed or data is exposed now' },
    });
    expect((await register()).incidents.get('I-1')?.calls).toHaveLength(1);
    await restarts();
    expect(calls('Ana Operations')).toHaveLength(1);
    await minutesLater(17);
    expect(calls('Itai IT')).toHaveLength(1);
    await restarts();
    // Its workspace is new, so only messages that are sent again would be here.
    await crossing.deliver();
    expect([...calls('Ana Operations'), ...calls('Itai IT')]).toEqual([]);
    await minutesLater(31);
    expect([calls('Ana Operations'), calls('Itai IT'), calls('Lena Lead')].map((one) => one.length)).toEqual([
      0, 0, 1,
    ]);
  });
});
