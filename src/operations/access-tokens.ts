import type { TokenKind } from '../domain/access-tokens.ts';
import type { Crossing } from './act.ts';

interface ShownToken {
  readonly kind: TokenKind;
  readonly workspace: string;
  readonly matches: (hash: string) => boolean;
  /** True when the token was right before, so that its workspace exists. */
  readonly isKnown: boolean;
}

/** Returns the use case whose token of a kind matches; null when none does. */
export async function findTokenUseCase(
  { store }: Pick<Crossing, 'store'>,
  { kind, workspace, matches, isKnown }: ShownToken,
): Promise<string | null> {
  // Loading an unknown workspace would evict a real one from the cache.
  if (!isKnown && (await store.changes(workspace, { limit: 1 })).length === 0) return null;
  const register = await store.load(workspace);
  return [...register[kind].values()].find(({ hash }) => matches(hash))?.useCase ?? null;
}
