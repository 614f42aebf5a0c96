import { enterAbsence } from '../../src/domain/absences/absences.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { dayOf } from '../../src/domain/calendar.ts';
import { type Draft, fold } from '../../src/domain/change.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import type { Act, Actor, Decide } from '../../src/domain/decide.ts';
import { addFollowUp } from '../../src/domain/follow-ups/follow-ups.ts';
import { changeIncidentSettings, reportIncident } from '../../src/domain/incidents/decisions.ts';
import { commitDecision, proposeDecision } from '../../src/domain/infrastructure/decisions.ts';
import { openEvaluation } from '../../src/domain/infrastructure/evaluations.ts';
import {
  accountabilities,
  emptyRegister,
  type Person,
  type Register,
  type UserId,
} from '../../src/domain/register.ts';
import type { StepKey } from '../../src/domain/schema.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { subjects } from '../../src/domain/subjects.ts';
import { decideTool, requestTool } from '../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../src/domain/tools/reviewer.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { editUseCase, joinUseCase, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { commitment, committedStack, registration } from './register.ts';

/** The kinds of person that permissions tell apart, by id: each is nothing else. */
export const kindsOfPerson = {
  admin: 'Slack admin',
  lead: 'transformation lead',
  leadDeputy: 'deputy of the lead, who is away',
  owner: 'owner of the use case',
  ownerDeputy: 'deputy of the owner, who is away',
  formerOwner: 'former owner of the use case',
  otherOwner: 'owner of another use case',
  team: 'member of the team of the use case',
  operator: 'AI Operations',
  operatorDeputy: 'deputy of AI Operations, who is away',
  appointed: 'appointed to AI Operations, has not accepted',
  reviewer: 'tool reviewer',
  reviewerDeputy: 'deputy of the tool reviewer, who is away',
  asker: 'person who asked for the tool',
  account: 'owner of the service account',
  report: 'owner of the cost report',
  proposer: 'person who proposed the decision',
  evaluator: 'person who opened the evaluation',
  reporter: 'person who reported the incident',
  onCall: 'in the call order of the incident',
  privacy: 'privacy contact of the incident',
  followUp: 'owner of the follow-up',
  member: 'any other member',
  guest: 'guest',
  external: 'external person',
  bot: 'bot',
} as const;
export type KindOfPerson = keyof typeof kindsOfPerson;

export const everyKind = Object.keys(kindsOfPerson) as KindOfPerson[];
const strangers: readonly KindOfPerson[] = ['guest', 'external', 'bot'];
export const members = everyKind.filter((person) => !strangers.includes(person));

const today = '2026-01-12';
const at = Date.UTC(2026, 0, 12, 12);

const person = (id: KindOfPerson): Person => ({
  ...{ id, name: kindsOfPerson[id], active: true, timeZone: 'UTC' },
  kind: strangers.includes(id) ? (id as 'guest' | 'external' | 'bot') : 'member',
});
const people: ReadonlyMap<UserId, Person> = new Map(everyKind.map((id) => [id, person(id)]));

const actorOf = (id: KindOfPerson): Actor => ({ id, kind: person(id).kind, admin: id === 'admin' });
const actOf = (id: KindOfPerson): Act => ({ at, today: dayOf(at, 'UTC'), actor: actorOf(id), people });

/** Returns a company in which each kind of person is one person, and everything exists that a step may be about. */
function company(): Register {
  let register = emptyRegister('T1');
  const commit = (drafts: readonly Draft[], actor: UserId) => {
    const { seq } = register;
    register = fold(
      register,
      drafts.map((draft, nth) => ({ ...draft, at, actor, seq: seq + nth + 1 })),
    );
  };
  const does = <Input>(who: KindOfPerson, decide: Decide<Input>, input: Input) => {
    const outcome = decide(register, input, actOf(who));
    if (!outcome.ok) throw new Error(`${who}: ${outcome.refusal.message}`);
    commit(outcome.drafts, who);
  };
  const away = (who: KindOfPerson, deputy: KindOfPerson) =>
    does(who, enterAbsence, { from: today, until: '2026-01-16', deputy });
  does('admin', changeSettings, {
    ...{ leads: ['lead'], timeZone: 'UTC', reading: 'five', currency: 'USD', workingDays: [1, 2, 3, 4, 5] },
  });
  does('formerOwner', registerUseCase, registration({ owner: 'formerOwner' }));
  does('otherOwner', registerUseCase, {
    ...registration({ name: 'Call summaries', purpose: 'Drafts notes after calls', owner: 'otherOwner' }),
  });
  does('lead', editUseCase, { ...registration({ owner: 'owner' }), useCase: 'UC-1', goLivePlannedOn: null });
  does('team', joinUseCase, { useCase: 'UC-1' });
  does('lead', appointOperators, { people: ['operator', 'appointed'] });
  does('operator', acceptAccountabilities, { accept: accountabilities });
  const ownAccount = commitment('api-ownership');
  does('lead', commitDecision, {
    ...ownAccount,
    details: { ...ownAccount.details, serviceAccountOwner: 'account' } as typeof ownAccount.details,
  });
  does('proposer', proposeDecision, {
    ...{ category: 'guardrails', choice: 'NeMo', rationale: '', alternatives: '', link: null },
  });
  does('evaluator', openEvaluation, {
    ...{ category: null, useCase: 'UC-1', tools: ['Qdrant'], decideBy: '2026-03-01' },
  });
  does('owner', startPilot, {
    ...{ useCase: 'UC-1', startedOn: today, decideBy: '2026-03-13', volunteers: 5, criteria: ['Faster'] },
    stack: committedStack,
  });
  does('operator', waive, {
    ...{ useCase: 'UC-1', subject: { kind: 'item', item: 'training' }, reason: 'Leave', until: '2026-02-01' },
  });
  does('owner', confirmItem, {
    useCase: 'UC-1',
    details: { item: 'cost-monitoring', reportOwner: 'report', monthlyBudget: 2500, alertThreshold: 2000 },
  });
  does('lead', appointToolReviewer, { person: 'reviewer' });
  const request = {
    ...{ vendor: 'Otter', kind: 'business-plan' as const, purpose: 'Takes notes' },
    ...{ data: ['none' as const], forWhom: 'me', link: null, channel: null, whatChanged: null },
  };
  does('asker', requestTool, { ...request, tool: 'Notion AI' });
  does('asker', requestTool, { ...request, tool: 'Otter' });
  does('reviewer', decideTool, {
    ...{ request: 'T-2', outcome: 'approved', reason: 'Fits', conditions: '', data: ['none'] },
    despiteRules: null,
  });
  does('owner', confirmItem, {
    useCase: 'UC-1',
    details: { item: 'incident-response', runbook: null, callOrder: ['onCall'], slaHours: 4 },
  });
  does('lead', changeIncidentSettings, { channel: null, privacyContact: 'privacy' });
  does('reporter', reportIncident, {
    ...{ useCase: 'UC-1', kind: 'data-exposure', severity: 'high', what: 'No answers', link: null },
    ...{ sinceDay: today, sinceTime: '09:00' },
  });
  does('lead', addFollowUp, { origin: 'I-1', what: 'Test it', owner: 'followUp', dueOn: '2026-02-02' });
  away('lead', 'leadDeputy');
  away('owner', 'ownerDeputy');
  away('operator', 'operatorDeputy');
  away('reviewer', 'reviewerDeputy');
  return register;
}

/** Inputs for every step: each reads its own part. */
const about = {
  ...{ useCase: 'UC-1', useCases: ['UC-1'], item: 'monitoring', category: 'guardrails', vendor: 'OpenAI' },
  ...{ decision: 'D-2', evaluation: 'E-1', waiver: 'W-1', person: 'owner', quarter: '2026-Q1' },
  ...{ origin: 'I-1', followUp: 'F-1', incident: 'I-1', request: 'T-1', tool: 'otter', id: '2026-01-01' },
  ...{ kind: 'dpa', subject: 'UC-1', channel: 'C0GENERAL', score: 3 },
};

export interface Authority {
  readonly step: StepKey;
  readonly label: string;
  /** The kinds of person that may take it, although perhaps not now. */
  readonly allowed: readonly KindOfPerson[];
}

/** Returns for each step of the app which kinds of person may take it, from the definitions of the steps. */
export function listAuthorities(): readonly Authority[] {
  const register = company();
  return subjects.flatMap(({ steps }) =>
    steps.map(({ key, label, permission }) => ({
      ...{ step: key, label },
      allowed: everyKind.filter((who) => {
        const outcome = permission(register, actOf(who), about as never);
        if (outcome && !outcome.ok && outcome.refusal.code === 'not-found')
          throw new Error(`${key}: ${outcome.refusal.message}`);
        return outcome === null || outcome.ok || outcome.refusal.code !== 'not-permitted';
      }),
    })),
  );
}
