import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SeenModal } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { clicksWithin } from '../../sandbox/form-filling.ts';
import { completesChecklist, evidence, workedExample } from '../../sandbox/worked-example.ts';

let crossing: LocalCrossing;
const omar = () => crossing.workspace.as('Omar Owner');

beforeAll(async () => {
  crossing = await startLocalCrossing('sqlite::memory:');
  for (const { on, act } of workedExample.filter((row) => row.on <= '2025-10-01')) {
    crossing.moveTo(on);
    await act(crossing.workspace, crossing);
  }
});
afterAll(() => crossing.close());

/** Opens the form behind a button on the page of UC-1. */
async function opens(button: string, who = omar()): Promise<SeenModal> {
  await clicksWithin(await who.types('#ai-program', '/stage3 usecase show UC-1'), button);
  return who.openModal();
}

describe('at the end of a pilot there are three answers', () => {
  test('the facts are in view: what was promised, results, adoption, ROI', async () => {
    const form = await opens('Decide');
    expect(form.text).toContain('30% of inbound tickets resolved without a person');
    expect(form.text).toContain('35% of tickets resolved without a person');
    expect(form.text).toContain('12 of 12 weekly, 9 daily');
    expect(form.text).toContain('not calculated yet');
    expect(form.options('Decision')).toEqual([
      'Scale: take it to production',
      'Stop: keep the lessons learned',
      'Extend: decide by a later day',
    ]);
    await form.closes();
  });

  test('scaling what is not ready is recorded with its day, and lists what is missing, each with its button', async () => {
    const form = await opens('Decide');
    await form.fill({ Decision: 'Scale: take it to production' });
    const { modal: asked } = await form.submits();
    await asked?.fill({ 'Goes live by': '2025-11-03' });
    const done = (await asked?.submits())?.modal;
    expect(done?.text).toContain(': scale, and go live by 3 November 2025. Still missing:');
    expect(done?.buttons.filter((button) => button === 'Add evidence')).toHaveLength(7);
    expect(done?.buttons).toEqual(expect.arrayContaining(['Record DPA', 'Calculate ROI', 'Plan roll-out']));
    await done?.closes();
    const record = await omar().types('#ai-program', '/stage3 usecase show UC-1');
    expect(record.text).toContain('go-live is due by 3 November 2025, as decided on 1 October 2025');
  });

  test('extending asks why and until when, is counted in public, and the second time says what it is', async () => {
    for (const [day, words] of [
      ['2025-11-30', 'extended once'],
      ['2026-01-31', 'extended twice, a symptom of pilot purgatory'],
    ] as const) {
      const form = await opens('Decide');
      await form.fill({ Decision: 'Extend: decide by a later day' });
      const { modal: asked } = await form.submits();
      await asked?.fill({
        'Decide by': '2025-09-01',
        Reason: 'The holidays are not in the numbers yet.',
      });
      expect((await asked?.submits())?.errors?.['Decide by']).toContain('Choose a day after');
      expect(asked?.holds('Reason')).toBe('The holidays are not in the numbers yet.');
      await asked?.fill({ 'Decide by': day });
      const done = (await asked?.submits())?.modal;
      expect(done?.text).toContain(words);
      await done?.closes();
    }
    const record = await omar().types('#ai-program', '/stage3 usecase show UC-1');
    expect(record.text).toContain('extended twice, a symptom of pilot purgatory');
    expect((await omar().types('#ai-program', '/stage3')).text).toContain('waiting for more data');
  });

  test('a criterion added after the start is kept as a moved bar, and says so', async () => {
    const form = await opens('Add criterion');
    await form.fill({ 'New criterion': '30% of inbound tickets resolved WITHOUT a person' });
    expect((await form.submits()).errors?.['New criterion']).toContain('already');
    await form.fill({ 'New criterion': 'Customers rate it 4 of 5' });
    await (await form.submits()).modal?.closes();
    expect((await omar().types('#ai-program', '/stage3 usecase show UC-1')).text).toContain(
      'after the start',
    );
    const verdict = await omar().types('#ai-program', '/stage3');
    await verdict.clicks('Pilot purgatory');
    expect(verdict.messages[0]?.text).toContain('UC-1 got another success criterion after its start');
  });
});

describe('adoption, roll-out and ROI', () => {
  test('check-ins over weeks become a chart with its figures beside it, and low adoption is named', async () => {
    const checksIn = async (day: string, weekly: number) => {
      crossing.moveTo(day);
      const form = await opens('Check in');
      await form.fill({ 'Daily users': 1, 'Weekly users': weekly, 'Not at all': 2 });
      await (await form.submits()).modal?.closes();
    };
    await checksIn('2025-10-02', 8);
    await checksIn('2025-10-09', 4);
    const page = await (await omar().types('#ai-program', '/stage3 usecase show UC-1')).clicks(
      'Adoption and ROI',
    );
    expect(page.text).toContain('Low adoption: 33% use it weekly; under 40% is low');
    expect(page.text).toContain('67% weekly (8 of 12)');
    const drawn = crossing.workspace.as('Omar Owner').connection.state().messages;
    const blocks = Object.values(drawn).flatMap((all) => all.flatMap((message) => message.blocks));
    expect(blocks.filter((block) => block.type === 'data_visualization')).toHaveLength(1);
  });

  test('in a modal, where Slack draws no chart, the same page has its figures', async () => {
    const modal = await (await (await omar().opensHome()).clicks('Use cases')).modal?.clicks('Open');
    await modal?.modal?.clicks('Adoption and ROI');
    expect(omar().modal()?.text).toContain('Low adoption');
    await omar().modal()?.closes();
  });

  test('the roll-out page counts who is reached and who is next, and names nobody', async () => {
    const page = await clicksWithin(
      await omar().types('#ai-program', '/stage3 usecase show UC-1'),
      'Show roll-out',
    );
    expect(page.text).toContain('Deployed to 12 of 40');
    expect(page.text).toContain('Next: hold a walkthrough of the new workflow for 28 more people.');
    expect(page.text).not.toContain('@');
  });

  test("the source's example: 2,880 h, $144,000, $104,000 net, $96,000 with overhead; pilot and production side by side", async () => {
    for (const phase of ['Pilot', 'Production']) {
      const form = await opens('Calculate ROI');
      await form.fill({
        Phase: phase,
        Users: 20,
        'Hours saved per user and week': 3,
        'Model API per year': 20_000,
        'AI Operations cost per year': 12_000,
        'Infrastructure per year': 5000,
        'Monitoring per year': 3000,
      });
      const outcome = await form.submits();
      expect(outcome.errors).toBeUndefined();
      const done = outcome.modal;
      expect(done?.text).toContain('2,880 h');
      await done?.closes();
    }
    const page = await clicksWithin(
      await omar().types('#ai-program', '/stage3 usecase show UC-1'),
      'Show ROI',
    );
    for (const words of [
      'In pilot',
      'In production',
      '2,880 h',
      '$144,000',
      '$104,000',
      '$96,000',
      '(guessed)',
    ]) {
      expect(page.text).toContain(words);
    }
  });
});

describe('two people at the same item', () => {
  test('the second is told what changed and by whom, keeps what they typed, and may put it in place', async () => {
    const { workspace } = crossing;
    const lena = workspace.as('Lena Lead');
    const title = 'Monitoring';
    const openEvidence = async (person: typeof lena) => {
      const page = await person.types('#ai-program', '/stage3 checklist UC-1');
      await page.clicks('Add evidence', { near: title });
      return person.openModal();
    };
    const [first, second] = [await openEvidence(omar()), await openEvidence(lena)];
    await first.fill(evidence[title] ?? {});
    await (await first.submits()).modal?.closes();
    await second.fill({ 'Alerts on': ['Latency'], Dashboard: 'https://grafana.example.com/lena' });
    const again = (await second.submits()).modal;
    expect(again?.text).toContain('Somebody else changed this while you were typing');
    expect(again?.text).toContain('Omar Owner');
    expect(again?.text).toContain('langsmith.example.com');
    expect(again?.holds('Dashboard')).toBe('https://grafana.example.com/lena');
    expect(again?.holds('Alerts on')).toBe('Latency');
    const done = (await again?.submits())?.modal;
    expect(done?.text).toContain('is saved, but not complete: no alert on error rate');
    await done?.closes();
  });

  test("fields untouched by the second person show the first person's values", async () => {
    const { workspace } = crossing;
    const openEvidence = (name: string) =>
      workspace
        .as(name)
        .types('#ai-program', '/stage3 usecase edit UC-1')
        .then(() => workspace.as(name).openModal());
    const [first, second] = [await openEvidence('Omar Owner'), await openEvidence('Lena Lead')];
    const purpose = second.holds('What it does');
    await first.fill({ 'What it does': 'Answer what customers ask at night', Vendors: 'OpenAI, Pinecone' });
    await (await first.submits()).modal?.closes();
    await second.fill({ Team: 'Customer Care' });
    const again = (await second.submits()).modal;
    expect(purpose).not.toContain('at night');
    expect(again?.holds('What it does')).toBe('Answer what customers ask at night');
    expect(again?.holds('Vendors')).toBe('OpenAI, Pinecone');
    expect(again?.holds('Team')).toBe('Customer Care');
    await (await again?.submits())?.modal?.closes();
    const record = await omar().types('#ai-program', '/stage3 usecase show UC-1');
    for (const words of ['at night', 'Pinecone', 'Customer Care']) expect(record.text).toContain(words);
  });
});

describe('stopping', () => {
  test('a stopped pilot keeps everything, and what was learned', async () => {
    crossing.moveTo('2025-12-15');
    await completesChecklist(crossing.workspace, [], 'Omar Owner');
    const form = await opens('Decide');
    await form.fill({ Decision: 'Stop: keep the lessons learned' });
    const { modal: asked } = await form.submits();
    await asked?.fill({ 'Lessons learned': 'Good at routine, weak at refunds.' });
    await (await asked?.submits())?.modal?.closes();
    const record = await omar().types('#ai-program', '/stage3 usecase show UC-1');
    expect(record.text).toContain('Good at routine, weak at refunds.');
    expect(record.text).toContain('30% of inbound tickets');
    expect(record.buttons).not.toContain('Decide');
  });

  test('a stopped use case can be read, and has no button to change it', async () => {
    const reading = ['Show costs', 'Overview', 'Checklist', 'Adoption and ROI', 'Change log'];
    const leading = ['All use cases', 'Show ROI', 'Show roll-out', 'Older', 'Newer'];
    for (const page of [null, 'Checklist', 'Adoption and ROI', 'Change log']) {
      const record = await omar().types('#ai-program', '/stage3 usecase show UC-1');
      const { buttons } = page === null ? record : await record.clicks(page);
      expect(buttons.filter((label) => ![...reading, ...leading].includes(label.replace('• ', '')))).toEqual(
        [],
      );
    }
  });

  test('a form that would change it does not open: it says when that was, and what to do instead', async () => {
    const refusal =
      'UC-1 was stopped on 15 December 2025. Its records are kept. To try again, register a new use case.';
    await omar().types('#ai-program', '/stage3 usecase edit UC-1');
    const modal = await omar().openModal();
    expect([modal.title, modal.text, modal.labels]).toEqual([
      'Not possible',
      expect.stringContaining(refusal),
      [],
    ]);
    await modal.closes();
    const typed = await omar().types('#ai-program', '/stage3 checkin UC-1 daily:1 weekly:2 none:3');
    expect(typed.text).toContain(refusal);
  });
});
