import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenHome, Value } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { evidence } from '../../sandbox/worked-example.ts';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { commitment, registration } from '../support/register.ts';

let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
  crossing.moveTo('2026-02-02');
});
afterEach(() => crossing.close());

const as = (person: string) => crossing.workspace.as(person);

/** Clicks a button of Home that opens a form, fills it in, submits it and closes what then stands there. */
async function does(home: SeenHome, who: string, button: string, fields: Record<string, Value>) {
  await home.clicks(button);
  const form = await as(who).openModal();
  await form.fill(fields);
  const { errors, modal } = await form.submits();
  expect(errors).toBeUndefined();
  expect(modal?.title).toBe('Recorded');
  await modal?.closes({ all: true });
}

/** Waits until Home, which is drawn after the answer, shows what was recorded. */
const shows = (home: SeenHome, who: string, what: (text: string) => boolean) =>
  as(who).waits(() => what(home.text), 'Home as it is now');

/** Registers a use case of Omar's, and starts its pilot. */
async function pilot(name: string): Promise<string> {
  await records(
    crossing,
    registerUseCase,
    registration({ name, purpose: name, owner: 'U0OMAR', whyNew: 'Another job', vendors: ['OpenAI'] }),
  );
  const { useCases } = await crossing.store.load(crossing.workspace.teamId);
  const useCase = [...useCases.keys()].at(-1) ?? '';
  await records(crossing, startPilot, {
    useCase,
    startedOn: '2026-02-01',
    decideBy: '2026-04-01',
    volunteers: 5,
    criteria: ['30% of tickets resolved without a person'],
    stack: null,
  });
  return useCase;
}

describe('the weekly digest', () => {
  test('is asked for of the lead alone, once something is registered and until a channel gets it', async () => {
    await records(crossing, changeSettings, {
      ...{ timeZone: 'Europe/Berlin', leads: ['U0LENA'], reading: 'five' as const },
      ...{ currency: 'USD', workingDays: [1, 2, 3, 4, 5] },
    });
    const lena = await as('Lena Lead').opensHome();
    expect(lena.text).not.toContain('No channel gets the weekly digest');
    await pilot('Ticket sorting');
    await as('Lena Lead').opensHome();
    expect(lena.text).toContain('No channel gets the weekly digest');
    expect((await as('Omar Owner').opensHome()).text).not.toContain('No channel gets the weekly digest');
    await does(lena, 'Lena Lead', 'Choose channel', { Channel: '#general' });
    await shows(lena, 'Lena Lead', (text) => !text.includes('No channel gets the weekly digest'));
  });
});

describe('a newcomer', () => {
  test('an admin sees three first steps, each ticked off on Home when it is taken', async () => {
    const home = await as('Lena Lead').opensHome();
    const first = home.text.split('\n')[0];
    expect(first).toBe('Three steps to your first verdict');
    for (const step of [
      '1. Register the use of AI',
      '2. Commit the decisions',
      '3. Appoint an AI Operations owner',
    ]) {
      expect(home.text).toContain(step);
    }
    expect(home.text).toContain('Stage 1: 0 of 4 requirements for Stage 3\n[Open verdict]');
    expect(home.text).not.toContain('For you');
    await does(home, 'Lena Lead', 'Appoint lead', { 'Transformation lead': ['@Lena Lead'] });
    await shows(home, 'Lena Lead', (text) => !text.includes('There is no transformation lead yet'));

    await home.clicks('Register use case', { near: '1. Register the use of AI' });
    const form = await as('Lena Lead').openModal();
    await form.fill({ Name: 'Ticket sorting', 'What it does': 'Sorts tickets.', Team: 'Support' });
    await form.fill({ 'Intended users': 40, 'What it may do': 'Suggest: a person decides and acts' });
    await form.fill({ Retrieval: 'No' });
    await (await form.submits()).modal?.closes({ all: true });
    const registered = ':white_check_mark: Register the use of AI that people rely on most';
    await shows(home, 'Lena Lead', (text) => text.includes(registered));
    expect(home.text).toContain('2. Commit the decisions that all use cases share. 0 of 5');

    await does(home, 'Lena Lead', 'Commit decision', {
      Choice: 'OpenAI Enterprise',
      Vendor: 'OpenAI',
      'Enterprise agreement': 'Yes',
      Why: 'Everybody has it.',
    });
    const committed = ':white_check_mark: Commit the first shared decision';
    await shows(home, 'Lena Lead', (text) => text.includes(committed));
    expect(home.text).toContain('3. Appoint an AI Operations owner');

    await home.clicks('Appoint AI Operations', { near: '3. Appoint an AI Operations owner' });
    const named = await as('Lena Lead').openModal();
    await named.fill({ 'AI Operations owners': ['@Ana Operations'] });
    await (await named.submits()).modal?.closes({ all: true });
    await shows(home, 'Lena Lead', (text) => !text.includes('Three steps to your first verdict'));
    expect(home.text.split('\n')[0]).toMatch(/^For you \(\d+\)$/);
  });

  test('other members read who names the lead, and can register at once', async () => {
    const home = await as('Omar Owner').opensHome();
    expect(home.text).toContain('There is no transformation lead yet. A Slack admin appoints one');
    expect(home.text).toMatch(/2\. Commit the decisions .* Waiting for the lead\./);
    for (const button of ['Appoint lead', 'Commit decision', 'Appoint AI Operations'])
      expect(home.buttons).not.toContain(button);
    await home.clicks('Register use case', { near: '1. Register the use of AI' });
    expect((await as('Omar Owner').openModal()).title).toBe('Register use case');
  });

  test('other members who try to decide read who can, before filling in anything', async () => {
    const page = await as('Omar Owner').types('#ai-program', '/stage3 decisions');
    expect(page.buttons).not.toContain('Commit');
    expect(page.text).toContain('There is no lead yet. A Slack admin appoints one in /stage3 settings.');
  });
});

describe('Home, day by day', () => {
  beforeEach(async () => {
    const settings = {
      timeZone: 'Europe/Berlin',
      reading: 'five' as const,
      currency: 'EUR',
      workingDays: [1, 2, 3, 4, 5],
    };
    await records(crossing, changeSettings, { leads: ['U0LENA'], ...settings });
    await records(crossing, commitDecision, commitment('model-provider', { decider: 'U0LENA' }));
    await records(crossing, appointOperators, { people: ['U0ANAO'] });
  });

  test('offers no step that is the lead’s to somebody else, and says for whom it waits', async () => {
    await pilot('Ticket sorting');
    await records(crossing, appointOperators, { people: [] });
    const home = await as('Sara Sales').opensHome();
    expect(home.text).toMatch(/3\. Appoint an AI Operations owner\..* Waiting for @Lena Lead \(sample\)\./);
    expect(home.buttons).not.toContain('Appoint AI Operations');
    await home.clicks('Open verdict');
    const why = await as('Sara Sales').openModal();
    expect(why.text).toMatch(/Next: No AI Operations owner is appointed\nWaiting for @Lena Lead/);
    expect(why.buttons).not.toContain('Appoint AI Operations');
    await why.closes();
    expect((await as('Lena Lead').opensHome()).buttons).toContain('Appoint AI Operations');
  });

  test('one row for each use case begins with what can be done, and counts the rest', async () => {
    await pilot('Ticket sorting');
    const home = await as('Omar Owner').opensHome();
    const [list = ''] = home.text.split('Stage 2:');
    expect(list).toMatch(/1\. UC-1: .* \(and \d+ more\)/);
    expect(list).not.toContain('[Go live]');
  });

  test('begins with what waits for the person, then the verdict in one line, then what is theirs', async () => {
    await pilot('Ticket sorting');
    const sara = await as('Sara Sales').opensHome();
    expect(sara.text.split('\n').slice(-5, -1).join('\n')).not.toContain('Your use cases');
    expect(sara.text).toContain('For you (0)\nYou have nothing to do.\n');
    const omar = await as('Omar Owner').opensHome();
    const places = [
      'For you (1)',
      'Stage 2: 0 of 4 requirements for Stage 3\n[Open verdict]',
      'Your use cases (1)',
    ].map((words) => omar.text.indexOf(words));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('leads to every page', async () => {
    await pilot('Ticket sorting');
    const home = await as('Sara Sales').opensHome();
    for (const [button, title] of [
      ['Open verdict', 'Are we Stage 3?'],
      ['Use cases', 'Use cases'],
      ['Decisions', 'Shared decisions'],
      ['AI tools', 'AI tools'],
      ['Policy review', 'Policy review'],
      ['Settings', 'Settings'],
      ['Help', 'Commands'],
    ] as const) {
      await home.clicks(button);
      const page = await as('Sara Sales').openModal();
      expect(page.title).toBe(title);
      await page.closes();
    }
  });

  test('an owner sees what is theirs and what waits for them; a step taken waits no longer', async () => {
    const key = await pilot('Ticket sorting');
    const home = await as('Omar Owner').opensHome();
    expect(home.text).toContain(`${key} Ticket sorting · pilot, 58 days left · checklist 0 of 8`);
    expect(home.text).toMatch(/1\. UC-1: Monitoring: no evidence yet \(and 10 more\)/);
    await home.clicks('Add evidence', { near: 'Monitoring' });
    const form = await as('Omar Owner').openModal();
    await form.fill(evidence.Monitoring ?? {});
    await (await form.submits()).modal?.closes({ all: true });
    await shows(home, 'Omar Owner', (text) => !text.includes('Monitoring'));
    expect(home.text).toMatch(/1\. UC-1: .* \(and 9 more\)/);
    await home.clicks('Open', { near: key });
    expect((await as('Omar Owner').openModal()).text).toContain('Ticket sorting');
  });

  test('a person named for AI Operations is asked until they accept', async () => {
    const home = await as('Ana Operations').opensHome();
    expect(home.text).toContain('You are appointed to AI Operations');
    await does(home, 'Ana Operations', 'Accept', {
      'I am accountable for': ['Uptime of production AI', 'Incident response', 'Model versioning'],
    });
    await as('Ana Operations').waits(() => !home.text.includes('For you'), 'nothing for her');
    expect(home.text).toContain('Stage 1: 1 of 4 requirements for Stage 3');
  });

  test('an owner of many sees five, and a button to all of theirs', async () => {
    for (let n = 1; n <= 10; n += 1) await pilot(`Job number ${n}`);
    const home = await as('Omar Owner').opensHome();
    expect(home.buttons.filter((label) => label === 'Open')).toHaveLength(5);
    await home.clicks('Show all 10', { near: 'Job number' });
    expect((await as('Omar Owner').openModal()).text).toContain('Use cases you own (10)');
  });

  test('the verdict cannot be shared from Home, which is in no channel: the person reads where it can', async () => {
    const home = await as('Lena Lead').opensHome();
    await home.clicks('Help');
    const help = await as('Lena Lead').openModal();
    await help.clicks('Verdict');
    await help.clicks('Share in channel');
    expect(help.text).toContain('Type /stage3 in the channel, and share the answer from there.');
  });
});
