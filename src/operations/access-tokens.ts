import type { TokenKind } from '../domain/access-tokens.ts';
import { isActive } from '../domain/people.ts';
import type { Register, UserId } from '../domain/register.ts';
import type { Crossing } from './act.ts';

interface ShownToken {
  readonly workspace: string;
  readonly matches: (hash: string) => boolean;
  /** True when the token was right before, so that its workspace exists. */
  readonly isKnown: boolean;
}

/** Returns the use case whose token of a kind matches; null when none does. */
export async function findTokenUseCase(
  crossing: Pick<Crossing, 'store'>,
  { kind, ...shown }: ShownToken & { readonly kind: TokenKind },
): Promise<string | null> {
  const register = await loadRegister(crossing, shown);
  const token = [...(register?.[kind].values() ?? [])].find(({ hash }) => shown.matches(hash));
  return token?.useCase ?? null;
}

/** Returns the person whose assistant token matches; null when there is none or the person has left. */
export async function findTokenPerson(
  crossing: Pick<Crossing, 'store'>,
  shown: ShownToken,
): Promise<UserId | null> {
  const register = await loadRegister(crossing, shown);
  const token = [...(register?.assistantTokens.values() ?? [])].find(({ hash }) => shown.matches(hash));
  return register && token && isActive(register, token.person) ? token.person : null;
}

/** Returns null for a workspace without records. */
async function loadRegister(
  { store }: Pick<Crossing, 'store'>,
  { workspace, isKnown }: ShownToken,
): Promise<Register | null> {
  // Loading an unknown workspace would evict a real one from the cache.
  if (!isKnown && (await store.changes(workspace, { limit: 1 })).length === 0) return null;
  return store.load(workspace);
}
