import { recordLesson } from '../../domain/lessons/index.ts';
import { section } from '../kit/blocks.ts';
import { form } from '../kit/form.ts';
import { text } from '../kit/text-fields.ts';

export const lessonForm = form({
  key: 'record-lesson',
  title: () => 'Lesson',
  submit: 'Record',
  intro: () => [section('What should others know?')],
  fields: () => ({ text: text({ label: 'Lessons learned' }) }),
  decide: (values, _, register, act) => recordLesson(register, values, act),
  done: () => ({ text: 'The lesson is recorded.', next: [] }),
});
