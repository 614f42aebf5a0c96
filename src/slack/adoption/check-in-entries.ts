import {
  checkInsOf,
  explainLowAdoption,
  findWeeklyUse,
  formatWeek,
  formatWeekWithAge,
  freshDays,
  lowAdoptionShare,
  weeklyShare,
} from '../../domain/adoption/index.ts';
import { addDays, formatDay } from '../../domain/calendar.ts';
import { computeAdoptionTrend } from '../../domain/digest/index.ts';
import { fromRecords } from '../../domain/facts.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import { answerAbout, joinSentences, nameUseCase, nameUseCases } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import {
  adoptionOffer,
  checkInOffers,
  describeFigures,
  figuresOf,
  latestCheckIns,
  percent,
  runs,
  sourceOf,
  weeksOf,
} from './check-in-figures.ts';
import { weeklyCheckInEntries } from './weekly-check-in-entries.ts';

export const checkInEntries: readonly Entry[] = [
  question({
    key: 'adoption',
    title: 'How many people use a use case?',
    examples: {
      en: [
        'when was the last check-in for {useCase}',
        'how is adoption of {useCase} going',
        'how many people use {useCase} weekly',
        'how many use it weekly',
        'how many used {useCase} daily in {period}',
        'how many people use {useCase}',
        'adoption of {useCase}',
        'how many used {useCase} last week',
        'adoption of {useCase} in {period}',
        'is {useCase} used',
        'how is adoption of {useCase} developing',
        'what did the last check-in of {useCase} say',
        'daily users of {useCase}',
        'when was the last check-in of {useCase}',
        'usage of {useCase} on {day}',
        'how many opened {useCase} {period}',
        'is {useCase} catching on',
        'share of people that work with {useCase} every week',
        'how popular is {useCase}',
        'how old are the figures of {useCase}',
        'does the team really touch {useCase}',
        'how many never opened {useCase}',
        'how many people use {useCase} now',
        'weekly numbers of {useCase}',
        'does anyone actually work with {useCase}',
        'which week are the figures of {useCase} from',
        'is {useCase} a hit',
        'what is the take-up of {useCase}',
        'how recent are the figures of {useCase}',
        'is {useCase} used less than before',
      ],
      de: [
        'wie viele leute nutzen {useCase} pro woche',
        'wie viele nutzen {useCase}',
        'nutzung von {useCase} in {period}',
        'wird {useCase} genutzt',
        'wie viele haben {useCase} letzte woche genutzt',
        'kommt {useCase} bei den leuten an',
        'wie alt sind die zahlen von {useCase}',
        'nutzen die leute {useCase} wirklich',
        'von welcher woche sind die zahlen von {useCase}',
        'wie beliebt ist {useCase}',
        'wie viele arbeiten täglich mit {useCase}',
      ],
      fr: [
        'combien de personnes utilisent {useCase} par semaine',
        'combien de personnes utilisent {useCase}',
        'adoption de {useCase} en {period}',
        '{useCase} est-il utilisé',
        'de quand datent les chiffres de {useCase}',
      ],
      es: [
        'cuántas personas usan {useCase} por semana',
        'cuántas personas usan {useCase}',
        'adopción de {useCase} en {period}',
        'se usa {useCase}',
        'de qué semana son los datos de {useCase}',
        'cuánta gente trabaja con {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['period', 'day'],
    answer: ({ register, today, ...context }, { useCase: key, period, day }) =>
      answerAbout({ register, today, ...context }, key, (useCase) => {
        const all = checkInsOf(register, key);
        const asked = weeksOf(period, day);
        const chosen = asked ? all.filter(({ week }) => asked.from <= week && week <= asked.to) : all;
        const latest = chosen.at(-1);
        const about = { useCase: key };
        if (!latest) {
          const last = all.at(-1);
          const when = asked
            ? asked.from === asked.to
              ? ` for the ${formatWeek(asked.from)}`
              : ` between ${formatDay(asked.from)} and ${formatDay(addDays(asked.to, 6))}`
            : '';
          return {
            text: joinSentences(
              `No check-in is recorded for ${nameUseCase(useCase)}${asked ? when : ' yet'}.`,
              last && `The latest is for the ${formatWeek(last.week)}: ${describeFigures(last)}.`,
              !runs(useCase) && !last && `It is ${stageWords[useCase.life.stage]}.`,
            ),
            source: last ? sourceOf(last) : fromRecords(today, key),
            data: { useCase: key, checkIns: [], latest: last ? figuresOf(last) : null },
            next: [...checkInOffers(useCase), adoptionOffer(key)],
            about,
          };
        }
        const before = all[all.indexOf(latest) - 1];
        const low = latest === all.at(-1) ? explainLowAdoption(register, key) : null;
        return {
          text: joinSentences(
            `${nameUseCase(useCase)}: ${describeFigures(latest)}, in the ${formatWeekWithAge(latest.week, today)}.`,
            chosen.length > 1 && asked
              ? `${formatCount(chosen.length, 'week')} are recorded in that time. The first had ${percent(weeklyShare(chosen[0] ?? latest))} weekly.`
              : before && `In the ${formatWeek(before.week)}: ${percent(weeklyShare(before))} weekly.`,
            latest.result.trim() !== '' && `Result: ${escapeMrkdwn(removeFinalPeriod(latest.result), 150)}.`,
            low !== null && `Adoption is low: ${low}.`,
            latest === all.at(-1) &&
              findWeeklyUse(register, useCase, today)?.doubts.includes('old') &&
              `The check-in is older than ${freshDays} days.`,
          ),
          source: sourceOf(latest),
          data: { useCase: key, checkIns: chosen.slice(-12).map(figuresOf), latest: figuresOf(latest), low },
          next: [adoptionOffer(key), ...checkInOffers(useCase)].slice(0, 2),
          about,
        };
      }),
  }),

  question({
    key: 'users-by-name',
    title: 'Which people use a use case?',
    covers: ['adoption'],
    examples: {
      en: [
        'who uses {useCase}',
        'who does not use {useCase}',
        'which people use {useCase}',
        'names of the users of {useCase}',
        'is {person} using {useCase}',
        'who never opens {useCase}',
        'list of people that work with {useCase}',
        'has {person} tried {useCase} yet',
        'which colleagues avoid {useCase}',
        'can my boss see whether I use {useCase}',
        'is the use of {useCase} tracked per person',
      ],
      de: [
        'wer nutzt {useCase}',
        'wer nutzt {useCase} nicht',
        'nutzt {person} {useCase}',
        'wird erfasst, wer {useCase} nutzt',
      ],
      fr: ['qui utilise {useCase}', 'qui n’utilise pas {useCase}', 'voit-on qui se sert de {useCase}'],
      es: ['quién usa {useCase}', 'quién no usa {useCase}', 'se registra quién usa {useCase}'],
    },
    needs: ['useCase'],
    takes: ['person'],
    answer: (context, { useCase: key, person }) =>
      answerAbout(context, key, (useCase) => {
        const latest = checkInsOf(context.register, key).at(-1);
        return {
          text: joinSentences(
            person === undefined
              ? 'Only counts are recorded, never names.'
              : `Crossing does not record whether ${mention(person)} uses it: only counts, never names.`,
            latest
              ? `${nameUseCase(useCase)}: ${describeFigures(latest)}, ${formatWeek(latest.week)}.`
              : `No check-in is recorded for ${nameUseCase(useCase)} yet.`,
          ),
          source: latest ? sourceOf(latest) : fromRecords(context.today, key),
          data: { useCase: key, names: 'not recorded', latest: latest ? figuresOf(latest) : null },
          next: [adoptionOffer(key)],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'adoption-overall',
    title: 'How many people use AI?',
    examples: {
      en: [
        'how is adoption',
        'how is adoption overall',
        'how many people use ai',
        'how many people use ai at our company',
        'is adoption going up',
        'adoption trend',
        'how many people used our use cases last week',
        'how stale are our figures',
        'how recent are the usage numbers',
        'do people here work with ai at all',
        'total weekly users',
        'are more people using ai than before',
        'what share of the company uses ai every week',
        'is ai getting more popular here',
        'do our people bother with ai',
        'overall uptake',
      ],
      de: [
        'wie ist die nutzung insgesamt',
        'wie viele leute nutzen ki',
        'steigt die nutzung',
        'wie alt sind unsere nutzungszahlen',
        'nutzen die leute überhaupt ki',
      ],
      fr: ['comment va l’adoption', 'combien de personnes utilisent l’ia', 'les gens se servent-ils de l’ia'],
      es: ['cómo va la adopción', 'cuántas personas usan ia', 'la gente usa de verdad la ia'],
    },
    answer: ({ register, today }) => {
      const trend = computeAdoptionTrend(register, today, 8);
      const [latest, before] = [trend.at(-1), trend.at(-2)];
      const [last] = latestCheckIns(register).sort((a, b) => b.latest.week.localeCompare(a.latest.week));
      const describe = ({ weekly, intended, useCases }: NonNullable<typeof latest>) =>
        `${weekly.toLocaleString('en')} of ${formatCount(intended, 'intended user')} (${percent(intended === 0 ? 0 : weekly / intended)}), in ${formatCount(useCases, 'use case')}`;
      return {
        text: latest
          ? joinSentences(
              `Weekly use in the ${formatWeek(latest.week)}: ${describe(latest)}.`,
              before && `In the ${formatWeek(before.week)}: ${describe(before)}.`,
            )
          : joinSentences(
              'No check-in is recorded in the last 8 weeks.',
              last &&
                `The latest is of ${nameUseCase(last.useCase)}, ${formatWeekWithAge(last.latest.week, today)}: ${describeFigures(last.latest)}.`,
            ),
        source: fromRecords(today),
        data: {
          weeks: trend.map(({ week, weekly, intended, useCases }) => ({ week, weekly, intended, useCases })),
        },
        next: [[{ page: 'digest', args: { charts: true } }, 'Digest']],
      };
    },
  }),

  question({
    key: 'low-adoption',
    title: 'Which use cases have low adoption?',
    examples: {
      en: [
        'which use case has the lowest adoption',
        'where is adoption low',
        'which use cases are hardly used',
        'which use case is used least',
        'is any use case losing users',
        'which use case is used most',
        'which ai gathers dust',
        'which use cases fall three weeks in a row',
        'which ai should I worry about',
        'weakest adoption',
        'do we have something that nobody opens',
        'what is our most popular ai',
      ],
      de: ['welcher use case wird am wenigsten genutzt', 'wo ist die nutzung niedrig'],
      fr: ['quel cas d’usage est le moins utilisé', 'où l’adoption est-elle faible'],
      es: ['qué caso de uso se usa menos', 'dónde es baja la adopción'],
    },
    answer: ({ register, today }) => {
      const known = latestCheckIns(register).sort((a, b) => weeklyShare(a.latest) - weeklyShare(b.latest));
      const low = known.filter(({ useCase }) => explainLowAdoption(register, useCase.key) !== null);
      const [least, most] = [known[0], known.at(-1)];
      const describe = ({ useCase, latest }: (typeof known)[number]) =>
        `${nameUseCase(useCase)}, ${latest.weekly} of ${latest.intended} weekly (${percent(weeklyShare(latest))}, ${formatWeek(latest.week)})`;
      return {
        text: least
          ? joinSentences(
              low.length === 0
                ? `No use case has low adoption (under ${lowAdoptionShare * 100}%, or falling for three weeks).`
                : `Low adoption: ${nameUseCases(
                    low.map(({ useCase }) => useCase),
                    3,
                  )}.`,
              `Lowest weekly use: ${describe(least)}.`,
              most && most !== least && `Highest: ${describe(most)}.`,
            )
          : 'No running use case has a check-in yet.',
        source: least ? sourceOf(least.latest) : fromRecords(today),
        data: {
          useCases: known
            .slice(0, 20)
            .map(({ useCase, latest }) => ({ useCase: useCase.key, ...figuresOf(latest) })),
          low: low.slice(0, 20).map(({ useCase }) => useCase.key),
        },
        next: least ? [adoptionOffer(least.useCase.key)] : [[{ page: 'use-cases' }, 'Use cases']],
        ...(least ? { about: { useCase: least.useCase.key } } : {}),
      };
    },
  }),

  ...weeklyCheckInEntries,
];
