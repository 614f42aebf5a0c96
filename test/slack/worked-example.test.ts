import ICAL from 'ical.js';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import {
  calculatesRoi,
  completesChecklist,
  completesItem,
  evidence,
  goesLive,
  plansRollout,
  recordsDpa,
  recordsStack,
  startsSecondPilot,
  waives,
  workedExample,
} from '../../sandbox/worked-example.ts';
import { readTable, unzip } from '../support/evidence-pack.ts';
import { patientLimits } from '../support/patient-limits.ts';

let crossing: LocalCrossing;

/** Returns the lead's answer to /stage3 on the current day. */
async function verdict(command = '/stage3'): Promise<string> {
  return (await crossing.workspace.as('Lena Lead').types('#ai-program', command)).text;
}

/** Replays the rows of the example up to a day, but not those named. */
async function replay(until: string, except: readonly string[] = []): Promise<void> {
  crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
  for (const { on, act } of workedExample) {
    if (on > until) break;
    crossing.moveTo(on);
    if (!except.includes(on)) await act(crossing.workspace, crossing);
  }
  crossing.moveTo(until);
}

const matchMet = (title: string) => new RegExp(`✅ ?\\d\\. ${title}|:white_check_mark: ?\\d\\. ${title}`);

/** The last column of the worked example. */
const answers: Readonly<Record<string, readonly string[]>> = {
  '2025-07-01': ['Stage 1: 0 of 4 requirements for Stage 3'],
  '2025-07-14': ['Stage 2: 0 of 4 requirements for Stage 3'],
  '2025-09-20': ['Stage 2: 0 of 4 requirements for Stage 3'],
  '2025-10-01': [
    'Stage 2: 0 of 4 requirements for Stage 3',
    'Pilot purgatory: 2 of 5 symptoms',
    'pilots that never end',
    'no infrastructure decisions',
  ],
  '2025-10-06': [
    'Stage 2: 0 of 4 requirements for Stage 3',
    '3 of 5 decisions committed',
    'Guardrail tooling: no decision yet (and 1 more)',
    'One symptom',
  ],
  '2025-10-13': ['Stage 2: 1 of 4 requirements for Stage 3'],
  '2025-11-03': ['Stage 2: 2 of 4 requirements for Stage 3'],
  '2025-12-15': ['Stage 2: 2 of 4 requirements for Stage 3'],
  '2026-01-12': ['Stage 2: 3 of 4 requirements for Stage 3'],
  '2026-02-02': ['Stage 3: all 4 requirements met'],
  '2026-02-16': ['Stage 3: all 4 requirements met'],
  '2026-03-02': [
    'Stage 2: 3 of 4 requirements for Stage 3',
    'Stage 3 was lost on 2 March 2026 (held since 2 February): AI Operations has no active owner',
  ],
};

describe('the worked example, replayed in Slack', () => {
  const first: Record<string, string> = {};

  beforeAll(async () => {
    crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
    for (const { on, act } of workedExample) {
      crossing.moveTo(on);
      await act(crossing.workspace, crossing);
      // Slack tells of a deactivation by an event, which is on its way when the account is gone.
      first[on] = await vi.waitFor(async () => {
        const answer = await verdict();
        for (const words of answers[on] ?? []) expect(answer, on).toContain(words);
        return answer.split('\n')[0] ?? '';
      });
    }
  });
  afterAll(() => crossing.close());

  test('every row gets the verdict it should, on its day and later as of its day', async () => {
    for (const [on, headline] of Object.entries(first)) {
      expect(await verdict(`/stage3 as of ${on}`), on).toContain(`${headline} (as of `);
    }
    expect(await verdict('/stage3 as of 2026-01-31')).toContain(
      'Stage 2: 3 of 4 requirements for Stage 3 (as of 31 January 2026)',
    );
  });

  test('the support agent that may execute has an audit trail without a gap', async () => {
    const audit = await verdict('/stage3 audit UC-1');
    expect(audit).toContain('40 events since 12 February 2026. Last one: ');
    expect(audit).toContain('Last 7 days\n15 events\nFailed\n2 (13.3%)\nRefused\n1 (6.7%)');
    expect(audit).toContain('refused · Closed solved ticket · ticket 48321');
    expect(await verdict('/stage3 usecase show UC-1')).toContain(
      'Audit trail: events since 12 February 2026',
    );
    expect(await verdict('/stage3 digest')).toMatch(/Audit trails at UC-1 #40 [`0-9a-f]{8}/);
  });

  test('the policy review was moved once, and its calendar file says so', async () => {
    expect(await verdict('/stage3 review')).toContain(
      'Scheduled for Wed 11 March, 14:00 (Europe/Berlin), two hours, with @Lena Lead (sample)',
    );
    await crossing.deliver();
    const messages = crossing.workspace.as('Omar Owner').directMessages();
    const files = messages.filter((one) => one.files.length > 0);
    const text = Buffer.from(files.at(-1)?.opensFile() ?? []).toString();
    const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
    expect([
      event?.getFirstPropertyValue('sequence'),
      String(event?.getFirstPropertyValue('dtstart')),
    ]).toEqual([1, '2026-03-11T13:00:00Z']);
  });

  test('the evidence pack has both', async () => {
    await verdict('/stage3 pack');
    await crossing.deliver();
    const pack = crossing.workspace
      .as('Lena Lead')
      .directMessages()
      .find((one) => one.files.some((name) => name.startsWith('evidence-pack-')));
    const files = unzip(pack?.opensFile() ?? new Uint8Array());
    expect(readTable(files, 'audit-trails')).toMatchObject([{ useCase: 'UC-1', events: '40' }]);
    expect(readTable(files, 'review-meetings')).toMatchObject([{ quarter: 'Q4 2025', day: '2026-03-11' }]);
  });
});

describe('variations of the worked example, replayed in Slack', () => {
  afterEach(() => crossing.close());

  test('a use case that is live for volunteers only does not meet requirement 1', async () => {
    await replay('2026-02-02', ['2026-01-12', '2026-02-02']);
    await goesLive(crossing.workspace, { Audience: 'Volunteers only', 'Deployed users': 12 });
    await startsSecondPilot(crossing.workspace);
    const answer = await verdict();
    expect(answer).toContain('Stage 2: 3 of 4 requirements for Stage 3');
    expect(answer).not.toMatch(matchMet('One use case in production'));
    expect(answer).toContain('live for volunteers only, 12 of 40 intended users');
  });

  test('one use case in production and nothing else is a scaled pilot, in those words', async () => {
    await replay('2025-07-14');
    const { workspace } = crossing;
    crossing.moveTo('2025-12-15');
    await completesChecklist(workspace, [], 'Omar Owner');
    await goesLive(workspace, { Audience: 'All intended users', 'Deployed users': 40 });
    const answer = await verdict();
    expect(answer).toContain('Scaled pilot: 1 of 4 requirements for Stage 3');
    expect(answer).toMatch(matchMet('One use case in production'));
  });

  test('a second pilot on another vector store fails requirements 2 and 3 and is named; a waiver shows its end', async () => {
    await replay('2026-02-02');
    const { workspace } = crossing;
    await recordsStack(workspace, 'UC-2', { 'Vector database': 'Weaviate' });
    const drifted = await verdict();
    expect(drifted).toContain('Stage 2: 2 of 4 requirements for Stage 3');
    expect(drifted).toContain('UC-2 runs on Weaviate');
    expect(drifted).not.toMatch(matchMet('Shared infrastructure committed'));
    expect(drifted).not.toMatch(matchMet('A second use case in active pilot'));
    await waives(workspace, '/stage3 usecase show UC-2', 'Waive drift', { Until: '2026-03-31' });
    const waived = await verdict();
    expect(waived).toContain('Stage 3: all 4 requirements met');
    expect(waived).toContain('waived until 31 March 2026');
  });

  test('a waiver is ended before its time by a button beside it; what it stood in for is open again', async () => {
    await replay('2026-02-02');
    const { workspace } = crossing;
    const ana = workspace.as('Ana Operations');
    await recordsStack(workspace, 'UC-2', { 'Vector database': 'Weaviate' });
    await waives(workspace, '/stage3 usecase show UC-2', 'Waive drift', { Until: '2026-03-31' });
    await waives(workspace, '/stage3 checklist UC-2', 'Waive item', {
      Item: 'Fallback',
      Until: '2026-03-01',
    });
    for (const [command, waived] of [
      ['/stage3 checklist UC-2', 'Waived until 1 March 2026'],
      ['/stage3 usecase show UC-2', 'waived until 31 March 2026'],
    ] as const) {
      const page = await ana.types('#ai-program', command);
      expect(page.text).toContain(waived);
      const after = await page.clicks('End waiver');
      expect(after.text).not.toContain(waived);
      expect(after.buttons).not.toContain('End waiver');
    }
    expect(await verdict()).toContain('UC-2 runs on Weaviate');
  });

  test('eight of eight with one waived may go live, and requirement 1 does not hold', async () => {
    await replay('2026-01-12', ['2025-12-15', '2026-01-12']);
    const { workspace } = crossing;
    await completesChecklist(workspace, ['Fallback']);
    await recordsStack(workspace, 'UC-1');
    await waives(workspace, '/stage3 checklist UC-1', 'Waive item', {
      Item: 'Fallback',
      Until: '2026-03-01',
    });
    await goesLive(workspace, { Audience: 'All intended users', 'Deployed users': 40 });
    const answer = await verdict();
    expect(answer).toContain('Stage 2: 2 of 4 requirements for Stage 3');
    expect(answer).not.toMatch(matchMet('One use case in production'));
    expect(answer).toContain('Fallback is waived until 1 March 2026');
  });

  test('personal data without a DPA cannot go live, and no waiver is offered for it', async () => {
    await replay('2026-01-12', ['2025-12-15', '2026-01-12']);
    const { workspace } = crossing;
    for (const title of Object.keys(evidence)) await completesItem(workspace, title);
    await calculatesRoi(workspace);
    await plansRollout(workspace);
    await recordsDpa(workspace, 'OpenAI');
    const omar = workspace.as('Omar Owner');
    await (await omar.types('#ai-program', '/stage3 usecase show UC-1')).clicks('Go live');
    const refusal = await omar.openModal();
    expect(refusal.text).toContain('One thing is missing before UC-1 can go live');
    expect(refusal.text).toContain('Pinecone has no DPA');
    expect(refusal.buttons).toContain('Record DPA');
    await refusal.closes();
    const checklist = await workspace.as('Ana Operations').types('#ai-program', '/stage3 checklist UC-1');
    expect(checklist.buttons).not.toContain('Waive item');
  });
});
