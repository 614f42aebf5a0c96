import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/client.ts';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { goLive, stopUseCase } from '../../src/domain/use-cases/production.ts';
import { as, crossing, pilots, prepareForGoLive, registers, startCrossing } from '../support/forms.ts';
import { records } from '../support/records-directly.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const shows = async (who: string, command: string): Promise<SeenMessage> =>
  (await as(who).types('#ai-program', command)).messages[0] as SeenMessage;
const tabs = ['Overview', 'Checklist', 'Adoption and ROI', 'Change log'];
/** Returns the blocks of a message, with its tabs and menus. */
const blocksOf = (message: SeenMessage) =>
  Object.values(as('Omar Owner').connection.state().messages)
    .flat()
    .find(({ blocks }) => JSON.stringify(blocks).includes(message.text.split('\n')[0] ?? ''))?.blocks ?? [];

describe('the page of a use case', () => {
  test.each(['proposed', 'pilot', 'production'])(
    'in %s has one next step, three buttons at most, and the rest in one menu',
    async (stage) => {
      if (stage === 'proposed') await registers();
      else await prepareForGoLive();
      if (stage === 'production')
        await records(crossing, goLive, {
          useCase: 'UC-1',
          liveOn: '2026-01-12',
          audience: 'everyone',
          deployed: 40,
        });
      const page = await shows('Omar Owner', '/stage3 usecase show UC-1');
      const drawn = JSON.stringify(blocksOf(page));
      expect(drawn.match(/"style":"primary"/g)?.length ?? 0).toBeLessThanOrEqual(1);
      expect(drawn.match(/"type":"overflow"/g)).toHaveLength(1);
      const rows = blocksOf(page).flatMap((block) =>
        block.type === 'actions' ? [block.elements.length] : [],
      );
      expect(rows.at(-1)).toBe(tabs.length);
      expect(rows.slice(0, -1).every((count) => count <= 3)).toBe(true);
      expect(new Set(page.buttons).size).toBe(page.buttons.length);
    },
  );

  test('has the same tabs on each of its pages, the current one marked', async () => {
    await pilots();
    const page = await shows('Omar Owner', '/stage3 usecase show UC-1');
    for (const tab of ['Checklist', 'Adoption and ROI', 'Change log', 'Overview']) {
      await page.clicks(tab);
      const shown = page.buttons.filter((label) => tabs.includes(label.replace('• ', '')));
      expect(shown).toEqual(tabs.map((title) => (title === tab ? `• ${title}` : title)));
    }
  });

  test('offers nothing that a member may not do, and says for whom it waits', async () => {
    await pilots();
    const page = await shows('Sara Sales', '/stage3 usecase show UC-1');
    expect(page.text).toContain('Waiting for @Omar Owner');
    expect(page.text).toMatch(/Ask @Omar Owner \(sample\) to do these: .*Check in, Decide, Go live/);
    expect(page.buttons.filter((label) => !tabs.includes(label.replace('• ', '')))).toEqual([
      'Evaluate tools',
      'More',
    ]);
    await page.clicks('More');
    expect(page.text).toContain('More for UC-1');
    expect(page.buttons).toContain('All use cases');
    await page.clicks('Checklist');
    expect(page.buttons).toEqual(tabs.map((title) => (title === 'Checklist' ? `• ${title}` : title)));
    expect(page.text).toContain('Waiting for @Omar Owner');
  });

  test('a waiver is not offered to its owner, who reads that AI Operations grants it', async () => {
    await pilots();
    await records(crossing, appointOperators, { people: ['U0ANAO'] });
    const page = await shows('Omar Owner', '/stage3 checklist UC-1');
    expect(page.buttons).not.toContain('Waive item');
    expect(page.text).toContain('Ask @Ana Operations (sample) to do these: Waive item.');
  });

  test('an ended use case offers nothing, and says when and why it ended', async () => {
    await pilots();
    await records(crossing, stopUseCase, { useCase: 'UC-1', reason: 'Too slow' });
    const page = await shows('Omar Owner', '/stage3 usecase show UC-1');
    expect(page.text).toContain('Stopped on 12 January 2026: Too slow');
    expect(page.text).not.toContain('Next:');
  });
});

describe('the checklist', () => {
  test('shows evidence where it is judged: value, source, by whom, how old, until when', async () => {
    await prepareForGoLive();
    crossing.moveTo('2026-04-10');
    const page = await shows('Omar Owner', '/stage3 checklist UC-1');
    for (const words of [
      'Alerts on error rate, latency, unusual output; dashboard: https://',
      'Confirmed by @Lena Lead (sample) on 12 January 2026 (88 days ago) · expires in 2 days (12 April 2026)',
      'On a model timeout: show cached output; when a guardrail triggers: decline gracefully',
      'No DPA is needed: it touches no personal or confidential data.',
    ])
      expect(page.text).toContain(words);
    expect(page.buttons.filter((label) => label === 'Update')).toHaveLength(8);
  });

  test('of a pilot with all eight says that it is ready to go live', async () => {
    await prepareForGoLive();
    const page = await shows('Omar Owner', '/stage3 checklist UC-1');
    expect(page.text.split('\n')[0]).toBe('UC-1 checklist: 8 of 8 complete');
    expect(page.text).toContain('UC-1 is ready to go live.\nNext: Go live\n[Go live]');
    expect(page.text).not.toContain('in production');
  });

  test('of a proposal says that the pilot comes first, and of what is live that it is in production', async () => {
    await prepareForGoLive();
    await records(crossing, goLive, {
      useCase: 'UC-1',
      liveOn: '2026-01-12',
      audience: 'everyone',
      deployed: 40,
    });
    const live = await shows('Omar Owner', '/stage3 checklist UC-1');
    expect(live.text).toContain('UC-1 is in production and its checklist is complete.');
  });

  test('names who left beside the evidence that names them', async () => {
    await prepareForGoLive();
    await crossing.workspace.control.deactivate('Ana Operations');
    const page = await shows('Omar Owner', '/stage3 checklist UC-1');
    expect(page.text).toContain('Call @Ana Operations (sample) (left Slack)');
  });
});
