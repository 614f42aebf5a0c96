import { randomBytes } from 'node:crypto';
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Logger } from 'pino';
import { createCache } from '../cache.ts';
import type { Act, Outcome, Step } from '../domain/decide.ts';
import { mustBeMember } from '../domain/permissions.ts';
import type { Instant, Register, UserId } from '../domain/register.ts';
import type { Metrics } from '../http/metrics.ts';
import { type ActionRequest, act, type Crossing, type Member, type Result } from '../operations/act.ts';
import { loadAuditView } from '../operations/audit-trail.ts';
import type { Heartbeat } from '../operations/heartbeat.ts';
import { loadNudgeReport } from '../operations/nudge-report.ts';
import { loadOpenNudges } from '../operations/nudge-states.ts';
import type { PageAddresses } from '../operations/page-addresses.ts';
import { pause } from '../operations/pause.ts';
import type { Queries } from '../operations/queries.ts';
import type { StoreAndClock } from '../operations/sweep.ts';
import type { DatabaseFailure, Store } from '../store/open.ts';
import { type AgentPanel, createAgentPanel } from './agent-panel.ts';
import { type Assistant, createAssistant, type LanguageModel } from './assistant/index.ts';
import { renderHome, renderOutsiderHome } from './home/index.ts';
import type { Installation, Installations } from './installations.ts';
import type { Target } from './kit/blocks.ts';
import { renderRefusal } from './kit/contents.ts';
import { createFileReader } from './kit/files.ts';
import type { Entered } from './kit/form.ts';
import { type Content, type PageContext, toModal } from './kit/page.ts';
import { createMembers, type Members } from './members.ts';
import { filterPermitted, filterPermittedBlocks } from './permitted-buttons.ts';
import { entries, findForm, formFor, pageFor, subcommands } from './subjects.ts';
import { tenantOfId } from './tenant.ts';

export interface Deps extends Queries {
  readonly installations: Installations;
  readonly store: Store;
  readonly now: () => Instant;
  readonly log: Logger;
  /** Sweeps a workspace after a change, and updates the messages that show it. */
  readonly catchUp: (workspace: string, register?: Register) => Promise<void>;
  readonly heartbeat: Heartbeat;
  readonly metrics: Metrics;
  readonly addresses: PageAddresses;
  /** The address of the MCP server; null while it is off. */
  readonly mcpUrl: string | null;
  /** Null while none is configured. */
  readonly languageModel: LanguageModel | null;
}

/** The person who makes a request, and their installation. */
export interface Caller {
  /** The installation of the request. */
  readonly installation: Installation;
  /** The tenant of the installation. */
  readonly workspace: string;
  readonly actor: Member;
}

/** The message when a request failed. */
export interface Apology {
  /** Plain text. */
  readonly words: string;
  /** The reference of the error in the log; null without one. */
  readonly ref: string | null;
  /** True when it is worth trying again soon. */
  readonly passes: boolean;
}

/** A decision on the current register. */
export type Decision = (register: Register, act: Act) => Outcome;

/** Services shared by all Slack listeners. */
export interface ListenerServices {
  readonly log: Logger;
  /**
   * Runs work in the only error boundary, which never throws: the error goes to the log, and the duration to the
   * metrics under `name`. `apologise` is null when nobody waits for an answer. During shutdown people get an apology at
   * once.
   */
  readonly runGuarded: (
    name: string,
    work: (crossing: Crossing & StoreAndClock) => Promise<void>,
    apologise: ((apology: Apology) => Promise<unknown>) | null,
  ) => Promise<void>;
  /** Refuses new work from now on. */
  readonly stopAccepting: () => void;
  readonly isStopping: () => boolean;
  /** Runs work after the answer; failures only go to the log. */
  readonly runAfterwards: (work: () => Promise<void>) => void;
  /** Waits for running work until a moment of `performance.now`; returns the number still running. */
  readonly drain: (until: number) => Promise<number>;
  /** True when no work is running. */
  readonly isIdle: () => boolean;
  /** Returns false for a delivery that this process has already handled. */
  readonly isFirstDelivery: (installation: Installation, delivery: string) => boolean;
  /** Returns the installation that Bolt authorised. @throws when there is none */
  readonly installationOf: (authorised: { readonly teamId?: string }) => Promise<Installation>;
  /** Looks up the person who makes a request. */
  readonly identifyCaller: (installation: Installation, person: UserId) => Promise<Caller>;
  readonly refreshMember: Members['refresh'];
  readonly readFile: ReturnType<typeof createFileReader>;
  readonly listMembers: Members['list'];
  /** Answers questions in words. */
  readonly assistant: Assistant;
  /** Loads the page context of a caller. */
  readonly loadContext: (caller: Caller, register?: Register) => Promise<PageContext>;
  readonly publishHome: (caller: Caller, register?: Register) => Promise<void>;
  /** Updates Home and the messages that show a change. */
  readonly redraw: (caller: Caller, register?: Register) => Promise<void>;
  /** Retries each Home that `redraw` could not publish. */
  readonly drawHomes: () => Promise<void>;
  readonly agentPanel: AgentPanel;
  readonly addresses: PageAddresses;
}

/** Says whether a listener recorded something, as far as it is known. */
type Recorded = 'no' | 'yes' | 'unknown';

/**
 * Returns the store for one listener, which notes whether something was recorded through it: after that no apology may
 * say that nothing was changed. It is passed on as a parameter, because an AsyncLocalStorage makes every promise of the
 * process slower on Node 20.
 */
function trackWrites(store: Store): { readonly store: Store; readonly recorded: () => Recorded } {
  let recorded: Recorded = 'no';
  async function track<T>(writing: Promise<T>, isRecorded: (result: T) => boolean): Promise<T> {
    try {
      const result = await writing;
      if (isRecorded(result)) recorded = 'yes';
      return result;
    } catch (error) {
      // Only after an `unsure` failure is the outcome unknown.
      if (recorded === 'no' && store.classifyFailure(error) === 'unsure') recorded = 'unknown';
      throw error;
    }
  }
  return {
    recorded: () => recorded,
    store: {
      ...store,
      commit: (workspace, commit) =>
        track(store.commit(workspace, commit), ({ outcome }) => outcome !== 'conflict'),
      isDelivered: (workspace, delivery) => track(store.isDelivered(workspace, delivery), (seen) => seen),
      streams: {
        ...store.streams,
        append: (...entries) => track(store.streams.append(...entries), ({ appended }) => appended > 0),
      },
      outbox: {
        ...store.outbox,
        answer: (workspace, asks, answer) =>
          track(store.outbox.answer(workspace, asks, answer), (count) => count > 0),
      },
    },
  };
}

export function createListenerServices(
  deps: Deps,
): ListenerServices & { readonly crossing: Crossing & StoreAndClock } {
  const { installations, store, now, log, catchUp, heartbeat, metrics, readiness, digests } = deps;
  const { addresses, mcpUrl, languageModel } = deps;
  const { find: findMember, list: listMembers, refresh: refreshMember } = createMembers(installations);
  const crossing = { store, now, findMember };

  let underWay = 0;
  let refusing = false;
  const runGuarded: ListenerServices['runGuarded'] = async (name, work, apologise) => {
    underWay += 1;
    const began = performance.now();
    const tracked = trackWrites(store);
    try {
      if (!refusing || apologise === null) await work({ ...crossing, store: tracked.store });
      else await apologise(restartingApology);
    } catch (error) {
      const ref = randomBytes(2).toString('hex');
      const failure = store.classifyFailure(error);
      if (failure === 'damaged') heartbeat.damaged();
      log.error({ ref, err: error, in: name, ...(failure ? { trouble: failure } : {}) }, 'a listener failed');
      await apologise?.(createApology(ref, failure, tracked.recorded())).catch((again) =>
        log.warn({ ref, err: again }, 'could not send the error message'),
      );
    } finally {
      metrics.answered(name, performance.now() - began);
      underWay -= 1;
    }
  };

  const answered = createCache<true>(maxAnswered);
  const isFirstDelivery: ListenerServices['isFirstDelivery'] = ({ tenant }, delivery) => {
    const key = `${tenant} ${delivery}`;
    if (answered.has(key)) return false;
    answered.set(key, true);
    return true;
  };

  async function loadContext({ workspace, actor }: Caller, known?: Register): Promise<PageContext> {
    const current = await (known ? readiness.of(known) : readiness.now(workspace));
    const { register, today, assessment } = current;
    return {
      register,
      at: now(),
      today,
      actor,
      assessment,
      findForm,
      commands: subcommands,
      addressOf: addresses.addressOf,
      readiness: current,
      ...(mcpUrl === null ? {} : { mcpUrl }),
      loadAsOf: (day) => readiness.asOf(workspace, day),
      loadWeek: () => digests.week(workspace),
      loadLog: (useCase, limit) =>
        store.changes(workspace, {
          ...(useCase === null ? {} : { useCase }),
          // Two pulses in a row would reveal one answer, and nobody reads who muted what.
          without: ['pulses', 'mutes'],
          limit,
          newestFirst: true,
        }),
      loadAudit: (useCase, part) => loadAuditView({ store, now }, register, useCase, part),
      loadOpenNudges: () => loadOpenNudges(crossing, workspace, actor.id, register),
      loadNudgeReport: () => loadNudgeReport({ store, now, heartbeat }, workspace),
    };
  }

  async function publishHome(caller: Caller, register?: Register): Promise<void> {
    const refusal = findMemberRefusal(caller);
    const view = refusal
      ? renderOutsiderHome(refusal)
      : await renderPermittedHome(await loadContext(caller, register));
    await caller.installation.client.views.publish({ user_id: caller.actor.id, view });
  }

  /** Homes that could not be published, with the number of attempts. */
  const failedHomes = createCache<{ readonly caller: Caller; readonly tries: number }>(maxFailedHomes);

  /** Publishes Home; on failure it is retried later, because the change is already recorded. */
  async function drawHome(caller: Caller, tries = 1, register?: Register): Promise<void> {
    const key = `${caller.workspace} ${caller.actor.id}`;
    failedHomes.delete(key);
    await publishHome(caller, register).catch((error) => {
      log.warn({ err: error, tries }, 'Home was not updated');
      if (tries < maxHomeAttempts) failedHomes.set(key, { caller, tries });
    });
  }

  const runAfterwards: ListenerServices['runAfterwards'] = (work) => void runGuarded('after', work, null);

  return {
    crossing,
    log,
    addresses,
    agentPanel: createAgentPanel({ log, runAfterwards }),
    runGuarded,
    stopAccepting: () => {
      refusing = true;
    },
    isStopping: () => refusing,
    runAfterwards,
    async drain(until) {
      while (underWay > 0 && performance.now() < until) await pause(25);
      return underWay;
    },
    isIdle: () => underWay === 0,
    isFirstDelivery,
    async installationOf({ teamId }) {
      const installation = teamId === undefined ? null : await installations.for(tenantOfId(teamId));
      if (!installation) throw new Error('a request was authorised for no installation');
      return installation;
    },
    async identifyCaller(installation, person) {
      const { tenant: workspace } = installation;
      const actor = (await findMember(workspace, person)) ?? unknownMember(person);
      return { installation, workspace, actor };
    },
    refreshMember,
    readFile: createFileReader(log),
    listMembers,
    assistant: createAssistant(() => entries, languageModel),
    loadContext,
    publishHome,
    async redraw(caller, register) {
      await Promise.all([drawHome(caller, 1, register), catchUp(caller.workspace, register)]);
    },
    async drawHomes() {
      for (const { caller, tries } of [...failedHomes.values()]) await drawHome(caller, tries + 1);
    },
  };
}

/** Returns a member for an id that Slack does not know in this workspace. */
const unknownMember = (id: UserId): Member => ({
  id,
  name: id,
  active: false,
  timeZone: null,
  kind: 'external',
  admin: false,
});

const restartingApology: Apology = {
  words: 'Crossing is restarting. Nothing was changed. Try again in a minute.',
  ref: null,
  passes: true,
};

/** The apology for each kind of database failure: what broke, and what to do. */
const failureWords: Readonly<Record<DatabaseFailure, readonly [string, string]>> = {
  busy: ['The database is busy', 'Nothing was changed. Try again in a minute.'],
  away: ['The database does not answer', 'Nothing was changed. Try again in a few minutes.'],
  unsure: [
    'The database stopped answering while this was being saved',
    'It may be recorded: check before you try again.',
  ],
  damaged: ['The database is damaged', 'Nothing was changed. Tell the team that runs Crossing.'],
};
const unexpectedFailureWords = [
  'Something broke on our side',
  'Nothing was changed. Try again. If it fails again, send the reference to the team that runs Crossing.',
] as const;

function createApology(ref: string, failure: DatabaseFailure | null, recorded: Recorded): Apology {
  const passes = failure === 'busy' || failure === 'away';
  if (recorded === 'yes')
    return { words: `This is recorded, but Crossing could not show the answer (ref ${ref}).`, ref, passes };
  const cause = recorded === 'unknown' ? 'unsure' : failure;
  const [what, then] = cause === null ? unexpectedFailureWords : failureWords[cause];
  return { words: `${what} (ref ${ref}). ${then}`, ref, passes };
}

/** The most attempts to publish a Home. Opening Home publishes it anyway. */
const maxHomeAttempts = 20;
const maxFailedHomes = 1_000;
/** The number of remembered deliveries. */
const maxAnswered = 1_000;

/** Returns why a person may not use Crossing, in words; null for members. */
export function findMemberRefusal({ actor }: Caller): string | null {
  const outcome = mustBeMember({ actor });
  return outcome && !outcome.ok ? outcome.refusal.message : null;
}

async function renderPermittedHome(context: PageContext): Promise<HomeView> {
  const view = await renderHome(context);
  return { ...view, blocks: [...filterPermittedBlocks(view.blocks as KnownBlock[], context)] };
}

/** Records what a person decided, or returns why not. */
export const record = (crossing: Crossing, request: ActionRequest, decide: Decision): Promise<Result> =>
  act(crossing, request, (register, _: null, circumstances) => decide(register, circumstances), null);

export const renderPage = async ({ page, args }: Target, context: PageContext): Promise<Content> =>
  filterPermitted(await pageFor(page).render(context, args), context);

/** Renders the modal of a step, or why it cannot be taken now. */
export function renderStepModal(step: Step, context: PageContext, prefilled: Entered = {}): ModalView {
  const form = formFor(step);
  const refusal = form.findRefusal(step, context);
  return refusal
    ? toModal(filterPermitted(renderRefusal(refusal, context.actor.id), context))
    : form.view(step, context, prefilled);
}
