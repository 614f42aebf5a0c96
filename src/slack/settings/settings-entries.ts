import { formatDay, formatDayWithWeekday } from '../../domain/calendar.ts';
import { fromRecords, type Provenance } from '../../domain/facts.ts';
import { categoryEntry, listRequiredCategories } from '../../domain/infrastructure/index.ts';
import { type Settings, settingsOf } from '../../domain/register.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { isWorkingDay } from '../../domain/working-days.ts';
import { joinSentences, listSome, mentionSome, sourceOfChange } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { readingWords, weekdayOptions } from '../kit/words.ts';

const settingsOffer: Offer = [{ page: 'settings' }, 'Settings'];

/** The changes that are searched for the source of a setting. */
const searchedChanges = 500;

/** Returns who last changed a setting, and when; from today's records when the recent log does not have it. */
async function findSettingSource(
  context: PageContext,
  settingOf: (settings: Settings) => unknown,
): Promise<Provenance> {
  const json = (record: unknown) => JSON.stringify(record ? (settingOf(record as Settings) ?? null) : null);
  const changes = await context.loadLog(null, searchedChanges);
  const change = changes.find(
    ({ entity, before, after }) => entity === 'settings' && after !== null && json(before) !== json(after),
  );
  return change ? sourceOfChange(context, change) : fromRecords(context.today, 'settings:settings');
}

const formatDays = (days: readonly number[]): string =>
  listSome(
    weekdayOptions.filter(([key]) => days.includes(Number(key))).map(([, title]) => title),
    7,
  );

export const settingsEntries: readonly Entry[] = [
  question({
    key: 'settings',
    title: 'What are our settings?',
    examples: {
      en: ['what are our settings', 'show the settings', 'how is crossing configured', 'workspace settings'],
      de: ['was sind unsere einstellungen', 'einstellungen anzeigen'],
      fr: ['quels sont nos paramètres', 'afficher les paramètres'],
      es: ['cuál es nuestra configuración', 'mostrar la configuración'],
    },
    answer: async (context) => {
      const { leads, timeZone, reading, currency, workingDays } = settingsOf(context.register);
      return {
        text: joinSentences(
          leads.length === 0
            ? 'There is no transformation lead yet.'
            : `Transformation lead: ${mentionSome(leads, 4)}.`,
          `Time zone ${escapeMrkdwn(timeZone, 64)}, currency ${escapeMrkdwn(currency, 3)}, ${readingWords[reading]}.`,
          `Working days: ${formatDays(workingDays)}.`,
        ),
        source: await findSettingSource(context, (settings) => settings),
        data: { leads, timeZone, reading, currency, workingDays },
        next: [settingsOffer, [{ do: 'change-settings' }]],
      };
    },
  }),

  question({
    key: 'time-zone',
    title: 'What is our time zone?',
    examples: {
      en: [
        'which time zone is set for the workspace',
        'what time zone are we in',
        'which time zone is set',
        'what is our time zone',
        'when does a day end',
      ],
      de: ['welche zeitzone ist eingestellt', 'was ist unsere zeitzone'],
      fr: ['quel est notre fuseau horaire', 'quel fuseau est réglé'],
      es: ['cuál es nuestra zona horaria', 'qué zona horaria está configurada'],
    },
    answer: async (context) => {
      const { timeZone } = settingsOf(context.register);
      return {
        text: `The time zone is ${escapeMrkdwn(timeZone, 64)}. Days and deadlines end at midnight there.`,
        source: await findSettingSource(context, (settings) => settings.timeZone),
        data: { timeZone },
        next: [settingsOffer],
      };
    },
  }),

  question({
    key: 'reading',
    title: 'How many decisions do we require?',
    examples: {
      en: [
        'how many decisions do we require',
        'do we require three, four or five decisions',
        'which reading is in force',
        'how many decisions are required',
        'how strict is the verdict',
        'which decisions does requirement 2 need',
        'do we use the strict reading',
      ],
      de: ['welche auslegung gilt', 'wie viele entscheidungen sind nötig', 'wie streng ist die bewertung'],
      fr: ['quelle lecture est en vigueur', 'combien de décisions sont requises'],
      es: ['qué lectura está vigente', 'cuántas decisiones se requieren'],
    },
    answer: async (context) => {
      const { reading } = settingsOf(context.register);
      const required = listRequiredCategories(context.register).map(({ key }) =>
        uncapitalize(categoryEntry(key).title),
      );
      return {
        text: joinSentences(
          `In force: ${readingWords[reading]}.`,
          `Requirement 2 needs a committed decision for ${listSome(required, 5)}.`,
        ),
        source: await findSettingSource(context, (settings) => settings.reading),
        data: { reading, required },
        next: [settingsOffer, [{ page: 'decisions' }, 'Decisions']],
      };
    },
  }),

  question({
    key: 'currency',
    title: 'Which currency do we use?',
    examples: {
      en: [
        'which currency do we use',
        'what currency are the costs in',
        'is the roi in dollars or euros',
        'currency setting',
      ],
      de: ['welche währung nutzen wir', 'in welcher währung sind die kosten'],
      fr: ['quelle devise utilisons-nous', 'en quelle devise sont les coûts'],
      es: ['qué moneda usamos', 'en qué moneda están los costes'],
    },
    answer: async (context) => {
      const { currency } = settingsOf(context.register);
      return {
        text: `All amounts are in ${escapeMrkdwn(currency, 3)}.`,
        source: await findSettingSource(context, (settings) => settings.currency),
        data: { currency },
        next: [settingsOffer],
      };
    },
  }),

  question({
    key: 'working-days',
    title: 'What are our working days and holidays?',
    examples: {
      en: [
        'any public holidays entered',
        'which holidays are entered',
        'what are our working days',
        'which holidays are recorded',
        'do you send reminders on weekends',
        'when is the next holiday',
        'is {day} a holiday',
        'is {day} a working day',
      ],
      de: ['was sind unsere arbeitstage', 'welche feiertage sind erfasst', 'ist der {day} ein feiertag'],
      fr: ['quels sont nos jours ouvrés', 'quels jours fériés sont enregistrés'],
      es: ['cuáles son nuestros días laborables', 'qué festivos están registrados'],
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
    key: 'change-settings',
    title: 'Change the settings',
    examples: {
      en: [
        'change the settings',
        'change the time zone',
        'change the currency',
        'change the required decisions',
        'appoint a transformation lead',
        'make {person} the transformation lead',
        'change our working days',
      ],
      de: ['einstellungen ändern', 'zeitzone ändern', 'leitung der transformation ernennen'],
      fr: ['modifier les paramètres', 'changer le fuseau horaire'],
      es: ['cambiar la configuración', 'cambiar la zona horaria'],
    },
    takes: ['person'],
    open: ({ register }, { person }) => ({
      step: { do: 'change-settings' },
      ...(person === undefined ? {} : { prefilled: { leads: [...settingsOf(register).leads, person] } }),
    }),
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
      ],
      de: ['feiertag hinzufügen', 'der {day} ist ein feiertag'],
      fr: ['ajouter un jour férié', 'le {day} est férié'],
      es: ['añadir un festivo', 'el {day} es festivo'],
    },
    takes: ['day'],
    open: (_, { day }) => ({
      step: { do: 'keep-holiday' },
      ...(day === undefined ? {} : { prefilled: { day } }),
    }),
  }),
];
