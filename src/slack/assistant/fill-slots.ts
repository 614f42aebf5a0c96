import { isActive } from '../../domain/people.ts';
import type { Entry, Period, SlotName, Slots } from '../kit/question.ts';
import { genericNames } from './lexicon/function-words.ts';
import { findMeantUseCase, findOwnedByNamed, findSpokenOf, speaksOfTheOne } from './meant-use-cases.ts';
import type { PhraseIndex } from './phrases.ts';
import { type Span, sureOfValue } from './slots/index.ts';
import type { ReadQuestion, Unit } from './units.ts';

/** The last entry and slots of a thread. */
export interface Memory {
  readonly entry: string;
  readonly slots: Partial<Slots>;
  /** The last question, as it was typed. */
  readonly said?: string | undefined;
  /** True in a thread, and after a question back: what is not named is then what was said before. */
  readonly isOpen: boolean;
}

/** The slots of an entry, as far as a question gives them. */
export type Filled =
  | { readonly state: 'complete'; readonly slots: Partial<Slots> }
  /** A needed slot is not given, or several values fit. */
  | {
      readonly state: 'open';
      readonly slots: Partial<Slots>;
      readonly slot: SlotName;
      readonly values: readonly Slots[SlotName][];
      /** The typed name that fits no value; null when none was typed. */
      readonly named: string | null;
    };

/** Slots that "it" and "that one" can stand for. */
export const referents: readonly SlotName[] = [
  'useCase',
  'vendor',
  'tool',
  'model',
  'incident',
  'person',
  'category',
  'item',
];

/** Returns the only incident, of the named use case and period if there are any; null for several. */
function findMeantIncident({ context, spans }: ReadQuestion): string | null {
  const useCases = spans.filter(({ slot }) => slot === 'useCase').flatMap(({ values }) => values);
  const periods = spans
    .filter(({ slot }) => slot === 'period')
    .flatMap(({ values }) => values as readonly Period[]);
  const found = [...context.register.incidents.values()].filter(
    ({ useCase, openedOn }) =>
      (useCases.length === 0 || useCases.includes(useCase)) &&
      periods.every(({ from, to }) => openedOn >= from && openedOn <= to),
  );
  return found.length === 1 ? (found[0]?.key ?? null) : null;
}

const trimmed = (text: string): string => text.replace(/^[\s:,;"'“”„«»(–-]+|[\s,;:?!."'“”„«»)–-]+$/g, '');

/** Returns the typed text of some units and everything between them. */
function textOf({ text, tokens }: ReadQuestion, units: readonly Unit[]): string {
  const [first, last] = [units[0], units.at(-1)];
  if (!first || !last) return '';
  let [from, to] = [first.from, last.to];
  // A word that was read in parts stays whole.
  while (from > 0 && tokens[from - 1]?.to === tokens[from]?.from) from -= 1;
  while (to < tokens.length && tokens[to]?.from === tokens[to - 1]?.to) to += 1;
  return trimmed(text.slice(tokens[from]?.from ?? 0, tokens[to - 1]?.to ?? text.length));
}

const opensUse = /^(for|with|in|to|as|fur|mit|zum|zur|als|pour|avec|dans|para|con|como)$/;

/** Returns the unit before another one if it begins a name with it: "Invoice Reader", although "invoice" has a meaning. */
function findNameBefore({ units, tokens, language }: ReadQuestion, unit: Unit): readonly Unit[] {
  const before = units.find(({ to }) => to === unit.from);
  const isCapital = (one: Unit): boolean => tokens[one.from]?.isCapital === true;
  const isName = before && before.from > 0 && before.meaning?.kind === 'content' && before.spans.length === 0;
  return isName && language !== 'de' && isCapital(before) && isCapital(unit) ? [before] : [];
}

/** Returns the units of an unrecorded tool or vendor: a name rather than a word before it, as in "ping him about Notion". */
function findToolUnits(question: ReadQuestion, unexplained: readonly Unit[]): readonly Unit[] {
  const first = findNameUnits(question, unexplained);
  const at = unexplained.findIndex(({ isName }) => isName);
  const isWord = first.every(({ isUnknown, isName }) => !isUnknown && !isName);
  return isWord && at >= 0 ? findNameUnits(question, unexplained.slice(at)) : first;
}

/** Returns the units of an unrecorded name: the first run of unexplained words. */
function findNameUnits(question: ReadQuestion, unexplained: readonly Unit[]): readonly Unit[] {
  const run: Unit[] = unexplained.slice(0, 1).flatMap((first) => findNameBefore(question, first));
  for (const unit of unexplained) {
    const last = run.at(-1);
    if (last && question.tokens.slice(last.to, unit.from).some(({ word }) => opensUse.test(word))) break;
    if (last && unit.from > last.to + 1) break;
    run.push(unit);
  }
  // "Notion AI": a kind of name right after belongs to it.
  const end = run.at(-1);
  const next = end && question.units.find(({ from }) => from === end.to);
  const word = question.tokens[next?.from ?? -1];
  const isPart = next?.meaning?.kind === 'function' && (word?.isCapital === true || word?.word === 'ai');
  return isPart ? [...run, next] : run;
}

const generic = new Set(genericNames);

/** Returns whether words that an entry does not explain can be the name of a use case: "Zyxel", "the marketing bot". */
const canBeName = (name: readonly Unit[], { tokens }: ReadQuestion): boolean =>
  name.some(({ isUnknown, isName, to }) => isUnknown || isName || generic.has(tokens[to]?.word ?? ''));

/** Returns the words after a colon, or all unexplained words with what stands between them. */
function findOpenText(question: ReadQuestion, unexplained: readonly Unit[]): string {
  const colon = question.text.search(/:\s/);
  const after = colon < 0 ? -1 : colon + 1;
  const isAfter = unexplained.some(({ from }) => (question.tokens[from]?.from ?? 0) > after);
  return after >= 0 && isAfter ? trimmed(question.text.slice(after)) : textOf(question, unexplained);
}

/** Returns the values of other slots that stand for a missing one: a period for a day, a day for a period. */
function convert(
  slot: SlotName,
  { context }: ReadQuestion,
  found: Partial<Record<SlotName, Span>>,
): Slots[SlotName] | undefined {
  if (slot === 'day') {
    const period = found.period?.values[0] as Period | undefined;
    return period && (period.to < context.today ? period.to : context.today);
  }
  if (slot === 'period') {
    const day = found.day?.values[0] as string | undefined;
    return day === undefined ? undefined : { from: day, to: day };
  }
  if (slot === 'tool') return found.vendor?.values[0] ?? found.model?.values[0];
  if (slot === 'vendor') return found.tool?.values[0];
  return undefined;
}

const bareData = /^(data|daten|donnees|datos)$/;

/**
 * Returns the units that name a class of data: "personal data", "kundendaten". They belong to what somebody wants to do,
 * although the phrases of the entry explain the word "data".
 */
const findDataUnits = ({ units, tokens }: ReadQuestion): readonly Unit[] =>
  units.filter(
    ({ meaning, from, to }) =>
      meaning?.term === '=data' && (to - from > 1 || !bareData.test(tokens[from]?.word ?? '')),
  );

/** Returns the units of keys: "F-1". They say what is meant, although "follow-up" explains them. */
const findKeyUnits = ({ units, tokens, text }: ReadQuestion): readonly Unit[] =>
  units.filter(
    ({ from, to, meaning }) =>
      meaning !== null && /\b[a-z]{1,2}-\d+$/i.test(text.slice(tokens[from]?.from, tokens[to - 1]?.to)),
  );

/** Words before the person from whom something is taken: "from Sara to Omar", "Omar instead of Sara". */
const takenFrom =
  /\b(?:from|instead of|replaces?|von|statt|anstelle von|remplace|au lieu de|en lugar de|en vez de)$/;

/**
 * Returns what a question names. Of days only the past ones, if there are any: "the auditor comes tomorrow". A request is
 * for those who are here: "with Ana gone, Itai takes over".
 */
function findMeantSpans({ spans, context, words }: ReadQuestion, { kind }: Entry): readonly Span[] {
  const drop = (
    list: readonly Span[],
    isDropped: (span: Span) => boolean,
    slot: SlotName,
  ): readonly Span[] => {
    const rest = list.filter((span) => span.slot !== slot || !isDropped(span));
    return rest.some((span) => span.slot === slot) ? rest : list;
  };
  if (kind === 'question') return drop(spans, ({ values }) => String(values[0]) > context.today, 'day');
  const hasLeft = ({ values }: Span): boolean => !isActive(context.register, String(values[0]));
  const isSource = ({ from }: Span): boolean =>
    takenFrom.test(words.slice(Math.max(0, from - 2), from).join(' '));
  return drop(drop(spans, hasLeft, 'person'), isSource, 'person');
}

/** Fills the slots of an entry from a question and from what its thread was about. */
export function fillSlots(
  question: ReadQuestion,
  entry: Entry,
  index: PhraseIndex,
  memory: Memory | null,
): Filled {
  const slots: Record<string, unknown> = {};
  const best: Partial<Record<SlotName, Span>> = {};
  for (const span of findMeantSpans(question, entry))
    if ((best[span.slot]?.certainty ?? 0) < span.certainty) best[span.slot] = span;
  const accepted: readonly SlotName[] = [...entry.needs, ...entry.takes];
  let open: Extract<Filled, { state: 'open' }> | null = null;
  const leaveOpen = (slot: SlotName, values: readonly Slots[SlotName][], named: string | null): void => {
    open ??= { state: 'open', slots, slot, values, named };
  };
  const wordsOf = ({ from, to }: Span) =>
    question.text.slice(question.tokens[from]?.from, question.tokens[to - 1]?.to);
  const refersBack = question.hasPronoun && memory !== null;

  for (const slot of accepted) {
    const span = best[slot];
    if (!span) continue;
    const spokenOf = slot === 'useCase' ? findSpokenOf(question) : null;
    if (span.values.length === 1 && span.certainty >= sureOfValue) slots[slot] = span.values[0];
    // "The agent" is the one that is called so, and no guess.
    else if (spokenOf !== null && span.values.some((value) => value === spokenOf)) slots[slot] = spokenOf;
    else leaveOpen(slot, span.values, wordsOf(span));
  }
  const unexplained = index.unexplained(question, entry);
  const name = findNameUnits(question, unexplained);
  const isNamed = canBeName(name, question);
  for (const slot of accepted) {
    if (slots[slot] !== undefined || open !== null) continue;
    const isNeeded = entry.needs.includes(slot);
    const converted = convert(slot, question, best);
    if (converted !== undefined && !accepted.some((other) => other !== slot && slots[other] === converted)) {
      slots[slot] = converted;
      continue;
    }
    if (slot === 'person' && question.speaksOfSelf) {
      slots[slot] = question.context.actor.id;
      continue;
    }
    // "Sara's checklist" is not that of the use case that was spoken of before.
    const owned = slot === 'useCase' ? findOwnedByNamed(question, entry) : null;
    if (owned !== null) {
      slots[slot] = owned;
      continue;
    }
    // A person who was only mentioned is not what "it" stands for, but may be "she".
    const canRefer = referents.includes(slot) && (isNeeded || slot !== 'person' || question.refersToPerson);
    // With "it", only words that are written like a name replace what was said before.
    const isReplaced = question.refersBack ? name.some(({ isName }) => isName) : name.length > 0;
    if (refersBack && canRefer && memory.slots[slot] !== undefined && !isReplaced) {
      slots[slot] = memory.slots[slot];
      continue;
    }
    // A question that need not name a tool takes no small word for one: "anulo mi solicitud".
    const canBeTool = isNeeded || entry.kind === 'request' || name.some(({ isName }) => isName);
    if ((slot === 'tool' && canBeTool) || (slot === 'vendor' && isNeeded)) {
      const tool = findToolUnits(question, unexplained);
      if (tool.some(({ meaning }) => meaning?.kind === 'content')) {
        slots[slot] = textOf(question, tool);
        continue;
      }
    }
    if (slot === 'words') {
      const rest =
        slots.tool !== undefined && best.tool === undefined
          ? unexplained.filter((unit) => !findToolUnits(question, unexplained).includes(unit))
          : unexplained;
      const before = rest[0] ? findNameBefore(question, rest[0]) : [];
      const typed = findOpenText(
        question,
        [...new Set([...before, ...rest, ...findDataUnits(question), ...findKeyUnits(question)])].toSorted(
          (a, b) => a.from - b.from,
        ),
      );
      if (typed !== '' && typed !== slots.tool) slots[slot] = typed;
      // "Is there already something for sales ops" names a use case, and nothing else.
      else if (isNeeded && best.useCase) slots[slot] = wordsOf(best.useCase);
      if (slots[slot] !== undefined) continue;
    }
    if (!isNeeded) continue;
    if (memory?.isOpen && memory.slots[slot] !== undefined && !isNamed) {
      slots[slot] = memory.slots[slot];
      continue;
    }
    if (slot === 'useCase' && (!isNamed || speaksOfTheOne(question))) {
      const meant = isNamed ? findSpokenOf(question) : findMeantUseCase(question, entry);
      if (meant !== null) {
        slots[slot] = meant;
        continue;
      }
    }
    if (slot === 'incident' && !isNamed) {
      const meant = findMeantIncident(question);
      if (meant !== null) {
        slots[slot] = meant;
        continue;
      }
    }
    leaveOpen(slot, [], isNamed ? textOf(question, name) : null);
  }
  // "my pilot", "my checklist" and "the bot" are about one use case, although the entry could also answer about all.
  if (open === null && slots.useCase === undefined && entry.takes.includes('useCase')) {
    const isOwn = question.speaksOfSelf && !accepted.includes('person');
    const meant = isOwn ? findMeantUseCase(question, entry) : isNamed ? null : findSpokenOf(question);
    if (meant !== null) slots.useCase = meant;
  }
  // "So how many calls was that?" is still about the month of the question before.
  const hasTime = best.day !== undefined || best.period !== undefined;
  if (refersBack && memory.isOpen && memory.entry === entry.key && !hasTime)
    for (const slot of ['day', 'period'] as const)
      if (accepted.includes(slot)) slots[slot] ??= memory.slots[slot];
  return open ?? { state: 'complete', slots };
}

/** Returns the slots that an entry needs and that a thread is about. */
export const keptSlots = (memory: Memory | null, { needs }: Entry): Partial<Slots> =>
  memory?.isOpen
    ? Object.fromEntries(
        needs.flatMap((slot) => (memory.slots[slot] === undefined ? [] : [[slot, memory.slots[slot]]])),
      )
    : {};

/** Returns the several values that a question names of one slot: "UC-1 and UC-2"; null for at most one. */
export function findSeveral(
  question: ReadQuestion,
  entry: Entry,
): { slot: SlotName; values: readonly Slots[SlotName][] } | null {
  for (const slot of [...entry.needs, ...entry.takes]) {
    const spans = findMeantSpans(question, entry).filter(
      (span) => span.slot === slot && span.values.length === 1,
    );
    const values = [
      ...new Map(
        spans
          .toSorted((a, b) => a.from - b.from)
          .map(({ values: [value] }) => [JSON.stringify(value), value]),
      ).values(),
    ];
    if (
      values.length > 1 &&
      slot !== 'figures' &&
      spans.every(({ isWord }) => !isWord || slot === 'category')
    )
      return { slot, values: values.filter((value) => value !== undefined).slice(0, 3) };
  }
  return null;
}
