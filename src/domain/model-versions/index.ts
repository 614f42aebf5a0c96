export { createVersionRows } from './export-rows.ts';
export {
  describeModel,
  findModelVersion,
  listModelVersions,
  recordModelVersion,
  type VersionEntry,
} from './model-versions.ts';
export {
  findModelRetirement,
  listModelRetirements,
  recordModelRetirement,
  removeModelRetirementStep,
  retirementNoticeDays,
} from './retirements.ts';
