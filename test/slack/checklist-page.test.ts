import { afterEach, beforeEach, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:');
  crossing.moveTo('2026-02-04');
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR', vendors: ['Acme'] }));
});
afterEach(() => crossing.close());

test('the checklist names a vendor without a DPA once, and an item without evidence by what it needs', async () => {
  const [page] = (await crossing.workspace.as('Omar Owner').types('#ai-program', '/stage3 checklist UC-1'))
    .messages;
  expect(page?.text.match(/Acme/g)).toHaveLength(1);
  expect(page?.text).toContain('Not complete: Acme has no DPA');
  expect(page?.text).toContain('Needed: a runbook, the people to call in order, and a time to resolution');
  expect(page?.text).not.toContain('no evidence yet');
});
