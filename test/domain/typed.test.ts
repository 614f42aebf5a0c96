import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  findPlaceholder,
  findYearProblem,
  readDay,
  readEntries,
  readIsoDay,
  readNames,
  readNumber,
  readYesNo,
  writeEntries,
} from '../../src/domain/typed.ts';

describe('a placeholder is no name', () => {
  test.each([
    ...['n/a', 'N/A', 'NA', 'n.a.', 'none', 'None.', 'no', 'Not applicable'].map((word) => [word, 'none']),
    ...['N/A (built here)', 'No vendor', 'Keine', 'geen', 'n.v.t.', 'Aucun'].map((word) => [word, 'none']),
    ...['TBD (legal decides)', 'not yet known', 'k.A.', 'onbekend'].map((word) => [word, 'unknown']),
    ...['tbd', 'TBD.', 'unknown', '?', '???', 'To be confirmed', '(unknown)', '[tbd]', 'TBC'].map((word) => [
      word,
      'unknown',
    ]),
    ...['-', '--', '–', '—', '/'].map((word) => [word, 'blank']),
  ])('%s says %s', (word, kind) => {
    expect(findPlaceholder(word ?? '')).toBe(kind);
    expect(readNames(word ?? '').names).toEqual([]);
    expect(readEntries(word ?? '')).toEqual([]);
  });

  test.each([
    ...['NASA', 'None of Us Ltd', 'Unknown Worlds', 'NA-KD', 'X', 'C', 'Noname', ''],
    ...['Open AI', '(Un)known Labs', 'Acme (none yet)', 'Geen Systems'],
  ])('"%s" is none', (word) => {
    expect(findPlaceholder(word)).toBe(null);
  });
});

describe('several names in one text', () => {
  test.each<[string, string[]]>([
    ['OpenAI, Pinecone', ['OpenAI', 'Pinecone']],
    ['OpenAI;Pinecone ;  LangSmith', ['OpenAI', 'Pinecone', 'LangSmith']],
    ['OpenAI\r\nPinecone\n', ['OpenAI', 'Pinecone']],
    ['OpenAI + Pinecone', ['OpenAI', 'Pinecone']],
    ['Disney+', ['Disney+']],
    ['Disney+, C++ Builder', ['Disney+', 'C++ Builder']],
    ['AT&T; Weights & Biases', ['AT&T', 'Weights & Biases']],
    ['Acme, Inc., Pinecone Systems, Inc.', ['Acme, Inc.', 'Pinecone Systems, Inc.']],
    ['SAP, Acme Widgets, GmbH', ['SAP', 'Acme Widgets, GmbH']],
    ['OpenAI / Pinecone', ['OpenAI', 'Pinecone']],
    ['OpenAI | Pinecone|LangSmith', ['OpenAI', 'Pinecone', 'LangSmith']],
    ['A/B Tasty', ['A/B Tasty']],
    ['\u2022 OpenAI\n\u2022 Pinecone', ['OpenAI', 'Pinecone']],
    ['- OpenAI\n- Pinecone\n', ['OpenAI', 'Pinecone']],
    ['1. OpenAI\r\n2. Pinecone', ['OpenAI', 'Pinecone']],
    ['1. FC Analytics', ['1. FC Analytics']],
    ['Acme, L.L.C., Zed, Pty Ltd, Orsted, ApS', ['Acme, L.L.C.', 'Zed, Pty Ltd', 'Orsted, ApS']],
    ['OpenAI, n/a', ['OpenAI']],
    ['OpenAI, tbd', ['OpenAI']],
    ['"Smith, Jones and Partners", OpenAI', ['Smith, Jones and Partners', 'OpenAI']],
  ])('%j', (text, names) => {
    expect(readNames(text).names).toEqual(names);
  });

  test('a name that is known and reads like the end of a company name stays a name', () => {
    expect(readNames('OpenAI, SAS', ['SAS']).names).toEqual(['OpenAI', 'SAS']);
  });

  test('a name that is known may hold commas', () => {
    expect(readNames('red,  blue, OpenAI', ['Red, Blue']).names).toEqual(['red, blue', 'OpenAI']);
  });

  test('placeholders are kept beside the names', () => {
    expect(readNames('OpenAI, tbd').placeholder).toBe('unknown');
    expect(readNames('none').placeholder).toBe('none');
    expect(readNames('-').placeholder).toBe(null);
    expect(readNames('OpenAI').placeholder).toBe(null);
  });
});

describe('criteria', () => {
  test.each<[string, string[]]>([
    ['NPS +5 points and 2+ hours saved', ['NPS +5 points and 2+ hours saved']],
    ['30% faster, 10% cheaper', ['30% faster, 10% cheaper']],
    ['A + B hold together', ['A + B hold together']],
    ['30% faster; NPS +5', ['30% faster', 'NPS +5']],
    ['30% faster\r\n\r\nNPS +5\n', ['30% faster', 'NPS +5']],
    ['tbd; 30% faster', ['30% faster']],
    ['* 30% faster\n* NPS +5', ['30% faster', 'NPS +5']],
    ['24 / 7 answers | no queue', ['24 / 7 answers | no queue']],
  ])('%j', (text, entries) => {
    expect(readEntries(text)).toEqual(entries);
  });
});

test('entries that were written are read as they were', () => {
  const entry = fc
    .string({ unit: fc.constantFrom(...'ab1 ,;+/|*"()\n\u00e9.-\u2022'), minLength: 1, maxLength: 12 })
    .map((text) => text.trim().replace(/\s+/g, ' '))
    .filter((text) => text !== '');
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 4 }), (entries) => {
      expect(readNames(writeEntries(entries)).names).toEqual(entries);
      expect(readEntries(writeEntries(entries))).toEqual(entries);
    }),
    { numRuns: 500 },
  );
});

test.each([
  ...['yes', 'Y', 'TRUE', '1', 'x', '✓', 'checked', 'Yes - a vector store'].map((word) => [word, true]),
  ...['no', 'N', 'False', '0', 'unchecked', 'No (planned)'].map((word) => [word, false]),
  ...['', 'perhaps', 'yes and no', '2', 'yes-no'].map((word) => [word, null]),
] as [string, boolean | null][])('"%s" is %s', (word, answer) => {
  expect(readYesNo(word)).toBe(answer);
});

test.each<[string, number]>([
  ['40', 40],
  ['40.0', 40],
  ['40,00', 40],
  ['1,000', 1000],
  ['1 000 000', 1_000_000],
  [' 7 ', 7],
])('"%s" is %d', (written, number) => {
  expect(readNumber(written)).toEqual({ ok: true, value: number });
});

test.each(['', 'many', '1e3', '=6*7', '40.5', '40%', '24/7'])('"%s" is no whole number', (written) => {
  expect(readNumber(written).ok).toBe(false);
});

describe('a day in full', () => {
  test.each([
    ...['2026-01-12', '2026-1-12', '2026/01/12', '2026.01.12', '20260112', '12.1.2026', '12.01.26'],
    ...['2026-01-12 00:00:00', '2026-01-12T00:00:00.000', '2026-01-12T00:00:00Z', '12.01.2026 14:30'],
    ...[
      '12-Jan-2026',
      '12-JAN-26',
      '12 January 2026',
      '12. January 2026',
      'Jan 12, 2026',
      'January 12th, 2026',
    ],
    ...['Monday, January 12, 2026', 'Mon 12 Jan 2026', "12 Jan '26"],
  ])('%s', (written) => {
    expect(readDay(written)).toEqual({ ok: true, value: '2026-01-12' });
  });

  test.each([
    ['1/13/2026 12:00:00 AM', '2026-01-13'],
    ['13/1/26', '2026-01-13'],
    ['31/12/26', '2026-12-31'],
    ['12-31-2026', '2026-12-31'],
    ['5/5/26', '2026-05-05'],
    ['1 sept 2026', '2026-09-01'],
  ])('%s is %s', (written, day) => {
    expect(readDay(written)).toEqual({ ok: true, value: day });
  });

  test.each([
    ['5/3/26', '2026-03-05 or 2026-05-03'],
    ['05/03/2026', '2026-03-05 or 2026-05-03'],
    ['05-03-2026', '2026-03-05 or 2026-05-03'],
    ['5/3/2026 00:00', '2026-03-05 or 2026-05-03'],
    ['26-01-12', '2012-01-26 or 2026-01-12'],
  ])('%s is asked back', (written, days) => {
    expect(readDay(written)).toEqual({
      ok: false,
      problem: `"${written}" is ambiguous: it can be ${days}. Enter the one you mean.`,
    });
  });

  test.each([
    ['0026-01-12', 'Did you mean 2026-01-12?'],
    ['1926-01-12', 'Did you mean 2026-01-12?'],
    ['12.01.0026', 'Did you mean 2026-01-12?'],
    ['12 Jan 2206', 'The year 2206 cannot be right'],
    ['2026-02-30', 'There is no day "2026-02-30" in the calendar.'],
    ['46034', 'If your spreadsheet means 2026-01-12, enter 2026-01-12.'],
  ])('%s is refused with a suggestion', (written, words) => {
    expect(readDay(written)).toEqual({ ok: false, problem: expect.stringContaining(words) });
  });

  test.each(['', 'last friday', 'Q1 2027', '12 Foo 2026', 'UC-3', '2026', '15:12', '5/3'])(
    '"%s" is none',
    (written) => {
      expect(readDay(written)).toBe(null);
    },
  );

  test('a picker gives a day of this century, or is asked again', () => {
    expect(readIsoDay('2026-01-12')).toEqual({ ok: true, value: '2026-01-12' });
    expect(readIsoDay('0026-01-12')).toMatchObject({ problem: expect.stringContaining('2026-01-12?') });
    expect(readIsoDay('12.1.2026').ok).toBe(false);
    expect(findYearProblem('0026-02-29')).not.toContain('Did you mean');
  });
});
