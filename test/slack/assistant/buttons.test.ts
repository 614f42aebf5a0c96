import { describe, expect, test } from 'vitest';
import { createAssistant } from '../../../src/slack/assistant/index.ts';
import { toMessage } from '../../../src/slack/kit/page.ts';
import type { Slots } from '../../../src/slack/kit/question.ts';
import { entries } from '../../../src/slack/subjects.ts';
import { inMessage } from '../../support/block-kit.ts';
import { contextIn } from '../../support/entry-context.ts';
import { createEmptyContexts } from '../../support/hostile-workspace.ts';
import { stage3 } from '../../support/register.ts';

const place = { tenant: 'T1', channel: 'C1', thread: null, person: 'lead' };

const fixed = {
  category: 'guardrails',
  requirement: 'R1',
  item: 'dpa',
  stage: 'pilot',
  day: '2026-01-01',
  period: { from: '2026-01-01', to: '2026-01-31' },
  figures: { daily: 1, weekly: 2, notAtAll: null },
} as const;
/** Returns slots of records that are gone, with the same text for each name. */
const allOf = (text: string): Slots => ({
  ...fixed,
  ...{ useCase: 'UC-999', incident: 'I-999', person: 'U0GONE' },
  ...{ vendor: text, tool: text, model: text, words: text },
});
const values: readonly (readonly [string, Slots])[] = [
  ['things that are gone', allOf('Gone')],
  ['names of the language', allOf('__proto__')],
  ['long quotes', allOf('"'.repeat(900))],
  ['markup', allOf('<!channel> <https://evil.example|bank>')],
];
const contexts = [
  ['a company at Stage 3', contextIn(stage3())],
  ['an empty workspace', createEmptyContexts()('U1')],
] as const;

describe.each(contexts)('in %s', (_, context) => {
  test.each(values)(
    'a button of an older version with %s is answered by a valid message',
    async (_, slots) => {
      const assistant = createAssistant(() => entries, null);
      const problems: string[] = [];
      for (const { key, needs, takes } of entries) {
        for (const names of [needs, [...needs, ...takes]]) {
          const value = { entry: key, slots: Object.fromEntries(names.map((name) => [name, slots[name]])) };
          const { content } = await assistant.choose(context, place, JSON.stringify(value));
          const { text, blocks } = toMessage(content);
          const formatted = JSON.stringify(blocks).match(/"type":"mrkdwn","text":"(?:[^"\\]|\\.)*"/g) ?? [];
          if (inMessage(...blocks).length > 0)
            problems.push(`${key}: ${JSON.stringify(inMessage(...blocks))}`);
          if (/<!channel|<https:\/\/evil/.test(`${text}${formatted.join()}`)) problems.push(`${key}: markup`);
        }
      }
      expect(problems).toEqual([]);
    },
  );
});

test.each([
  ['markup for a person', { entry: 'owned-use-cases', slots: { person: 'U1> <!channel' } }],
  ['markup for a use case', { entry: 'use-case-owner', slots: { useCase: 'UC-1 <!channel>' } }],
  ['a stage that does not exist', { entry: 'use-case-stage', slots: { stage: 'live' } }],
  ['a day that does not exist', { entry: 'verdict', slots: { day: '2026-02-30' } }],
  ['nothing', {}],
])('a button with %s is not answered', async (_, value) => {
  const assistant = createAssistant(() => entries, null);
  await expect(assistant.choose(contextIn(stage3()), place, JSON.stringify(value))).rejects.toThrow();
});

test('a button of an entry that no longer exists says that it is not known', async () => {
  const value = JSON.stringify({ entry: 'gone', slots: {} });
  const { kind } = await createAssistant(() => entries, null).choose(contextIn(stage3()), place, value);
  expect(kind).toBe('unknown');
});

test('a thousand typed quotes fit into the buttons of an answer', async () => {
  const assistant = createAssistant(() => entries, null);
  for (const typed of ['may I use zorg', 'who reviewed the vendor zorg', 'which use cases run on zorg']) {
    const { content } = await assistant.ask(contextIn(stage3()), place, `${typed}${'"'.repeat(900)}blat?`);
    expect(inMessage(...toMessage(content).blocks)).toEqual([]);
  }
});
