import type { UseCase } from '../../src/domain/register.ts';

/** Returns a use case without anything remarkable. */
export const plainUseCase = (fields: Partial<UseCase> = {}): UseCase => ({
  key: 'UC-1',
  name: 'Support agent',
  purpose: 'Drafts answers to tickets',
  team: 'Support',
  owner: 'U1',
  members: [],
  intendedUsers: 0,
  data: ['none'],
  autonomy: 'draft',
  retrieval: false,
  vendors: [],
  otherVendors: null,
  stack: {},
  goLivePlannedOn: null,
  lastReviewedOn: null,
  whyNew: null,
  life: { stage: 'proposed', since: '2026-01-05' },
  ...fields,
});
