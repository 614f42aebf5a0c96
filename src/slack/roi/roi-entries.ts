import { formatDay } from '../../domain/calendar.ts';
import { compareRoi } from '../../domain/costs/index.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { createMoneyFormat } from '../../domain/money.ts';
import { isOver, type Register, type Roi, roiId, roiInputs, type UseCase } from '../../domain/register.ts';
import { calculateRoi, explainMissingProductionRoi, findRoi, sourceOf } from '../../domain/roi/index.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { capitalize, formatCount, uncapitalize } from '../../domain/wording.ts';
import { answerAbout, joinSentences, listSome, nameUseCase, offerUseCase } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { labelOf, roiOptions } from '../kit/words.ts';
import { roiRequests } from './roi-requests.ts';
import { roiRules } from './roi-rules.ts';

const roiOffers = (useCase: UseCase): readonly Offer[] => [
  offerUseCase(useCase.key, 'roi', 'Show ROI'),
  ...(isOver(useCase) ? [] : [[{ do: 'record-roi', useCase: useCase.key }] as const]),
];

const roiSource = ({ by, on, useCase, phase }: Roi) => fromPerson(by, on, `roi:${roiId(useCase, phase)}`);

const formatHours = (hours: number): string => `${Math.round(hours).toLocaleString('en')} hours`;

/** Returns the figures as JSON. */
function roiData(roi: Roi | undefined | null) {
  if (!roi) return null;
  const { hours, labourValue, cost, net, netWithOverhead } = calculateRoi(roi);
  return {
    phase: roi.phase,
    on: roi.on,
    hours,
    labourValue,
    cost,
    net,
    overheadPercent: roi.overheadPercent,
    netWithOverhead,
  };
}

const noRoi = (useCase: UseCase): string =>
  `The ROI of ${nameUseCase(useCase)} is not calculated${isOver(useCase) ? '' : ' yet'}.${useCase.life.stage === 'pilot' || useCase.life.stage === 'proposed' ? ' Going live needs it with production pricing.' : ''}`;

const listKnown = (register: Register) =>
  listRunning(register).flatMap((useCase) => {
    const roi = findRoi(register, useCase.key);
    return roi ? [{ useCase, roi, result: calculateRoi(roi) }] : [];
  });

export const roiEntries: readonly Entry[] = [
  question({
    key: 'roi',
    title: 'What is the ROI of a use case?',
    covers: ['real-roi'],
    examples: {
      en: [
        'net value per year of {useCase}',
        'net value of {useCase} with overhead',
        'hours saved per week and person by {useCase}',
        'roi {useCase}',
        'what is the roi of {useCase}',
        'is {useCase} worth it',
        'how many hours does {useCase} save',
        'what does {useCase} save us',
        'net value of {useCase}',
        'roi of {useCase} with overhead',
        'business case of {useCase}',
        'does {useCase} pay off',
        'how much money does {useCase} save',
        'yearly worth of {useCase}',
        'does {useCase} earn its money',
        'what do we get out of {useCase}',
        'is {useCase} paying for itself',
        'time saved by {useCase}',
        'net figure for {useCase} a year',
        'bottom line for {useCase}',
        'how much do we gain with {useCase}',
        'roi of {useCase}',
        'how high is the roi of {useCase}',
        'is {useCase} worth the money',
        'finance wants to know if {useCase} pays off',
        'what is {useCase} worth a year',
        'do we get more out of {useCase} than we put in',
        'how much working time does {useCase} free up',
        'is {useCase} money well spent',
        'return on {useCase}',
        'annual benefit of {useCase} after costs',
        'does the business case for {useCase} hold',
      ],
      de: [
        'wie hoch ist der roi von {useCase}',
        'was ist der roi von {useCase}',
        'lohnt sich {useCase}',
        'wie viele stunden spart {useCase}',
        'was bringt {useCase}',
        'was haben wir von {useCase}',
        'rechnet sich {useCase}',
        'wie viel zeit spart {useCase}',
        'roi {useCase}',
        'wie viel arbeitszeit spart {useCase}',
        'was ist {useCase} im jahr wert',
        'ist {useCase} sein geld wert',
      ],
      fr: [
        'quel est le roi de {useCase}',
        'combien d’heures économise {useCase}',
        '{useCase} est-il rentable',
        'que nous rapporte {useCase}',
        'combien de temps gagne-t-on avec {useCase}',
        'roi de {useCase}',
        'combien vaut {useCase} par an',
        'combien de temps de travail libère {useCase}',
      ],
      es: [
        'cuál es el roi de {useCase}',
        'cuántas horas ahorra {useCase}',
        'vale la pena {useCase}',
        'qué ganamos con {useCase}',
        'compensa {useCase}',
        'roi de {useCase}',
        'cuánto vale {useCase} al año',
        'cuánto tiempo de trabajo ahorra {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const { register, today } = context;
        const roi = findRoi(register, key);
        const amount = createMoneyFormat(register);
        if (!roi)
          return {
            text: noRoi(useCase),
            source: fromRecords(today, key),
            data: { useCase: key, roi: null },
            next: roiOffers(useCase).toReversed(),
            about: { useCase: key },
          };
        const { hours, labourValue, cost, net, netWithOverhead } = calculateRoi(roi);
        const compared = compareRoi(register, useCase);
        const open =
          isOver(useCase) || useCase.life.stage === 'production'
            ? null
            : explainMissingProductionRoi(register, useCase);
        return {
          text: joinSentences(
            `${nameUseCase(useCase)} in ${roi.phase}: ${amount(net)} net per year, ${amount(netWithOverhead)} with ${roi.overheadPercent}% overhead on the cost.`,
            `It saves ${formatHours(hours)} per year (${formatCount(roi.inputs.users, 'user')}, ${roi.inputs.hoursPerUserPerWeek} hours per user and week), worth ${amount(labourValue)}, and costs ${amount(cost)}.`,
            compared && `With its real costs it is ${amount(compared.realNet)} net per year.`,
            open !== null && `${open}.`,
          ),
          source: roiSource(roi),
          data: { useCase: key, roi: roiData(roi) },
          next: roiOffers(useCase),
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'roi-comparison',
    title: 'Compare pilot and production ROI of a use case',
    examples: {
      en: [
        'compare the roi of {useCase} in pilot and production',
        'how did the roi of {useCase} change from pilot to production',
        'what was the pilot roi of {useCase}',
        'production roi of {useCase}',
        'did the numbers of {useCase} hold up after the pilot',
        'was {useCase} better as a pilot',
        'are the savings of {useCase} as good in production as in the pilot',
        'pilot versus production figures of {useCase}',
      ],
      de: [
        'roi von {useCase} in pilot und produktion vergleichen',
        'was war der pilot-roi von {useCase}',
        'haben die zahlen von {useCase} nach dem pilot gehalten',
        'pilot gegen produktion: zahlen von {useCase}',
      ],
      fr: [
        'comparer le roi de {useCase} en pilote et en production',
        'quel était le roi du pilote {useCase}',
        'les chiffres de {useCase} ont-ils tenu après le pilote',
        'rentabilité de {useCase} en pilote puis en production',
      ],
      es: [
        'comparar el roi de {useCase} en piloto y producción',
        'cuál fue el roi del piloto {useCase}',
        'cambiaron las cifras de {useCase} tras el piloto',
        'rentabilidad de {useCase} en piloto y después',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const { register, today } = context;
        const amount = createMoneyFormat(register);
        const [pilot, production] = (['pilot', 'production'] as const).map((phase) =>
          register.roi.get(roiId(key, phase)),
        );
        const describe = (phase: string, roi: Roi | undefined) =>
          roi
            ? `${capitalize(phase)}: ${amount(calculateRoi(roi).net)} net per year, ${amount(calculateRoi(roi).netWithOverhead)} with overhead (${formatDay(roi.on)}).`
            : `${capitalize(phase)}: not calculated.`;
        const latest = production ?? pilot;
        return {
          text: latest
            ? joinSentences(
                `ROI of ${nameUseCase(useCase)}. ${describe('pilot', pilot)}`,
                describe('production', production),
              )
            : noRoi(useCase),
          source: latest ? roiSource(latest) : fromRecords(today, key),
          data: { useCase: key, pilot: roiData(pilot), production: roiData(production) },
          next: roiOffers(useCase),
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'roi-inputs',
    title: 'What is the ROI of a use case based on?',
    examples: {
      en: [
        'what is the roi of {useCase} based on',
        'which figures of the roi of {useCase} are guesses',
        'are the costs of {useCase} quoted or measured',
        'how was the roi of {useCase} calculated',
        'assumptions behind the roi of {useCase}',
        'who calculated the roi of {useCase}',
        'where do the roi numbers of {useCase} come from',
        'how solid is the roi of {useCase}',
        'which hourly cost did we use for {useCase}',
        'how many hours per person did we assume for {useCase}',
        'is the roi of {useCase} just a guess',
        'what went into the calculation of {useCase}',
        'with how many users was {useCase} calculated',
        'hourly rate behind the roi of {useCase}',
        'which assumptions are in the business case of {useCase}',
        'has anybody measured the hours behind {useCase}',
        'can I trust the savings of {useCase}',
        'wage per hour in the calculation of {useCase}',
      ],
      de: [
        'worauf beruht der roi von {useCase}',
        'welche zahlen im roi von {useCase} sind geschätzt',
        'woher kommen die zahlen im roi von {useCase}',
        'mit welchem stundensatz wurde {useCase} gerechnet',
        'welche annahmen stecken in der rechnung von {useCase}',
        'sind die stunden bei {useCase} gemessen oder geraten',
      ],
      fr: [
        'sur quoi se base le roi de {useCase}',
        'comment le roi de {useCase} est-il calculé',
        'd’où viennent les chiffres du roi de {useCase}',
        'quelles hypothèses pour la rentabilité de {useCase}',
      ],
      es: [
        'en qué se basa el roi de {useCase}',
        'cómo se calculó el roi de {useCase}',
        'de dónde salen las cifras del roi de {useCase}',
        'qué supuestos hay en el cálculo de {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const { register, today } = context;
        const roi = findRoi(register, key);
        const amount = createMoneyFormat(register);
        const listInputs = (source: 'measured' | 'quoted' | 'guessed') =>
          roi ? roiInputs.filter((input) => sourceOf(roi, input) === source) : [];
        const list = (source: 'measured' | 'quoted' | 'guessed') => {
          const found = listInputs(source).map((input) => uncapitalize(labelOf(roiOptions, input)));
          return found.length === 0 ? '' : `${source}: ${listSome(found, 8)}`;
        };
        return {
          text: roi
            ? joinSentences(
                `The ROI of ${nameUseCase(useCase)} (${roi.phase}) is based on ${formatCount(roi.inputs.users, 'user')}, ${roi.inputs.hoursPerUserPerWeek} hours per user and week, ${roi.inputs.weeksPerYear} weeks and ${amount(roi.inputs.hourlyCost)} per hour.`,
                `${[list('measured'), list('quoted'), list('guessed')]
                  .filter(Boolean)
                  .join('; ')
                  .replace(/^./, (first) => first.toUpperCase())}.`,
              )
            : noRoi(useCase),
          source: roi ? roiSource(roi) : fromRecords(today, key),
          data: {
            useCase: key,
            inputs: roi?.inputs ?? null,
            ...{
              measured: listInputs('measured'),
              quoted: listInputs('quoted'),
              guessed: listInputs('guessed'),
            },
          },
          next: roiOffers(useCase),
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'roi-overall',
    title: 'What is our total ROI?',
    examples: {
      en: [
        'what is our total roi',
        'how much does ai save us',
        'which use case has the best roi',
        'which use cases have no roi',
        'how many hours do we save with ai',
        'what is the value of all our use cases',
        'is ai worth the money',
        'what do we get for our ai spend',
        'overall benefit of ai',
        'total hours saved',
        'best return',
        'does all of this pay off',
        'do we make money with ai',
        'is our ai profitable',
        'does all our ai pay off together',
        'what has ai brought us in euros',
        'does the whole programme pay',
        'sum of all savings',
        'which project is worth most',
      ],
      de: [
        'was ist unser gesamter roi',
        'wie viel spart uns ki',
        'welcher use case hat den besten roi',
        'lohnt sich ki für uns',
        'wie viele stunden spart uns ki insgesamt',
        'was bringt uns ki unterm strich',
        'welches projekt lohnt sich am meisten',
      ],
      fr: [
        'quel est notre roi total',
        'combien l’ia nous fait-elle économiser',
        'l’ia est-elle rentable pour nous',
        'que nous rapporte l’ia en tout',
        'quel projet rapporte le plus',
      ],
      es: [
        'cuál es nuestro roi total',
        'cuánto nos ahorra la ia',
        'nos compensa la ia',
        'qué nos aporta la ia en total',
        'qué proyecto rinde más',
      ],
    },
    answer: ({ register, today }) => {
      const known = listKnown(register).sort((a, b) => b.result.net - a.result.net);
      const running = listRunning(register).length;
      const amount = createMoneyFormat(register);
      const sum = (of: (one: (typeof known)[number]) => number) =>
        known.reduce((total, one) => total + of(one), 0);
      const [net, withOverhead, hours] = [
        sum(({ result }) => result.net),
        sum(({ result }) => result.netWithOverhead),
        sum(({ result }) => result.hours),
      ];
      const [best] = known;
      return {
        text: best
          ? joinSentences(
              `${known.length.toLocaleString('en')} of ${formatCount(running, 'running use case')} ${known.length === 1 ? 'has' : 'have'} an ROI: ${known.length === 1 ? '' : 'together '}${amount(net)} net per year, ${amount(withOverhead)} with overhead, and ${formatHours(hours)} saved.`,
              `Highest: ${nameUseCase(best.useCase)} with ${amount(best.result.net)} net (${best.roi.phase}).`,
            )
          : 'No running use case has an ROI yet.',
        source: fromRecords(today, ...known.slice(0, 5).map(({ useCase }) => useCase.key)),
        data: {
          net,
          netWithOverhead: withOverhead,
          hours,
          useCases: known.slice(0, 20).map(({ useCase, roi }) => ({ useCase: useCase.key, ...roiData(roi) })),
        },
        next: best
          ? [offerUseCase(best.useCase.key, 'roi', 'Show ROI')]
          : [[{ page: 'use-cases' }, 'Use cases']],
        ...(best ? { about: { useCase: best.useCase.key } } : {}),
      };
    },
  }),

  ...roiRules,
  ...roiRequests,
];
