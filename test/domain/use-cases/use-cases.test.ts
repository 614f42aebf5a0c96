import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { createDraft } from '../../../src/domain/change.ts';
import { startPilot } from '../../../src/domain/use-cases/pilots.ts';
import { goLive, stopUseCase, widenRollout } from '../../../src/domain/use-cases/production.ts';
import {
  editUseCase,
  findSimilarUseCases,
  joinUseCase,
  pilotDays,
  recordStack,
  registerUseCase,
} from '../../../src/domain/use-cases/use-cases.ts';
import { committedStack, registration, salesAssistant, Workspace } from '../../support/register.ts';

const today = '2026-01-12';
const charter = { startedOn: today, decideBy: '2026-03-13', volunteers: 5, criteria: ['Faster'] };

describe('registering', () => {
  test('gives a key and keeps what was said, tidied', () => {
    const workspace = new Workspace(today).do(
      'member',
      registerUseCase,
      registration({
        name: '  AI   Support Agent ',
        members: ['seller', 'seller', 'owner'],
        vendors: [' OpenAI ', 'openai', ''],
        data: [],
      }),
    );
    expect(workspace.getUseCase('UC-1')).toMatchObject({
      key: 'UC-1',
      name: 'AI Support Agent',
      members: ['seller'],
      vendors: ['openai'],
      data: [],
      stack: {},
      life: { stage: 'proposed', since: today },
    });
    expect(workspace.register.vendors.get('openai')).toMatchObject({ dpa: null });
  });

  test('names are unique whatever their case and spacing, also against what was stopped', () => {
    const workspace = new Workspace(today);
    workspace.do('owner', stopUseCase, { useCase: workspace.registers(), reason: 'No use' });
    const again = registration({ name: 'ai  support AGENT', purpose: 'Something else entirely' });
    expect(workspace.attempt('owner', registerUseCase, again)?.fields?.name).toBe(
      'UC-1 already has this name and was stopped. Choose another.',
    );
  });

  test('a use case may keep its own name when it is edited, and not take another one', () => {
    const workspace = new Workspace(today);
    workspace.registers();
    workspace.registers(salesAssistant);
    const edit = { ...registration(), useCase: 'UC-1', goLivePlannedOn: null };
    workspace.do('owner', editUseCase, { ...edit, name: 'AI SUPPORT agent' });
    expect(
      workspace.attempt('owner', editUseCase, { ...edit, name: 'call summaries' })?.fields,
    ).toHaveProperty('name');
  });

  test.each([
    ['name', { name: ' ' }],
    ['name', { name: 'x'.repeat(151) }],
    ['purpose', { purpose: '' }],
    ['team', { team: ' ' }],
    ['intendedUsers', { intendedUsers: 0 }],
    ['intendedUsers', { intendedUsers: 1_000_001 }],
    ['data', { data: ['none', 'personal'] as ('none' | 'personal')[] }],
  ])('is refused at %s when it is wrong', (field, wrong) => {
    const refusal = new Workspace(today).attempt('owner', registerUseCase, registration(wrong));
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
  });

  test('a name of 150 emoji is not too long', () => {
    expect(
      new Workspace(today).attempt('owner', registerUseCase, registration({ name: '🦊'.repeat(150) })),
    ).toBeNull();
  });

  test('a running pilot is registered as it is, overdue or not', () => {
    const workspace = new Workspace(today);
    const old = { ...charter, startedOn: '2024-06-01', decideBy: '2024-08-01' };
    const key = workspace.registers({ standing: { stage: 'pilot', charter: old } });
    expect(workspace.getUseCase(key).life).toMatchObject({ stage: 'pilot', charter: old });
  });

  test('a use case in production is registered as such, with an empty checklist', () => {
    const workspace = new Workspace(today);
    const rollout = { audience: 'everyone', deployed: 40 } as const;
    const key = workspace.registers({ standing: { stage: 'production', liveOn: '2025-05-01', rollout } });
    expect(workspace.getUseCase(key).life).toMatchObject({
      stage: 'production',
      deployed: 40,
      charter: null,
    });
    expect(workspace.assess()).toMatchObject({ verdict: 'Stage 2', met: 0 });
  });

  test.each([
    ['startedOn', { startedOn: '2026-01-13' }],
    ['decideBy', { decideBy: today }],
    ['decideBy', { decideBy: '2027-01-13' }],
    ['volunteers', { volunteers: 0 }],
    ['volunteers', { volunteers: 41 }],
    ['criteria', { criteria: [] }],
  ])('a pilot with an impossible %s is refused, when it is registered and when it starts', (field, wrong) => {
    const workspace = new Workspace(today);
    const standing = { stage: 'pilot', charter: { ...charter, ...wrong } } as const;
    const registered = workspace.attempt('owner', registerUseCase, registration({ standing }));
    expect(Object.keys(registered?.fields ?? {})).toEqual([field]);
    const useCase = workspace.registers();
    const started = workspace.attempt('owner', startPilot, { useCase, stack: null, ...charter, ...wrong });
    expect(Object.keys(started?.fields ?? {})).toEqual([field]);
  });

  test.each([
    ['liveOn', '2026-01-13', { audience: 'everyone', deployed: 40 }],
    ['deployed', today, { audience: 'volunteers', deployed: 0 }],
    ['deployed', today, { audience: 'everyone', deployed: 1_000_001 }],
  ] as const)('in production, an impossible %s is refused', (field, liveOn, rollout) => {
    const standing = { stage: 'production', liveOn, rollout } as const;
    const refusal = new Workspace(today).attempt('owner', registerUseCase, registration({ standing }));
    expect(Object.keys(refusal?.fields ?? {})).toEqual([field]);
  });
});

describe('likely duplicates', () => {
  const workspace = new Workspace(today);
  workspace.registers();
  workspace.registers(salesAssistant);

  test('are those alike in name or in purpose; words that every use case has do not count', () => {
    const keys = (name: string, purpose: string) =>
      findSimilarUseCases(workspace.register, name, purpose).map(({ key }) => key);
    expect(keys('Support assistant', 'x')).toEqual(['UC-1']);
    expect(keys('Ticket bot', 'Answers tickets from the knowledge base')).toEqual(['UC-1']);
    expect(keys('The AI Agent', 'A tool for us')).toEqual([]);
  });

  test('ask whoever registers to join one or to say why this is new', () => {
    const twin = registration({ name: 'Support agent for partners', whyNew: ' ' });
    const refusal = workspace.attempt('member', registerUseCase, twin);
    expect(refusal).toMatchObject({ code: 'looks-alike', alike: ['UC-1'] });
    workspace.do('member', joinUseCase, { useCase: 'UC-1' });
    expect(workspace.getUseCase('UC-1').members).toEqual(['member']);
    workspace.do('member', registerUseCase, { ...twin, whyNew: 'Partners have contracts of their own' });
    expect(workspace.getUseCase('UC-3').whyNew).toBe('Partners have contracts of their own');
  });

  test('are not looked for among what has ended', () => {
    workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Merged' });
    workspace.do('owner', stopUseCase, { useCase: 'UC-3', reason: 'Merged' });
    expect(findSimilarUseCases(workspace.register, 'Support Agent', 'x')).toEqual([]);
  });

  test('are five at most, the likeliest first', () => {
    const many = new Workspace(today);
    for (let n = 0; n < 7; n += 1) many.registers({ name: `Invoice checker ${n}0` });
    expect(findSimilarUseCases(many.register, 'Invoice checker 30', 'x').map(({ key }) => key)).toHaveLength(
      5,
    );
    expect(findSimilarUseCases(many.register, 'Invoice checker 30', 'x')[0]?.key).toBe('UC-4');
  });
});

describe('joining', () => {
  test('twice changes once, and the owner is on the team already', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    workspace.do('member', joinUseCase, { useCase });
    const before = workspace.changes.length;
    workspace.do('member', joinUseCase, { useCase }).do('owner', joinUseCase, { useCase });
    expect(workspace.changes).toHaveLength(before);
  });
});

describe('the life of a use case', () => {
  test('goes from proposal to pilot to production to retirement, and keeps its charter', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    workspace.do('owner', startPilot, { useCase, ...charter, stack: committedStack });
    const promised = { ...charter, movedBars: [], extensions: [], scaled: null };
    const decided = { ...promised, scaled: { on: today, by: 'lead', goLiveBy: today } };
    expect(workspace.getUseCase(useCase)).toMatchObject({
      stack: committedStack,
      life: { stage: 'pilot', charter: promised },
    });
    workspace.makesReady(useCase).goesLive(useCase);
    expect(workspace.getUseCase(useCase).life).toEqual({
      stage: 'production',
      liveOn: today,
      deployed: 40,
      audience: 'everyone',
      charter: decided,
    });
    workspace.do('owner', stopUseCase, { useCase, reason: 'Replaced' });
    expect(workspace.getUseCase(useCase).life).toEqual({
      stage: 'retired',
      on: today,
      by: 'owner',
      reason: 'Replaced',
      charter: decided,
    });
  });

  test('a proposal or pilot is stopped, not retired; why must be said; and nothing ends twice', () => {
    const workspace = new Workspace(today);
    const [first, second] = [workspace.registers(), workspace.registers(salesAssistant)];
    workspace.startsPilot(second);
    expect(workspace.attempt('owner', stopUseCase, { useCase: first, reason: ' ' })?.fields).toHaveProperty(
      'reason',
    );
    workspace.do('owner', stopUseCase, { useCase: first, reason: 'No budget' });
    workspace.do('seller', stopUseCase, { useCase: second, reason: 'No use' });
    expect(workspace.getUseCase(first).life).toMatchObject({ stage: 'stopped', charter: null });
    expect(workspace.getUseCase(second).life).toMatchObject({ stage: 'stopped', charter: { volunteers: 5 } });
    expect(workspace.attempt('owner', stopUseCase, { useCase: first, reason: 'Again' })?.code).toBe(
      'not-now',
    );
  });

  test('a step out of its order is refused', () => {
    const workspace = new Workspace(today);
    const useCase = workspace.registers();
    const live = { useCase, liveOn: today, audience: 'everyone', deployed: 40 } as const;
    expect(workspace.attempt('owner', goLive, live)?.message).toContain('Start its pilot first');
    expect(workspace.attempt('owner', widenRollout, live)?.code).toBe('not-now');
    workspace.startsPilot(useCase);
    expect(workspace.attempt('owner', startPilot, { useCase, ...charter, stack: null })?.code).toBe(
      'not-now',
    );
    workspace.makesReady(useCase).goesLive(useCase);
    expect(workspace.attempt('owner', goLive, live)?.code).toBe('not-now');
  });

  test('an unknown use case is refused', () => {
    const workspace = new Workspace(today);
    const useCase = 'UC-9';
    const refusals = [
      workspace.attempt('lead', joinUseCase, { useCase }),
      workspace.attempt('lead', recordStack, { useCase, stack: {} }),
      workspace.attempt('lead', stopUseCase, { useCase, reason: 'x' }),
      workspace.attempt('lead', startPilot, { useCase, ...charter, stack: null }),
    ];
    expect(refusals.map((refusal) => refusal?.code)).toEqual(Array(4).fill('not-found'));
  });

  test('a pilot is decided after 60 days unless another day is agreed', () => {
    expect(pilotDays).toBe(60);
  });
});

describe('a pilot that began before it is registered', () => {
  test.each([
    ['2024-01-15', '2026-04-01'],
    ['2024-01-15', '2025-06-30'],
    ['2023-03-01', '2026-01-13'],
    ['2026-01-11', '2027-06-30'],
  ])('is recorded as it is: since %s, to be decided by %s', (startedOn, decideBy) => {
    const standing = { stage: 'pilot', charter: { ...charter, startedOn, decideBy } } as const;
    const workspace = new Workspace(today).do('owner', registerUseCase, registration({ standing }));
    expect(workspace.getUseCase('UC-1').life).toMatchObject({ charter: { startedOn, decideBy } });
  });
});

test('a stack keeps names without blanks, and categories without a name are not recorded', () => {
  const workspace = new Workspace(today);
  const useCase = workspace.registers();
  const stack = { 'model-provider': [' OpenAI ', ''], guardrails: [' '], observability: [] };
  workspace.do('owner', recordStack, { useCase, stack });
  expect(workspace.getUseCase(useCase).stack).toEqual({ 'model-provider': ['OpenAI'] });
});

test('every change of a use case, its evidence and check-ins included, says which one it is of', () => {
  const workspace = new Workspace(today).commits();
  const useCase = workspace.registers();
  workspace.startsPilot(useCase).makesReady(useCase).do('owner', checkIn, {
    useCase,
    on: today,
    intended: 40,
    daily: 1,
    weekly: 2,
    notAtAll: 3,
    result: '',
  });
  const shared = ['settings', 'people', 'vendors', 'decisions'];
  for (const change of workspace.changes) {
    expect(change.useCase).toBe(shared.includes(change.entity) ? null : useCase);
  }
  expect(createDraft(workspace.register, 'edit-use-case', 'useCases', useCase, null).useCase).toBe(useCase);
});
