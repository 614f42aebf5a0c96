import { distance } from 'fastest-levenshtein';
import type { Register, UseCase } from '../../domain/register.ts';

/** So many use cases are offered to choose from. */
export const mostChoices = 10;

const folded = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en').trim();
const wordsIn = (text: string): readonly string[] => folded(text).split(/\s+/).filter(Boolean);

/** Use cases whose key, name, team or purpose holds all the words. */
export function findUseCases(register: Register, query: string): readonly UseCase[] {
  const words = wordsIn(query);
  return [...register.useCases.values()].filter((useCase) => {
    const text = folded(`${useCase.key} ${useCase.name} ${useCase.team} ${useCase.purpose}`);
    return words.every((word) => text.includes(word));
  });
}

/** The use cases that words name: those of this very name, else with all the words in the name, else anywhere. */
export function keysNamed(register: Register, query: string): readonly string[] {
  const words = wordsIn(query);
  if (words.length === 0) return [];
  const all = [...register.useCases.values()];
  const named = [
    all.filter(({ name }) => folded(name) === folded(query)),
    all.filter(({ name }) => words.every((word) => folded(name).includes(word))),
  ].find((found) => found.length > 0);
  return (named ?? findUseCases(register, query)).map(({ key }) => key);
}

/** Without signs and spaces, as a key is often mistyped. */
const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** How many letters apart two words are, over the letters of the longer one. */
const apart = (one: string, other: string): number =>
  distance(one, other) / Math.max(one.length, other.length, 1);

/** The use cases whose key or name is nearest to what was typed, nearest first; none that are far from it. */
export function keysNear(register: Register, query: string): readonly string[] {
  const typed = folded(query);
  const words = wordsIn(query);
  const near = [...register.useCases.values()].map(({ key, name }) => {
    const parts = wordsIn(name);
    const each = words.map((word) => Math.min(...parts.map((part) => apart(word, part))));
    const byWords = each.reduce((sum, one) => sum + one, 0) / Math.max(each.length, 1);
    return { key, far: Math.min(apart(bare(typed), bare(folded(key))), apart(typed, folded(name)), byWords) };
  });
  return near
    .filter(({ far }) => far <= 0.4)
    .sort((a, b) => a.far - b.far)
    .map(({ key }) => key);
}
