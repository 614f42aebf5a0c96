import { expect, test } from 'vitest';
import { findDrift } from '../../../src/domain/infrastructure/infrastructure.ts';
import { createAgenda } from '../../../src/domain/reviews/review-agenda.ts';
import { recordReview } from '../../../src/domain/reviews/reviews.ts';
import { decideTool, requestTool } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../../src/domain/tools/reviewer.ts';
import { reviewTool } from '../../../src/domain/tools/reviews.ts';
import { findToolStanding } from '../../../src/domain/tools/standing.ts';
import { recordStack } from '../../../src/domain/use-cases/use-cases.ts';
import { stage3, textsOf, Workspace } from '../../support/register.ts';
import { toolDecision, toolRequest } from '../../support/tools.ts';

const approved = () =>
  new Workspace('2026-03-02')
    .do('lead', appointToolReviewer, { person: 'operator' })
    .do('member', requestTool, toolRequest())
    .do('operator', decideTool, toolDecision());

const agendaOn = ({ register }: Workspace, day: string) =>
  createAgenda(register, day).find(({ title }) => title === 'Approved AI tools due for review')?.lines ?? [];

test('an approved tool is on the agenda of the review before it is due', () => {
  expect(agendaOn(approved(), '2026-06-01')).toEqual([]);
  expect(agendaOn(approved(), '2026-06-30')).toEqual([
    'Notion AI: review is due on 2 September 2026; Only with the company account',
  ]);
  expect(agendaOn(approved(), '2026-09-30')[0]).toContain('review was due on 2 September 2026');
});

test('a review keeps a tool for another six months', () => {
  const workspace = approved().on('2026-08-20');
  workspace.do('operator', reviewTool, { tool: 'notionai', outcome: 'keep' });
  expect(workspace.register.approvedTools.get('notionai')).toMatchObject({
    ...{ reviewedOn: '2026-08-20', reviewedBy: 'operator', nextReviewOn: '2027-02-20' },
    conditions: 'Only with the company account',
  });
});

test('a policy review keeps the tools that it went through, and no other', () => {
  const workspace = approved()
    .do('member', requestTool, toolRequest({ tool: 'Gamma', vendor: 'Gamma' }))
    .do('operator', decideTool, toolDecision({ request: 'T-2' }))
    .on('2026-09-30')
    .do('lead', recordReview, {
      ...{ quarter: '2026-Q3', heldOn: '2026-09-28', attendees: ['lead'], outcome: 'Nothing changes.' },
      keptTools: ['notionai'],
    });
  expect(workspace.register.reviews.get('2026-Q3')).not.toHaveProperty('keptTools');
  expect(workspace.register.approvedTools.get('notionai')).toMatchObject({
    ...{ reviewedOn: '2026-09-28', reviewedBy: 'lead', nextReviewOn: '2027-03-28' },
  });
  expect(agendaOn(workspace, '2026-09-30')).toEqual([
    'Gamma: review was due on 2 September 2026; Only with the company account',
  ]);
});

test('a review changes the terms of a tool', () => {
  const workspace = approved();
  const change = { tool: 'notionai', outcome: 'change', conditions: '', data: ['none'] } as const;
  expect(workspace.attempt('lead', reviewTool, { ...change, data: [] })?.fields).toHaveProperty('data');
  workspace.do('lead', reviewTool, change);
  expect(workspace.register.approvedTools.get('notionai')).toMatchObject({ conditions: '', data: ['none'] });
});

test('a withdrawn approval needs a reason, and is not reviewed again', () => {
  const workspace = approved();
  const withdraw = { tool: 'notionai', outcome: 'withdraw', reason: 'It trains on our data' } as const;
  expect(workspace.attempt('lead', reviewTool, { ...withdraw, reason: '' })?.fields).toHaveProperty('reason');
  expect(workspace.attempt('member', reviewTool, withdraw)?.code).toBe('not-permitted');
  workspace.do('operator', reviewTool, withdraw);
  expect(findToolStanding(workspace.register, 'Notion AI')?.state).toBe('withdrawn');
  expect(workspace.attempt('operator', reviewTool, withdraw)?.code).toBe('not-now');
  expect(agendaOn(workspace, '2026-09-30')).toEqual([]);
});

test('a tool that was approved again after its withdrawal is approved', () => {
  const workspace = approved().do('operator', reviewTool, {
    ...{ tool: 'notionai', outcome: 'withdraw', reason: 'It trains on our data' },
  } as const);
  workspace.do('member', requestTool, toolRequest({ whatChanged: 'No longer' }));
  workspace.do('operator', decideTool, toolDecision({ request: 'T-2' }));
  expect(findToolStanding(workspace.register, 'Notion AI')).toMatchObject({
    state: 'approved',
    tool: { request: 'T-2', withdrawn: null },
  });
});

/** Stage 3, in which the reviewer then refuses a tool. */
const refuses = (tool: string) =>
  stage3()
    .do('lead', appointToolReviewer, { person: 'operator' })
    .do('member', requestTool, toolRequest({ tool, data: ['none'] }))
    .do('operator', decideTool, toolDecision({ outcome: 'refused' }));

test('a refused tool in the stack of a use case is drift, although it was committed', () => {
  const workspace = refuses('lang smith');
  expect(findDrift(workspace.register, workspace.getUseCase('UC-1'), workspace.today)).toMatchObject([
    {
      category: 'observability',
      runsOn: 'LangSmith',
      committed: null,
      refused: ['LangSmith was refused on 2 February 2026 (T-1)'],
    },
  ]);
  const [, infrastructure] = workspace.assess().requirements;
  expect(infrastructure?.met).toBe(false);
  expect(textsOf(infrastructure?.gaps ?? [])).toContain(
    'UC-1 runs on LangSmith, but LangSmith was refused on 2 February 2026 (T-1)',
  );
});

test('a refused tool beside the committed one is drift for both reasons', () => {
  const workspace = refuses('Datadog').do('lead', recordStack, {
    useCase: 'UC-1',
    stack: { observability: ['Datadog'] },
  });
  expect(textsOf(workspace.assess().requirements[1]?.gaps ?? [])).toContain(
    'UC-1 runs on Datadog, but LangSmith is committed and Datadog was refused on 2 February 2026 (T-1)',
  );
});

test('a tool that no use case runs on changes nothing', () => {
  expect(refuses('Notion AI').assess().verdict).toBe('Stage 3');
});
