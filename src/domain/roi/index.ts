export { recordRoi, roiOf, roiResult, sourceOf, withoutProductionRoi } from './roi.ts';
