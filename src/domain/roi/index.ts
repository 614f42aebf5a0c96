export { calculateRoi, explainMissingProductionRoi, findRoi, recordRoi, sourceOf } from './roi.ts';
