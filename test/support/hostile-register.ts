import { addDays, endOfDay } from '../../src/domain/calendar.ts';
import { type Change, createDraft, type Draft, fold } from '../../src/domain/change.ts';
import { maxDigests } from '../../src/domain/digest/digests.ts';
import {
  accountabilities,
  autonomies,
  type Category,
  categories,
  checkInId,
  type Decision,
  type DecisionDetails,
  emptyRegister,
  evidenceId,
  holidayId,
  type Life,
  maxVendorNameLength,
  pulseId,
  type Register,
  roiId,
  roiInputs,
  settingsId,
  stages,
  type UseCase,
  type UserId,
  vendorKey,
} from '../../src/domain/register.ts';
import { draftIncidents } from './hostile-incidents.ts';
import { draftTools } from './hostile-tools.ts';
import { draftRetirements, draftVersionsAndCosts, today } from './hostile-versions.ts';
import { completeEvidence } from './register.ts';

/** Leaves room for the number that each text begins with. */
const length = 2995;
const fillLength = (unit: string): string => unit.repeat(Math.floor(length / unit.length));

/** Harmful texts: too long, cut in two, reversed, pinging, or faking a link or a person. */
export const hostileTexts: Readonly<Record<string, string>> = {
  long: fillLength('endless '),
  'one word': fillLength('x'),
  'emoji at even places': fillLength('😀'),
  'emoji at odd places': `x${fillLength('😀')}`,
  'emoji made of many': fillLength('👩🏽‍💻'),
  'right to left': fillLength('وكيل الدعم للعملاء '),
  'direction override': fillLength('\u202egnp.exe\u202d '),
  channel: fillLength('<!channel> '),
  here: fillLength('<!here|here> '),
  everyone: fillLength('<!everyone>'),
  'disguised link': fillLength('<https://evil.example|your bank> '),
  'disguised mail': fillLength('<mailto:boss@evil.example|the boss> '),
  mention: fillLength('<@U0LENA> '),
  'channel link': fillLength('<#C0GENERAL|general> '),
  group: fillLength('<!subteam^S0ALL|@all> '),
  'false date': fillLength('<!date^0^{date}^https://evil.example|today> '),
  escaped: fillLength('&amp;'),
  'escaped twice': fillLength('&amp;lt;!channel&amp;gt; '),
  ampersands: fillLength('&'),
  brackets: '<'.repeat(1500) + '>'.repeat(1500),
  'half open': `<!channel${'|'.repeat(2000)}`,
  newlines: fillLength('first\n*second*\r\n> third\n\n'),
  formatting: fillLength('*bold* _italic_ ~gone~ `code` ```block``` '),
  controls: fillLength('\u0000\u0007\u001b[31m'),
  json: fillLength('{"do":"go-live"}\\"'),
};

const texts = Object.values(hostileTexts);
/** Returns one of the hostile texts in turn, with a number that makes it unique. */
const text = (turn: number): string => `${turn} ${texts[turn % texts.length]}`;

export const person = (turn: number): UserId => `U0P${String(turn).padStart(4, '0')}`;
/** Returns one of the channels that get the digest. */
export const channel = (turn: number): string => `C0P${String(turn).padStart(4, '0')}`;
/** The owner of 300 use cases. */
export const busyOwner = person(1);
/** The owner of one. */
export const singleOwner = person(2);
/** A person who owns none. */
export const nobody = person(98);
export const lead = person(50);
/** A pilot that lacks nothing for production. */
const readyToGoLive = 'UC-5';

export { today };

/** Named for AI Operations, with all of it still to accept. */
export const newOperator = person(10);

const charter = (turn: number) => ({
  startedOn: addDays(today, -(turn % 500) - 1),
  decideBy: addDays(today, (turn % 200) - 100),
  volunteers: turn % 40,
  criteria: Array.from({ length: turn % 25 }, (_, line) => text(turn + line)),
  movedBars: [{ on: today, by: busyOwner, criterion: text(turn) }],
  extensions: Array.from({ length: turn % 4 }, () => ({
    on: today,
    by: busyOwner,
    decideBy: today,
    reason: text(turn),
  })),
  scaled: turn % 3 === 0 ? { on: today, by: busyOwner, goLiveBy: addDays(today, (turn % 60) - 30) } : null,
});

function createLife(turn: number): Life {
  const stage = stages[turn % stages.length] ?? 'proposed';
  if (stage === 'proposed') return { stage, since: addDays(today, -turn) };
  if (stage === 'pilot') return { stage, charter: charter(turn) };
  if (stage === 'production') {
    const audience = turn % 2 === 0 ? 'everyone' : 'volunteers';
    return { stage, liveOn: addDays(today, -turn), deployed: turn * 1000, audience, charter: charter(turn) };
  }
  return { stage, on: today, by: busyOwner, reason: text(turn), charter: charter(turn) };
}

const details = (category: Category, turn: number): DecisionDetails =>
  ({
    'model-provider': { category: 'model-provider', enterpriseAgreement: turn % 2 === 0, sla: text(turn) },
    'vector-database': { category: 'vector-database', notNeeded: turn % 7 === 0 },
    guardrails: { category: 'guardrails', preProcessing: text(turn), postProcessing: text(turn + 1) },
    observability: { category: 'observability', measures: ['latency', 'error-rate'] },
    'api-ownership': {
      category: 'api-ownership',
      serviceAccountOwner: person(3),
      rateLimit: text(turn),
      rotationDays: 90,
      lastRotatedOn: addDays(today, -turn),
    },
  })[category] as DecisionDetails;

/** Cuts units first: to take all characters of a long text apart takes long. */
export const vendorName = (turn: number): string =>
  [...text(turn).slice(0, 2 * maxVendorNameLength)].slice(0, maxVendorNameLength).join('').trim();
const vendorKeys = Array.from({ length: 120 }, (_, turn) => vendorKey(vendorName(turn)));

const uncommitted = ['proposed', 'superseded', 'withdrawn'] as const;

function decision(turn: number): Decision {
  const category = categories[turn % categories.length] ?? 'model-provider';
  const round = Math.floor(turn / categories.length);
  const toChanges = category === 'model-provider' ? round < 8 : round === 0;
  const status = toChanges ? 'committed' : (uncommitted[round % 3] ?? 'proposed');
  const decided = status === 'committed' || status === 'superseded';
  return {
    key: `D-${turn + 1}`,
    category,
    status,
    choice: text(turn),
    vendor: vendorKeys[turn] ?? null,
    details: decided ? details(category, turn) : null,
    rationale: text(turn + 1),
    alternatives: text(turn + 2),
    link: `https://records.example/${text(turn).replace(/\s/g, '')}`,
    proposedOn: today,
    proposedBy: person(4),
    decidedOn: decided ? today : null,
    decidedBy: decided ? person(5) : null,
    supersededBy: status === 'superseded' ? 'D-1' : null,
    withdrawn: status === 'withdrawn' ? { on: today, by: person(5), reason: text(turn) } : null,
  };
}

/** Returns a use case. The busy owner has every third of the first 900, the single owner the second. */
const useCase = (turn: number, name: string): UseCase => ({
  key: `UC-${turn}`,
  name,
  purpose: text(turn + 1),
  team: text(turn + 2),
  owner: turn === 2 ? singleOwner : turn % 3 === 0 && turn <= 900 ? busyOwner : person(3 + (turn % 40)),
  members: Array.from({ length: turn % 60 }, (_, member) => person(member + 3)),
  intendedUsers: turn,
  data: turn % 2 === 0 ? ['personal', 'company-confidential'] : ['none'],
  autonomy: autonomies[turn % autonomies.length] ?? 'suggest',
  retrieval: turn % 3 === 0,
  vendors: vendorKeys.slice(turn % 100, (turn % 100) + (turn % 20)),
  otherVendors: null,
  stack: Object.fromEntries(categories.map((category) => [category, [text(turn), text(turn + 1)]])),
  goLivePlannedOn: addDays(today, turn),
  lastReviewedOn: null,
  whyNew: text(turn),
  life: createLife(turn),
});

/** Returns the drafts about one use case besides itself. */
function recordsOf(register: Register, turn: number): Draft[] {
  const key = `UC-${turn}`;
  const ready = key === readyToGoLive;
  const items = completeEvidence(turn).map((evidence) => ({ ...evidence }));
  const from = ready ? today : addDays(today, -((turn * 29) % 120));
  return [
    ...items.slice(0, ready ? 7 : turn % 8).map((evidence) =>
      createDraft(register, 'confirm-item', 'evidence', evidenceId(key, evidence.item), {
        useCase: key,
        details:
          evidence.item === 'model-versions'
            ? { ...evidence, log: [{ model: text(turn), version: text(turn + 1), from }] }
            : evidence.item === 'incident-response'
              ? { ...evidence, callOrder: [person(3), person(4)] }
              : evidence.item === 'cost-monitoring'
                ? { ...evidence, reportOwner: person(3) }
                : evidence.item === 'human-review'
                  ? { ...evidence, outputs: text(turn), when: text(turn + 1) }
                  : evidence,
        confirmedBy: person(6),
        confirmedAt: endOfDay(from, 'UTC'),
        confirmedOn: from,
      }),
    ),
    ...draftVersionsAndCosts(register, turn, vendorName, person(6)),
    createDraft(register, 'waive', 'waivers', `W-${turn * 2}`, {
      key: `W-${turn * 2}`,
      useCase: key,
      subject: { kind: 'item', item: 'fallback' },
      reason: text(turn),
      approvedBy: person(10),
      from: today,
      until: addDays(today, turn % 90),
    }),
    createDraft(register, 'waive', 'waivers', `W-${turn * 2 + 1}`, {
      key: `W-${turn * 2 + 1}`,
      useCase: key,
      subject: { kind: 'drift', category: categories[turn % categories.length] ?? 'guardrails' },
      reason: text(turn + 1),
      approvedBy: person(10),
      from: today,
      until: addDays(today, turn % 90),
    }),
    ...Array.from({ length: turn % 30 }, (_, weeks) => addDays('2026-03-02', -7 * weeks)).map((week) =>
      createDraft(register, 'check-in', 'checkIns', checkInId(key, week), {
        useCase: key,
        week,
        intended: 1_000_000_000,
        daily: 1_000_000,
        weekly: 999_999_999,
        notAtAll: 1,
        source: 'typed',
        result: text(turn),
        by: busyOwner,
        on: today,
      }),
    ),
    createDraft(register, 'answer-pulse', 'pulses', `${key}:2026-03-02`, {
      useCase: key,
      week: '2026-03-02',
      answers: 1000,
      sum: 1000,
      answered: [person(3)],
    }),
    createDraft(register, 'record-roi', 'roi', roiId(key, 'production'), {
      useCase: key,
      phase: 'production',
      inputs: Object.fromEntries(roiInputs.map((input) => [input, 1_000_000_000])) as Record<
        (typeof roiInputs)[number],
        number
      >,
      measured: [],
      quoted: ready || turn % 2 === 0 ? ['modelApi'] : [],
      overheadPercent: 500,
      by: busyOwner,
      on: today,
    }),
    createDraft(register, 'ask-pulse', 'pulses', pulseId(key, '2026-03-02'), {
      useCase: key,
      week: '2026-03-02',
      answers: turn % 6,
      sum: (turn % 6) * (1 + (turn % 5)),
      answered: Array.from({ length: turn % 6 }, (_, member) => person(member + 3)),
    }),
    createDraft(register, 'plan-rollout', 'rolloutPlans', key, {
      useCase: key,
      sessionOn: ready || turn % 2 === 0 ? today : null,
      sessionAttendees: turn,
      optionalUntil: today,
      fearAddressedAt: text(turn),
      aiDoes: text(turn + 1),
      peopleDo: text(turn + 2),
      adoptionMeasuredBy: ready || turn % 3 === 0 ? text(turn + 3) : '',
    }),
  ];
}

/** Returns the drafts that belong to the whole workspace. */
const draftShared = (register: Register): Draft[] => [
  createDraft(register, 'change-settings', 'settings', settingsId, {
    timeZone: 'Europe/Berlin',
    leads: [lead, ...Array.from({ length: 30 }, (_, turn) => person(51 + turn))],
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
    openedOn: null,
  }),
  ...Array.from({ length: 100 }, (_, turn) =>
    createDraft(register, 'person-seen', 'people', person(turn), {
      id: person(turn),
      name: text(turn),
      active: turn % 9 !== 0,
      timeZone: null,
      kind: 'member',
    }),
  ),
  ...vendorKeys.map((key, turn) =>
    createDraft(register, 'record-dpa', 'vendors', key, {
      key,
      name: vendorName(turn),
      aliases: turn % 5 === 0 ? [vendorName(turn + 1)] : [],
      dpa:
        turn % 3 === 0
          ? null
          : {
              signedOn: today,
              expiresOn: turn % 3 === 1 ? '2026-01-01' : null,
              link: 'https://dpa.example/<!here>',
            },
    }),
  ),
  ...Array.from({ length: 60 }, (_, turn) =>
    createDraft(register, 'commit-decision', 'decisions', `D-${turn + 1}`, decision(turn)),
  ),
  ...Array.from({ length: 40 }, (_, turn) =>
    createDraft(register, 'open-evaluation', 'evaluations', `E-${turn + 1}`, {
      key: `E-${turn + 1}`,
      category: turn % 2 === 0 ? 'guardrails' : null,
      useCase: turn % 2 === 0 ? null : `UC-${turn}`,
      tools: Array.from({ length: turn + 2 }, (_, tool) => text(turn + tool)),
      openedBy: lead,
      openedOn: addDays(today, -turn),
      decideBy: addDays(today, turn - 20),
      closed: turn % 3 === 0 ? { on: today, outcome: text(turn) } : null,
    }),
  ),
  ...draftTools(register, text),
  ...Array.from({ length: 40 }, (_, turn) =>
    createDraft(register, 'name-operators', 'operators', person(turn + 10), {
      person: person(turn + 10),
      namedOn: today,
      namedBy: lead,
      accepted: Object.fromEntries(accountabilities.slice(0, turn % 4).map((key) => [key, turn])),
    }),
  ),
  ...Array.from({ length: 60 }, (_, turn) => {
    const holiday = {
      day: addDays(today, turn - 20),
      name: text(turn),
      timeZone: turn % 2 === 0 ? null : 'America/Argentina/ComodRivadavia',
    };
    return createDraft(register, 'keep-holiday', 'holidays', holidayId(holiday), holiday);
  }),
  ...draftRetirements(register, vendorName, lead),
  ...['2025-Q3', '2025-Q4'].map((quarter, turn) =>
    createDraft(register, 'record-review', 'reviews', quarter, {
      quarter,
      heldOn: today,
      attendees: Array.from({ length: 60 }, (_, attendee) => person(attendee)),
      outcome: text(turn),
      by: lead,
      on: today,
    }),
  ),
  ...draftIncidents(register, text),
  ...Array.from({ length: maxDigests }, (_, turn) =>
    createDraft(register, 'choose-digest', 'digests', channel(turn), {
      channel: channel(turn),
      weekday: (turn % 7) + 1,
      time: '09:00',
      timeZone: text(turn),
      chosenBy: lead,
      chosenAt: 0,
      stopped: turn % 2 === 0 ? { on: today, reason: text(turn) } : null,
    }),
  ),
];

/** Returns a register larger and worse than any company's, made of what its types allow, and the changes that led to it. */
export function hostileRegister(useCases: number): {
  readonly register: Register;
  readonly changes: readonly Change[];
} {
  const turns = Array.from({ length: useCases }, (_, index) => index + 1);
  const empty = emptyRegister('T0HOSTILE');
  const first: Draft[] = [
    ...draftShared(empty),
    ...turns.map((turn) =>
      createDraft(empty, 'register-use-case', 'useCases', `UC-${turn}`, useCase(turn, text(turn + 5))),
    ),
    ...turns.flatMap((turn) => recordsOf(empty, turn)),
  ];
  const entered = toChanges(first, 0);
  const register = fold(empty, entered);
  const renamed = turns.slice(0, 100).map((turn) =>
    createDraft(register, 'edit-use-case', 'useCases', `UC-${turn}`, {
      ...useCase(turn, text(turn)),
      life: createLife(turn + 1),
    }),
  );
  const edited = toChanges(renamed, register.seq);
  return { register: fold(register, edited), changes: [...entered, ...edited] };
}

const toChanges = (drafts: readonly Draft[], after: number): Change[] =>
  drafts.map((draft, index) => {
    const seq = after + index + 1;
    return { ...draft, seq, at: endOfDay(addDays(today, -1), 'UTC') + seq, actor: busyOwner };
  });
