import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/calendar.ts';
import {
  checklistOf,
  listOpenItems,
  needsDpa,
  sortItemsByUrgency,
} from '../../../src/domain/checklist/checklist.ts';
import { confirmItem, reconfirm } from '../../../src/domain/checklist/confirm.ts';
import { listExpiringEvidence as lapsingItems } from '../../../src/domain/checklist/evidence-expiry.ts';
import { checklist, checklistEntry } from '../../../src/domain/checklist/items.ts';
import { endWaiver, waive } from '../../../src/domain/checklist/waivers.ts';
import { type ChecklistItem, checklistItems, type EvidenceDetails } from '../../../src/domain/register.ts';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { flagsOf } from '../../support/facts.ts';
import { completeEvidence, registration, Workspace } from '../../support/register.ts';

const today = '2026-01-12';
const evidence = <I extends EvidenceDetails['item']>(item: I) =>
  completeEvidence(40).find((details) => details.item === item) as Extract<EvidenceDetails, { item: I }>;
const state = (workspace: Workspace, item: ChecklistItem, day = today) =>
  checklistOf(workspace.register, workspace.getUseCase('UC-1'), day)[checklistItems.indexOf(item)];

/** Returns a workspace with UC-1 in a pilot, every item confirmed today. */
const createReady = () => {
  const workspace = new Workspace(today).commits().namesOperator();
  workspace.startsPilot(workspace.registers());
  return workspace.makesReady('UC-1');
};

test('the checklist has eight items, in the order of the list', () => {
  expect(checklist.map(({ key }) => key)).toEqual(checklistItems);
  expect(checklist).toHaveLength(8);
  expect(() => checklistEntry('budget' as ChecklistItem)).toThrow(RangeError);
});

describe('an item', () => {
  test('is open without evidence and holds on complete evidence, with who confirmed it and when', () => {
    const workspace = new Workspace(today);
    workspace.registers();
    for (const details of completeEvidence(40)) {
      expect(state(workspace, details.item)).toMatchObject({ state: 'open', missing: ['no evidence yet'] });
      workspace.do('owner', confirmItem, { useCase: 'UC-1', details });
      expect(state(workspace, details.item)).toMatchObject({
        state: 'holds',
        missing: [],
        confirmed: { by: 'owner', at: workspace.changes.at(-1)?.at },
        validUntil: '2026-04-12',
      });
    }
  });

  test.each<[EvidenceDetails, string]>([
    [{ ...evidence('monitoring'), alerts: ['latency', 'unusual-output'] }, 'no alert on error rate'],
    [{ ...evidence('monitoring'), alerts: ['error-rate', 'unusual-output'] }, 'no alert on latency'],
    [{ ...evidence('monitoring'), alerts: ['error-rate', 'latency'] }, 'no alert on unusual output'],
    [{ ...evidence('monitoring'), dashboard: null }, 'no link to the dashboard'],
    [{ ...evidence('monitoring'), dashboard: ' ' }, 'no link to the dashboard'],
    [{ ...evidence('fallback'), modelTimeout: null }, 'no fallback for a model timeout'],
    [{ ...evidence('fallback'), guardrailTrigger: null }, 'no fallback for a guardrail trigger'],
    [{ ...evidence('fallback'), rateLimit: null }, 'no fallback for a rate limit'],
    [{ ...evidence('human-review'), outputs: ' ' }, 'no outputs named for review'],
    [{ ...evidence('human-review'), when: '' }, 'no time of review'],
    [
      { ...evidence('human-review'), external: 'after-sending' },
      'communication outside the company is reviewed only after it is sent',
    ],
    [{ ...evidence('model-versions'), log: [] }, 'no model version in the log'],
    [{ ...evidence('incident-response'), runbook: null }, 'no runbook'],
    [{ ...evidence('incident-response'), callOrder: [] }, 'nobody to call'],
    [{ ...evidence('incident-response'), slaHours: null }, 'no resolution time in hours'],
    [{ ...evidence('training'), toldOn: null }, 'no day on which users were told'],
    [{ ...evidence('training'), trained: 39 }, '39 of 40 intended users are trained'],
    [{ ...evidence('training'), covered: ['correct', 'escalate'] }, 'training does not cover how to review'],
    [{ ...evidence('training'), covered: ['review', 'escalate'] }, 'training does not cover how to correct'],
    [{ ...evidence('training'), covered: ['review', 'correct'] }, 'training does not cover how to escalate'],
    [{ ...evidence('cost-monitoring'), alertThreshold: 3_001 }, 'the alert threshold is above the budget'],
  ])('does not hold on incomplete evidence, which is kept: %#', (details, lack) => {
    const workspace = new Workspace(today);
    workspace.registers();
    workspace.do('owner', confirmItem, { useCase: 'UC-1', details });
    expect(state(workspace, details.item)).toMatchObject({ state: 'open', missing: [lack] });
    expect(workspace.register.evidence.get(`UC-1:${details.item}`)?.details).toEqual(details);
  });

  test('is a gate when nothing leaves the company, or when it is reviewed before sending', () => {
    const workspace = new Workspace(today);
    workspace.registers();
    for (const external of ['none-sent', 'before-sending'] as const) {
      workspace.confirms('UC-1', { ...evidence('human-review'), external });
      expect(state(workspace, 'human-review')?.state).toBe('holds');
    }
  });

  test.each(checklistItems.filter((item) => item !== 'dpa'))(
    '%s lapses after 90 days, to the day',
    (item) => {
      const workspace = createReady();
      expect(state(workspace, item, addDays(today, 90))?.state).toBe('holds');
      expect(state(workspace, item, addDays(today, 91))).toMatchObject({
        state: 'open',
        missing: ['evidence expired, last confirmed on 12 January 2026 (91 days ago)'],
      });
      workspace.on(addDays(today, 91)).confirmsAll('UC-1');
      expect(state(workspace, item, addDays(today, 181))?.state).toBe('holds');
    },
  );

  test('is open again when the use case is meant for more people', () => {
    const workspace = createReady();
    const edit = { ...registration({ intendedUsers: 60 }), useCase: 'UC-1', goLivePlannedOn: null };
    workspace.do('owner', editUseCase, edit);
    expect(state(workspace, 'training')?.missing).toEqual(['40 of 60 intended users are trained']);
  });

  test.each<[string, EvidenceDetails]>([
    ['from', { ...evidence('model-versions'), log: [{ model: 'gpt', version: '6', from: '2026-01-13' }] }],
    ['callOrder', { ...evidence('incident-response'), callOrder: ['operator', 'guest'] }],
    ['slaHours', { ...evidence('incident-response'), slaHours: 721 }],
    ['toldOn', { ...evidence('training'), toldOn: '2026-01-13' }],
    ['reportOwner', { ...evidence('cost-monitoring'), reportOwner: 'nobody' }],
  ])('is refused at %s when the evidence cannot be', (field, details) => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    const refusal = workspace.attempt('owner', confirmItem, { useCase, details });
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
    expect(workspace.attempt('owner', confirmItem, { useCase: 'UC-9', details })?.code).toBe('not-found');
  });
});

describe('evidence that expires and is still true', () => {
  /** Returns a workspace whose items were confirmed on 12 January, so that they expire on 12 April. */
  const createExpiring = (day = '2026-04-06') => createReady().on(day);
  const offered = (workspace: Workspace) =>
    lapsingItems(workspace.register, workspace.getUseCase('UC-1'), workspace.today).map(({ item }) => item);
  const all = checklistItems.filter((item) => item !== 'dpa');

  test('is offered from 7 days before it lapses on, and after; what holds for longer is not', () => {
    expect(offered(createExpiring('2026-04-04'))).toEqual([]);
    expect(offered(createExpiring('2026-04-05'))).toEqual(all);
    expect(offered(createExpiring('2026-06-01'))).toEqual(all);
    const workspace = createExpiring('2026-04-01').confirms('UC-1', evidence('fallback'));
    expect(offered(workspace.on('2026-04-06'))).toEqual(all.filter((item) => item !== 'fallback'));
  });

  test('is confirmed confirmed as it is, today and by whoever says so; what is not chosen stays as it was', () => {
    const workspace = createExpiring();
    const before = new Map(workspace.register.evidence);
    workspace.do('owner', reconfirm, { useCase: 'UC-1', items: ['training', 'model-versions'] });
    for (const [id, kept] of workspace.register.evidence) {
      const again = id === 'UC-1:training' || id === 'UC-1:model-versions';
      const confirmed = { confirmedBy: 'owner', confirmedOn: '2026-04-06', confirmedAt: expect.any(Number) };
      expect(kept).toEqual(again ? { ...before.get(id), ...confirmed } : before.get(id));
    }
    expect(state(workspace, 'training', '2026-07-05')?.state).toBe('holds');
    expect(state(workspace, 'fallback', '2026-04-13')?.state).toBe('open');
  });

  test('is not offered where confirming it as it is would not make it hold', () => {
    const workspace = createExpiring().confirms('UC-1', { ...evidence('fallback'), rateLimit: null });
    const edit = { ...registration({ intendedUsers: 60 }), useCase: 'UC-1', goLivePlannedOn: null };
    workspace.do('owner', editUseCase, edit).leaves('admin');
    expect(offered(workspace)).toEqual(['monitoring', 'human-review', 'model-versions']);
  });

  test('is refused when its person has left, with the step to name another', () => {
    const workspace = createExpiring();
    const act = workspace.act('owner');
    const gone = { ...workspace.person('admin'), active: false } as const;
    const input = { useCase: 'UC-1', items: ['monitoring', 'cost-monitoring'] } as const;
    const people = new Map([...act.people, ['admin', gone]]);
    expect(reconfirm(workspace.register, input, { ...act, people })).toMatchObject({
      refusal: {
        fields: {
          items:
            'Slack admin has left this workspace. Choose a current member. Leave Cost monitoring unticked and name a successor on the checklist.',
        },
      },
    });
  });

  test('is refused where nothing is chosen, nothing lapses, or the use case is not theirs', () => {
    const none = { useCase: 'UC-1', items: [] };
    expect(createExpiring().attempt('owner', reconfirm, none)?.fields).toHaveProperty('items');
    const monitoring = { useCase: 'UC-1', items: ['monitoring'] } as const;
    expect(createReady().attempt('owner', reconfirm, monitoring)?.code).toBe('not-now');
    expect(createExpiring().attempt('seller', reconfirm, monitoring)?.code).toBe('not-permitted');
    expect(createExpiring().attempt('owner', reconfirm, { ...monitoring, useCase: 'UC-9' })?.code).toBe(
      'not-found',
    );
    createExpiring().do('operator', reconfirm, monitoring);
  });
});

describe('the DPA', () => {
  const touching = (data: ('none' | 'personal' | 'company-confidential')[], vendors: string[] = []) => {
    const workspace = new Workspace(today);
    workspace.registers({ data, vendors });
    return workspace;
  };

  test('is not asked for by data that is neither personal nor confidential', () => {
    const workspace = touching(['none'], ['OpenAI']);
    expect(needsDpa(workspace.getUseCase('UC-1'))).toBe(false);
    expect(state(workspace, 'dpa')?.state).toBe('holds');
  });

  test.each([[['personal' as const]], [['company-confidential' as const]]])(
    'is asked for by %s data',
    (data) => {
      const workspace = touching(data, ['OpenAI', 'Pinecone']);
      expect(state(workspace, 'dpa')).toMatchObject({
        state: 'open',
        missing: ['OpenAI has no DPA', 'Pinecone has no DPA'],
        step: { do: 'record-dpa', useCase: 'UC-1', vendor: 'OpenAI' },
      });
      workspace.signsDpa('UC-1', 'OpenAI');
      expect(state(workspace, 'dpa')).toMatchObject({ state: 'open', step: { vendor: 'Pinecone' } });
      workspace.signsDpa('UC-1', 'Pinecone', '2026-03-31');
      expect(state(workspace, 'dpa', '2026-03-31')?.state).toBe('holds');
      expect(state(workspace, 'dpa', '2026-04-01')?.missing).toEqual([
        'the DPA of Pinecone expired on 31 March 2026',
      ]);
    },
  );

  test('is needed while nobody has stated the data, which is a gap of its own', () => {
    const workspace = touching([], ['OpenAI']);
    expect(state(workspace, 'dpa')).toMatchObject({
      state: 'open',
      missing: ['the data it touches is not recorded', 'OpenAI has no DPA'],
      step: { do: 'edit-use-case', useCase: 'UC-1' },
    });
    workspace.signsDpa('UC-1', 'OpenAI');
    expect(state(workspace, 'dpa')?.missing).toEqual(['the data it touches is not recorded']);
  });

  test('missing in production is no violation before the data is stated, and requirement 1 waits for it', () => {
    const workspace = new Workspace(today);
    const rollout = { audience: 'everyone', deployed: 40 } as const;
    workspace.registers({ data: [], standing: { stage: 'production', liveOn: today, rollout } });
    const [r1] = workspace.assess().requirements;
    expect(r1.gaps.map(({ text }) => text)).toContain(
      'UC-1: Data processing agreements: the data it touches is not recorded; no vendor is recorded',
    );
  });

  test.each([
    ['unknown' as const, ['the name of one vendor is missing']],
    ['none' as const, []],
    [null, ['no vendor is recorded']],
  ])('knows a vendor that is %s', (otherVendors, lacks) => {
    const workspace = new Workspace(today);
    workspace.registers({ data: ['personal'], vendors: [], otherVendors });
    expect(state(workspace, 'dpa')?.missing).toEqual(lacks);
  });

  test('does not hold while no vendor is recorded', () => {
    expect(state(touching(['personal']), 'dpa')?.missing).toEqual(['no vendor is recorded']);
  });

  test.each([[['OpenAI']], [[]]])('missing in production is called a compliance violation: %o', (vendors) => {
    const workspace = new Workspace(today);
    const rollout = { audience: 'everyone', deployed: 40 } as const;
    workspace.registers({ vendors, standing: { stage: 'production', liveOn: today, rollout } });
    expect(state(workspace, 'dpa')?.missing).toContain('in production this is a compliance violation');
    const said = [...workspace.assess().blockers.map(({ text }) => text), ...flagsOf(workspace)];
    expect(said.filter((text) => text.includes('compliance violation'))).toHaveLength(1);
    expect(workspace.assess().requirements[0].met).toBe(false);
  });

  test('can be waived by nobody, and a waiver that stands in the register all the same is none', () => {
    const workspace = touching(['personal'], ['OpenAI']).namesOperator();
    const subject = { kind: 'item', item: 'dpa' } as const;
    for (const who of ['operator', 'lead', 'admin'] as const) {
      const waiver = { useCase: 'UC-1', subject, reason: 'Soon', until: today };
      expect(workspace.attempt(who, waive, waiver)?.code).toBe('not-now');
    }
    workspace.put('waivers', 'W-1', {
      key: 'W-1',
      useCase: 'UC-1',
      subject,
      reason: 'Soon',
      approvedBy: 'lead',
      from: today,
      until: '2026-02-01',
    });
    expect(state(workspace, 'dpa')).toMatchObject({ state: 'open', waiver: null });
  });
});

describe('a waiver', () => {
  const waiver = {
    useCase: 'UC-1',
    subject: { kind: 'item', item: 'fallback' },
    reason: 'The queue is built in March',
    until: '2026-03-31',
  } as const;
  const open = () => createReady().confirms('UC-1', { ...evidence('fallback'), rateLimit: null });

  test('stands in for an open item through its last day, and says what for', () => {
    const workspace = open().do('operator', waive, waiver);
    expect(state(workspace, 'fallback', '2026-03-31')).toMatchObject({
      state: 'waived',
      missing: ['no fallback for a rate limit'],
      waiver: { key: 'W-1', approvedBy: 'operator', from: today },
    });
    expect(state(workspace, 'fallback', '2026-04-01')).toMatchObject({ state: 'open', waiver: null });
  });

  test('is not needed by an item that holds, and takes its place again when the evidence lapses', () => {
    const workspace = createReady()
      .on('2026-04-01')
      .do('operator', waive, { ...waiver, until: '2026-06-30' });
    expect(state(workspace, 'fallback', '2026-04-12')).toMatchObject({ state: 'holds', waiver: null });
    expect(state(workspace, 'fallback', '2026-04-13')?.state).toBe('waived');
  });

  test('no longer applies from the day on which it is ended early', () => {
    const workspace = open().do('operator', waive, waiver).on('2026-02-01');
    workspace.do('operator', endWaiver, { waiver: 'W-1' });
    expect(state(workspace, 'fallback', '2026-02-01')).toMatchObject({ state: 'open', waiver: null });
    expect(state(workspace, 'fallback', '2026-01-31')?.state).toBe('waived');
    expect(workspace.attempt('operator', endWaiver, { waiver: 'W-1' })?.message).toBe(
      'The waiver W-1 ended on 31 January 2026.',
    );
    expect(workspace.attempt('operator', endWaiver, { waiver: 'W-9' })?.code).toBe('not-found');
  });

  test('lasts 90 days at most', () => {
    const workspace = open();
    const day91 = { ...waiver, until: '2026-04-13' };
    expect(workspace.attempt('operator', waive, day91)?.fields?.until).toContain(
      'Choose a day up to 12 April 2026',
    );
    workspace.do('operator', waive, { ...waiver, until: '2026-04-12' });
  });

  test('needs a reason, an end that is not past, and a use case', () => {
    const workspace = open();
    expect(workspace.attempt('operator', waive, { ...waiver, reason: ' ' })?.fields).toHaveProperty('reason');
    const past = { ...waiver, until: '2026-01-11' };
    expect(workspace.attempt('operator', waive, past)?.fields).toHaveProperty('until');
    expect(workspace.attempt('operator', waive, { ...waiver, useCase: 'UC-9' })?.code).toBe('not-found');
  });
});

test('open items come first, and among them monitoring, cost and DPA, which are usually deferred', () => {
  const workspace = new Workspace(today);
  workspace.registers();
  workspace.confirms('UC-1', evidence('fallback')).namesOperator();
  workspace.do('operator', waive, {
    useCase: 'UC-1',
    subject: { kind: 'item', item: 'human-review' },
    reason: 'Internal only for now',
    until: today,
  });
  const items = checklistOf(workspace.register, workspace.getUseCase('UC-1'), today);
  expect(sortItemsByUrgency(items).map(({ item }) => item)).toEqual([
    'monitoring',
    'cost-monitoring',
    'dpa',
    'model-versions',
    'incident-response',
    'training',
    'human-review',
    'fallback',
  ]);
  expect(listOpenItems(workspace.register, workspace.getUseCase('UC-1'), today)).toHaveLength(6);
});
