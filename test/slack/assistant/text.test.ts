import { describe, expect, test } from 'vitest';
import { compareWords, tokenize, withoutUmlautLetters } from '../../../src/slack/assistant/text.ts';
import { createVocabularies, detectLanguage } from '../../../src/slack/assistant/vocabulary.ts';
import { foldText } from '../../../src/slack/kit/fold-text.ts';

const wordsOf = (text: string) => tokenize(text).map(({ word }) => word);
const vocabularies = createVocabularies();

test('case, accents and umlauts do not matter', () => {
  expect(foldText('Wem GEHÖRT das Maßnahmenpaket à Paris?')).toBe('wem gehort das massnahmenpaket a paris?');
  expect(withoutUmlautLetters('gehoert')).toBe('gehort');
  expect(withoutUmlautLetters('quelle')).toBe('quelle');
});

test('a text is split into words, mentions and the parts of a compound name', () => {
  expect(wordsOf('Who owns UC-1, <@U0OMAR|omar>?')).toEqual(['who', 'owns', 'uc', '1', 'u0omar']);
  expect(wordsOf('der Supportbot und der Chatbot')).toEqual([
    'der',
    'support',
    'bot',
    'und',
    'der',
    'chatbot',
  ]);
  expect(tokenize('ask <@U0OMAR>')[1]?.mention).toBe('U0OMAR');
});

test('shortened English words are read in full, and words of other languages stay as they are', () => {
  expect(wordsOf("What's UC-1? It isn’t Omar's, I'd say; we can't, let's ask")).toEqual([
    ...['what', 'is', 'uc', '1', 'it', 'is', 'not', 'omar', 'i', 'would', 'say'],
    ...['we', 'can', 'not', 'let', 'us', 'ask'],
  ]);
  expect(wordsOf("qu'est-ce que l'agent d'usage")).toEqual([
    'qu',
    'est',
    'ce',
    'que',
    'l',
    'agent',
    'd',
    'usage',
  ]);
});

describe('a typing error is forgiven', () => {
  test.each([
    ['suport', 'support'],
    ['blokcing', 'blocking'],
    ['teh', 'the'],
    ['whn', 'when'],
    ['reveiwer', 'reviewer'],
    ['budgt', 'budget'],
  ])('%s is %s', (typed, known) => {
    expect(compareWords(typed, known)).toBeGreaterThan(0.7);
  });

  test.each([
    ['cat', 'car'],
    ['boat', 'coat'],
    ['weather', 'vendor'],
    ['pizza', 'pilot'],
  ])('%s is not %s', (typed, known) => {
    expect(compareWords(typed, known)).toBe(0);
  });
});

describe('the language of a question is found', () => {
  test.each([
    ['who owns the support bot', 'en'],
    ['wem gehört der Support-Bot', 'de'],
    ['qui est responsable du bot de support', 'fr'],
    ['quién es el responsable del bot de soporte', 'es'],
    ['vector db?', 'en'],
  ])('%s', (text, language) => {
    expect(detectLanguage(wordsOf(text), vocabularies)).toBe(language);
  });
});

test('words of one meaning are one term, in any language and form', () => {
  const terms = (['en', 'de', 'fr', 'es'] as const).map(
    (language, at) =>
      vocabularies[language].lookUp(['owners', 'gehort', 'responsables', 'propietarias'][at] ?? '')?.term,
  );
  expect(terms).toEqual(['=own', '=own', '=own', '=own']);
  expect(vocabularies.de.lookUp('gehoert')?.term).toBe('=own');
  expect(vocabularies.en.findExpression(['when', 'did', 'it', 'go', 'live'], 3)).toEqual({
    term: '=live',
    length: 2,
  });
});
