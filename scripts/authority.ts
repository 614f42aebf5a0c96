import { everyKind, kindsOfPerson, listAuthorities } from '../test/support/authority.ts';

/** Prints who may do what: each step of the app with the kinds of person that may take it. */
const authorities = listAuthorities();
const lines = authorities.map(({ step, label, allowed }) => {
  const marks = everyKind.map((person) => (allowed.includes(person) ? 'x' : '.').padEnd(2)).join(' ');
  return `${step.padEnd(26)} ${label.padEnd(24)} ${marks}`;
});
const heads = everyKind.map((_, nth) => String(nth + 1).padEnd(2)).join(' ');
process.stdout.write(
  [
    ...everyKind.map((person, nth) => `${String(nth + 1).padStart(2)} ${kindsOfPerson[person]}`),
    '',
    `${' '.repeat(51)} ${heads}`,
    ...lines,
    '',
  ].join('\n'),
);
