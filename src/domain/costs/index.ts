export {
  budgetOf,
  costsOf,
  describeSpike,
  findOpenMonth,
  findRecentSpike,
  findSpike,
  formatChange,
  listUnrecorded,
  listWaiting,
  type MonthTotal,
  reportOwnerOf,
  type Spike,
  totalOf,
  totalsUntil,
} from './costs.ts';
export { createCostRows } from './export-rows.ts';
export {
  type CostColumn,
  type CostImportPlan,
  costColumns,
  importCosts,
  planCostImport,
  requiredCostColumns,
} from './import-costs.ts';
export { dueDayOf, formatMonth, formatShortMonth, lastFullMonth, shiftMonth } from './months.ts';
export { compareRoi, type RealRoi } from './real-roi.ts';
export {
  findMonthProblem,
  isReportOwner,
  recordCosts,
  recordCostsSeveral,
  removeCosts,
  removeCostsStep,
} from './record-costs.ts';
