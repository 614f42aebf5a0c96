export {
  budgetOf,
  costsOf,
  describeSpike,
  findOpenMonth,
  findSpike,
  formatChange,
  listUnrecorded,
  listWaiting,
  type MonthTotal,
  monthsBefore,
  reportOwnerOf,
  spikeFactor,
  totalOf,
  totalsUntil,
} from './costs.ts';
export { createCostRows } from './export-rows.ts';
export {
  type AcceptedCost,
  type CostColumn,
  costColumns,
  importCosts,
  planCostImport,
  requiredCostColumns,
} from './import-costs.ts';
export { dueOnWorkingDay, formatMonth, formatShortMonth, lastFullMonth, shiftMonth } from './months.ts';
export { compareRoi } from './real-roi.ts';
export {
  findMonthProblem,
  isReportOwner,
  recordCosts,
  recordCostsSeveral,
  removeCosts,
  removeCostsStep,
} from './record-costs.ts';
