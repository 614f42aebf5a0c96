import { describe, expect, test } from 'vitest';
import { distinctTools, foldName, isSameTool, namesNear } from '../../src/domain/names.ts';

describe('names of tools and vendors', () => {
  test.each([
    ['OpenAI', 'open ai'],
    ['OpenAI', 'Open-AI'],
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
    expect(foldName(name)).not.toBe('');
  });

  test('are each listed once, as first written', () => {
    expect(distinctTools(['OpenAI', 'Pinecone', 'open ai', 'Pinecone Ltd'])).toEqual(['OpenAI', 'Pinecone']);
  });

  test.each([
    ['OpenIA', ['OpenAI']],
    ['Pincone', ['Pinecone']],
    ['Anthropics', ['Anthropic']],
    ['OpenAI Enterprise', ['OpenAI']],
    ['Disney', ['Disney+']],
    ['open ai', []],
    ['Mistral', []],
    ['AI', []],
  ])('that are new may be meant for known ones: %s', (name, near) => {
    expect(namesNear(name, ['OpenAI', 'Pinecone', 'Anthropic', 'Disney+', 'open ai'])).toEqual(near);
  });
});
