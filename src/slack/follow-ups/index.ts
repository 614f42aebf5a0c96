export { followUpRowFields } from './follow-up-forms.ts';
export { describeFollowUp, renderFollowUpsOf } from './follow-up-lines.ts';
