import { expect, test } from 'vitest';
import { resumeUseCase, suspendUseCase } from '../../../src/domain/suspensions/suspensions.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { answer, contextOf, readInitial, say } from '../../support/answers.ts';
import { stage3 } from '../../support/register.ts';

const suspended = () =>
  stage3('2026-02-02').do('operator', suspendUseCase, { useCase: 'UC-1', reason: 'Wrong refunds.' });

test('a suspension is answered with its day, person and reason', async () => {
  const { text, source, data } = await answer('suspension', contextOf(suspended()), { useCase: 'UC-1' });
  expect(text).toBe(
    '*UC-1 AI Support Agent* has been suspended since 2 February 2026 by <@operator>: Wrong refunds. It cannot meet requirement 1 until it is resumed.',
  );
  expect(source).toEqual({ source: 'typed', at: '2026-02-02', by: 'operator', refs: ['S-1'] });
  expect(data).toMatchObject({ suspended: true });
  expect(await say('suspended-use-cases', suspended())).toBe(
    '1 use case is suspended: *UC-1 AI Support Agent*, suspended since 2 February 2026 by <@operator>: Wrong refunds.',
  );
});

test('a use case that runs is not suspended, whatever the question assumes', async () => {
  expect(await say('suspension', stage3('2026-02-02'), { useCase: 'UC-1' })).toBe(
    '*UC-1 AI Support Agent* is not suspended. It has been in production since 2 February 2026.',
  );
  expect(await say('suspended-use-cases', stage3('2026-02-02'))).toBe('No use case is suspended.');
  const resumed = suspended()
    .on('2026-02-05')
    .do('operator', resumeUseCase, { useCase: 'UC-1', changed: 'Refunds need a review' });
  expect(await say('suspension', resumed, { useCase: 'UC-1' })).toBe(
    '*UC-1 AI Support Agent* is not suspended. It has been in production since 2 February 2026. It was suspended on 2 February 2026 and resumed on 5 February 2026 by <@operator>.',
  );
});

test('a pilot cannot be suspended, and a stopped one was stopped', async () => {
  expect(await say('suspension', stage3('2026-02-02'), { useCase: 'UC-2' })).toBe(
    '*UC-2 Call summaries* is not suspended. It is in pilot, and only a use case in production can be suspended.',
  );
  const stopped = stage3('2026-02-02').do('lead', stopUseCase, { useCase: 'UC-2', reason: 'Nobody used it' });
  expect(await say('suspension', stopped, { useCase: 'UC-2' })).toBe(
    '*UC-2 Call summaries* is not suspended. It was stopped on 2 February 2026: Nobody used it.',
  );
});

test('suspending and resuming open with the reason', () => {
  expect(
    readInitial('suspend-use-case', contextOf(stage3('2026-02-02'), 'owner'), {
      useCase: 'UC-1',
      words: 'it lies',
    }),
  ).toEqual({
    reason: 'it lies',
  });
  expect(
    readInitial('resume-use-case', contextOf(suspended(), 'owner'), { useCase: 'UC-1', words: 'fixed' }),
  ).toEqual({
    changed: 'fixed',
  });
});
