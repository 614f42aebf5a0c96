import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evidence, supportAgent } from '../../sandbox/worked-example.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import type { EvidenceDetails, UseCase } from '../../src/domain/register.ts';
import { reassignUseCases } from '../../src/domain/use-cases/reassign.ts';
import { editUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import { evidenceForms } from '../../src/slack/checklist/evidence-forms.ts';
import { commitForms } from '../../src/slack/infrastructure/decision-forms.ts';
import { forms } from '../../src/slack/subjects.ts';
import { cases } from '../support/form-cases/index.ts';
import {
  as,
  commits,
  crossing,
  type Fields,
  fills,
  openForm,
  opens,
  pilots,
  prepareForGoLive,
  readFields,
  reason,
  register,
  registers,
  startCrossing,
  submitRecorded,
  submits,
  useCase,
  why,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';
import { completeEvidence } from '../support/register.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

/** These answer a daily message, and are submitted where there is one (`daily.test.ts`). */
const answering: readonly string[] = ['snooze', 'not-mine', 'check-in-several'];

test('every form is submitted here', () => {
  const several = ['confirm-item', 'commit-decision'];
  const own = forms
    .map(({ key }) => key as string)
    .filter((key) => !answering.includes(key) && !several.includes(key));
  const committing = Object.keys(commitForms).map((category) => `commit-decision: ${category}`);
  const confirming = Object.keys(evidenceForms).map((item) => `confirm-item: ${item}`);
  expect(Object.keys(cases).sort()).toEqual([...own, ...committing, ...confirming].sort());
});

describe('a form with good input', () => {
  test.each(Object.entries(cases))('%s is recorded, says so, and offers the next step', async (_, form) => {
    const modal = await openForm(form);
    expect(modal.title, 'a title that Slack shows whole').not.toContain('…');
    const done = await submitRecorded(modal, form.good);
    expect(done.text).toContain(form.reads);
    expect(done.buttons).toContain(form.next);
    expect(form.keeps(await register())).toMatchObject(form.kept as object);
  });
});

describe('typed names of vendors', () => {
  test.each<[string, string[]]>([
    ['N/A', []],
    ['none', []],
    ['? ', []],
    ['OpenAI; Pinecone', ['OpenAI', 'Pinecone']],
    ['Disney+, tbd', ['Disney+']],
    ['Acme, Inc., OpenAI', ['Acme, Inc.', 'OpenAI']],
  ])('%j', async (typed, names) => {
    const form = await opens('Omar Owner', '/stage3 usecase add');
    await submitRecorded(form, { ...supportAgent, Vendors: typed });
    expect([...(await register()).vendors.values()].map(({ name }) => name)).toEqual(names);
  });

  test('does not change when the form is saved as it opened', async () => {
    await registers({ vendors: ['Acme, Inc.', 'Red, Blue and Partners', 'Disney+'] });
    const before = (await useCase())?.vendors;
    await submitRecorded(await opens('Omar Owner', '/stage3 usecase edit UC-1'));
    expect((await useCase())?.vendors).toEqual(before);
    expect((await register()).vendors.size).toBe(3);
  });
});

describe('changes while a form is open', () => {
  test('a pilot is started once; the second is told, and what was typed is still there', async () => {
    await registers();
    const fields = { Volunteers: 12, 'Success criteria': '30% resolved' };
    const first = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Start pilot');
    const second = await opens('Lena Lead', '/stage3 usecase show UC-1', 'Start pilot');
    await submitRecorded(first, fields);
    const { modal: refusal } = await submits(second, { ...fields, Volunteers: 20 });
    expect(refusal?.text).toContain('UC-1 is already in pilot. Only a proposed use case can start a pilot.');
    await refusal?.closes();
    expect(as('Lena Lead').modal()?.holds('Volunteers')).toBe('20');
    expect((await useCase())?.life).toMatchObject({ charter: { volunteers: 12 } });
  });

  test('gaps of going live are listed with buttons; once closed, the form below continues', async () => {
    await prepareForGoLive();
    const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Go live');
    const { key, ...known } = (await useCase()) as UseCase;
    await records(crossing, editUseCase, { ...known, useCase: key, intendedUsers: 50 });
    await fills(form, {
      'Live since': '2026-01-10',
      Audience: 'Volunteers only',
      'Deployed users': 30,
    });
    const typed = readFields(form);
    const { modal: refusal } = await form.submits();
    expect(refusal?.text).toContain('One thing is missing before UC-1 can go live.');
    expect(refusal?.text).toContain('40 of 50 intended users are trained');
    await refusal?.closes();
    expect(readFields(form)).toEqual(typed);
    await (await form.submits()).modal?.clicks('Add evidence');
    const training = await as('Omar Owner').openModal();
    expect(training.text).toContain('User training');
    await (await submitRecorded(training, { 'People trained': 50 })).closes();
    expect(readFields(form)).toEqual(typed);
    await submitRecorded(form);
    expect((await useCase())?.life).toMatchObject({
      stage: 'production',
      liveOn: '2026-01-10',
      deployed: 30,
    });
  });

  test('a person who has left since they were chosen is refused', async () => {
    const form = await opens('Lena Lead', '/stage3 usecase add');
    await fills(form, { ...supportAgent, Owner: '@Sara Sales' });
    await crossing.workspace.control.deactivate('Sara Sales');
    const { errors } = await form.submits();
    expect(errors?.Owner).toContain('has left this workspace. Choose a current member.');
  });

  test('a choice that was there when the form was opened, and is no more, says so', async () => {
    await pilots();
    const form = await opens('Lena Lead', '/stage3 checklist UC-1', 'Waive item');
    await fills(form, { Item: 'Fallback', ...reason });
    const fallback = completeEvidence(40).find(({ item }) => item === 'fallback') as EvidenceDetails;
    await records(crossing, confirmItem, { useCase: 'UC-1', details: fallback });
    expect((await form.submits()).errors?.Item).toContain('This choice is no longer available.');
  });

  test('a vector database cannot be "not needed" once a use case searches documents', async () => {
    const form = await opens('Lena Lead', '/stage3 decisions', 'Commit', 'Vector database');
    await registers();
    const { errors } = await submits(form, { ...why, 'No vector database': ['Not needed'] });
    expect(errors?.['No vector database']).toContain('UC-1 uses retrieval, so a vector database is needed.');
    expect((await register()).decisions.size).toBe(0);
  });
});

describe('going live before everything is there', () => {
  const gaps: readonly (readonly [text: string, button: string, title: string, words: string])[] = [
    ...Object.keys(evidence).map((title) => [title, 'Add evidence', 'UC-1: evidence', title] as const),
    ['Data processing agreements', 'Record DPA', 'UC-1: DPA', 'Data processing agreement'],
    ['ROI', 'Calculate ROI', 'UC-1: ROI', 'yearly figures'],
    ['Roll-out plan', 'Plan roll-out', 'UC-1: roll-out plan', 'Attendees'],
  ];

  test.each(gaps)(
    '%s is listed, and its button opens the form that closes it',
    async (gap, button, title, words) => {
      await pilots();
      const refusal = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Go live');
      expect(refusal.text).toContain('10 things are missing before UC-1 can go live.');
      await refusal.clicks(button, { near: gap });
      const form = await as('Omar Owner').openModal();
      expect(form.title).toBe(title);
      expect(form.text).toContain(words);
    },
  );
});

describe('rules that no form goes around', () => {
  test('the lead who names AI Operations cannot accept for them', async () => {
    const form = await opens('Lena Lead', '/stage3 owners', 'Appoint AI Operations');
    const done = await submitRecorded(form, { 'AI Operations owners': ['@Ana Operations'] });
    expect(done.buttons).not.toContain('Accept');
  });

  test('the DPA is not among what can be waived', async () => {
    await pilots();
    const form = await opens('Lena Lead', '/stage3 checklist UC-1', 'Waive item');
    expect(form.options('Item')).toHaveLength(7);
    expect(form.options('Item')).not.toContain('Data processing agreements');
  });

  test('people without the permission read whom to ask before typing anything', async () => {
    await registers();
    const refusal = await opens('Sara Sales', '/stage3 usecase edit UC-1');
    expect(refusal.text).toContain(
      'Only the owner of UC-1 and the transformation lead can change it. Ask @Omar Owner',
    );
    expect(refusal.labels).toEqual([]);
  });

  test('a person who lost the permission reads whom to ask, and keeps the typed text', async () => {
    await registers({ owner: 'U0SARA' });
    const form = await opens('Sara Sales', '/stage3 usecase show UC-1', 'Stop');
    const handedOn = () =>
      records(crossing, reassignUseCases, { person: 'U0SARA', to: 'U0OMAR', instead: {} });
    const { modal: refusal } = await submits(form, { 'Reason and lessons learned': 'It is mine' }, handedOn);
    expect(refusal?.text).toContain(
      'Only the owner of UC-1 and the transformation lead can change it. Ask @Omar Owner',
    );
    await refusal?.closes();
    expect(as('Sara Sales').modal()?.holds('Reason and lessons learned')).toBe('It is mine');
  });

  test('a model provider is committed once under one name, and renewed by taking its own place', async () => {
    await commits('model-provider');
    const fields = { Vendor: 'OpenAI', 'Enterprise agreement': 'No', ...why };
    const form = await opens('Lena Lead', '/stage3 decide model-provider "OPENAI enterprise"');
    const { errors } = await submits(form, fields);
    expect(errors?.Choice).toContain('OpenAI Enterprise is already committed as D-1.');
    await submitRecorded(form, { Replaces: 'D-1 OpenAI Enterprise' });
    const { decisions } = await register();
    expect([...decisions.values()].map(({ key, status }) => `${key} ${status}`)).toEqual([
      'D-1 superseded',
      'D-2 committed',
    ]);
  });

  test('without retrieval a vector database may be not needed, and needs no name', async () => {
    const form = await opens('Lena Lead', '/stage3 decisions', 'Commit', 'Vector database');
    const done = await submitRecorded(form, { ...why, 'No vector database': ['Not needed'] });
    expect(done.text).toContain('Vector database: Not needed is committed.');
  });

  test('a category committed as "not needed" says so in the stack form', async () => {
    await registers({ retrieval: false });
    const way = ['Omar Owner', '/stage3 usecase show UC-1', 'Record stack'] as const;
    const form = await opens(...way);
    expect(form.text).toContain('Nothing is committed yet.');
    await form.closes();
    const details = { category: 'vector-database', notNeeded: true } as const;
    await commits('vector-database', { choice: 'Not needed', vendor: null, details });
    expect((await opens(...way)).text).toContain('Committed: not needed. Leave this empty if it uses none.');
  });

  test('an unneeded category may stay empty although one is committed', async () => {
    await registers({ retrieval: false });
    await commits('vector-database');
    const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Record stack');
    expect(form.text).toContain('Committed: Pinecone. Leave this empty if it uses none.');
  });

  test('an address within the company, whose host has no dot, is a web address', async () => {
    await pilots();
    const form = await opens(
      'Omar Owner',
      '/stage3 checklist UC-1',
      'Record DPA',
      'Data processing agreements',
    );
    const done = await submitRecorded(form, {
      Vendor: 'OpenAI',
      'Signed on': '2025-12-01',
      Link: 'https://drive/dpa',
    });
    expect(done.text).toContain('The DPA of OpenAI is recorded.');
  });

  test('a decision is committed under its full name, which no title has room for', async () => {
    const name = 'API ownership and rate limits';
    const form = await opens('Lena Lead', '/stage3 decisions', 'Commit', name);
    expect(form.title).toBe('Commit decision');
    expect(form.text).toContain(`${name}: a key that belongs to one person is lost when that person leaves.`);
  });

  test('incomplete evidence is kept, and the item says what it lacks', async () => {
    await pilots();
    const form = await opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', 'Monitoring');
    const done = await submitRecorded(form, { 'Alerts on': ['Latency'] });
    expect(done.text).toContain(
      'Monitoring is saved, but not complete: no alert on error rate; no alert on unusual output; no link to the dashboard.',
    );
    await done.closes();
    const again = await opens('Omar Owner', '/stage3 checklist UC-1', 'Add evidence', 'Monitoring');
    expect(again.holds('Alerts on')).toBe('Latency');
  });

  test('costs are asked for in the currency of the workspace, and hours are not', async () => {
    await registers();
    const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Calculate ROI');
    expect(form.text.match(/In USD\./g)).toHaveLength(5);
  });

  test.each([
    [{ 'Model API per year': 18_000 }, 'the model API cost is a guess'],
    [{ 'Model API per year': 1, 'Measured figures': ['Users'] }, 'the model API cost is a guess'],
    [{ 'Model API per year': 18_000, Phase: 'Pilot' }, 'not calculated yet'],
  ])(
    'an ROI without a quoted or measured price says what going live still needs: %o',
    async (typed: Fields, words) => {
      await pilots();
      const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Calculate ROI');
      const figures = { ...(cases['record-roi']?.good as Fields) };
      const done = await submitRecorded(form, {
        ...figures,
        'Figures quoted by the vendor': [],
        ...typed,
      });
      expect(done.text).toContain(`This is not enough to go live. ROI: ${words}`);
      await done.closes();
      const quoted = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Calculate ROI');
      const complete = await submitRecorded(quoted, figures);
      expect(complete.text).not.toContain('not enough to go live');
    },
  );

  test('attendees of a walkthrough begin empty, and are asked for only with its day', async () => {
    await registers();
    const form = await opens('Omar Owner', '/stage3 usecase show UC-1', 'Plan roll-out');
    expect(form.holds('Attendees')).toBe('');
    const done = await submitRecorded(form, {});
    expect(done.text).toContain('is saved, but not complete: no walkthrough of the new workflow');
  });

  test('a vendor with a comma in its name stays one vendor', async () => {
    await registers({ vendors: ['OpenAI'] });
    const link = 'https://contracts.example.com/acme';
    const dpa = { useCase: 'UC-1', vendor: 'Acme, Inc.', signedOn: '2025-12-01', expiresOn: null, link };
    await records(crossing, recordDpa, dpa);
    const form = await opens('Omar Owner', '/stage3 usecase edit UC-1');
    await submitRecorded(form, { Vendors: `${form.holds('Vendors')}, Pinecone` });
    expect((await useCase())?.vendors).toEqual(['openai', 'acme, inc.', 'pinecone']);
  });

  test.each(['1,200', '1.200', '1 200', "1'200", '1200'])('%s people are twelve hundred', async (typed) => {
    await registers();
    await submitRecorded(await opens('Omar Owner', '/stage3 usecase edit UC-1'), { 'Intended users': typed });
    expect((await useCase())?.intendedUsers).toBe(1200);
  });
});
