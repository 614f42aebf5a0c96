import { describe, expect, test } from 'vitest';
import { recordModelVersion } from '../../../src/domain/model-versions/index.ts';
import { readQuestion } from '../../../src/slack/assistant/units.ts';
import { createVocabularies } from '../../../src/slack/assistant/vocabulary.ts';
import type { SlotName } from '../../../src/slack/kit/question.ts';
import { contextOf } from '../../support/answers.ts';
import { stage3 } from '../../support/register.ts';

/** UC-1 AI Support Agent in production, UC-2 Call summaries in pilot; today is Monday, 2 February 2026. */
const company = stage3('2026-02-02');
const vocabularies = createVocabularies();
const spansIn = (text: string, slot: SlotName, who: 'member' | 'seller' = 'member') =>
  readQuestion(text, contextOf(company, who), vocabularies).spans.filter((span) => span.slot === slot);
const valuesIn = (text: string, slot: SlotName, who: 'member' | 'seller' = 'member') =>
  spansIn(text, slot, who).map(({ values }) => values);

describe('a use case is found', () => {
  test.each([
    ['who owns UC-1', 'UC-1'],
    ['owner uc2?', 'UC-2'],
    ['UC 1 status', 'UC-1'],
    ['who owns the AI Support Agent', 'UC-1'],
    ['the support bot', 'UC-1'],
    ['the suport agent', 'UC-1'],
    ['der Supportbot', 'UC-1'],
    ['is the call summaries thing live', 'UC-2'],
    ['the summaries bot', 'UC-2'],
  ])('%s', (text, key) => {
    expect(valuesIn(text, 'useCase')).toEqual([[key]]);
  });

  test('"my pilot" is the one of the person who asks', () => {
    expect(valuesIn('by when must I decide about my pilot', 'useCase', 'seller')).toEqual([['UC-2']]);
    expect(valuesIn('by when must I decide about my pilot', 'useCase')).toEqual([]);
    expect(valuesIn('waive that item for my own pilot', 'useCase', 'seller')).toEqual([['UC-2']]);
    expect(valuesIn('just make me AI Operations', 'useCase', 'seller')).toEqual([]);
  });

  test('a key that is not recorded is found without a value', () => {
    expect(valuesIn('who owns UC-99', 'useCase')).toEqual([[]]);
  });

  test('an unrelated bot is not a use case', () => {
    expect(valuesIn('who owns the marketing bot', 'useCase')).toEqual([]);
    expect(valuesIn('who is AI Operations', 'useCase')).toEqual([]);
  });
});

test.each(['UC-2 may do without monitoring', 'does uc 2 march on', 'requirement 4 may fail'])(
  'the number of a key begins no day: %s',
  (text) => {
    expect(valuesIn(text, 'day')).toEqual([]);
  },
);

describe('a day or period is found', () => {
  test.each([
    ['on 12 January', '2026-01-12'],
    ['welches Modell lief am 12. Januar', '2026-01-12'],
    ['quel modèle tournait le 12 janvier', '2026-01-12'],
    ['as of 2026-01-31', '2026-01-31'],
    ['yesterday', '2026-02-01'],
    ['at christmas', '2025-12-25'],
    ['before January', '2025-12-31'],
    ['antes de enero', '2025-12-31'],
    ['el 3 de abril', '2026-04-03'],
    ['el 30 de septiembre de 2026', '2026-09-30'],
    ['Good Friday is on 3 April', '2026-04-03'],
    ['el 3 de abril es Viernes Santo', '2026-04-03'],
    ['am 6.4. ist bei uns frei', '2026-04-06'],
    ['was war am 15.12. los', '2025-12-15'],
    ['i rotatd the keys on 27 janury 2026', '2026-01-27'],
    ['on febuary 27th', '2026-02-27'],
    ['am 3. Novembr', '2025-11-03'],
  ])('%s', (text, day) => {
    expect(valuesIn(text, 'day')).toEqual([[day]]);
  });

  test.each([
    ['last week', '2026-01-26', '2026-02-01'],
    ['letzte Woche', '2026-01-26', '2026-02-01'],
    ['la semaine dernière', '2026-01-26', '2026-02-01'],
    ['la próxima semana', '2026-02-09', '2026-02-15'],
    ['im Januar', '2026-01-01', '2026-01-31'],
    ['costs nov', '2025-11-01', '2025-11-30'],
    ['Q4 2025', '2025-10-01', '2025-12-31'],
    ['in the last 30 days', '2026-01-04', '2026-02-02'],
    ['at the beginning of november last year', '2025-11-01', '2025-11-10'],
    ['in the past ten days', '2026-01-24', '2026-02-02'],
    ['in the next two weeks', '2026-02-02', '2026-02-16'],
    ['innerhalb von 10 Tagen', '2026-02-02', '2026-02-12'],
    ['dans les deux prochaines semaines', '2026-02-02', '2026-02-16'],
    ['en las próximas dos semanas', '2026-02-02', '2026-02-16'],
    ['the week before last', '2026-01-19', '2026-01-25'],
    ['costs of 2025', '2025-01-01', '2025-12-31'],
    ['from October through December 2025', '2025-10-01', '2025-12-31'],
    ['from January to March 2025', '2025-01-01', '2025-03-31'],
    ['January until February 2025', '2025-01-01', '2025-02-28'],
    ['von Dezember bis Januar 2025', '2024-12-01', '2025-01-31'],
    ['zwischen November und Januar', '2025-11-01', '2026-01-31'],
    ['Dezemberkosten von UC-1', '2025-12-01', '2025-12-31'],
  ])('%s', (text, from, to) => {
    expect(valuesIn(text, 'period')).toEqual([[{ from, to }]]);
  });

  test('a share such as 8/8 is no day', () => {
    expect(spansIn('is it still 8/8?', 'day')).toEqual([]);
  });

  test.each([
    ['costs of UC-1 since October', '2025-10-01', '2026-02-02'],
    ['was hat sich seit Mitte Januar geändert', '2026-01-11', '2026-02-02'],
    ['ce qui a changé depuis décembre', '2025-12-01', '2026-02-02'],
    ['costs uc1 dec', '2025-12-01', '2025-12-31'],
    ['spend UC-1 jan', '2026-01-01', '2026-01-31'],
    ['failures in letzte 7 tage', '2026-01-27', '2026-02-02'],
  ])('%s: since a month lasts until today, and the number of a key is no day', (text, from, to) => {
    expect(valuesIn(text, 'period')).toEqual([[{ from, to }]]);
  });

  test('two months are two periods', () => {
    expect(spansIn('costs in december and january', 'period')).toHaveLength(2);
  });
});

test.each([
  ['25 daily 33 weekly', { daily: 25, weekly: 33, notAtAll: null }],
  ['24 täglich, 32 wöchentlich', { daily: 24, weekly: 32, notAtAll: null }],
  ['21 par jour, 29 par semaine', { daily: 21, weekly: 29, notAtAll: null }],
  ['4 nutzen ihn täglich, 5 wöchentlich, 1 gar nicht', { daily: 4, weekly: 5, notAtAll: 1 }],
  ['22 nutzn es täglcih und 31 wöchentlcih, 9 gar nich', { daily: 22, weekly: 31, notAtAll: 9 }],
  [
    "22 l'utilisent tous les jours, 31 au moins une fois par semaine et 9 pas du tout",
    { daily: 22, weekly: 31, notAtAll: 9 },
  ],
  ['8 lo usan a diario y 12 al menos una vez a la semana', { daily: 8, weekly: 12, notAtAll: null }],
])('figures are found: %s', (text, figures) => {
  expect(valuesIn(`check in: ${text}`, 'figures')[0]).toEqual([figures]);
});

test('people are found by mention and name, and "who" is nobody', () => {
  expect(valuesIn('what does <@owner> own', 'person')).toEqual([]);
  expect(valuesIn('what does <@U0OMAR> own', 'person')).toEqual([['U0OMAR']]);
  expect(valuesIn('what does Support owner own', 'person')).toEqual([['owner']]);
});

test('requirements, categories, items, tools and models are found', () => {
  expect(valuesIn('is the second requirement met', 'requirement')).toEqual([['R2']]);
  expect(valuesIn('welche Vektordatenbank nutzen wir', 'category')).toEqual([['vector-database']]);
  expect(valuesIn('is the monitoring done', 'item')).toEqual([['monitoring']]);
  expect(valuesIn('what goes into the cost monitoring item', 'item')).toEqual([['cost-monitoring']]);
  expect(valuesIn('la monitorización de los costes', 'item')).toEqual([['cost-monitoring']]);
  expect(valuesIn('what runs on pinecone', 'tool')).toEqual([['Pinecone']]);
  const later = stage3('2026-02-02').do('owner', recordModelVersion, {
    ...{ useCase: 'UC-1', model: 'GPT-5', version: '2026-02-01', from: '2026-02-01', source: 'typed' },
  });
  const models = (text: string) =>
    readQuestion(text, contextOf(later), vocabularies).spans.filter(({ slot }) => slot === 'model');
  expect(models('does it run GPT-5')[0]?.values).toEqual(['GPT-5']);
  expect(models('since when does it run the 2026-02-01 model')[0]?.values).toEqual(['GPT-5']);
  expect(models('which one did it run on 2026-02-01')).toEqual([]);
  expect(models('the new model is GPT-5.1')[0]?.values).toEqual(['GPT-5.1']);
});
