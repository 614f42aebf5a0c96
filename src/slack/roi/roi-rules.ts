import { createMoneyFormat } from '../../domain/money.ts';
import { usualRoi } from '../../domain/roi/index.ts';
import { joinSentences } from '../kit/answers.ts';
import { type Entry, question } from '../kit/question.ts';

export const roiRules: readonly Entry[] = [
  question({
    key: 'roi-rules',
    title: 'How is an ROI calculated?',
    examples: {
      en: [
        'how is an roi calculated',
        'formula for the roi',
        'how do you work out the net value',
        'what is counted as a cost in the roi',
        'which hourly rate is used by default',
        'how many weeks a year do you count',
        'what percentage comes on top of the costs',
        'how does the roi calculation work',
        'which percentage does the roi assume by default',
        'do we need an roi before production',
        'does the roi have to use production prices',
        'which assumptions do you start from in a business case',
        'is pilot pricing good enough to go live',
        'from what do you compute the savings',
      ],
      de: [
        'nach welcher formel rechnet ihr den roi',
        'wie viel aufschlag kommt auf die kosten',
        'mit wie vielen wochen rechnet ihr',
        'wie viel prozent kommen im roi standardmäßig dazu',
        'braucht man einen roi für die produktion',
        'welche annahmen stecken im roi',
        'reichen pilotpreise für den go-live',
      ],
      fr: [
        'comment calcule-t-on le roi',
        'quelle majoration est ajoutée aux coûts',
        'quel pourcentage de frais généraux par défaut',
        'faut-il un roi pour passer en production',
        'quelles hypothèses prend le roi',
      ],
      es: [
        'con qué fórmula se calcula el roi',
        'qué recargo se añade a los costes',
        'qué porcentaje de gastos generales por defecto',
        'hace falta un roi para producción',
        'de qué supuestos parte el roi',
      ],
    },
    answer: ({ register }) => {
      const { weeksPerYear, hourlyCost, overheadPercent } = usualRoi;
      return {
        text: joinSentences(
          `The net value a year is users × hours saved per week × weeks × hourly cost, minus the costs for model API, AI Operations time, infrastructure and monitoring.`,
          `Unless you change it: ${weeksPerYear} weeks, ${createMoneyFormat(register)(hourlyCost)} per hour, and ${overheadPercent}% overhead on the costs, shown beside the net value.`,
          'Going live needs an ROI with production pricing.',
        ),
        source: null,
        data: usualRoi,
        next: [[{ page: 'use-cases' }, 'Use cases']],
      };
    },
  }),
];
