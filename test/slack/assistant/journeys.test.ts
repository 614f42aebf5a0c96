import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../../sandbox/crossing.ts';
import {
  fromHiToUseCase,
  fromNonsenseToIncident,
  newColleague,
  type WordsStep,
} from '../../../sandbox/journeys-in-words.ts';
import { samplePeople } from '../../../sandbox/sample-workspace.ts';
import { playWorkedExample } from '../../support/ask-questions.ts';
import { patientLimits } from '../../support/patient-limits.ts';

let company: LocalCrossing;

beforeAll(async () => {
  company = await startLocalCrossing('sqlite::memory:', {
    ...patientLimits,
    people: [...samplePeople, newColleague],
  });
  await playWorkedExample(company);
});
afterAll(() => company.close());

const register = () => company.store.load(company.workspace.teamId);

async function walk(steps: readonly WordsStep[]): Promise<void> {
  for (const [index, { who, take }] of steps.entries()) {
    const person = company.workspace.as(who);
    if (steps[index - 1]?.who !== who) await person.modal()?.closes({ all: true });
    await take(person, company);
  }
}

test('a new colleague gets from "hi" to a registered use case', async () => {
  await walk(fromHiToUseCase);
  expect((await register()).useCases.get('UC-3')).toMatchObject({
    ...{ name: 'Contract summaries', owner: newColleague.id, team: 'Legal', intendedUsers: 8 },
  });
});

test('and from nonsense in a reply to a customer to an acknowledged incident', async () => {
  await walk(fromNonsenseToIncident);
  const incident = (await register()).incidents.get('I-2');
  expect(incident).toMatchObject({
    ...{ useCase: 'UC-1', kind: 'wrong-output', openedBy: newColleague.id },
    what: 'the support bot told a customer nonsense',
  });
  const answer = company.workspace.as('Itai IT').directMessages().at(-1);
  expect(answer?.text).toContain('Itai IT');
});
