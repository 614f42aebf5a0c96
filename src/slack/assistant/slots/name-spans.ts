import type { Register, UseCase } from '../../../domain/register.ts';
import { listKnownTools } from '../../../domain/tools/index.ts';
import { memoize } from '../../kit/page.ts';
import { compareWords, tokenize } from '../text.ts';
import { createSpan, findTokenRange, type Reading, type Span } from './span.ts';

type NamedSlot = 'vendor' | 'tool' | 'model';

interface RecordedName {
  readonly slot: NamedSlot;
  readonly name: string;
  /** Its words without spaces. */
  readonly joined: string;
}

const companySuffix = /\b(inc|ltd|llc|gmbh|ag|corp|sa|se|plc|bv)\.?$/i;
const join = (name: string): string =>
  tokenize(
    name
      .replace(/\([^)]*\)/g, '')
      .trim()
      .replace(companySuffix, ''),
  )
    .map(({ word }) => word)
    .join('');

const stackOf = ({ stack }: UseCase): readonly string[] => Object.values(stack).flat();

const indexRecordedNames = memoize((register: Register): readonly RecordedName[] => {
  const vendors = [...register.vendors.values()].flatMap(({ name, aliases }) =>
    [name, ...aliases].map((typed) => ({ typed, name })),
  );
  const tools = new Set([
    ...listKnownTools(register),
    ...[...register.decisions.values()].map(({ choice }) => choice),
    ...[...register.useCases.values()].flatMap(stackOf),
  ]);
  const models = new Set([
    ...[...register.modelVersions.values()].map(({ model }) => model),
    ...[...register.modelRetirements.values()].map(({ model }) => model),
  ]);
  const createName = (slot: NamedSlot, name: string, typed = name): RecordedName => ({
    slot,
    name,
    joined: join(typed),
  });
  return [
    ...vendors.map(({ name, typed }) => createName('vendor', name, typed)),
    ...[...tools].map((name) => createName('tool', name)),
    ...[...models].map((name) => createName('model', name)),
  ].filter(({ joined }) => joined.length > 1);
});

const maxWords = 4;

/** Finds vendors, tools and models by their recorded names. One name can be all three. */
export function findNameSpans({ text, tokens, meanings, context }: Reading): readonly Span[] {
  const names = indexRecordedNames(context.register);
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    for (let length = Math.min(maxWords, tokens.length - at); length > 0; length -= 1) {
      const typed = tokens
        .slice(at, at + length)
        .map(({ word }) => word)
        .join('');
      const isOrdinary = length === 1 && (meanings[at]?.similarity ?? 0) === 1;
      const exact = names.filter(({ joined }) => joined === typed);
      const found =
        exact.length > 0 || isOrdinary || typed.length < 5 || /\d/.test(typed)
          ? exact
          : names.filter(({ joined }) => compareWords(typed, joined) >= 0.85);
      const end = tokens[at + length - 1]?.to ?? 0;
      // "GPT-5.1" is not "GPT-5".
      if (found.length === 0 || /^[.-]\d/.test(text.slice(end))) continue;
      for (const slot of ['vendor', 'tool', 'model'] as const) {
        const values = [...new Set(found.filter((one) => one.slot === slot).map(({ name }) => name))];
        if (values.length > 0)
          spans.push(createSpan(slot, [at, at + length], values, exact.length > 0 ? 1 : 0.75));
      }
      at += length - 1;
      break;
    }
  }
  return [...spans, ...findUnrecordedModels(text, tokens, spans)];
}

const modelName =
  /\b(?:gpt|claude|gemini|llama|mistral|mixtral|command|nova|grok|qwen|deepseek|o[134])[- ]?[\w.-]*\d[\w.-]*/gi;

/** Finds names of models that are not recorded: "GPT-5.1". */
function findUnrecordedModels(
  text: string,
  tokens: Reading['tokens'],
  taken: readonly Span[],
): readonly Span[] {
  return [...text.matchAll(modelName)].flatMap((match): Span[] => {
    const name = match[0].replace(/[.-]+$/, '');
    const range = findTokenRange(tokens, match.index, match.index + name.length);
    const isTaken = range !== null && taken.some(({ from, to }) => range[0] < to && range[1] > from);
    return range === null || isTaken ? [] : [createSpan('model', range, [name], 0.8)];
  });
}

/** Words after which a date is a day, and not the version of a model. */
const beforeDay = /^(on|since|until|from|by|at|am|seit|bis|ab|vom|le|du|depuis|jusqu|el|desde|hasta)$/;

/** Finds models by a recorded version that is written like a day: "the 2026-02-01 model". */
export function findVersionSpans({ text, tokens, context }: Reading): readonly Span[] {
  return [...context.register.modelVersions.values()].flatMap(({ model, version }): Span[] => {
    const at = /^\d{4}-\d\d-\d\d$/.test(version) ? text.indexOf(version) : -1;
    const range = at < 0 ? null : findTokenRange(tokens, at, at + version.length);
    const isDay = range === null || beforeDay.test(tokens[range[0] - 1]?.word ?? '');
    return isDay ? [] : [createSpan('model', range, [model])];
  });
}
