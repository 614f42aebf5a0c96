import type { Crossing } from './act.ts';

/** Slack repeats a delivery within an hour, so a day is long enough. */
const retention = 24 * 60 * 60 * 1000;

/** Deletes old deliveries and returns their number. */
export const forgetDeliveries = ({ store, now }: Pick<Crossing, 'store' | 'now'>): Promise<number> =>
  store.forgetDeliveries(now() - retention);
