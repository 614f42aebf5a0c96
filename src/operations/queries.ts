import type { Instant } from '../domain/register.ts';
import type { Store } from '../store/open.ts';
import { createDigestService, type DigestService } from './digest.ts';
import { createHistoryService } from './history.ts';
import { createReadinessService, type ReadinessService } from './readiness.ts';

/** Queries about a workspace, now and as of a past day. All callers share the caches. */
export interface Queries {
  readonly readiness: ReadinessService;
  readonly digests: DigestService;
}

export function createQueries({
  store,
  now,
}: {
  readonly store: Store;
  readonly now: () => Instant;
}): Queries {
  const history = createHistoryService({ store });
  const readiness = createReadinessService({ store, now, history });
  return { readiness, digests: createDigestService({ store, history, readiness }) };
}
