export { describeTools } from './evaluation-forms.ts';
