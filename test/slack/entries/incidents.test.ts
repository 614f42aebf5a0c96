import { expect, test } from 'vitest';
import {
  acknowledgeIncident,
  changeIncidentSettings,
  type ReportInput,
  reportIncident,
  resolveIncident,
} from '../../../src/domain/incidents/decisions.ts';
import { answer, contextOf, open, readInitial, say } from '../../support/answers.ts';
import { stage3, type Workspace } from '../../support/register.ts';

/** Removes the moments, which Slack shows in each reader's time zone. */
const withoutMoments = (text: string): string => text.replace(/,? <!date[^>]*>/g, '');

const reports = (company: Workspace, fields: Partial<ReportInput> = {}) =>
  company.do('member', reportIncident, {
    ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'critical', what: 'Wrong refunds.', link: null },
    ...{ sinceDay: company.today, sinceTime: '08:00' },
    ...fields,
  });
const reportWrongOutput = () => reports(stage3('2026-02-02'));
const resolved = () =>
  reportWrongOutput()
    .do('admin', acknowledgeIncident, { incident: 'I-1' })
    .do('admin', resolveIncident, {
      ...{ incident: 'I-1', cause: 'An outdated price list', learned: 'Test after each import.' },
      ...{ followUp: '', followUpOwner: null, followUpDueOn: null },
    });

test('without incidents every list says so', async () => {
  const quiet = stage3('2026-02-02');
  expect(await say('open-incidents', quiet)).toBe('No incident is open.');
  expect(await say('last-incident', quiet)).toBe('No incident was reported.');
  expect(
    await say('incident-count', quiet, { useCase: 'UC-1', period: { from: '2026-01-01', to: '2026-01-31' } }),
  ).toBe('No incident of *UC-1 AI Support Agent* in January 2026 was reported.');
  expect(await say('incident-lessons', quiet)).toBe('No incident is resolved, so no lesson is recorded.');
  expect(await say('missed-slas', quiet)).toBe('No incident missed its SLA.');
});

test('an open incident is answered with its status, its clock and who reported it', async () => {
  expect(await say('incident', reportWrongOutput(), { incident: 'I-1' })).toBe(
    '*I-1 Wrong output, critical* of *UC-1 AI Support Agent*: nobody has acknowledged it yet. 8 h left of 8 h. Reported on 2 February 2026 by <@member>: Wrong refunds. Contained by: nothing yet.',
  );
  expect(await say('open-incidents', reportWrongOutput())).toBe(
    '1 incident is open: *I-1 Wrong output, critical* of *UC-1 AI Support Agent* (nobody has acknowledged it yet). 8 h left of 8 h.',
  );
});

test('the model of an incident is the one that its use case ran when it began', async () => {
  expect(await say('incident-model', reportWrongOutput(), { incident: 'I-1' })).toBe(
    '*UC-1 AI Support Agent* ran *gpt 5.1* when I-1 began on 2 February 2026.',
  );
  const unrecorded = reports(stage3('2026-02-02'), { useCase: 'UC-2' });
  expect(await say('incident-model', unrecorded, { incident: 'I-1' })).toBe(
    'The model of *UC-2 Call summaries* when I-1 began on 2 February 2026 is not recorded.',
  );
});

test('an incident that does not exist is not made up', async () => {
  expect(await say('incident', reportWrongOutput(), { incident: 'I-9' })).toBe('There is no incident I-9.');
});

test('the handler is the person who acknowledged; before, those who were called are named', async () => {
  expect(await say('incident-handler', reportWrongOutput(), { incident: 'I-1' })).toBe(
    'Nobody has acknowledged I-1 yet. Called so far: <@admin>.',
  );
  const taken = reportWrongOutput().do('admin', acknowledgeIncident, { incident: 'I-1' });
  expect(withoutMoments(await say('incident-handler', taken, { incident: 'I-1' }))).toBe(
    '<@admin> acknowledged I-1. It is contained by: nothing yet.',
  );
});

test('acknowledging is offered once, and a taken incident says who has it', async () => {
  const { text, next } = await answer('acknowledge-incident', contextOf(reportWrongOutput(), 'admin'), {
    incident: 'I-1',
  });
  expect(text).toContain('Press the button to take it.');
  expect(next[0]).toEqual([{ do: 'acknowledge-incident', incident: 'I-1' }, 'Acknowledge I-1']);
  const taken = reportWrongOutput().do('admin', acknowledgeIncident, { incident: 'I-1' });
  const again = await answer('acknowledge-incident', contextOf(taken, 'lead'), { incident: 'I-1' });
  expect(withoutMoments(again.text)).toBe(
    '*I-1 Wrong output, critical* of *UC-1 AI Support Agent*: acknowledged by <@admin>.',
  );
  expect(again.next).toEqual([[{ page: 'incident', args: { incident: 'I-1' } }, 'Open I-1']]);
});

test('cause and lessons exist once it is resolved', async () => {
  expect(await say('incident-cause', reportWrongOutput(), { incident: 'I-1' })).toBe(
    'I-1 is not resolved yet, so no cause is recorded. Nobody has acknowledged it yet.',
  );
  expect(withoutMoments(await say('incident-cause', resolved(), { incident: 'I-1' }))).toBe(
    'Cause of I-1: An outdated price list. Lessons learned: Test after each import. Resolved by <@admin>. Resolved in 0 min (SLA 8 h).',
  );
  expect(await say('incident-lessons', resolved())).toBe(
    'Lessons of 1 resolved incident: I-1 (UC-1): Test after each import.',
  );
});

test('the source is the person of the last step', async () => {
  const { source, about, data } = await answer('incident', contextOf(resolved()), { incident: 'I-1' });
  expect(source).toEqual({ source: 'typed', at: '2026-02-02', by: 'admin', refs: ['I-1'] });
  expect(about).toEqual({ incident: 'I-1', useCase: 'UC-1' });
  expect(data).toMatchObject({ status: 'resolved', severity: 'critical', acknowledgedBy: 'admin' });
});

test('incidents are counted by use case and period, with their severity', async () => {
  const two = reports(resolved().on('2026-02-10'), { severity: 'low', what: 'Slow', kind: 'model-failure' });
  const february = { from: '2026-02-01', to: '2026-02-28' };
  expect(await say('incident-count', two, { period: february })).toBe(
    '2 incidents in February 2026 were reported: 1 critical, 1 low. Not resolved: I-2. The last one was *I-2 Model failure, low* of *UC-1 AI Support Agent*, reported on 10 February 2026.',
  );
  expect(await say('incident-count', two, { period: { from: '2026-02-10', to: '2026-02-10' } })).toBe(
    '1 incident on 10 February 2026 was reported: 1 low. Not resolved: I-2. It was *I-2 Model failure, low* of *UC-1 AI Support Agent*, reported on 10 February 2026.',
  );
  expect(await say('use-case-incidents', two, { useCase: 'UC-2' })).toBe(
    'No incident of *UC-2 Call summaries* was reported.',
  );
  expect(await say('use-case-incidents', two, { useCase: 'UC-1' })).toBe(
    '2 incidents of *UC-1 AI Support Agent*, 1 open: *I-2 Model failure, low* of *UC-1 AI Support Agent* (nobody has acknowledged it yet) and *I-1 Wrong output, critical* of *UC-1 AI Support Agent* (resolved by <@admin>).',
  );
  expect(await say('last-incident', two)).toBe(
    'The last incident was *I-2 Model failure, low* of *UC-1 AI Support Agent*, reported on 10 February 2026: Slow. 8 h left of 8 h.',
  );
});

test('a missed SLA is found', async () => {
  expect(await say('missed-slas', reportWrongOutput().on('2026-02-03'))).toMatch(
    /^1 incident missed its SLA: \*I-1 Wrong output, critical\* of \*UC-1 AI Support Agent\*, past its SLA of 8 h by 16 h/,
  );
});

test('the call order, the SLA and the runbook come from the evidence', async () => {
  const company = stage3('2026-02-02');
  expect(await say('call-order', company, { useCase: 'UC-1' })).toBe(
    '<@admin> is called first for *UC-1 AI Support Agent*, then <@lead>. The SLA is 8 h. Runbook: <https://runbook.example>',
  );
  const askAfter = (person: string) => say('call-order', company, { useCase: 'UC-1', person });
  expect(await askAfter('admin')).toMatch(
    /^After <@admin>, <@lead> is called for \*UC-1 AI Support Agent\*\./,
  );
  expect(await askAfter('lead')).toMatch(/^<@lead> is the last in the call order/);
  expect(await askAfter('seller')).toMatch(/^<@seller> is not in the call order/);
  expect(await say('call-order', company, { useCase: 'UC-2' })).toBe(
    'No call order is recorded for *UC-2 Call summaries*. Crossing would call AI Operations and the transformation lead: <@operator>, <@lead>.',
  );
});

test('the privacy contact is named, and a missing one is said', async () => {
  expect(await say('privacy-contact', reportWrongOutput())).toContain(
    'There is no privacy contact in the settings',
  );
  const named = reportWrongOutput().do('lead', changeIncidentSettings, {
    channel: null,
    privacyContact: 'operator',
  });
  expect(await say('privacy-contact', named)).toContain('<@operator> is the privacy contact');
});

test('a report opens with the use case, the kind, the severity and the words', () => {
  const context = contextOf(stage3('2026-02-02'));
  const words = 'critical, it promised refunds to three customers';
  expect(readInitial('report-wrong-output', context, { useCase: 'UC-1', words })).toMatchObject({
    ...{ kind: 'wrong-output', severity: 'critical', what: words, sinceDay: '2026-02-02' },
  });
  expect(readInitial('report-outage', context, { useCase: 'UC-1', day: '2026-02-01' })).toMatchObject({
    ...{ kind: 'model-failure', sinceDay: '2026-02-01' },
  });
  expect(readInitial('report-outage', context, { words: 'it is down since 9:15' })).toMatchObject({
    sinceTime: '09:15',
  });
  expect(open('report-data-exposure', context, {})).toEqual({
    ...{ step: { do: 'report-incident' }, prefilled: { kind: 'data-exposure' } },
  });
});

test('a use case that does not run is chosen again in the form', () => {
  const company = stage3('2026-02-02');
  const proposed = company.registers({ name: 'Contract search', purpose: 'Finds clauses' });
  expect(open('report-incident', contextOf(company), { useCase: proposed }).step).toEqual({
    do: 'report-incident',
  });
});

test('an update and a resolution open with the words', () => {
  const admin = contextOf(reportWrongOutput(), 'admin');
  expect(readInitial('update-incident', admin, { incident: 'I-1', words: 'low impact now' })).toMatchObject({
    ...{ note: 'low impact now', severity: 'low' },
  });
  expect(readInitial('resolve-incident', admin, { incident: 'I-1', words: 'Old price list' })).toMatchObject({
    cause: 'Old price list',
  });
});

test('the rules for calls and for data exposures are those of the domain', async () => {
  const company = stage3('2026-02-02');
  expect(await say('incident-escalation', company)).toContain(
    'after 15 minutes (critical) or 60 minutes (others)',
  );
  expect(await say('exposure-deadline', company)).toContain('within 72 hours of its report');
});

test('the time to resolve comes with the people who are called', async () => {
  const company = stage3('2026-02-02');
  expect(await say('incident-sla', company, { useCase: 'UC-1' })).toBe(
    'An incident of *UC-1 AI Support Agent* must be resolved within 8 h of its report. Called in this order: <@admin>, then <@lead>. Runbook: <https://runbook.example>',
  );
  expect(await say('incident-sla', company, { useCase: 'UC-2' })).toMatch(
    /^No time to resolve an incident is recorded for \*UC-2 Call summaries\*\. No call order is recorded/,
  );
});
