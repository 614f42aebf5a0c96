import { expect, test } from 'vitest';
import { answer, contextOf, open, say } from '../../support/answers.ts';
import { recordsMonths } from '../../support/costs.ts';
import { stage3, Workspace } from '../../support/register.ts';

const company = () => stage3('2026-02-02');

test.each([
  ['decision-rules', 'never edited'],
  ['decision-needs', 'only by use cases with retrieval'],
  ['charter-rules', 'the decision is due 60 days after it'],
  ['life-rules', 'register it again'],
  ['verdict-rules', 'never a percentage'],
  ['close-evaluation', 'No evaluation of tools is open'],
  ['dpa-rules', '30 days before'],
  ['cost-rules', 'at least 1.5 times the mean of the 3 months before'],
  ['cost-rules', '5th working day'],
  ['roi-rules', '48 weeks, $50 per hour, and 20% overhead'],
  ['review-rules', '2 hours at most'],
  ['review-rules', 'the transformation lead plans it with `/stage3 review`'],
  ['incident-kinds', '3 kinds of incident: wrong output, data exposure and model failure'],
  ['incident-kinds', 'low (wrong for a few, with a workaround); high (wrong for many people); critical'],
  ['name-rules', 'two cannot have the same name, whether in upper or lower case'],
  ['name-rules', 'never reused'],
  ['autonomy-rules', 'Draft: a person edits and sends. Execute: it acts in systems by itself'],
  ['backlog-rules', 'what is due now, once, and never the backlog'],
  ['backlog-rules', 'within 48 hours after they changed it'],
  ['tool-decision-rules', 'approve it with conditions, or refuse it, with a reason'],
  ['commands', '`/stage3 help` lists all commands'],
  ['answer-privacy', 'visible only to you'],
  ['storage', 'by default an SQLite file'],
  ['role-rights', 'They and AI Operations grant waivers'],
  ['rollout-rules', 'training for the new workflow'],
  ['dpa-rules', 'in production it is a compliance violation'],
  ['waiver-rules', 'an exception that AI Operations grants for one item, with a reason and an end date'],
  ['stage-loss-rules', 'within 14 days'],
  ['accountabilities', 'nobody can do it for them'],
  ['accountabilities', 'shows a flag, and requirement 4 does not fail'],
  ['how-to-register', 'Any full member can register a use case'],
  ['how-to-import', 'a table of up to 3,000 characters (about 30 rows)'],
  [
    'how-to-import',
    'name, purpose, team, intended users, may do, retrieval; one of costs needs use case, month, amount',
  ],
  ['how-to-decide', 'not overdue until its go-live date'],
  ['active-pilot', 'a reminder after 14 days without news'],
  ['team-mood', 'At 2 of 5 or less, the team counts as worn out'],
  ['reminder-rules', 'After 2 unanswered reminders'],
  ['evidence-pack', 'team pulses, absences, muted reminders and tokens'],
])('%s names the rule: %s', async (key, words) => {
  expect(await say(key, company())).toContain(words);
});

test('one budget is compared with its latest month, and several are listed', async () => {
  expect(await say('budgets', new Workspace('2026-02-02'))).toBe(
    'No budget is recorded. Add one to the cost monitoring evidence of a use case.',
  );
  const one = recordsMonths(company().on('2026-06-10'), 'UC-1', '2026-02', [1000, 1200, 1100, 3600]);
  expect(await say('budgets', one)).toBe(await say('budget', one, { useCase: 'UC-1' }));
});

test('the ROI is compared with the recorded costs, once there are some', async () => {
  expect(await say('real-roi', company(), { useCase: 'UC-2' })).toContain('cannot be compared yet');
  const recorded = recordsMonths(company().on('2026-06-10'), 'UC-1', '2026-03', [1000, 1000]);
  const { data } = await answer('real-roi', contextOf(recorded), { useCase: 'UC-1' });
  expect(data).toMatchObject({ useCase: 'UC-1', phase: 'production', months: 2, real: 12_000 });
  const planned = /With its real costs it is \$[\d,]+ net per year\./;
  expect(await say('roi', recorded, { useCase: 'UC-1' })).toMatch(planned);
  expect(await say('roi', company(), { useCase: 'UC-1' })).not.toMatch(planned);
});

test('another assistant can ask only while the MCP server is on, and never records anything', async () => {
  expect(await say('other-assistants', company())).toContain('the MCP server is off');
  const mcpUrl = 'https://crossing.example.com/mcp';
  const { text } = await answer('other-assistants', contextOf(company(), 'member', { mcpUrl }));
  expect(text).toContain(mcpUrl);
  expect(text).toContain('cannot record anything');
});

test('a choice is replaced in its own category', () => {
  const context = contextOf(company(), 'lead');
  const [decision] = [...context.register.decisions.values()].filter(
    ({ category }) => category === 'observability',
  );
  expect(open('replace-decision', context, { tool: decision?.choice ?? '' }).step).toEqual({
    do: 'commit-decision',
    category: 'observability',
  });
});

test('a waiver of drift is about the category of the named choice', () => {
  const context = contextOf(company(), 'lead');
  const decision = [...context.register.decisions.values()].find(
    ({ category }) => category === 'observability',
  );
  expect(open('waive-drift', context, { useCase: 'UC-2', tool: decision?.choice ?? '' }).step).toEqual({
    do: 'waive-drift',
    useCase: 'UC-2',
    category: 'observability',
  });
});
