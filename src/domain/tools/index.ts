export {
  changeDataRules,
  explainToolDpa,
  type Judgement,
  judgeTool,
  rulingsFor,
} from './data-rules.ts';
export { createToolRows } from './export-rows.ts';
export { requiredToolColumns, toolColumns } from './import-columns.ts';
export {
  type AcceptedTool,
  importTools,
  listDeciders,
  planToolImport,
} from './import-tools.ts';
export {
  decideTool,
  findAnswer,
  isAgainstRules,
  mustWait,
  requestTool,
  reviewMonths,
  withdrawToolRequestStep,
} from './requests.ts';
export { appointToolReviewer, dueDayOf, findDecider, toolReviewerOf, turnaroundDays } from './reviewer.ts';
export { keepTool, reviewTool } from './reviews.ts';
export {
  describeRefused,
  findListedTool,
  findSimilarRequestedTools,
  findToolStanding,
  isImported,
  listApprovedTools,
  listKnownTools,
  listRefusedTools,
  listToolsToReview,
  listWaitingRequests,
  type ToolStanding,
} from './standing.ts';
