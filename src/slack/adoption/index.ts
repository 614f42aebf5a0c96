export { countIntended } from './check-ins-form.ts';
