import { memoizePerState } from '../by-use-case.ts';
import { formatDay } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, refuseInvalid } from '../decide.ts';
import { ownerOrOperations } from '../permissions.ts';
import {
  type Day,
  evidenceId,
  type ModelVersion,
  modelVersionId,
  type Register,
  type UserId,
} from '../register.ts';
import { defineStep } from '../step.ts';

/** A version that a use case ran from a day on. */
export interface VersionEntry {
  readonly model: string;
  readonly version: string;
  readonly from: Day;
  readonly source: ModelVersion['source'];
  /** The person who recorded it, or confirmed the checklist evidence that names it, and when. */
  readonly recorded: { readonly by: UserId; readonly on: Day };
  /** True when only the checklist evidence names it. */
  readonly isFromChecklist: boolean;
}

const recordsByUseCase = memoizePerState(({ modelVersions }) => {
  const found = new Map<string, ModelVersion[]>();
  for (const one of modelVersions.values()) found.set(one.useCase, [...(found.get(one.useCase) ?? []), one]);
  return found;
});

/** Returns the versions that the checklist evidence names, with the person who confirmed it. */
function listEvidencedVersions(register: Register, useCase: string): readonly VersionEntry[] {
  const evidence = register.evidence.get(evidenceId(useCase, 'model-versions'));
  if (evidence?.details.item !== 'model-versions') return [];
  const recorded = { by: evidence.confirmedBy, on: evidence.confirmedOn };
  return evidence.details.log.map(({ model, version, from }) => ({
    ...{ model, version, from, source: 'typed', recorded, isFromChecklist: true },
  }));
}

/**
 * Returns the versions of a use case, oldest first: those recorded one by one, and those in the evidence of the
 * checklist item. For a day with both, the record is used, because it has the person who recorded this version.
 */
export function listModelVersions(register: Register, useCase: string): readonly VersionEntry[] {
  const byDay = new Map<Day, VersionEntry>();
  for (const named of listEvidencedVersions(register, useCase)) byDay.set(named.from, named);
  for (const { model, version, from, source, by, on } of recordsByUseCase(register).get(useCase) ?? [])
    byDay.set(from, { model, version, from, source, recorded: { by, on }, isFromChecklist: false });
  return [...byDay.values()].sort((a, b) => a.from.localeCompare(b.from));
}

/** Returns the version that a use case ran on a day; null when none is recorded for that day. */
export const findModelVersion = (register: Register, useCase: string, day: Day): VersionEntry | null =>
  listModelVersions(register, useCase).findLast(({ from }) => from <= day) ?? null;

/** Returns the model with its version: "GPT-4o 2024-08-06". */
export const describeModel = ({ model, version }: Pick<VersionEntry, 'model' | 'version'>): string =>
  `${model} ${version}`;

export const cleanModelName = (name: string): string => name.trim().replace(/\s+/g, ' ');

export interface VersionInput {
  readonly useCase: string;
  readonly model: string;
  readonly version: string;
  readonly from: Day;
  readonly source: ModelVersion['source'];
}

/**
 * Records the version of a use case. The newest version also confirms the checklist item, because the person states
 * what runs now. Versions that only the old evidence names become records of the person who confirmed it.
 */
export const recordModelVersionStep = defineStep<'record-model-version', VersionInput>({
  key: 'record-model-version',
  label: 'Record version',
  title: ({ useCase }) => `Record version of ${useCase}`,
  permission: ownerOrOperations,
  decide: (register, input, act) => {
    const { useCase, from, source } = input;
    const [model, version] = [cleanModelName(input.model), cleanModelName(input.version)];
    const versions = listModelVersions(register, useCase);
    const known = versions.find((one) => one.from === from);
    const isRepeated =
      known?.isFromChecklist === false &&
      known.source === source &&
      known.model === model &&
      known.version === version;
    const refused = refuseInvalid({
      model: model === '' && 'Enter the name of the model.',
      version: version === '' && 'Enter the version of the model.',
      from:
        (from > act.today && 'This day is in the future. Choose today or an earlier day.') ||
        (isRepeated && `This version is already recorded from ${formatDay(from)}. Choose another day.`),
    });
    if (refused) return refused;
    const record: ModelVersion = {
      ...{ useCase, model, version, from, source },
      ...{ by: act.actor.id, on: act.today },
    };
    const id = modelVersionId(useCase, from);
    const draft = createDraft(register, 'record-model-version', 'modelVersions', id, record);
    if (versions.some((one) => one.from > from)) return accept(draft);
    const evidenced = listEvidencedVersions(register, useCase).filter((one) => one.from !== from);
    const log = [
      ...evidenced.map(({ model, version, from }) => ({ model, version, from })),
      { model, version, from },
    ].sort((a, b) => a.from.localeCompare(b.from));
    // The new evidence is this person's. The versions of the old evidence keep the person who confirmed them.
    const kept = versions
      .filter((one) => one.isFromChecklist && one.from !== from)
      .map(({ isFromChecklist: _, recorded, ...one }) =>
        createDraft(register, 'record-model-version', 'modelVersions', modelVersionId(useCase, one.from), {
          ...{ useCase, ...one, ...recorded },
        }),
      );
    const evidence = {
      useCase,
      details: { item: 'model-versions', log } as const,
      confirmedBy: act.actor.id,
      confirmedAt: act.at,
      confirmedOn: act.today,
    };
    return accept(
      ...kept,
      draft,
      createDraft(
        register,
        'record-model-version',
        'evidence',
        evidenceId(useCase, 'model-versions'),
        evidence,
      ),
    );
  },
});
export const recordModelVersion = recordModelVersionStep.decide;
