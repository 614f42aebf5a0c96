import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { countingPeople, journey } from '../../sandbox/journey.ts';

let crossing: LocalCrossing;
let people: ReturnType<typeof countingPeople>;
let before: (typeof journey)[number]['who'] | null = null;
beforeAll(async () => {
  crossing = await startLocalCrossing('sqlite::memory:');
  crossing.moveTo('2025-12-15');
  people = countingPeople(crossing.workspace);
});
afterAll(() => crossing.close());

describe('from nothing to Stage 3, typing nothing but /stage3', () => {
  test.each(journey.map((step) => [`${step.who} ${step.what}`, step] as const))(
    '%s',
    async (_, { who, take }) => {
      const person = people.as(who);
      // Somebody who comes back later closes what they left open.
      if (who !== before) await person.modal()?.closes({ all: true });
      before = who;
      await take(person);
      expect(person.toasts()).toEqual([]);
    },
  );

  test('at its end the company is at Stage 3', async () => {
    const answer = await crossing.workspace.as('Sara Sales').types('#ai-program', '/stage3');
    expect(answer.text).toContain('Stage 3');
    expect(answer.text).toContain('all 4 requirements met');
  });

  test('it took at most 80 presses and 50 filled-in fields', () => {
    const { presses, fields, forms } = people.effort();
    console.log({ presses, fields, forms });
    expect(presses).toBeLessThanOrEqual(80);
    expect(fields).toBeLessThanOrEqual(50);
  });
});
