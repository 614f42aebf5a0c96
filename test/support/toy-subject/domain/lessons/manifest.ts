import type { Subject } from '../subject.ts';
import { lessonDue, recordLessonStep } from './lessons.ts';

export const lessons: Subject = { steps: [recordLessonStep], reminders: [lessonDue] };
