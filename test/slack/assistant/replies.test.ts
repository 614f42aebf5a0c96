import { expect, test } from 'vitest';
import { renderChoice, renderMissing } from '../../../src/slack/assistant/replies.ts';
import type { Slots } from '../../../src/slack/kit/question.ts';
import { entries } from '../../../src/slack/subjects.ts';
import { contextIn } from '../../support/entry-context.ts';
import { stage3, type Workspace } from '../../support/register.ts';

const choose = (key: string, slots: Partial<Slots> = {}) => {
  const entry = entries.find((one) => one.key === key);
  if (!entry) throw new Error(`no entry ${key}`);
  return { entry, slots };
};

test('the buttons of a choice are whole questions about what was named', () => {
  const { blocks } = renderChoice([
    choose('use-case-owner', { useCase: 'UC-1' }),
    choose('requirement', { requirement: 'R3' }),
    choose('missing-costs', { useCase: 'UC-1' }),
    choose('may-use-tool', { tool: '$& Notion' }),
    choose('my-use-cases'),
  ]);
  const labels = [...JSON.stringify(blocks).matchAll(/"type":"plain_text","text":"([^"]*)"/g)].map(
    ([, label]) => label,
  );
  expect(labels).toEqual([
    'Who owns UC-1?',
    'Is requirement 3 met?',
    'Which costs are missing? (UC-1)',
    'May I use $& Notion?',
    'Which use cases do I own?',
  ]);
});

test('nobody is asked to choose from records that do not exist', () => {
  const ask = (workspace: Workspace) =>
    renderMissing(choose('incident'), 'incident', { values: [], named: null }, contextIn(workspace)).text;
  expect(ask(stage3('2026-02-02'))).toBe('No incident is recorded yet.');
  const none = { values: [], named: null };
  expect(renderMissing(choose('use-case-owner'), 'useCase', none, contextIn(stage3('2026-02-02'))).text).toBe(
    'Which use case do you mean?',
  );
});
