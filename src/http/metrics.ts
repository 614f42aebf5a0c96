import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Instant } from '../domain/register.ts';
import type { Heartbeat } from '../operations/heartbeat.ts';
import type { Backlog, Outbox, OutboxWrites, Store } from '../store/open.ts';
import type { Route } from './server.ts';

/** The outcome of a call of the language model: it chose an entry, it chose none, or it gave no usable answer. */
export type ChoiceOutcome = 'chosen' | 'none' | 'failed' | 'timed-out';

export interface LanguageModelMetrics {
  /** Counts a call of the language model, and the tokens that the server reports for it. */
  readonly askedModel: (
    outcome: ChoiceOutcome,
    tokens: { readonly in: number; readonly out: number },
  ) => void;
}

/** Measurements in the format of Prometheus. No label holds a name, an id or a text. */
export interface Metrics extends LanguageModelMetrics {
  /** The same store, with a counted outbox. */
  readonly store: Store;
  readonly contentType: string;
  readonly text: () => Promise<string>;
  /** Counts an answer or an apology. */
  readonly answered: (kind: string, milliseconds: number) => void;
  /** Counts a finished tick. */
  readonly ticked: (outcome: 'done' | 'failed', milliseconds: number) => void;
}

interface MetricsSources {
  readonly store: Store;
  readonly now: () => Instant;
  readonly heartbeat: Heartbeat;
}

export function createMetrics({ store, now, heartbeat }: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];

  const requests = new Histogram({
    name: 'crossing_request_seconds',
    help: 'Time to handle a request, follow-up work included, by kind of request.',
    labelNames: ['kind'],
    buckets: [0.01, 0.03, 0.1, 0.3, 1, 3, 10],
    registers,
  });
  const ticks = new Histogram({
    name: 'crossing_tick_seconds',
    help: 'Duration of a scheduler tick without sending, by outcome: done, failed.',
    labelNames: ['outcome'],
    buckets: [0.01, 0.1, 1, 10, 60, 300],
    registers,
  });
  const sends = new Counter({
    name: 'crossing_sends_total',
    help: 'Messages claimed for sending, by kind and outcome: sent, refused, withdrawn, unknown, pending (will be retried), sending (may have been sent, will be checked).',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const asks = new Counter({
    name: 'crossing_asks_total',
    help: 'Nudges by kind and outcome: planned, then answered, done, snoozed, not-mine, muted.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const modelCalls = new Counter({
    name: 'crossing_language_model_calls_total',
    help: 'Calls of the language model by outcome: chosen, none, failed, timed-out.',
    labelNames: ['outcome'],
    registers,
  });
  const modelTokens = new Counter({
    name: 'crossing_language_model_tokens_total',
    help: 'Tokens that the language model reports, by direction: in, out.',
    labelNames: ['direction'],
    registers,
  });
  new Gauge({
    name: 'crossing_last_tick_timestamp_seconds',
    help: 'Unix time at which the last scheduler tick ended; 0 before the first.',
    registers,
    collect() {
      this.set((heartbeat.lastRound() ?? 0) / 1000);
    },
  });

  // One query serves both gauges. Without the database the other metrics still work; `/readyz` reports the failure.
  let backlog: Promise<Backlog | null> = Promise.resolve(null);
  new Gauge({
    name: 'crossing_workspaces',
    help: 'Workspaces by state: due (to be checked now), parked (Crossing cannot send to them).',
    labelNames: ['state'],
    registers,
    async collect() {
      this.reset();
      const found = await backlog;
      if (found === null) return;
      this.set({ state: 'due' }, found.due);
      this.set({ state: 'parked' }, found.parked);
    },
  });
  new Gauge({
    name: 'crossing_messages',
    help: 'Undelivered messages, by kind and status: pending, sending, unknown (may have arrived).',
    labelNames: ['kind', 'status'],
    registers,
    async collect() {
      this.reset();
      for (const { kind, status, count } of (await backlog)?.messages ?? [])
        this.set({ kind, status }, count);
    },
  });

  const outbox: Outbox = {
    ...store.outbox,
    async plan(workspace, at, plans) {
      await store.outbox.plan(workspace, at, plans);
      for (const { kind } of plans.flatMap((plan) => plan.nudges ?? []))
        asks.inc({ kind, outcome: 'planned' });
    },
    async settle(message, settlement, follows) {
      await store.outbox.settle(message, settlement, follows);
      sends.inc({ kind: message.kind, outcome: settlement.status });
    },
    async answer(workspace, answered, answer) {
      const changed = await store.outbox.answer(workspace, answered, answer);
      for (const { kind } of answered.slice(0, changed)) asks.inc({ kind, outcome: answer.outcome });
      return changed;
    },
  };

  return {
    store: {
      ...store,
      outbox,
      async commit(workspace, commit) {
        let answered: OutboxWrites['answer'];
        const result = await store.commit(workspace, {
          ...commit,
          outbox(after) {
            const writes = commit.outbox?.(after) ?? {};
            answered = writes.answer;
            return writes;
          },
        });
        if (result.outcome === 'committed')
          for (const { kind } of answered?.nudges ?? []) asks.inc({ kind, outcome: answered?.outcome ?? '' });
        return result;
      },
    },
    contentType: registry.contentType,
    text: async () => {
      backlog = store.outbox.backlog(now()).catch(() => null);
      return `${await getProcessRegistry().metrics()}\n${await registry.metrics()}`;
    },
    answered: (kind, milliseconds) => requests.observe({ kind }, milliseconds / 1000),
    askedModel(outcome, tokens) {
      modelCalls.inc({ outcome });
      modelTokens.inc({ direction: 'in' }, tokens.in);
      modelTokens.inc({ direction: 'out' }, tokens.out);
    },
    ticked: (outcome, milliseconds) => ticks.observe({ outcome }, milliseconds / 1000),
  };
}

/** Creates the route `/metrics` in the format of Prometheus. */
export const createMetricsRoute = ({ text, contentType }: Pick<Metrics, 'text' | 'contentType'>): Route => ({
  method: 'GET',
  path: '/metrics',
  answer: async (request) => request.body(await text(), 200, { 'content-type': contentType }),
});

let processRegistry: Registry | null = null;

/**
 * Returns the registry of process metrics: memory, event loop, garbage collection. It is shared, because its observers
 * can never be removed.
 */
function getProcessRegistry(): Registry {
  if (processRegistry === null) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}
