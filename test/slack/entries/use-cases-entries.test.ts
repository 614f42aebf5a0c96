import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { extendPilot, scalePilot } from '../../../src/domain/use-cases/pilots.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { answerTo, contextIn, openForm, textOf } from '../../support/entry-context.ts';
import { registration, salesAssistant, stage3, Workspace } from '../../support/register.ts';

/** At Stage 3 since 2 February, with a third use case that was stopped. */
function company(): Workspace {
  const workspace = stage3('2026-02-02');
  const third = workspace.registers({ name: 'Invoice reader', purpose: 'Reads scanned invoices' });
  workspace.startsPilot(third).on('2026-02-20');
  return workspace.do('owner', stopUseCase, { useCase: third, reason: 'Too many errors.' }).on('2026-03-02');
}
const context = contextIn(company());
const one = { useCase: 'UC-1' };
const two = { useCase: 'UC-2' };
const three = { useCase: 'UC-3' };

describe('a false premise is corrected', () => {
  test('a use case in production was not stopped', async () => {
    expect(await textOf('use-case-ended', context, one)).toBe(
      '*UC-1 AI Support Agent* was not stopped. It has been in production since 2 February 2026.',
    );
  });

  test('a pilot has not gone live', async () => {
    expect(await textOf('went-live', context, two)).toBe(
      '*UC-2 Call summaries* has not gone live. It has been in pilot since 2 February 2026. No go-live day is planned.',
    );
  });

  test('a stopped pilot never went live', async () => {
    expect(await textOf('went-live', context, three)).toBe(
      '*UC-3 Invoice reader* never went live. It was stopped on 20 February 2026.',
    );
  });

  test('a use case in production has no decision left', async () => {
    expect(await textOf('pilot-deadline', context, one)).toBe(
      '*UC-1 AI Support Agent* has been in production since 2 February 2026, so no pilot decision is due. Its pilot decision was due by 3 April 2026.',
    );
  });
});

test('the reason of a stop has its author and its day', async () => {
  const { text, source } = await answerTo('use-case-ended', context, three);
  expect(text).toBe(
    '*UC-3 Invoice reader* was stopped on 20 February 2026 by <@owner>. Reason: Too many errors.',
  );
  expect(source).toMatchObject({ source: 'typed', by: 'owner', at: '2026-02-20' });
});

test('a retired use case keeps the day on which it went live', async () => {
  const workspace = stage3('2026-02-02').on('2026-03-02');
  workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Replaced' });
  const { text, source } = await answerTo('went-live', contextIn(workspace), one);
  expect(text).toBe('*UC-1 AI Support Agent* went live on 2 February 2026. It was retired on 2 March 2026.');
  expect(source).toMatchObject({ by: 'lead', at: '2026-02-02' });
});

test('an owner has the source of the last reassignment, not of later edits', async () => {
  const workspace = stage3('2026-02-02').on('2026-02-10');
  const edit = { ...registration(), useCase: 'UC-1', goLivePlannedOn: null, vendors: [] };
  workspace.do('lead', editUseCase, { ...edit, owner: 'seller' }).on('2026-02-12');
  workspace.do('seller', editUseCase, { ...edit, owner: 'seller', purpose: 'Answers tickets' });
  const { text, source } = await answerTo('use-case-owner', contextIn(workspace), one);
  expect(text).toBe('<@seller> owns *UC-1 AI Support Agent*.');
  expect(source).toMatchObject({ by: 'lead', at: '2026-02-10' });
});

test('what a use case may do has the person and the day of its last change', async () => {
  const workspace = stage3('2026-02-02').on('2026-02-12');
  const edit = { ...registration(), useCase: 'UC-1', goLivePlannedOn: null, vendors: [] };
  workspace.do('owner', editUseCase, { ...edit, autonomy: 'execute' }).on('2026-02-20');
  workspace.do('lead', editUseCase, { ...edit, autonomy: 'execute', purpose: 'Answers tickets' });
  expect(await textOf('use-case-autonomy', contextIn(workspace), one)).toBe(
    '*UC-1 AI Support Agent* may execute: it acts in systems by itself. <@owner> changed this from suggest to execute on 12 February 2026. Reviewed by a person: Replies to customers (Always).',
  );
});

test('who owns it is corrected when another person is named', async () => {
  expect(await textOf('use-case-owner', context, { ...one, person: 'seller' })).toBe(
    '<@seller> does not own *UC-1 AI Support Agent*. <@owner> owns it.',
  );
});

test('a tool is found in the stack in any spelling, or denied', async () => {
  expect(await textOf('use-case-stack', context, { ...one, tool: 'pinecone' })).toBe(
    'Yes, *UC-1 AI Support Agent* runs on pinecone. It does not differ from the committed decisions.',
  );
  expect(await textOf('use-case-stack', context, { ...two, tool: 'Pinecone' })).toMatch(
    /^No, \*UC-2 Call summaries\* does not run on Pinecone\./,
  );
  expect(await textOf('use-case-stack', context, { ...one, tool: 'Claude' })).toBe(
    'No, *UC-1 AI Support Agent* does not run on Claude. It runs on OpenAI Enterprise (model provider), model gpt 5.1. It does not differ from the committed decisions.',
  );
  expect(await textOf('use-case-stack', context, { ...one, tool: 'gpt 5.1' })).toMatch(/^Yes, /);
});

test('an owner who left is named with a note', async () => {
  const workspace = stage3('2026-02-02').leaves('owner');
  expect(await textOf('use-case-owner', contextIn(workspace), one)).toBe(
    '<@owner> (left Slack) owns *UC-1 AI Support Agent*.',
  );
});

test('extensions are counted, with the last reason', async () => {
  const workspace = stage3('2026-02-02').on('2026-03-02');
  expect(await textOf('pilot-extensions', contextIn(workspace), two)).toBe(
    'The pilot of *UC-2 Call summaries* was not extended. The decision is due by 3 April 2026.',
  );
  workspace.do('seller', extendPilot, { ...two, decideBy: '2026-05-01', reason: 'Two more teams.' });
  expect(await textOf('pilot-extensions', contextIn(workspace), two)).toBe(
    'The pilot of *UC-2 Call summaries* was extended once. Latest extension: on 2 March 2026, to 1 May 2026. Reason: Two more teams.',
  );
  expect(await textOf('pilot-deadline', contextIn(workspace), two)).toBe(
    '*UC-2 Call summaries*: decision is due by 1 May 2026 (60 days left). It was extended once. Its owner then chooses: scale, stop or extend.',
  );
});

test('criteria come with the latest result', async () => {
  const workspace = stage3('2026-02-02').on('2026-02-10');
  expect(await textOf('pilot-criteria', contextIn(workspace), two)).toMatch(/No result is recorded yet\.$/);
  const figures = { intended: 5, daily: 2, weekly: 4, notAtAll: 1 };
  workspace.do('seller', checkIn, {
    ...{ ...two, ...figures, on: '2026-02-10', result: '25% resolved.' },
  });
  const { text, source } = await answerTo('pilot-criteria', contextIn(workspace), two);
  expect(text).toBe(
    'Success criteria of *UC-2 Call summaries*: 30% of tickets resolved without a person. Latest result (week of 9 February 2026): 25% resolved.',
  );
  expect(source).toMatchObject({ by: 'seller', at: '2026-02-10' });
});

test('a decision has its author and its go-live day', async () => {
  expect(await textOf('pilot-decision', context, two)).toBe(
    '*UC-2 Call summaries* is not decided yet: decision is due by 3 April 2026.',
  );
  const workspace = company();
  workspace.do('seller', scalePilot, { ...two, liveOn: '2026-04-15' });
  const { text, source } = await answerTo('pilot-decision', contextIn(workspace), two);
  expect(text).toBe(
    '<@seller> decided on 2 March 2026 to scale *UC-2 Call summaries*, with go-live by 15 April 2026.',
  );
  expect(source).toMatchObject({ by: 'seller', at: '2026-03-02' });
  expect(await textOf('planned-go-lives', contextIn(workspace))).toBe(
    'Planned go-lives: *UC-2 Call summaries* on 15 April 2026.',
  );
});

describe('lists and counts', () => {
  test('open use cases are found by their data, and those that have ended are left out', async () => {
    expect(await textOf('use-cases-with-personal-data', context)).toBe(
      '1 open use case touches personal data: *UC-1 AI Support Agent*.',
    );
    expect(await textOf('use-cases-of-team', context, { words: 'sales' })).toBe(
      '1 open use case is for the team "sales": *UC-2 Call summaries*.',
    );
  });

  test('pilots are counted by their outcome', async () => {
    expect(await textOf('pilot-outcomes', context)).toBe(
      '1 of 3 pilots made it to production. Today: 1 in production, 1 in pilot, 1 stopped, 0 retired.',
    );
    expect(await textOf('reach-overall', context)).toBe(
      '1 use case in production: deployed to 40 of 40 intended users. 1 pilot: 5 volunteers. A person with several use cases is counted in each.',
    );
  });

  test('use cases are counted by stage', async () => {
    expect(await textOf('use-case-count', context)).toBe(
      '3 use cases are registered: 1 in pilot, 1 in production, 1 stopped. *UC-1 AI Support Agent*, *UC-2 Call summaries* and *UC-3 Invoice reader*.',
    );
    expect(await textOf('use-case-count', context, { stage: 'pilot' })).toBe(
      '1 use case is in pilot: *UC-2 Call summaries*.',
    );
    expect(await textOf('use-case-list', context, { stage: 'retired' })).toBe('No use case is retired.');
  });

  test('the use cases of a vendor include those whose stack it is behind', async () => {
    expect(await textOf('use-cases-of-vendor', context, { vendor: 'pinecone inc.' })).toBe(
      '1 use case uses Pinecone: *UC-1 AI Support Agent*.',
    );
    expect(await textOf('use-cases-of-vendor', context, { vendor: 'Acme' })).toBe(
      'No vendor is recorded as "Acme".',
    );
  });

  test('the use cases of a tool are found in any spelling', async () => {
    expect(await textOf('use-cases-of-tool', context, { tool: 'langsmith' })).toBe(
      '2 use cases run on langsmith: *UC-1 AI Support Agent* and *UC-2 Call summaries*.',
    );
    expect(await textOf('use-cases-of-tool', context, { tool: 'OpenAI' })).toMatch(
      /^\d use cases? runs? on OpenAI: /,
    );
  });

  test('what exists already is found by words', async () => {
    expect(await textOf('similar-use-cases', context, { words: 'call summaries' })).toBe(
      '1 use case resembles "call summaries": *UC-2 Call summaries*. UC-2 is in pilot: Drafts notes after customer conversations in the CRM.',
    );
    expect(await textOf('similar-use-cases', context, { words: 'contract review' })).toBe(
      'No registered use case resembles "contract review".',
    );
  });
});

describe('the facts of a use case', () => {
  test.each([
    ['use-case-stage', one, '*UC-1 AI Support Agent* has been in production since 2 February 2026.'],
    [
      'pilot-start',
      two,
      'The pilot of *UC-2 Call summaries* started on 2 February 2026, with 5 volunteers. It has run for 28 days.',
    ],
    [
      'use-case-users',
      one,
      '*UC-1 AI Support Agent* has 40 intended users. It is deployed to 40 of them, and open to all intended users. Its pilot had 5 volunteers.',
    ],
    ['use-case-users', two, '*UC-2 Call summaries* has 20 intended users. Its pilot has 5 volunteers.'],
    ['use-case-autonomy', two, '*UC-2 Call summaries* may draft: a person edits and sends.'],
    [
      'use-case-retrieval',
      one,
      'Yes, *UC-1 AI Support Agent* uses retrieval, so it needs a vector database. The vector database is Pinecone.',
    ],
    [
      'use-case-data',
      one,
      '*UC-1 AI Support Agent* touches: company-confidential data, personal data. DPAs: 2 of 2 in force.',
    ],
    [
      'use-case-registered',
      two,
      '<@lead> registered *UC-2 Call summaries* on 2 February 2026. Difference from similar use cases: It is another job.',
    ],
    ['ready-to-go-live', one, '*UC-1 AI Support Agent* has been in production since 2 February 2026.'],
    [
      'ready-to-go-live',
      two,
      /^\*UC-2 Call summaries\* cannot go live yet: 9 items are missing from the checklist, the ROI or the roll-out plan\. First: /,
    ],
    [
      'use-case',
      three,
      /^\*UC-3 Invoice reader\* \(stopped\): Reads scanned invoices\. Owner: <@owner>\. Team: Support\./,
    ],
  ] as const)('%s of %o', async (key, slots, text) => {
    expect(await textOf(key, context, slots)).toEqual(
      typeof text === 'string' ? text : expect.stringMatching(text),
    );
  });

  test('a key that does not exist is not invented', async () => {
    expect(await textOf('use-case-owner', context, { useCase: 'UC-99' })).toBe('There is no UC-99 here.');
  });
});

describe('a request opens its form with what was said', () => {
  test('an extension with its day', () => {
    const form = openForm('extend-pilot', context, { ...two, day: '2026-05-01' });
    expect(form.initial('Decide by')).toBe('2026-05-01');
    expect(form.initial('Decision')).toBe('Extend: decide by a later day');
  });

  test('a registration with its name', () => {
    expect(openForm('register-use-case', context, { words: 'invoice matching' }).initial('Name')).toBe(
      'Invoice matching',
    );
  });

  test('a reassignment with the new owner', () => {
    expect(openForm('reassign-use-case', context, { ...two, person: 'member' }).initial('New owner')).toBe(
      'member',
    );
    const workspace = new Workspace('2026-03-02');
    workspace.registers();
    workspace.registers({ ...salesAssistant, owner: 'owner' });
    const form = openForm('reassign-use-case', contextIn(workspace), { ...two, person: 'member' });
    expect(form.initial('New owner of UC-2 Call summaries')).toBe('member');
  });

  test('the end of a pilot asks for what was learned', () => {
    expect(openForm('stop-use-case', context, two).labels).toContain('Lessons learned');
    expect(openForm('stop-use-case', context, one).labels).toEqual(['Reason and lessons learned']);
  });
});
