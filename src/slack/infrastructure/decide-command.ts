import { categoryEntry } from '../../domain/infrastructure/index.ts';
import { type Category, categories } from '../../domain/register.ts';

export function findCategory(typed: string): Category | null {
  const lower = typed.toLowerCase();
  return (
    categories.find(
      (category) => category === lower || categoryEntry(category).title.toLowerCase() === lower,
    ) ?? null
  );
}
