import type { Change } from '../../src/domain/change.ts';
import { changeSubject } from '../../src/domain/nudge-kind.ts';
import type { Day, Instant, UserId } from '../../src/domain/register.ts';
import {
  type Ask,
  type AskOutcome,
  type DailyMessage,
  fates,
  nextRound,
  type Situation,
} from '../../src/domain/reminders/asking.ts';
import type { Workspace } from './register.ts';

/** The asks that a message enters when it is sent as planned. */
export const asksOf = ({ person, day, concerns }: DailyMessage, at: Instant): readonly Ask[] =>
  concerns.map(({ kind, subject }) => ({
    kind,
    subject,
    person,
    askedOn: day,
    askedAt: at,
    outcome: 'open',
    outcomeAt: null,
    until: null,
  }));

/** Somebody who looks at a workspace from time to time, and keeps what was asked. Moments are written in UTC. */
export class Desk {
  readonly workspace: Workspace;
  asks: Ask[] = [];
  #heeds: readonly Change[] = [];

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  /** From now on it is known who changed what. */
  heedsChanges(): this {
    this.#heeds = this.workspace.changes;
    return this;
  }

  situation(at: string): Situation {
    const touches = this.#heeds.map((change) => ({
      person: change.actor,
      subject: changeSubject(change),
      at: change.at,
    }));
    return { register: this.workspace.register, now: Date.parse(at), asks: this.asks, touches };
  }

  /** When there may be something to ask after a look at a moment, in UTC. */
  nextAt(at: string): string {
    return new Date(nextRound(this.situation(at)).nextAt).toISOString().slice(0, 16);
  }

  /** Looks, and enters what is asked; who is asked about what: "owner: dpa UC-1:acme". */
  looks(at: string): readonly string[] {
    const { messages } = nextRound(this.situation(at));
    this.asks.push(...messages.flatMap((message) => asksOf(message, Date.parse(at))));
    return messages.flatMap(({ person, concerns }) =>
      concerns.map(({ kind, subject }) => `${person}: ${kind} ${subject}`),
    );
  }

  /** Looks at ten in the morning of each of these days. */
  looksOn(...days: readonly Day[]): readonly (readonly string[])[] {
    return days.map((day) => this.looks(`${day}T10:00Z`));
  }

  /** Something comes of the latest ask that a person was asked. */
  comes(outcome: AskOutcome, person: UserId, at: string, until: Day | null = null): this {
    const latest = this.asks.findLastIndex((ask) => ask.person === person);
    this.asks = this.asks.map((ask, index) =>
      index === latest ? { ...ask, outcome, outcomeAt: Date.parse(at), until } : ask,
    );
    return this;
  }

  /** How a person is asked for help at a moment, if at all. */
  helps(person: UserId, at: string) {
    const { messages } = nextRound(this.situation(at));
    return messages.find((message) => message.person === person)?.concerns.find(({ helps }) => helps)?.helps;
  }

  fates(at: string): readonly AskOutcome[] {
    return this.asks.map(fates(this.situation(at)));
  }
}
