import { distance } from 'fastest-levenshtein';
import type { Register, UseCase } from '../../domain/register.ts';

/** The most use cases in a choice. */
export const maxChoices = 10;

const normalize = (text: string): string => text.normalize('NFKC').toLocaleLowerCase('en').trim();
const splitIntoWords = (text: string): readonly string[] => normalize(text).split(/\s+/).filter(Boolean);

const searchTexts = new WeakMap<UseCase, string>();

/** Returns the text in which a use case is searched. A record never changes, so it is made once. */
function searchTextOf(useCase: UseCase): string {
  const known = searchTexts.get(useCase);
  if (known !== undefined) return known;
  const text = normalize(`${useCase.key} ${useCase.name} ${useCase.team} ${useCase.purpose}`);
  searchTexts.set(useCase, text);
  return text;
}

/** Returns use cases whose key, name, team or purpose contains all words. */
export function findUseCases(register: Register, query: string): readonly UseCase[] {
  const words = splitIntoWords(query);
  return [...register.useCases.values()].filter((useCase) => {
    const text = searchTextOf(useCase);
    return words.every((word) => text.includes(word));
  });
}

/** Returns the keys of use cases with this exact name, otherwise with all words in the name, otherwise anywhere. */
export function findNamedKeys(register: Register, query: string): readonly string[] {
  const words = splitIntoWords(query);
  if (words.length === 0) return [];
  const all = [...register.useCases.values()];
  const named = [
    all.filter(({ name }) => normalize(name) === normalize(query)),
    all.filter(({ name }) => words.every((word) => normalize(name).includes(word))),
  ].find((found) => found.length > 0);
  return (named ?? findUseCases(register, query)).map(({ key }) => key);
}

/** Returns whether all words are in the name or the key of a use case, and not only in its team or purpose. */
export const isNamedSo = ({ key, name }: UseCase, query: string): boolean =>
  splitIntoWords(query).every((word) => normalize(`${key} ${name}`).includes(word));

/** Removes signs and spaces, because keys are often mistyped. */
const stripSigns = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/** Returns the edit distance of two words over the length of the longer one. */
const relativeDistance = (one: string, other: string): number =>
  distance(one, other) / Math.max(one.length, other.length, 1);

/** Returns the keys of similar use cases, nearest first. */
export function findNearestKeys(register: Register, query: string): readonly string[] {
  const typed = normalize(query);
  const words = splitIntoWords(query);
  const near = [...register.useCases.values()].map(({ key, name }) => {
    const parts = splitIntoWords(name);
    const each = words.map((word) => Math.min(...parts.map((part) => relativeDistance(word, part))));
    const byWords = each.reduce((sum, one) => sum + one, 0) / Math.max(each.length, 1);
    return {
      key,
      far: Math.min(
        relativeDistance(stripSigns(typed), stripSigns(normalize(key))),
        relativeDistance(typed, normalize(name)),
        byWords,
      ),
    };
  });
  return near
    .filter(({ far }) => far <= 0.4)
    .sort((a, b) => a.far - b.far)
    .map(({ key }) => key);
}
