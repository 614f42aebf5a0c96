import { expect, test } from 'vitest';
import { decideTool, requestTool, withdrawToolRequestStep } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../../src/domain/tools/reviewer.ts';
import { reviewTool } from '../../../src/domain/tools/reviews.ts';
import { findStepRefusal } from '../../../src/slack/kit/form.ts';
import { answer, contextOf, open, readInitial, say } from '../../support/answers.ts';
import { stage3, Workspace } from '../../support/register.ts';
import { toolDecision, toolRequest } from '../../support/tools.ts';

/** Notion AI is requested by a colleague; the operator decides about tools. */
const requested = () =>
  new Workspace('2026-02-02')
    .do('lead', appointToolReviewer, { person: 'operator' })
    .do('member', requestTool, toolRequest());
const approved = () => requested().on('2026-02-04').do('operator', decideTool, toolDecision());
const refuseNotion = () =>
  requested().do('operator', decideTool, {
    ...toolDecision({ outcome: 'refused', reason: 'It trains on our data.', conditions: '', data: [] }),
  });

test('a tool that nobody asked for is not allowed by silence', async () => {
  expect(await say('may-use-tool', approved(), { tool: 'Otter' })).toBe(
    'Nobody has asked for *Otter* yet. Request it before you use it.',
  );
  expect(await say('may-use-tool', approved(), { tool: 'Notion AII' })).toBe(
    'Nobody has asked for *Notion AII* yet. Request it before you use it. Did you mean Notion AI?',
  );
});

test('a waiting tool is not allowed before it is decided', async () => {
  expect(await say('may-use-tool', requested(), { tool: 'notion ai' })).toBe(
    'Not yet: *Notion AI* is not decided (T-1), waiting for <@operator>: decide by 9 February 2026 (7 days left). Do not use it until then.',
  );
});

test('an approved tool is allowed within its data and conditions', async () => {
  const yes =
    '*Notion AI* has been approved since 4 February 2026 (T-1, <@operator>). It may see company-confidential data. Conditions: Only with the company account.';
  expect(await say('may-use-tool', approved(), { tool: 'Notion AI' })).toBe(
    `Yes, within its data and conditions: ${yes}`,
  );
  expect(await say('may-use-tool', approved(), { tool: 'Notion AI', words: 'our contracts' })).toBe(
    `Yes: ${yes}`,
  );
  for (const words of [
    ...['personal data', 'customer data', 'customer emails', 'emails from clients'],
    ...['kundendaten', 'Kundenmails', 'mails de clients', 'datos personales', 'correos de clientes'],
  ])
    expect(await say('may-use-tool', approved(), { tool: 'Notion AI', words })).toBe(
      `No, not with personal data: ${yes}`,
    );
});

test('the source of an approval is the person who decided', async () => {
  const { source, data, about } = await answer('may-use-tool', contextOf(approved()), { tool: 'notion ai' });
  expect(source).toMatchObject({ at: '2026-02-04', by: 'operator', refs: ['approvedTools:notionai', 'T-1'] });
  expect(data).toMatchObject({ state: 'approved', conditions: 'Only with the company account' });
  expect(about).toEqual({ tool: 'Notion AI' });
});

test('a refused tool is refused with its reason, and a withdrawn one too', async () => {
  expect(await say('may-use-tool', refuseNotion(), { tool: 'Notion AI' })).toBe(
    'No: *Notion AI* was refused on 2 February 2026 by <@operator> (T-1). Reason: It trains on our data.',
  );
  const withdrawn = approved().do('operator', reviewTool, {
    ...{ tool: 'notionai', outcome: 'withdraw', reason: 'The vendor was sold' },
  });
  expect(await say('may-use-tool', withdrawn, { tool: 'Notion AI' })).toBe(
    'No: the approval of *Notion AI* was withdrawn on 4 February 2026 by <@operator>. Reason: The vendor was sold.',
  );
  expect(await say('refused-tools', withdrawn)).toBe(
    '1 AI tool was refused or withdrawn: *Notion AI* on 4 February 2026 (The vendor was sold).',
  );
});

test('conditions and the next review come from the list, and a tool that is not on it is not allowed', async () => {
  expect(await say('tool-conditions', approved(), { tool: 'Notion AI' })).toBe(
    'Conditions of *Notion AI*: Only with the company account. It may see company-confidential data. Approved as T-1 by <@operator>.',
  );
  expect(await say('tool-conditions', approved())).toBe(
    '1 approved AI tool has conditions: *Notion AI*: Only with the company account.',
  );
  expect(await say('tool-conditions', requested())).toBe(
    'No AI tool is approved yet, so there are no conditions.',
  );
  expect(await say('tool-conditions', refuseNotion(), { tool: 'Notion AI' })).toMatch(
    /^No: \*Notion AI\* was refused/,
  );
  expect(await say('tool-review', approved(), { tool: 'Notion AI' })).toBe(
    '*Notion AI*: next review by 4 August 2026. It was approved on 4 February 2026 and has not been reviewed since.',
  );
  expect(await say('tool-review', approved().on('2026-08-10'), { tool: 'Notion AI' })).toContain(
    'review overdue since 4 August 2026 (6 days)',
  );
});

test('people read the state of their requests', async () => {
  expect(await say('tool-requests-of', requested(), {}, 'lead')).toBe('You have not requested an AI tool.');
  expect(await say('tool-requests-of', requested(), { person: 'lead' })).toBe(
    '<@lead> has not requested an AI tool.',
  );
  expect(await say('tool-requests-of', requested())).toBe(
    '*T-1 Notion AI* is waiting for <@operator>: decide by 9 February 2026 (7 days left).',
  );
  expect(await say('tool-requests-of', refuseNotion(), { tool: 'notion ai' })).toBe(
    '*T-1 Notion AI* was refused on 2 February 2026 by <@operator>. Reason: It trains on our data.',
  );
  const withdrawn = requested().do('member', withdrawToolRequestStep.decide, { request: 'T-1' });
  expect(await say('tool-requests-of', withdrawn)).toBe(
    '*T-1 Notion AI* was withdrawn on 2 February 2026 by <@member>.',
  );
});

test('the lists are counted, and empty lists are said', async () => {
  expect(await say('approved-tools', approved())).toBe(
    '1 AI tool is approved: *Notion AI* (with conditions).',
  );
  expect(await say('approved-tools', requested())).toContain('No AI tool is approved yet.');
  expect(await say('refused-tools', approved())).toBe('No tool was refused.');
  expect(await say('waiting-tool-requests', approved())).toBe(
    'No request waits for a decision. <@operator> decides requests within 5 working days.',
  );
  expect(await say('waiting-tool-requests', requested())).toBe(
    '1 request waits for a decision: *T-1 Notion AI*, waiting for <@operator>: decide by 9 February 2026 (7 days left).',
  );
  expect(await say('tools-to-review', approved())).toBe(
    'No approved AI tool is due for review by 5 May 2026. Next: *Notion AI* by 4 August 2026. An approved tool is reviewed every 6 months.',
  );
  expect(await say('tools-to-review', approved(), { period: { from: '2026-08-01', to: '2026-08-31' } })).toBe(
    '1 approved AI tool is due for review in August 2026: *Notion AI*: next review by 4 August 2026. An approved tool is reviewed every 6 months.',
  );
});

test('the tool reviewer is named, and a missing one is said', async () => {
  expect(await say('tool-reviewer', requested())).toBe(
    '<@operator> is the tool reviewer, and decides requests for AI tools within 5 working days. While they are away, their deputy decides, or else the transformation lead. Nobody decides their own request.',
  );
  expect(await say('tool-reviewer', new Workspace('2026-02-02'))).toContain('There is no tool reviewer.');
});

test('the data rules are answered for the data that the question names', async () => {
  expect(await say('data-rules', requested(), { words: 'personal data' })).toBe(
    '*Personal data*: allowed in "Model on our own infrastructure"; only with a DPA in "Business plan with a contract", "AI feature of a tool that we already use"; not allowed in "Free or personal account".',
  );
  expect(await say('data-rules', requested())).toContain(
    '*Neither personal nor confidential*: allowed in every kind of tool.',
  );
});

test('a tool that a decision commits is answered with who committed it and when', async () => {
  const company = stage3('2026-02-02');
  const [decision] = [...company.register.decisions.values()].filter(
    ({ category }) => category === 'guardrails',
  );
  const tool = decision?.choice ?? '';
  const { text, source } = await answer('may-use-tool', contextOf(company), { tool });
  expect(text).toBe(
    '*Guardrails AI* is our guardrail tooling for use cases, committed by <@lead> on 2 February 2026 (D-3). No request to use it as an AI tool is recorded.',
  );
  expect(source).toMatchObject({ by: decision?.decidedBy, at: decision?.decidedOn });
});

test.each([
  [
    'Can personal data go to a model on our own infrastructure?',
    'Yes: personal data is allowed in a model on our own infrastructure.',
  ],
  [
    'Self-hosted model, confidential documents: do the data rules permit that?',
    'Yes: company-confidential data is allowed in a model on our own infrastructure.',
  ],
  [
    'darf ich Kundendaten in ein privates Konto eingeben',
    'No: personal data is not allowed in a free or personal account.',
  ],
  [
    'is confidential data ok in a tool with a contract',
    'Yes, with a DPA: company-confidential data is allowed only with a DPA in a business plan with a contract.',
  ],
  [
    'customer names must not go into a free personal account, right?',
    'Personal data is not allowed in a free or personal account.',
  ],
  [
    '¿qué exige un plan de pago?',
    'Company-confidential data and personal data are allowed only with a DPA in a business plan with a contract.',
  ],
])('the data rules are answered for the one kind of tool of: %s', async (said, text) => {
  expect((await answer('data-rules', contextOf(requested()), {}, said)).text).toBe(text);
});

test('the data rules list every kind of tool when a question names several', async () => {
  const said = 'personal data in a free account or a business plan?';
  expect((await answer('data-rules', contextOf(requested()), {}, said)).text).toMatch(
    /^\*Personal data\*: allowed in "Model on our own infrastructure"; only with a DPA in "Business plan/,
  );
});

test('a request opens with tool and purpose; a refused tool is asked for again', () => {
  const member = contextOf(requested());
  expect(readInitial('request-tool', member, { tool: 'Otter', words: 'meeting notes' })).toEqual({
    ...{ tool: 'Otter', purpose: 'meeting notes' },
  });
  expect(readInitial('request-tool', member, { words: 'Otter' })).toEqual({ tool: 'Otter' });
  expect(open('request-tool', contextOf(refuseNotion()), { tool: 'notion ai' })).toEqual({
    ...{ step: { do: 'request-tool', channel: null, again: true }, prefilled: { tool: 'Notion AI' } },
  });
});

test('a decision opens for the waiting request, and the request form for a tool that nobody asked for', () => {
  const operator = contextOf(requested(), 'operator');
  expect(open('decide-tool', operator, { tool: 'notion ai' }).step).toEqual({
    ...{ do: 'decide-tool', request: 'T-1' },
  });
  expect(open('decide-tool', operator, { tool: 'Otter' }).step).toEqual({
    do: 'request-tool',
    channel: null,
  });
  const other = contextOf(requested(), 'owner');
  const refused = findStepRefusal(open('decide-tool', other, { tool: 'Otter' }).step, other);
  expect(refused).toMatchObject({
    ...{ code: 'not-permitted', ask: 'operator' },
    message: 'Only the tool reviewer can decide requests for AI tools.',
  });
  expect(open('review-tool', contextOf(approved(), 'operator'), { tool: 'notion ai' }).step).toEqual({
    ...{ do: 'review-tool', tool: 'notionai' },
  });
  expect(readInitial('appoint-tool-reviewer', contextOf(requested(), 'lead'), { person: 'owner' })).toEqual({
    person: 'owner',
  });
});
