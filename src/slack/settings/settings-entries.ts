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
import { incidentSettingsEntries } from './incident-settings-entries.ts';

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
      en: [
        'what are our settings',
        'show the settings',
        'how is crossing configured',
        'workspace settings',
        'which configuration do we run',
        'what has been configured',
        'defaults of our workspace',
        'which options are set for this workspace',
      ],
      de: ['was sind unsere einstellungen', 'einstellungen anzeigen', 'wie ist crossing eingerichtet'],
      fr: ['quels sont nos paramètres', 'afficher les paramètres', 'comment crossing est-il configuré'],
      es: ['cuál es nuestra configuración', 'mostrar la configuración', 'cómo está configurado crossing'],
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
        'whose clock do deadlines follow',
        'which clock do you go by',
        'at what hour is a deadline over',
        'is that berlin time',
        'midnight where',
      ],
      de: [
        'welche zeitzone ist eingestellt',
        'was ist unsere zeitzone',
        'nach welcher uhr richtest du dich',
        'wann endet ein tag',
      ],
      fr: ['quel est notre fuseau horaire', 'quel fuseau est réglé', 'à quelle heure finit une journée'],
      es: ['cuál es nuestra zona horaria', 'qué zona horaria está configurada', 'a qué hora termina un día'],
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
        'must all five be decided',
        'which decisions may be left out',
        'are four decisions enough',
        'have we loosened the required decisions',
        'number of decisions required of us',
        'are all five infrastructure decisions needed',
        'does the strict reading apply to us',
      ],
      de: [
        'welche auslegung gilt',
        'wie viele entscheidungen sind nötig',
        'wie streng ist die bewertung',
        'müssen alle fünf entschieden sein',
        'reichen drei entscheidungen',
        'gilt die strenge lesart',
        'haben wir entscheidungen erlassen',
      ],
      fr: [
        'quelle lecture est en vigueur',
        'combien de décisions sont requises',
        'faut-il les cinq décisions',
        'trois décisions suffisent-elles',
      ],
      es: [
        'qué lectura está vigente',
        'cuántas decisiones se requieren',
        'hacen falta las cinco decisiones',
        'bastan tres decisiones',
      ],
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
        'are those dollars',
        'is that euro or dollar',
        'in which money do you count',
        'are the amounts in euros',
      ],
      de: [
        'welche währung nutzen wir',
        'in welcher währung sind die kosten',
        'sind das euro oder dollar',
        'in euro oder dollar',
      ],
      fr: ['quelle devise utilisons-nous', 'en quelle devise sont les coûts', 'c’est en euros ou en dollars'],
      es: ['qué moneda usamos', 'en qué moneda están los costes', 'está en euros o en dólares'],
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
        'do we work on {day}',
        'is the office closed on {day}',
        'which days count as working days',
        'do saturdays count',
        'which weekdays are set',
        'does the week start on monday here',
        'is {day} off',
      ],
      de: [
        'was sind unsere arbeitstage',
        'welche feiertage sind erfasst',
        'ist der {day} ein feiertag',
        'arbeiten wir am {day}',
        'zählt der samstag als arbeitstag',
        'wann ist der nächste feiertag',
      ],
      fr: [
        'quels sont nos jours ouvrés',
        'quels jours fériés sont enregistrés',
        'travaille-t-on le {day}',
        'prochain jour férié',
      ],
      es: [
        'cuáles son nuestros días laborables',
        'qué festivos están registrados',
        'se trabaja el {day}',
        'próximo festivo',
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
        'amounts should be in another currency',
        'use euros from now on',
        'move to another time zone',
        'loosen the number of required decisions',
        'make the verdict stricter',
        'require only four decisions',
        '{person} is the new transformation lead',
        'hand the lead to {person}',
        'we work saturdays too, change that',
        'change from dollars to euros',
        'make it four decisions instead of five',
        'lower the number of required decisions',
        'we no longer need all five decisions',
        'our time zone is wrong',
        'set the currency to euro',
      ],
      de: [
        'einstellungen ändern',
        'zeitzone ändern',
        'leitung der transformation ernennen',
        'währung umstellen',
        'nur noch vier entscheidungen verlangen',
        '{person} ist jetzt transformation lead',
        'auf euro umstellen',
      ],
      fr: [
        'modifier les paramètres',
        'changer le fuseau horaire',
        'passer en euros',
        'exiger seulement quatre décisions',
      ],
      es: [
        'cambiar la configuración',
        'cambiar la zona horaria',
        'cambiar la moneda',
        'exigir solo cuatro decisiones',
      ],
    },
    takes: ['person'],
    open: ({ register }, { person }) => ({
      step: { do: 'change-settings' },
      ...(person === undefined ? {} : { prefilled: { leads: [...settingsOf(register).leads, person] } }),
    }),
  }),

  ...incidentSettingsEntries,

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
      ],
      de: [
        'feiertag hinzufügen',
        'der {day} ist ein feiertag',
        'am {day} arbeitet niemand, bitte eintragen',
        '{day} als feiertag vermerken',
        '{day} ist bei uns frei',
        '{day} ist ostermontag, da ist keiner da',
      ],
      fr: ['ajouter un jour férié', 'le {day} est férié', 'l’entreprise est fermée le {day}'],
      es: ['añadir un festivo', 'el {day} es festivo', 'marcar el {day} como festivo', 'cerramos el {day}'],
    },
    takes: ['day'],
    open: (_, { day }) => ({
      step: { do: 'keep-holiday' },
      ...(day === undefined ? {} : { prefilled: { day } }),
    }),
  }),
];
