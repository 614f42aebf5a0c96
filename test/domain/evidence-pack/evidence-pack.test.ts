import { expect, test } from 'vitest';
import { recordCosts } from '../../../src/domain/costs/index.ts';
import { explainNoPack, type PackView, packSections } from '../../../src/domain/evidence-pack/index.ts';
import { formatFact } from '../../../src/slack/readiness/fact-words.ts';
import { formatHeadline } from '../../../src/slack/readiness/verdict-lines.ts';
import { hostileRegister } from '../../support/hostile-register.ts';
import { stage3, Workspace } from '../../support/register.ts';

/** Returns everything that the sections read, as of the day of a company. */
const viewOf = (workspace: Workspace, log: Partial<PackView['log']> = {}): PackView => {
  const { register, today: day } = workspace;
  const assessment = workspace.assess();
  const changes = workspace.changes.map((change) => ({ ...change, hash: 'ab'.repeat(32) }));
  return {
    ...{ register, day, assessment, headline: formatHeadline(assessment), loss: null, trails: [] },
    log: { changes, head: 'ab'.repeat(32), fault: null, erased: 0, withheld: 0, ...log },
    formatFact: (fact) => formatFact(fact, { register, today: day }),
  };
};

/** Returns the rows of a section as a document shows them, with the label of each cell. */
function read(view: PackView, key: string): readonly Readonly<Record<string, string>>[] {
  const section = packSections.find((one) => one.key === key);
  if (!section) throw new Error(`no section ${key}`);
  return [...section.cells(view)].map((row) =>
    Object.fromEntries(row.map(({ shown }, at) => [section.columns[at]?.label ?? '', shown])),
  );
}
const textOf = (view: PackView, key: string) => packSections.find((one) => one.key === key)?.text(view) ?? '';

test('no two sections share a key or a title, and no two columns of one share a key', () => {
  const unique = (names: readonly string[]) => expect(names.toSorted()).toEqual([...new Set(names)].sort());
  unique(packSections.map(({ key }) => key));
  unique(packSections.map(({ title }) => title));
  for (const { columns } of packSections) {
    unique(columns.map(({ key }) => key));
    expect(columns.some(({ width }) => width > 0)).toBe(true);
  }
});

test('the verdict shows each requirement, and its evidence has a source, a person and a date', () => {
  const view = viewOf(stage3());
  expect(textOf(view, 'verdict')).toBe(
    'Stage 3: all 4 requirements met. Requirement 2 requires five decisions.',
  );
  expect(read(view, 'verdict').map(({ Title, Met }) => [Title, Met])).toEqual([
    ['One use case in production', 'yes'],
    ['Shared infrastructure committed', 'yes'],
    ['A second use case in active pilot', 'yes'],
    ['AI Operations ownership', 'yes'],
  ]);
  expect(read(view, 'evidence')).toContainEqual({
    ...{ Requirement: '1', Fact: 'Monitoring is active', Source: 'typed', By: 'Transformation lead' },
    ...{ On: '2 February 2026', Records: 'evidence:UC-1:monitoring' },
  });
  expect(read(view, 'blockers')).toEqual([]);
});

test('what is missing has the person who is asked for it', () => {
  const view = viewOf(stage3().on('2026-02-20').leaves('operator'));
  expect(read(view, 'blockers')).toEqual([
    {
      Requirement: '4',
      Missing: 'AI Operations has no active owner: AI Operations left Slack and needs a successor',
      'Assigned to': 'Transformation lead',
    },
  ]);
});

test('the checklist shows evidence with its people by name, and its last valid day', () => {
  const view = viewOf(stage3());
  const rows = read(view, 'checklist');
  expect(rows).toHaveLength(16);
  expect(rows[0]).toMatchObject({
    ...{ 'Use case': 'UC-1', Item: 'Monitoring', State: 'complete' },
    ...{ 'Confirmed by': 'Transformation lead', 'Valid until': '3 May 2026' },
    Evidence: expect.stringMatching(/^Alerts: error rate, latency, unusual output; Dashboard: https:/),
  });
  expect(rows.find(({ Item }) => Item === 'Incident response')?.Evidence).toMatch(/Call order: [A-Z]/);
  expect(rows.find(({ Item }) => Item === 'Model version tracking')?.Evidence).toBe(
    'gpt 5.1 from 14 July 2025',
  );
  expect(rows.find(({ Item }) => Item === 'Data processing agreements')?.Evidence).toMatch(
    /^OpenAI: DPA of \d+ \w+ 20\d\d/,
  );
  expect(rows.at(-2)).toMatchObject({ 'Use case': 'UC-2', State: 'missing', Missing: 'no evidence yet' });
});

test('a decision and a DPA show what was decided, by whom, and until when it is valid', () => {
  const workspace = stage3();
  workspace.signsDpa('UC-1', 'OpenAI', '2026-02-10');
  expect(read(viewOf(workspace), 'decisions')).toContainEqual(
    expect.objectContaining({ Status: 'committed', 'Decided by': 'Transformation lead' }),
  );
  const stateOf = () => read(viewOf(workspace), 'dpas').find(({ Vendor }) => Vendor === 'OpenAI')?.State;
  expect(stateOf()).toBe('valid');
  workspace.on('2026-02-11');
  expect(stateOf()).toBe('the DPA of OpenAI expired on 10 February 2026');
});

test('the amount of a month has its cents', () => {
  const workspace = stage3();
  workspace.do('lead', recordCosts, {
    ...{ useCase: 'UC-1', month: '2026-01', amount: 1376.4, tokens: null, calls: 9700 },
    ...{ source: 'measured' as const, isNew: true },
  });
  expect(read(viewOf(workspace), 'costs')[0]).toMatchObject({ Amount: '1,376.40', Calls: '9,700' });
});

test('roles name AI Operations with each accountability that is accepted', () => {
  const roles = read(viewOf(stage3()), 'roles').map(({ Role, Person }) => `${Role}: ${Person}`);
  expect(roles).toEqual([
    'Transformation lead: Transformation lead',
    'AI Operations: AI Operations',
    'AI Operations, accepted: Uptime of production AI: AI Operations',
    'AI Operations, accepted: Incident response: AI Operations',
    'AI Operations, accepted: Model versioning: AI Operations',
  ]);
});

test('the log says its number of changes, its head, and what was erased, withheld or is wrong', () => {
  const workspace = stage3();
  expect(textOf(viewOf(workspace), 'change-log')).toMatch(
    /^\d+ changes, oldest first\. Crossing verified its hash chain when it made this pack\. The head of the log is change \d+: abab/,
  );
  const fault = { seq: 7, why: 'it was edited after it was written' };
  expect(read(viewOf(workspace), 'change-log').map((row) => row['Kind of record'])).toContain('ROI');
  const text = textOf(viewOf(workspace, { fault, erased: 1, withheld: 2 }), 'change-log');
  expect(text).toContain('Verification failed at change 7: it was edited after it was written.');
  expect(text).toContain('The contents of 1 change were erased on request.');
  expect(text).toContain('The contents of 2 changes are withheld');
});

test('the sections of a company without any record have no rows but the data rules and the four requirements', () => {
  const view = viewOf(new Workspace('2026-02-02'));
  const filled = packSections.filter(({ key, cells }) => key !== 'change-log' && [...cells(view)].length > 0);
  expect(filled.map(({ key }) => key)).toEqual(['verdict', 'blockers', 'roles', 'data-rules']);
});

test('every record of a company with everything has a row, and every section has rows', () => {
  const { register, changes } = hostileRegister(30);
  const workspace = Object.assign(new Workspace('2026-03-02', null), { register });
  workspace.changes.push(...changes);
  const view = viewOf(workspace);
  const counts = Object.fromEntries(packSections.map(({ key, cells }) => [key, [...cells(view)].length]));
  expect(counts).toMatchObject({
    'use-cases': register.useCases.size,
    waivers: register.waivers.size,
    decisions: register.decisions.size,
    incidents: register.incidents.size,
    'tool-requests': register.toolRequests.size,
    'approved-tools': register.approvedTools.size,
    'follow-ups': register.followUps.size,
    reviews: register.reviews.size,
    costs: register.costs.size,
    'model-retirements': register.modelRetirements.size,
  });
});

test.each([
  ['2026-03-03', '3 March 2026 is in the future. Choose today or an earlier day.'],
  ['2026-02-01', 'Nothing was recorded by 1 February 2026. Choose 2 February 2026 or a later day.'],
  ['2026-02-02', null],
  ['2026-03-02', null],
])('as of %s the reason against a pack is %s', (day, reason) => {
  const { register } = stage3('2026-02-02', { openedOn: '2026-02-02' });
  expect(explainNoPack(register, day, '2026-03-02')).toBe(reason);
});

test('a workspace without any record has no pack', () => {
  expect(explainNoPack(new Workspace('2026-02-02', null).register, '2026-02-02', '2026-02-02')).toBe(
    'Nothing is recorded yet, so there is no evidence. Register a use case first.',
  );
});
