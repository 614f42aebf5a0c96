import { expect, test } from 'vitest';
import { checkIn } from '../../src/domain/adoption/adoption.ts';
import { issueIntakeToken, reportAdoption } from '../../src/domain/adoption/intake.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import { pageFor } from '../../src/slack/subjects.ts';
import { stage3, type Workspace } from '../support/register.ts';

/** Returns the lines of a page's sections. */
async function shows(workspace: Workspace, page: string, args: object = {}): Promise<readonly string[]> {
  const { register, today } = workspace;
  const assessment = workspace.assess();
  const { actor, at } = workspace.act('member');
  const readiness = { register, today, assessment, lost: null };
  const context = { register, today, at, actor: { ...actor, admin: false }, assessment, readiness };
  const { blocks } = await pageFor(page).render(context as unknown as PageContext, args);
  return blocks.flatMap((block) => (block.type === 'section' ? (block.text?.text.split('\n') ?? []) : []));
}

/** Returns a company in which a system reports UC-1's adoption and the owner reports UC-2's. */
function company(): Workspace {
  const figures = { daily: 5, notAtAll: 2, result: '' };
  const hash = 'a'.repeat(64);
  return stage3('2026-02-02')
    .on('2026-02-09')
    .do('owner', issueIntakeToken, { useCase: 'UC-1', hash })
    .do('bot', reportAdoption, {
      ...{ useCase: 'UC-1', on: '2026-02-09', intended: 40, weekly: 30, hash },
      ...figures,
    })
    .do('seller', checkIn, { useCase: 'UC-2', on: '2026-02-09', intended: 20, weekly: 12, ...figures });
}

test('the details of the verdict say who or what said each fact, and when', async () => {
  expect((await shows(company(), 'details')).slice(0, 17)).toEqual([
    ':white_check_mark: *1. One use case in production*',
    '• UC-1 AI Support Agent: live since 2 February 2026, 40 of 40 users',
    '• 8 of 8 checklist items complete',
    '• Monitoring is active · _confirmed by <@lead> on 2 February_',
    '• 30 of 40 use it weekly (75%, this week) · _measured on 9 February_',
    ':white_check_mark: *2. Shared infrastructure committed*',
    '• Model provider: OpenAI Enterprise · _committed by <@lead> on 2 February_',
    '• Vector database: Pinecone · _committed by <@lead> on 2 February_',
    '• Guardrail tooling: Guardrails AI · _committed by <@lead> on 2 February_',
    '• Observability stack: LangSmith · _committed by <@lead> on 2 February_',
    '• API ownership and rate limits: IT service account · _committed by <@lead> on 2 February_',
    '• API keys: last rotated on 1 October 2025, overdue since 30 December 2025 · _recorded by <@lead>_',
    '• UC-1 and UC-2 run on the committed decisions',
    ':white_check_mark: *3. A second use case in active pilot*',
    '• UC-2 Call summaries: in pilot since 2 February 2026, decision is due by 3 April 2026',
    '• Last check-in on 9 February 2026 · _entered by <@seller>_',
    ':white_check_mark: *4. AI Operations ownership*',
  ]);
});

test('so does the page of one requirement', async () => {
  expect(await shows(company(), 'requirement', { key: 'R4' })).toEqual([
    ':white_check_mark: Met',
    '• AI Operations accepted uptime, incident response and model versioning · _on 2 February_',
  ]);
});

test('gaps are apart from evidence', async () => {
  const stopped = company().do('seller', stopUseCase, { useCase: 'UC-2', reason: 'No use' });
  stopped.registers({ name: 'Contract reader', purpose: 'Finds clauses', retrieval: false });
  const lines = await shows(stopped, 'details');
  const third = lines.indexOf(':white_large_square: *3. A second use case in active pilot*');
  expect(lines.slice(third + 1, third + 4)).toEqual([
    '• Closest: UC-3 Contract reader, proposed',
    '*Missing*',
    '• UC-3: its pilot has not started · <@owner>',
  ]);
});
