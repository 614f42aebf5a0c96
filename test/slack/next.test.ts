import { expect, test } from 'vitest';
import { nextFor, nextFromTest } from '../../src/slack/forms/next.ts';
import { stage3, Workspace } from '../support/register.ts';

test('what follows a record is read off the verdict of the same answer; nothing is judged a second time', () => {
  const { register, today } = stage3();
  const assessment = new Workspace(today).assess();
  const scene = { register, today, actor: { id: 'lead' }, assessment };
  const [first, second] = assessment.blockers.map(({ step }) => step);
  expect(nextFromTest(scene)).toEqual([first, second]);
  expect(nextFor(scene, 'UC-1')).toEqual([first, second]);
});
