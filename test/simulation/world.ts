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
import { createQueries } from '../../src/operations/queries.ts';
import type { ReadinessService } from '../../src/operations/readiness.ts';
import { recordPerson } from '../../src/operations/record-person.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import type { Sender } from '../../src/operations/sender.ts';
import { loadReminderState } from '../../src/operations/sweep.ts';
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { listEndingSoon } from '../../src/slack/readiness/verdict-lines.ts';
import type { Message, Store } from '../../src/store/open.ts';
import { kindsSaying } from '../support/messages.ts';
import type { Chance } from './chance.ts';
import { asOf, type Log, type Outage, type Sent, type Somebody } from './log.ts';
import { round } from './sweep-times.ts';
import { instantOf, mondayOf, plusDays, wallAt } from './wall-clock.ts';

const [hour, day] = [3_600_000, 86_400_000];

/** How somebody deals with what they are asked. */
export interface Habit {
  /** How often each answer is chosen. */
  readonly does: number;
  readonly snoozes: number;
  readonly notMine: number;
  readonly mutes: number;
  readonly words: number;
  readonly never: number;
  /** At most so many days pass before the answer. */
  readonly days: number;
}

interface Place {
  readonly channel: string;
  readonly ts: string;
}
/** Something that somebody was asked. */
export interface Received {
  readonly kind: string;
  readonly subject: string;
}

interface Span {
  readonly from: number;
  readonly until: number;
  readonly outages: readonly Outage[];
}

/** Companies on a real database and the real schedule; the clock goes on to whatever comes next. */
export class World {
  now: number;
  readonly log: Log;
  readonly store: Store;
  readonly chance: Chance;
  readonly workspaces: string[] = [];
  readonly habits = new Map<string, Habit>();
  /** How often people did something, and how often they were told that they could not. */
  readonly acts = { done: 0, refused: 0 };
  /** Does what somebody was asked to do. */
  fulfil: (who: Somebody, asked: Received) => Promise<void> = async () => {};
  readonly #crossing: Crossing;
  readonly #events: { readonly at: number; readonly who: Somebody; readonly run: () => Promise<void> }[] = [];
  /** When the schedule has something to do in each workspace. */
  readonly #due = new Map<string, number>();
  readonly #people: Somebody[] = [];
  readonly #schedule: Schedule;
  #tickedAt = 0;
  /** The texts of messages as they were rendered, by id. */
  readonly #drawn = new Map<string, Sent['asks']>();
  /** Expirations announced by digests, by message id. */
  readonly #warned = new Map<string, Sent['warnings']>();
  readonly #readiness: ReadinessService;

  constructor(store: Store, chance: Chance, { from, until, outages }: Span) {
    this.store = store;
    this.chance = chance;
    this.now = from;
    this.log = {
      ...{ from, until, outages, people: this.#people },
      ...{ sent: [], said: [], snoozesRefused: [], archived: new Map(), changes: new Map() },
    };
    this.#crossing = { store, now: () => this.now, findMember: async (_, id) => this.member(id) };
    this.#readiness = createQueries({ store, now: () => this.now }).readiness;
    this.#schedule = this.#starts();
  }

  joins(person: Somebody, habit: Habit): void {
    this.#people.push(person);
    this.habits.set(person.id, habit);
  }

  find(id: string): Somebody {
    const found = this.#people.find((person) => person.id === id);
    if (!found) throw new RangeError(`nobody is called ${id}`);
    return found;
  }

  /** Everybody of a workspace who is here. */
  peopleOf(workspace: string): readonly Somebody[] {
    return this.#people.filter((person) => person.workspace === workspace && asOf(person.here, this.now));
  }

  isHere = ({ here }: Somebody): boolean => asOf(here, this.now);
  zoneOf = ({ zones }: Somebody): string => asOf(zones, this.now);

  person(id: string): Person {
    const { name, here, zones } = this.find(id);
    return { id, name, active: asOf(here, this.now), timeZone: asOf(zones, this.now), kind: 'member' };
  }

  member(id: string): Member {
    return { ...this.person(id), admin: this.find(id).admin };
  }

  register = (workspace: string): Promise<Register> => this.store.load(workspace);

  async found(workspace: string, key: string): Promise<UseCase | undefined> {
    return (await this.register(workspace)).useCases.get(key);
  }

  /** The day in a workspace. */
  async today(workspace: string): Promise<string> {
    return wallAt(this.now, settingsOf(await this.register(workspace)).timeZone).day;
  }

  /** Somebody is about to do something, which takes a moment. */
  #occasion(who: Somebody, named: readonly string[] = []) {
    this.now += 1;
    const actor = this.member(who.id);
    return { workspace: who.workspace, actor, delivery: null, named: [who.id, ...named] };
  }

  /** Somebody does something; whoever may not, or not now, is refused, and all stays as it was. */
  async does<Input>(
    who: Somebody,
    decide: Decide<Input>,
    input: Input,
    named: readonly string[] = [],
  ): Promise<boolean> {
    const { ok } = await act(this.#crossing, this.#occasion(who, named), decide, input);
    this.acts[ok ? 'done' : 'refused'] += 1;
    return ok;
  }

  /** Slack says that somebody left, came back, or moved to another time zone. */
  async changes(who: Somebody, news: { readonly here?: boolean; readonly timeZone?: string }): Promise<void> {
    this.now += 1;
    if (news.here !== undefined) who.here.push([this.now, news.here]);
    if (news.timeZone !== undefined) who.zones.push([this.now, news.timeZone]);
    await recordPerson(this.#crossing, who.workspace, this.person(who.id));
  }

  /** Lets something happen to somebody at a moment to come, or right away. */
  at(moment: number, who: Somebody, run: () => Promise<void>): void {
    const at = Math.max(Math.floor(moment), this.now);
    let place = this.#events.length;
    while (place > 0 && (this.#events[place - 1]?.at ?? 0) > at) place -= 1;
    this.#events.splice(place, 0, { at, who, run });
  }

  /** A moment of somebody's waking hours, so many days from now at most. */
  wakingMoment(who: Somebody, days: number): number {
    const zone = this.zoneOf(who);
    const at = this.now + Math.floor(this.chance.next() * days * day);
    const wall = wallAt(at, zone);
    if (wall.minutes >= 7 * 60 && wall.minutes < 22 * 60) return at;
    const morning = wall.minutes < 7 * 60 ? wall.day : plusDays(wall.day, 1);
    return instantOf(morning, 7 * 60 + this.chance.between(0, 180), zone);
  }

  /** Goes on until the end of time. */
  async live(): Promise<void> {
    await this.#seeAgenda(this.workspaces);
    for (;;) {
      const [event] = this.#events;
      const due = Math.ceil(Math.min(...this.#due.values()) / round) * round;
      const ticksAt = this.#afterOutage(Math.max(this.#tickedAt + round, due));
      const at = Math.max(this.now, Math.min(event?.at ?? Number.POSITIVE_INFINITY, ticksAt));
      if (at >= this.log.until) break;
      this.now = at;
      if (event && event.at <= ticksAt) {
        this.#events.shift();
        const { who, run } = event;
        const down = this.log.outages.find(({ total, from, until }) => total && from <= at && at < until);
        if (down) this.at(down.until + this.chance.next() * 4 * hour, who, run);
        else await run();
        await this.#seeAgenda([who.workspace]);
      } else {
        this.#tickedAt = ticksAt;
        await this.#schedule.tick();
        await this.#schedule.idle();
        await this.#seeAgenda(this.workspaces);
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

  #starts(): Schedule {
    const now = () => this.now;
    return createSchedule({
      sending: {
        ...{ store: this.store, now, ...createQueries({ store: this.store, now }) },
        ...{ sender: this.#sender(), kinds: kindsSaying((message) => this.#render(message)) },
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
    if (kind === 'notice' || kind === 'announcement') {
      const notice = noticeSchema.parse(message.data);
      const stands = await isStillTrue(this.store, await this.register(workspace), notice, message, this.now);
      return stands || status === 'sent' ? { text: 'A notice', blocks: [] } : null;
    }
    if (kind === 'digest') {
      this.#warned.set(id, listEndingSoon(await this.#readiness.now(workspace)));
      return { text: 'The digest', blocks: [] };
    }
    if (status === 'sent') return null;
    const situation = await loadReminderState({ store: this.store, now: () => this.now }, workspace);
    const asked = assessNudges(situation, await this.store.outbox.nudgesOf(workspace, id));
    const asks = asked.map((one) => ({
      kind: one.nudge.kind,
      subject: one.nudge.subject,
      shown: isOpen(one),
    }));
    this.#drawn.set(id, asks);
    return asks.some(({ shown }) => shown) ? { text: `${asks.length} things`, blocks: [] } : null;
  }

  /** In the place of Slack: takes what it is given, a second each, and keeps it. */
  #sender(): Sender {
    return {
      post: async (message) => {
        const { workspace, id, kind, recipient, day } = message;
        const notice = noticeSchema.nullable().parse(message.data);
        if (this.now >= (this.log.archived.get(recipient) ?? Number.POSITIVE_INFINITY)) {
          return { outcome: 'refused', because: 'channel', reason: 'is_archived' };
        }
        const asks = this.#drawn.get(id) ?? [];
        this.#drawn.delete(id);
        const warnings = this.#warned.get(id) ?? [];
        this.#warned.delete(id);
        const waits = this.log.outages.some(({ busyFrom, from }) => busyFrom <= this.now && this.now < from);
        if (waits) return { outcome: 'later', wait: 10 * 60_000, busy: false };
        this.log.sent.push({ workspace, at: this.now, kind, recipient, day, notice, asks, warnings });
        const place = { channel: `D-${recipient}`, ts: `${this.log.sent.length}.0` };
        if (kind === 'daily') this.#isRead({ recipient, place, asks: asks.filter(({ shown }) => shown) });
        this.now += defaultTiming.pace;
        return { outcome: 'sent', ...place };
      },
      find: async () => ({ outcome: 'absent' }),
      redraw: async () => ({ outcome: 'drawn' }),
    };
  }

  /** The person answers some of the reminders later. */
  #isRead({ recipient, place, asks }: { recipient: string; place: Place; asks: readonly Received[] }): void {
    const who = this.find(recipient);
    const habit = this.habits.get(who.id);
    if (!habit) return;
    const first = this.wakingMoment(who, habit.days);
    const occasions = this.chance.happens(0.7) ? [first] : [first, this.wakingMoment(who, habit.days)];
    for (const { kind, subject } of asks) {
      const answer = this.chance.weighted([
        [habit.does, () => this.fulfil(who, { kind, subject })],
        [habit.snoozes, () => this.#snoozes(who, { kind, subject })],
        [habit.notMine, () => this.#replies(who, { kind, subject, says: { outcome: 'not-mine' } })],
        [habit.mutes, () => this.mutes(who, kind)],
        [habit.words, () => this.#writes(who, place)],
        [habit.never, null],
      ]);
      if (answer === null) continue;
      this.at(this.chance.oneOf(occasions), who, async () => {
        if (this.isHere(who)) await answer();
      });
    }
  }

  async #replies(who: Somebody, reply: Reply): Promise<void> {
    const result = await answerNudge({ ...this.#crossing, store: this.store }, this.#occasion(who), reply);
    const { kind, subject, says } = reply;
    const said = { workspace: who.workspace, at: this.now, person: who.id, kind, subject };
    if (!result.ok) {
      if (result.refusal.message.includes('in a row')) this.log.snoozesRefused.push(said);
      return;
    }
    const until = says.outcome === 'snoozed' ? this.#dayAfter(who, says.snooze) : null;
    this.log.said.push({ ...said, outcome: says.outcome, until });
  }

  /** Returns the day to which a snooze moves a reminder. */
  #dayAfter(who: Somebody, snooze: Snooze): string {
    const today = wallAt(this.now, this.zoneOf(who)).day;
    const days: Readonly<Record<Snooze, string>> = {
      tomorrow: plusDays(today, 1),
      'three-days': plusDays(today, 3),
      'next-week': plusDays(mondayOf(today), 7),
    };
    return days[snooze];
  }

  #snoozes(who: Somebody, { kind, subject }: Received): Promise<void> {
    const snooze = this.chance.oneOf(['tomorrow', 'three-days', 'next-week'] as const);
    return this.#replies(who, { kind, subject, says: { outcome: 'snoozed', snooze, words: 'Later' } });
  }

  /** Words in the thread answer all that is open in the message. */
  async #writes(who: Somebody, { channel, ts }: Place): Promise<void> {
    const { workspace, id: person } = who;
    const asking = { ...this.#crossing, store: this.store };
    const open = (await findOpenNudgesInMessage(asking, this.#occasion(who), { channel, ts })) ?? [];
    await answerWithText(asking, this.#occasion(who), open, 'We are at it');
    for (const { nudge } of open) {
      const { kind, subject } = nudge;
      this.log.said.push({
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

  async mutes(who: Somebody, kind: string): Promise<void> {
    await muteKind({ ...this.#crossing, store: this.store }, this.#occasion(who), kind);
  }
}
