import { fromRecords } from '../../domain/facts.ts';
import { type Entry, question } from '../kit/question.ts';
import { titleOf } from './verdict-lines.ts';

export const readinessEntries: readonly Entry[] = [
  question({
    key: 'verdict',
    title: 'Are we Stage 3',
    examples: {
      en: ['are we stage 3', 'are we stage 3 on {day}', 'how far are we', 'what is our verdict'],
      de: ['sind wir stufe 3', 'waren wir am {day} stufe 3'],
      fr: ['sommes-nous au stade 3', 'étions-nous au stade 3 le {day}'],
      es: ['estamos en la etapa 3', 'estábamos en la etapa 3 el {day}'],
    },
    takes: ['day'],
    answer: async ({ readiness: now, loadAsOf }, { day }) => {
      const readiness = day === undefined ? now : await loadAsOf(day);
      const { assessment, today } = readiness;
      return {
        text: `${titleOf(readiness, day !== undefined)}.`,
        source: fromRecords(today),
        data: {
          asOf: today,
          met: assessment.met,
          requirements: assessment.requirements.map(({ key, title, met, gaps }) => ({
            key,
            title,
            met,
            gaps: gaps.map(({ text }) => text),
          })),
        },
        next: [[{ page: 'verdict', ...(day === undefined ? {} : { args: { asOf: day } }) }, 'Verdict']],
      };
    },
  }),
];
