import { expect, test } from 'vitest';
import { answerPulse, askPulse } from '../../../src/domain/purgatory/pulse.ts';
import { answer, contextOf, say } from '../../support/answers.ts';
import { Workspace } from '../../support/register.ts';

/** A pilot of the owner with two more people on its team, on a Monday. */
const pilot = () => {
  const workspace = new Workspace('2026-01-12');
  return workspace.startsPilot(workspace.registers({ members: ['member', 'seller'] }));
};
const askTeam = () => pilot().do('owner', askPulse, { useCase: 'UC-1' });

test('the team of a pilot is asked after a confirmation that says how many people are', async () => {
  const { text, next } = await answer('ask-pulse', contextOf(pilot(), 'owner'));
  expect(text).toMatch(/^Crossing asks the 3 people of the team of \*UC-1 AI Support Agent\*/);
  expect(next[0]).toEqual([
    { do: 'ask-pulse', useCase: 'UC-1' },
    'Ask the team',
    '3 people get a direct message with five buttons. Single answers are not shown.',
  ]);
});

test('a team is asked once a week, and only when no single answer shows', async () => {
  expect(await say('ask-pulse', askTeam(), { useCase: 'UC-1' }, 'owner')).toMatch(/was asked this week/);
  const small = new Workspace('2026-01-12');
  small.startsPilot(small.registers());
  const { text, next } = await answer('ask-pulse', contextOf(small, 'owner'));
  expect(text).toMatch(/has fewer than 3 people\. .* Add team members first\./);
  expect(next.map(([offered]) => Object.values(offered)[0])).toEqual(['use-case', 'purgatory']);
  expect(await say('ask-pulse', new Workspace('2026-01-12'))).toMatch(/^No use case is in pilot/);
});

test('a typed number becomes the button that answers, and nothing is recorded without it', async () => {
  const { next, data } = await answer('answer-pulse', contextOf(askTeam()), { words: '4 out of 5' });
  expect(next[0]).toEqual([{ do: 'answer-pulse', useCase: 'UC-1', score: 4 }, 'Answer 4']);
  expect(JSON.stringify(data)).not.toContain('4');
  const open = await answer('answer-pulse', contextOf(askTeam()));
  expect(open.text).toContain('Press your number in the message that Crossing sent you.');
  expect(open.next.map(([offered]) => offered)).toEqual([{ page: 'purgatory' }]);
});

test('nobody learns what somebody answered, not even the person who did', async () => {
  const answered = askTeam().do('member', answerPulse, { useCase: 'UC-1', score: 2 });
  for (const who of ['member', 'owner', 'lead'] as const)
    for (const key of ['answer-pulse', 'ask-pulse']) {
      const { text, data } = await answer(key, contextOf(answered, who), { useCase: 'UC-1' });
      expect(`${text} ${JSON.stringify(data)}`).not.toMatch(/\b2\b(?! (?:January|people))/);
    }
  expect(await say('answer-pulse', answered)).toMatch(/you have already answered for UC-1 this week/);
});

test('a person who is not on a team that is asked has nothing to answer', async () => {
  expect(await say('answer-pulse', askTeam(), { words: '4' }, 'lead')).toMatch(/^No team of yours is asked/);
  expect(await say('answer-pulse', pilot(), { words: '4' })).toMatch(/^No team of yours is asked/);
});
