export { needs as fine } from './roi.ts';
