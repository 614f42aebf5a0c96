import { checkInsOf, formatWeek } from '../../domain/adoption/index.ts';
import { maxCheckInsPerForm } from '../../domain/adoption/schema.ts';
import { addDays, weekOf } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { fromRecords } from '../../domain/facts.ts';
import { checkInId, type Day } from '../../domain/register.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { mentionSome, nameUseCase, nameUseCases } from '../kit/answers.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { adoptionOffer, prefillFigures } from './check-in-figures.ts';

/**
 * Returns the step that checks in for all running use cases of which this person may report the figures: those without
 * figures of the week, if there are any.
 * @param day a day of the week; without it, it is last week
 */
function chooseSeveral(context: PageContext, day: Day | undefined): Step {
  const { register, today } = context;
  const on = day === undefined || day > today ? addDays(weekOf(today), -1) : day;
  const running = listRunning(register);
  const permitted = running.filter(
    ({ key }) => findStepRefusal({ do: 'check-in', useCase: key }, context) === null,
  );
  const missing = permitted.filter(({ key }) => !register.checkIns.has(checkInId(key, weekOf(on))));
  const useCases = (missing.length > 0 ? missing : permitted)
    .slice(0, maxCheckInsPerForm)
    .map(({ key }) => key);
  if (useCases.length > 1) return { do: 'check-in-several', useCases, on };
  const only = useCases[0] ?? running[0]?.key;
  return only === undefined ? { do: 'register-use-case' } : { do: 'check-in', useCase: only };
}

/** The check-in of a week: who owes it, and its form. */
export const weeklyCheckInEntries: readonly Entry[] = [
  question({
    key: 'missing-check-ins',
    title: 'Which check-ins are missing?',
    examples: {
      en: [
        'who owes us a check-in',
        'who still owes a check-in',
        'which check-ins are missing',
        'who has not checked in',
        'is the check-in of {useCase} missing',
        'did {useCase} check in last week',
        'which use cases did not check in in {period}',
        'which use cases have no figures for last week',
        'who forgot to report the usage',
        'whose figures are late',
        'which owner forgot the numbers',
        'did everybody hand in the weekly numbers',
        'have I checked in this week',
        'is there still a check-in to do for {useCase}',
        'whose numbers are we waiting for',
        'did I hand in the numbers of last week',
        'are the weekly figures complete',
      ],
      de: [
        'welche check-ins fehlen',
        'welche use cases haben letzte woche nicht eingecheckt',
        'fehlt der check-in von {useCase}',
        'habe ich diese woche schon eingecheckt',
        'wessen zahlen fehlen noch',
      ],
      fr: [
        'quels check-ins manquent',
        'le check-in de {useCase} manque-t-il',
        'qui n’a pas encore envoyé ses chiffres',
      ],
      es: ['qué check-ins faltan', 'falta el check-in de {useCase}', 'quién no ha enviado sus cifras'],
    },
    takes: ['useCase', 'period'],
    answer: ({ register, today }, { useCase: key, period }) => {
      const week = period ? weekOf(period.to) : addDays(weekOf(today), -7);
      const running = listRunning(register).filter((useCase) => key === undefined || useCase.key === key);
      const missing = running.filter(
        ({ key: one }) => !checkInsOf(register, one).some((checkIn) => checkIn.week === week),
      );
      const [first] = missing;
      return {
        text:
          running.length === 0
            ? key === undefined
              ? 'No use case is in pilot or in production, so no check-in is due.'
              : `${escapeMrkdwn(key, 40)} does not run, so no check-in is due.`
            : first
              ? `The check-in for the ${formatWeek(week)} is ${week === weekOf(today) ? 'not recorded yet' : 'missing'} for ${missing.length === 1 ? nameUseCase(first) : `${missing.length.toLocaleString('en')} of ${formatCount(running.length, 'running use case')}: ${nameUseCases(missing, 5)}`}. Waiting for ${mentionSome([...new Set(missing.map(({ owner }) => owner))], 5)}.`
              : `${key === undefined ? 'Every check-in' : `The check-in of ${escapeMrkdwn(key, 40)}`} for the ${formatWeek(week)} is recorded.`,
        source: fromRecords(today, ...missing.slice(0, 5).map((useCase) => useCase.key)),
        data: { week, running: running.length, missing: missing.slice(0, 50).map((useCase) => useCase.key) },
        next: first ? [[{ do: 'check-in', useCase: first.key }], adoptionOffer(first.key)] : [],
        about: first && missing.length === 1 ? { useCase: first.key } : {},
      };
    },
  }),

  request({
    key: 'check-in',
    title: 'Check in for a use case',
    examples: {
      en: [
        'check in {figures}',
        '{useCase} last week {figures}',
        'check in for {useCase}',
        'check in for {useCase}: {figures}',
        '{useCase}: {figures}',
        'record the use of {useCase}, {figures}',
        'last week {useCase} had {figures}',
        'report adoption of {useCase}',
        'checkin {useCase} {figures}',
        'enter the figures of {useCase} for {day}',
        'put the usage of {useCase} on record for {day}',
        'put in the numbers of {useCase}: {figures}',
        'I want to report how many used {useCase}',
        '{figures} for {useCase} {day}',
        'time to log the weekly numbers of {useCase}',
        'usage this week was {figures}',
        'I need to log my check-in for {useCase}',
        '{figures} used {useCase}, the rest did not touch it',
        '{figures} opened it last week',
        'last week we had {figures}',
        '{figures} worked with {useCase} {day}',
        'where do I note that {figures} used it',
        'nobody has told you yet how many used {useCase} last week: {figures}',
      ],
      de: [
        'check-in {useCase} {figures}',
        'check-in für {useCase}',
        'check-in für {useCase}: {figures}',
        'nutzung von {useCase} eintragen',
        'zahlen von {useCase} für {day} melden: {figures}',
        '{figures} haben {useCase} genutzt',
      ],
      fr: [
        'check-in {useCase} {figures} par semaine',
        'check-in pour {useCase}',
        'check-in pour {useCase} : {figures}',
        'saisir l’usage de {useCase}',
        '{figures} ont utilisé {useCase}, où le noter',
        'saisir mon check-in de la semaine pour {useCase}',
      ],
      es: [
        'check-in de {useCase}',
        'check-in de {useCase}: {figures}',
        'registrar el uso de {useCase}',
        '{figures} usaron {useCase}',
        'toca meter el check-in de {useCase} de esta semana',
      ],
    },
    needs: ['useCase'],
    takes: ['figures', 'day'],
    open: (_, { useCase, figures, day }) => ({
      step: { do: 'check-in', useCase },
      prefilled: { ...(figures ? prefillFigures(figures) : {}), ...(day === undefined ? {} : { on: day }) },
    }),
  }),

  request({
    key: 'check-in-several',
    title: 'Check in for several use cases',
    examples: {
      en: [
        'check in for all use cases',
        'check in for both use cases at once',
        'enter the user counts of all bots together',
        'do all my check-ins in one go',
        'one form for the weekly numbers of everything',
        'the figures of every use case are here, ready to be entered',
        'report the usage of all of them at the same time',
        'weekly counts for all running use cases',
        'fill in every missing check-in together',
        'user numbers of both bots, all at once',
        'both teams have sent me how many people use their ai, I can supply the check-ins together',
        'let me type the usage numbers of both assistants in one go',
      ],
      de: [
        'check-in für alle use cases auf einmal',
        'nutzerzahlen von allen bots zusammen eintragen',
        'alle check-ins in einem formular',
      ],
      fr: [
        'faire le check-in de tous les cas d’usage',
        'saisir les chiffres de tous les assistants ensemble',
      ],
      es: ['hacer el check-in de todos los casos', 'anotar las cifras de todos los asistentes a la vez'],
    },
    takes: ['day'],
    open: (context, { day }) => ({ step: chooseSeveral(context, day) }),
  }),
];
