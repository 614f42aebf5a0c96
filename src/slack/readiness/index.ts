export { changedRequirements, doneContent, withConsequences } from './consequences.ts';
export { endingSoon, headline, lostLine, wayOut } from './verdict-lines.ts';
export { sharedVerdict } from './verdict-pages.ts';
