import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { openEvaluation } from '../../../src/domain/infrastructure/evaluations.ts';
import { extendPilot } from '../../../src/domain/use-cases/pilots.ts';
import { findStepRefusal } from '../../../src/slack/kit/form.ts';
import { answerTo, contextIn, openForm, textOf } from '../../support/entry-context.ts';
import { stage3, Workspace } from '../../support/register.ts';

const one = { useCase: 'UC-1' };
const two = { useCase: 'UC-2' };

/** A company at Stage 3 with two check-ins of UC-1, on 2 March. */
function company(): Workspace {
  const workspace = stage3('2026-02-02').on('2026-02-10');
  const weeks = [
    ['2026-02-03', { daily: 20, weekly: 30, notAtAll: 4 }],
    ['2026-02-10', { daily: 10, weekly: 14, notAtAll: 14 }],
  ] as const;
  for (const [on, figures] of weeks)
    workspace.do('owner', checkIn, { ...one, on, intended: 40, ...figures, result: '' });
  return workspace.on('2026-03-02');
}

const context = contextIn(company());

describe('the checklist', () => {
  test('a missing item is named first, with its step', async () => {
    const { text, next } = await answerTo('checklist', context, two);
    expect(text).toMatch(
      /^The checklist of \*UC-2 Call summaries\* \(in pilot\): 1 of 8 complete, 7 missing\. Complete: data processing agreements; missing: monitoring, cost monitoring/,
    );
    expect(next[0]?.[0]).toEqual({ do: 'confirm-item', useCase: 'UC-2', item: 'monitoring' });
  });

  test('an item has its evidence, its author, its age and its expiry', async () => {
    const { text, source } = await answerTo('checklist-item', context, { ...one, item: 'cost-monitoring' });
    expect(text).toBe(
      'Cost monitoring of *UC-1 AI Support Agent*: complete. Monthly report by <@admin>; budget $3,000; alert at $2,400. Confirmed by <@lead> on 2 February 2026 (28 days ago), expires in 62 days (3 May 2026).',
    );
    expect(source).toMatchObject({ by: 'lead', at: '2026-02-02' });
  });

  test('an item without evidence says so', async () => {
    expect(await textOf('checklist-item', context, { ...two, item: 'fallback' })).toBe(
      'Fallback of *UC-2 Call summaries*: missing. No evidence yet. It needs a response to a model timeout, a guardrail trigger and a rate limit.',
    );
  });

  test('a waiver has its end, its author and its reason', async () => {
    expect(await textOf('waivers', context)).toBe('No waiver is in force.');
    const workspace = company();
    const subject = { kind: 'item', item: 'training' } as const;
    workspace.do('operator', waive, { ...two, subject, reason: 'The trainer is ill.', until: '2026-03-31' });
    expect(await textOf('waivers', contextIn(workspace), two)).toBe(
      '1 waiver is in force: UC-2 user training, until 31 March 2026 (in 29 days). <@operator> approved it on 2 March 2026: The trainer is ill.',
    );
    expect(await textOf('waivers', contextIn(workspace), { ...two, item: 'fallback' })).toBe(
      'No waiver of fallback is in force for UC-2.',
    );
    expect(await textOf('checklist-item', contextIn(workspace), { ...two, item: 'training' })).toMatch(
      /: waived\. No evidence yet\. Waived until 31 March 2026 \(in 29 days\) by <@operator>/,
    );
  });

  test('the rules for waivers and confirmations are those of the domain', async () => {
    const rules = await textOf('waiver-rules', context);
    expect(rules).toContain('for 90 days at most');
    expect(rules).toContain('does not meet requirement 1');
    expect(rules).toContain('The DPA can never be waived');
    expect(await textOf('evidence-validity', context)).toMatch(/^A confirmation is valid for 90 days\./);
  });

  test('the DPA is said to be never waived wherever somebody asks for its waiver', async () => {
    const never = 'The DPA can never be waived. Record the agreement of each vendor instead.';
    const dpa = { item: 'dpa' } as const;
    expect(await textOf('waiver-rules', context, dpa)).toMatch(new RegExp(`^${never} A waiver is`));
    expect(await textOf('waivers', context, { ...one, ...dpa })).toBe(never);
    expect(await textOf('who-may', context, { ...dpa, words: 'waive the DPA item' })).toMatch(
      new RegExp(`^${never} AI Operations can waive every other item`),
    );
    const { step } = openForm('waive-item', context, { ...two, ...dpa });
    expect(findStepRefusal(step, context)?.message).toBe(never);
    expect(await textOf('waiver-rules', context, { item: 'fallback' })).toMatch(/^Fallback can be waived\./);
  });

  test('evidence that does not expire yet can be confirmed again at any time', () => {
    const { step } = openForm('reconfirm', context, one);
    expect(findStepRefusal(step, context)).toBeNull();
  });

  test('nothing can be confirmed again where no evidence is complete', () => {
    const { step } = openForm('reconfirm', context, two);
    expect(findStepRefusal(step, context)?.message).toBe(
      'No evidence of UC-2 is complete yet. Add it on the checklist.',
    );
  });

  test('a fallback and a review are answered as their items', async () => {
    expect(await textOf('fallback', context, one)).toMatch(
      /^Fallback of \*UC-1 AI Support Agent\*: complete\. On a model timeout: /,
    );
    expect(await textOf('human-review', context, two)).toMatch(
      /^Human-in-the-loop gates of \*UC-2 Call summaries\*: missing\. No evidence yet\. It needs /,
    );
  });

  test('evidence to confirm again is named in its last week, and the next day before', async () => {
    expect(await textOf('confirm-again', context, one)).toBe(
      'No evidence of UC-1 has expired or expires within 7 days. 7 confirmations by <@lead> expire next, in 62 days (3 May 2026): monitoring, fallback, human-in-the-loop gates, model version tracking, incident response, user training and cost monitoring. Evidence expires 90 days after it was confirmed.',
    );
    const workspace = company().on('2026-05-01');
    expect(await textOf('confirm-again', contextIn(workspace))).toBe(
      '*UC-1 AI Support Agent*: confirm again: 7 items, each expires in 2 days (3 May 2026).',
    );
  });

  test('the use cases that miss an item are listed', async () => {
    expect(await textOf('items-missing', context, { item: 'monitoring' })).toBe(
      'Monitoring: missing for 1 of 2 running use cases: *UC-2 Call summaries*.',
    );
  });
});

describe('adoption', () => {
  test('the latest week comes with the week before, and with a warning when it is low', async () => {
    const { text, source } = await answerTo('adoption', context, one);
    expect(text).toBe(
      '*UC-1 AI Support Agent*: 14 of 40 use it weekly (35%), 10 daily, 14 not at all, in the week of 9 February 2026 (15 days ago). In the week of 2 February 2026: 75% weekly. Adoption is low: 35% use it weekly; under 40% is low.',
    );
    expect(source).toMatchObject({ source: 'typed', by: 'owner', at: '2026-02-10' });
  });

  test('a week without a check-in is not filled with another', async () => {
    expect(await textOf('adoption', context, { ...one, day: '2026-02-24' })).toBe(
      'No check-in is recorded for *UC-1 AI Support Agent* for the week of 23 February 2026. The latest is for the week of 9 February 2026: 14 of 40 use it weekly (35%), 10 daily, 14 not at all.',
    );
    expect(await textOf('adoption', context, two)).toBe(
      'No check-in is recorded for *UC-2 Call summaries* yet.',
    );
  });

  test('a period is answered with its last week and the number of its weeks', async () => {
    const period = { from: '2026-02-01', to: '2026-02-28' };
    expect(await textOf('adoption', context, { ...one, period })).toMatch(
      /14 of 40 use it weekly .* 2 weeks are recorded in that time\. The first had 75% weekly\./,
    );
  });

  test('nobody is named as a user', async () => {
    const { text, data } = await answerTo('users-by-name', context, one);
    expect(text).toMatch(/^Only counts are recorded, never names\. \*UC-1 AI Support Agent\*: 14 of 40/);
    expect(JSON.stringify(data)).not.toContain('<@');
  });

  test('missing check-ins are counted for last week', async () => {
    expect(await textOf('missing-check-ins', context, one)).toBe(
      'The check-in for the week of 23 February 2026 is missing for *UC-1 AI Support Agent*. Waiting for <@owner>.',
    );
  });

  test('figures that were typed stand in the form', () => {
    const figures = { daily: 25, weekly: 33, notAtAll: null };
    const form = openForm('check-in', context, { ...one, figures, day: '2026-02-26' });
    expect(
      ['Daily users', 'Weekly users', 'Not at all', 'A day in the week you report'].map(form.initial),
    ).toEqual(['25', '33', null, '2026-02-26']);
  });
});

describe('ROI', () => {
  test('hours, net and overhead are those of the page', async () => {
    const { text, source } = await answerTo('roi', context, one);
    expect(text).toBe(
      '*UC-1 AI Support Agent* in production: $104,000 net per year, $96,000 with 20% overhead on the cost. It saves 2,880 hours per year (20 users, 3 hours per user and week), worth $144,000, and costs $40,000.',
    );
    expect(source).toMatchObject({ by: 'lead', at: '2026-02-02' });
  });

  test('guesses are told from measured and quoted figures', async () => {
    expect(await textOf('roi-inputs', context, one)).toContain(
      'quoted: model API per year; guessed: weeks per year',
    );
  });

  test('an ROI that is not calculated is not invented', async () => {
    expect(await textOf('roi', context, two)).toBe(
      'The ROI of *UC-2 Call summaries* is not calculated yet. Going live needs it with production pricing.',
    );
  });
});

describe('pilot purgatory', () => {
  test('one symptom is not enough', async () => {
    expect(await textOf('purgatory', context)).toBe(
      'No, we are not in pilot purgatory: no symptom, 0 of 5 (pilots that never end; tools compared in parallel; waiting for more data; no infrastructure decisions; the team is worn out).',
    );
    const workspace = company();
    for (const decideBy of ['2026-05-01', '2026-06-01'])
      workspace.do('seller', extendPilot, { ...two, decideBy, reason: 'One more month' });
    expect(await textOf('purgatory', contextIn(workspace))).toBe(
      'No, we are not in pilot purgatory: we have 1 of 5 symptoms, and it takes 2. Waiting for more data (UC-2 was extended 2 times). First way out: UC-2: scale it, stop it, or extend it with a reason · <@seller>.',
    );
    workspace.do('lead', openEvaluation, {
      ...{ category: 'observability', useCase: null, tools: ['Langfuse', 'Datadog'], decideBy: '2026-04-01' },
    });
    expect(await textOf('purgatory', contextIn(workspace))).toMatch(
      /^Yes, we are in pilot purgatory, with 2 of 5 symptoms\. Tools compared in parallel \(Observability stack: .*\); waiting for more data \(UC-2/,
    );
    expect(await textOf('purgatory', contextIn(workspace), { day: '2026-02-20' })).toBe(
      'No, we were not in pilot purgatory, as of 20 February 2026: no symptom, 0 of 5 (pilots that never end; tools compared in parallel; waiting for more data; no infrastructure decisions; the team is worn out).',
    );
    expect(await textOf('tools-compared', contextIn(workspace), { tool: 'langfuse' })).toBe(
      '1 evaluation is open. E-1 Observability stack: Langfuse, Datadog, decide by 1 April 2026.',
    );
  });

  test('without an evaluation nothing is compared, whatever was taken for the name of a tool', async () => {
    expect(await textOf('tools-compared', context, { tool: 'present' })).toBe(
      'No tools are being compared: no evaluation is open.',
    );
  });

  test('an overdue pilot is named with its day', async () => {
    expect(await textOf('overdue-pilots', context)).toBe(
      'No pilot is overdue. Next: *UC-2 Call summaries*, decision is due by 3 April 2026.',
    );
    expect(await textOf('overdue-pilots', contextIn(company().on('2026-04-04')))).toBe(
      '1 pilot is overdue: *UC-2 Call summaries*, decision was due by 3 April 2026.',
    );
  });

  test('without pilots there is no oldest one', async () => {
    expect(await textOf('oldest-pilot', contextIn(new Workspace('2026-03-02')))).toBe('There are no pilots.');
  });
});
