import { describe, expect, test } from 'vitest';
import {
  emptyRegister,
  type Incident,
  type ModelVersion,
  type Person,
  type Register,
  type Vendor,
} from '../../src/domain/register.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import type { SlotName } from '../../src/slack/kit/question.ts';
import { inputSchemaOf, resolveSlots, slotInputs } from '../../src/slack/mcp/slot-inputs.ts';

const person = (id: string, name: string): Person => ({
  ...{ id, name, active: true, timeZone: null, kind: 'member' },
});
const vendor = (name: string, aliases: readonly string[] = []): Vendor => ({
  ...{ key: name.toLowerCase(), name, aliases: [...aliases], dpa: null },
});
const version = (useCase: string, model: string): ModelVersion => ({
  ...{ useCase, model, version: '1', from: '2026-01-12', source: 'typed', by: 'U0ANAO', on: '2026-01-12' },
});
const byKey = <T>(key: (one: T) => string, all: readonly T[]) => new Map(all.map((one) => [key(one), one]));

const register: Register = {
  ...emptyRegister('T1'),
  people: byKey(
    ({ id }) => id,
    [person('U0ANAO', 'Ana Operations'), person('U0ANAS', 'Ana Sales'), person('U0OMAR', 'Omar Owner')],
  ),
  vendors: byKey(
    ({ key }) => key,
    [vendor('OpenAI', ['Open AI Ireland']), vendor('Pinecone'), vendor('Guardrails AI')],
  ),
  modelVersions: byKey(({ useCase }) => useCase, [version('UC-1', 'GPT-5'), version('UC-2', 'GPT-5 mini')]),
  incidents: new Map([
    ['I-1', {} as Incident],
    ['I-12', {} as Incident],
  ]),
};
const context = { register, actor: { id: 'U0OMAR' } } as PageContext;

/** Parses the input of a slot and finds what it names; returns the value, or the problem in words. */
function resolve(slot: SlotName, given: unknown): unknown {
  const { name } = slotInputs[slot];
  const parsed = inputSchemaOf([slot], []).safeParse({ [name]: given });
  if (!parsed.success) return parsed.error.issues[0]?.message;
  const resolved = resolveSlots([slot], parsed.data, context);
  return resolved.ok ? resolved.value[slot] : resolved.problem;
}

describe('what an assistant names is found in the register', () => {
  test.each([
    ['person', 'me', 'U0OMAR'],
    ['person', 'Omar', 'U0OMAR'],
    ['person', '@ana operations', 'U0ANAO'],
    ['person', '<@U0ANAS>', 'U0ANAS'],
    ['vendor', 'open ai', 'OpenAI'],
    ['vendor', 'Open AI Ireland Ltd', 'OpenAI'],
    ['vendor', 'guardrails', 'Guardrails AI'],
    ['model', 'gpt 5', 'GPT-5'],
    ['model', 'mini', 'GPT-5 mini'],
    ['incident', 'i-1', 'I-1'],
    ['incident', '12', 'I-12'],
    ['tool', ' Notion AI ', 'Notion AI'],
    ['category', 'guardrails', 'guardrails'],
    ['requirement', 'R2', 'R2'],
    ['item', 'monitoring', 'monitoring'],
    ['day', '2026-03-02', '2026-03-02'],
  ] as const)('%s %s', (slot, given, value) => {
    expect(resolve(slot, given)).toBe(value);
  });

  test('a period and figures keep their parts', () => {
    const period = { from: '2026-02-01', to: '2026-02-28' };
    expect(resolve('period', period)).toEqual(period);
    expect(resolve('figures', { daily: 5 })).toEqual({ daily: 5, weekly: null, notAtAll: null });
  });
});

describe('what cannot be found gets an answer that says what to enter', () => {
  test.each([
    [
      'person',
      'Ana',
      '"Ana" matches 2 people: Ana Operations (U0ANAO), Ana Sales (U0ANAS). Call again with one id.',
    ],
    ['person', 'U0NOBODY', 'There is no "U0NOBODY" among the people in Crossing.'],
    ['person', '', 'Enter text: A full name as in Slack'],
    ['vendor', 'Pinecoen', 'There is no vendor "Pinecoen". Did you mean Pinecone?'],
    ['vendor', 'ai', '"ai" matches 2 names: OpenAI, Guardrails AI. Call again with one.'],
    ['vendor', 'Acme', 'There is no vendor "Acme". Recorded: OpenAI, Pinecone, Guardrails AI.'],
    ['model', 'Claude', 'There is no model "Claude". Recorded: GPT-5, GPT-5 mini.'],
    ['incident', 'I-99', 'There is no incident "I-99". The latest are I-12, I-1.'],
    [
      'category',
      'llm',
      'Enter one of model-provider, vector-database, guardrails, observability, api-ownership.',
    ],
    ['requirement', 'R5', 'Enter one of R1, R2, R3, R4.'],
    ['day', '2.3.2026', 'Enter a day as YYYY-MM-DD, such as 2026-01-31.'],
    ['period', { from: '2026-03-01', to: '2026-02-01' }, 'Enter a last day on or after the first day.'],
    ['figures', { daily: -1 }, 'Enter 0 or more.'],
  ] as const)('%s %j', (slot, given, problem) => {
    expect(resolve(slot, given)).toContain(problem);
  });

  test('nothing is recorded yet: no names are listed', () => {
    const empty = { register: emptyRegister('T1'), actor: { id: 'U0OMAR' } } as PageContext;
    const problem = (slot: SlotName, given: string) =>
      resolveSlots([slot], { [slotInputs[slot].name]: given }, empty);
    expect(problem('vendor', 'OpenAI')).toEqual({ ok: false, problem: 'There is no vendor "OpenAI".' });
    expect(problem('incident', 'I-1')).toEqual({
      ok: false,
      problem: 'There is no incident "I-1". None is recorded.',
    });
  });
});
