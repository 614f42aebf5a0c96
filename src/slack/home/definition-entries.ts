import { escapeShort, joinSentences, listSome } from '../kit/answers.ts';
import { type Entry, question } from '../kit/question.ts';
import { type Definition, definitions } from './definitions.ts';

/** Returns a word without case, signs, a plural ending and words such as "exactly", for comparison. */
const normalize = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(
      (word) =>
        !/^(?:an?|the|our|der|die|das|ein|eine|le|la|les|un|une|el|los|una|is|ist|exactly|again|actually|really|here|please|genau|eigentlich|nochmal|bitte|au|juste|exactement|exactamente)?$/.test(
          word,
        ),
    )
    .map((word) => (word.length > 3 ? word.replace(/(?<!s)s$/, '') : word))
    .join(' ');

const definitionsByWord: ReadonlyMap<string, Definition> = new Map(
  definitions.flatMap((definition) =>
    [...definition.also, definition.word].map((word) => [normalize(word), definition] as const),
  ),
);

/** Returns the definition of a typed word; otherwise the one whose word is part of it, the longest one. */
function findDefinition(typed: string): Definition | null {
  const wanted = normalize(typed);
  const exact = definitionsByWord.get(wanted);
  if (exact) return exact;
  const within = [...definitionsByWord]
    .filter(([word]) => word.length > 2 && ` ${wanted} `.includes(` ${word} `))
    .sort(([a], [b]) => b.length - a.length);
  return within[0]?.[1] ?? null;
}

export const definitionEntries: readonly Entry[] = [
  question({
    key: 'definition',
    title: 'What does a word mean?',
    examples: {
      en: [
        'what is {words}',
        'what is a {words}',
        'what does {words} mean',
        'define {words}',
        'explain {words}',
        'meaning of {words}',
        'what do you mean by {words}',
        'what are {words}',
        'what is meant by {words}',
        'what does it mean when it says {words}',
        'what does {words} stand for',
        'what do we mean by {words}',
        'what counts as {words}',
        'meaning {words}',
        '{words} meaning',
        '{words} definition',
        'what {words} means',
        'definition of {words}',
        'definition {words}',
        'explain to me what {words} is',
        'remind me what {words} is',
        'remind me what a {words} is',
        'who or what is {words}',
        'what on earth is {words}',
        'what exactly is {words}',
        'what the heck is {words}',
        'whats {words}',
        'what is in a {words}',
        'what belongs in a {words}',
        'what does a {words} contain',
        'what is a {words} supposed to contain',
        'what is a {words} made of',
        'what makes up a {words}',
        'which information is in a {words}',
        'what goes into a {words}',
        'help me understand {words}',
        'in simple words, what is {words}',
        'i do not get what {words} means',
        'what do you call {words}',
        'never heard of {words}',
        'the word {words} is new to me',
        '{words}? I do not know that word',
        '{words}, who is that',
        '{words}, never heard of it',
        'what is a {words} good for',
        'what are {words} for',
      ],
      de: [
        '{words} bedeutung',
        'was ist ein {words}',
        'was sind {words}',
        'was ist {words}',
        'was bedeutet {words}',
        'erkläre {words}',
        'was heißt {words}',
        'was meint ihr mit {words}',
        'was versteht man unter {words}',
        'was genau ist {words}',
        'bedeutung von {words}',
        'was soll {words} heißen',
        'was zählt als {words}',
        'was gehört in ein {words}',
        'was enthält ein {words}',
        'woraus besteht ein {words}',
        'kannst du {words} erklären',
        'was verbirgt sich hinter {words}',
        'wozu dient ein {words}',
        'von {words} habe ich noch nie gehört',
      ],
      fr: [
        "c'est quoi {words}",
        "c'est quoi un {words}",
        'qu’est-ce que {words}',
        'que signifie {words}',
        'que veut dire {words}',
        'ça veut dire quoi {words}',
        'définition de {words}',
        'qu’entend-on par {words}',
        'que contient un {words}',
        'explique {words}',
        'à quoi correspond {words}',
        'à quoi sert {words}',
        '{words}, ça sert à quoi',
        'qu’entendez-vous par {words}',
      ],
      es: [
        'qué es un {words}',
        'qué es {words}',
        'qué significa {words}',
        'explica {words}',
        'qué quiere decir {words}',
        'definición de {words}',
        'a qué llamamos {words}',
        'qué se entiende por {words}',
        'qué contiene un {words}',
        'en qué consiste {words}',
        'para qué sirve un {words}',
        'en qué consiste un {words}',
        'qué debo entender por {words}',
      ],
    },
    needs: ['words'],
    knows: (words) => definitionsByWord.has(normalize(words)),
    answer: (_, { words }) => {
      const found = findDefinition(words);
      return {
        text: found
          ? found.meaning
          : joinSentences(
              `Crossing has no definition of "${escapeShort(words, 60)}".`,
              `It explains words such as ${listSome(['DPA', 'waiver', 'drift', 'pilot purgatory', 'AI Operations'])}.`,
            ),
        source: null,
        data: {
          word: found?.word ?? words.slice(0, 100),
          known: found !== null,
          meaning: found?.meaning ?? null,
        },
        next: found ? [] : [[{ page: 'help' }, 'Commands']],
      };
    },
  }),

  question({
    key: 'glossary',
    title: 'Which words does Crossing explain?',
    examples: {
      en: [
        'which words can you explain',
        'show the glossary',
        'is there a glossary',
        'I do not understand the words',
        'too much jargon here',
        'list of terms',
        'what do all these words mean',
      ],
      de: ['gibt es ein glossar', 'welche begriffe kannst du erklären', 'zu viele fachbegriffe'],
      fr: ['y a-t-il un glossaire', 'quels mots peux-tu expliquer'],
      es: ['hay un glosario', 'qué palabras puedes explicar'],
    },
    answer: () => ({
      text: joinSentences(
        `Crossing explains ${definitions.length} words.`,
        `Ask about one of them: ${listSome(
          definitions.map(({ word }) => word),
          20,
          400,
        )}.`,
      ),
      source: null,
      data: { words: definitions.map(({ word }) => word) },
      next: [[{ page: 'help' }, 'Commands']],
    }),
  }),
];
