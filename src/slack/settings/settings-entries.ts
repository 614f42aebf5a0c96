import { categoryEntry, listRequiredCategories } from '../../domain/infrastructure/index.ts';
import { settingsOf } from '../../domain/register.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { joinSentences, listSome, mentionSome } from '../kit/answers.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { readingWords } from '../kit/words.ts';
import { holidayEntries } from './holiday-entries.ts';
import { incidentSettingsEntries } from './incident-settings-entries.ts';
import { findSettingSource, formatDays, settingsOffer } from './setting-words.ts';

export const settingsEntries: readonly Entry[] = [
  question({
    key: 'settings',
    title: 'What are our settings?',
    covers: ['time-zone', 'currency'],
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
        'time zone and currency',
        'how is our workspace set up',
        'what did the admin configure',
        'time zone, currency and working days of the workspace',
      ],
      de: [
        'was sind unsere einstellungen',
        'einstellungen anzeigen',
        'wie ist crossing eingerichtet',
        'zeitzone und währung bei uns',
        'welche werte sind in den einstellungen hinterlegt',
      ],
      fr: [
        'quels sont nos paramètres',
        'afficher les paramètres',
        'comment crossing est-il configuré',
        'fuseau horaire et devise',
        'quels réglages avons-nous',
      ],
      es: [
        'cuál es nuestra configuración',
        'mostrar la configuración',
        'cómo está configurado crossing',
        'zona horaria y moneda',
        'qué ajustes tenemos',
      ],
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
        'when is the deadline over for me, I sit in another country',
        'are your times local or berlin time',
        'is the clock utc or cet',
      ],
      de: [
        'welche zeitzone ist eingestellt',
        'was ist unsere zeitzone',
        'nach welcher uhr richtest du dich',
        'wann endet ein tag',
        'gilt die deutsche uhrzeit',
        'ist das mitteleuropäische zeit',
      ],
      fr: [
        'quel est notre fuseau horaire',
        'quel fuseau est réglé',
        'à quelle heure finit une journée',
        'à l’heure de paris ou de berlin',
      ],
      es: [
        'cuál es nuestra zona horaria',
        'qué zona horaria está configurada',
        'a qué hora termina un día',
        'es hora de madrid o de berlín',
      ],
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
        'which decisions are compulsory for us',
        'do we have to make every decision or are some optional',
        'is guardrail tooling a must',
        'can we demand fewer decisions than five',
        'is it possible to lower how many decisions count',
        'who may reduce the required decisions',
        'may the lead require only three decisions',
      ],
      de: [
        'welche auslegung gilt',
        'wie viele entscheidungen sind nötig',
        'wie streng ist die bewertung',
        'müssen alle fünf entschieden sein',
        'reichen drei entscheidungen',
        'gilt die strenge lesart',
        'haben wir entscheidungen erlassen',
        'wie viele entscheidungen sind bei uns pflicht',
        'kann man die zahl der pflichtentscheidungen senken',
      ],
      fr: [
        'quelle lecture est en vigueur',
        'combien de décisions sont requises',
        'faut-il les cinq décisions',
        'trois décisions suffisent-elles',
        'quelles décisions sont obligatoires',
        'peut-on exiger moins de décisions',
      ],
      es: [
        'qué lectura está vigente',
        'cuántas decisiones se requieren',
        'hacen falta las cinco decisiones',
        'bastan tres decisiones',
        'qué decisiones son obligatorias',
        'se puede bajar el número de decisiones exigidas',
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
          'In the settings, the lead can choose five, four or three.',
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
        'which currency is stored for the cost reports',
        'is the budget in swiss francs',
        'do you convert amounts',
      ],
      de: [
        'welche währung nutzen wir',
        'in welcher währung sind die kosten',
        'sind das euro oder dollar',
        'in euro oder dollar',
        'welche währung ist für die kosten hinterlegt',
        'in welcher währung steht das budget',
      ],
      fr: [
        'quelle devise utilisons-nous',
        'en quelle devise sont les coûts',
        'c’est en euros ou en dollars',
        'les montants sont en quelle monnaie',
      ],
      es: [
        'qué moneda usamos',
        'en qué moneda están los costes',
        'está en euros o en dólares',
        'los importes están en qué moneda',
      ],
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
        'stop requiring one of the decisions',
        'three shared decisions should do for us',
        'we count in francs from now on',
        'switch our clock to london time',
        'saturday becomes a working day',
        'I take over as transformation lead',
        'relax the reading',
        'show amounts in euros instead',
        'friday is not a working day here any longer',
        '{person} as second transformation lead',
        'three required decisions would do for us',
        'we work on saturdays from now on, set that',
        'our amounts should be in another currency',
        'leave one decision out of the crossing test',
      ],
      de: [
        'einstellungen ändern',
        'zeitzone ändern',
        'leitung der transformation ernennen',
        'währung umstellen',
        'nur noch vier entscheidungen verlangen',
        '{person} ist jetzt transformation lead',
        'auf euro umstellen',
        'wir brauchen nur drei entscheidungen, stell das um',
        'samstag ist bei uns arbeitstag',
      ],
      fr: [
        'modifier les paramètres',
        'changer le fuseau horaire',
        'passer en euros',
        'exiger seulement quatre décisions',
        'changer de devise',
      ],
      es: [
        'cambiar la configuración',
        'cambiar la zona horaria',
        'cambiar la moneda',
        'exigir solo cuatro decisiones',
        'bastan cuatro decisiones, cámbialo',
      ],
    },
    takes: ['person'],
    open: ({ register }, { person }) => ({
      step: { do: 'change-settings' },
      ...(person === undefined ? {} : { prefilled: { leads: [...settingsOf(register).leads, person] } }),
    }),
  }),

  ...incidentSettingsEntries,

  ...holidayEntries,
];
