import { describe, expect, test } from 'vitest';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { reassignUseCases } from '../../../src/domain/use-cases/reassign.ts';
import { Workspace } from '../../support/register.ts';

/** Returns a workspace in which the owner has UC-1 and UC-2, UC-3 is stopped, and UC-4 is the seller's. */
const createOwned = () => {
  const workspace = new Workspace('2026-01-05');
  workspace.registers({ name: 'a1', purpose: 'a1', members: ['member', 'seller'] });
  workspace.registers({ name: 'b2', purpose: 'b2' });
  workspace.registers({ name: 'c3', purpose: 'c3' });
  workspace.registers({ name: 'd4', purpose: 'd4', owner: 'seller' });
  return workspace.do('owner', stopUseCase, { useCase: 'UC-3', reason: 'Nobody uses it' });
};
const owners = (workspace: Workspace) => [...workspace.register.useCases.values()].map(({ owner }) => owner);
const all = { person: 'owner', to: 'member', instead: {} };

describe('handing over', () => {
  test('gives all that goes on to one person, who is no longer only a member of the team', () => {
    const workspace = createOwned().do('owner', reassignUseCases, all);
    expect(owners(workspace)).toEqual(['member', 'member', 'owner', 'seller']);
    expect(workspace.getUseCase('UC-1').members).toEqual(['seller']);
    expect(workspace.changes.at(-1)).toMatchObject({ action: 'hand-over', useCase: 'UC-2', actor: 'owner' });
  });

  test('or single ones to others, and leaves what nobody was chosen for', () => {
    const some = { person: 'owner', to: null, instead: { 'UC-2': 'seller' } };
    expect(owners(createOwned().do('owner', reassignUseCases, some))).toEqual([
      'owner',
      'seller',
      'owner',
      'seller',
    ]);
    const both = { ...all, instead: { 'UC-2': 'seller' } };
    expect(owners(createOwned().do('lead', reassignUseCases, both))).toEqual([
      'member',
      'seller',
      'owner',
      'seller',
    ]);
  });

  test('reaches only what the person owns', () => {
    const reaching = { ...all, instead: { 'UC-4': 'member' } };
    expect(owners(createOwned().do('owner', reassignUseCases, reaching))[3]).toBe('seller');
  });

  test('of somebody else is for the lead and admins', () => {
    expect(createOwned().attempt('member', reassignUseCases, all)).toMatchObject({
      code: 'not-permitted',
      ask: 'lead',
    });
    expect(createOwned().attempt('admin', reassignUseCases, all)).toBeNull();
    expect(createOwned().attempt('guest', reassignUseCases, { ...all, person: 'guest' })?.code).toBe(
      'not-permitted',
    );
  });

  test('of somebody who left goes to somebody who is here', () => {
    const workspace = createOwned().leaves('owner').leaves('member');
    expect(workspace.attempt('lead', reassignUseCases, all)?.fields?.to).toContain('has left');
    expect(owners(workspace.do('lead', reassignUseCases, { ...all, to: 'lead' }))).toEqual([
      'lead',
      'lead',
      'owner',
      'seller',
    ]);
  });

  test.each([
    ['to', { to: null }, 'Choose the new owner.'],
    ['to', { to: 'owner' }, 'Choose the new owner.'],
    ['to', { to: 'guest' }, 'not a full member'],
    ['UC-2', { instead: { 'UC-2': 'bot' } }, 'not a full member'],
  ])('is refused at %s for %o', (field, wrong, message) => {
    expect(createOwned().attempt('owner', reassignUseCases, { ...all, ...wrong })?.fields?.[field]).toContain(
      message,
    );
  });

  test('of nothing is refused', () => {
    expect(createOwned().attempt('member', reassignUseCases, { ...all, person: 'member' })?.code).toBe(
      'not-now',
    );
  });
});
