export { intendedFor } from './check-ins-form.ts';
