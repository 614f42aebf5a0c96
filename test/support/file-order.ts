import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long, in the order in which they start. Some wait for processes, locks or timers: `database-faults`,
 * `process`, `moved-clock`, `restored-copy`, `chaos`, then shorter ones. They start one after another, so that the other
 * workers keep the processors busy. A file that is missing here only makes a run longer.
 */
const first = [
  'contract/database-faults',
  'contract/history',
  'slack/every-page-and-form',
  'slack/limits',
  'slack/bad-input',
  'subjects',
  'slack/process',
  'slack/forms',
  'slack/attack',
  'contract/processes',
  'simulation/year',
  'property/as-of',
  'slack/moved-clock',
  'slack/worked-example',
  'slack/log-privacy',
  'contract/fold',
  'slack/restored-copy',
  'contract/erasure',
  'domain/readiness/stage3-history',
  'slack/entries/every-entry',
  'slack/daily',
  'slack/daily-page',
  'sandbox/page',
  'contract/chaos',
  'operations/evidence-pack',
  'slack/assistant/understanding',
  'schedule/schedule',
  'domain/readiness/candidates',
  'sandbox/page-accessible',
  'domain/reminders/reminder-rules',
  'slack/killed-escalation',
  'domain/sentences',
  'slack/tools',
  'contract/register-store',
  'sandbox/commands',
  'slack/vendors',
  'contract/import',
  'sandbox/messages',
  'slack/text-safety',
  'store/sqlite-faults',
  'slack/purgatory',
  'contract/restored-copy',
  'slack/notices',
  'contract/stream-file',
  'http/http-api',
  'contract/lock-order',
  'slack/delivery',
  'slack/doubtful-sending',
  'property/edited-log',
  'sandbox/page-modals',
  'slack/sending',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = first.findIndex((file) => moduleId.endsWith(`/test/${file}.test.ts`));
  return found < 0 ? first.length : found;
};

export class FileOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
