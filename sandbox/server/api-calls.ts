import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { type Fault, takesEffect } from './faults.ts';
import { callArguments, dropConnection } from './requests.ts';
import type { Slack } from './slack.ts';
import type { Answer } from './web-api/method.ts';
import { callMethod } from './web-api.ts';

/** One call of the app to the Web API. */
export interface Call {
  method: string;
  args: Record<string, unknown>;
  /** The response; null when the connection was cut or left hanging. */
  answer: Answer | null;
  /** The fault that it met; null for none. */
  fault: Fault | null;
  at: number;
}

/** Answers the app's calls to the Web API, with the faults that a test asked for, and keeps them. */
export class ApiCalls {
  readonly made: Call[] = [];
  inFlight = 0;
  readonly #slack: Slack;
  readonly #faults = new Map<string, Fault[]>();
  readonly #chances = new Map<string, () => Fault | null>();
  /** When each conversation got its last message, in real time; null while there is no limit. */
  #leastGap: number | null = null;
  readonly #lastMessages = new Map<string, number>();

  constructor(slack: Slack) {
    this.#slack = slack;
  }

  /** As in `Control`. */
  failNext(method: string, fault: Fault, times = 1): void {
    const faults = this.#faults.get(method) ?? [];
    this.#faults.set(method, [...faults, ...Array.from({ length: times }, () => fault)]);
  }

  /** As in `Control`. */
  failBy(method: string, chance: () => Fault | null): void {
    this.#chances.set(method, chance);
  }

  /** As in `Control`. */
  limitMessages(gap: number | null): void {
    this.#leastGap = gap;
    this.#lastMessages.clear();
  }

  async answer(c: Context<{ Bindings: HttpBindings }>, method: string): Promise<Response> {
    const args = await callArguments(c);
    const { token: bodyToken, ...rest } = args;
    const token = c.req.header('authorization')?.replace(/^Bearer ?/i, '') ?? String(bodyToken ?? '');
    const fault =
      this.#faults.get(method)?.shift() ?? this.#chances.get(method)?.() ?? this.#overLimit(method, rest);
    const call: Call = { method, args: rest, answer: null, fault, at: Date.now() };
    this.made.push(call);
    const perform = () => callMethod(this.#slack, method, token, rest);
    if (fault && takesEffect(fault)) perform();
    if (fault && 'hang' in fault) return new Promise<Response>(() => undefined);
    this.inFlight += 1;
    try {
      if (fault && ('resetBefore' in fault || 'resetAfter' in fault)) return dropConnection(c);
      if (fault && 'status' in fault) return c.text('', fault.status as 500);
      if (fault && 'retryAfterSeconds' in fault) {
        call.answer = { ok: false, error: 'ratelimited' };
        return c.json(call.answer, 429, { 'retry-after': String(fault.retryAfterSeconds) });
      }
      call.answer = fault ? { ok: false, error: fault.error } : perform();
      return c.json(call.answer, 200, { 'x-oauth-scopes': this.#slack.workspace.scopes().join(',') });
    } finally {
      this.inFlight -= 1;
      this.#slack.workspace.changed();
    }
  }

  #overLimit(method: string, args: Record<string, unknown>): Fault | null {
    const { workspace } = this.#slack;
    if (this.#leastGap === null || method !== 'chat.postMessage') return null;
    const name = String(args.channel);
    const place = workspace.conversationNamed(name)?.id ?? workspace.directMessage(name)?.id ?? name;
    const wait = (this.#lastMessages.get(place) ?? -Infinity) + this.#leastGap - performance.now();
    if (wait > 0) return { retryAfterSeconds: Math.ceil(wait / 1000) };
    this.#lastMessages.set(place, performance.now());
    return null;
  }
}
