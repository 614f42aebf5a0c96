import { describe, expect, test } from 'vitest';
import type { Memory } from '../../../src/slack/assistant/fill-slots.ts';
import { contextOf } from '../../support/answers.ts';
import { company, read, understand } from '../../support/understood.ts';

describe('in a thread', () => {
  const thread = (slots: Memory['slots']): Memory => ({ entry: 'use-case-costs', slots, isOpen: true });
  const january = { useCase: 'UC-1', period: { from: '2026-01-01', to: '2026-01-31' } };
  const inMonth = (from: string, to: string) =>
    `use-case-costs ${JSON.stringify({ useCase: 'UC-1', period: { from, to } })}`;

  test.each([
    ['and the month before?', inMonth('2025-12-01', '2025-12-31')],
    ['what about the previous month?', inMonth('2025-12-01', '2025-12-31')],
    ['und im Monat davor?', inMonth('2025-12-01', '2025-12-31')],
    ['et le mois précédent ?', inMonth('2025-12-01', '2025-12-31')],
    ['y el mes anterior?', inMonth('2025-12-01', '2025-12-31')],
    ['and the following month?', inMonth('2026-02-01', '2026-02-28')],
  ])('"%s" is about the month beside that of the last question', (text, expected) => {
    expect(read(text, 'member', thread(january))).toBe(expected);
  });

  test('"that" is the month of the last question', () => {
    expect(read('so how many calls was that?', 'member', thread(january))).toBe(
      inMonth('2026-01-01', '2026-01-31'),
    );
    expect(read('and what did UC-1 cost in February?', 'member', thread(january))).toBe(
      inMonth('2026-02-01', '2026-02-28'),
    );
  });

  test.each(['and the other one?', 'und der andere?', "et l'autre ?", '¿y el otro?'])(
    '"%s" is about the only other use case',
    (text) => {
      const memory = { ...thread({ useCase: 'UC-1' }), entry: 'use-case-owner' };
      expect(read(text, 'member', memory)).toBe('use-case-owner {"useCase":"UC-2"}');
    },
  );

  test("a person's checklist is that of the own use case, whatever was spoken of before", () => {
    const memory = { ...thread({ useCase: 'UC-1' }), entry: 'checklist' };
    expect(read('how far has Sales owner got with her checklist?', 'member', memory)).toBe(
      'checklist {"useCase":"UC-2"}',
    );
  });

  test('the owner of one use case is not asked about as the owner of the next one', () => {
    const memory = { ...thread({ useCase: 'UC-2', person: 'seller' }), entry: 'use-case-owner' };
    expect(read('and UC-1?', 'member', memory)).toBe('use-case-owner {"useCase":"UC-1"}');
  });

  test.each(['which ticket was refused this morning', 'what did we learn from that incident'])(
    '"%s" is not about the use case of the last question',
    (text) => {
      expect(read(text, 'member', thread({ useCase: 'UC-2' }))).not.toContain('UC-2');
    },
  );

  test('"the other requirements" are no use case', () => {
    const memory = { ...thread({ useCase: 'UC-1' }), entry: 'use-case-owner' };
    expect(read('what about the other requirements?', 'member', memory)).not.toContain('UC-2');
  });

  test('a short question is about the topic of the one before it', () => {
    const said = 'ROI of UC-1?';
    const memory = { entry: 'roi', slots: { useCase: 'UC-1' }, said, isOpen: true };
    expect(read('and per year?', 'member', memory)).toMatch(/^roi \{"useCase":"UC-1"\}/);
  });

  test.each(['Oh no. And per year?', 'ah ok, and per year?', 'Puh! und pro Jahr?'])(
    'an exclamation before a question is no part of it: %s',
    (text) => {
      const memory = { entry: 'roi', slots: { useCase: 'UC-1' }, said: 'ROI of UC-1?', isOpen: true };
      expect(read(text, 'member', memory)).toMatch(/^roi \{"useCase":"UC-1"\}/);
    },
  );

  test.each(['who recorded that?', 'Wer hat das eingetragen?', 'quién lo registró?'])(
    '"%s" asks for the source of the last answer',
    (text) => {
      const memory = { entry: 'model-version', slots: { useCase: 'UC-1' }, isOpen: true };
      expect(read(text, 'member', memory)).toBe('model-version {"useCase":"UC-1"}');
    },
  );

  test('a short question about another person is not about the topic alone', () => {
    const memory = { entry: 'waiting-for-me', slots: {}, said: 'what is waiting for me?', isOpen: true };
    expect(read('and for Omar?', 'member', memory)).not.toContain('waiting-tool-requests');
  });

  test('"it" is the tool of the last question, and no word that Crossing does not know', () => {
    const memory = { entry: 'may-use-tool', slots: { tool: 'Pinecone' }, isOpen: true };
    const understood = understand('when is it looked at again?', contextOf(company), memory);
    expect(understood).toMatchObject({ parts: [{ slots: { tool: 'Pinecone' } }] });
  });

  test('a question that says "it" is about what the thread is about', () => {
    const memory = {
      entry: 'checklist',
      slots: { useCase: 'UC-1' },
      said: 'checklist of UC-1',
      isOpen: true,
    };
    const understood = understand('does it have problems?', contextOf(company), memory);
    expect(understood).toMatchObject({
      outcome: 'answer',
      parts: [{ entry: { key: 'use-case-incidents' }, slots: { useCase: 'UC-1' } }],
    });
  });
});

test('outside of a thread, "it" and "that" stand for what the text itself names', () => {
  const memory: Memory = { entry: 'use-case-owner', slots: { useCase: 'UC-1' }, isOpen: false };
  const text = "I'm still sore about Pinecone, why exactly was it chosen?";
  expect(read(text, 'member', memory)).toBe('choice {"tool":"Pinecone","vendor":"Pinecone"}');
  expect(read('and who owns it?', 'member', memory)).toBe('use-case-owner {"useCase":"UC-1"}');
});
