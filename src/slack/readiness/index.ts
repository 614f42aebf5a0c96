export { changedRequirements, doneContent, withConsequences } from './consequences.ts';
export {
  endingSoon,
  gapBlocks,
  headline,
  lostLine,
  ofOwner,
  sharedVerdict,
  wayOut,
} from './verdict-pages.ts';
