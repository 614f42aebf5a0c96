import { describe, expect, test } from 'vitest';
import { decode } from '../../src/slack/kit/encoding.ts';

const bytes = (...hex: readonly string[]) => Buffer.from(hex.join(''), 'hex');
const text = (ascii: string) => Buffer.from(ascii, 'latin1').toString('hex');

describe('a file that is no text says what it is and how to save it', () => {
  test.each([
    ['an .xlsx', Buffer.from('PK\u0003\u0004\u0014\u0000[Content_Types].xml'), 'an Excel workbook (.xlsx)'],
    ['an .xls', bytes('d0cf11e0a1b11ae1', '0000'), 'an old Excel workbook (.xls)'],
    ['a PDF', Buffer.from('%PDF-1.7\n'), 'a PDF'],
    ['a gzip', bytes('1f8b0800'), 'a compressed archive'],
    ['a web page', Buffer.from('<!DOCTYPE html><html><title>Log in</title>'), 'a web page (HTML)'],
    [
      'a table of a web page',
      Buffer.from('\uFEFF\n<table><tr><td>name</td></tr></table>'),
      'a web page (HTML)',
    ],
    ['records of a program', Buffer.from('[\n  {"name": "Tickets"}]'), 'a JSON document'],
    ['one record of a program', Buffer.from('\uFEFF{"name": "Tickets"}'), 'a JSON document'],
    ['an image', bytes('89504e470d0a1a0a0000000d49484452'), 'a binary file'],
  ])('%s', (_, file, is) => {
    expect(decode(file)).toEqual({
      ok: false,
      problem: expect.stringMatching(new RegExp(`^This is ${is.replace(/[().]/g, '\\$&')}.*CSV UTF-8`)),
    });
  });

  test.each([
    ['little', Buffer.from('name,purpose\nTickets,Sorts', 'utf16le')],
    ['big', Buffer.from('name,purpose\nTickets,Sorts', 'utf16le').swap16()],
  ])('UTF-16 without a mark, %s end first', (_, file) => {
    expect(decode(file)).toMatchObject({
      problem: expect.stringContaining('(UTF-16 without a byte order mark)'),
    });
  });
});

describe('text', () => {
  test.each([
    ['UTF-8', Buffer.from('Grüße, żółw, 日本'), 'Grüße, żółw, 日本', null],
    ['UTF-16 with a mark', Buffer.from('\uFEFFżółw', 'utf16le'), 'żółw', null],
    ['Western Europe', bytes(text('Gr\xfc\xdfe \x80 caf\xe9 5 m\xb3')), 'Grüße € café 5 m³', 'windows-1252'],
    [
      'old Macs',
      bytes(text('Gr\x9f\xa7e\rAntr\x8age f\x9fr caf\x8e\r')),
      'Grüße\rAnträge für café\r',
      'Mac Roman',
    ],
    ['Chinese', bytes('cbd1cbf7cec4b5b5'), '搜索文档', 'GB18030'],
    ['Polish', bytes(text('za\xbf\xf3\xb3\xe6 g\xea\x9cl\xb9')), 'zażółć gęślą', 'windows-1250'],
    ['Czech', bytes(text('\xf8\xedzen\xed \x9e\xe1dost\xed')), 'řízení žádostí', 'windows-1250'],
    ['Japanese', bytes('96e282a28d8782ed82b9'), '問い合わせ', 'Shift-JIS'],
    ['Korean', bytes('c7d1b1db'), '한글', 'EUC-KR'],
    ['Cyrillic', bytes('cff0e8e2e5f2'), 'Привет', 'windows-1251'],
  ])('of %s is read, and where it was guessed this is known', (_, file, expected, guessed) => {
    expect(decode(file)).toEqual({
      ok: true,
      text: expected,
      guessed: guessed === null ? null : expect.stringContaining(guessed),
    });
  });

  test.each([
    ...['Größe', 'für', 'Anträge prüfen', 'Straße', 'Käufer; Verkäufer', 'Übersicht', 'Ä'],
    ...['señal del año', 'São Paulo', 'ação', 'coût', 'naïve', 'élève à côté', 'Måling på øre'],
  ])('of Western Europe is not taken for that of East Asia: %s', (word) => {
    const expected = `name,purpose\r\nA,${word}\r\nB,x`;
    expect(decode(Buffer.from(expected, 'latin1'))).toMatchObject({ ok: true, text: expected });
  });
});
