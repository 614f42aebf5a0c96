import { findDrift, listCommitments } from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import { type Category, categories, type Register } from '../../domain/register.ts';
import { onlyFuture, prefill } from '../kit/answer-words.ts';
import { type Entry, request } from '../kit/question.ts';

/** Returns the category of a committed choice; undefined when the tool is none. */
const findCategoryOf = (register: Register, tool: string): Category | undefined =>
  categories.find((category) =>
    listCommitments(register, category).some(({ choice }) => isSameToolIn(register, choice, tool)),
  );

export const driftWaiverEntries: readonly Entry[] = [
  request({
    key: 'waive-drift',
    title: 'Let a use case differ from a decision',
    examples: {
      en: [
        'let {useCase} stay on {tool} for a while',
        'allow {useCase} a different {category}',
        'waive the drift of {useCase}',
        '{useCase} may run on something other than {tool} until {day}',
        'I approve that {useCase} differs from our {category}',
        'exception for the stack of {useCase}',
        '{useCase} can keep its own {category} for now',
        'permit {useCase} to deviate from the decision on {category}',
        '{useCase} needs to stay on its old tool although we committed to {tool}',
      ],
      de: [
        '{useCase} darf vorerst bei {tool} bleiben',
        'abweichung von {useCase} genehmigen',
        '{useCase} darf eine andere {category} nutzen',
      ],
      fr: ['laisser {useCase} sur {tool} pour l’instant', 'autoriser l’écart de {useCase}'],
      es: ['dejar {useCase} en {tool} por ahora', 'autorizar la desviación de {useCase}'],
    },
    needs: ['useCase'],
    takes: ['category', 'tool', 'day'],
    open: ({ register, today }, { useCase: key, category, tool, day }) => {
      const useCase = register.useCases.get(key);
      const [drift] = useCase ? findDrift(register, useCase, today) : [];
      return {
        step: {
          do: 'waive-drift',
          useCase: key,
          category:
            category ??
            drift?.category ??
            (tool === undefined ? undefined : findCategoryOf(register, tool)) ??
            'model-provider',
        },
        prefilled: prefill({ until: onlyFuture(day, today) }),
      };
    },
  }),
];
