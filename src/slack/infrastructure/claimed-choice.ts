import { listCommitments } from '../../domain/infrastructure/index.ts';
import { findSimilarNames, isSameToolIn, normalizeName } from '../../domain/names.ts';
import type { Category, Register } from '../../domain/register.ts';
import { findVendorByKey } from '../../domain/vendors/index.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { foldText } from '../kit/fold-text.ts';

/** The words of the categories that a product can be, in the languages of questions. People own API keys. */
const categoryWords: Readonly<Partial<Record<Category, RegExp>>> = {
  'model-provider':
    /(?:AI |LLM |[Mm]odel |KI-?)?[Pp]rovider|[Mm]odell-?[Aa]nbieter|(?:KI-?)?[Aa]nbieter|fournisseur|proveedor/,
  'vector-database': /[Vv]ector|[Vv]ektor|bases? (?:de (?:données|datos) )?vectori/,
  guardrails: /[Gg]uardrail|guard rail|[Ll]eitplanken|garde-fou/,
  observability: /[Oo]bservab|[Bb]eobachtbarkeit|[Mm]onitoring (?:tool|stack)|tracing/,
};

const article = /(?:(?:the|our|its|an?|unsere?n?|die|der|das|den|eine?n?|notre|la|le|nuestr[ao]|el|una?) )?/
  .source;

/** One to three words that begin with a capital letter: "Weaviate", "Amazon Bedrock". */
const name = String.raw`(?<name>\p{Lu}[\p{L}\p{N}.+-]*(?: \p{Lu}[\p{L}\p{N}.+-]*){0,2})`;
/** The word before the name, which is no part of it: the name is matched first. */
const before = String.raw`(?:(?<before>[\p{L}’']+)[,:]? )??`;

/** Finds "Weaviate as the vector database", "Weaviate is our vector database" and "is Weaviate our vector database". */
const createClaims = ({ source: words }: RegExp): readonly RegExp[] => [
  new RegExp(
    String.raw`${before}(?<![\p{L}\p{N}])${name},? (?:as|for|als|für|comme|pour|como|para|is|ist|est|es) ${article}(?:(?:committed|official|new|neue|shared) )?(?:${words})`,
    'u',
  ),
  new RegExp(
    String.raw`(?:^|[^\p{L}])(?:[Ii]s|[Ii]st|[Ee]st-ce que|[Ee]s) ${before}(?<![\p{L}\p{N}])${name} (?:really |also |wirklich |bien )?(?:est )?${article}(?:${words})`,
    'u',
  ),
];

/** A capital word after one of these is a noun or the name of something else: "im Vertrieb". */
const opensOther =
  /^(in|at|by|from|to|with|of|on|the|an?|our|their|your|team|im|in|am|bei|beim|vom|von|zur|zum|mit|der|die|das|den|dem|des|eine?[nmrs]?|unsere?[nmrs]?|ihre?[nmr]?|keine?[nmr]?|welche[nmrs]?|diese[nmrs]?|aktuelle[nmrs]?|neue[nmrs]?|chez|dans|de|du|des|le|la|les|en|con|del|el|los|las)$/i;

/** Words that are no name, although they begin a sentence or are nouns. */
const notName =
  /^(what|which|who|whose|this|that|it|he|she|there|here|so|and|but|why|when|where|how|is|are|was|did|do|does|since|we|you|i|they|was|wer|welche[rsnm]?|wie|wo|wann|warum|das|dies|es|wir|sie|ich|und|qui|que|quel|quelle|quoi|ce|ça|cela|elle|il|on|nous|qué|cuál|quién|esto|eso|esta|este|nosotros|software|tool|tools|produkt|produkte|lösung|firma|system|anbieter|entscheidung|wahl|teams?|company|product|stack|vendor|everybody|everyone|nobody|ai|ki|ia|llms?)$/i;

const wordsOf = (text: string): readonly string[] => foldText(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** Returns the words that name people, use cases and teams. */
const listOtherNames = (register: Register): ReadonlySet<string> =>
  new Set([
    ...[...register.people.values()].flatMap((person) => wordsOf(person.name)),
    ...[...register.useCases.values()].flatMap((useCase) =>
      wordsOf(`${useCase.name} ${useCase.team}`).concat(wordsOf(useCase.key)),
    ),
  ]);

/** Returns the product that a text calls our choice of a category; null when it names none, or is not clear about it. */
function findClaimedChoice(register: Register, category: Category, said: string): string | null {
  const words = categoryWords[category];
  if (words === undefined) return null;
  for (const claim of createClaims(words)) {
    const { name: found, before: word = '' } = claim.exec(said)?.groups ?? {};
    if (found === undefined || opensOther.test(word)) continue;
    const others = listOtherNames(register);
    const parts = found.split(' ');
    const isOther = parts.some((part) => notName.test(part) || others.has(foldText(part)));
    if (!isOther) return found;
  }
  return null;
}

/** Returns "No, we did not commit Weaviate. " for a text that calls another product our choice; otherwise nothing. */
export function correctChoice(register: Register, category: Category, said: string): string {
  const claimed = findClaimedChoice(register, category, said);
  if (claimed === null) return '';
  const standing = listCommitments(register, category);
  const committed = standing.flatMap(({ choice, vendor }) => [
    choice,
    ...(vendor === null ? [] : [findVendorByKey(register, vendor)?.name ?? vendor]),
  ]);
  const typed = normalizeName(said);
  const isCommitted = committed.some(
    (choice) => isSameToolIn(register, choice, claimed) || typed.includes(normalizeName(choice)),
  );
  if (isCommitted || findSimilarNames(claimed, committed).length > 0) return '';
  const past = [...register.decisions.values()].some(
    (decision) =>
      decision.category === category &&
      decision.status === 'superseded' &&
      isSameToolIn(register, decision.choice, claimed),
  );
  const product = escapeMrkdwn(claimed, 80);
  return past ? `No, ${product} is no longer committed. ` : `No, we did not commit ${product}. `;
}
