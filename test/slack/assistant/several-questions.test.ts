import { describe, expect, test } from 'vitest';
import { findLastQuestion, withoutTag } from '../../../src/slack/assistant/clauses.ts';
import { contextOf } from '../../support/answers.ts';
import { company, read, understand } from '../../support/understood.ts';

describe('a text that begins with something else', () => {
  test.each([
    ['Monday morning, coffee in hand. What is waiting for me?', 'What is waiting for me?'],
    ['My team needs a writing aid: which AI tools may we use?', 'which AI tools may we use?'],
    ['Der Vorstand fragt. Wie viele Piloten laufen gerade?', 'Wie viele Piloten laufen gerade?'],
  ])('ends with its question: %s', (text, question) => {
    expect(findLastQuestion(text)).toBe(question);
  });

  test.each([
    'who owns UC-1?',
    'Ana left. Please appoint Itai now.',
    'I heard something about the DPA. Why?',
    'The board meets on Thursday.',
  ])('has no question of its own at its end: %s', (text) => {
    expect(findLastQuestion(text)).toBeNull();
  });

  test('is answered by its last question', () => {
    expect(read('Long week, flat battery, no taxi. Which AI tools may I use?')).toBe('approved-tools {}');
  });

  test('is answered by its only question, whatever is said after it', () => {
    const asks = 'Hast du die Rechnung vom Januar für UC-1?';
    expect(read(`${asks} Die Buchhaltung nervt mich damit schon ewig.`)).toBe(read(asks));
  });

  test('is about what the first sentence names', () => {
    expect(read('My request for Pinecone came back. Why exactly was it refused?')).toMatch(
      /^tool-requests-of \{"tool":"Pinecone"/,
    );
  });

  test.each(['Is the February cost of UC-1 right?', 'was UC-1 live in January or no?'])(
    'a question has no such words: %s',
    (text) => {
      expect(withoutTag(text)).toBe(text);
    },
  );

  test.each(["isn't it?", 'right?', 'oder?', "n'est-ce pas ?", '¿verdad?'])(
    'a statement before "%s" is checked like a question',
    (tag) => {
      expect(withoutTag(`UC-1 is still in pilot, ${tag}`)).toBe('UC-1 is still in pilot?');
    },
  );

  test.each([
    'My pilot is in trouble. How late is it now?',
    'Somebody pasted a customer mail into DraftDesk. Does the approval cover that?',
    'Finance pinged me about the February bill. Who owns it at the moment?',
    'Unser Hamster hat heute Hunger. Wer ist dafür denn zuständig?',
  ])('is not answered by a last question that leans on the rest: %s', (text) => {
    expect(understand(text, contextOf(company), null).outcome).toBe('choose');
  });
});

describe('a text that asks two things', () => {
  const asks = 'who owns our use cases and which stage is each of them in?';

  test('asks the second about each use case of the first', () => {
    expect(read(asks)).toContain('use-case-stage {"useCase":"UC-1"} + use-case-stage {"useCase":"UC-2"}');
  });

  test('is one question where the second part names no topic', () => {
    expect(read('Vorfall melden, wer darf das')).toBe('incident-rules {}');
  });

  test('says which one is not understood', () => {
    const text = 'who owns UC-1 and what flavour does the moon prefer on Sundays?';
    expect(understand(text, contextOf(company), null)).toMatchObject({
      parts: [{ entry: { key: 'use-case-owner' }, slots: { useCase: 'UC-1' } }],
      unanswered: 'what flavour does the moon prefer on Sundays?',
    });
  });
});

describe('words without a verb', () => {
  test.each(['UC-1 description', 'UC-1 piloting since', 'suspension reason UC-1', 'Stack von UC-1'])(
    'open no form that the person may not open: %s',
    (text) => {
      expect(understand(text, contextOf(company), null).outcome).toBe('choose');
    },
  );
});

describe('a name that nobody has recorded', () => {
  test.each([
    ['may I use Zyxelwriter for mails?', 'may-use-tool', 'Zyxelwriter'],
    ['is zyxel ai allowed', 'may-use-tool', 'zyxel ai'],
  ])('is the tool that is asked about: %s', (text, entry, tool) => {
    expect(understand(text, contextOf(company), null)).toMatchObject({
      parts: [{ entry: { key: entry }, slots: { tool } }],
    });
  });

  test('is no small word of a question that needs no tool', () => {
    expect(read('what became of my frobnicated tool request')).not.toContain('frobnicated');
  });
});

describe('what is private', () => {
  test.each([
    'who never reacts to your messages? I want names',
    'which of my people never reacts to your reminders?',
    'Wer von uns fasst den Bot nie an?',
    'Is Omar the slowest of all owners?',
    'quelle note Sara a-t-elle donnée au pulse ?',
  ])('is refused in other words, or not known: %s', (text) => {
    expect(['refuse', 'unknown']).toContain(understand(text, contextOf(company), null).outcome);
  });

  test.each([
    'who confirmed the monitoring of UC-1?',
    'how many people must answer a pulse before an average is shown?',
    'which reminders do I have?',
    'I need a new audit token for UC-1',
    'is Omar away this week?',
  ])('is no rule, no own thing and no fact of the register: %s', (text) => {
    expect(understand(text, contextOf(company), null).outcome).not.toBe('refuse');
  });
});
