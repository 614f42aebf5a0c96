import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyRegister, isSameName, nextKey, settingsOf, vendorKey } from '../../src/domain/register.ts';
import { parseStep } from '../../src/domain/schema.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import { Workspace } from '../support/register.ts';

test('a key is one more than the highest there is, also past nine', () => {
  expect(nextKey('UC', new Map())).toBe('UC-1');
  expect(
    nextKey(
      'UC',
      new Map([
        ['UC-9', 0],
        ['UC-10', 0],
        ['UC-2', 0],
      ]),
    ),
  ).toBe('UC-11');
  expect(nextKey('D', new Map([['D-3', 0]]))).toBe('D-4');
  expect(nextKey('W', new Map([['W-1', 0]]))).toBe('W-2');
});

test('a key is never given again, whatever became of the use case', () => {
  const workspace = new Workspace('2026-01-05');
  const first = workspace.registers();
  workspace.do('owner', stopUseCase, { useCase: first, reason: 'Nobody needed it' });
  expect(workspace.registers({ name: 'Another', purpose: 'Something else entirely' })).toBe('UC-2');
});

test('names are the same whatever their case and spacing', () => {
  expect(isSameName(' OpenAI  Enterprise ', 'openai enterprise')).toBe(true);
  expect(isSameName('OpenAI', 'OpenAI Enterprise')).toBe(false);
  expect(isSameName('Caf\u00e9', 'CAFE\u0301')).toBe(true);
  expect(vendorKey('  OpenAI\tIreland ')).toBe('openai ireland');
});

test('a vendor has one key, however often it is taken', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      expect(vendorKey(vendorKey(name))).toBe(vendorKey(name));
    }),
    { numRuns: 1_000 },
  );
});

test('until somebody sets them, settings are UTC, Monday to Friday, all five decisions, US dollars and no lead', () => {
  expect(settingsOf(emptyRegister('T1'))).toEqual({
    timeZone: 'UTC',
    leads: [],
    reading: 'five',
    currency: 'USD',
    workingDays: [1, 2, 3, 4, 5],
    openedOn: null,
  });
});

test.each(['constructor', '__proto__', 'toString', 'dance'])('"%s" is read as no step', (key) => {
  expect(() => parseStep({ do: key })).toThrow(RangeError);
  expect(() => parseStep(JSON.parse(`{ "do": "${key}" }`))).toThrow(RangeError);
});
