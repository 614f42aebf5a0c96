import { describe, expect, test } from 'vitest';
import { accountability } from '../../../src/domain/ai-operations/accountability-reminder.ts';
import {
  acceptAccountabilities,
  appointOperators,
  declineOperations,
  listActiveOperators,
  listOpenAccountabilities,
} from '../../../src/domain/ai-operations/ai-operations.ts';
import { isStage3 } from '../../../src/domain/readiness/crossing-test.ts';
import { accountabilities } from '../../../src/domain/register.ts';
import { flagsOf } from '../../support/facts.ts';
import { stage3, Workspace } from '../../support/register.ts';

const r4 = (workspace: Workspace) => workspace.assess().requirements[3];

describe('AI Operations', () => {
  test('nobody accepts for somebody else: not the lead, not an admin', () => {
    const workspace = new Workspace('2026-01-05').do('lead', appointOperators, { people: ['operator'] });
    for (const who of ['lead', 'admin', 'owner'] as const) {
      expect(workspace.attempt(who, acceptAccountabilities, { accept: ['uptime'] })?.code).toBe(
        'not-permitted',
      );
    }
    expect(workspace.register.operators.get('operator')?.accepted).toEqual({});
  });

  test('the role is whole only when all three are accepted, and each acceptance keeps its moment', () => {
    const workspace = new Workspace('2026-01-05').do('lead', appointOperators, { people: ['operator'] });
    workspace.do('operator', acceptAccountabilities, { accept: ['uptime', 'incident-response'] });
    const first = workspace.changes.at(-1)?.at;
    expect(r4(workspace).gaps).toEqual([
      {
        text: 'AI Operations has not accepted: model versioning',
        owner: 'operator',
        step: { do: 'accept-accountabilities' },
      },
    ]);
    workspace.on('2026-01-09').do('operator', acceptAccountabilities, {
      accept: ['uptime', 'incident-response', 'model-versioning'],
    });
    const operator = workspace.register.operators.get('operator');
    expect(operator && listOpenAccountabilities(operator)).toEqual([]);
    expect(operator?.accepted).toEqual({
      uptime: first,
      'incident-response': first,
      'model-versioning': workspace.changes.at(-1)?.at,
    });
    expect(r4(workspace).met).toBe(true);
  });

  test('accepting again what is accepted changes nothing', () => {
    const workspace = new Workspace('2026-01-05').namesOperator();
    const before = workspace.changes.length;
    workspace.do('operator', acceptAccountabilities, { accept: ['uptime'] });
    expect(workspace.changes).toHaveLength(before);
    expect(workspace.attempt('operator', acceptAccountabilities, { accept: [] })?.code).toBe('invalid');
  });

  test('naming replaces: who is left out holds it no longer, who stays keeps what was accepted', () => {
    const workspace = new Workspace('2026-01-05').namesOperator();
    workspace.do('lead', appointOperators, { people: ['operator', 'member', 'member'] });
    expect([...workspace.register.operators.keys()]).toEqual(['operator', 'member']);
    expect(
      workspace.changes.filter(({ entity, id }) => entity === 'operators' && id === 'member'),
    ).toHaveLength(1);
    expect(r4(workspace).met).toBe(true);
    workspace.do('lead', appointOperators, { people: ['member'] });
    expect(r4(workspace).gaps.map(({ owner }) => owner)).toEqual(['member']);
    workspace.do('lead', appointOperators, { people: ['operator'] });
    expect(r4(workspace).met).toBe(false);
    workspace.do('operator', acceptAccountabilities, { accept: accountabilities });
    expect(r4(workspace).met).toBe(true);
    workspace
      .do('lead', appointOperators, { people: [] })
      .do('lead', appointOperators, { people: ['operator'] });
    expect(r4(workspace).met).toBe(false);
  });

  test('only full members who are here can hold it', () => {
    const workspace = new Workspace('2026-01-05').leaves('seller');
    workspace.do('lead', appointOperators, { people: ['operator'] });
    for (const person of ['guest', 'external', 'bot', 'nobody', 'seller']) {
      expect(
        workspace.attempt('lead', appointOperators, { people: ['operator', person] })?.fields,
      ).toHaveProperty('people');
    }
  });

  test('without anybody, R4 asks the lead to name somebody', () => {
    expect(r4(new Workspace('2026-01-05')).gaps).toEqual([
      { text: 'no AI Operations owner is appointed', owner: 'lead', step: { do: 'name-operators' } },
    ]);
  });

  test('a holder who left does not hold R4, and holds it again on coming back', () => {
    const workspace = new Workspace('2026-01-05').namesOperator().leaves('operator');
    expect(listActiveOperators(workspace.register)).toEqual([]);
    expect(r4(workspace).gaps.map(({ text }) => text)).toEqual([
      'AI Operations has no active owner: AI Operations left Slack and needs a successor',
    ]);
    expect(r4(workspace.returns('operator')).met).toBe(true);
  });

  describe('one active holder who accepted all three is enough', () => {
    const createHeld = (also: 'member' = 'member') =>
      new Workspace('2026-01-05')
        .namesOperator()
        .do('lead', appointOperators, { people: ['operator', also] });

    test('another who has not answered is a flag that says so', () => {
      const workspace = createHeld();
      expect(r4(workspace)).toMatchObject({ met: true, gaps: [] });
      expect(flagsOf(workspace)).toEqual([
        'Colleague has not accepted: uptime of production AI, incident response, model versioning. Until they answer, those who accepted hold the role',
      ]);
    });

    test('another who left, or became a guest, is a flag that asks for a successor', () => {
      const gone = 'Colleague (AI Operations) left Slack and needs a successor';
      expect(r4(createHeld().leaves('member')).met).toBe(true);
      expect(flagsOf(createHeld().leaves('member'))).toEqual([gone]);
      expect(flagsOf(createHeld().becomesGuest('member'))).toEqual([
        gone.replace('left Slack', 'became a guest'),
      ]);
    });

    test('once the only one who accepted leaves, the other is waited for, and the one who left needs a successor', () => {
      expect(r4(createHeld().leaves('operator')).gaps).toEqual([
        {
          text: 'AI Operations (AI Operations) left Slack and needs a successor',
          owner: 'lead',
          step: { do: 'name-operators' },
        },
        {
          text: 'Colleague has not accepted: uptime of production AI, incident response, model versioning',
          owner: 'member',
          step: { do: 'accept-accountabilities' },
        },
      ]);
    });

    test('the answer and the replay of the log agree on it', () => {
      const workspace = stage3('2026-02-02').do('lead', appointOperators, { people: ['operator', 'member'] });
      const createHeld = () => [
        workspace.assess().verdict === 'Stage 3',
        isStage3(workspace.register, workspace.today),
      ];
      expect(createHeld()).toEqual([true, true]);
      workspace.becomesGuest('operator');
      expect(createHeld()).toEqual([false, false]);
      workspace.do('member', acceptAccountabilities, { accept: accountabilities });
      expect(createHeld()).toEqual([true, true]);
    });
  });

  test('a holder who also owns what runs is flagged, and R4 holds all the same', () => {
    const workspace = new Workspace('2026-01-05').namesOperator();
    const key = workspace.registers({ owner: 'operator' });
    expect(flagsOf(workspace)).toEqual([]);
    workspace.startsPilot(key);
    expect(flagsOf(workspace)).toEqual([
      'AI Operations holds AI Operations and also owns UC-1: one person has two jobs',
    ]);
    expect(r4(workspace).met).toBe(true);
  });
});

describe('a person who declines AI Operations', () => {
  const declines = (workspace: Workspace) => workspace.attempt('operator', declineOperations, {});

  test('is not named any more, and so not asked any more; the others stay named', () => {
    const workspace = new Workspace('2026-01-05').do('lead', appointOperators, {
      people: ['operator', 'member'],
    });
    workspace.do('operator', declineOperations, {});
    expect([...workspace.register.operators.keys()]).toEqual(['member']);
    expect(accountability.due(workspace.register, '2026-01-09').map(({ person }) => person)).toEqual([
      'member',
    ]);
  });

  test('says so once: whoever says it twice reads that it is done', () => {
    const workspace = new Workspace('2026-01-05').do('lead', appointOperators, { people: ['operator'] });
    workspace.do('operator', declineOperations, {});
    expect(declines(workspace)?.message).toContain('You are no longer appointed to AI Operations.');
  });

  test('is sent to an admin where nobody leads, and stays named', () => {
    const workspace = new Workspace('2026-01-05').do('lead', appointOperators, { people: ['operator'] });
    expect(declines(workspace.leaves('lead'))?.message).toContain('Ask a Slack admin to appoint one');
    expect(workspace.register.operators.has('operator')).toBe(true);
  });

  test('reads that they have accepted, or are not named any more, where that is so', () => {
    const workspace = new Workspace('2026-01-05').namesOperator().on('2026-01-09');
    expect(declines(workspace)?.message).toContain('You accepted all three accountabilities');
    expect(declines(workspace)?.message).toContain('on 5 January 2026');
    workspace.do('lead', appointOperators, { people: ['member'] });
    expect(declines(workspace)?.message).toContain('You are no longer appointed to AI Operations.');
  });
});
