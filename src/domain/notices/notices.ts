import { z } from 'zod';
import { listOpenAccountabilities } from '../ai-operations/index.ts';
import { addDays, startOfDay, weekOf } from '../calendar.ts';
import type { Draft } from '../change.ts';
import { findAbsenceOn, findOpenAbsence, isActive, leadOf, localDaysAt, timeZoneOf } from '../people.ts';
import { teamOf } from '../purgatory/index.ts';
import { assessRequirements } from '../readiness/index.ts';
import {
  accountabilities,
  type Day,
  type Instant,
  type Operator,
  pulseId,
  type Register,
  settingsOf,
  type ToolRequest,
  type UserId,
} from '../register.ts';
import { hasRole } from '../roles.ts';
import { findDecider, listWaitingRequests, toolReviewerOf } from '../tools/index.ts';
import { findWorkingHours } from '../working-days.ts';

/**
 * A notice: the data from which its message is rendered when it is sent. `by` is the person who made the change.
 * Stored: never rename a kind.
 */
export const noticeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('owner'), by: z.string(), useCases: z.array(z.string()) }),
  z.object({ kind: z.literal('former-owner'), by: z.string(), useCases: z.array(z.string()) }),
  z.object({ kind: z.literal('operator'), by: z.string() }),
  z.object({ kind: z.literal('operator-declined'), by: z.string() }),
  z.object({ kind: z.literal('pulse'), by: z.string(), useCase: z.string(), week: z.iso.date() }),
  z.object({ kind: z.literal('absence'), by: z.string() }),
  /** `again` when the channel had a digest before. */
  z.object({ kind: z.literal('digest-chosen'), by: z.string(), again: z.boolean() }),
  /** The review of a quarter was scheduled, moved or cancelled; its calendar file has this sequence number. */
  z.object({ kind: z.literal('review'), by: z.string(), quarter: z.string(), sequence: z.int() }),
  /** Slack refused a notice of kind `what`; the person who caused it is told. */
  z.object({ kind: z.literal('undelivered'), what: z.enum(['operator-declined', 'digest-chosen']) }),
  z.object({ kind: z.literal('tool-reviewer'), by: z.string() }),
  /** A request for an AI tool, to the person who decides it. */
  z.object({ kind: z.literal('tool-requested'), request: z.string() }),
  /** The decision on it, to a channel where `askers` asked, or to each of them. */
  z.object({ kind: z.literal('tool-decided'), request: z.string(), askers: z.array(z.string()) }),
  /** The met requirements changed, for a lead or a digest channel; both values come from `metRequirementsFor`. */
  z.object({ kind: z.literal('readiness'), was: z.string(), is: z.string() }),
]);
export type Notice = z.infer<typeof noticeSchema>;
export type NoticeOf<K extends Notice['kind']> = Extract<Notice, { kind: K }>;

/** A notice with its recipient: `notice` to a person, `announcement` to a channel. */
export interface AddressedNotice {
  readonly kind: 'notice' | 'announcement';
  readonly recipient: string;
  readonly notice: Notice;
}

/** Derives notices from the drafts of one person; `after` is the register with these drafts. */
type Derive = (after: Register, drafts: readonly Draft[], by: UserId) => readonly AddressedNotice[];

const derivations: readonly Derive[] = [
  // New owners of use cases.
  (_, drafts, by) =>
    groupByPerson(drafts, (before, after) => (after?.owner === before?.owner ? undefined : after?.owner))
      .filter(({ person }) => person !== by)
      .map(({ person, useCases }) => toPerson(person, { kind: 'owner', by, useCases })),
  // Former owners of use cases.
  (register, drafts, by) =>
    groupByPerson(drafts, (before, after) => (after?.owner === before?.owner ? undefined : before?.owner))
      .filter(({ person }) => person !== by && isActive(register, person))
      .map(({ person, useCases }) => toPerson(person, { kind: 'former-owner', by, useCases })),
  // People appointed to AI Operations.
  (_, drafts, by) =>
    drafts.flatMap(({ action, before, id }) =>
      action === 'name-operators' && before === null && id !== by
        ? [toPerson(id, { kind: 'operator', by })]
        : [],
    ),
  // The lead, when somebody declines AI Operations.
  (register, drafts, by) => {
    const lead = leadOf(register);
    return lead !== null && lead !== by && drafts.some(({ action }) => action === 'decline-operations')
      ? [toPerson(lead, { kind: 'operator-declined', by })]
      : [];
  },
  // The team of a pilot, when it is asked how it is doing.
  (register, drafts, by) =>
    drafts.flatMap((draft) => {
      const useCase = register.useCases.get(draft.useCase ?? '');
      if (draft.action !== 'ask-pulse' || draft.entity !== 'pulses' || !draft.after || !useCase) return [];
      const notice: Notice = { kind: 'pulse', by, useCase: useCase.key, week: draft.after.week };
      return teamOf(register, useCase).map((person) => toPerson(person, notice));
    }),
  // The deputy of an absent person, and the lead if the person has a role.
  (register, drafts, by) =>
    drafts.flatMap((draft) => {
      if (draft.action !== 'enter-absence' || draft.entity !== 'absences') return [];
      const lead = hasRole(register, by) ? leadOf(register) : null;
      return [...new Set([draft.after?.deputy, lead])].flatMap((person) =>
        person && person !== by ? [toPerson(person, { kind: 'absence', by })] : [],
      );
    }),
  // The channel that was chosen for the digest.
  (_, drafts, by) =>
    drafts.flatMap(({ action, id: recipient, before }) => {
      const notice: Notice = { kind: 'digest-chosen', by, again: before !== null };
      return action === 'choose-digest' ? [{ kind: 'announcement', recipient, notice }] : [];
    }),
  (_, drafts, by) =>
    drafts.flatMap((draft) =>
      draft.entity === 'toolReviewers' && draft.after && draft.after.person !== by
        ? [toPerson(draft.after.person, { kind: 'tool-reviewer', by })]
        : [],
    ),
  (_, drafts) =>
    drafts.flatMap((draft) =>
      draft.entity === 'toolRequests' && draft.after?.decision && !draft.before?.decision
        ? listAnswers(draft.after)
        : [],
    ),
  (after, drafts, by) => deriveReviewNotices(after, drafts, by),
];

/** Returns the answers to everyone who asked for a tool: one for each channel, and one for each other person. */
function listAnswers({ key, askers }: ToolRequest): readonly AddressedNotice[] {
  const channels = new Set(askers.flatMap(({ channel }) => channel ?? []));
  const direct = askers.filter(({ channel }) => channel === null);
  return [
    ...[...channels].map((recipient): AddressedNotice => {
      const people = askers.filter(({ channel }) => channel === recipient).map(({ person }) => person);
      return {
        kind: 'announcement',
        recipient,
        notice: { kind: 'tool-decided', request: key, askers: people },
      };
    }),
    ...direct.map(({ person }) => answerDirectly(key, person)),
  ];
}

/** Returns the answer to one person who asked for a tool. */
export const answerDirectly = (request: string, person: UserId): AddressedNotice =>
  toPerson(person, { kind: 'tool-decided', request, askers: [person] });

/** Returns the notice of each waiting request to the person who decides it now. */
export const listRequestNotices = (
  register: Register,
  at: Instant,
): readonly (AddressedNotice & { readonly request: string })[] =>
  listWaitingRequests(register).flatMap((one) => {
    const decider = findDecider(register, one, localDaysAt(register, at));
    const request = one.key;
    return decider === null ? [] : [{ ...toPerson(decider, { kind: 'tool-requested', request }), request }];
  });

/** Everybody who is or was invited gets the calendar file. */
const deriveReviewNotices: Derive = (_, drafts, by) =>
  drafts.flatMap((draft) => {
    if (draft.entity !== 'reviewMeetings' || !draft.after) return [];
    const { quarter, sequence, attendees } = draft.after;
    const concerned = new Set([
      ...attendees,
      ...(draft.before?.cancelled === null ? draft.before.attendees : []),
    ]);
    return [...concerned].map((person) => toPerson(person, { kind: 'review', by, quarter, sequence }));
  });

const toPerson = (recipient: UserId, notice: Notice): AddressedNotice => ({
  kind: 'notice',
  recipient,
  notice,
});

/** Returns the notices for everyone whom these drafts concern. */
export const deriveNotices: Derive = (after, drafts, by) =>
  derivations.flatMap((derive) => derive(after, drafts, by));

type UseCaseDraft = Extract<Draft, { entity: 'useCases' }>;

/** Groups the use cases of these drafts by the person each names. */
function groupByPerson(
  drafts: readonly Draft[],
  personIn: (before: UseCaseDraft['before'], after: UseCaseDraft['after']) => UserId | undefined,
): readonly { readonly person: UserId; readonly useCases: string[] }[] {
  const found = new Map<UserId, string[]>();
  for (const draft of drafts) {
    const person = draft.entity === 'useCases' ? personIn(draft.before, draft.after) : undefined;
    if (person !== undefined) found.set(person, [...(found.get(person) ?? []), draft.id]);
  }
  return [...found].map(([person, useCases]) => ({ person, useCases }));
}

/** The recipient of a notice, when it was sent (null: not yet), and the day in the workspace. */
export interface NoticeDelivery {
  readonly recipient: string;
  readonly sentAt: Instant | null;
  readonly today: Day;
}

/**
 * `open` while the notice is still true; in any other state it is not sent. A sent message shows its state, and only
 * `held-by-another` can still change.
 */
export type NoticeState = 'open' | 'held-by-another' | 'accepted' | 'answered' | 'over';
export const isFinal = (state: NoticeState): boolean => state !== 'open' && state !== 'held-by-another';

const openIf = (isTrue: boolean): NoticeState => (isTrue ? 'open' : 'over');
const states: {
  readonly [K in Notice['kind']]: (
    register: Register,
    notice: NoticeOf<K>,
    to: NoticeDelivery,
  ) => NoticeState;
} = {
  owner: ({ useCases }, notice, { recipient }) =>
    openIf(notice.useCases.some((key) => useCases.get(key)?.owner === recipient)),
  'former-owner': ({ useCases }, notice, { recipient }) =>
    openIf(notice.useCases.some((key) => useCases.has(key) && useCases.get(key)?.owner !== recipient)),
  operator({ operators }, _, { recipient, sentAt }) {
    const operator = operators.get(recipient);
    if (!operator) return 'over';
    if (listOpenAccountabilities(operator).length === 0) return 'accepted';
    const others = [...operators.values()].filter(({ person }) => person !== recipient);
    return sentAt !== null && others.some((other) => (acceptedAt(other) ?? 0) >= sentAt)
      ? 'held-by-another'
      : 'open';
  },
  'operator-declined': ({ operators }, { by }) => openIf(!operators.has(by)),
  pulse(register, { useCase: key, week }, { recipient, today }) {
    const useCase = register.useCases.get(key);
    if (register.pulses.get(pulseId(key, week))?.answered.includes(recipient)) return 'answered';
    const isAsked = useCase?.life.stage === 'pilot' && teamOf(register, useCase).includes(recipient);
    return openIf(isAsked && weekOf(today) === week);
  },
  absence: (register, { by }, { today }) => openIf(findOpenAbsence(register, by, today) !== null),
  'digest-chosen': ({ digests }, _, { recipient }) => openIf(digests.has(recipient)),
  review({ reviewMeetings }, { quarter, sequence }, { recipient, today }) {
    const meeting = reviewMeetings.get(quarter);
    const isLatest = meeting?.sequence === sequence || meeting?.attendees.includes(recipient) === false;
    return openIf(isLatest && meeting !== undefined && meeting.day >= today);
  },
  undelivered: () => 'open',
  'tool-reviewer': (register, _, { recipient }) => openIf(toolReviewerOf(register) === recipient),
  'tool-requested'({ toolRequests }, { request: key }) {
    const request = toolRequests.get(key);
    if (!request || request.withdrawn) return 'over';
    return request.decision ? 'answered' : 'open';
  },
  'tool-decided': ({ toolRequests }, { request }) => openIf(Boolean(toolRequests.get(request)?.decision)),
  readiness: (register, { is }, { recipient, today }) =>
    openIf(metRequirementsFor(register, today, recipient) === is),
};

/** Returns the state of a notice in this register. */
export function stateOf(register: Register, notice: Notice, to: NoticeDelivery): NoticeState {
  const state = states[notice.kind] as (
    register: Register,
    notice: Notice,
    to: NoticeDelivery,
  ) => NoticeState;
  return state(register, notice, to);
}

/** Messages of these kinds are updated when the state of their notice changes. */
const redrawnKinds: ReadonlySet<Notice['kind']> = new Set(['operator', 'pulse', 'tool-requested']);
/** Returns the first state that a message shows; null when it is never updated. */
export const initialShownState = ({ kind }: Notice): NoticeState | null =>
  redrawnKinds.has(kind) ? 'open' : null;

/** Returns when the last of the three accountabilities was accepted; null while one is open. */
export function acceptedAt({ accepted }: Operator): Instant | null {
  const moments = accountabilities.map((key) => accepted[key]);
  return moments.includes(undefined) ? null : Math.max(...moments.map((moment) => moment ?? 0));
}

/** How long a notice is tried, in milliseconds. */
export const noticeLifetime = 30 * 24 * 60 * 60 * 1000;

/** Returns the urgency of a notice. The answer to a person who waits is sent at any hour. */
export const urgencyOf = (notice: Notice): 'immediate' | 'prompt' =>
  notice.kind === 'digest-chosen' || (notice.kind === 'undelivered' && notice.what === 'digest-chosen')
    ? 'immediate'
    : 'prompt';

/** Returns the earliest time at or after `at` to send a notice: in working hours, outside absences. */
export function findSendTime(
  register: Register,
  { kind, recipient }: Pick<AddressedNotice, 'kind' | 'recipient'>,
  at: Instant,
): Instant {
  const zone =
    kind === 'notice'
      ? timeZoneOf(register, recipient)
      : (register.digests.get(recipient)?.timeZone ?? settingsOf(register).timeZone);
  const hours = findWorkingHours(register, at, zone);
  const absence = findAbsenceOn(register, recipient, hours.day);
  return absence === null
    ? Math.max(at, hours.from)
    : findWorkingHours(register, startOfDay(addDays(absence.until, 1), zone), zone).from;
}

/** Returns the recipients of notices about met and lost requirements. */
export const listReadinessRecipients = (
  register: Register,
): readonly Pick<AddressedNotice, 'kind' | 'recipient'>[] => [
  ...settingsOf(register)
    .leads.filter((lead) => isActive(register, lead))
    .map((recipient) => ({ kind: 'notice', recipient }) as const),
  ...[...register.digests.values()]
    .filter(({ stopped }) => stopped === null)
    .map(({ channel: recipient }) => ({ kind: 'announcement', recipient }) as const),
];

/** Caches the met requirements of a register for one day. */
const metCache = new WeakMap<Register, { readonly today: Day; readonly met: readonly string[] }>();

/** Returns the met requirements (`R1 R4`), or for a channel only whether all four are met. */
export function metRequirementsFor(register: Register, today: Day, recipient: string): string {
  const cached = metCache.get(register);
  const met =
    cached?.today === today
      ? cached.met
      : assessRequirements(register, today).flatMap((requirement) =>
          requirement.met ? requirement.key : [],
        );
  metCache.set(register, { today, met });
  return register.digests.has(recipient) && met.length < 4 ? '' : met.join(' ');
}
