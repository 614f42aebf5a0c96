import { describe, expect, test } from 'vitest';
import { findSimilarNames, isSameTool, normalizeName, removeSameTools } from '../../src/domain/names.ts';

describe('names of tools and vendors', () => {
  test.each([
    ['OpenAI', 'open ai'],
    ['OpenAI', 'Open-AI'],
    ['OpenAI', 'OpenAI Inc.'],
    ['OpenAI', 'open-ai'],
    ['OpenAI', 'Open AI GmbH'],
    ['OpenAI', 'OpenAI, L.L.C.'],
    ['Pinecone', 'Pinecone Inc.'],
    ['Pinecone', 'PINECONE, INC'],
    ['Aleph Alpha', 'Aleph Alpha GmbH'],
    ['Mistral', 'Mistral S.A.S.'],
    ['Hugo Boss', 'Hugo Boss AG & Co. KG'],
    ['Anthropic', 'Anthropic PBC'],
    ['Weights & Biases', 'weights and biases'],
    ['O’Reilly', "O'Reilly"],
    ['ＯｐｅｎＡＩ', 'OpenAI'],
  ])('are the same however they are written: %s and %s', (a, b) => {
    expect(isSameTool(a, b)).toBe(true);
  });

  test.each([
    ['Disney+', 'Disney'],
    ['C++', 'C'],
    ['C#', 'C'],
    ['Cohere', 'Coherent'],
    ['OpenAI', 'Azure OpenAI'],
    ['Inc.', 'Ltd'],
    ['--', '!!'],
    ['SAP', 'S'],
  ])('stay apart where they mean two things: %s and %s', (a, b) => {
    expect(isSameTool(a, b)).toBe(false);
  });

  test.each(['Inc.', '---', '?', '日本', 'Co'])('never fold to nothing: %s', (name) => {
    expect(normalizeName(name)).not.toBe('');
  });

  test('are each listed once, as first written', () => {
    expect(removeSameTools(['OpenAI', 'Pinecone', 'Pinecone Ltd', 'open ai'])).toEqual([
      'OpenAI',
      'Pinecone',
    ]);
  });

  test.each([
    ['OpenIA', ['OpenAI']],
    ['Pincone', ['Pinecone']],
    ['Antropic', ['Anthropic']],
    ['Pinecone Inc.', []],
    ['Anthropics', ['Anthropic']],
    ['OpenAI Enterprise', ['OpenAI']],
    ['Open AI Ireland', ['OpenAI']],
    ['Azure Open AI', ['OpenAI']],
    ['Disney', ['Disney+']],
    ['open ai', []],
    ['Mistral', []],
    ['AI', []],
  ])('that are new may be meant for known ones: %s', (name, near) => {
    expect(findSimilarNames(name, ['OpenAI', 'Pinecone', 'Anthropic', 'Disney+', 'open ai'])).toEqual(near);
  });

  test.each([
    ['Azure', 'Asana'],
    ['Meta', 'Beta'],
    ['Groq', 'Grok'],
    ['Vespa', 'Vesta'],
    ['AWS', 'AWX'],
    ['Cohere', 'Coherent'],
    ['Vendor 12', 'Vendor 13'],
    ['Mistral Large 2', 'Mistral Large 3'],
  ])('of other companies are not taken for slips: %s and %s', (name, known) => {
    expect(findSimilarNames(name, [known])).toEqual([]);
    expect(findSimilarNames(known, [name])).toEqual([]);
  });

  test.each([
    ['Azrue', 'Azure'],
    ['Mtea', 'Meta'],
    ['Cohre', 'Cohere'],
    ['Hugging Fcae', 'Hugging Face'],
  ])(
    'that are short are slips where letters changed places, longer ones by other letters too: %s',
    (name, known) => {
      expect(findSimilarNames(name, [known])).toEqual([known]);
    },
  );
});
