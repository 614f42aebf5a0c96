import fc from 'fast-check';
import { checkIn } from '../../src/domain/adoption/adoption.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { addDays } from '../../src/domain/calendar.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { endWaiver, waive } from '../../src/domain/checklist/waivers.ts';
import {
  commitDecision,
  proposeDecision,
  withdrawProposal,
} from '../../src/domain/infrastructure/decisions.ts';
import { listCommitments } from '../../src/domain/infrastructure/infrastructure.ts';
import {
  accountabilities,
  categories,
  checklistItems,
  dataClasses,
  isOver,
  readings,
  type Settings,
} from '../../src/domain/register.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { goLive, stopUseCase, widenRollout } from '../../src/domain/use-cases/production.ts';
import { editUseCase, joinUseCase, recordStack } from '../../src/domain/use-cases/use-cases.ts';
import { mergeVendors, recordDpa } from '../../src/domain/vendors/vendors.ts';
import {
  type CastMember,
  commitment,
  committedStack,
  completeEvidence,
  everybody,
  registration,
  stage3,
  Workspace,
} from '../support/register.ts';

const zones = ['UTC', 'Europe/Berlin', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'];

/** Something that somebody tries in a workspace; what the domain refuses leaves it as it was. */
type Event = (workspace: Workspace) => unknown;
const event = <A>(name: string, given: fc.Arbitrary<A>, run: (workspace: Workspace, given: A) => unknown) =>
  given.map((values): Event => {
    const act: Event = (workspace) => run(workspace, values);
    return Object.assign(act, { toString: () => `${name} ${JSON.stringify(values)}` });
  });

const useCase = fc.constantFrom('UC-1', 'UC-2', 'UC-3');
const who = fc.constantFrom(...everybody);
const days = fc.integer({ min: 1, max: 120 });
const category = fc.constantFrom(...categories);
const has = (workspace: Workspace, key: string) => workspace.register.useCases.has(key);
const goesOn = (workspace: Workspace, key: string) =>
  has(workspace, key) && !isOver(workspace.getUseCase(key));
const isHere = (workspace: Workspace, id: CastMember) => workspace.person(id).active;
const settle = (workspace: Workspace, fields: Partial<Settings>) =>
  workspace.attempt('admin', changeSettings, { ...workspace.settings, ...fields });

const events: readonly fc.WeightedArbitrary<Event>[] = [
  {
    weight: 3,
    arbitrary: event(
      'register',
      fc.record({
        word: fc.constantFrom('Ada', 'Bob', 'Cleo', 'Dora'),
        retrieval: fc.boolean(),
        data: fc.constantFrom(...dataClasses),
        live: fc.boolean(),
      }),
      (workspace, { word, retrieval, data, live }) => {
        const rollout = { audience: 'everyone', deployed: 40 } as const;
        const named = [...workspace.register.useCases.values()].some(({ name }) => name === word);
        if (named || !isHere(workspace, 'owner')) return;
        workspace.registers({
          name: word,
          purpose: word,
          retrieval,
          data: [data],
          standing: live ? { stage: 'production', liveOn: workspace.today, rollout } : { stage: 'proposed' },
        });
      },
    ),
  },
  {
    weight: 4,
    arbitrary: event('pilot', useCase, (workspace, key) => {
      if (has(workspace, key) && workspace.getUseCase(key).life.stage === 'proposed')
        workspace.startsPilot(key);
    }),
  },
  {
    weight: 4,
    arbitrary: event('make ready', useCase, (workspace, key) => {
      if (goesOn(workspace, key) && isHere(workspace, 'operator') && isHere(workspace, 'lead'))
        workspace.makesReady(key);
    }),
  },
  {
    weight: 3,
    arbitrary: event(
      'go live',
      fc.record({ useCase, audience: fc.constantFrom('everyone', 'everyone', 'volunteers') }),
      (workspace, given) =>
        workspace.attempt('lead', goLive, { ...given, liveOn: workspace.today, deployed: 40 }),
    ),
  },
  {
    weight: 2,
    arbitrary: event('widen', useCase, (workspace, key) =>
      workspace.attempt('owner', widenRollout, { useCase: key, audience: 'everyone', deployed: 40 }),
    ),
  },
  {
    weight: 3,
    arbitrary: event(
      'stack',
      fc.record({ useCase, category, on: fc.constantFrom('committed', 'other', 'nothing') }),
      (workspace, { useCase: key, category: where, on }) =>
        workspace.attempt('lead', recordStack, {
          useCase: key,
          stack: {
            ...committedStack,
            ...(on === 'committed' ? {} : { [where]: on === 'other' ? ['Something else'] : [] }),
          },
        }),
    ),
  },
  {
    weight: 4,
    arbitrary: event(
      'commit',
      fc.record({ category, other: fc.constantFrom(false, false, false, true) }),
      (workspace, { category: where, other }) =>
        workspace.attempt(
          'lead',
          commitDecision,
          commitment(where, other ? { choice: 'Something else', vendor: 'Somebody else' } : {}),
        ),
    ),
  },
  {
    weight: 1,
    arbitrary: event('commit all', fc.constant(null), (workspace) => {
      for (const where of categories) workspace.attempt('lead', commitDecision, commitment(where));
    }),
  },
  {
    weight: 1,
    arbitrary: event('not needed', fc.constant(null), (workspace) => {
      const details = { category: 'vector-database', notNeeded: true } as const;
      const decision = commitment('vector-database', { choice: 'Not needed', vendor: null, details });
      return workspace.attempt('lead', commitDecision, decision);
    }),
  },
  {
    weight: 1,
    arbitrary: event(
      'propose',
      fc.record({ category, choice: fc.constantFrom('A', 'B') }),
      (workspace, given) =>
        workspace.attempt('member', proposeDecision, {
          ...given,
          rationale: '',
          alternatives: '',
          link: null,
        }),
    ),
  },
  {
    weight: 1,
    arbitrary: event('withdraw', fc.constant(null), (workspace) => {
      const proposed = [...workspace.register.decisions.values()].find(({ status }) => status === 'proposed');
      const decision = proposed?.key ?? 'D-1';
      return workspace.attempt('member', withdrawProposal, { decision, reason: 'Too costly' });
    }),
  },
  {
    weight: 3,
    arbitrary: event(
      'confirm',
      fc.record({ useCase, item: fc.nat({ max: 6 }), trained: fc.constantFrom(40, 40, 3) }),
      (workspace, { useCase: key, item, trained }) => {
        const details = completeEvidence(trained)[item];
        if (details) workspace.attempt('operator', confirmItem, { useCase: key, details });
      },
    ),
  },
  {
    weight: 2,
    arbitrary: event(
      'dpa',
      fc.record({ useCase, vendor: fc.constantFrom('OpenAI', 'Pinecone', 'Somebody else'), days }),
      (workspace, { useCase: key, vendor, days: lasts }) => {
        const signedOn = workspace.act('lead').today;
        const expiresOn = addDays(signedOn, lasts);
        return workspace.attempt('lead', recordDpa, { useCase: key, vendor, signedOn, expiresOn, link: '' });
      },
    ),
  },
  {
    weight: 1,
    arbitrary: event(
      'merge vendors',
      fc.record({
        vendor: fc.constantFrom('Pinecone', 'Somebody else'),
        into: fc.constantFrom('OpenAI', 'Pinecone', 'Somebody else'),
      }),
      (workspace, merge) => workspace.attempt('lead', mergeVendors, merge),
    ),
  },
  {
    weight: 3,
    arbitrary: event(
      'waive',
      fc.record({
        useCase,
        subject: fc.oneof(
          fc.record({ kind: fc.constant('item' as const), item: fc.constantFrom(...checklistItems) }),
          fc.record({ kind: fc.constant('drift' as const), category }),
        ),
        days,
      }),
      (workspace, { days: lasts, ...given }) => {
        const until = addDays(workspace.act('lead').today, lasts);
        return workspace.attempt('lead', waive, { ...given, reason: 'Because', until });
      },
    ),
  },
  {
    weight: 1,
    arbitrary: event('end waiver', fc.constantFrom('W-1', 'W-2'), (workspace, waiver) =>
      workspace.attempt('lead', endWaiver, { waiver }),
    ),
  },
  {
    weight: 3,
    arbitrary: event('check in', useCase, (workspace, key) => {
      const counts = { intended: 40, daily: 1, weekly: 2, notAtAll: 3, result: '' };
      const on = workspace.act('lead').today;
      return workspace.attempt('lead', checkIn, { useCase: key, on, ...counts });
    }),
  },
  {
    weight: 1,
    arbitrary: event(
      'edit',
      fc.record({ useCase, intendedUsers: fc.constantFrom(40, 50) }),
      (workspace, { useCase: key, intendedUsers }) => {
        if (!has(workspace, key)) return;
        const { name, purpose } = workspace.getUseCase(key);
        const edited = registration({ name, purpose, intendedUsers });
        workspace.attempt('lead', editUseCase, { ...edited, useCase: key, goLivePlannedOn: null });
      },
    ),
  },
  {
    weight: 1,
    arbitrary: event('join', fc.record({ useCase, who }), (workspace, given) =>
      workspace.attempt(given.who, joinUseCase, { useCase: given.useCase }),
    ),
  },
  {
    weight: 1,
    arbitrary: event('stop', useCase, (workspace, key) =>
      workspace.attempt('lead', stopUseCase, { useCase: key, reason: 'Enough' }),
    ),
  },
  {
    weight: 2,
    arbitrary: event('operators', fc.subarray(['operator', 'member', 'owner']), (workspace, people) =>
      workspace.attempt('lead', appointOperators, { people }),
    ),
  },
  {
    weight: 4,
    arbitrary: event('accept', fc.constantFrom('operator', 'member', 'owner'), (workspace, person) =>
      workspace.attempt(person, acceptAccountabilities, { accept: accountabilities }),
    ),
  },
  {
    weight: 1,
    arbitrary: event('leave', fc.constantFrom('operator', 'owner', 'lead'), (workspace, person) =>
      workspace.leaves(person),
    ),
  },
  {
    weight: 2,
    arbitrary: event('return', fc.constantFrom('operator', 'owner', 'lead'), (workspace, person) =>
      workspace.returns(person),
    ),
  },
  {
    weight: 4,
    arbitrary: event('put right', fc.constant(null), (workspace) => {
      for (const id of ['lead', 'owner', 'operator'] as const) workspace.returns(id);
      for (const where of categories) {
        const [standing] = listCommitments(workspace.register, where);
        if (standing?.choice !== committedStack[where][0])
          workspace.attempt('lead', commitDecision, commitment(where));
      }
      for (const key of workspace.register.useCases.keys()) {
        workspace.attempt('lead', recordStack, { useCase: key, stack: committedStack });
        if (workspace.getUseCase(key).life.stage === 'proposed') workspace.startsPilot(key);
      }
      const first = [...workspace.register.useCases.values()].find((useCase) => !isOver(useCase));
      if (first) {
        workspace.makesReady(first.key);
        const deployed = { useCase: first.key, audience: 'everyone', deployed: first.intendedUsers } as const;
        workspace.attempt('lead', goLive, { ...deployed, liveOn: workspace.today });
        workspace.attempt('lead', widenRollout, deployed);
      }
      workspace.namesOperator();
    }),
  },
  {
    weight: 1,
    arbitrary: event('reading', fc.constantFrom(...readings), (workspace, reading) =>
      settle(workspace, { reading }),
    ),
  },
  {
    weight: 1,
    arbitrary: event('time zone', fc.constantFrom(...zones), (workspace, timeZone) =>
      settle(workspace, { timeZone }),
    ),
  },
];

/** Up to forty things that people try, with days between them, from nothing or from Stage 3. */
export const histories = fc.record({
  fromStage3: fc.boolean(),
  timeZone: fc.constantFrom(...zones),
  tries: fc.array(
    fc.record({
      wait: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 4, arbitrary: fc.integer({ min: 1, max: 9 }) },
        { weight: 1, arbitrary: fc.integer({ min: 10, max: 100 }) },
      ),
      event: fc.oneof(...events),
    }),
    { maxLength: 40, size: 'max' },
  ),
});
export type Tries = typeof histories extends fc.Arbitrary<infer T> ? T : never;

/** Lets it all happen; after each thing, `then` sees the workspace. */
export function happen(
  { fromStage3, timeZone, tries }: Tries,
  then: (workspace: Workspace) => void = () => {},
): Workspace {
  const workspace = fromStage3
    ? stage3('2026-02-02', { timeZone })
    : new Workspace('2026-02-02', { timeZone });
  for (const { wait, event: run } of tries) {
    workspace.on(addDays(workspace.today, wait));
    run(workspace);
    then(workspace);
  }
  return workspace;
}
