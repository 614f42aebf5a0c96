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
  'sandbox/page',
  'slack/log-privacy',
  'contract/fold',
  'slack/restored-copy',
  'contract/erasure',
  'domain/readiness/stage3-history',
  'slack/entries/every-entry',
  'slack/daily',
  'slack/daily-page',
  'operations/evidence-pack',
  'contract/chaos',
  'slack/assistant/understanding',
  'schedule/schedule',
  'domain/readiness/candidates',
  'domain/reminders/reminder-rules',
  'domain/sentences',
  'slack/killed-escalation',
  'slack/tools',
  'contract/register-store',
  'sandbox/page-accessible',
  'slack/vendors',
  'contract/import',
  'sandbox/commands',
  'slack/text-safety',
  'slack/purgatory',
  'slack/notices',
  'sandbox/messages',
  'http/http-api',
  'slack/delivery',
  'store/sqlite-faults',
  'slack/assistant/language-model',
  'property/edited-log',
  'contract/restored-copy',
  'contract/verify',
  'contract/stream-file',
  'slack/files',
  'contract/lock-order',
  'words-in-code',
  'slack/import',
  'slack/doubtful-sending',
  'slack/digest',
  'contract/operations',
  'sandbox/page-modals',
  'manifest',
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
