import pino from 'pino';
import type { Decide } from '../../src/domain/decide.ts';
import { noticeSchema } from '../../src/domain/notices/index.ts';
import { type Person, type Register, settingsOf, type UseCase } from '../../src/domain/register.ts';
import type { Snooze } from '../../src/domain/reminders/snoozes.ts';
import { act, type Crossing, type Member } from '../../src/operations/act.ts';
import {
  answerNudge,
  answerWithText,
  findOpenNudgesInMessage,
  muteKind,
  type Reply,
} from '../../src/operations/answer-nudge.ts';
import { createHeartbeat } from '../../src/operations/heartbeat.ts';
import type { Rendered } from '../../src/operations/message-kind.ts';
import { isStillTrue } from '../../src/operations/notices.ts';
import { assessNudges, isOpen } from '../../src/operations/nudge-states.ts';
import { createQueries, type Queries } from '../../src/operations/queries.ts';
import { recordPerson } from '../../src/operations/record-person.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import type { Sender } from '../../src/operations/sender.ts';
import { loadReminderState, type StoreAndClock } from '../../src/operations/sweep.ts';
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { listEndingSoon } from '../../src/slack/readiness/verdict-lines.ts';
import type { Message, Store } from '../../src/store/open.ts';
import { allKinds, stubMessageKinds } from '../support/messages.ts';
import type { Chance } from './chance.ts';
import type { Habit } from './habits.ts';
import { isAboutIncident, recordIncidentMessage } from './incident-messages.ts';
import { asOf, type Log, type Outage, type Sent, type SimulatedPerson } from './log.ts';
import { sweepInterval } from './sweep-times.ts';
import { instantOf, mondayOf, plusDays, wallAt } from './wall-clock.ts';

const [hour, day] = [3_600_000, 86_400_000];

interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** The kind and the subject of a reminder that a person received. */
export interface NudgeRef {
  readonly kind: string;
  readonly subject: string;
}

interface Span {
  readonly from: number;
  readonly until: number;
  readonly outages: readonly Outage[];
  /** Decides about incidents, so that they change little else in the year of a seed. */
  readonly incidentChance: Chance;
}

/** A discrete-event simulation of companies on a real database and the real schedule. The clock jumps to the next event. */
export class World {
  now: number;
  readonly log: Log;
  readonly store: Store;
  readonly chance: Chance;
  readonly incidentChance: Chance;
  readonly workspaces: string[] = [];
  readonly habits = new Map<string, Habit>();
  /** How many actions were recorded, and how many were refused. */
  readonly acts = { done: 0, refused: 0 };
  /** Does what a reminder asks for. */
  fulfil: (who: SimulatedPerson, asked: NudgeRef) => Promise<void> = async () => {};
  /** Schedules what a called person does about an incident. */
  onCall: (who: SimulatedPerson, incident: string) => void = () => {};
  readonly #crossing: Crossing;
  readonly #events: {
    readonly at: number;
    readonly who: SimulatedPerson;
    readonly run: () => Promise<void>;
  }[] = [];
  /** The next time at which the schedule has work in each workspace. */
  readonly #due = new Map<string, number>();
  readonly #people: SimulatedPerson[] = [];
  readonly #schedule: Schedule;
  #tickedAt = 0;
  /** The nudges of rendered messages, by message id. */
  readonly #renderedNudges = new Map<string, Sent['nudges']>();
  /** Expirations announced by digests, by message id. */
  readonly #announcedExpirations = new Map<string, Sent['warnings']>();
  readonly #services: StoreAndClock & Queries;

  constructor(store: Store, chance: Chance, { from, until, outages, incidentChance }: Span) {
    this.store = store;
    this.chance = chance;
    this.incidentChance = incidentChance;
    this.now = from;
    this.log = {
      from,
      until,
      outages,
      people: this.#people,
      sent: [],
      answers: [],
      refusedSnoozes: [],
      incidentMessages: [],
      archived: new Map(),
      changes: new Map(),
    };
    this.#crossing = { store, now: () => this.now, findMember: async (_, id) => this.member(id) };
    const now = () => this.now;
    this.#services = { ...createQueries({ store, now }), store, now };
    this.#schedule = this.#createSchedule();
  }

  addPerson(person: SimulatedPerson, habit: Habit): void {
    this.#people.push(person);
    this.habits.set(person.id, habit);
  }

  getPerson(id: string): SimulatedPerson {
    const found = this.#people.find((person) => person.id === id);
    if (!found) throw new RangeError(`nobody is called ${id}`);
    return found;
  }

  /** Returns the active people of a workspace. */
  peopleOf(workspace: string): readonly SimulatedPerson[] {
    return this.#people.filter((person) => person.workspace === workspace && asOf(person.active, this.now));
  }

  isActive = ({ active }: SimulatedPerson): boolean => asOf(active, this.now);
  zoneOf = ({ zones }: SimulatedPerson): string => asOf(zones, this.now);

  person(id: string): Person {
    const { name, active, zones } = this.getPerson(id);
    return { id, name, active: asOf(active, this.now), timeZone: asOf(zones, this.now), kind: 'member' };
  }

  member(id: string): Member {
    return { ...this.person(id), admin: this.getPerson(id).admin };
  }

  register = (workspace: string): Promise<Register> => this.store.load(workspace);

  async findUseCase(workspace: string, key: string): Promise<UseCase | undefined> {
    return (await this.register(workspace)).useCases.get(key);
  }

  /** Returns the current day in a workspace. */
  async today(workspace: string): Promise<string> {
    return wallAt(this.now, settingsOf(await this.register(workspace)).timeZone).day;
  }

  /** Advances the clock by a millisecond, and returns the context of a person's action. */
  #startAction(who: SimulatedPerson, named: readonly string[] = []) {
    this.now += 1;
    const actor = this.member(who.id);
    return { workspace: who.workspace, actor, delivery: null, named: [who.id, ...named] };
  }

  /** Lets a person take an action. Returns false when it is refused; then nothing changes. */
  async does<Input>(
    who: SimulatedPerson,
    decide: Decide<Input>,
    input: Input,
    named: readonly string[] = [],
  ): Promise<boolean> {
    const { ok } = await act(this.#crossing, this.#startAction(who, named), decide, input);
    this.acts[ok ? 'done' : 'refused'] += 1;
    return ok;
  }

  /** Records what Slack says about a person: that they left, came back, or moved to another time zone. */
  async changePerson(
    who: SimulatedPerson,
    news: { readonly active?: boolean; readonly timeZone?: string },
  ): Promise<void> {
    this.now += 1;
    if (news.active !== undefined) who.active.push([this.now, news.active]);
    if (news.timeZone !== undefined) who.zones.push([this.now, news.timeZone]);
    await recordPerson(this.#crossing, who.workspace, this.person(who.id));
  }

  /** Schedules an event of a person. A moment in the past becomes now. */
  runAt(moment: number, who: SimulatedPerson, run: () => Promise<void>): void {
    const at = Math.max(Math.floor(moment), this.now);
    let place = this.#events.length;
    while (place > 0 && (this.#events[place - 1]?.at ?? 0) > at) place -= 1;
    this.#events.splice(place, 0, { at, who, run });
  }

  /** Returns a random moment in a person's waking hours, at most this many days from now. */
  wakingMoment(who: SimulatedPerson, days: number): number {
    const zone = this.zoneOf(who);
    const at = this.now + Math.floor(this.chance.next() * days * day);
    const wall = wallAt(at, zone);
    if (wall.minutes >= 7 * 60 && wall.minutes < 22 * 60) return at;
    const morning = wall.minutes < 7 * 60 ? wall.day : plusDays(wall.day, 1);
    return instantOf(morning, 7 * 60 + this.chance.between(0, 180), zone);
  }

  /** Runs the simulation to the end of its period. */
  async run(): Promise<void> {
    await this.#seeAgenda(this.workspaces);
    for (;;) {
      const [event] = this.#events;
      const due = Math.ceil(Math.min(...this.#due.values()) / sweepInterval) * sweepInterval;
      const ticksAt = this.#afterOutage(Math.max(this.#tickedAt + sweepInterval, due));
      const at = Math.max(this.now, Math.min(event?.at ?? Number.POSITIVE_INFINITY, ticksAt));
      if (at >= this.log.until) break;
      this.now = at;
      if (event && event.at <= ticksAt) {
        this.#events.shift();
        const { who, run } = event;
        const down = this.log.outages.find(
          ({ stopsPeople, from, until }) => stopsPeople && from <= at && at < until,
        );
        if (down) this.runAt(down.until + this.chance.next() * 4 * hour, who, run);
        else await run();
        await this.#seeAgenda([who.workspace]);
      } else {
        this.#tickedAt = ticksAt;
        await this.#schedule.tick();
        await this.#schedule.idle();
        await this.#seeAgenda(this.workspaces);
        for (const workspace of await this.store.outbox.readyToRedraw(at)) this.#due.set(workspace, at);
      }
    }
    for (const workspace of this.workspaces) {
      this.log.changes.set(workspace, await this.store.changes(workspace));
    }
  }

  async #seeAgenda(workspaces: readonly string[]): Promise<void> {
    for (const workspace of workspaces) {
      const entry = await this.store.outbox.agendaOf(workspace);
      this.#due.set(workspace, entry?.dueAt ?? this.log.until);
    }
    for (const { workspace } of await this.store.outbox.readyToSend(this.now))
      this.#due.set(workspace, this.now);
  }

  #afterOutage(at: number): number {
    const outage = this.log.outages.find(({ from, until }) => from <= at && at < until);
    return outage ? outage.until : at;
  }

  #createSchedule(): Schedule {
    const now = () => this.now;
    return createSchedule({
      sending: {
        ...this.#services,
        sender: this.#sender(),
        kinds: stubMessageKinds((message) => this.#render(message)),
        timing: { ...defaultTiming, pace: 0 },
      },
      heartbeat: createHeartbeat(now),
      ticked: () => {},
      log: pino({ level: 'silent' }),
    });
  }

  /** Renders a message as text; sent messages are not updated. */
  async #render(message: Message): Promise<Rendered | null> {
    const { workspace, id, kind, status } = message;
    if (isAboutIncident(message)) return allKinds.of(message)?.render(this.#services, message) ?? null;
    if (kind === 'notice' || kind === 'announcement') {
      const notice = noticeSchema.parse(message.data);
      const isTrue = await isStillTrue(this.store, await this.register(workspace), notice, message, this.now);
      return isTrue || status === 'sent' ? { text: 'A notice', blocks: [] } : null;
    }
    if (kind === 'digest') {
      this.#announcedExpirations.set(id, listEndingSoon(await this.#services.readiness.now(workspace)));
      return { text: 'The digest', blocks: [] };
    }
    if (status === 'sent') return null;
    const situation = await loadReminderState({ store: this.store, now: () => this.now }, workspace);
    const asked = assessNudges(situation, await this.store.outbox.nudgesOf(workspace, id));
    const nudges = asked.map((one) => ({
      kind: one.nudge.kind,
      subject: one.nudge.subject,
      shown: isOpen(one),
    }));
    this.#renderedNudges.set(id, nudges);
    return nudges.some(({ shown }) => shown) ? { text: `${nudges.length} things`, blocks: [] } : null;
  }

  /** Returns a sender that stands in for Slack: it records each message in the log and takes a second for it. */
  #sender(): Sender {
    return {
      post: async (message, rendered) => {
        const { workspace, id, kind, recipient, day } = message;
        const notice = isAboutIncident(message) ? null : noticeSchema.nullable().parse(message.data);
        if (this.now >= (this.log.archived.get(recipient) ?? Number.POSITIVE_INFINITY)) {
          return { outcome: 'refused', because: 'channel', reason: 'is_archived' };
        }
        const nudges = this.#renderedNudges.get(id) ?? [];
        this.#renderedNudges.delete(id);
        const warnings = this.#announcedExpirations.get(id) ?? [];
        this.#announcedExpirations.delete(id);
        const isBusy = this.log.outages.some(({ busyFrom, from }) => busyFrom <= this.now && this.now < from);
        if (isBusy) return { outcome: 'later', wait: 10 * 60_000, busy: false };
        if (isAboutIncident(message)) await recordIncidentMessage(this, message, rendered, true);
        else this.log.sent.push({ workspace, at: this.now, kind, recipient, day, notice, nudges, warnings });
        const place = {
          channel: `D-${recipient}`,
          ts: `${this.log.sent.length + this.log.incidentMessages.length}.0`,
        };
        if (kind === 'daily')
          this.#scheduleAnswers({ recipient, place, nudges: nudges.filter(({ shown }) => shown) });
        this.now += defaultTiming.pace;
        return { outcome: 'sent', ...place };
      },
      find: async () => ({ outcome: 'absent' }),
      redraw: async (message, rendered) => {
        if (isAboutIncident(message)) await recordIncidentMessage(this, message, rendered, false);
        return { outcome: 'drawn' };
      },
    };
  }

  /** Schedules the person's answers to some of the reminders. */
  #scheduleAnswers({
    recipient,
    place,
    nudges,
  }: {
    recipient: string;
    place: Place;
    nudges: readonly NudgeRef[];
  }): void {
    const who = this.getPerson(recipient);
    const habit = this.habits.get(who.id);
    if (!habit) return;
    const first = this.wakingMoment(who, habit.days);
    const occasions = this.chance.happens(0.7) ? [first] : [first, this.wakingMoment(who, habit.days)];
    for (const { kind, subject } of nudges) {
      const answer = this.chance.weighted([
        [habit.does, () => this.fulfil(who, { kind, subject })],
        [habit.snoozes, () => this.#snoozes(who, { kind, subject })],
        [habit.notMine, () => this.#replies(who, { kind, subject, says: { outcome: 'not-mine' } })],
        [habit.mutes, () => this.mutes(who, kind)],
        [habit.words, () => this.#writes(who, place)],
        [habit.never, null],
      ]);
      if (answer === null) continue;
      this.runAt(this.chance.oneOf(occasions), who, async () => {
        if (this.isActive(who)) await answer();
      });
    }
  }

  async #replies(who: SimulatedPerson, reply: Reply): Promise<void> {
    const result = await answerNudge({ ...this.#crossing, store: this.store }, this.#startAction(who), reply);
    const { kind, subject, says } = reply;
    const answer = { workspace: who.workspace, at: this.now, person: who.id, kind, subject };
    if (!result.ok) {
      if (result.refusal.message.includes('in a row')) this.log.refusedSnoozes.push(answer);
      return;
    }
    const until = says.outcome === 'snoozed' ? this.#dayAfter(who, says.snooze) : null;
    this.log.answers.push({ ...answer, outcome: says.outcome, until });
  }

  /** Returns the day to which a snooze moves a reminder. */
  #dayAfter(who: SimulatedPerson, snooze: Snooze): string {
    const today = wallAt(this.now, this.zoneOf(who)).day;
    const days: Readonly<Record<Snooze, string>> = {
      tomorrow: plusDays(today, 1),
      'three-days': plusDays(today, 3),
      'next-week': plusDays(mondayOf(today), 7),
    };
    return days[snooze];
  }

  #snoozes(who: SimulatedPerson, { kind, subject }: NudgeRef): Promise<void> {
    const snooze = this.chance.oneOf(['tomorrow', 'three-days', 'next-week'] as const);
    return this.#replies(who, { kind, subject, says: { outcome: 'snoozed', snooze, words: 'Later' } });
  }

  /** Replies in the thread, which answers every open reminder of the message. */
  async #writes(who: SimulatedPerson, { channel, ts }: Place): Promise<void> {
    const { workspace, id: person } = who;
    const asking = { ...this.#crossing, store: this.store };
    const open = (await findOpenNudgesInMessage(asking, this.#startAction(who), { channel, ts })) ?? [];
    await answerWithText(asking, this.#startAction(who), open, 'We are at it');
    for (const { nudge } of open) {
      const { kind, subject } = nudge;
      this.log.answers.push({
        workspace,
        at: this.now,
        person,
        kind,
        subject,
        outcome: 'answered',
        until: null,
      });
    }
  }

  async mutes(who: SimulatedPerson, kind: string): Promise<void> {
    await muteKind({ ...this.#crossing, store: this.store }, this.#startAction(who), kind);
  }
}
