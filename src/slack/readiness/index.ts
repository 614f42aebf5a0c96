export { answerBlockersOf } from './answer-blockers.ts';
export { renderChangedRequirements, renderDone, withConsequences } from './consequences.ts';
export { describeSource, formatFact } from './fact-words.ts';
export { describeLoss, describeWayOut, formatHeadline, listEndingSoon } from './verdict-lines.ts';
export { renderSharedVerdict, renderVerdictCard } from './verdict-pages.ts';
