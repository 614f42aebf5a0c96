import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Atom,
  findClosest,
  parseSlashText,
  printSlashText,
  type Token,
} from '../../src/slack/kit/slash-text.ts';

const word = (text: string): Atom => ({ kind: 'word', text });
const pair = (key: string, value: Atom): Token => ({ kind: 'pair', key, value });
const ann: Atom = { kind: 'user', id: 'U123', name: 'ann' };

const readings: [text: string, tokens: Token[]][] = [
  ['', []],
  ['  \t\n ', []],
  ['usecase show UC-3', [word('usecase'), word('show'), word('UC-3')]],
  ['as   of 2026-01-31 ', [word('as'), word('of'), word('2026-01-31')]],
  ['add "Support agent"', [word('add'), word('Support agent')]],
  ['add “Support agent”', [word('add'), word('Support agent')]],
  ['add „Support agent“', [word('add'), word('Support agent')]],
  ['add «Support agent»', [word('add'), word('Support agent')]],
  ['add “Support agent"', [word('add'), word('Support agent')]],
  ["add 'Support agent'", [word('add'), word('Support agent')]],
  ['add ‘Support agent’', [word('add'), word('Support agent')]],
  ["'don't stop' now", [word("don't stop"), word('now')]],
  ["the team's l’équipe owners' list", ['the', "team's", 'l’équipe', "owners'", 'list'].map(word)],
  ['say "the ""best"" one"', [word('say'), word('the "best" one')]],
  ['""', [word('')]],
  ['""""', [word('"')]],
  ['a 27" screen', [word('a'), word('27"'), word('screen')]],
  ['C:\\data\\', [pair('c', word('\\data\\'))]],
  ['"C:\\data\\"', [word('C:\\data\\')]],
  ['-team --all', [word('-team'), word('--all')]],
  ['owner:<@U123|ann>', [pair('owner', ann)]],
  ['Owner:ann', [pair('owner', word('ann'))]],
  ['name:"Support agent" team:Support', [pair('name', word('Support agent')), pair('team', word('Support'))]],
  ['name:’Support agent’', [pair('name', word('Support agent'))]],
  ['note:a:b', [pair('note', word('a:b'))]],
  ['"note:a"', [word('note:a')]],
  ['go-live:2026-01-12', [pair('go-live', word('2026-01-12'))]],
  ['10:30 :robot_face:', [word('10:30'), word(':robot_face:')]],
  ['https://example.com/a?b=1', [word('https://example.com/a?b=1')]],
  ['<@U123|ann> <@W9>', [ann, { kind: 'user', id: 'W9', name: null }]],
  [
    '<#C1|general> <#C2|>',
    [
      { kind: 'channel', id: 'C1', name: 'general' },
      { kind: 'channel', id: 'C2', name: null },
    ],
  ],
  [
    '<https://example.com/a?b=1&amp;c=2|the run book>',
    [{ kind: 'link', url: 'https://example.com/a?b=1&c=2', label: 'the run book' }],
  ],
  ['<mailto:ann@example.com>', [{ kind: 'link', url: 'mailto:ann@example.com', label: null }]],
  [
    'runbook:<https://example.com>',
    [pair('runbook', { kind: 'link', url: 'https://example.com', label: null })],
  ],
  ['R&amp;D "a &lt; b" &amp;lt;', [word('R&D'), word('a < b'), word('&lt;')]],
  ['R&D <3 a<b', [word('R&D'), word('<3'), word('a<b')]],
  ['@ann #general', [word('@ann'), word('#general')]],
  ['\u05d0\u05d1 \ud83d\ude80', [word('\u05d0\u05d1'), word('\ud83d\ude80')]],
];

test.each(readings)('%j is read as it is meant', (text, tokens) => {
  expect(parseSlashText(text)).toEqual({ ok: true, tokens });
});

const refusals: [text: string, at: number, problem: string, suggestion: string][] = [
  [
    'add "Support agent',
    4,
    'This double quote is never closed',
    'put a " after the last word that belongs to it',
  ],
  ['name:“Support', 5, 'This double quote is never closed', 'put a " after the last word that belongs to it'],
  [
    "add '90s bot",
    4,
    'This single quote is never closed',
    'put words that begin with an apostrophe in double quotes',
  ],
  ['owner: ann', 6, 'Nothing follows "owner:"', 'write owner:value, without a space in between'],
  ['owner:', 6, 'Nothing follows "owner:"', 'write owner:value, without a space in between'],
  ['"a"b c', 3, 'A space is missing at "b c"', 'put a space in between'],
  ['<@U1>,<@U2>', 5, 'A space is missing at ",<@U2>"', 'put a space in between'],
  ['(<https://example.com|my label>)', 1, 'A space is missing at "<https://e"', 'put a space in between'],
  ['tell <!here>', 5, 'Groups cannot be mentioned here', 'name one person or one channel'],
  ['<!subteam^S1|@ops>', 0, 'Groups cannot be mentioned here', 'name one person or one channel'],
];

test.each(refusals)('%j is refused at %i: %s', (text, at, problem, suggestion) => {
  expect(parseSlashText(text)).toEqual({ ok: false, problem: { at, problem, suggestion } });
});

describe('property', () => {
  const anyText = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...'"“”\'’<>&;:|@#! \u00a0\nabAB1-\\') }),
  );
  const id = fc.stringMatching(/^[A-Z0-9]{1,12}$/);
  const shown = fc.option(anyText.filter((text) => text !== ''));
  const atom: fc.Arbitrary<Atom> = fc.oneof(
    fc.record({ kind: fc.constant('word' as const), text: anyText }),
    fc.record({ kind: fc.constantFrom('user' as const, 'channel' as const), id, name: shown }),
    fc.record({
      kind: fc.constant('link' as const),
      url: fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => !url.includes('|')),
      label: shown,
    }),
  );
  const token: fc.Arbitrary<Token> = fc.oneof(
    atom,
    fc.record({
      kind: fc.constant('pair' as const),
      key: fc.stringMatching(/^[a-z][a-z0-9-]{0,9}$/),
      value: atom,
    }),
  );

  test('printed tokens parse to themselves', () => {
    fc.assert(
      fc.property(fc.array(token), (tokens) => {
        expect(parseSlashText(printSlashText(tokens))).toEqual({ ok: true, tokens });
      }),
      { numRuns: 2000 },
    );
  });

  test('any text is read or refused with a place inside it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const read = parseSlashText(text);
        if (!read.ok) expect(read.problem.at).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 2000 },
    );
  });
});

const subcommands = ['usecase', 'decide', 'decisions', 'owners', 'checklist', 'log', 'settings', 'help'];

test.each([
  ['usecsae', 'usecase'],
  ['USECASES', 'usecase'],
  ['hlep', 'help'],
  ['check', 'checklist'],
  ['decsions', 'decisions'],
  ['setings', 'settings'],
  ['lgo', null],
  ['banana', null],
  ['x', null],
  ['', null],
])('for %j the closest subcommand is %j', (typed, meant) => {
  expect(findClosest(typed, subcommands)).toBe(meant);
});
