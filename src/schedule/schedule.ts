import cron from 'node-cron';
import type { Logger } from 'pino';
import type { Crossing } from '../operations/act.ts';
import { forgetDeliveries } from '../operations/forget-deliveries.ts';

export interface Schedule {
  /** Resolves when nothing of it runs any more. */
  stop(): Promise<void>;
}

/** What happens without anybody asking. Cron is only the tick: it skips hours at the change of clocks. */
export function startSchedule(crossing: Pick<Crossing, 'store' | 'now'>, log: Logger): Schedule {
  const hourly = cron.schedule(
    '17 * * * *',
    async () => {
      try {
        log.debug({ deliveries: await forgetDeliveries(crossing) }, 'forgot old deliveries');
      } catch (error) {
        log.error({ err: error }, 'could not forget old deliveries');
      }
    },
    { noOverlap: true, timezone: 'UTC' },
  );
  return { stop: async () => void (await hourly.destroy()) };
}
