import { judgeYear, large } from '../test/simulation/year.ts';

/** Judges the simulated year of each seed given, or of three new ones; exits with 1 when a rule is broken. */
const given = process.argv.slice(2).map(Number);
const drawn = Array.from({ length: 3 }, () => Math.floor(Math.random() * 1e6));
for (const seed of given.length > 0 ? given : drawn) {
  const began = performance.now();
  const { broken } = (await judgeYear(seed, large)).judgement;
  const breaks = [...broken].flatMap(([rule, all]) => all.map((one) => `${rule}: ${one}`));
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(
    `seed ${seed}: ${breaks.length === 0 ? 'every rule was kept' : breaks.join('\n  ')} (${seconds} s)`,
  );
  if (breaks.length > 0) process.exitCode = 1;
}
