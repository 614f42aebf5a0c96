export { toolWords } from './evaluation-forms.ts';
