import { describe, expect, test } from 'vitest';
import { enterAbsence } from '../../../src/domain/absences/absences.ts';
import { changeDataRules, judgeTool } from '../../../src/domain/tools/data-rules.ts';
import { decideTool, requestTool, withdrawToolRequestStep } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer, dueDayOf, findDecider } from '../../../src/domain/tools/reviewer.ts';
import { findToolStanding, listWaitingRequests } from '../../../src/domain/tools/standing.ts';
import { type CastMember, Workspace } from '../../support/register.ts';
import { toolDecision, toolRequest } from '../../support/tools.ts';

/** Monday, 2 March 2026: the operator is the tool reviewer, a colleague has asked for Notion AI. */
const company = (fields = {}) =>
  new Workspace('2026-03-02')
    .do('lead', appointToolReviewer, { person: 'operator' })
    .do('member', requestTool, toolRequest(fields));

const requestIn = ({ register }: Workspace, key = 'T-1') => {
  const request = register.toolRequests.get(key);
  if (!request) throw new Error(`no ${key}`);
  return request;
};
const deciderIn = (workspace: Workspace) =>
  findDecider(workspace.register, requestIn(workspace), () => workspace.today);

describe('a request for a tool', () => {
  test('is due after five working days', () => {
    const workspace = company();
    expect(dueDayOf(workspace.register, requestIn(workspace))).toBe('2026-03-09');
  });

  test('that repeats a waiting one adds the person to it', () => {
    const workspace = company().do('owner', requestTool, toolRequest({ tool: 'notion ai', channel: 'C1' }));
    expect([...workspace.register.toolRequests.keys()]).toEqual(['T-1']);
    expect(requestIn(workspace).askers).toEqual([
      { person: 'member', on: '2026-03-02', channel: null },
      { person: 'owner', on: '2026-03-02', channel: 'C1' },
    ]);
    const { seq } = workspace.register;
    expect(workspace.do('owner', requestTool, toolRequest()).register.seq).toBe(seq);
  });

  test('for other data than the waiting one is a request of its own', () => {
    const workspace = company().do('owner', requestTool, toolRequest({ data: ['personal'] }));
    expect(listWaitingRequests(workspace.register).map(({ key }) => key)).toEqual(['T-1', 'T-2']);
  });

  test.each([
    ['approved for such data', toolDecision(), {}, 0],
    ['approved, asked without sensitive data', toolDecision(), { data: ['none'] }, 0],
    ['approved, but not for personal data', toolDecision(), { data: ['personal'] }, 1],
    ['refused', toolDecision({ outcome: 'refused' }), {}, 0],
    [
      'refused, asked for more sensitive data',
      toolDecision({ outcome: 'refused' }),
      { data: ['personal'] },
      0,
    ],
    ['refused, asked without sensitive data', toolDecision({ outcome: 'refused' }), { data: ['none'] }, 1],
    [
      'refused, and something changed',
      toolDecision({ outcome: 'refused' }),
      { whatChanged: 'A DPA is signed' },
      1,
    ],
  ] as const)('for a tool that is %s', (_, decision, again, waiting) => {
    const workspace = company().do('operator', decideTool, decision);
    workspace.do(
      'owner',
      requestTool,
      toolRequest({ ...again, data: [...('data' in again ? again.data : toolRequest().data)] }),
    );
    expect(listWaitingRequests(workspace.register)).toHaveLength(waiting);
  });

  test('ends when everyone who asked has withdrawn it', () => {
    const workspace = company().do('owner', requestTool, toolRequest());
    const withdraw = withdrawToolRequestStep.decide;
    expect(workspace.attempt('lead', withdraw, { request: 'T-1' })?.code).toBe('not-permitted');
    workspace.do('member', withdraw, { request: 'T-1' });
    expect(listWaitingRequests(workspace.register)).toHaveLength(1);
    workspace.do('owner', withdraw, { request: 'T-1' });
    expect(requestIn(workspace).withdrawn).toEqual({ on: '2026-03-02', by: 'owner' });
    expect(workspace.attempt('operator', decideTool, toolDecision())?.message).toBe(
      'T-1 was withdrawn on 2 March 2026.',
    );
  });

  test.each([
    [{ tool: ' ' }, { tool: 'Enter the name of the tool.' }],
    [{ tool: 'x'.repeat(81) }, { tool: 'Use at most 80 characters.' }],
    [{ purpose: '' }, { purpose: 'Say what you want to do with it.' }],
    [{ data: [] }, { data: 'Choose at least one.' }],
    [{ data: ['none', 'personal'] }, { data: 'Choose "neither" alone, or only the data it sees.' }],
    [{ whatChanged: ' ' }, { whatChanged: 'Say what changed since the tool was refused.' }],
  ] as const)('with %o is refused at the field', (fields, errors) => {
    const asked = toolRequest(fields as Partial<ReturnType<typeof toolRequest>>);
    expect(company().attempt('owner', requestTool, asked)?.fields).toEqual(errors);
  });

  test.each(['guest', 'external', 'bot'] as const)('is not for a %s', (who) => {
    expect(company().attempt(who, requestTool, toolRequest())?.code).toBe('not-permitted');
  });
});

describe('the person who decides', () => {
  test('is the reviewer, and nobody else', () => {
    const workspace = company();
    expect(deciderIn(workspace)).toBe('operator');
    for (const who of ['lead', 'admin', 'owner', 'member', 'guest'] as CastMember[])
      expect(workspace.attempt(who, decideTool, toolDecision())?.code).toBe('not-permitted');
    expect(workspace.attempt('lead', decideTool, toolDecision())?.ask).toBe('operator');
    workspace.do('operator', decideTool, toolDecision());
  });

  test('is the deputy while the reviewer is away, and no longer afterwards', () => {
    const workspace = company().do('operator', enterAbsence, {
      from: '2026-03-02',
      until: '2026-03-04',
      deputy: 'seller',
    });
    expect(deciderIn(workspace)).toBe('seller');
    expect(workspace.attempt('lead', decideTool, toolDecision())?.ask).toBe('seller');
    workspace.on('2026-03-05');
    expect(workspace.attempt('seller', decideTool, toolDecision())?.code).toBe('not-permitted');
    workspace.on('2026-03-04').do('seller', decideTool, toolDecision());
  });

  test('is the lead while the reviewer is away without a deputy, and after they left', () => {
    const away = { from: '2026-03-02', until: '2026-03-04', deputy: null };
    expect(deciderIn(company().do('operator', enterAbsence, away))).toBe('lead');
    const left = company().leaves('operator');
    expect(deciderIn(left)).toBe('lead');
    left.do('lead', decideTool, toolDecision());
  });

  test('never decides their own request', () => {
    const own = new Workspace('2026-03-02')
      .do('lead', appointToolReviewer, { person: 'operator' })
      .do('operator', requestTool, toolRequest());
    expect(deciderIn(own)).toBe('lead');
    expect(own.attempt('operator', decideTool, toolDecision())?.message).toBe(
      'Nobody decides their own request.',
    );
    own.do('lead', requestTool, toolRequest());
    expect(deciderIn(own)).toBe(null);
    expect(own.attempt('lead', decideTool, toolDecision())?.code).toBe('not-permitted');
    own.do('admin', decideTool, toolDecision());
  });

  test('is appointed by the lead, and is a member', () => {
    const workspace = company();
    expect(workspace.attempt('owner', appointToolReviewer, { person: 'owner' })?.code).toBe('not-permitted');
    expect(workspace.attempt('lead', appointToolReviewer, { person: 'guest' })?.fields).toEqual({
      person: 'Guest is not a full member of this workspace. Choose a full member.',
    });
  });
});

describe('a decision', () => {
  test('puts the tool on the list with its terms and the next review', () => {
    const workspace = company().do('operator', decideTool, toolDecision());
    expect(findToolStanding(workspace.register, 'NOTION-AI')).toMatchObject({
      state: 'approved',
      tool: {
        ...{ name: 'Notion AI', conditions: 'Only with the company account', request: 'T-1' },
        ...{ data: ['company-confidential'], nextReviewOn: '2026-09-02', approvedBy: 'operator' },
      },
    });
  });

  test('is made once', () => {
    const workspace = company().do('operator', decideTool, toolDecision({ outcome: 'refused' }));
    expect(workspace.attempt('operator', decideTool, toolDecision())).toMatchObject({
      code: 'not-now',
      message: 'T-1 was decided on 2 March 2026: refused.',
    });
  });

  test('of a later request replaces the terms, and a refusal of it leaves them', () => {
    const workspace = company().do('operator', decideTool, toolDecision());
    workspace.do('owner', requestTool, toolRequest({ data: ['personal'] }));
    workspace.do('operator', decideTool, toolDecision({ request: 'T-2', outcome: 'refused' }));
    expect(findToolStanding(workspace.register, 'Notion AI')?.state).toBe('approved');
  });

  test('against the data rules says why', () => {
    const workspace = company({ kind: 'public-account' });
    expect(workspace.attempt('operator', decideTool, toolDecision())?.fields).toEqual({
      despiteRules: 'The data rules do not allow this. Say why you decide otherwise.',
    });
    workspace.do('operator', decideTool, toolDecision({ despiteRules: 'A pilot of two weeks' }));
    expect(requestIn(workspace).decision?.despiteRules).toBe('A pilot of two weeks');
  });

  test('without conditions is against the rules while the DPA is missing, and within them once it is signed', () => {
    const plain = toolDecision({ outcome: 'approved' });
    expect(company().attempt('operator', decideTool, plain)?.fields).toHaveProperty('despiteRules');
    const signed = company();
    signed.registers();
    signed.signsDpa('UC-1', 'Notion').do('operator', decideTool, plain);
    expect(requestIn(signed).decision).toMatchObject({ conditions: '', despiteRules: null });
  });

  test.each([
    [{ reason: ' ' }, { reason: 'Say why.' }],
    [{ conditions: '' }, { conditions: 'Enter the conditions.' }],
    [{ data: [] }, { data: 'Choose at least one.' }],
  ] as const)('with %o is refused at the field', (fields, errors) => {
    const input = toolDecision(fields as Partial<ReturnType<typeof toolDecision>>);
    expect(company().attempt('operator', decideTool, input)?.fields).toEqual(errors);
  });
});

describe('the data rules', () => {
  const asked = { tool: 'Notion AI', vendor: 'Notion' };
  const judged = (
    { register, today }: Workspace,
    kind: 'public-account' | 'business-plan' | 'own-infrastructure',
  ) =>
    judgeTool(register, { ...asked, kind }, ['none', 'company-confidential', 'personal'], today).map(
      ({ ruling, isMet }) => `${ruling}${isMet ? '' : '!'}`,
    );

  test('keep sensitive data out of personal accounts, and ask business plans for a DPA', () => {
    const workspace = company();
    expect(judged(workspace, 'public-account')).toEqual(['allowed', 'not-allowed!', 'not-allowed!']);
    expect(judged(workspace, 'business-plan')).toEqual(['allowed', 'with-dpa!', 'with-dpa!']);
    expect(judged(workspace, 'own-infrastructure')).toEqual(['allowed', 'allowed', 'allowed']);
    workspace.registers();
    workspace.signsDpa('UC-1', 'Notion', '2026-03-31');
    expect(judged(workspace, 'business-plan')).toEqual(['allowed', 'with-dpa', 'with-dpa']);
    expect(judged(workspace.on('2026-04-01'), 'business-plan')).toEqual([
      'allowed',
      'with-dpa!',
      'with-dpa!',
    ]);
  });

  test('are changed by the lead', () => {
    const rulings = { none: 'allowed', 'company-confidential': 'allowed', personal: 'not-allowed' } as const;
    const input = { kind: 'business-plan', rulings } as const;
    const workspace = company();
    for (const who of ['operator', 'member'] as const)
      expect(workspace.attempt(who, changeDataRules, input)?.code).toBe('not-permitted');
    expect(judged(workspace.do('lead', changeDataRules, input), 'business-plan')).toEqual([
      'allowed',
      'allowed',
      'not-allowed!',
    ]);
  });
});
