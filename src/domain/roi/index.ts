export { calculateRoi, explainMissingProductionRoi, findRoi, recordRoi, sourceOf, usualRoi } from './roi.ts';
