import { createDraft } from '../change.ts';
import { accept, refuseInvalid } from '../decide.ts';
import type { NudgeKind } from '../nudge-kind.ts';
import { leadOf } from '../people.ts';
import { leadOnly } from '../permissions.ts';
import { defineStep } from '../step.ts';

export const recordLessonStep = defineStep<'record-lesson', { readonly text: string }>({
  key: 'record-lesson',
  label: 'Record a lesson',
  permission: leadOnly('record lessons'),
  decide: (register, { text }, act) => {
    const key = `L-${register.lessons.size + 1}`;
    const lesson = { key, text, by: act.actor.id, on: act.today };
    return (
      refuseInvalid({ text: !text.trim() && 'Write what was learned.' }) ??
      accept(createDraft(register, 'record-lesson', 'lessons', key, lesson))
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
    return [{ ...what, person, step: { do: 'record-lesson' }, about: [], repeat: { days: 90 } }];
  },
};
