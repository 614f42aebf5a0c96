import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { enterAbsence } from '../../src/domain/absences/absences.ts';
import { decideTool, requestTool } from '../../src/domain/tools/requests.ts';
import { toolIsApproved, toolIsRequested } from '../support/form-cases/tools.ts';
import {
  as,
  crossing,
  opens,
  register,
  registers,
  startCrossingOn,
  submitRecorded,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';
import { toolDecision, toolRequest } from '../support/tools.ts';

beforeEach(() =>
  startCrossingOn('sqlite::memory:', {
    channels: [
      { name: 'ai-program', members: 'all' },
      { name: 'general', members: 'all' },
      { name: 'sales', members: ['Omar Owner', 'Sara Sales'] },
    ],
  }),
);
afterEach(() => crossing.close());

const asked = {
  Tool: 'Notion AI',
  'Kind of tool': 'Business plan with a contract',
  'Data it will see': ['Company-confidential data'],
};

/** The last message of the app to somebody. */
const lastTold = (person: string) => as(person).directMessages().at(-1);

/** Has Omar use the shortcut on a message of Sara's in a channel. */
async function requestsFrom(channel: string) {
  await as('Sara Sales').types(channel, 'Can we use Notion AI for *our* meetings, @Omar Owner?');
  const message = as('Omar Owner').sees(channel).at(-1);
  const { modal } = (await message?.picksShortcut('Request an AI tool')) ?? {};
  if (!modal) throw new Error('no form');
  return modal;
}

/** Has the reviewer approve with conditions by the button of their message. */
async function approves(person = 'Itai IT') {
  await lastTold(person)?.clicks('Set conditions');
  await submitRecorded(await as(person).openModal(), {
    Conditions: 'Only with the company account.',
    Reason: 'It does not train on our data.',
  });
  await crossing.deliver();
}

describe('a request from a message', () => {
  test('is decided in the message to the reviewer, and answered in the channel of the message', async () => {
    await toolIsReviewed();
    const form = await requestsFrom('#general');
    expect(form.text).toContain(
      '@Itai IT (sample) decides within 5 working days. You get the answer in #general.',
    );
    expect(form.holds('Purpose')).toBe('Can we use Notion AI for *our* meetings, @omar?');
    expect(form.holds('Link')).toMatch(/^https:\/\/sandbox\.slack\.com\/archives\/C00002\/p\d+$/);
    const done = await submitRecorded(form, asked);
    expect(done.text).toContain('T-1 Notion AI is requested. @Itai IT (sample) decides by 19 January 2026.');
    expect(done.text).toContain('Company-confidential data: only with a DPA; Notion AI has no DPA');
    await crossing.deliver();
    const told = lastTold('Itai IT');
    expect(told?.buttons).toEqual(['Approve', 'Set conditions', 'Refuse', 'Open request']);
    await approves();
    expect(lastTold('Itai IT')?.buttons).toEqual([]);
    expect(lastTold('Itai IT')?.text).toContain('Approved with conditions on 12 January 2026');
    const answer = as('Sara Sales').sees('#general').at(-1);
    expect(answer?.isEphemeral).toBe(false);
    expect(answer?.text).toContain('@Omar Owner (sample): your request T-1 Notion AI is decided.');
    expect(answer?.text).toContain('Conditions: Only with the company account.');
    expect(lastTold('Omar Owner')?.text ?? '').not.toContain('T-1');
  });

  test('is answered by direct message where the app is not in the channel', async () => {
    await toolIsReviewed();
    await submitRecorded(await requestsFrom('#sales'), asked);
    await crossing.deliver();
    await approves();
    await crossing.deliver();
    expect(lastTold('Omar Owner')?.text).toContain('your request T-1 Notion AI is decided.');
    expect(as('Omar Owner').sees('#sales')).toHaveLength(1);
  });
});

const toolIsReviewed = async () => {
  const form = await opens('Lena Lead', '/stage3 tools', 'Appoint tool reviewer');
  await submitRecorded(form, { 'Tool reviewer': '@Itai IT' });
};

test('the shortcut of the workspace opens the form, and the answer is a direct message', async () => {
  await toolIsReviewed();
  const { modal } = await as('Omar Owner').picksShortcut('Request an AI tool');
  if (!modal) throw new Error('no form');
  expect(modal.text).toContain('You get the answer in a direct message.');
  await submitRecorded(modal, { ...asked, Purpose: 'Meeting notes' });
  await crossing.deliver();
  await approves();
  expect(lastTold('Omar Owner')?.text).toContain('Approved with conditions');
});

test('a guest who uses the shortcut is told that it is for members', async () => {
  const { modal } = await as('Gus Guest').picksShortcut('Request an AI tool');
  expect(modal?.text).toContain('Crossing is for full members of this workspace.');
});

test('Home asks the reviewer for the decision, and offers everybody a request', async () => {
  await toolIsRequested();
  const home = await as('Itai IT').opensHome();
  expect(home.text).toContain('T-1 Notion AI: decide by 19 January 2026 (7 days left)');
  await home.clicks('Decide request');
  const form = await as('Itai IT').openModal();
  await submitRecorded(form, { Decision: 'Refuse', Reason: 'It trains on our data.' });
  await (await as('Omar Owner').opensHome()).clicks('Request AI tool');
  expect((await as('Omar Owner').openModal()).title).toBe('Request AI tool');
});

test('the page of a request has the buttons for the reviewer only, until it is decided', async () => {
  await toolIsRequested();
  const open = async (who: string) => {
    const list = await as(who).types('#ai-program', '/stage3 tools');
    const waiting = await list.clicks('Waiting (1)');
    return waiting.clicks('Open request', { near: 'T-1' });
  };
  expect((await open('Itai IT')).buttons).toEqual(['Approve', 'Set conditions', 'Refuse', 'All tools']);
  const other = await open('Sara Sales');
  expect(other.buttons).toEqual(['All tools']);
  expect(other.text).toContain('Ask @Itai IT (sample) to do these');
  const own = await open('Omar Owner');
  expect(own.buttons).toEqual(['Withdraw request', 'All tools']);
  expect((await own.clicks('Withdraw request')).text).toContain('Withdrawn on 12 January 2026');
});

test('the reviewer’s own request goes to the lead', async () => {
  await toolIsReviewed();
  await records(crossing, requestTool, toolRequest(), 'U0ITAI');
  await crossing.deliver();
  expect(lastTold('Lena Lead')?.buttons).toContain('Approve');
  expect(lastTold('Itai IT')?.text ?? '').not.toContain('asked for this AI tool');
});

test('while the reviewer is away, the deputy is told and decides', async () => {
  await toolIsRequested();
  await crossing.deliver();
  await records(
    crossing,
    enterAbsence,
    { from: '2026-01-13', until: '2026-01-20', deputy: 'U0SARA' },
    'U0ITAI',
  );
  await crossing.passTo(Date.parse('2026-01-13T15:00:00Z'));
  expect(lastTold('Sara Sales')?.buttons).toContain('Refuse');
  await approves('Sara Sales');
  expect((await register()).toolRequests.get('T-1')?.decision?.by).toBe('U0SARA');
  expect(
    as('Itai IT')
      .directMessages()
      .flatMap(({ buttons }) => buttons),
  ).not.toContain('Approve');
});

test('the reviewer is reminded two working days apart once five have passed, and then the lead', async () => {
  await toolIsRequested();
  await crossing.passTo(Date.parse('2026-01-26T15:00:00Z'));
  const remindersOf = (who: string) =>
    as(who)
      .directMessages()
      .filter(({ text }) => text.includes('a decision was due on 19 January 2026'));
  // Tuesday 20 and Thursday 22 January; after two without an answer, the lead is asked to help.
  expect(remindersOf('Itai IT')).toHaveLength(2);
  expect(remindersOf('Lena Lead').map(({ buttons }) => buttons[0])).toEqual(['Appoint reviewer']);
});

describe('a tool that is decided', () => {
  test('is answered at once when somebody requests it again', async () => {
    await toolIsApproved();
    const form = await opens('Sara Sales', '/stage3 tools request notion ai');
    expect(form.holds('Tool')).toBe('notion ai');
    const done = await submitRecorded(form, { ...asked, Tool: 'notion ai', Purpose: 'Notes' });
    expect(done.text).toContain('notion ai is already decided, so there is no new request.');
    expect(done.text).toContain('Only with the company account');
    expect((await register()).toolRequests.size).toBe(1);
    expect((await done.clicks('Open tool')).text).toContain('Notion AI is approved');
  });

  test('is on the list with its conditions, data and next review', async () => {
    await toolIsApproved();
    const list = await as('Sara Sales').types('#ai-program', '/stage3 tools');
    expect(list.text).toContain(
      'Notion AI · may see company-confidential data · next review by 12 July 2026\nConditions: Only with the company account',
    );
  });

  test.each([
    ['/stage3 tools Notion AI', 'Notion AI is approved since 12 January 2026'],
    [
      '/stage3 tools may I use notion ai for personal notes?',
      'Personal data: no. Request it for this data first.',
    ],
    ['/stage3 tools Notion AI for our confidential offers', 'Company-confidential data: yes'],
    ['/stage3 tools Notion AI for cooking', 'Yes, within the data and the conditions above.'],
    ['/stage3 tools Otter', 'Nobody has asked for Otter yet. Request it before you use it.'],
    ['/stage3 tools Notion A', 'Did you mean Notion AI?'],
    ['/stage3 tools rules', 'Data rules for AI tools'],
  ])('%s', async (typed, words) => {
    await toolIsApproved();
    expect((await as('Sara Sales').types('#ai-program', typed)).text).toContain(words);
  });

  test('is looked up by a question in a direct message', async () => {
    await toolIsApproved();
    const answer = await as('Sara Sales').types('@crossing', 'May I use Notion AI for meeting notes?');
    expect(answer.text).toContain('Notion AI has been approved since 12 January 2026');
  });

  test.each(['May I use Notion AI for personal data?', 'can we use Notion AI with customer data'])(
    'is not allowed by a question about data that it may not see: %s',
    async (question) => {
      await toolIsApproved();
      const answer = await as('Sara Sales').types('@crossing', question);
      expect(answer.text).toContain('No, not with personal data: Notion AI');
    },
  );

  test('shows as drift where a use case runs on it although it was refused', async () => {
    await toolIsRequested();
    await records(crossing, decideTool, toolDecision({ outcome: 'refused' }), 'U0ITAI');
    await registers();
    const stack = await opens('Omar Owner', '/stage3 UC-1', 'Record stack');
    await submitRecorded(stack, { 'Observability stack': 'Notion AI' });
    const page = await as('Omar Owner').types('#ai-program', '/stage3 UC-1');
    expect(page.text).toContain(
      'Observability stack: runs on Notion AI, but Notion AI was refused on 12 January 2026 (T-1)',
    );
  });

  test('is asked for again with what changed', async () => {
    await toolIsRequested();
    await records(crossing, decideTool, toolDecision({ outcome: 'refused' }), 'U0ITAI');
    const form = await opens('Omar Owner', '/stage3 tools Notion AI', 'Ask again');
    expect(form.text).toContain('Refused on 12 January 2026');
    const done = await submitRecorded(form, {
      ...asked,
      Purpose: 'Notes',
      'What changed': 'A DPA is signed',
    });
    expect(done.text).toContain('T-2 Notion AI is requested.');
  });
});

describe('tools that are already decided', () => {
  const header = 'tool,vendor,kind,state,data,conditions,decided on,decided by,reason,next review,Owner';
  const contents = [
    header,
    'DraftDesk,,business-plan,approved,none,Only with the company account,2025-11-03,@lena,Public texts only,2026-04-30,Omar',
    'MeetScribe,,free account,rejected,personal,,4.11.2025,,It trains on calls,,Sara',
    'Gamma,,business-plan,maybe,none,,2025-11-05,,Slides,,Sara',
  ].join('\n');

  /** Has the lead open the form with a file. */
  async function chooses(file: string) {
    const form = await opens('Lena Lead', '/stage3 tools', 'Import tools');
    await form.attaches('CSV file', { name: 'tools.csv', contents: file });
    return form.submits();
  }

  test('are imported from a file after a preview, and exported as they were', async () => {
    const { modal: preview } = await chooses(contents);
    expect(preview?.text).toContain('2 tools can be recorded. 1 row would be left out.');
    expect(preview?.text).toContain('Columns not read: "Owner"');
    expect(preview?.text).toContain(
      'DraftDesk: approved by @Lena Lead (sample) on 3 November 2025; may see neither personal nor confidential data; conditions: Only with the company account; next review by 30 April 2026',
    );
    expect(preview?.text).toContain(
      'row 4 Gamma: state: enter one of approved, refused, withdrawn, not "maybe".',
    );
    expect((await register()).approvedTools.size).toBe(0);
    await preview?.fill({ 'Tick to record': ['Record 2 tools'] });
    const done = (await preview?.submits())?.modal;
    expect(done?.text).toContain('2 tools imported: 1 approved, 1 refused. 1 row left out.');
    expect(done?.text).toContain('row 4 Gamma: state: enter one of');
    await done?.closes({ all: true });

    const log = await as('Sara Sales').types('#ai-program', '/stage3 log');
    expect(log.text).toContain('imported the decision on an AI tool');
    const { messages } = await as('Sara Sales').types('#ai-program', '/stage3 tools meetscribe');
    expect(messages[0]?.text).toContain('Refused on 4 November 2025 by @Lena Lead');
    expect(messages[0]?.text).toContain('Imported: this was decided before it was recorded in Crossing.');
    const page = await as('Sara Sales').types('#ai-program', '/stage3 tools');
    const exported = await page.clicks('Export tools');
    expect(exported.text).toContain(
      'DraftDesk,,business-plan,approved,none,Only with the company account,T-1,2025-11-03,U0LENA,Public texts only,2026-04-30,',
    );
    const rows = exported.text.split('\n').filter((line) => line.includes(','));
    const again = await chooses(rows.join('\n'));
    expect(again.errors?.['CSV file']).toBe('These decisions are already recorded. Nothing would change.');
    expect((await register()).toolRequests.size).toBe(2);
  });

  test.each([
    [
      'a thousand rows and one',
      `${header}\n${'DraftDesk,,built-in,refused,none,,2025-11-03,,Fits,,\n'.repeat(1001)}`,
      'This has 1,001 lines; at most 1,000 in one import.',
    ],
    [
      'two megabytes',
      `${header}\n${'x'.repeat(2_000_001)}`,
      'This is too long for one import: at most 2,000,000 characters.',
    ],
  ])('are not read from a file of %s', async (_, file, problem) => {
    expect((await chooses(file)).errors?.['CSV file']).toBe(problem);
  });

  test('show the preview again when somebody decides on one meanwhile', async () => {
    const { modal: preview } = await chooses(contents);
    await toolIsApproved();
    await records(crossing, requestTool, toolRequest({ tool: 'draft desk' }), 'U0OMAR');
    await preview?.fill({ 'Tick to record': ['Record 2 tools'] });
    const again = (await preview?.submits())?.modal;
    expect(again?.text).toContain('1 tool can be recorded. 2 rows would be left out.');
    expect(again?.text).toContain('tool: T-2 waits for a decision. Decide this request instead.');
    expect((await register()).approvedTools.size).toBe(1);
  });

  test('are shown with a warning when their name resembles a known one', async () => {
    await toolIsApproved();
    const { modal } = await chooses(`${header}\nNotion,,built-in,refused,none,,2025-11-03,,Fits,,`);
    expect(modal?.text).toContain('its name resembles Notion AI');
  });

  test('are a button of the lead and of the reviewer alone', async () => {
    await toolIsRequested();
    const buttonsOf = async (person: string) =>
      (await as(person).types('#ai-program', '/stage3 tools')).buttons;
    expect(await buttonsOf('Itai IT')).toContain('Import tools');
    expect(await buttonsOf('Lena Lead')).toContain('Import tools');
    expect(await buttonsOf('Omar Owner')).not.toContain('Import tools');
  });
});
