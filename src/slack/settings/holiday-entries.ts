import { formatDay, formatDayWithWeekday } from '../../domain/calendar.ts';
import { fromRecords, refTo } from '../../domain/facts.ts';
import { holidayId, settingsOf } from '../../domain/register.ts';
import { isWorkingDay } from '../../domain/working-days.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { findSettingSource, formatDays, settingsOffer } from './setting-words.ts';

/** Working days and holidays. */
export const holidayEntries: readonly Entry[] = [
  question({
    key: 'working-days',
    title: 'What are our working days and holidays?',
    examples: {
      en: [
        'any public holidays entered',
        'which holidays are entered',
        'what are our working days',
        'which holidays are recorded',
        'are saturday and sunday days off for us',
        'when is the next holiday',
        'is {day} a holiday',
        'is {day} a working day',
        'do we work on {day}',
        'is the office closed on {day}',
        'which days count as working days',
        'do saturdays count',
        'which weekdays are set',
        'does the week start on monday here',
        'is {day} off',
        'is {day} a bank holiday for us',
        'does anyone work on {day}',
        'is there a public holiday coming up',
        'list of our holidays',
      ],
      de: [
        'was sind unsere arbeitstage',
        'welche feiertage sind erfasst',
        'ist der {day} ein feiertag',
        'arbeiten wir am {day}',
        'zählt der samstag als arbeitstag',
        'wann ist der nächste feiertag',
        'haben wir {day} frei',
        'welche feiertage stehen an',
      ],
      fr: [
        'quels sont nos jours ouvrés',
        'quels jours fériés sont enregistrés',
        'travaille-t-on le {day}',
        'prochain jour férié',
        'quels jours travaille-t-on',
      ],
      es: [
        'cuáles son nuestros días laborables',
        'qué festivos están registrados',
        'se trabaja el {day}',
        'próximo festivo',
        'qué días se trabaja',
      ],
    },
    takes: ['day'],
    answer: async (context, { day }) => {
      const { register, today } = context;
      const { workingDays, timeZone } = settingsOf(register);
      const from = day ?? today;
      const holidays = [...register.holidays.values()]
        .filter((holiday) => (day === undefined ? holiday.day >= from : holiday.day === day))
        .sort((a, b) => a.day.localeCompare(b.day));
      const [next] = holidays;
      const name = next ? escapeMrkdwn(next.name, 60) : '';
      const where = next?.timeZone == null ? '' : ` in ${escapeMrkdwn(next.timeZone, 64)}`;
      return {
        text: joinSentences(
          day !== undefined &&
            (next
              ? `${formatDayWithWeekday(day)} is a holiday${where}: ${name}.`
              : `${formatDayWithWeekday(day)} is ${isWorkingDay(register, day, timeZone) ? 'a working day' : 'not a working day'}. No holiday is recorded for it.`),
          `Working days: ${formatDays(workingDays)}.`,
          day === undefined &&
            (next
              ? `Next holiday: ${name} on ${formatDay(next.day)}${where}.`
              : 'No holiday is recorded from today on.'),
        ),
        source: await findSettingSource(context, (settings) => settings.workingDays),
        data: {
          workingDays,
          holidays: holidays
            .slice(0, 20)
            .map(({ day: on, name: title, timeZone }) => ({ day: on, name: title.slice(0, 100), timeZone })),
        },
        next: [settingsOffer],
        ...(day === undefined ? {} : { about: { day } }),
      };
    },
  }),

  request({
    key: 'add-holiday',
    title: 'Add a holiday',
    examples: {
      en: [
        'add a holiday',
        'add a public holiday on {day}',
        '{day} is a holiday',
        'enter our company holiday',
        'put {day} in as a public holiday',
        'we are closed on {day}',
        'block {day} for everyone',
        'mark {day} as a bank holiday',
        'the whole company is off on {day}',
        'everybody has {day} off',
        '{day} is a day off for the whole company',
        'the office is shut on {day}',
        '{day} is easter monday, nobody is in',
        '{day} is christmas, enter it',
        'no reminders on {day}, it is a public holiday',
        'nobody here works on {day}',
        'our plant is shut {day}',
        '{day} is a bank holiday over here',
        'everyone here is off on {day}',
        'we close the office on {day}, remind nobody',
        'put {day} in as a bank holiday',
        'nobody works on {day} here, note that',
      ],
      de: [
        'feiertag hinzufügen',
        'der {day} ist ein feiertag',
        'am {day} arbeitet niemand, bitte eintragen',
        '{day} als feiertag vermerken',
        '{day} ist bei uns frei',
        '{day} ist ostermontag, da ist keiner da',
        'am {day} ist feiertag, bitte keine erinnerungen',
        '{day} haben alle frei',
        'brückentag am {day} eintragen',
      ],
      fr: [
        'ajouter un jour férié',
        'le {day} est férié',
        'l’entreprise est fermée le {day}',
        'pas de rappels le {day}, c’est férié',
      ],
      es: [
        'añadir un festivo',
        'el {day} es festivo',
        'marcar el {day} como festivo',
        'cerramos el {day}',
        'el {day} es fiesta, nada de avisos',
        'mete el {day} como festivo',
        'apunta el {day} como día libre',
      ],
    },
    takes: ['day'],
    open: (_, { day }) => ({
      step: { do: 'keep-holiday' },
      ...(day === undefined ? {} : { prefilled: { day } }),
    }),
  }),

  question({
    key: 'remove-holiday',
    title: 'Remove a holiday',
    wording: 'request',
    examples: {
      en: [
        'remove a holiday',
        'delete the holiday on {day}',
        '{day} is no longer a holiday',
        'we work on {day} after all, remove the holiday',
        'take {day} off the list of holidays',
        'that is not a public holiday here, drop it',
        'a holiday was entered by mistake',
        '{day} is not a public holiday for us after all',
        'we do work on {day}, contrary to your list of holidays',
        'take {day} out of the days off again',
        'the day off on {day} was cancelled, we work',
        '{day} no longer counts as a holiday',
      ],
      de: [
        'feiertag löschen',
        '{day} ist doch kein feiertag',
        'den feiertag am {day} entfernen',
        'am {day} arbeiten wir doch',
      ],
      fr: ['supprimer un jour férié', 'le {day} n’est plus férié', 'le {day} n’est finalement pas férié'],
      es: ['eliminar un festivo', 'el {day} ya no es festivo', 'el {day} al final sí se trabaja'],
    },
    takes: ['day'],
    answer: ({ register, today }, { day }) => {
      const holidays = [...register.holidays.values()]
        .filter((holiday) => (day === undefined ? holiday.day >= today : holiday.day === day))
        .sort((a, b) => a.day.localeCompare(b.day));
      const [first] = holidays;
      const on = day === undefined ? 'from today on' : `for ${formatDayWithWeekday(day)}`;
      return {
        text: first
          ? holidays.length === 1
            ? `${formatDayWithWeekday(first.day)} is a holiday: ${escapeMrkdwn(first.name, 60)}. The lead or a Slack admin removes it with the button.`
            : `${holidays.length} holidays are recorded ${on}. The lead or a Slack admin removes them in the settings.`
          : `No holiday is recorded ${on}, so there is none to remove.`,
        source: fromRecords(today, ...holidays.slice(0, 5).map((one) => refTo('holidays', holidayId(one)))),
        data: {
          holidays: holidays.slice(0, 20).map(({ day: on, name }) => ({ day: on, name: name.slice(0, 100) })),
        },
        next: [
          ...(first && holidays.length === 1
            ? [[{ do: 'drop-holiday', id: holidayId(first) }, 'Remove holiday'] as const]
            : []),
          [{ page: 'settings' }, 'Settings'],
        ],
      };
    },
  }),
];
