export { handOver } from './hand-over.ts';
export {
  type Directory,
  exportRows,
  groupRefusals,
  type ImportColumn,
  type ImportLine,
  type ImportPlan,
  importColumns,
  importUseCases,
  type Likeness,
  neededColumns,
  ownersIn,
  type PersonSyntax,
  planImport,
  vendorDoubts,
} from './import.ts';
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
export { quietDays, quietFor } from './signs-of-life.ts';
export { staleness } from './stale-pilot-reminder.ts';
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
