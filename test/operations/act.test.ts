import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkIn } from '../../src/domain/adoption/adoption.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { joinUseCase, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { act } from '../../src/operations/act.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const now = () => Date.UTC(2026, 0, 12, 9);
const person = { active: true, timeZone: null, kind: 'member', admin: false } as const;
const omar = { ...person, id: 'U0OMAR', name: 'Omar' };
const sara = { ...person, id: 'U0SARA', name: 'Sara' };
const pilot = {
  ...{ useCase: 'UC-1', startedOn: '2026-01-05', decideBy: '2026-03-05', volunteers: 12 },
  ...{ criteria: ['30% of tickets resolved'], stack: null },
};
const figures = { intended: 12, daily: 4, weekly: 8, notAtAll: 2, result: '' };

let store: Store;
beforeEach(async () => {
  store = await openStore('sqlite::memory:');
  await records(
    { store, now, workspace: { teamId: 'T1' } as never },
    registerUseCase,
    registration({ owner: omar.id }),
  );
});
afterEach(() => store.close());

const crossing = () => ({ store, now, findMember: async () => null });
test('nobody is refused on a register that was out of date when they sent their form', async () => {
  const register = await store.load('T1');
  await records({ store, now, workspace: { teamId: 'T1' } as never }, startPilot, pilot);
  const occasion = { workspace: 'T1', actor: omar, delivery: 'form:1', named: [], register };
  const result = await act(crossing(), occasion, checkIn, { useCase: 'UC-1', on: '2026-01-12', ...figures });
  expect(result).toMatchObject({ ok: true });
  expect(result.register.checkIns.size).toBe(1);
});

test('an action that was undone meanwhile is done again', async () => {
  const occasion = { workspace: 'T1', actor: sara, delivery: null, named: [] };
  const joined = await act(crossing(), occasion, joinUseCase, { useCase: 'UC-1' });
  const useCase = joined.register.useCases.get('UC-1');
  expect(useCase?.members).toEqual([sara.id]);
  await store.commit('T1', {
    ...{ seenSeq: joined.register.seq, delivery: null, actor: omar.id, at: now() },
    drafts: [
      {
        ...{ action: 'edit-use-case', entity: 'useCases', id: 'UC-1', useCase: 'UC-1' },
        ...{ before: useCase as never, after: { ...useCase, members: [] } as never },
      },
    ],
  });
  const again = await act(crossing(), { ...occasion, register: joined.register }, joinUseCase, {
    useCase: 'UC-1',
  });
  expect(again.register.useCases.get('UC-1')?.members).toEqual([sara.id]);
});

test('a form that arrives twice is recorded once, and answered alike', async () => {
  const register = await store.load('T1');
  const occasion = { workspace: 'T1', actor: sara, delivery: 'form:2', named: [], register };
  const [first, second] = [
    await act(crossing(), occasion, joinUseCase, { useCase: 'UC-1' }),
    await act(crossing(), occasion, joinUseCase, { useCase: 'UC-1' }),
  ];
  expect([first.ok, second.ok, second.register.seq]).toEqual([true, true, first.register.seq]);
});
