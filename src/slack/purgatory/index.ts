export { pulseQuestion, pulseThanks } from './purgatory-page.ts';
