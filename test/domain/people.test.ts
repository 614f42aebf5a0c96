import { expect, test } from 'vitest';
import { anonymize, draftPersonChange, nameOf } from '../../src/domain/people.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { registration, Workspace } from '../support/register.ts';

test('everybody an action names is known from then on, once', () => {
  const workspace = new Workspace('2026-01-05', null);
  workspace.do('member', registerUseCase, registration());
  expect(workspace.register.people.get('owner')).toEqual(workspace.person('owner'));
  const seen = workspace.changes.length;
  workspace.registers({ name: 'Another', purpose: 'Something else entirely' });
  expect(workspace.changes.slice(seen).map(({ action }) => action)).not.toContain('person-seen');
});

test('a departure and a return are each recorded once', () => {
  const workspace = new Workspace('2026-01-05');
  workspace.leaves('owner').leaves('owner').returns('owner');
  expect(
    workspace.changes.map(({ action }) => action).filter((action) => /left|returned/.test(action)),
  ).toEqual(['person-left', 'person-returned']);
});

test('nothing is kept about people without a part here', () => {
  const workspace = new Workspace('2026-01-05');
  const stranger = { id: 'U9', name: 'Stranger', active: false, timeZone: null, kind: 'member' as const };
  expect(draftPersonChange(workspace.register, stranger)).toEqual([]);
});

test('of somebody who was erased no personal facts are kept until they are back', () => {
  const workspace = new Workspace('2026-01-05').leaves('owner');
  workspace.put('people', 'owner', anonymize(workspace.person('owner')));
  expect(nameOf(workspace.register, 'owner')).toBe('owner');
  expect(
    draftPersonChange(workspace.register, { ...workspace.person('owner'), timeZone: 'Asia/Tokyo' }),
  ).toEqual([]);
  workspace.do('member', registerUseCase, registration({ owner: 'seller' }));
  expect(workspace.register.people.get('owner')).toMatchObject({ name: '', active: false, timeZone: null });
  workspace.returns('owner');
  expect(workspace.register.people.get('owner')).toEqual(workspace.person('owner'));
});

test.each([
  ['guest', 'not a full member'],
  ['external', 'not a full member'],
  ['bot', 'not a full member'],
  ['nobody', 'not in this workspace'],
  ['seller', 'has left'],
])('%s cannot be given a use case', (owner, why) => {
  const workspace = new Workspace('2026-01-05').leaves('seller');
  const refusal = workspace.attempt('member', registerUseCase, registration({ owner }));
  expect(refusal?.fields?.owner).toContain(why);
  const asMember = workspace.attempt('member', registerUseCase, registration({ members: [owner] }));
  expect(asMember?.fields?.members).toContain(why);
});

test('a new time zone or name is recorded once', () => {
  const { register } = new Workspace('2026-01-05');
  const moved = {
    id: 'lead',
    name: 'Transformation lead',
    active: true,
    timeZone: 'Asia/Tokyo',
    kind: 'member' as const,
  };
  expect(draftPersonChange(register, moved)).toMatchObject([
    {
      action: 'person-seen',
      entity: 'people',
      before: { timeZone: null },
      after: { timeZone: 'Asia/Tokyo' },
    },
  ]);
  const after = { ...register, people: new Map([...register.people, ['lead', moved] as const]) };
  expect(draftPersonChange(after, moved)).toEqual([]);
  expect(draftPersonChange(after, { ...moved, name: 'Lena' })).toMatchObject([{ action: 'person-seen' }]);
});
