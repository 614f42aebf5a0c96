import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readTexts, textsIn } from '../scripts/texts.ts';

const texts = textsIn(fileURLToPath(new URL('..', import.meta.url)));
const found = texts.map(({ text }) => text);

test.each([
  ['a button', 'Record rotation'],
  ['the heading of a form', 'Commit decision'],
  ['a gap', 'no use case is registered yet'],
  ['a refusal', 'Only the owner of {key} and the transformation lead can change it.'],
  ['a hint', 'Three letters, such as USD or EUR.'],
  ['a line of the digest', 'Nothing changed since {since}.'],
  ['an action in the change log', 'registered a use case'],
  ['an error over HTTP', 'The body is not JSON. Send a JSON object.'],
  ['a problem at the start', 'is not set'],
  ['a line of the log', 'Crossing is running'],
  ['a description in the manifest', 'Register, list, show or edit AI use cases'],
])('%s is among the texts', (_, text) => {
  expect(found).toContain(text);
});

test('a text says where it stands', () => {
  const [text] = readTexts('src/domain/roi/x.ts', "const a = 1;\n\nconst b = 'Two words';");
  expect(text).toEqual({ subject: 'roi', file: 'src/domain/roi/x.ts', line: 3, text: 'Two words' });
});

test('what is filled in and what depends are shown in place', () => {
  const source = `
    show(\`\${useCase.name} \${late ? 'is overdue' : 'has ' + counted(days, 'day') + ' left'}\\nOpen it.\`);
  `;
  expect(readTexts('x.ts', source).map(({ text }) => text)).toEqual([
    '{name} [is overdue / has {counted: day} left]⏎Open it.',
  ]);
});

test('keys, ids, patterns and queries are not among the texts', () => {
  const source = `
    import { a } from './a b.ts';
    type Kind = 'one two';
    const table = { key: 'use-case', id: \`evidence:\${item}\`, 'two words': 1 };
    sql\`select * from changes where id = 1\`;
    client.query('SELECT 1 FROM changes');
    if (key === 'not a text') switch (key) { case 'nor this': }
    new Set(['not stated', 'not known']);
  `;
  expect(readTexts('x.ts', source)).toEqual([]);
  expect(found.filter((text) => /^[a-z]+(-[a-z]+)*$|\bSELECT\b|\.ts$/.test(text))).toEqual([]);
});
