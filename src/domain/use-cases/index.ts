export { createExportRows } from './export-rows.ts';
export {
  findVendorDoubts,
  groupRefusals,
  type ImportPlan,
  importUseCases,
  type Likeness,
  listOwners,
  planImport,
} from './import.ts';
export { type ImportColumn, importColumns, requiredColumns } from './import-columns.ts';
export {
  createOwnerLookup,
  type Directory,
  explainUnclearOwner,
  type PersonSyntax,
} from './import-owners.ts';
export {
  deadlineOf,
  describeDeadline,
  describeExtensions,
  formatTimes,
  isOverdue,
  moveBar,
  sortUseCasesByUrgency,
  startPilot,
  tooManyExtensions,
} from './pilots.ts';
export {
  decidePilot,
  goLive,
  listMissingForProduction,
  type PilotDecision,
  refuseNotReady,
  stopUseCase,
  widenRollout,
} from './production.ts';
export { reassignUseCases } from './reassign.ts';
export { listPilots, listRunning } from './running.ts';
export { countQuietDays, findLastSignOfLife, quietDays } from './signs-of-life.ts';
export { findStaleReason, silentDays } from './staleness.ts';
export {
  countReached,
  type Description,
  editUseCase,
  findSimilarUseCases,
  type InitialStage,
  joinUseCase,
  joinUseCaseStep,
  maxNameLength,
  pilotDays,
  recordStack,
  registerUseCase,
  stageWords,
} from './use-cases.ts';
