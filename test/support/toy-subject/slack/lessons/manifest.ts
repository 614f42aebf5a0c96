import { toPage } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import { lessonForm } from './lesson-form.ts';
import { lessonsPage } from './lessons-page.ts';

export const lessons: SlackSubject = {
  pages: [lessonsPage],
  forms: [lessonForm],
  commands: [
    {
      name: 'lessons',
      topic: 'Verdict',
      args: '',
      help: 'Lessons learned',
      run: () => toPage('lessons'),
    },
  ],
};
