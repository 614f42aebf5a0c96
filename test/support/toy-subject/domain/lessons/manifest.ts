// @ts-nocheck: it stands in a copy of src.
import { lessonDue, recordLessonStep } from './lessons.ts';

export const lessons = { steps: [recordLessonStep], reminders: [lessonDue] };
