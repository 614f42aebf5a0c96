import type { Register } from '../../../domain/register.ts';
import { memoize } from '../../kit/page.ts';
import type { SlotName, Slots } from '../../kit/question.ts';
import { tokenize } from '../text.ts';
import { createSpan, type Reading, type Span } from './span.ts';

/** Values of fixed lists, by the term that names them. The words keep their own meaning. */
const kinds: readonly {
  readonly [Name in SlotName]: readonly [term: string, slot: Name, value: Slots[Name]];
}[SlotName][] = [
  ['=provider', 'category', 'model-provider'],
  ['=vectordb', 'category', 'vector-database'],
  ['=guardrails', 'category', 'guardrails'],
  ['=observability', 'category', 'observability'],
  ['=apikeys', 'category', 'api-ownership'],
  ['=ratelimit', 'category', 'api-ownership'],
  ['=monitoring', 'item', 'monitoring'],
  ['=observability', 'item', 'monitoring'],
  ['=fallback', 'item', 'fallback'],
  ['=humanreview', 'item', 'human-review'],
  ['=version', 'item', 'model-versions'],
  ['=runbook', 'item', 'incident-response'],
  ['=training', 'item', 'training'],
  ['=budget', 'item', 'cost-monitoring'],
  ['=dpa', 'item', 'dpa'],
  ['=proposed', 'stage', 'proposed'],
  ['=pilot', 'stage', 'pilot'],
  ['=production', 'stage', 'production'],
  ['=live', 'stage', 'production'],
  ['=stop', 'stage', 'stopped'],
  ['=retire', 'stage', 'retired'],
];

const requirementKeys = ['R1', 'R2', 'R3', 'R4'] as const;
const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  erste: 1,
  zweite: 2,
  dritte: 3,
  vierte: 4,
  premiere: 1,
  deuxieme: 2,
  troisieme: 3,
  quatrieme: 4,
  primer: 1,
  segundo: 2,
  tercer: 3,
  cuarto: 4,
};
const numbers: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4 };

/** Meanings of texts about an incident. */
const aboutIncidents = /^=(incident|outage|wrong|exposure|cause|resolve|lesson|followup|severity)$/;
/** The shortest word by which an incident is known again. */
const minIncidentWord = 5;

const indexIncidents = memoize(({ incidents }: Register): ReadonlyMap<string, readonly string[]> => {
  const byWord = new Map<string, string[]>();
  for (const { key, what } of incidents.values())
    for (const word of new Set(tokenize(what).map((token) => singularOf(token.word))))
      if (word.length >= minIncidentWord) byWord.set(word, [...(byWord.get(word) ?? []), key]);
  return byWord;
});

const singularOf = (word: string): string => word.replace(/s$/, '');

/** Finds an incident by a word of its description: "the price incident". The word keeps its own meaning. */
export function findDescribedIncidentSpans({ tokens, meanings, context }: Reading): readonly Span[] {
  if (!meanings.some((meaning) => meaning !== null && aboutIncidents.test(meaning.term))) return [];
  const byWord = indexIncidents(context.register);
  return tokens.flatMap(({ word }, at): Span[] => {
    const keys = byWord.get(singularOf(word));
    const isTelling = meanings[at]?.kind !== 'function' && !aboutIncidents.test(meanings[at]?.term ?? '');
    return keys?.length === 1 && isTelling ? [createSpan('incident', [at, at + 1], keys, 0.7, true)] : [];
  });
}

/** The most words between "monitoring" and the costs that are monitored: "monitorización de los costes". */
const maxBetween = 2;

/** Finds values of fixed lists: categories, checklist items, stages. */
export function findKindSpans({ meanings }: Reading): readonly Span[] {
  const isOfCosts = (from: number, to: number): boolean =>
    meanings[from - 1]?.term === '=cost' ||
    meanings.slice(to, to + maxBetween + 1).some((meaning) => meaning?.term === '=cost');
  return meanings.flatMap((meaning, at): Span[] => {
    if (meaning === null || meanings[at - 1] === meaning) return [];
    let end = at + 1;
    while (meanings[end] === meaning) end += 1;
    return kinds
      .filter(([term]) => term === meaning.term)
      .map(([, slot, value]) => {
        const meant = value === 'monitoring' && isOfCosts(at, end) ? 'cost-monitoring' : value;
        return createSpan(slot, [at, end], [meant], meaning.similarity, true);
      });
  });
}

/** Finds requirements: "R2", "requirement 2", "the second requirement". */
export function findRequirementSpans({ tokens, meanings }: Reading): readonly Span[] {
  const spanOf = (number: number, from: number, to: number): Span[] => {
    const key = requirementKeys[number - 1];
    return key === undefined ? [] : [createSpan('requirement', [from, to], [key])];
  };
  return tokens.flatMap(({ word }, at): Span[] => {
    const short = /^r([1-4])$/.exec(word)?.[1];
    if (short !== undefined) return spanOf(Number(short), at, at + 1);
    if (meanings[at]?.term !== '=requirement') return [];
    const after = tokens[at + 1]?.word ?? '';
    const before = tokens[at - 1]?.word ?? '';
    if (/^[1-4]$/.test(after)) return spanOf(Number(after), at, at + 2);
    const spoken = numbers[after];
    if (spoken !== undefined) return spanOf(spoken, at, at + 2);
    if (/^(infrastructure|infraestructura)$/.test(before)) return spanOf(2, at - 1, at + 1);
    const ordinal = ordinals[before];
    return ordinal === undefined ? [] : spanOf(ordinal, at - 1, at + 1);
  });
}

/** Finds incidents by key: "I-3", "incident 3". */
export function findIncidentSpans({ tokens, meanings, text, context }: Reading): readonly Span[] {
  return tokens.flatMap(({ word, from }, at): Span[] => {
    const number = /^0*(\d+)$/.exec(tokens[at + 1]?.word ?? '')?.[1];
    if (number === undefined) return [];
    const isKey = word === 'i' && /^i[-\s]?\d/i.test(text.slice(from));
    if (!isKey && meanings[at]?.term !== '=incident') return [];
    const key = `I-${number}`;
    return [createSpan('incident', [at, at + 2], context.register.incidents.has(key) ? [key] : [])];
  });
}
