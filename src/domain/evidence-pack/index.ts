export { withheldRecords } from './log-sections.ts';
export { explainNoPack, sendEvidencePackStep } from './request.ts';
export type { Cell, PackedLog, PackedTrail, PackSection, PackView } from './section.ts';
export { packSections } from './sections.ts';
