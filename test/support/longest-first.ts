import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take long, the longest first. One that is missing here only makes a run longer. */
const longest = [
  'contract/chaos',
  'contract/history',
  'contract/processes',
  'contract/database-faults',
  'contract/erasure',
  'slack/process',
  'slack/moved-clock',
  'slack/killed-escalation',
  'simulation/year',
  'slack/every-page-and-form',
  'slack/limits',
  'slack/bad-input',
  'slack/forms',
  'slack/attack',
  'property/as-of',
  'slack/restored-copy',
  'domain/readiness/stage3-history',
  'slack/worked-example',
  'sandbox/page',
];

const rank = ({ moduleId }: TestSpecification): number => {
  const found = longest.findIndex((file) => moduleId.endsWith(`/test/${file}.test.ts`));
  return found < 0 ? longest.length : found;
};

/** Starts the longest files first, so that all workers end at about the same time. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.sort((one, other) => rank(one) - rank(other));
  }
}
