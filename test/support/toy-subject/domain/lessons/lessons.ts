import { put } from '../change.ts';
import { changed, invalid } from '../decide.ts';
import type { NudgeKind } from '../nudge-kind.ts';
import { leadOf } from '../people.ts';
import { lead } from '../permissions.ts';
import { defineStep } from '../step.ts';

export const recordLessonStep = defineStep<'record-lesson', { readonly text: string }>({
  key: 'record-lesson',
  label: 'Record a lesson',
  mayBy: lead('record lessons'),
  decide: (register, { text }, act) => {
    const key = `L-${register.lessons.size + 1}`;
    const lesson = { key, text, by: act.actor.id, on: act.today };
    return (
      invalid({ text: !text.trim() && 'Write what was learned.' }) ??
      changed(put(register, 'record-lesson', 'lessons', key, lesson))
    );
  },
});
export const recordLesson = recordLessonStep.decide;

/** Once a quarter without a lesson. */
export const lessonDue: NudgeKind = {
  key: 'lesson',
  rank: 900,
  title: 'Lesson of the quarter',
  due: (register) => {
    const person = leadOf(register);
    if (person === null || register.lessons.size > 0) return [];
    const what = { fact: 'no lesson is recorded', why: 'others learn from it', subject: 'lessons' };
    return [{ ...what, person, step: { do: 'record-lesson' }, about: [], rhythm: { days: 90 } }];
  },
};
