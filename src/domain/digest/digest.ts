import { Temporal } from 'temporal-polyfill';
import { weeklyShare } from '../adoption/index.ts';
import { addDays, dayOf, daysBetween, isTimeZone, weekOf, written } from '../calendar.ts';
import { type Change, type Draft, put } from '../change.ts';
import { checklistEntry, checklistOf } from '../checklist/index.ts';
import { changed, invalid, refuse } from '../decide.ts';
import { categoryEntry, evaluationSubject, isNotNeeded } from '../infrastructure/index.ts';
import { lead } from '../permissions.ts';
import { symptoms } from '../purgatory/index.ts';
import type { Assessment, Requirement, Verdict } from '../readiness/index.ts';
import {
  type CheckIn,
  type Day,
  type Digest,
  type Entity,
  type EntityRecord,
  type EvidenceDetails,
  type EvidencedItem,
  evidenceId,
  type Instant,
  type Life,
  type Register,
  settingsOf,
  type UseCase,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { stageWords } from '../use-cases/index.ts';
import { timeOn, workingHoursFrom } from '../working-time.ts';

/** The digest goes to so many channels at most. */
export const mostDigests = 10;

/** When a digest comes unless its channel chose otherwise: Mondays at nine, where the workspace is. */
export const usualSchedule = (register: Register): Pick<Digest, 'weekday' | 'time' | 'timeZone'> => ({
  weekday: 1,
  time: '09:00',
  timeZone: settingsOf(register).timeZone,
});

export type DigestInput = Pick<Digest, 'channel' | 'weekday' | 'time' | 'timeZone'>;

/** Has a channel get the digest every week from now on, also where Slack refused it before. */
export const chooseDigestStep = defineStep<'choose-digest', DigestInput>({
  key: 'choose-digest',
  label: 'Choose a channel',
  mayBy: lead('choose who gets the digest'),
  decide: (register, input, act) => {
    const { channel, weekday, time, timeZone } = input;
    const known = register.digests.get(channel);
    const refused = invalid({
      channel:
        !known &&
        register.digests.size >= mostDigests &&
        `The digest goes to ${mostDigests} channels already. End one of them first.`,
      weekday: ![1, 2, 3, 4, 5, 6, 7].includes(weekday) && 'Choose a day of the week.',
      time: !/^([01]\d|2[0-3]):[0-5]\d$/.test(time) && 'Write the time like 09:00.',
      timeZone: !isTimeZone(timeZone) && 'Not a time zone. Write it like Europe/Berlin or America/New_York.',
    });
    if (refused) return refused;
    const same = known?.weekday === weekday && known.time === time && known.timeZone === timeZone;
    if (same && known.stopped === null) return changed();
    const digest: Digest = { ...input, chosenBy: act.actor.id, chosenAt: act.at, stopped: null };
    return changed(put(register, 'choose-digest', 'digests', channel, digest));
  },
});
export const chooseDigest = chooseDigestStep.decide;

/** The channel gets the digest no longer. */
export const endDigestStep = defineStep<'end-digest', { readonly channel: string }>({
  key: 'end-digest',
  label: 'End digest',
  mayBy: lead('end a digest'),
  decide: (register, { channel }) =>
    register.digests.has(channel)
      ? changed(put(register, 'end-digest', 'digests', channel, null))
      : refuse('not-found', 'This channel gets no digest any more.'),
});
export const endDigest = endDigestStep.decide;

/** What follows when Slack takes nothing for a channel: its digest stops until it is chosen again, and the lead is told. */
export function digestRefused(
  register: Register,
  channel: string,
  reason: string,
  today: Day,
): readonly Draft[] {
  const digest = register.digests.get(channel);
  if (!digest || digest.stopped !== null) return [];
  const stopped = { ...digest, stopped: { on: today, reason } };
  return [put(register, 'digest-refused', 'digests', channel, stopped)];
}

export interface DueDigest {
  /** The day it was due on, in its time zone; a channel gets one digest for a day. */
  readonly day: Day;
  /** The moment it was due at. */
  readonly at: Instant;
  /** When its successor is due. */
  readonly expiresAt: Instant;
}

/** So late, in milliseconds, a digest still comes whatever the hour; later than this it waits for working hours. */
const grace = 60 * 60 * 1000;

/** The latest moment at which a digest was to come, and the next one. */
function momentsAround({ weekday, time, timeZone }: Digest, now: Instant) {
  const today = dayOf(now, timeZone);
  const back = (Temporal.PlainDate.from(today).dayOfWeek - weekday + 7) % 7;
  const onDay = addDays(today, -back);
  const day = timeOn(onDay, time, timeZone) <= now ? onDay : addDays(onDay, -7);
  return {
    day,
    at: timeOn(day, time, timeZone),
    expiresAt: timeOn(addDays(day, 7), time, timeZone),
  };
}

/** From when on the latest digest may be sent; null when there is none to send. */
function sendableFrom(digest: Digest, { at }: DueDigest, register: Register, now: Instant): Instant | null {
  if (digest.stopped !== null || at < digest.chosenAt) return null;
  return Math.max(at, outsideHours(at, digest, register, now) ?? at);
}

/** When working hours go on for a digest that was due at a moment and is late; null while it may still come at once. */
function outsideHours(at: Instant, { timeZone }: Digest, register: Register, now: Instant): Instant | null {
  const { from } = workingHoursFrom(register, now, timeZone);
  return now - at <= grace || from <= now ? null : from;
}

/** Until when a digest that was planned for a day, and became late since, waits; null when it may be sent now. */
export const lateUntil = (digest: Digest, day: Day, register: Register, now: Instant): Instant | null =>
  outsideHours(timeOn(day, digest.time, digest.timeZone), digest, register, now);

/** The digest that a channel is to have now: the latest that is due or past, never one from before it was chosen. */
export function dueDigest(digest: Digest, register: Register, now: Instant): DueDigest | null {
  const latest = momentsAround(digest, now);
  const from = sendableFrom(digest, latest, register, now);
  return from !== null && from <= now ? latest : null;
}

/** When there may be a digest to send that there is not now; null once it stopped. */
export function nextDigestAt(digest: Digest, register: Register, now: Instant): Instant | null {
  if (digest.stopped !== null) return null;
  const latest = momentsAround(digest, now);
  const from = sendableFrom(digest, latest, register, now);
  return from !== null && from > now ? Math.min(from, latest.expiresAt) : latest.expiresAt;
}

/** How things stood at one moment, as far as a digest compares it with another. */
export interface Position {
  readonly verdict: Verdict;
  readonly met: readonly Requirement['key'][];
  /** The keys of the symptoms of pilot purgatory. */
  readonly symptoms: readonly string[];
}

export const positionOf = ({ verdict, requirements, purgatory }: Assessment): Position => ({
  verdict,
  met: requirements.filter(({ met }) => met).map(({ key }) => key),
  symptoms: purgatory.present.map(({ key }) => key),
});

/** What happened between two moments. Lines are plain text, name no person, and are about use cases and decisions. */
export interface WhatChanged {
  readonly met: readonly Requirement[];
  readonly lost: readonly Requirement[];
  readonly moved: readonly string[];
  readonly wentWell: readonly string[];
  /** How many changes of the records themselves were made, large or small. */
  readonly recorded: number;
}

/** Records that say how the app is used, and nothing about the way to production. */
const housekeeping: ReadonlySet<Entity> = new Set([
  'people',
  'settings',
  'pulses',
  'intakeTokens',
  'holidays',
  'mutes',
  'digests',
  'erasures',
]);

/**
 * What changed from one moment to another. A requirement can also be lost, and a symptom appear, by time alone; all
 * else is read from the change log.
 * @param changes those made in between, oldest first
 */
export function whatChanged(
  before: Position,
  after: Assessment,
  register: Register,
  changes: readonly Change[],
): WhatChanged {
  const { requirements } = after;
  const now = positionOf(after);
  const titled = (keys: readonly string[]) =>
    symptoms.filter(({ key }) => keys.includes(key)).map(({ title }) => title);
  const appeared = titled(now.symptoms.filter((key) => !before.symptoms.includes(key)));
  const gone = titled(before.symptoms.filter((key) => !now.symptoms.includes(key)));
  const useCases = netOf(changes, 'useCases');
  const complete = completedItems(register, changes);
  const ready = complete.filter(({ useCase }) => holdsAll(register, useCase, after.today));
  const adoption = adoptionMoves(register, changes);
  return {
    met: requirements.filter(({ key, met }) => met && !before.met.includes(key)),
    lost: requirements.filter(({ key, met }) => !met && before.met.includes(key)),
    moved: [
      ...line('Pilot started', movedTo(useCases, 'pilot').map(named)),
      ...line('Stopped', movedTo(useCases, 'stopped').map(named)),
      ...line('Retired', movedTo(useCases, 'retired').map(named)),
      ...line('Pilot extended', useCases.flatMap(extensionOf)),
      ...decisionLines(register, changes),
      ...evaluationLines(changes),
      ...line(
        'Evidence complete',
        complete
          .filter((found) => !ready.includes(found))
          .map(({ useCase, items }) => `${useCase.key} (${someOf(items.map(titleOf))})`),
      ),
      ...line('Weekly use fell', adoption.filter(({ by }) => by < 0).map(shareWords)),
      ...line('New symptom of pilot purgatory', appeared),
      ...line('Registered', registered(useCases)),
    ],
    wentWell: [
      ...line('Went live', movedTo(useCases, 'production').map(wentLive)),
      ...line(
        'All eight on the production checklist',
        ready.map(({ useCase }) => named(useCase)),
      ),
      ...line('Waiver needed no longer', waiversClosed(register, complete)),
      ...line('DPA signed', netOf(changes, 'vendors').flatMap(signedBy)),
      ...line('Weekly use rose', adoption.filter(({ by }) => by > 0).map(shareWords)),
      ...line('No longer a symptom', gone),
    ],
    recorded: changes.filter(({ entity }) => !housekeeping.has(entity)).length,
  };
}

/** Whether nobody would miss the list of what changed. */
export const isQuiet = ({ met, lost, moved, wentWell }: WhatChanged): boolean =>
  [met, lost, moved, wentWell].every((list) => list.length === 0);

const namesInLine = 3;
/** `UC-3 Call notes, UC-5 Policy search and 4 more`. */
function someOf(names: readonly string[]): string {
  const rest = names.length - namesInLine;
  return `${names.slice(0, namesInLine).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** `Stopped: UC-3 Call notes`; nothing where there is nothing. */
const line = (what: string, names: readonly string[]): readonly string[] =>
  names.length === 0 ? [] : [`${what}: ${someOf(names)}`];

/** In characters; a line holds several names. */
const longestName = 40;
function named({ key, name }: UseCase): string {
  const characters = [...name];
  return `${key} ${characters.length > longestName ? `${characters.slice(0, longestName - 1).join('')}…` : name}`;
}
const titleOf = (item: EvidencedItem): string => checklistEntry(item).title;

interface Net<E extends Entity> {
  readonly before: EntityRecord<E> | null;
  readonly after: EntityRecord<E> | null;
}

/** Each record of an entity that was touched, as it was at first and as it is at last. */
function netOf<E extends Entity>(changes: readonly Change[], entity: E): readonly Net<E>[] {
  const net = new Map<string, Net<E>>();
  for (const change of changes) {
    if (change.entity !== entity) continue;
    const { before, after } = change as Change & Net<E>;
    const first = net.get(change.id);
    net.set(change.id, { before: first ? first.before : before, after });
  }
  return [...net.values()];
}

const movedTo = (useCases: readonly Net<'useCases'>[], stage: Life['stage']): readonly UseCase[] =>
  useCases.flatMap(({ before, after }) =>
    after?.life.stage === stage && before && before.life.stage !== stage ? [after] : [],
  );

/** What was entered, with how far it was already; what was over again is left out. */
const registered = (useCases: readonly Net<'useCases'>[]): readonly string[] =>
  (['production', 'pilot', 'proposed'] as const).flatMap((stage) =>
    useCases.flatMap(({ before, after }) =>
      before === null && after?.life.stage === stage
        ? [`${named(after)}${stage === 'proposed' ? '' : ` (${stageWords[stage]} already)`}`]
        : [],
    ),
  );

const wentLive = (useCase: UseCase): string =>
  useCase.life.stage === 'production'
    ? `${named(useCase)} (${useCase.life.deployed} of ${useCase.intendedUsers} intended users)`
    : named(useCase);

function extensionOf({ before, after }: Net<'useCases'>): readonly string[] {
  if (before?.life.stage !== 'pilot' || after?.life.stage !== 'pilot') return [];
  const { decideBy, extensions } = after.life.charter;
  return extensions.length > before.life.charter.extensions.length
    ? [`${named(after)} (until ${written(decideBy)})`]
    : [];
}

function decisionLines(register: Register, changes: readonly Change[]): readonly string[] {
  return netOf(changes, 'decisions').flatMap(({ before, after }) => {
    if (after?.status !== 'committed' || before?.status === 'committed') return [];
    const replaced = [...register.decisions.values()].find(
      ({ supersededBy, decidedOn }) => supersededBy === after.key && decidedOn !== null,
    );
    const choice = isNotNeeded(after) ? 'not needed' : after.choice;
    const instead = replaced ? `, in the place of ${replaced.choice}` : '';
    return [`Committed: ${categoryEntry(after.category).title}: ${choice}${instead}`];
  });
}

const evaluationLines = (changes: readonly Change[]): readonly string[] =>
  line(
    'Evaluation closed',
    netOf(changes, 'evaluations').flatMap(({ before, after }) =>
      after?.closed && !before?.closed ? [`${after.key} ${evaluationSubject(after)}`] : [],
    ),
  );

interface Completed {
  readonly useCase: UseCase;
  readonly items: readonly EvidencedItem[];
}

/** The items whose evidence became complete, by use case. */
function completedItems(register: Register, changes: readonly Change[]): readonly Completed[] {
  const items = new Map<string, EvidencedItem[]>();
  for (const { before, after } of netOf(changes, 'evidence')) {
    const useCase = register.useCases.get(after?.useCase ?? '');
    if (!after || !useCase || !isComplete(after.details, useCase)) continue;
    if (before && isComplete(before.details, useCase)) continue;
    items.set(useCase.key, [...(items.get(useCase.key) ?? []), after.details.item]);
  }
  return [...items].flatMap(([key, found]) => {
    const useCase = register.useCases.get(key);
    return useCase ? [{ useCase, items: found }] : [];
  });
}

function isComplete(details: EvidenceDetails, useCase: UseCase): boolean {
  const lacks = checklistEntry(details.item).lacks as
    | ((given: EvidenceDetails, of: UseCase) => readonly string[])
    | undefined;
  return lacks?.(details, useCase).length === 0;
}

const holdsAll = (register: Register, useCase: UseCase, today: Day): boolean =>
  checklistOf(register, useCase, today).every(({ state }) => state === 'holds');

/** Items that were waived until they held on evidence of their own. */
const waiversClosed = (register: Register, complete: readonly Completed[]): readonly string[] =>
  complete.flatMap(({ useCase, items }) =>
    items
      .filter((item) => wasWaived(register, useCase, item))
      .map((item) => `${useCase.key} (${titleOf(item)})`),
  );

function wasWaived(register: Register, useCase: UseCase, item: EvidencedItem): boolean {
  const on = register.evidence.get(evidenceId(useCase.key, item))?.confirmedOn ?? '';
  return [...register.waivers.values()].some(
    ({ useCase: key, subject, from, until }) =>
      key === useCase.key &&
      subject.kind === 'item' &&
      subject.item === item &&
      from <= on &&
      // One that is ended by hand has ended on the day before.
      addDays(on, -1) <= until,
  );
}

function signedBy({ before, after }: Net<'vendors'>): readonly string[] {
  return after?.dpa && after.dpa.signedOn !== before?.dpa?.signedOn ? [after.name] : [];
}

/** Weekly use that changed by less than this share says nothing. */
const noticeable = 0.05;

interface AdoptionMove {
  readonly from: CheckIn;
  readonly to: CheckIn;
  readonly by: number;
}

/** How the latest check-ins differ from those before them, the largest difference first. */
function adoptionMoves(register: Register, changes: readonly Change[]): readonly AdoptionMove[] {
  const latest = new Map<string, CheckIn>();
  for (const { after } of netOf(changes, 'checkIns')) {
    if (after && after.week >= (latest.get(after.useCase)?.week ?? '')) latest.set(after.useCase, after);
  }
  const previous = new Map<string, CheckIn>();
  for (const checkIn of register.checkIns.values()) {
    const { useCase, week } = checkIn;
    const to = latest.get(useCase);
    if (to && week < to.week && week > (previous.get(useCase)?.week ?? '')) previous.set(useCase, checkIn);
  }
  return [...latest.values()]
    .flatMap((to): AdoptionMove[] => {
      const from = previous.get(to.useCase);
      // A share of other people is no move: a roll-out that widens reaches more.
      return from?.intended === to.intended ? [{ from, to, by: weeklyShare(to) - weeklyShare(from) }] : [];
    })
    .filter(({ by }) => Math.abs(by) >= noticeable)
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by));
}

const percent = (checkIn: CheckIn): string => `${Math.round(weeklyShare(checkIn) * 100)}%`;
const shareWords = ({ from, to }: AdoptionMove): string =>
  `${to.useCase} from ${percent(from)} to ${percent(to)} (${to.weekly} of ${to.intended})`;

/** All check-ins of one week taken together; in counts of people. */
export interface AdoptionWeek {
  /** Its Monday. */
  readonly week: Day;
  readonly weekly: number;
  readonly intended: number;
  readonly useCases: number;
}

/** How many of those it is for use it weekly, over all use cases that checked in; weeks without a check-in left out. */
export function adoptionTrend(register: Register, today: Day, weeks: number): readonly AdoptionWeek[] {
  const first = addDays(weekOf(today), -7 * weeks);
  const trend = new Map<Day, AdoptionWeek>();
  for (const { week, weekly, intended } of register.checkIns.values()) {
    if (week < first || daysBetween(week, today) < 0) continue;
    const sum = trend.get(week) ?? { week, weekly: 0, intended: 0, useCases: 0 };
    trend.set(week, {
      week,
      weekly: sum.weekly + weekly,
      intended: sum.intended + intended,
      useCases: sum.useCases + 1,
    });
  }
  return [...trend.values()].sort((a, b) => a.week.localeCompare(b.week)).slice(-weeks);
}
