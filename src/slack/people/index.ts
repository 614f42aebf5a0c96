export { maxListedPeople } from './owners-page.ts';
