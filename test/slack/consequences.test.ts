import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import { accountabilities, categories } from '../../src/domain/register.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive } from '../../src/domain/use-cases/production.ts';
import { recordStack } from '../../src/domain/use-cases/use-cases.ts';
import {
  as,
  commits,
  crossing,
  opens,
  prepareForGoLive,
  registers,
  startCrossing,
  submitRecorded,
  today,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';
import { committedStack } from '../support/register.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

/** Records all decisions, UC-1 live for everyone, UC-2 in a pilot, and Lena named for AI Operations. */
async function company(): Promise<void> {
  for (const category of categories) await commits(category);
  await prepareForGoLive();
  await records(crossing, recordStack, { useCase: 'UC-1', stack: committedStack });
  await records(crossing, goLive, { useCase: 'UC-1', liveOn: today, audience: 'everyone', deployed: 40 });
  await registers({ name: 'Call summaries', purpose: 'Drafts notes', data: [] });
  await records(crossing, startPilot, {
    useCase: 'UC-2',
    startedOn: today,
    decideBy: '2026-03-12',
    volunteers: 12,
    criteria: ['Half the time'],
    stack: committedStack,
  });
  await records(crossing, appointOperators, { people: ['U0LENA'] });
}
const accepts = () => records(crossing, acceptAccountabilities, { accept: accountabilities });

describe('the answer to a record shows its consequences for the verdict', () => {
  test('a requirement that a form loses, with the fact and the step that mends it', async () => {
    await company();
    await accepts();
    const form = await opens('Omar Owner', '/stage3 usecase edit UC-1');
    const done = await submitRecorded(form, { 'Intended users': 45 });
    expect(done.text).toContain(
      ':warning: Requirement 1 is no longer met: UC-1: User training: 40 of 45 intended users are trained (and 1 more)',
    );
    expect(done.text).toContain(':warning: Stage 3 was lost. Stage 2: 3 of 4 requirements for Stage 3.');
    await done.clicks('Add evidence', { near: 'Requirement 1 is no longer met' });
    expect((await as('Omar Owner').openModal()).labels).toContain('People trained');
  });

  test('a suspension offers to resume the use case once', async () => {
    await company();
    const done = await submitRecorded(await opens('Omar Owner', '/stage3 UC-1', 'Suspend'), {
      Reason: 'Wrong refunds',
    });
    expect(done.text).toContain('Requirement 1 is no longer met: UC-1: suspended since 12 January 2026');
    expect(done.buttons).toEqual(['Resume', 'Open UC-1', 'Verdict', 'Close']);
  });

  test('a requirement that a form gains, and that it was the last one', async () => {
    await company();
    const form = await opens('Lena Lead', '/stage3 owners', 'Accept');
    const done = await submitRecorded(form, {
      'I am accountable for': ['Uptime of production AI', 'Incident response', 'Model versioning'],
    });
    expect(done.text).toContain(':tada: Requirement 4 is met.');
    expect(done.text).toContain(':tada: Stage 3 is reached: all four requirements are met.');
    expect(done.text).not.toContain(':warning:');
  });

  test('a typed check-in meets a requirement', async () => {
    await company();
    await accepts();
    crossing.moveTo('2026-02-16');
    const { text } = await as('Omar Owner').types(
      '#ai-program',
      '/stage3 checkin UC-2 daily:5 weekly:9 none:3',
    );
    expect(text).toContain(':tada: Requirement 3 is met.');
    expect(text).toContain(':tada: Stage 3 is reached: all four requirements are met.');
  });

  test('two requirements that one step meets again, with one button', async () => {
    await company();
    await accepts();
    const form = await opens('Omar Owner', '/stage3 usecase show UC-2', 'Record stack');
    const done = await submitRecorded(form, { 'Guardrail tooling': 'NeMo' });
    expect(done.text).toContain('Requirement 2 is no longer met');
    expect(done.text).toContain('Requirement 3 is no longer met');
    expect(done.buttons.filter((label) => label === 'Record stack')).toHaveLength(1);
  });

  test('a click loses requirements, listed in order', async () => {
    await company();
    await accepts();
    await records(crossing, recordStack, {
      useCase: 'UC-2',
      stack: { ...committedStack, guardrails: ['NeMo'] },
    });
    const subject = { kind: 'drift', category: 'guardrails' } as const;
    await records(crossing, waive, { useCase: 'UC-2', subject, reason: 'Contract', until: '2026-02-01' });
    const page = await as('Lena Lead').types('#ai-program', '/stage3 usecase show UC-2');
    const { text } = await page.clicks('End waiver');
    expect(text).toContain(':warning: Requirement 2 is no longer met: UC-2 runs on NeMo');
    expect(text).toContain(':warning: Requirement 3 is no longer met: UC-2 runs on NeMo');
    expect(text.indexOf('Requirement 2')).toBeLessThan(text.indexOf('Requirement 3'));
  });

  test('and nothing where it does nothing to it', async () => {
    await company();
    const form = await opens('Omar Owner', '/stage3 usecase show UC-2', 'Check in');
    const done = await submitRecorded(form, {
      'Daily users': 5,
      'Weekly users': 9,
      'Not at all': 3,
    });
    expect(done.text).not.toMatch(/Requirement \d is|Stage 3|verdict has changed/);
  });
});

describe('the next offers', () => {
  const all = ['Uptime of production AI', 'Incident response', 'Model versioning'];

  test('is what this person may do; where the next step is another’s, it says whose', async () => {
    await records(crossing, appointOperators, { people: ['U0ANAO'] });
    await registers();
    const form = await opens('Ana Operations', '/stage3 owners', 'Accept');
    const done = await submitRecorded(form, { 'I am accountable for': all });
    expect(done.text).toContain('Next for @Lena Lead (sample): ');
    expect(done.buttons).toEqual([
      'Register pilot',
      'Add monitoring evidence',
      'Add cost evidence',
      'Verdict',
      'Close',
    ]);
  });

  test('begins with the same step as ever for whoever may take it', async () => {
    await registers();
    const form = await opens('Lena Lead', '/stage3 owners', 'Appoint AI Operations');
    const done = await submitRecorded(form, { 'AI Operations owners': ['@Lena Lead'] });
    expect(done.buttons).toContain('Accept');
    expect(done.text).not.toContain('Next for');
  });
});

describe('before a pilot goes live', () => {
  const words = 'The stack of UC-1 is not recorded (model provider, guardrail tooling).';
  const ways = [
    ['Go live', 'UC-1 goes live'],
    ['Decide', 'UC-1: decide'],
  ] as const;

  test.each(ways)(
    'the form behind %s says what requirement 2 counts from then on, and leads to it',
    async (button, title) => {
      await prepareForGoLive();
      for (const category of ['model-provider', 'guardrails'] as const) await commits(category);
      const way = ['Omar Owner', '/stage3 usecase show UC-1', button] as const;
      const form = await opens(...way);
      expect(form.title).toBe(title);
      expect(form.text).toContain(words);
      expect(form.text).toContain('requirement 2 needs it from the first day in production');
      await form.clicks('Record stack');
      const stack = await as('Omar Owner').openModal();
      await (await submitRecorded(stack, committedAs)).closes({ all: true });
      const after = await opens(...way);
      expect(after.title).toBe(title);
      expect(after.text).not.toContain('is not recorded');
    },
  );
});

/** The stack, by the labels of its form. */
const committedAs = { 'Model provider': 'OpenAI Enterprise', 'Guardrail tooling': 'Guardrails AI' };
