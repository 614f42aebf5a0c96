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

test('a choice lists whole questions about what was named, and the answers that are known', () => {
  const answer = { text: '*Omar* owns UC-1.', source: null, data: {}, next: [] };
  const { blocks } = renderChoice(
    [
      { chosen: choose('use-case-owner', { useCase: 'UC-1' }), answer },
      { chosen: choose('requirement', { requirement: 'R3' }), answer: null },
      { chosen: choose('missing-costs', { useCase: 'UC-1' }), answer: null },
      { chosen: choose('may-use-tool', { tool: '$& Notion' }), answer: null },
      { chosen: choose('my-use-cases'), answer: null },
    ],
    contextIn(stage3('2026-02-02')),
  );
  const read = blocks.map((block) => {
    if (block.type !== 'section') throw new Error(`a ${block.type}`);
    const spoken = block.accessory?.type === 'button' ? block.accessory.accessibility_label : undefined;
    return [block.text?.text, spoken];
  });
  expect(read).toEqual([
    ['I am not sure. Which of these do you mean?', undefined],
    ['*Who owns UC-1?*\n*Omar* owns UC-1.', 'Choose: Who owns UC-1?'],
    ['*Is requirement 3 met?*', 'Choose: Is requirement 3 met?'],
    ['*Which costs are missing? (UC-1)*', 'Choose: Which costs are missing? (UC-1)'],
    ['*May I use $&amp; Notion?*', 'Choose: May I use $& Notion?'],
    ['*Which use cases do I own?*', 'Choose: Which use cases do I own?'],
  ]);
});

test('an option that a person may not take says who may', () => {
  const render = (who: 'lead' | 'member') =>
    renderChoice([{ chosen: choose('change-settings'), answer: null }], contextIn(stage3('2026-02-02'), who))
      .blocks[1];
  expect(render('lead')).toMatchObject({ accessory: { action_id: 'open:change-settings' } });
  expect(render('member')).toMatchObject({
    text: { text: expect.stringMatching(/^\*Change the settings\*\n.+/) },
    accessory: { text: { text: 'Choose' } },
  });
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
