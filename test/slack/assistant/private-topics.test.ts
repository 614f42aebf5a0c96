import { expect, test } from 'vitest';
import { findPrivateAnswer } from '../../../src/slack/assistant/private-topics.ts';
import { processorTime } from '../../support/processor-time.ts';

test.each([
  'who muted the reminders?',
  'wer hat die Erinnerungen stummgeschaltet?',
  'Qui a désactivé les rappels ?',
  '¿Quién silenció los recordatorios?',
  'which reminders does Omar have?',
  'what reminders did Sara get last week',
])('is private: %s', (text) => {
  expect(findPrivateAnswer(text)).toMatch(/^This is private\./);
});

test.each([
  'which reminders did I mute?',
  'which reminders do I have?',
  'welche Erinnerungen habe ich stummgeschaltet?',
  'quels rappels ai-je désactivés ?',
  'qué recordatorios silencié',
  'qui a désactivé le pilote ?',
  'how many reminders were answered?',
  'which reminders does Crossing send?',
])('is about oneself or all: %s', (text) => {
  expect(findPrivateAnswer(text)).toBeNull();
});

test.each([
  'what wrote ',
  'show said to ',
  'who ignored ',
  'ignore disregard ',
  'which pulse ',
  'show token ',
  'remind ignored ',
  'reminders does ',
  'wer stumm ',
  '? ',
  '\ufdfa ',
  'a\u0301',
])('the longest text that is read takes no time: "%s" again and again', (unit) => {
  const text = `${unit.repeat(1_000)}x`.slice(-1_000);
  const before = processorTime();
  findPrivateAnswer(text);
  expect(processorTime() - before).toBeLessThan(300);
});
