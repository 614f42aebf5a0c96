import { expect } from 'vitest';
import type { SeenModal, Value } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { clicksWithin } from '../../sandbox/form-filling.ts';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { planRollout } from '../../src/domain/adoption/adoption.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { type CommitmentInput, commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import type { Category, Register, UseCase } from '../../src/domain/register.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { goLive } from '../../src/domain/use-cases/production.ts';
import { type Registration, recordStack, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { nameInEvidence } from './name-in-evidence.ts';
import { patientLimits } from './patient-limits.ts';
import { records } from './records-directly.ts';
import { commitment, completeEvidence, completePlan, registration, sourceRoi } from './register.ts';

/** The day of every form here. */
export const today = '2026-01-12';

/** The app of the test that runs, with its sample people and a bot. */
export let crossing: LocalCrossing;

export const startCrossing = () => startCrossingOn('sqlite::memory:');

export async function startCrossingOn(
  databaseUrl: string,
  options: Parameters<typeof startLocalCrossing>[1] = {},
): Promise<void> {
  const bot = { id: 'U0BOT', name: 'Billing Bot (sample)', handle: 'billing', tz: 'UTC', isBot: true };
  crossing = await startLocalCrossing(databaseUrl, {
    people: [...samplePeople, bot],
    ...patientLimits,
    ...options,
  });
  crossing.moveTo(today);
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'USD',
    workingDays: [1, 2, 3, 4, 5],
  });
}

export const register = (): Promise<Register> => crossing.store.load(crossing.workspace.teamId);

export const useCase = async (key = 'UC-1'): Promise<UseCase | undefined> =>
  (await register()).useCases.get(key);

export const as = (person: string) => crossing.workspace.as(person);

/** Has somebody open the form behind a button of the page that a command shows, or of the command itself. */
export async function opens(
  who: string,
  command: string,
  button?: string,
  near?: string,
): Promise<SeenModal> {
  const seen = await as(who).types('#ai-program', command);
  // A message of its own may come at the same moment.
  const answer = seen.messages.find(({ isEphemeral }) => isEphemeral) ?? seen;
  if (button) await clicksWithin(answer, button, near);
  return as(who).openModal();
}

export type Fields = Readonly<Record<string, Value | readonly string[]>>;

/** Fills in the fields that are there; says which are not. */
export async function fills(form: SeenModal, fields: Fields): Promise<Fields> {
  const there = Object.entries(fields).filter(([label]) => form.labels.includes(label));
  await form.fill(Object.fromEntries(there.map(([label, value]) => [label, value as Value])));
  return Object.fromEntries(Object.entries(fields).filter(([label]) => !form.labels.includes(label)));
}

/** Returns the values of all fields of a form, by label. */
export const readFields = (form: SeenModal): Readonly<Record<string, string>> =>
  Object.fromEntries(form.labels.map((label) => [label, form.holds(label)]));

/**
 * Fills in and submits, and goes on with what is asked for besides; resolves with what was typed and what came of it,
 * and the number of changes before it.
 */
export async function submits(form: SeenModal, fields: Fields, meanwhile?: () => Promise<unknown>) {
  let shown = form;
  let left = await fills(form, fields);
  let typed = readFields(form);
  await meanwhile?.();
  const { seq } = await register();
  let outcome = await shown.submits();
  while (outcome.modal && Object.keys(left).length > 0) {
    shown = outcome.modal;
    const before = Object.keys(left).length;
    left = await fills(shown, left);
    if (Object.keys(left).length === before)
      throw new Error(`never asked for ${Object.keys(left)}\n${shown.text}`);
    typed = readFields(shown);
    outcome = await shown.submits();
  }
  return { ...outcome, form: shown, typed, seq };
}

/** Submits what must be recorded; resolves with the modal that says so. */
export async function submitRecorded(form: SeenModal, fields: Fields = {}): Promise<SeenModal> {
  const { modal, errors } = await submits(form, fields);
  if (!modal) throw new Error(`not recorded: ${JSON.stringify(errors)}`);
  expect(modal.title).toBe('Recorded');
  return modal;
}

const people = { owner: 'U0OMAR' } as const satisfies Partial<Registration>;

export const registers = (fields: Partial<Registration> = {}) =>
  records(crossing, registerUseCase, registration({ ...people, whyNew: 'Another job', ...fields }));

export const pilots = async (fields: Partial<Registration> = {}) => {
  await registers(fields);
  await records(crossing, startPilot, {
    useCase: 'UC-1',
    startedOn: '2025-12-01',
    decideBy: '2026-03-01',
    volunteers: 12,
    criteria: ['30% of tickets resolved'],
    stack: null,
  });
};

export const commits = (category: Category, fields: Partial<CommitmentInput> = {}) => {
  const given = commitment(category, { decider: 'U0LENA', ...fields });
  const { details } = given;
  const own = details.category === 'api-ownership' ? { ...details, serviceAccountOwner: 'U0ITAI' } : details;
  return records(crossing, commitDecision, { ...given, details: own });
};

/** Records a pilot with everything that going live needs, for 40 people, with no protected data. */
export const prepareForGoLive = async () => {
  await pilots({ data: ['none'] });
  for (const details of completeEvidence(40)) {
    await records(crossing, confirmItem, { useCase: 'UC-1', details: nameInEvidence(details, 'U0ANAO') });
  }
  await records(crossing, recordRoi, sourceRoi('UC-1'));
  await records(crossing, planRollout, completePlan('UC-1'));
};

export const recordGoLive = async (deployed = 10) => {
  await prepareForGoLive();
  await records(crossing, goLive, { useCase: 'UC-1', liveOn: today, audience: 'volunteers', deployed });
};

export const recordDrift = async () => {
  await pilots();
  await commits('vector-database');
  await records(crossing, recordStack, { useCase: 'UC-1', stack: { 'vector-database': ['Weaviate'] } });
};

export const reason = { Reason: 'The replacement is being rolled out.' };
export const why = { Why: 'One choice for all use cases.' };

export interface FormCase {
  /** Records what the form needs, without the screen. */
  readonly before?: () => Promise<void>;
  readonly who: string;
  /** The command, and the button of its answer with what stands beside it. */
  readonly way: readonly [command: string, button?: string, near?: string];
  readonly good: Fields;
  /** Words of the answer. */
  readonly reads: string;
  /** A button of the answer: the next smallest step. */
  readonly next: string;
  readonly keeps: (register: Register) => unknown;
  readonly kept: unknown;
}

/** Records what the form needs, and opens it. */
export async function openForm({ before, who, way }: FormCase): Promise<SeenModal> {
  await before?.();
  return opens(who, ...way);
}
