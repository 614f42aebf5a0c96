import { expect, test } from 'vitest';
import { recordModelVersion } from '../../../src/domain/model-versions/model-versions.ts';
import { recordModelRetirement } from '../../../src/domain/model-versions/retirements.ts';
import { answer, contextOf, readInitial, say } from '../../support/answers.ts';
import { stage3 } from '../../support/register.ts';

/** UC-1 ran gpt 5.1 from 14 July 2025, by its checklist, and Claude from 20 January 2026. */
const company = () =>
  stage3('2026-02-02').do('owner', recordModelVersion, {
    ...{ useCase: 'UC-1', model: 'Claude', version: '4.5', from: '2026-01-20', source: 'measured' },
  });
const retires = (model: string, endsOn: string, workspace = company()) =>
  workspace.do('lead', recordModelRetirement, {
    ...{ retirement: null, model, version: '', endsOn, announcement: 'https://provider.example/end' },
  });

test('the model of today is answered with who recorded it', async () => {
  const { text, source } = await answer('model-version', contextOf(company()), { useCase: 'UC-1' });
  expect(text).toBe(
    '*UC-1 AI Support Agent* runs *Claude 4.5*, from 20 January 2026 · measured by <@owner> on 2 February 2026. Before, it ran *gpt 5.1*, from 14 July 2025.',
  );
  expect(source).toEqual({
    ...{ source: 'measured', at: '2026-02-02', by: 'owner', refs: ['modelVersions:UC-1:2026-01-20'] },
  });
});

test('the model of a past day is the one that ran then', async () => {
  expect(await say('model-version', company(), { useCase: 'UC-1', day: '2026-01-12' })).toBe(
    '*UC-1 AI Support Agent*: on 12 January 2026 it ran *gpt 5.1*, from 14 July 2025 · entered by <@lead> on 2 February 2026.',
  );
  expect(await say('model-version', company(), { useCase: 'UC-1', day: '2025-01-12' })).toBe(
    '*UC-1 AI Support Agent*: the version on 12 January 2025 is not recorded. The first record starts on 14 July 2025.',
  );
});

test('the model of a past day has the one before it', async () => {
  expect(await say('model-version', company(), { useCase: 'UC-1', day: '2026-01-31' })).toBe(
    '*UC-1 AI Support Agent*: on 31 January 2026 it ran *Claude 4.5*, from 20 January 2026 · measured by <@owner> on 2 February 2026. Before, it ran *gpt 5.1*, from 14 July 2025.',
  );
});

test('the model of a future day is not known', async () => {
  const { text, data } = await answer('model-version', contextOf(company()), {
    useCase: 'UC-1',
    day: '2026-03-01',
  });
  expect(text).toContain('1 March 2026 is in the future.');
  expect(data).toMatchObject({ version: null });
});

test('a use case without a version says so, and offers to record it', async () => {
  const { text, next } = await answer('model-version', contextOf(company()), { useCase: 'UC-2' });
  expect(text).toBe('No model version is recorded for *UC-2 Call summaries* yet.');
  expect(next).toContainEqual([{ do: 'record-model-version', useCase: 'UC-2' }, 'Record version of UC-2']);
});

test('the last change names the version before it', async () => {
  expect(await say('model-changes', company(), { useCase: 'UC-1' })).toBe(
    'The model of *UC-1 AI Support Agent* changed 1 time. The last change: *Claude 4.5*, from 20 January 2026 · measured by <@owner> on 2 February 2026. Before, it ran *gpt 5.1*, from 14 July 2025.',
  );
  expect(await say('model-changes', stage3('2026-02-02'), { useCase: 'UC-1' })).toContain(
    'has not changed since',
  );
});

test('a named model is compared with the recorded one', async () => {
  const ask = (key: string, model: string) => say(key, company(), { useCase: 'UC-1', model });
  expect(await ask('model-version', 'GPT-4o')).toMatch(/^Not on GPT-4o: \*UC-1 AI Support Agent\* runs/);
  expect(await ask('model-version', 'Claude')).toMatch(/^\*UC-1 AI Support Agent\* runs \*Claude 4\.5\*/);
  expect(await ask('model-changes', 'Claude')).toContain('first ran *Claude 4.5* on 20 January 2026.');
  expect(await ask('model-changes', 'GPT-4o')).toContain('has no record of GPT-4o.');
});

test('retirements name the day and the use cases that must change', async () => {
  expect(await say('model-retirements', company())).toBe(
    'No retirement date is recorded. The owner of a use case and AI Operations are reminded from 90 days before its model ends.',
  );
  const ending = retires('Claude', '2026-04-01');
  expect(await say('model-retirements', ending)).toBe(
    '*Claude* ends on 1 April 2026 (in 58 days). Must change model: *UC-1 AI Support Agent*. The owner of a use case and AI Operations are reminded from 90 days before its model ends.',
  );
  expect(await say('model-retirements', ending, { useCase: 'UC-1' })).toContain(
    '*Claude* ends on 1 April 2026',
  );
  expect(await say('model-retirements', ending, { useCase: 'UC-2' })).toBe(
    'No model version is recorded for *UC-2 Call summaries*, so its retirement date is unknown.',
  );
  expect(await say('model-retirements', ending, { model: 'Mistral' })).toBe(
    'No retirement date of Mistral is recorded.',
  );
  expect(await say('model-retirements', ending, { period: { from: '2026-05-01', to: '2026-05-31' } })).toBe(
    'No retirement date in May 2026 is recorded.',
  );
  expect(await say('model-retirements', retires('GPT', '2026-01-15'))).toContain(
    'ended on 15 January 2026 (18 days ago)',
  );
});

test('a model leads to its use cases, and says how many are not recorded', async () => {
  expect(await say('model-use-cases', company(), { model: 'claude' })).toBe(
    '1 use case runs on claude: *UC-1 AI Support Agent* (4.5). 1 running use case has no recorded version.',
  );
  expect(await say('model-use-cases', company(), { model: 'gpt' })).toContain(
    'No running use case has a recorded version of gpt.',
  );
});

test('a new version opens with model and day, without the version of the old model', () => {
  const owner = contextOf(company(), 'owner');
  expect(
    readInitial('record-model-version', owner, { useCase: 'UC-1', model: 'Mistral', day: '2026-02-01' }),
  ).toEqual({
    ...{ model: 'Mistral', from: '2026-02-01', source: 'measured' },
  });
  expect(readInitial('record-model-version', owner, { useCase: 'UC-1' })).toMatchObject({
    ...{ model: 'Claude', version: '4.5' },
  });
  expect(readInitial('record-model-retirement', contextOf(company(), 'lead'), { words: 'Claude' })).toEqual({
    model: 'Claude',
  });
});
