export { mostPeople } from './owners-page.ts';
