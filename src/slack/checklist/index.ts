export { checklistCount, endWaiverButton } from './checklist-page.ts';
export { itemState } from './evidence-forms.ts';
