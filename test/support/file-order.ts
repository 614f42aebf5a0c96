import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take long, in the order in which they start. Some wait for processes, locks or timers: `database-faults`,
 * `process`, `moved-clock`, `restored-copy`, `chaos`. They start one after another, so that the other workers keep the
 * processors busy. A file that is missing here only makes a run longer.
 */
const first = [
  'contract/database-faults',
  'contract/history',
  'slack/every-page-and-form',
  'slack/limits',
  'slack/bad-input',
  'slack/process',
  'subjects',
  'slack/forms',
  'slack/attack',
  'contract/processes',
  'simulation/year',
  'slack/moved-clock',
  'property/as-of',
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
  'slack/killed-escalation',
  'domain/reminders/reminder-rules',
  'domain/sentences',
  'store/sqlite-faults',
  'sandbox/page-accessible',
  'sandbox/commands',
  'contract/stream-file',
  'sandbox/messages',
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
