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
  'slack/text-safety',
  'sandbox/commands',
  'slack/purgatory',
  'slack/notices',
  'slack/delivery',
  'http/http-api',
  'slack/assistant/language-model',
  'property/edited-log',
  'store/sqlite-faults',
  'slack/slash-text',
  'contract/verify',
  'domain/permissions',
  'domain/change',
  'contract/restored-copy',
  'slack/import',
  'slack/digest',
  'layers',
  'sandbox/messages',
  'slack/files',
  'texts',
  'slack/pilot',
  'words-in-code',
  'contract/stream-file',
  'domain/readiness/expirations',
  'contract/operations',
  'slack/import-file',
  'contract/lock-order',
  'slack/evidence-pack',
  'contract/outbox-store',
  'slack/home',
  'slack/doubtful-sending',
  'manifest',
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
