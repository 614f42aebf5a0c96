import { describe, expect, test } from 'vitest';
import { answerTo, contextIn, textOf } from '../../support/entry-context.ts';
import { stage3, Workspace } from '../../support/register.ts';

describe('at Stage 3', () => {
  const workspace = stage3('2026-02-02');
  const context = contextIn(workspace);

  test('the verdict comes first', async () => {
    expect(await textOf('verdict', context)).toBe('Stage 3: all 4 requirements met.');
  });

  test('a past day is judged from what was recorded by then', async () => {
    expect(await textOf('verdict', context, { day: '2026-02-01' })).toBe(
      'Stage 1: 0 of 4 requirements for Stage 3 (as of 1 February 2026). Not met: 1. One use case in production; 2. Shared infrastructure committed; 3. A second use case in active pilot; 4. AI Operations ownership. Today: Stage 3: all 4 requirements met.',
    );
  });

  test('a future day is answered with the verdict of today', async () => {
    expect(await textOf('verdict', context, { day: '2026-02-03' })).toBe(
      '3 February 2026 is still to come. This is the verdict of today. Stage 3: all 4 requirements met.',
    );
  });

  test('a met requirement is answered with its first fact and the source of that fact', async () => {
    const { text, source } = await answerTo('requirement', context, { requirement: 'R4' });
    expect(text).toBe(
      'Requirement 4 (AI Operations ownership) is met. AI Operations accepted uptime, incident response and model versioning.',
    );
    expect(source).toMatchObject({ source: 'typed', by: 'operator', at: '2026-02-02' });
  });

  test('the first day of Stage 3 comes from the change log', async () => {
    workspace.on('2026-02-20');
    expect(await textOf('stage-3-history', contextIn(workspace))).toBe(
      'We have been at Stage 3 since 2 February 2026.',
    );
    expect(await textOf('requirement-since', contextIn(workspace), { requirement: 'R1' })).toBe(
      'Requirement 1 (one use case in production) has been met since 2 February 2026.',
    );
  });
});

describe('when a requirement is lost', () => {
  const workspace = stage3('2026-02-02');
  workspace.on('2026-03-02').leaves('operator');
  const context = contextIn(workspace);

  test('the verdict of a day of Stage 3 says that it was lost since then', async () => {
    expect(await textOf('verdict', context, { day: '2026-02-02' })).toMatch(
      /^Stage 3: all 4 requirements met \(as of 2 February 2026\)\. Stage 3 was lost on .+\. Today: Stage 2/,
    );
    const { source } = await answerTo('verdict', context, { day: '2026-02-02' });
    expect(source?.at).toBe('2026-03-02');
  });

  test('the verdict says since when and why', async () => {
    expect(await textOf('verdict', context)).toMatch(
      /^Stage 2: 3 of 4 requirements for Stage 3\. Stage 3 was lost on 2 March 2026 \(held since 2 February\): AI Operations has no active owner/,
    );
  });

  test('the answer names the gap and who is asked', async () => {
    expect(await textOf('requirement', context, { requirement: 'R4' })).toMatch(
      /is not met\. AI Operations has no active owner: .*\. Assigned to <@lead>\.$/,
    );
    expect(await textOf('next-step', context)).toMatch(
      /^Stage 2: 3 of 4 requirements for Stage 3\. AI Operations has no active owner/,
    );
  });

  test('a requirement that is not met has no first day', async () => {
    expect(await textOf('requirement-since', context, { requirement: 'R4' })).toMatch(/is not met today/);
  });
});

test('a company that never was at Stage 3 is told so', async () => {
  expect(await textOf('stage-3-history', contextIn(new Workspace('2026-01-12')))).toBe(
    'We have not been at Stage 3 yet. 0 of 4 requirements are met today.',
  );
});

test('the expirations of the next 14 days are named, nearest first', async () => {
  const workspace = stage3('2026-02-02');
  expect(await textOf('expiring', contextIn(workspace))).toBe(
    'Nothing behind the verdict expires within 14 days.',
  );
  workspace.on('2026-02-25');
  expect(await textOf('expiring', contextIn(workspace))).toMatch(
    /^UC-2: without a check-in the pilot becomes inactive/,
  );
});
