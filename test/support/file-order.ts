import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long, in the order in which they start. Some wait for processes, locks or timers: `database-faults`,
 * `process`, `moved-clock`, `restored-copy`, `chaos`, then shorter ones. They start one after another, so that the other
 * workers keep the processors busy. A file that is missing here only makes a run longer.
 */
const first = [
  'contract/database-faults',
  'slack/every-page-and-form',
  'domain/sentences',
  'domain/readiness/candidates',
  'contract/history',
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
  'contract/chaos',
  'operations/evidence-pack',
  'slack/assistant/understanding',
  'schedule/schedule',
  'domain/reminders/reminder-rules',
  'slack/tools',
  'contract/register-store',
  'sandbox/page-accessible',
  'slack/killed-escalation',
  'slack/vendors',
  'contract/import',
  'slack/text-safety',
  'contract/restored-copy',
  'slack/purgatory',
  'slack/notices',
  'sandbox/commands',
  'slack/delivery',
  'http/http-api',
  'store/sqlite-faults',
  'property/edited-log',
  'sandbox/messages',
  'slack/slash-text',
  'domain/permissions',
  'domain/change',
  'slack/doubtful-sending',
  'slack/import',
  'slack/digest',
  'layers',
  'slack/assistant/language-model',
  'texts',
  'slack/pilot',
  'words-in-code',
  'contract/stream-file',
  'contract/verify',
  'domain/readiness/expirations',
  'contract/operations',
  'slack/sending',
  'slack/import-file',
  'contract/lock-order',
  'slack/evidence-pack',
  'mcp-conformance',
  'contract/outbox-store',
  'slack/home',
  'slack/files',
  'sandbox/page-modals',
  'store/older-database',
  'sandbox/modals',
  'contract/verdict-history',
  'bundle',
  'slack/handing-over',
  'manifest',
  'http/adoption-intake',
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
