import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { categoryEntry, evaluationSubject, listOpenEvaluations } from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import type { Evaluation } from '../../domain/register.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { escapeShort, joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';

const purgatoryOffer: Offer = [{ page: 'purgatory' }, 'Pilot purgatory'];

/** Questions about tools under evaluation. */
export const comparisonEntries: readonly Entry[] = [
  question({
    key: 'tools-compared',
    title: 'Which tools are we comparing?',
    examples: {
      en: [
        'are two tools being compared somewhere',
        'which tools are being compared',
        'which tools are we comparing',
        'which evaluations are open',
        'are we evaluating several tools for the same thing',
        'which tools do we compare for {category}',
        'is any evaluation overdue',
        'who compares {tool}',
        'is {tool} under evaluation',
        'any bake-offs going on',
        'are we trying two things for the same job',
        'any side-by-side tests',
        'are we still shopping around for {category}',
        'any open comparisons',
        'is somebody testing {tool} against something',
        'is anyone testing competing products at the same time',
        'are several ai products on trial right now',
        'which contenders are up against each other',
        'how many comparisons are going on',
        'until when do they compare {tool}',
        'does procurement have products on test',
      ],
      de: [
        'welche tools vergleichen wir',
        'welche evaluierungen laufen',
        'wird {tool} gerade evaluiert',
        'testen wir mehrere tools gleichzeitig',
        'laufen gerade vergleiche von produkten',
        'welche produkte treten gegeneinander an',
        'testet der einkauf mehrere produkte',
      ],
      fr: [
        'quels outils comparons-nous',
        'quelles évaluations sont en cours',
        'teste-t-on plusieurs outils à la fois',
        'compare-t-on plusieurs produits en ce moment',
        'quels produits sont en concurrence',
      ],
      es: [
        'qué herramientas comparamos',
        'qué evaluaciones están abiertas',
        'estamos probando varias herramientas a la vez',
        'se comparan varios productos ahora mismo',
        'qué productos compiten entre sí',
      ],
    },
    takes: ['category', 'tool'],
    answer: ({ register, today }, { category, tool }) => {
      const all = listOpenEvaluations(register);
      const open = all.filter(
        (one) =>
          (category === undefined || one.category === category) &&
          (tool === undefined || one.tools.some((name) => isSameToolIn(register, name, tool))),
      );
      const overdue = open.filter(({ decideBy }) => decideBy < today);
      const describe = ({ key, tools, decideBy, ...one }: Evaluation) =>
        `${key} ${escapeMrkdwn(evaluationSubject({ key, tools, decideBy, ...one }), 40)}: ${escapeMrkdwn(tools.slice(0, 4).join(', '), 80)}, decide by ${formatDay(decideBy)}`;
      const [first] = open;
      return {
        text: first
          ? joinSentences(
              `${formatCount(open.length, 'evaluation is', 'evaluations are')} open.`,
              `${open.slice(0, 3).map(describe).join('; ')}.`,
              overdue.length > 0 && `${formatCount(overdue.length, 'is', 'are')} overdue.`,
            )
          : tool === undefined || all.length === 0
            ? category === undefined
              ? 'No tools are being compared: no evaluation is open.'
              : `No evaluation is open for ${uncapitalize(categoryEntry(category).title)}.`
            : `No open evaluation compares ${escapeShort(tool, 60)}.`,
        source:
          first && open.length === 1
            ? fromPerson(first.openedBy, first.openedOn, first.key)
            : fromRecords(today, ...open.slice(0, 5).map(({ key }) => key)),
        data: {
          evaluations: open.slice(0, 20).map(({ key, tools, decideBy, category: one, useCase }) => ({
            ...{ key, decideBy, useCase, category: one },
            tools: tools.slice(0, 10),
          })),
          overdue: overdue.length,
        },
        next: [
          ...(first ? [[{ do: 'close-evaluation', evaluation: first.key }] as const] : []),
          purgatoryOffer,
        ],
      };
    },
  }),
];
