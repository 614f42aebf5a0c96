import { fromRecords, refTo } from '../../domain/facts.ts';
import {
  escalationIntervalOf,
  incidentSettingsOf,
  kindTitles,
  maxCallsPerPerson,
  privacyHours,
} from '../../domain/incidents/index.ts';
import { capitalize, uncapitalize } from '../../domain/wording.ts';
import { offerStep } from '../kit/answer-words.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import { mention } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Entry, question } from '../kit/question.ts';
import { allIncidents } from './incident-questions.ts';
import { severityOptions } from './incident-words.ts';

const minutesOf = (severity: 'critical' | 'high'): number => escalationIntervalOf({ severity }) / 60_000;

/** Returns "There is no privacy contact in the settings." or who it is. */
function describePrivacyContact({ register, today }: PageContext): string {
  const { privacyContact } = incidentSettingsOf(register);
  return privacyContact === null
    ? 'There is no privacy contact in the settings.'
    : `${capitalize(describePerson(register, privacyContact, today))} is the privacy contact.`;
}

/** Questions about rules that hold for all incidents, and about data exposures. */
export const incidentRuleQuestions: readonly Entry[] = [
  question({
    key: 'incident-escalation',
    title: 'What happens when nobody reacts to an incident?',
    examples: {
      en: [
        'what happens when nobody reacts to an incident',
        'after how many minutes do you escalate a critical incident',
        'the first person does not pick up, how long until you try somebody else',
        'nobody acknowledges the incident, who hears about it next',
        'how does escalation work',
        'how often do you call the same person about an incident',
        'do you call at night and on weekends',
        'is anyone woken up for a minor incident',
        'how long do I have to react when you call me',
        'when does the lead hear about an incident',
        'what do you do if the on-call person is asleep',
        'rules for calls about incidents',
        'does an incident wait until office hours',
        'nobody acks, after how long do you ring the next one',
        'will my phone ring at night too',
        'how soon is the next person called',
        'how persistent are you when an incident is unanswered',
        'do critical incidents wake people',
        'at what point is management informed of an incident',
      ],
      de: [
        'was passiert, wenn niemand auf einen vorfall reagiert',
        'wie schnell wird der nächste angerufen',
        'nach wie vielen minuten wird eskaliert',
        'rufst du auch nachts an',
        'klingelt mein handy auch nachts',
        'wann erfährt die leitung von einem vorfall',
      ],
      fr: [
        'que se passe-t-il si personne ne réagit à un incident',
        'au bout de combien de minutes appelles-tu la personne suivante',
        'appelles-tu aussi le week-end',
        'qui est prévenu si personne ne décroche',
      ],
      es: [
        'qué pasa si nadie reacciona a un incidente',
        'cuántos minutos pasan hasta que llamas al siguiente',
        'llamas también de noche',
        'quién se entera si nadie contesta',
      ],
    },
    answer: () => ({
      text: `The first person of the call order is called at once, day or night. If nobody acknowledges the incident, the next person is called after ${minutesOf('critical')} minutes (critical) or ${minutesOf('high')} minutes (others), then AI Operations and the lead. Nobody is called more than ${maxCallsPerPerson} times about one incident.`,
      source: null,
      data: {
        minutes: { critical: minutesOf('critical'), others: minutesOf('high') },
        maxCallsPerPerson,
      },
      next: [allIncidents],
    }),
  }),
  question({
    key: 'incident-kinds',
    title: 'Which kinds and severities can an incident have?',
    examples: {
      en: [
        'which kinds of incident are there',
        'which severities are there for incidents',
        'incident categories',
        'what sorts of incidents do you distinguish',
        'what does a critical incident mean, and what a low one',
        'when is an incident high and when critical',
        'what can I choose as the kind of an incident',
        'scale of severity for incidents',
        'how do you classify what goes wrong with an ai',
        'levels of severity',
        'what is seen as an ai incident at all',
        'difference between low, high and critical',
      ],
      de: [
        'welche arten von vorfällen gibt es',
        'welche schweregrade hat ein vorfall',
        'wann ist ein vorfall kritisch',
        'was gilt überhaupt als ki-vorfall',
      ],
      fr: [
        'quels types d’incident existent',
        'quels niveaux de gravité y a-t-il',
        'quand un incident est-il critique',
      ],
      es: ['qué tipos de incidente hay', 'qué niveles de gravedad existen', 'cuándo es crítico un incidente'],
    },
    answer: () => ({
      text: joinSentences(
        `There are ${Object.keys(kindTitles).length} kinds of incident: ${listSome(Object.values(kindTitles).map(uncapitalize))}.`,
        `Severities: ${severityOptions
          .map(([, title]) => uncapitalize(title).replace(/: (.*)$/, ' ($1)'))
          .toReversed()
          .join('; ')}.`,
      ),
      source: null,
      data: { kinds: Object.keys(kindTitles), severities: severityOptions.map(([severity]) => severity) },
      next: [offerStep({ do: 'report-incident' }), allIncidents],
    }),
  }),
  question({
    key: 'incident-rules',
    title: 'Who may report and handle incidents?',
    examples: {
      en: [
        'who may report and handle incidents',
        'do i need a role to report an incident',
        'may a trainee report a problem with an ai',
        'must i be somebody special to raise an incident',
        'can an ordinary employee open an incident',
        'who is permitted to resolve an incident',
        'am i allowed to close an incident that i did not report',
        'may only the owner close an incident',
        'is anybody free to report errors of an ai',
        'do users report a mistake themselves or does the owner',
      ],
      de: [
        'darf jeder mitarbeiter einen vorfall melden',
        'brauche ich eine rolle, um einen vorfall zu melden',
        'wer darf einen vorfall abschließen',
      ],
      fr: ['faut-il un rôle pour signaler un incident', 'qui peut clore un incident'],
      es: ['hace falta un rol para informar de un incidente', 'quién puede cerrar un incidente'],
    },
    answer: () => ({
      text: 'Any full member can report an incident. The people of its call order, the owner of the use case, AI Operations and the transformation lead can acknowledge, update and resolve it.',
      source: null,
      data: {
        reports: ['any full member'],
        handles: ['call order', 'owner', 'AI Operations', 'transformation lead'],
      },
      next: [offerStep({ do: 'report-incident' }), allIncidents],
    }),
  }),
  question({
    key: 'exposure-deadline',
    title: 'By when must a data exposure be reported?',
    covers: ['privacy-contact'],
    examples: {
      en: [
        'how soon must a data exposure be reported',
        'how many hours until the authority must know of a leak',
        'deadline for telling the regulator about a breach',
        'customer data got out, how much time do we have',
        'gdpr clock for a data leak',
        'when does the 72 hour clock start',
        'do we have to notify the authority of a data breach',
        'legal deadline after a privacy incident',
        'how long may we wait before we report lost personal data',
        'is there a time limit for a data breach',
        'how much time does the gdpr leave us',
        'countdown after a privacy breach',
        'must a leak be declared, and how fast',
        'legal says we must notify someone after a leak',
      ],
      de: [
        'wie viel zeit haben wir, um eine datenpanne zu melden',
        'bis wann muss die behörde von einem datenleck wissen',
        'meldefrist nach dsgvo',
        'wie viel zeit lässt uns die dsgvo nach einem leck',
        'müssen wir ein datenleck melden und wie schnell',
      ],
      fr: [
        'combien d’heures pour déclarer une fuite de données à la cnil',
        'délai de notification d’une violation de données',
        'faut-il déclarer une fuite et quand',
      ],
      es: [
        'cuántas horas hay para avisar a la autoridad de una fuga de datos',
        'plazo para notificar una brecha de datos',
        'hay que declarar una fuga y cuándo',
      ],
    },
    answer: (context) => ({
      text: `The authority must know of a data exposure within ${privacyHours} hours of its report (GDPR). Crossing shows the time left on the incident. ${describePrivacyContact(context)}`,
      source: null,
      data: { hours: privacyHours, privacyContact: incidentSettingsOf(context.register).privacyContact },
      next: [offerStep({ do: 'change-incident-settings' }), allIncidents],
    }),
  }),
  question({
    key: 'privacy-contact',
    title: 'Who is the privacy contact?',
    examples: {
      en: [
        'who is the privacy contact',
        'who is told about a data exposure',
        'who reports to the authority',
        'who decides about the gdpr 72 hours',
        'is somebody the privacy contact now',
        'since when is somebody responsible for privacy',
        'whom do you tell when personal data leaks',
        'name of our data protection officer',
        'does legal hear about a leak',
        'data protection contact',
        'is {person} the privacy contact',
        'was {person} made privacy contact',
        'is a data protection officer named',
        'who is our dpo',
        'who talks to the regulator',
        'who else is paged when customer data leaks',
        'who is told of a leak besides the on-call person',
        'whom does legal phone after a leak',
        'to whom do i turn with a gdpr question',
        'who gets alerted when personal data escapes',
      ],
      de: [
        'wer ist der datenschutzkontakt',
        'wer meldet datenpannen',
        'wer erfährt von einem datenleck',
        'wer ist unser datenschutzbeauftragter',
        'an wen wende ich mich bei datenschutzfragen',
      ],
      fr: [
        'qui est le contact vie privée',
        'qui prévient l’autorité',
        'qui est notre dpo',
        'à qui s’adresser en cas de fuite de données',
      ],
      es: [
        'quién es el contacto de privacidad',
        'quién avisa a la autoridad',
        'quién es nuestro delegado de protección de datos',
        'a quién acudo si se filtran datos',
      ],
    },
    takes: ['person'],
    answer: ({ register, today, actor }, { person }) => {
      const { privacyContact } = incidentSettingsOf(register);
      const isOther = person !== undefined && person !== privacyContact && person !== actor.id;
      return {
        text:
          privacyContact === null
            ? 'There is no privacy contact in the settings, so Crossing cannot tell one about a data exposure.'
            : `${isOther ? `${mention(person)} is not the privacy contact. ` : ''}${capitalize(describePerson(register, privacyContact, today))} is the privacy contact, and is told of each data exposure at once. The privacy contact decides whether the authority must be told within ${privacyHours} hours.`,
        source: fromRecords(today, refTo('incidentSettings', 'settings')),
        data: { privacyContact },
        next: [offerStep({ do: 'change-incident-settings' }), allIncidents],
        about: privacyContact === null ? {} : { person: privacyContact },
      };
    },
  }),
];
