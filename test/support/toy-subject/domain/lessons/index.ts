export { recordLesson } from './lessons.ts';
