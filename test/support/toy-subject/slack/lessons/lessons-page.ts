import { z } from 'zod';
import { actions, escapeMrkdwn, header, section, stepButton } from '../kit/blocks.ts';
import { page } from '../kit/page.ts';

export const lessonsPage = page('lessons', z.object({}), ({ register }) => ({
  title: 'Lessons',
  text: 'Lessons',
  blocks: [
    header('Lessons'),
    ...[...register.lessons.values()].map(({ text }) => section(escapeMrkdwn(text))),
    ...actions(stepButton({ do: 'record-lesson' })),
  ],
}));
