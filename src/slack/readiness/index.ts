export { changedRequirements, doneContent, withConsequences } from './consequences.ts';
export { gapBlocks } from './requirement-pages.ts';
export { endingSoon, headline, lostLine, ofOwner, wayOut } from './verdict-lines.ts';
export { sharedVerdict } from './verdict-pages.ts';
