export { declinedContent } from './notice-messages.ts';
