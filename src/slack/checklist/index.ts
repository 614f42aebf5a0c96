export { endWaiverButton, formatChecklistCount } from './checklist-page.ts';
export { findItemState } from './evidence-forms.ts';
export { neverWaived } from './waiver-words.ts';
