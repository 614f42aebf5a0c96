import { afterEach, beforeEach, expect, test } from 'vitest';
import { recordModelRetirement } from '../../src/domain/model-versions/index.ts';
import { runsGpt5 } from '../support/form-cases/model-versions.ts';
import { as, crossing, opens, register, startCrossing, submitRecorded } from '../support/forms.ts';
import { records } from '../support/records-directly.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const answer = async (who: string, typed: string): Promise<string> =>
  (await as(who).types('#ai-program', typed)).messages.map(({ text }) => text).join('\n');

test('the owner records a version, and anybody reads which one ran on a day', async () => {
  await runsGpt5();
  const form = await opens('Omar Owner', '/stage3 versions UC-1', 'Record version');
  await submitRecorded(form, { Version: '2026-01-05', 'Running since': '2026-01-10' });
  const read = (typed: string) => answer('Sara Sales', typed);
  expect(await read('/stage3 versions UC-1')).toContain('Runs GPT-5 2026-01-05, from 10 January 2026');
  expect(await read('/stage3 versions UC-1 9 January')).toContain(
    'On 9 January 2026 it ran GPT-5 2025-11-01, from 1 December 2025',
  );
  expect(await read('/stage3 versions support agent 2025-11-30')).toContain(
    'The version on 30 November 2025 is not recorded. The first record starts on 1 December 2025.',
  );
  expect(await read('/stage3 versions UC-1 2026-01-13')).toContain(
    '2026-01-13 is in the future. Choose today or an earlier day.',
  );
  expect(await read('/stage3 versions UC-1 soonish')).toContain('soonish');
});

test('a model that its provider retires within 90 days is shown on the use case until the date is removed', async () => {
  await runsGpt5();
  await records(crossing, recordModelRetirement, {
    ...{ retirement: null, model: 'GPT-5', version: '', endsOn: '2026-03-31' },
    announcement: 'https://provider.example/retirements',
  });
  const warning = 'The provider retires GPT-5 on 31 March 2026 (in 78 days)';
  expect(await answer('Omar Owner', '/stage3 UC-1')).toContain(warning);
  expect(await answer('Omar Owner', '/stage3 versions')).toContain('UC-1 must change model');
  const { messages } = await as('Lena Lead').types('#ai-program', '/stage3 versions');
  await messages[0]?.clicks('Remove date');
  await expect.poll(async () => (await register()).modelRetirements.size).toBe(0);
  expect(await answer('Omar Owner', '/stage3 UC-1')).not.toContain('The provider retires');
});
