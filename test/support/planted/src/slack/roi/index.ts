export { inner as fine, inner as words } from './roi-page.ts';
