import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonClient, SeenMessage } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { dayOf } from '../../src/domain/calendar.ts';
import { chooseDigest } from '../../src/domain/digest/digests.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { accountabilities } from '../../src/domain/register.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { commitment, registration } from '../support/register.ts';

let crossing: LocalCrossing;
const lena = () => crossing.workspace.as('Lena Lead');
const sara = () => crossing.workspace.as('Sara Sales');
const load = () => crossing.store.load(crossing.workspace.teamId);

/** A pilot that Omar owns; today is a Thursday. */
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
  crossing.moveTo('2026-03-05');
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
});
afterEach(() => crossing.close());

const pilot = async () => {
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR', data: ['none'], vendors: [] }));
  await records(crossing, startPilot, {
    useCase: 'UC-1',
    startedOn: '2026-03-05',
    decideBy: '2026-05-04',
    volunteers: 5,
    criteria: ['30% resolved'],
    stack: null,
  });
};
/** Appoints Lena as AI Operations owner, and accepts. */
const operates = async () => {
  await records(crossing, appointOperators, { people: ['U0LENA'] });
  await records(crossing, acceptAccountabilities, { accept: accountabilities });
};
const decides = (category: 'guardrails' | 'observability') =>
  records(crossing, commitDecision, commitment(category, { decider: 'U0LENA', decidedOn: '2026-03-05' }));

/** Lets time pass until a minute after 9:00 in Berlin. */
const passToNine = (day: string) => crossing.passTo(Date.parse(`${day}T08:01:00Z`));

async function preview(person: PersonClient = lena()): Promise<SeenMessage> {
  const { messages } = await person.types('#ai-program', '/stage3 digest');
  const [answer] = messages;
  if (!answer) throw new Error('no answer');
  return answer;
}

/** Has Lena choose #ai-program for Mondays at nine, and gives what she then reads. */
async function chooses(fields: Record<string, string> = {}): Promise<string> {
  await (await preview()).clicks('Choose channel');
  const form = await lena().openModal();
  await form.fill({ Channel: '#ai-program', ...fields });
  const { modal, errors } = await form.submits();
  if (!modal) throw new Error(JSON.stringify(errors));
  const { text } = modal;
  await modal.closes({ all: true });
  return text;
}

/** Returns the messages in the channel, oldest first. */
const readPosted = (): readonly SeenMessage[] => sara().sees('#ai-program');
/** Returns the digests in #ai-program. */
const listDigests = (): readonly SeenMessage[] =>
  readPosted().filter(({ text }) => /^AI readiness/.test(text));
function findLatest(): SeenMessage {
  const found = listDigests().at(-1);
  if (!found) throw new Error(`no digest among ${readPosted().map(({ text }) => text)}`);
  return found;
}
const channelId = (name: string): string =>
  lena()
    .connection.state()
    .channels.find((channel) => channel.name === name)?.id ?? '';
/** Returns the number of charts in the last message that Lena sees in #ai-program. */
function charts(): number {
  const { messages } = lena().connection.state();
  const blocks = messages[channelId('ai-program')]?.at(-1)?.blocks ?? [];
  return blocks.filter(({ type }) => type === 'data_visualization').length;
}

describe('the preview', () => {
  test('is for whoever asks alone', async () => {
    await pilot();
    const seen = await preview(sara());
    expect(seen.isEphemeral).toBe(true);
    expect(lena().sees('#ai-program')).toEqual([]);
    expect(seen.text).toContain('compared with 26 February 2026');
    expect(seen.text).toContain('Stage 2: 0 of 4 requirements for Stage 3');
    expect(seen.text).toContain('Registered: UC-1 AI Support Agent (already in pilot)');
    expect(seen.text).toContain('no AI Operations owner is appointed · @Lena Lead (sample)');
    expect(seen.text).toContain('No channel gets it yet.');
  });

  test('says what to do first where nothing is registered', async () => {
    const { text } = await preview();
    expect(text).toContain('Stage 1: 0 of 4 requirements for Stage 3');
    expect(text).toContain('Nothing is registered yet.');
  });

  test('a channel is chosen by the lead; others read whom to ask', async () => {
    const seen = await preview(sara());
    expect(seen.buttons).not.toContain('Choose channel');
    expect(seen.text).toContain('Ask @Lena Lead (sample) to do these: Choose channel');
    expect((await preview(lena())).buttons).toContain('Choose channel');
  });
});

describe('a channel that was chosen', () => {
  test('reads so at once, and it stands in the settings', async () => {
    expect(await chooses()).toContain('#ai-program gets the digest every Monday at 09:00 (Europe/Berlin)');
    await crossing.deliver();
    const [line] = await lena().waits(() => readPosted().length > 0 && readPosted(), 'a line in the channel');
    expect(line?.text).toContain('chose this channel for the weekly digest: it comes every Monday at 09:00');
    const settings = await lena().types('#general', '/stage3 settings');
    expect(settings.text).toContain('Weekly digest\n#ai-program');
    await settings.clicks('Channels');
    expect(lena().sees('#general').at(-1)?.text).toContain(
      'The digest goes to 1 channel\n#ai-program every Monday',
    );
  });

  test('a person who chose a channel without the app reads how to invite it', async () => {
    crossing.workspace.control.failNext('chat.postMessage', { error: 'not_in_channel' });
    await chooses();
    await crossing.deliver();
    const told = await lena().waits(() => lena().directMessages().at(-1), 'a direct message');
    expect(told.text).toContain('/invite @Crossing');
    expect(readPosted()).toEqual([]);
  });

  test('gets the digest on Monday at nine: verdict, what moved, what blocks, the head of the log', async () => {
    await pilot();
    await chooses();
    await passToNine('2026-03-08');
    expect(listDigests()).toEqual([]);
    await passToNine('2026-03-09');
    const { text, buttons, broadcasts } = findLatest();
    const { seq, hash } = await crossing.store.head(crossing.workspace.teamId);
    expect(text).toMatch(
      /^AI readiness, week of 9 March 2026\nStage 2: 0 of 4 requirements for Stage 3 \(2 March: Stage 1, 0 of 4\)\n:white_large_square: 1. One use case in production · \d+ blockers · UC-1 AI/,
    );
    expect(text).toContain('Since 2 March 2026\n• Registered: UC-1 AI Support Agent (already in pilot)');
    expect(text).toContain('1. no AI Operations owner is appointed · @Lena Lead (sample)\n2. ');
    expect(text).toContain(`Last change: #${seq}, ${hash.slice(0, 8)}`);
    expect(text).toMatch(/Blockers \(3 of \d+\)\n1\. /);
    expect(buttons).toEqual(['Open verdict']);
    expect(broadcasts).toEqual([]);
    await findLatest().clicks('Open verdict');
    expect((await sara().openModal()).title).toBe('Are we Stage 3?');
  });

  test('a week in which nothing changed is one line; what is done then is told the week after', async () => {
    await pilot();
    await chooses();
    await passToNine('2026-03-09');
    await passToNine('2026-03-16');
    expect(listDigests()).toHaveLength(2);
    expect(findLatest().text.split('\n')).toEqual([
      'AI readiness, week of 16 March 2026',
      'Stage 2: 0 of 4 requirements for Stage 3 (same as on 9 March)',
      'Nothing changed since 9 March 2026.',
      '[Open verdict]',
      expect.stringMatching(/^Last change: #\d+, [0-9a-f]{8} /),
    ]);
    await decides('guardrails');
    await decides('observability');
    await passToNine('2026-03-23');
    expect(findLatest().text).toContain('Since 16 March 2026');
    expect(findLatest().text).toContain('• Guardrail tooling committed: Guardrails AI');
    expect(findLatest().text).not.toContain('Registered');
  });

  test('met requirements are on top, with a chart', async () => {
    await pilot();
    await chooses();
    await passToNine('2026-03-16');
    await operates();
    await passToNine('2026-03-23');
    expect(findLatest().text).toContain('Stage 2: 1 of 4 requirements for Stage 3');
    expect(findLatest().text).toContain(':tada: Met: requirement 4, AI Operations ownership');
    expect(findLatest().text).toContain('Requirements met, week by week: 0, 0, 1.');
    expect(charts()).toBe(1);
    const shown = await preview();
    expect(charts()).toBe(0);
    await shown.clicks('Show the charts');
    expect(charts()).toBe(1);
  });

  test('if Slack refuses charts, the digest comes without them', async () => {
    await pilot();
    // Before anybody has a daily message.
    await chooses({ Time: '08:00' });
    await passToNine('2026-03-16');
    await operates();
    await crossing.passTo(Date.parse('2026-03-23T06:59:00Z'));
    crossing.workspace.control.failNext('chat.postMessage', { error: 'invalid_blocks' });
    await crossing.passTo(Date.parse('2026-03-23T07:01:00Z'));
    expect(findLatest().text).toContain('Requirements met, week by week: 0, 0, 1.');
    expect(charts()).toBe(0);
  });

  test('after an outage gets one digest, within working hours, and no backlog', async () => {
    await pilot();
    await chooses();
    await passToNine('2026-03-09');
    const runSchedule = async () => {
      await crossing.schedule.tick();
      await crossing.schedule.idle();
    };
    // A Saturday, three weeks later.
    crossing.moveTo('2026-04-04');
    await runSchedule();
    expect(listDigests()).toHaveLength(1);
    crossing.moveTo('2026-04-07');
    await runSchedule();
    await runSchedule();
    expect(listDigests()).toHaveLength(2);
    expect(findLatest().text).toContain('since 9 March 2026');
    expect(dayOf(crossing.now(), 'Europe/Berlin')).toBe('2026-04-07');
  });

  test('may choose another time, and ends by a button that asks first', async () => {
    await chooses();
    const seen = await preview();
    await seen.clicks('Change digest', { near: '#ai-program' });
    const form = await lena().openModal();
    expect([form.holds('Channel'), form.holds('Time')]).toEqual(['#ai-program', '09:00']);
    await form.fill({ Weekday: 'Wednesday', Time: '15:30' });
    expect((await form.submits()).modal?.text).toContain('every Wednesday at 15:30 (Europe/Berlin)');
    await lena().modal()?.closes({ all: true });
    const again = await preview();
    expect(again.asksBefore('End digest')).toContain('no more digests');
    await again.clicks('End digest');
    expect((await load()).digests.size).toBe(0);
    await passToNine('2026-03-16');
    expect(listDigests()).toEqual([]);
  });

  test('is reported to the lead and stopped when it is archived, and continues when chosen again', async () => {
    await pilot();
    await chooses();
    await passToNine('2026-03-09');
    crossing.workspace.control.archiveChannel('ai-program');
    await passToNine('2026-03-18');
    expect(listDigests()).toHaveLength(1);
    const lead = lena()
      .directMessages()
      .map(({ text }) => text)
      .join('\n');
    expect(lead).toContain(
      'The digest has not reached its channel since 16 March 2026: the channel is archived',
    );
    const { messages } = await lena().types('#general', '/stage3 digest');
    expect(messages[0]?.text).toContain('Stopped on 16 March 2026: the channel is archived');
    await messages[0]?.clicks('Choose again');
    const form = await lena().openModal();
    await form.fill({ Channel: '#general' });
    await form.submits();
    await passToNine('2026-03-23');
    expect(
      sara()
        .sees('#general')
        .map(({ text }) => text)
        .join('\n'),
    ).toContain('Stage 2: 0 of 4 requirements for Stage 3');
  });

  test('two channels get it independently of each other', async () => {
    await pilot();
    await chooses();
    await records(crossing, chooseDigest, {
      channel: channelId('general'),
      weekday: 3,
      time: '08:00',
      timeZone: 'America/New_York',
    });
    await passToNine('2026-03-12');
    expect(listDigests()).toHaveLength(1);
    const general = sara().sees('#general');
    expect(general.filter(({ text }) => !text.includes('chose this channel'))).toHaveLength(1);
  });
});
