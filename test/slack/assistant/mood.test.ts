import { expect, test } from 'vitest';
import { createPace } from '../../../src/operations/pause.ts';
import { createMoodModel } from '../../../src/slack/assistant/mood.ts';
import { createPhraseIndex } from '../../../src/slack/assistant/phrases.ts';
import { readExamples } from '../../../src/slack/assistant/similarity.ts';
import { readQuestion } from '../../../src/slack/assistant/units.ts';
import { createVocabularies } from '../../../src/slack/assistant/vocabulary.ts';
import { entries } from '../../../src/slack/subjects.ts';
import { contextOf } from '../../support/answers.ts';
import { stage3 } from '../../support/register.ts';

const context = contextOf(stage3('2026-02-02'));
const vocabularies = createVocabularies();
await createPhraseIndex(entries, vocabularies, createPace(10));
const mood = await createMoodModel(entries, entries.map(readExamples), createPace(10));
const read = (text: string) => mood.factors(readQuestion(text, context, vocabularies));

test.each([
  'put the new contract with our supplier in',
  'reemplazar a Itai como revisor de herramientas',
  "annule l'absence",
  'Neues Modell eintragen',
])('"%s" wants something done', (text) => {
  const { question, request } = read(text);
  expect(request).toBeGreaterThan(question);
});

test.each([
  'what did we agree with our supplier?',
  'tell me the amount we paid for UC-1 in January',
  'quién revisa las herramientas',
  "jusqu'à quand dure l'absence",
  'Welches Modell läuft gerade?',
])('"%s" asks for a fact', (text) => {
  const { question, request } = read(text);
  expect(question).toBeGreaterThan(request);
});

test('entries of the other wording lose at most 40% of their score', () => {
  expect(read('what is it and who owns it and when does it end?').request).toBeGreaterThanOrEqual(0.6);
});
