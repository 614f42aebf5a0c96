export { exportRows } from './export-rows.ts';
export { handOver } from './hand-over.ts';
export {
  groupRefusals,
  type ImportPlan,
  importUseCases,
  type Likeness,
  ownersIn,
  planImport,
  vendorDoubts,
} from './import.ts';
export { type ImportColumn, type ImportLine, importColumns, neededColumns } from './import-columns.ts';
export type { Directory, PersonSyntax } from './import-owners.ts';
export { byUrgency, dueBy, dueWords, extensionWords, isOverdue, moveBar, startPilot } from './pilots.ts';
export {
  decidePilot,
  goLive,
  missingForProduction,
  notReady,
  type PilotDecision,
  stopUseCase,
  widenRollout,
} from './production.ts';
export { pilotsOf, runningOf } from './running.ts';
export { lastSignOfLife, quietDays, quietFor } from './signs-of-life.ts';
export { staleness } from './staleness.ts';
export {
  alike,
  type Description,
  editUseCase,
  joinUseCase,
  longestName,
  pilotDays,
  reachedBy,
  recordStack,
  registerUseCase,
  type Standing,
  stageWords,
} from './use-cases.ts';
