import { addDays, weekOf } from '../src/domain/calendar.ts';
import { type Change, createDraft, type Draft } from '../src/domain/change.ts';
import {
  checkInId,
  type Day,
  evidenceId,
  type Life,
  type Register,
  type UseCase,
} from '../src/domain/register.ts';
import { openStore, type RegisterStore } from '../src/store/open.ts';
import { completeEvidence, stage3 } from '../test/support/register.ts';

export interface Size {
  readonly useCases: number;
  /** In the log, exactly. */
  readonly changes: number;
}

/** The age of the company's register, in days. */
const age = 330;
/** By this day of it all use cases are registered. */
const registeredBy = 200;

/** In so many commits the log is written, each at a moment of its own. */
const commits = 2000;

const jobs = ['Ticket triage', 'Contract summaries', 'Invoice matching', 'Call notes', 'Policy search'];
const teams = ['Support', 'Legal', 'Finance', 'Sales', 'People', 'Engineering', 'Marketing'];
const toMidday = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

/**
 * Fills a database with the year of a company that was at Stage 3 and is not now: of ten use cases one is in
 * production, three are in pilot and one was stopped, each running one checks in weekly and is edited in between.
 * @param now when the year ends, in milliseconds since 1970
 */
export async function seed(databaseUrl: string, workspace: string, now: number, size: Size): Promise<void> {
  const store = await openStore(databaseUrl);
  const firstDay = addDays(new Date(now).toISOString().slice(0, 10), -age);
  let register = await recordOpening(store, workspace, firstDay);
  const atOnce = Math.ceil(size.changes / commits);
  for (let number = 1; register.seq < size.changes; number += 1) {
    const isOver = number >= age;
    const day = addDays(firstDay, Math.min(number, age - 1));
    const drafts = isOver ? edits(register) : draftsOf(register, number, day, size.useCases);
    for (let start = 0; start < drafts.length && register.seq < size.changes; start += atOnce) {
      const some = drafts.slice(start, Math.min(start + atOnce, start + size.changes - register.seq));
      register = await commit(store, register, some, 'owner', toMidday(day) + start);
    }
  }
  await store.close();
}

/** Records two use cases, all decisions and AI Operations, as the tests have them. */
async function recordOpening(store: RegisterStore, workspace: string, day: Day): Promise<Register> {
  let register = await store.load(workspace);
  for (const { at, actor, ...draft } of stage3(day).changes satisfies readonly Change[]) {
    register = await commit(store, register, [draft], actor, at);
  }
  return register;
}

async function commit(
  store: RegisterStore,
  { workspace, seq }: Register,
  drafts: readonly Draft[],
  actor: string,
  at: number,
): Promise<Register> {
  const result = await store.commit(workspace, { seenSeq: seq, delivery: null, actor, at, drafts });
  if (result.outcome !== 'committed') throw new Error(`seeding met a ${result.outcome}`);
  return result.register;
}

function draftsOf(register: Register, number: number, day: Day, useCases: number): readonly Draft[] {
  const expected = Math.min(useCases, Math.ceil((useCases * number) / registeredBy));
  const drafts: Draft[] = [];
  for (let next = register.useCases.size + 1; next <= expected; next += 1) {
    const useCase = createUseCase(next, day);
    drafts.push(createDraft(register, 'register-use-case', 'useCases', useCase.key, useCase));
    if (useCase.life.stage === 'production') drafts.push(...evidenceOf(register, useCase, day));
  }
  for (const useCase of register.useCases.values()) {
    const { stage } = useCase.life;
    if (stage !== 'pilot' && stage !== 'production') continue;
    const turn = (number + Number(useCase.key.slice(3))) % 7;
    if (turn === 0) drafts.push(checkIn(register, useCase, day));
    if (turn === 3 && stage === 'production' && number % 84 < 7)
      drafts.push(...evidenceOf(register, useCase, day));
  }
  return drafts;
}

function createUseCase(number: number, day: Day): UseCase {
  return {
    key: `UC-${number}`,
    name: `${jobs[number % jobs.length]} ${number}`,
    purpose: 'Drafts what somebody then checks, from what the company already knows',
    team: teams[number % teams.length] ?? '',
    owner: `U0OWNER${number % 40}`,
    members: [`U0MEMBER${number % 90}`],
    intendedUsers: 10 + (number % 50),
    data: number % 3 === 0 ? ['none'] : ['company-confidential'],
    autonomy: 'draft',
    retrieval: number % 2 === 0,
    vendors: ['openai'],
    otherVendors: null,
    stack: {
      'model-provider': ['OpenAI Enterprise'],
      'vector-database': ['Pinecone'],
      guardrails: ['Guardrails AI'],
      observability: [number % 20 === 0 ? 'Datadog' : 'LangSmith'],
      'api-ownership': ['IT service account'],
    },
    goLivePlannedOn: null,
    lastReviewedOn: null,
    whyNew: null,
    life: lifeOf(number, day),
  };
}

function lifeOf(number: number, day: Day): Life {
  const charter = {
    startedOn: day,
    decideBy: addDays(day, 180),
    volunteers: 5,
    criteria: ['Half the time for the same work'],
    movedBars: [],
    extensions: [],
    scaled: null,
  };
  const turn = number % 10;
  if (turn === 0) return { stage: 'production', liveOn: day, deployed: 9, audience: 'everyone', charter };
  if (turn <= 3) return { stage: 'pilot', charter };
  if (turn === 9) return { stage: 'stopped', on: day, by: 'lead', reason: 'No gain', charter };
  return { stage: 'proposed', since: day };
}

const evidenceOf = (register: Register, { key, intendedUsers }: UseCase, day: Day): readonly Draft[] =>
  completeEvidence(intendedUsers).map((details) =>
    createDraft(register, 'confirm-item', 'evidence', evidenceId(key, details.item), {
      useCase: key,
      details,
      confirmedBy: 'operator',
      confirmedAt: toMidday(day),
      confirmedOn: day,
    }),
  );

function checkIn(register: Register, { key, intendedUsers, owner }: UseCase, day: Day): Draft {
  const week = weekOf(day);
  const weekly = Math.floor(intendedUsers / 2);
  return createDraft(register, 'check-in', 'checkIns', checkInId(key, week), {
    useCase: key,
    week,
    intended: intendedUsers,
    daily: Math.floor(weekly / 2),
    weekly,
    notAtAll: 1,
    source: 'typed',
    result: 'Fewer questions come back',
    by: owner,
    on: day,
  });
}

/** Returns small corrections on the last day, to fill the log. */
const edits = (register: Register): readonly Draft[] =>
  [...register.useCases.values()].map((useCase) =>
    createDraft(register, 'edit-use-case', 'useCases', useCase.key, {
      ...useCase,
      purpose: `${useCase.purpose.split(' (')[0]} (edited after change ${register.seq})`,
    }),
  );

/** Simulates a person who works beside the app: each `change` records a small correction. */
export async function touch(databaseUrl: string, workspace: string) {
  const store = await openStore(databaseUrl);
  return {
    async change(): Promise<void> {
      const register = await store.load(workspace);
      await commit(store, register, edits(register).slice(0, 1), 'owner', Date.now());
    },
    close: () => store.close(),
  };
}
