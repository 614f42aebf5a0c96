import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evidence } from '../../sandbox/worked-example.ts';
import { reconfirm } from '../../src/domain/checklist/confirm.ts';
import { checklistItems } from '../../src/domain/register.ts';
import {
  as,
  crossing,
  opens,
  pilots,
  prepareForGoLive,
  startCrossing,
  submitRecorded,
  submits,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const opensItem = (title: string) => opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', title);

describe('evidence that lapses', () => {
  const stillTrue = () => opens('Omar Owner', '/stage3 checklist UC-1', 'Confirm again');
  const button = async () => (await as('Omar Owner').types('#ai-program', '/stage3 checklist UC-1')).buttons;

  test('is asked about on the checklist as long as there is something to confirm anew', async () => {
    await prepareForGoLive();
    crossing.moveTo('2026-04-04');
    expect(await button()).not.toContain('Confirm again');
    crossing.moveTo('2026-04-05');
    expect(await button()).toContain('Confirm again');
  });

  test('is shown with what was confirmed and when, and nothing is ticked beforehand', async () => {
    await prepareForGoLive();
    crossing.moveTo('2026-04-13');
    const form = await stillTrue();
    expect(form.title).toBe('UC-1: confirm again');
    expect(form.options('Still true')).toHaveLength(7);
    expect(form.holds('Still true')).toBe('');
    for (const words of [
      'Monitoring: expired on 12 April 2026, confirmed by @Lena Lead (sample) on 12 January 2026',
      'Alerts on error rate, latency, unusual output; dashboard: https://',
      'at the rate limit: queue for human review',
      'gpt 5.1 since 14 July 2025',
      'Call @Ana Operations (sample); resolved within 8 hours; runbook: https://',
      '40 people trained; told on 14 July 2025; covers: how to review',
      'Monthly report by @Ana Operations (sample); budget $3,000; alert at $2,400',
    ])
      expect(form.text).toContain(words);
  });

  test('stays as it was where it is not ticked, and is named with the button to its own form', async () => {
    await prepareForGoLive();
    crossing.moveTo('2026-04-13');
    const all = ['Monitoring', 'Fallback', 'Human-in-the-loop gates', 'Incident response'];
    const done = await submitRecorded(await stillTrue(), { 'Still true': all });
    expect(done.text).toContain('Incident response. UC-1: 5 of 8 complete.');
    expect(done.text.match(/Not confirmed: .*/g)).toEqual([
      'Not confirmed: Model version tracking: expired on 12 April 2026',
      'Not confirmed: User training: expired on 12 April 2026',
      'Not confirmed: Cost monitoring: expired on 12 April 2026',
    ]);
    await done.clicks('Add evidence', { near: 'Cost monitoring' });
    expect((await as('Omar Owner').openModal()).text).toContain('Owner of the monthly report');
  });

  test('can no longer be confirmed again once somebody else has done so', async () => {
    await prepareForGoLive();
    crossing.moveTo('2026-04-13');
    const form = await stillTrue();
    const items = checklistItems.filter((item) => item !== 'dpa');
    const { modal } = await submits(form, { 'Still true': ['Fallback'] }, () =>
      records(crossing, reconfirm, { useCase: 'UC-1', items }),
    );
    expect(modal?.text).toContain(
      'All complete evidence of UC-1 was confirmed today. You have nothing to do.',
    );
  });
});

describe('evidence', () => {
  test('is answered with the gaps when it is incomplete, without a mark of success', async () => {
    await pilots();
    const form = await opensItem('Monitoring');
    const done = await submitRecorded(form, { ...evidence.Monitoring, Dashboard: null });
    expect(done.text).toContain(
      ':white_large_square: Monitoring is saved, but not complete: no link to the dashboard.',
    );
    expect(done.text).not.toContain(':white_check_mark:');
  });

  test('on costs asks for amounts in the currency of the workspace', async () => {
    await pilots();
    const { text } = await opensItem('Cost monitoring');
    expect(text).toContain('In USD.');
    expect(text).toContain('In USD: a monthly amount, at most the budget');
  });
});
