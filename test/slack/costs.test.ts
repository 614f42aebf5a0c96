import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordCosts } from '../../src/domain/costs/index.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { costOf } from '../support/costs.ts';
import { budgets, runsTwo } from '../support/form-cases/costs.ts';
import { as, crossing, fills, opens, register, startCrossing, submitRecorded } from '../support/forms.ts';
import { records } from '../support/records-directly.ts';
import { sourceRoi } from '../support/register.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const answer = async (who: string, typed: string): Promise<string> =>
  (await as(who).types('#ai-program', typed)).messages.map(({ text }) => text).join('\n');

const table = (...rows: readonly string[]) => ['use case,month,amount,calls', ...rows].join('\n');

describe('the costs of a use case', () => {
  test('are imported, corrected, confirmed by the owner of the report, and compared with the ROI', async () => {
    await budgets();
    await records(crossing, recordRoi, { ...sourceRoi('UC-1'), phase: 'pilot' }, 'U0OMAR');
    // The lead imports; Omar owns the cost report.
    const form = await opens('Lena Lead', '/stage3 costs', 'Import costs');
    await form.attaches('CSV file', {
      name: 'costs.csv',
      contents: table(
        'UC-1,2025-10,400,90',
        'UC-1,2025-11,"500,00",',
        'UC-1,Dec 2025,2600,800',
        'UC-2,2025-12,1,',
      ),
    });
    const { modal: preview } = await form.submits();
    expect(preview?.text).toContain('3 months can be recorded. 1 row would be left out.');
    expect(preview?.text).toContain('row 5 UC-2: use case: there is no "UC-2".');
    expect(preview?.text).toContain('UC-1 December 2025: $2,600');
    await preview?.fill({ 'Tick to record': ['Record 3 months'] });
    const done = (await preview?.submits())?.modal;
    expect(done?.text).toContain('3 months recorded for 1 use case. 1 row left out.');
    expect(done?.text).toContain('UC-1 December 2025: $2,600, over the budget of $2,500');
    await done?.closes({ all: true });

    const page = await answer('Sara Sales', '/stage3 costs UC-1');
    expect(page).toContain('December 2025: $2,600, +420% on November 2025. The budget is $2,500 a month.');
    expect(page).toContain('Over the budget of $2,500.');
    expect(page).toContain('October 2025 is not confirmed. Waiting for @Omar Owner');
    expect(page).toContain('Invoice or usage report, recorded by @Lena Lead');
    // December is the only full month of the pilot, which started on 1 December.
    expect(page).toContain('Real: $2,600 in 1 month, which is $31,200 a year');

    const confirms = await opens('Omar Owner', '/stage3 costs UC-1', 'Confirm costs');
    expect(confirms.text).toContain('recorded $400. Submit to confirm it, or correct it.');
    expect(confirms.holds('Amount')).toBe('400');
    const next = await submitRecorded(confirms);
    expect(next.buttons).toContain('Costs of November 2025');
    await next.closes({ all: true });
    expect((await register()).costs.get('UC-1:2025-10')?.confirmed?.by).toBe('U0OMAR');
    expect(await answer('Omar Owner', '/stage3 log UC-1')).toContain(
      'confirmed the costs · UC-1: October 2025',
    );
    expect(await answer('Omar Owner', '/stage3 UC-1')).toContain(
      'Costs: $2,600 in December 2025 :warning: over the budget of $2,500',
    );
    const all = await answer('Sara Sales', '/stage3 costs');
    expect(all).toContain('$2,600 in 1 use case, +420% on November 2025.');
    expect(all).toContain('Not confirmed: UC-1');
  });

  test('are removed by a button in the form, after a question', async () => {
    await budgets();
    await records(crossing, recordCosts, costOf('UC-1', '2025-12', 100), 'U0OMAR');
    const form = await opens('Omar Owner', '/stage3 costs UC-1', 'Edit');
    await form.clicks('Remove month');
    await expect.poll(async () => (await register()).costs.size).toBe(0);
    expect(await answer('Omar Owner', '/stage3 costs UC-1')).toContain('No costs are recorded yet.');
  });

  test('are exported in the columns of an import', async () => {
    await budgets();
    await records(crossing, recordCosts, { ...costOf('UC-1', '2025-12', 100.5), calls: 7 }, 'U0OMAR');
    const { messages } = await as('Sara Sales').types('#ai-program', '/stage3 costs');
    const shown = await messages[0]?.clicks('Export costs');
    expect(shown?.text).toContain(
      'UC-1,2025-12,100.5,USD,,7,AI Support Agent,typed,U0OMAR,2026-01-12,U0OMAR',
    );
  });
});

describe('somebody else is faster', () => {
  test('with the same month: the form shows it again with their figures', async () => {
    await budgets();
    await records(crossing, recordCosts, costOf('UC-1', '2025-12', 100), 'U0OMAR');
    const form = await opens('Omar Owner', '/stage3 costs UC-1', 'Edit');
    await fills(form, { Amount: '120' });
    await records(crossing, recordCosts, costOf('UC-1', '2025-12', 110), 'U0LENA');
    const { modal } = await form.submits();
    expect(modal?.text).toContain('$110');
    expect(modal?.holds('Amount')).toBe('120');
    expect((await register()).costs.get('UC-1:2025-12')?.amount).toBe(110);
  });

  test('with a row of an import: the preview is shown again, and says what it would replace', async () => {
    await budgets();
    const form = await opens('Omar Owner', '/stage3 costs', 'Import costs');
    await fills(form, { Table: table('UC-1,2025-12,120,') });
    const { modal: preview } = await form.submits();
    await preview?.fill({ 'Tick to record': ['Record 1 month'] });
    await records(crossing, recordCosts, costOf('UC-1', '2025-12', 110), 'U0LENA');
    const again = (await preview?.submits())?.modal;
    expect(again?.text).toContain('UC-1 December 2025: $120, replaces $110');
    expect((await register()).costs.get('UC-1:2025-12')?.amount).toBe(110);
    await again?.fill({ 'Tick to record': ['Record 1 month'] });
    await again?.submits();
    expect((await register()).costs.get('UC-1:2025-12')?.amount).toBe(120);
  });
});

test('the daily message asks for the month of several use cases in one form, and is ticked off by it', async () => {
  await runsTwo();
  crossing.moveTo('2026-01-13');
  await crossing.schedule.tick();
  await crossing.schedule.idle();
  const daily = as('Omar Owner').directMessages().at(-1);
  expect(daily?.text).toContain(
    'UC-1 AI Support Agent, UC-2 Invoice reader: monthly costs are not confirmed.',
  );
  await daily?.clicks('Fill in 2', { near: 'monthly costs' });
  const form = await as('Omar Owner').openModal();
  await form.fill({ 'UC-1 AI Support Agent': '310.20', 'UC-2 Invoice reader': '0' });
  const done = (await form.submits()).modal;
  expect(done?.text).toContain('UC-1 AI Support Agent: $310');
  expect(
    [...(await register()).costs.values()].map(({ amount, confirmed }) => [amount, confirmed?.by]),
  ).toEqual([
    [310.2, 'U0OMAR'],
    [0, 'U0OMAR'],
  ]);
  await as('Omar Owner').waits(
    () => /Monthly costs.*done/.test(as('Omar Owner').directMessages().at(-1)?.text ?? ''),
    'the message to be drawn again',
  );
});

test('a month before the recorded ones is recorded only when it is chosen', async () => {
  await budgets();
  const before = await opens('Omar Owner', '/stage3 costs UC-1', 'Record costs');
  expect(before.holds('Month')).toBe('December 2025');
  await before.closes();
  await records(crossing, recordCosts, costOf('UC-1', '2025-12', 400), 'U0OMAR');
  const form = await opens('Omar Owner', '/stage3 costs UC-1', 'Record costs');
  expect([form.holds('Month'), form.options('Month')[0]]).toEqual(['', 'November 2025']);
});

test('people without a right on the use case read whom to ask, and see no button', async () => {
  await budgets();
  const { messages } = await as('Sara Sales').types('#ai-program', '/stage3 costs UC-1');
  expect(messages[0]?.buttons).not.toContain('Record costs');
  const form = await opens('Sara Sales', '/stage3 costs', 'Import costs');
  await fills(form, { Table: table('UC-1,2025-12,120,') });
  const { errors } = await form.submits();
  expect(errors?.Table).toContain(
    'row 2: Only the owner of UC-1, the owner of its cost report, AI Operations',
  );
  expect(await answer('Gus Guest', '/stage3 costs')).toContain(
    'Crossing is for full members of this workspace.',
  );
});
