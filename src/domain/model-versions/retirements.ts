import { addDays } from '../calendar.ts';
import { createDraft } from '../change.ts';
import { accept, refuse, refuseInvalid } from '../decide.ts';
import { isSameTool } from '../names.ts';
import { operationsOrLeadOnly } from '../permissions.ts';
import { type Day, type ModelRetirement, nextKey, type Register } from '../register.ts';
import { defineStep } from '../step.ts';
import { cleanModelName, findModelVersion } from './model-versions.ts';

/** A model whose provider ends it within these days is a gap of each use case that runs it. Source: "Governance". */
export const retirementNoticeDays = 90;

/** Returns the retirement dates, soonest first. */
export const listModelRetirements = (register: Register): readonly ModelRetirement[] =>
  [...register.modelRetirements.values()].sort(
    (a, b) => a.endsOn.localeCompare(b.endsOn) || a.model.localeCompare(b.model, 'en'),
  );

/**
 * Returns the retirement of the model that a use case runs today, when it is at most 90 days ahead or past; otherwise
 * null. A date for this version is used before a date for all versions.
 */
export function findModelRetirement(register: Register, useCase: string, today: Day): ModelRetirement | null {
  const runs = register.modelRetirements.size === 0 ? null : findModelVersion(register, useCase, today);
  if (runs === null) return null;
  const found = listModelRetirements(register).filter(
    ({ model, version }) =>
      isSameTool(model, runs.model) && (version === null || isSameTool(version, runs.version)),
  );
  const retirement = found.find(({ version }) => version !== null) ?? found[0];
  return retirement && retirement.endsOn <= addDays(today, retirementNoticeDays) ? retirement : null;
}

export interface RetirementInput {
  /** The key of the date to edit; null for a new one. */
  readonly retirement: string | null;
  readonly model: string;
  /** Empty for all versions. */
  readonly version: string;
  readonly endsOn: Day;
  readonly announcement: string;
}

const refuseUnknown = (key: string) =>
  refuse('not-found', `The date ${key} was removed. The list of retirement dates shows the others.`);

/** Records or edits the day on which a provider ends a model. */
export const recordModelRetirementStep = defineStep<'record-model-retirement', RetirementInput>({
  key: 'record-model-retirement',
  label: 'Record retirement',
  title: ({ retirement }) => (retirement === null ? 'Record retirement' : 'Edit retirement'),
  permission: operationsOrLeadOnly('edit the retirement dates of models'),
  decide: (register, input, act) => {
    if (input.retirement !== null && !register.modelRetirements.has(input.retirement))
      return refuseUnknown(input.retirement);
    const key = input.retirement ?? nextKey('MR', register.modelRetirements);
    const model = cleanModelName(input.model);
    const version = cleanModelName(input.version) || null;
    const twin = listModelRetirements(register).find(
      (one) =>
        one.key !== key &&
        isSameTool(one.model, model) &&
        (one.version === null ? version === null : version !== null && isSameTool(one.version, version)),
    );
    const refused = refuseInvalid({
      model:
        (model === '' && 'Enter the name of the model.') ||
        (twin && 'This model and version already has a retirement date. Edit that one.'),
    });
    if (refused) return refused;
    const record: ModelRetirement = {
      ...{ key, model, version, endsOn: input.endsOn, announcement: input.announcement },
      ...{ by: act.actor.id, on: act.today },
    };
    return accept(createDraft(register, 'record-model-retirement', 'modelRetirements', key, record));
  },
});
export const recordModelRetirement = recordModelRetirementStep.decide;

/** Removes a date from the list, for example when the provider withdrew it. */
export const removeModelRetirementStep = defineStep<
  'remove-model-retirement',
  { readonly retirement: string }
>({
  key: 'remove-model-retirement',
  label: 'Remove date',
  permission: operationsOrLeadOnly('edit the retirement dates of models'),
  decide: (register, { retirement }) =>
    register.modelRetirements.has(retirement)
      ? accept(createDraft(register, 'remove-model-retirement', 'modelRetirements', retirement, null))
      : refuseUnknown(retirement),
});
