import { expect, test } from 'vitest';
import { assess } from '../../src/domain/readiness/crossing-test.ts';
import type { UseCase, Vendor } from '../../src/domain/register.ts';
import { createAssistant } from '../../src/slack/assistant/index.ts';
import { toMessage } from '../../src/slack/kit/page.ts';
import { createRegisterTools } from '../../src/slack/mcp/register-tools.ts';
import { entries } from '../../src/slack/subjects.ts';
import { inMessage } from '../support/block-kit.ts';
import { contextIn } from '../support/entry-context.ts';
import { leastProcessorTime } from '../support/processor-time.ts';
import { stage3 } from '../support/register.ts';

/** The most processor time of an answer in milliseconds, several times what it takes, because machines differ. */
const longest = 1_000;
/** The most characters of an answer as JSON. */
const largest = 50_000;

/** Copies one record under many keys. */
function multiply<T>(
  records: ReadonlyMap<string, T>,
  count: number,
  copy: (one: T, nth: number) => [string, T],
) {
  const [one] = records.values();
  if (one === undefined) throw new Error('nothing to copy');
  return new Map([...records, ...Array.from({ length: count }, (_, nth) => copy(one, nth + 10))]);
}

const small = contextIn(stage3());
const register = {
  ...small.register,
  useCases: multiply<UseCase>(small.register.useCases, 1_000, (one, nth) => {
    const key = `UC-${nth}`;
    return [key, { ...one, key, name: `Agent ${nth}` }];
  }),
  vendors: multiply<Vendor>(small.register.vendors, 300, (one, nth) => {
    const key = `vendor ${nth}`;
    return [key, { ...one, key, name: `Vendor ${nth}`, aliases: [] }];
  }),
};
const assessment = assess(register, small.today);
const context = { ...small, register, assessment, readiness: { ...small.readiness, register, assessment } };

const inputs: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  get_use_case: { use_case: 'UC-500' },
  get_checklist: { use_case: 'UC-500' },
};
test.each(createRegisterTools())('with 1,000 use cases, $name answers quickly and shortly', async (tool) => {
  const ask = () => tool.answer(context, inputs[tool.name] ?? {});
  expect(await leastProcessorTime(ask, 1)).toBeLessThan(longest);
  const answer = await ask();
  if (!answer.ok) throw new Error(answer.problem);
  expect(JSON.stringify(answer.data).length).toBeLessThan(largest);
  expect(inMessage(...(await answer.render()))).toEqual([]);
});

const place = { tenant: 'T1', channel: 'D1', thread: null, person: 'lead' };
const assistant = createAssistant(() => entries, null);
test.each([
  'list all use cases',
  'who owns UC-500?',
  'who owns the agent?',
  'which use cases are in production?',
  'Agent 20 and Agent 30, '.repeat(40),
  'foobarish blurg '.repeat(20),
  'word '.repeat(10_000),
  '😀'.repeat(500),
  'what wrote '.repeat(90),
])('with 1,000 use cases, a message answers "%s" at once', async (typed) => {
  await assistant.ask(context, place, 'hi');
  const ask = () => assistant.ask(context, place, typed);
  expect(await leastProcessorTime(ask, 1)).toBeLessThan(longest);
  const { content } = await ask();
  expect(inMessage(...toMessage(content).blocks)).toEqual([]);
});
