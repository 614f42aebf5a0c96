import { z } from 'zod';
import { checklistEntry } from '../../domain/checklist/index.ts';
import { categoryEntry } from '../../domain/infrastructure/index.ts';
import { findSimilarNames, isSameToolIn, removeSameTools } from '../../domain/names.ts';
import { nameOf } from '../../domain/people.ts';
import { categories, checklistItems, day, type Register, stages } from '../../domain/register.ts';
import { findNamedUseCases } from '../kit/command.ts';
import { findNearestKeys } from '../kit/find-use-case.ts';
import type { PageContext } from '../kit/page.ts';
import type { SlotName, Slots } from '../kit/question.ts';

type Resolved<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: string };

/** How an assistant gives a slot: the name in the input of a tool, its schema, and the recorded thing it names. */
interface SlotInput<T> {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly resolve: (given: never, context: PageContext) => Resolved<T>;
}

/** The longest text of an input, in characters. */
const maxText = 200;
/** The most names that a problem lists. */
const maxNames = 10;

const text = (description: string) =>
  z
    .string(`Enter text: ${description}`)
    .trim()
    .min(1, `Enter text: ${description}`)
    .max(maxText, `Enter at most ${maxText} characters.`)
    .describe(description);

const choice = <const V extends string>(values: readonly V[], description: string) =>
  z.enum(values, `Enter one of ${values.join(', ')}.`).describe(description);

const aDay = 'Enter a day as YYYY-MM-DD, such as 2026-01-31.';
/** Without zod's pattern for dates, which is longer than the rest of the schema. */
const dayText = (description: string) =>
  z
    .string(aDay)
    .refine((typed) => day.safeParse(typed).success, aDay)
    .meta({ description, format: 'date' });

const accept = <T>(value: T): Resolved<T> => ({ ok: true, value });
const refuse = (problem: string): Resolved<never> => ({ ok: false, problem });

const listNames = (names: readonly string[]): string =>
  `${names.slice(0, maxNames).join(', ')}${names.length > maxNames ? ` and ${names.length - maxNames} more` : ''}`;

/** Returns the recorded name that a text means: the same name, otherwise the only one with all its words. */
function findName(
  what: string,
  typed: string,
  names: readonly string[],
  isSame: (one: string, other: string) => boolean,
): Resolved<string> {
  const same = names.find((name) => isSame(name, typed));
  if (same !== undefined) return accept(same);
  const words = typed.toLocaleLowerCase('en').split(/\s+/);
  const matching = names.filter((name) => words.every((word) => name.toLocaleLowerCase('en').includes(word)));
  const [only] = matching;
  if (only !== undefined && matching.length === 1) return accept(only);
  if (matching.length > 1)
    return refuse(
      `"${typed}" matches ${matching.length} names: ${listNames(matching)}. Call again with one.`,
    );
  const near = findSimilarNames(typed, names);
  const options = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : ` Recorded: ${listNames(names)}.`;
  return refuse(`There is no ${what} "${typed}".${names.length === 0 ? '' : options}`);
}

function findUseCase(typed: string, { register }: PageContext): Resolved<string> {
  const title = (key: string) => `${key} ${register.useCases.get(key)?.name ?? ''}`;
  const { keys, rest } = findNamedUseCases(typed.split(/\s+/), register);
  const [only] = keys;
  if (only !== undefined && keys.length === 1 && rest.length === 0) return accept(only);
  if (keys.length > 1)
    return refuse(
      `"${typed}" matches ${keys.length} use cases: ${listNames(keys.map(title))}. Call again with one key.`,
    );
  const near = findNearestKeys(register, typed);
  return refuse(
    `There is no use case "${typed}".${near.length === 0 ? '' : ` Did you mean ${listNames(near.map(title))}?`} list_use_cases returns them all.`,
  );
}

/** Finds a person by id, by "me", or by name among the people in the register. */
function findPerson(typed: string, { register, actor }: PageContext): Resolved<string> {
  if (/^(?:me|myself|i)$/i.test(typed)) return accept(actor.id);
  const id = /^<?@?([UW][A-Z0-9]+)>?$/.exec(typed)?.[1];
  if (id !== undefined && (register.people.has(id) || id === actor.id)) return accept(id);
  const people = [...register.people.values()].filter(({ name }) => name !== '');
  const lower = (name: string) => name.toLocaleLowerCase('en');
  const wanted = lower(typed.replace(/^@/, ''));
  const words = wanted.split(/\s+/);
  const exact = people.filter(({ name }) => lower(name) === wanted);
  const matching =
    exact.length > 0
      ? exact
      : people.filter(({ name }) => words.every((word) => lower(name).split(/\s+/).includes(word)));
  const [only] = matching;
  if (only !== undefined && matching.length === 1) return accept(only.id);
  if (matching.length > 1)
    return refuse(
      `"${typed}" matches ${matching.length} people: ${listNames(matching.map(({ id, name }) => `${name} (${id})`))}. Call again with one id.`,
    );
  return refuse(
    `There is no "${typed}" among the people in Crossing. Enter a full name as in Slack, a Slack id, or me.`,
  );
}

const vendorNames = (register: Register) => [...register.vendors.values()].map(({ name }) => name);

const modelNames = (register: Register) =>
  removeSameTools(
    [...register.modelVersions.values(), ...register.modelRetirements.values()].map(({ model }) => model),
  );

function findIncident(typed: string, { register }: PageContext): Resolved<string> {
  const key = `I-${/^(?:i[-\s]?)?0*(\d+)$/i.exec(typed)?.[1] ?? ''}`;
  if (register.incidents.has(key)) return accept(key);
  const keys = [...register.incidents.keys()].reverse();
  return refuse(
    `There is no incident "${typed}".${keys.length === 0 ? ' None is recorded.' : ` The latest are ${listNames(keys)}.`}`,
  );
}

const count = (description: string) =>
  z
    .int('Enter a whole number.')
    .nonnegative('Enter 0 or more.')
    .nullable()
    .default(null)
    .describe(description);

/** Every slot of a question as an assistant gives it. */
export const slotInputs: { readonly [N in SlotName]: SlotInput<Slots[N]> } = {
  useCase: {
    name: 'use_case',
    schema: text('The key of a use case, such as UC-3, or words of its name.'),
    resolve: findUseCase,
  },
  person: {
    name: 'person',
    schema: text('A full name as in Slack, a Slack id, or "me" for the person who asks.'),
    resolve: findPerson,
  },
  vendor: {
    name: 'vendor',
    schema: text('The name of a recorded vendor.'),
    resolve: (typed: string, { register }) =>
      findName('vendor', typed, vendorNames(register), (one, other) => isSameToolIn(register, one, other)),
  },
  tool: { name: 'tool', schema: text('The name of an AI tool.'), resolve: accept<string> },
  category: {
    name: 'category',
    schema: choice(
      categories,
      `The category of a shared decision: ${categories.map((key) => `${key} (${categoryEntry(key).title})`).join(', ')}.`,
    ),
    resolve: accept<Slots['category']>,
  },
  requirement: {
    name: 'requirement',
    schema: choice(
      ['R1', 'R2', 'R3', 'R4'],
      'A requirement of the crossing test: R1 one use case in production, R2 shared infrastructure, R3 a second use case in pilot, R4 AI Operations.',
    ),
    resolve: accept<Slots['requirement']>,
  },
  item: {
    name: 'item',
    schema: choice(
      checklistItems,
      `An item of the production checklist: ${checklistItems.map((item) => `${item} (${checklistEntry(item).title})`).join(', ')}.`,
    ),
    resolve: accept<Slots['item']>,
  },
  stage: {
    name: 'stage',
    schema: choice(stages, 'The stage of a use case.'),
    resolve: accept<Slots['stage']>,
  },
  model: {
    name: 'model',
    schema: text('The name of a recorded model.'),
    resolve: (typed: string, { register }) =>
      findName('model', typed, modelNames(register), (one, other) => isSameToolIn(register, one, other)),
  },
  incident: {
    name: 'incident',
    schema: text('The key of an incident, such as I-1.'),
    resolve: findIncident,
  },
  day: { name: 'day', schema: dayText('A day, as YYYY-MM-DD.'), resolve: accept<string> },
  period: {
    name: 'period',
    schema: z
      .object({ from: dayText('The first day.'), to: dayText('The last day.') })
      .refine(({ from, to }) => from <= to, 'Enter a last day on or after the first day.')
      .describe('Days from the first to the last, both included.'),
    resolve: accept<Slots['period']>,
  },
  figures: {
    name: 'figures',
    schema: z
      .object({
        daily: count('People who use it daily.'),
        weekly: count('People who use it weekly.'),
        notAtAll: count('People who do not use it.'),
      })
      .describe('Numbers of users.'),
    resolve: accept<Slots['figures']>,
  },
  words: { name: 'words', schema: text('Words to search for.'), resolve: accept<string> },
};

/** Returns the input schema of a tool that needs some slots and takes others. */
export function inputSchemaOf(needs: readonly SlotName[], takes: readonly SlotName[]): z.ZodObject {
  const required = needs.map((slot) => [slotInputs[slot].name, slotInputs[slot].schema] as const);
  const optional = takes.map((slot) => [slotInputs[slot].name, slotInputs[slot].schema.optional()] as const);
  return z.strictObject(Object.fromEntries([...required, ...optional]));
}

/** Returns the slots that the input names, or the first problem in words. */
export function resolveSlots(
  names: readonly SlotName[],
  input: Readonly<Record<string, unknown>>,
  context: PageContext,
): Resolved<Partial<Slots>> {
  const slots: Partial<Record<SlotName, unknown>> = {};
  for (const slot of names) {
    const value = input[slotInputs[slot].name];
    if (value === undefined) continue;
    const resolved = slotInputs[slot].resolve(value as never, context);
    if (!resolved.ok) return resolved;
    slots[slot] = resolved.value;
  }
  return accept(slots as Partial<Slots>);
}

/** Returns the names of the people whose ids occur in a value. */
export function namePeople(value: unknown, register: Register): Readonly<Record<string, string>> {
  const names: Record<string, string> = {};
  const visit = (one: unknown): void => {
    if (typeof one === 'string' && register.people.has(one)) names[one] = nameOf(register, one);
    else if (Array.isArray(one)) one.forEach(visit);
    else if (one !== null && typeof one === 'object') Object.values(one).forEach(visit);
  };
  visit(value);
  return names;
}
