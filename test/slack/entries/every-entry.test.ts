import { describe, expect, test } from 'vitest';
import { samplePeople } from '../../../sandbox/sample-workspace.ts';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { addDays, weekOf } from '../../../src/domain/calendar.ts';
import {
  categories,
  checklistItems,
  type Register,
  stages,
  type UserId,
} from '../../../src/domain/register.ts';
import { parseStep } from '../../../src/domain/schema.ts';
import { filledFormButton, type Offer } from '../../../src/slack/kit/blocks.ts';
import type { PageContext } from '../../../src/slack/kit/page.ts';
import type { Answer, Entry, Slots } from '../../../src/slack/kit/question.ts';
import { entries, findClick, findForm, pageFor, subjects } from '../../../src/slack/subjects.ts';
import { contextIn } from '../../support/entry-context.ts';
import { busyOwner, hostileTexts, lead, newOperator } from '../../support/hostile-register.ts';
import { createEmptyContexts, small } from '../../support/hostile-workspace.ts';
import { stage3 } from '../../support/register.ts';

/** Returns a phrasing as the matcher compares it: without case, accents and signs; slots keep their name. */
const fold = (example: string): string =>
  example
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}{}]+/gu, ' ')
    .trim();

const examplesOf = ({ examples }: Entry): readonly string[] => Object.values(examples).flat();
const slotsIn = (example: string): readonly string[] =>
  [...example.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

describe('the list of entries', () => {
  test('has at least 45 entries with different keys in kebab case', () => {
    const keys = entries.map(({ key }) => key);
    expect(keys.length).toBeGreaterThanOrEqual(45);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    expect(keys.filter((key) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(key))).toEqual([]);
  });

  test('has titles of at most 60 characters', () => {
    expect(entries.filter(({ title }) => title.length > 60 || title.trim() === '')).toEqual([]);
  });

  test('names in its examples only slots that the entry needs or takes', () => {
    const unknown = entries.flatMap((entry) =>
      examplesOf(entry).flatMap((example) =>
        slotsIn(example)
          .filter((name) => ![...entry.needs, ...entry.takes].includes(name as keyof Slots))
          .map((name) => `${entry.key}: ${name} in "${example}"`),
      ),
    );
    expect(unknown).toEqual([]);
  });

  test('has no example with a person or a key of the sample company: a learned word is no name any more', () => {
    // "Elle" is a French word as well.
    const names = samplePeople.map(({ name }) => name.split(' ')[0]).filter((name) => name !== 'Elle');
    const people = names.join('|');
    const named = new RegExp(`(?<!\\p{L})(?:(?:${people})(?:['’]?s)?(?!\\p{L})|(?:uc|[a-z])-?\\d+\\b)`, 'iu');
    const isRequirement = /\b[rq]\d\b/i;
    const found = entries.flatMap(({ key, examples }) =>
      Object.values(examples)
        .flat()
        .filter((example) => named.test(example.replace(isRequirement, '')))
        .map((example) => `${key}: ${example}`),
    );
    expect(found).toEqual([]);
  });

  test('has no example twice', () => {
    const seen = new Map<string, string>();
    const twice = entries.flatMap((entry) =>
      Object.entries(entry.examples).flatMap(([language, examples]) =>
        examples.flatMap((example) => {
          const id = `${language} ${fold(example)}`;
          const known = seen.get(id);
          seen.set(id, entry.key);
          return known === undefined ? [] : [`${known}, ${entry.key}: ${example}`];
        }),
      ),
    );
    expect(twice).toEqual([]);
  });

  test('has more examples only of entries of the same subject', () => {
    const strange = subjects.flatMap(({ entries = [], examples = {} }) =>
      Object.keys(examples).filter((key) => !entries.some((entry) => entry.key === key)),
    );
    expect(strange).toEqual([]);
  });

  test('suggests prompts with a title of at most 40 characters', () => {
    const suggestions = [
      contextIn(stage3()),
      contextIn(stage3(), 'owner'),
      createEmptyContexts()('U1'),
    ].flatMap((context) => entries.flatMap(({ suggest }) => suggest?.(context) ?? []));
    expect(suggestions.length).toBeGreaterThan(3);
    expect(suggestions.filter(({ title, message }) => title.length > 40 || message.trim() === '')).toEqual(
      [],
    );
  });
});

/** Returns values for every slot, the `nth` of each kind. */
function slotsFor(register: Register, today: string, person: UserId, nth: number): Slots {
  const pick = <T>(all: readonly T[], otherwise: T): T => all[nth % Math.max(1, all.length)] ?? otherwise;
  const texts = [...Object.values(hostileTexts), 'invoice matching', 'a DPA', 'edit', 'check in', ''];
  const stacks = [...register.useCases.values()].flatMap(({ stack }) => Object.values(stack).flat());
  const models = [...register.evidence.values()].flatMap(({ details }) =>
    details.item === 'model-versions' ? details.log.map(({ model }) => model) : [],
  );
  const day = addDays(today, pick([-400, -7, -1, 0, 1, 40], 0));
  return {
    useCase: pick([...register.useCases.keys()], 'UC-99'),
    person: nth % 3 === 0 ? person : pick([...register.people.keys()], person),
    vendor: pick(
      [...register.vendors.values()].map(({ name }) => name),
      texts[nth % texts.length] ?? '',
    ),
    tool: pick(stacks, texts[nth % texts.length] ?? ''),
    category: pick(categories, 'model-provider'),
    requirement: pick(['R1', 'R2', 'R3', 'R4'], 'R1'),
    item: pick(checklistItems, 'monitoring'),
    stage: pick(stages, 'pilot'),
    model: pick(models, texts[nth % texts.length] ?? ''),
    incident: pick([...register.incidents.keys()], 'I-1'),
    day,
    period: { from: addDays(weekOf(day), -28), to: day },
    figures: { daily: nth, weekly: nth + 5, notAtAll: nth % 2 === 0 ? null : 3 },
    words: pick(texts, ''),
  };
}

/** Returns what is wrong with an answer, in words. */
function findProblems({ text, data, next, source, about = {} }: Answer): readonly string[] {
  const findOfferProblem = ([offered]: Offer): string | null => {
    if ('page' in offered) {
      pageFor(offered.page);
      return null;
    }
    const step = parseStep(JSON.parse(JSON.stringify(offered)));
    return findForm(step) || findClick(step.do) ? null : `${step.do} has neither form nor button`;
  };
  return [
    text.trim() === '' ? 'the text is empty' : null,
    text.length > 600 ? `the text has ${text.length} characters` : null,
    /undefined|NaN|\[object|Infinity/.test(text.replaceAll(/endless|x{20,}/g, ''))
      ? `the text says: ${text}`
      : null,
    /(?<!\.)\.\.(?!\.)/.test(text) ? `a sentence ends twice: ${text}` : null,
    next.length > 2 ? `there are ${next.length} buttons` : null,
    JSON.stringify(JSON.parse(JSON.stringify(data))) === JSON.stringify(data) ? null : 'the data is not JSON',
    JSON.stringify(data).includes('"__proto__"') ? 'the data has a prototype' : null,
    source !== null && !/^\d{4}-\d\d-\d\d$/.test(source.at) ? 'the source has no day' : null,
    Object.values(about).includes(undefined as never) ? 'the subject is not known' : null,
    ...next.map(findOfferProblem),
  ].filter((problem) => problem !== null);
}

const used = stage3('2026-02-02').on('2026-02-10');
used.do('owner', checkIn, {
  ...{ useCase: 'UC-1', on: '2026-02-10', intended: 40, daily: 12, weekly: 30, notAtAll: 4, result: '' },
});

/** Each company as one person sees it, with the number of questions for each entry, and the first set of slots. */
const companies: readonly (readonly [string, PageContext, number, number])[] = [
  ['an empty workspace', createEmptyContexts()('U0NEW'), 8, 0],
  ['a company at Stage 3', contextIn(used), 12, 0],
  ['a company at Stage 3, as its owner sees it', contextIn(used, 'owner'), 12, 1],
  ['harmful texts, as the lead sees them', small.contextOf(lead), 6, 0],
  ['harmful texts, as a busy owner sees them', small.contextOf(busyOwner), 6, 13],
  ['harmful texts, as an appointed person sees them', small.contextOf(newOperator), 3, 27],
];

/** Returns the slots of an entry: all, or only the needed ones. */
function choose(entry: Entry, slots: Slots, all: boolean): Partial<Slots> {
  const names = all ? [...entry.needs, ...entry.takes] : entry.needs;
  return Object.fromEntries(names.map((name) => [name, slots[name]]));
}

describe.each(companies)('over %s', (_, context, rounds, first) => {
  const given = Array.from({ length: rounds }, (_, nth) =>
    slotsFor(context.register, context.today, context.actor.id, first + 2 * nth),
  );

  test('every question has a short answer with working buttons', async () => {
    const problems: string[] = [];
    for (const entry of entries) {
      if (entry.kind !== 'question') continue;
      const many = entry.needs.length + entry.takes.length === 0 ? given.slice(0, 1) : given;
      for (const [nth, slots] of many.entries()) {
        const answer = await entry.answer(context, choose(entry, slots, nth % 2 === 1));
        problems.push(...findProblems(answer).map((problem) => `${entry.key}: ${problem}`));
      }
    }
    expect([...new Set(problems)]).toEqual([]);
  });

  test('every request opens a form', () => {
    for (const entry of entries) {
      if (entry.kind !== 'request') continue;
      for (const [nth, slots] of given.entries()) {
        const chosen = choose(entry, slots, nth % 2 === 1);
        if (chosen.useCase !== undefined && !context.register.useCases.has(chosen.useCase)) continue;
        const { step, prefilled = {} } = entry.open(context, chosen);
        const form = findForm(parseStep(JSON.parse(JSON.stringify(step))));
        expect(form, `${entry.key} opens ${step.do}`).not.toBeNull();
        expect(filledFormButton(step, prefilled).value).toBeDefined();
        if (form?.findRefusal(step, context) === null)
          expect(form.view(step, context, prefilled).blocks.length).toBeGreaterThan(0);
      }
    }
  });
});

test('an entry that lacks a slot is not answered', () => {
  const [entry] = entries.filter(({ kind, needs }) => kind === 'question' && needs.includes('useCase'));
  if (entry?.kind !== 'question') throw new Error('no question needs a use case');
  expect(() => entry.answer(contextIn(used), {})).toThrow(`${entry.key} needs useCase`);
});
