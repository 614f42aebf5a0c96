import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { Act, Outcome, Step } from '../domain/decide.ts';
import { mustBeMember } from '../domain/permissions.ts';
import type { Instant, Register, UserId } from '../domain/register.ts';
import type { Metrics } from '../http/metrics.ts';
import { act, type Crossing, type Member, type Occasion, type Result } from '../operations/act.ts';
import { loadOpen } from '../operations/asked.ts';
import type { Heartbeat } from '../operations/heartbeat.ts';
import type { Looking } from '../operations/look.ts';
import { nudgeReport } from '../operations/nudge-report.ts';
import { pause } from '../operations/pause.ts';
import type { Queries } from '../operations/queries.ts';
import type { Store, Trouble } from '../store/open.ts';
import { homeView, strangerHome } from './home/index.ts';
import type { Installation, Installations } from './installations.ts';
import type { Target } from './kit/blocks.ts';
import { refusalContent } from './kit/contents.ts';
import { fileReader } from './kit/files.ts';
import type { Entered } from './kit/form.ts';
import { asModal, type Content, type PageScene } from './kit/page.ts';
import { type Members, members } from './members.ts';
import { permitted, permittedBlocks } from './permitted-buttons.ts';
import { findForm, formFor, pageFor, subcommands } from './subjects.ts';
import { tenantOfId } from './tenant.ts';

export interface Deps extends Queries {
  readonly installations: Installations;
  readonly store: Store;
  readonly now: () => Instant;
  readonly log: Logger;
  /** Ticks off what was done in a workspace, and draws the messages anew that show it. */
  readonly catchUp: (workspace: string, register?: Register) => Promise<void>;
  readonly heartbeat: Heartbeat;
  readonly metrics: Metrics;
}

/** Who came in, and where. */
export interface Entry {
  /** The one that the request is for. */
  readonly installation: Installation;
  /** The tenant of the installation. */
  readonly workspace: string;
  readonly actor: Member;
}

/** What somebody is told where nothing was done for them. */
export interface Apology {
  /** Plain text. */
  readonly words: string;
  /** By which the cause is found in the log; null where there is none. */
  readonly ref: string | null;
  /** Whether it is worth trying again soon. */
  readonly passes: boolean;
}

/** What somebody does to the register as it then is. */
export type Decision = (register: Register, act: Act) => Outcome;

/** Services shared by all listeners of Slack. */
export interface ListenerServices {
  readonly crossing: Crossing & Looking;
  readonly log: Logger;
  /**
   * The one error boundary, which never throws: the cause goes to the log, and how long it took to the metrics, under
   * `name`. `apologise` is null where nobody waits for an answer. Once the app is being stopped, whoever waits for an
   * answer is told so instead.
   */
  readonly guarded: (
    name: string,
    work: () => Promise<void>,
    apologise: ((apology: Apology) => Promise<unknown>) | null,
  ) => Promise<void>;
  /** From now on nothing new is begun for anybody. */
  readonly refuse: () => void;
  readonly refuses: () => boolean;
  /** Does what follows once the person has their answer; what fails goes to the log alone. */
  readonly afterwards: (work: () => Promise<void>) => void;
  /** Waits until all that is guarded has finished, or until a moment of `performance.now`; gives what is left. */
  readonly drained: (until: number) => Promise<number>;
  /** Whether nothing that is guarded is under way. */
  readonly isIdle: () => boolean;
  /** False for a question or click that was delivered to this process before: each answers it once. */
  readonly firstTime: (installation: Installation, delivery: string) => boolean;
  /** The installation for which Bolt authorised a request. @throws when there is none. */
  readonly installationOf: (authorised: { readonly teamId?: string }) => Promise<Installation>;
  /** Finds who a person is for an installation. */
  readonly enter: (installation: Installation, person: UserId) => Promise<Entry>;
  readonly readMember: Members['read'];
  readonly readFile: ReturnType<typeof fileReader>;
  readonly listMembers: Members['list'];
  /** Everything as it is now, for whoever came in. */
  readonly sceneFor: (entry: Entry, register?: Register) => Promise<PageScene>;
  readonly record: (occasion: Occasion, decide: Decision) => Promise<Result>;
  readonly publishHome: (entry: Entry, register?: Register) => Promise<void>;
  /** Home, and the messages that show what was just done, as things are now. */
  readonly redraw: (entry: Entry, register?: Register) => Promise<void>;
  /** Draws again each Home that could not be drawn by `redraw`. */
  readonly drawHomes: () => Promise<void>;
}

/** What is known of the work of a listener when it fails. */
interface Work {
  recorded: 'no' | 'yes' | 'unknown';
}
const underGuard = new AsyncLocalStorage<Work>();

/** The store, where every write of a listener shows in its work: after it nobody may read that nothing was changed. */
function keepingTrack(store: Store): Store {
  async function tracked<T>(writing: Promise<T>, isRecorded: (result: T) => boolean): Promise<T> {
    const work = underGuard.getStore();
    try {
      const result = await writing;
      if (work && isRecorded(result)) work.recorded = 'yes';
      return result;
    } catch (error) {
      // Only then can nobody say whether it was written; after any other error it was not.
      if (work?.recorded === 'no' && store.troubleIn(error) === 'unsure') work.recorded = 'unknown';
      throw error;
    }
  }
  return {
    ...store,
    commit: (workspace, commit) =>
      tracked(store.commit(workspace, commit), ({ outcome }) => outcome !== 'conflict'),
    seen: (workspace, delivery) => tracked(store.seen(workspace, delivery), (seen) => seen),
    outbox: {
      ...store.outbox,
      answer: (workspace, asks, answer) =>
        tracked(store.outbox.answer(workspace, asks, answer), (count) => count > 0),
    },
  };
}

export function createListenerServices(deps: Deps): ListenerServices {
  const { installations, now, log, catchUp, heartbeat, metrics, readiness, digests } = deps;
  const store = keepingTrack(deps.store);
  const { find: findMember, list: listMembers, read: readMember } = members(installations);
  const crossing = { store, now, findMember };

  let underWay = 0;
  let refusing = false;
  const guarded: ListenerServices['guarded'] = async (name, work, apologise) => {
    underWay += 1;
    const began = performance.now();
    const doing: Work = { recorded: 'no' };
    try {
      if (!refusing || apologise === null) await underGuard.run(doing, work);
      else await apologise(restarting);
    } catch (error) {
      const ref = randomBytes(2).toString('hex');
      const trouble = store.troubleIn(error);
      if (trouble === 'damaged') heartbeat.damaged();
      log.error({ ref, err: error, in: name, ...(trouble ? { trouble } : {}) }, 'a listener failed');
      await apologise?.(apologyFor(ref, trouble, doing.recorded)).catch((again) =>
        log.warn({ ref, err: again }, 'could not apologise'),
      );
    } finally {
      metrics.answered(name, performance.now() - began);
      underWay -= 1;
    }
  };

  const answered = new LRUCache<string, true>({ max: mostAnswered });
  const firstTime: ListenerServices['firstTime'] = ({ tenant }, delivery) => {
    const key = `${tenant} ${delivery}`;
    if (answered.has(key)) return false;
    answered.set(key, true);
    return true;
  };

  async function sceneFor({ workspace, actor }: Entry, known?: Register): Promise<PageScene> {
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
      readiness: current,
      asOf: (day) => readiness.asOf(workspace, day),
      week: () => digests.week(workspace),
      log: (useCase, limit) =>
        store.changes(workspace, {
          ...(useCase === null ? {} : { useCase }),
          // From one pulse to the next, an answer could be told.
          without: 'pulses',
          limit,
          newestFirst: true,
        }),
      asked: () => loadOpen(crossing, workspace, actor.id, register),
      nudges: () => nudgeReport({ store, now, heartbeat }, workspace),
    };
  }

  async function publishHome(entry: Entry, register?: Register): Promise<void> {
    const refusal = refusalTo(entry);
    const view = refusal ? strangerHome(refusal) : await homeFor(await sceneFor(entry, register));
    await entry.installation.client.views.publish({ user_id: entry.actor.id, view });
  }

  /** Homes that could not be drawn, by workspace and person, with how often that was tried. */
  const undrawn = new LRUCache<string, { readonly entry: Entry; readonly tries: number }>({
    max: mostUndrawn,
  });

  /** What is recorded stands: a Home that cannot be drawn now is drawn later. */
  async function drawHome(entry: Entry, tries = 1, register?: Register): Promise<void> {
    const key = `${entry.workspace} ${entry.actor.id}`;
    undrawn.delete(key);
    await publishHome(entry, register).catch((error) => {
      log.warn({ err: error, tries }, 'Home was not drawn');
      if (tries < mostDrawings) undrawn.set(key, { entry, tries });
    });
  }

  return {
    crossing,
    log,
    guarded,
    refuse: () => {
      refusing = true;
    },
    refuses: () => refusing,
    afterwards: (work) => void guarded('after', work, null),
    async drained(until) {
      while (underWay > 0 && performance.now() < until) await pause(25);
      return underWay;
    },
    isIdle: () => underWay === 0,
    firstTime,
    async installationOf({ teamId }) {
      const installation = teamId === undefined ? null : await installations.for(tenantOfId(teamId));
      if (!installation) throw new Error('a request was authorised for no installation');
      return installation;
    },
    async enter(installation, person) {
      const { tenant: workspace } = installation;
      const actor = (await findMember(workspace, person)) ?? unknownTo(person);
      return { installation, workspace, actor };
    },
    readMember,
    readFile: fileReader(log),
    listMembers,
    sceneFor,
    record: (occasion, decide) =>
      act(crossing, occasion, (register, _: null, circumstances) => decide(register, circumstances), null),
    publishHome,
    async redraw(entry, register) {
      await Promise.all([drawHome(entry, 1, register), catchUp(entry.workspace, register)]);
    },
    async drawHomes() {
      for (const { entry, tries } of [...undrawn.values()]) await drawHome(entry, tries + 1);
    },
  };
}

/** Somebody whom Slack does not know in this workspace. */
const unknownTo = (id: UserId): Member => ({
  id,
  name: id,
  active: false,
  timeZone: null,
  kind: 'external',
  admin: false,
});

const restarting: Apology = {
  words: 'Crossing is restarting. Nothing was changed. Please try again in a minute.',
  ref: null,
  passes: true,
};

/** What broke, and what to do about it, by the state of the database. */
const troubleWords: Readonly<Record<Trouble, readonly [string, string]>> = {
  busy: ['The database is busy', 'Nothing was changed. Please try again in a minute.'],
  away: ['The database does not answer', 'Nothing was changed. Please try again in a few minutes.'],
  unsure: [
    'The database stopped answering while this was being saved',
    'It may be recorded: check before you try again.',
  ],
  damaged: ['The database is damaged', 'Nothing was changed. Please tell the people who run Crossing.'],
};
const broken = [
  'Something broke on our side',
  'Nothing was changed. Please try again, and pass on the reference if it stays.',
] as const;

function apologyFor(ref: string, trouble: Trouble | null, recorded: Work['recorded']): Apology {
  const passes = trouble === 'busy' || trouble === 'away';
  if (recorded === 'yes')
    return { words: `This is recorded, but the answer broke on our side (ref ${ref}).`, ref, passes };
  const cause = recorded === 'unknown' ? 'unsure' : trouble;
  const [what, then] = cause === null ? broken : troubleWords[cause];
  return { words: `${what} (ref ${ref}). ${then}`, ref, passes };
}

/** A Home is tried so often; it is drawn anyway when its person opens it. */
const mostDrawings = 20;
const mostUndrawn = 1_000;
/** How many deliveries are known by their keys. */
const mostAnswered = 1_000;

/** Why somebody gets nothing from Crossing, in words; null for members of the workspace. */
export function refusalTo({ actor }: Entry): string | null {
  const outcome = mustBeMember({ actor });
  return outcome && !outcome.ok ? outcome.refusal.message : null;
}

async function homeFor(scene: PageScene): Promise<HomeView> {
  const view = await homeView(scene);
  return { ...view, blocks: [...permittedBlocks(view.blocks as KnownBlock[], scene)] };
}

export const contentOf = async ({ page, args }: Target, scene: PageScene): Promise<Content> =>
  permitted(await pageFor(page).show(scene, args), scene);

/** The modal of a step, or of why it cannot be taken now. */
export function modalFor(step: Step, scene: PageScene, prefilled: Entered = {}): ModalView {
  const form = formFor(step);
  const refusal = form.closed(step, scene);
  return refusal
    ? asModal(permitted(refusalContent(refusal, scene.actor.id), scene))
    : form.view(step, scene, prefilled);
}
