import { describe, expect, test } from 'vitest';
import { issueIntakeToken } from '../../../src/domain/adoption/intake.ts';
import { appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { issueAuditToken } from '../../../src/domain/audit-trail/audit-tokens.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { recordCosts } from '../../../src/domain/costs/record-costs.ts';
import { proposeDecision } from '../../../src/domain/infrastructure/decisions.ts';
import { issueAssistantToken } from '../../../src/domain/mcp/assistant-tokens.ts';
import { recordModelRetirement } from '../../../src/domain/model-versions/retirements.ts';
import { requestTool } from '../../../src/domain/tools/requests.ts';
import { answer, contextOf, say } from '../../support/answers.ts';
import { costOf } from '../../support/costs.ts';
import { commitment, stage3, Workspace } from '../../support/register.ts';
import { toolRequest } from '../../support/tools.ts';

const company = () => stage3('2026-02-02');
const hash = 'a'.repeat(64);

describe('a token of a system', () => {
  test.each([
    ['withdraw-intake-token', issueIntakeToken, 'intake token'],
    ['withdraw-audit-token', issueAuditToken, 'audit token'],
  ] as const)('%s offers it with its issuer, and asks before it stops working', async (key, issue, name) => {
    const issued = company().do('owner', issue, { useCase: 'UC-1', hash });
    const { text, next } = await answer(key, contextOf(issued, 'owner'));
    expect(text).toBe(
      `<@owner> issued the ${name} of UC-1 on 2 February 2026. When you withdraw a token, it stops working at once.`,
    );
    expect(text).not.toContain(hash);
    const confirm = expect.stringMatching(/^The token stops working at once\./);
    expect(next).toEqual([[{ do: key, useCase: 'UC-1' }, 'Withdraw token: UC-1', confirm]]);
    expect(await say(key, company(), { useCase: 'UC-2' })).toBe(
      `UC-2 has no ${name}, so there is none to withdraw.`,
    );
  });

  test('the assistant token of a person is withdrawn by that person alone', async () => {
    const issued = company().do('owner', issueAssistantToken, { hash });
    const { next } = await answer('my-assistant-token', contextOf(issued, 'owner'));
    expect(next[0]?.slice(0, 2)).toEqual([{ do: 'withdraw-assistant-token' }, 'Withdraw token']);
    const { next: others } = await answer('my-assistant-token', contextOf(issued, 'seller'));
    expect(others.map(([offered]) => offered)).toEqual([{ page: 'assistants' }]);
  });
});

test('a proposal is withdrawn in its form, the own one first', async () => {
  const { category, rationale, link, alternatives } = commitment('vector-database');
  const proposal = { category, rationale, link, alternatives };
  const proposed = new Workspace('2026-02-02')
    .do('owner', proposeDecision, { ...proposal, choice: 'Weaviate' })
    .do('seller', proposeDecision, { ...proposal, choice: 'Qdrant' });
  const { text, next } = await answer('withdraw-proposal', contextOf(proposed, 'seller'));
  expect(text).toContain('*D-2 Qdrant* as vector database, by <@seller> on 2 February 2026');
  expect(next).toEqual([
    [{ do: 'withdraw-proposal', decision: 'D-2' }, 'Withdraw D-2'],
    [{ do: 'withdraw-proposal', decision: 'D-1' }, 'Withdraw D-1'],
  ]);
  const named = await answer('withdraw-proposal', contextOf(proposed, 'seller'), { tool: 'weaviate' });
  expect(named.next.map(([offered]) => offered)).toEqual([{ do: 'withdraw-proposal', decision: 'D-1' }]);
  expect(await say('withdraw-proposal', company())).toMatch(/^Nothing is proposed/);
});

test('a waiver ends only after a confirmation', async () => {
  const waived = company().do('operator', waive, {
    ...{ useCase: 'UC-2', subject: { kind: 'item', item: 'monitoring' }, until: '2026-03-01' },
    reason: 'The dashboard is late.',
  });
  const { text, next } = await answer('end-waiver', contextOf(waived, 'lead'), { useCase: 'UC-2' });
  expect(text).toContain('approved by <@operator>');
  expect(next).toEqual([
    [{ do: 'end-waiver', waiver: 'W-1' }, 'End waiver', expect.stringContaining('ends at once')],
  ]);
  expect(await say('end-waiver', waived, { useCase: 'UC-1' })).toBe(
    'No waiver is in force for UC-1, so there is none to end.',
  );
});

test('the retirement date of a model is removed by its name', async () => {
  const dated = company().do('lead', recordModelRetirement, {
    ...{
      retirement: null,
      model: 'GPT-5',
      version: '',
      endsOn: '2026-06-01',
      announcement: 'https://a.example',
    },
  });
  const { text, next } = await answer('remove-model-retirement', contextOf(dated, 'lead'), {
    model: 'gpt 5',
  });
  expect(text).toContain('retires GPT-5 on 1 June 2026');
  expect(next[0]?.slice(0, 2)).toEqual([
    { do: 'remove-model-retirement', retirement: 'MR-1' },
    'Remove date',
  ]);
  expect(await say('remove-model-retirement', dated, { model: 'Claude' })).toBe(
    'No retirement date of Claude is recorded, so there is none to remove.',
  );
});

test('a month of costs is removed, the named one or one of the last two', async () => {
  const paid = company();
  for (const [month, amount] of [
    ['2025-11', 410],
    ['2025-12', 900],
    ['2026-01', 950],
  ] as const)
    paid.do('owner', recordCosts, { ...costOf('UC-1', month, amount), isNew: true });
  const named = await answer('remove-costs', contextOf(paid, 'owner'), {
    ...{ useCase: 'UC-1', period: { from: '2025-11-01', to: '2025-11-30' } },
  });
  expect(named.text).toContain('November 2025 $410, recorded by <@owner>');
  expect(named.next).toEqual([
    [
      { do: 'remove-costs', useCase: 'UC-1', month: '2025-11' },
      'Remove November 2025',
      expect.stringContaining('The change log keeps them.'),
    ],
  ]);
  const { next } = await answer('remove-costs', contextOf(paid, 'owner'), { useCase: 'UC-1' });
  expect(next.map(([, label]) => label)).toEqual(['Remove January 2026', 'Remove December 2025']);
  expect(await say('remove-costs', company(), { useCase: 'UC-1' })).toMatch(/^No costs of .* are recorded/);
});

test('a request for a tool is withdrawn by a person who asked', async () => {
  const requested = company().do('member', requestTool, toolRequest());
  const { text, next } = await answer('withdraw-tool-request', contextOf(requested), { tool: 'notion ai' });
  expect(text).toMatch(/^You asked for \*T-1 Notion AI\*, decide by /);
  expect(next).toEqual([[{ do: 'withdraw-tool-request', request: 'T-1' }, 'Withdraw request']]);
  expect(await say('withdraw-tool-request', requested, { tool: 'notion ai' }, 'owner')).toMatch(
    /^You have no request for an AI tool/,
  );
});

describe('AI Operations', () => {
  test('is declined by an appointed person who has not accepted', async () => {
    const appointed = new Workspace('2026-02-02').do('lead', appointOperators, { people: ['member'] });
    const { text, next } = await answer('decline-operations', contextOf(appointed));
    expect(text).toMatch(/^<@lead> appointed you to AI Operations\./);
    expect(next[0]).toEqual([{ do: 'decline-operations' }]);
    expect(await say('decline-operations', appointed, {}, 'owner')).toBe(
      'You are not appointed to AI Operations, so there is nothing to decline.',
    );
  });

  test('is given up through the lead by a person who accepted', async () => {
    const { text, next } = await answer('decline-operations', contextOf(company(), 'operator'));
    expect(text).toContain('To give up the role, ask the transformation lead to appoint somebody else.');
    expect(next.map(([offered]) => offered)).toEqual([{ page: 'owners' }]);
  });
});
