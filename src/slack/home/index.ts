export { listForYou, renderForYouBlock } from './for-you.ts';
export { renderHome, renderOutsiderHome } from './home.ts';
