import type { Crossing } from './act.ts';

/** Slack delivers again within an hour; after a day nothing can still come twice. */
const retention = 24 * 60 * 60 * 1000;

/** Forgets what has been delivered long ago, and says how many deliveries that were. */
export const forgetDeliveries = ({ store, now }: Pick<Crossing, 'store' | 'now'>): Promise<number> =>
  store.forgetDeliveries(now() - retention);
