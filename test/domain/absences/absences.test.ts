import { describe, expect, test } from 'vitest';
import { endAbsence, enterAbsence } from '../../../src/domain/absences/absences.ts';
import { confirmItem } from '../../../src/domain/checklist/confirm.ts';
import { findOpenAbsence, findStandIn } from '../../../src/domain/people.ts';
import { type CastMember, completeEvidence, Workspace } from '../../support/register.ts';

const attemptAbsence = (
  workspace: Workspace,
  who: CastMember,
  deputy: CastMember | null,
  from: string,
  until: string,
) => workspace.attempt(who, enterAbsence, { from, until, deputy });
const findStandInOf = (workspace: Workspace, who: CastMember, day = workspace.today) =>
  findStandIn(workspace.register, who, () => day);

describe('an absence', () => {
  test('counts from its first day to its last, and another one takes its place', () => {
    const workspace = new Workspace('2026-03-02');
    expect(attemptAbsence(workspace, 'owner', 'seller', '2026-03-04', '2026-03-06')).toBeNull();
    const days = ['2026-03-03', '2026-03-04', '2026-03-06', '2026-03-07'];
    expect(days.map((day) => findStandInOf(workspace, 'owner', day))).toEqual([
      'owner',
      'seller',
      'seller',
      'owner',
    ]);
    expect(attemptAbsence(workspace, 'owner', null, '2026-03-04', '2026-03-13')).toBeNull();
    expect(findStandInOf(workspace, 'owner', '2026-03-09')).toBeNull();
  });

  test.each([
    ['ends before it begins', 'owner', null, '2026-03-04', '2026-03-03', 'until'],
    ['is over', 'owner', null, '2026-02-01', '2026-03-01', 'until'],
    ['lasts for years', 'owner', null, '2026-03-02', '2027-03-04', 'until'],
    ['names oneself', 'owner', 'owner', '2026-03-02', '2026-03-04', 'deputy'],
    ['names a guest', 'owner', 'guest', '2026-03-02', '2026-03-04', 'deputy'],
    ['names somebody of another company', 'owner', 'external', '2026-03-02', '2026-03-04', 'deputy'],
    ['names a bot', 'owner', 'bot', '2026-03-02', '2026-03-04', 'deputy'],
    ['names somebody who left', 'owner', 'operator', '2026-03-02', '2026-03-04', 'deputy'],
    ['names somebody who is away then', 'owner', 'seller', '2026-03-02', '2026-03-10', 'deputy'],
  ] as const)('that %s is refused at its field', (_, who, deputy, from, until, field) => {
    const workspace = new Workspace('2026-03-02').leaves('operator');
    attemptAbsence(workspace, 'seller', null, '2026-03-09', '2026-03-20');
    expect(Object.keys(attemptAbsence(workspace, who, deputy, from, until)?.fields ?? {})).toEqual([field]);
  });

  test('is for full members', () => {
    for (const who of ['guest', 'external', 'bot'] as const)
      expect(attemptAbsence(new Workspace('2026-03-02'), who, null, '2026-03-02', '2026-03-04')?.code).toBe(
        'not-permitted',
      );
  });

  test('is ended early by whoever is back: from that day on they are here', () => {
    const workspace = new Workspace('2026-03-02');
    attemptAbsence(workspace, 'owner', null, '2026-03-02', '2026-03-20');
    workspace.on('2026-03-05').do('owner', endAbsence, {});
    expect(findStandInOf(workspace, 'owner')).toBe('owner');
    expect(findStandInOf(workspace, 'owner', '2026-03-04')).toBeNull();
    expect(workspace.attempt('owner', endAbsence, {})?.code).toBe('not-now');
    attemptAbsence(workspace, 'owner', null, '2026-03-09', '2026-03-20');
    workspace.do('owner', endAbsence, {});
    expect(findOpenAbsence(workspace.register, 'owner', '2026-03-05')).toBeNull();
  });
});

describe('a deputy who is away too', () => {
  /** Records absences in a chain: the owner's deputy is the seller, whose deputy is the colleague. */
  const chain = () => {
    const workspace = new Workspace('2026-03-02');
    attemptAbsence(workspace, 'owner', 'seller', '2026-03-02', '2026-03-31');
    attemptAbsence(workspace, 'seller', 'member', '2026-03-09', '2026-03-31');
    return workspace.on('2026-03-10');
  };

  test('is replaced by their own deputy, and the chain goes no further', () => {
    const workspace = chain();
    expect(findStandInOf(workspace, 'owner')).toBe('member');
    attemptAbsence(workspace, 'member', 'admin', '2026-03-10', '2026-03-31');
    expect(findStandInOf(workspace, 'owner')).toBeNull();
  });

  test('a deputy who became a guest, or who names the absent person back, stands in for nobody', () => {
    expect(findStandInOf(chain().becomesGuest('member'), 'owner')).toBeNull();
    const workspace = new Workspace('2026-03-02');
    attemptAbsence(workspace, 'owner', 'seller', '2026-03-02', '2026-03-31');
    workspace.put('absences', 'seller', {
      ...{
        person: 'seller',
        from: '2026-03-09',
        until: '2026-03-31',
        deputy: 'owner',
        enteredOn: '2026-03-09',
      },
    });
    expect(findStandInOf(workspace, 'owner', '2026-03-10')).toBeNull();
  });
});

test('a deputy may act on what the absent person owns, while it lasts', () => {
  const workspace = new Workspace('2026-03-02');
  workspace.startsPilot(workspace.registers());
  const [details] = completeEvidence(40);
  const confirms = () =>
    workspace.attempt('seller', confirmItem, { useCase: 'UC-1', details: details as never });
  expect(confirms()?.code).toBe('not-permitted');
  attemptAbsence(workspace, 'owner', 'seller', '2026-03-02', '2026-03-06');
  expect(confirms()).toBeNull();
  workspace.on('2026-03-07');
  expect(confirms()?.code).toBe('not-permitted');
});

test.each([
  ['before the day has come in the workspace', 'UTC', 'Pacific/Kiritimati', '2026-03-03', '2026-03-03'],
  [
    'after the day has passed in the workspace',
    'Pacific/Kiritimati',
    'America/Los_Angeles',
    '2026-03-01',
    '2026-03-01',
  ],
] as const)(
  'a deputy may act from the first day to the last where the absent person is: %s',
  (_, timeZone, zone, from, until) => {
    const workspace = new Workspace('2026-03-01', { timeZone });
    workspace.startsPilot(workspace.registers());
    workspace.movesTo('owner', zone);
    const [details] = completeEvidence(40);
    const confirms = () =>
      workspace.attempt('seller', confirmItem, { useCase: 'UC-1', details: details as never });
    attemptAbsence(workspace, 'owner', 'seller', from, until);
    workspace.on('2026-03-02');
    expect(confirms()).toBeNull();
    workspace.do('owner', endAbsence, {});
    expect(confirms()?.code).toBe('not-permitted');
  },
);
