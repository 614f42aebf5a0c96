import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { clears, journey } from '../../sandbox/journey.ts';

let crossing: LocalCrossing;
beforeAll(async () => {
  crossing = await startLocalCrossing('sqlite::memory:');
  crossing.moveTo('2025-12-15');
});
afterAll(() => crossing.close());

describe('from a proposal to production, typing nothing but /stage3', () => {
  test.each(journey.map((step) => [`${step.who} ${step.what}`, step] as const))(
    '%s',
    async (_, { who, take }) => {
      await take(crossing.workspace.as(who));
      expect(crossing.workspace.as(who).toasts()).toEqual([]);
      await clears(crossing.workspace, who);
    },
  );

  test('at its end the use case is live for everyone, with eight of eight', async () => {
    const answer = await crossing.workspace.as('Lena Lead').types('#ai-program', '/stage3');
    expect(answer.text).toContain(
      'UC-1 AI Support Agent: live since 15 December 2025, 40 of 40 users, 8 of 8',
    );
  });
});
