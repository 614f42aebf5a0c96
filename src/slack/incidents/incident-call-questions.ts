import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import {
  escalationIntervalOf,
  formatDuration,
  incidentSettingsOf,
  maxCallsPerPerson,
  privacyHours,
} from '../../domain/incidents/index.ts';
import { evidenceId, type Register, settingsOf } from '../../domain/register.ts';
import { capitalize } from '../../domain/wording.ts';
import { formatUseCase, offerStep } from '../kit/answer-words.ts';
import { formatLink, mention, mentions } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { allIncidents } from './incident-questions.ts';

/** Returns who is called after a person: "After @ann, @ben is called for *UC-1 AI Support Agent*." */
function describeNextCall(
  order: readonly string[],
  person: string,
  name: string,
  describe: (person: string) => string,
): string {
  const position = order.indexOf(person);
  const next = order[position + 1];
  if (position < 0) return `${mention(person)} is not in the call order of ${name}. `;
  return next === undefined
    ? `${mention(person)} is the last in the call order of ${name}. `
    : `After ${mention(person)}, ${describe(next)} is called for ${name}. `;
}

/** Returns the confirmed incident response of a use case; null for the details without one. */
function findResponse(register: Register, key: string) {
  const evidence = register.evidence.get(evidenceId(key, 'incident-response'));
  return { evidence, details: evidence?.details.item === 'incident-response' ? evidence.details : null };
}

function answerCallOrder(context: PageContext, key: string, missed: string | undefined): Answer {
  const { register, today } = context;
  const useCase = getUseCase(context, key);
  const { evidence, details } = findResponse(register, key);
  const others = [...new Set([...register.operators.keys(), ...settingsOf(register).leads])];
  const order = details?.callOrder ?? [];
  const describe = (person: string) => describePerson(register, person, today);
  const [first = '', ...rest] = order;
  return {
    text:
      details && order.length > 0
        ? `${missed === undefined ? '' : describeNextCall(order, missed, formatUseCase(useCase), describe)}${capitalize(describe(first))} is called first for ${formatUseCase(useCase)}${rest.length === 0 ? '' : `, then ${rest.map(describe).join(', then ')}`}. ${details.slaHours === null ? 'No SLA is recorded' : `The SLA is ${formatDuration(details.slaHours * 3_600_000)}`}. Runbook: ${formatLink(details.runbook)}`
        : `No call order is recorded for ${formatUseCase(useCase)}. ${others.length === 0 ? 'Nobody would be called.' : `Crossing would call AI Operations and the transformation lead: ${mentions(others)}.`}`,
    source: evidence
      ? fromPerson(
          evidence.confirmedBy,
          evidence.confirmedOn,
          refTo('evidence', evidenceId(key, 'incident-response')),
        )
      : fromRecords(today, key),
    data: {
      ...{ useCase: key, callOrder: order, slaHours: details?.slaHours ?? null },
      runbook: details?.runbook ?? null,
    },
    next: [
      ...(details ? [] : [offerStep({ do: 'confirm-item', useCase: key, item: 'incident-response' })]),
      [{ page: 'checklist', args: { useCase: key } }, 'Checklist'],
    ],
    about: { useCase: key, ...(first === '' ? {} : { person: first }) },
  };
}

/** Answers how long people have to resolve an incident of a use case, and who is called. */
function answerSla(context: PageContext, key: string): Answer {
  const { details } = findResponse(context.register, key);
  const called = answerCallOrder(context, key, undefined);
  const name = formatUseCase(getUseCase(context, key));
  if (!details || details.slaHours === null)
    return { ...called, text: `No time to resolve an incident is recorded for ${name}. ${called.text}` };
  const sla = formatDuration(details.slaHours * 3_600_000);
  const order = details.callOrder.map((person) => describePerson(context.register, person, context.today));
  return {
    ...called,
    text: `An incident of ${name} must be resolved within ${sla} of its report. Called in this order: ${order.join(', then ')}. Runbook: ${formatLink(details.runbook)}`,
  };
}

const minutesOf = (severity: 'critical' | 'high'): number => escalationIntervalOf({ severity }) / 60_000;

/** Returns "There is no privacy contact in the settings." or who it is. */
function describePrivacyContact({ register, today }: PageContext): string {
  const { privacyContact } = incidentSettingsOf(register);
  return privacyContact === null
    ? 'There is no privacy contact in the settings.'
    : `${capitalize(describePerson(register, privacyContact, today))} is the privacy contact.`;
}

export const incidentCallQuestions: readonly Entry[] = [
  question({
    key: 'call-order',
    title: 'Who is called first for a use case?',
    examples: {
      en: [
        'who is next in the call order of {useCase}',
        "who is next in the call order of {useCase} if {person} doesn't answer",
        'if {person} does not pick up who is next for {useCase}',
        'who is called first for {useCase}',
        'call order of {useCase}',
        'who is on call for {useCase}',
        'whom do i call when {useCase} fails',
        'who gets woken up for {useCase}',
        'incident contact for {useCase}',
        'where is the runbook of {useCase}',
        'link to the runbook of {useCase}',
        'I cannot find the runbook',
        'who gets woken up if {useCase} breaks in the night',
        'escalation chain for {useCase}',
        'who do you ring when {useCase} acts up at the weekend',
        'whose phone buzzes when {useCase} is down',
        'on-call list for {useCase}',
        'am I on call for {useCase}',
        'who is second in line for {useCase}',
        'who else is called if {person} sleeps through',
        'emergency number for {useCase}',
        'the bot talks nonsense in the evening, who gets called',
        'in which order do people get called',
        'instructions for when {useCase} fails',
        'if somebody does not pick up who is called next for {useCase}',
        'escalation order of {useCase}',
        'call order {useCase}',
        'where do I read what to do in an emergency with {useCase}',
      ],
      de: [
        'wer wird bei {useCase} zuerst angerufen',
        'wo ist das runbook von {useCase}',
        'wer hat bereitschaft für {useCase}',
        'wer wird nachts geweckt, wenn {useCase} spinnt',
        'anleitung für notfälle mit {useCase}',
      ],
      fr: [
        'qui est appelé en premier pour {useCase}',
        'qui est d’astreinte pour {useCase}',
        'qui réveille-t-on la nuit si {useCase} tombe',
        'guide d’urgence pour {useCase}',
      ],
      es: [
        'a quién se llama primero por {useCase}',
        'quién está de guardia para {useCase}',
        'a quién despiertan si falla {useCase} de noche',
        'guía de emergencia de {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['person'],
    answer: (context, { useCase, person }) => answerCallOrder(context, useCase, person),
  }),
  question({
    key: 'incident-sla',
    title: 'How fast must incidents of a use case be resolved?',
    covers: ['call-order'],
    examples: {
      en: [
        'resolution sla of {useCase}',
        'hours to resolution of {useCase}',
        'what is the incident sla of {useCase}',
        'how fast do incidents of {useCase} have to be resolved',
        'within what time must an incident of {useCase} be fixed',
        'how much time do we have to repair {useCase}',
        'how many hours are allowed to fix a problem with {useCase}',
        'how long may {useCase} stay broken',
        'time limit to sort out an incident of {useCase}',
        'by when must it be running again after an outage of {useCase}',
        'did we promise a resolution time for {useCase}',
        'deadline for repairs of {useCase} in hours',
      ],
      de: [
        'wie schnell müssen vorfälle von {useCase} gelöst sein',
        'wie viele stunden haben wir, um {useCase} zu reparieren',
        'sla von {useCase}',
      ],
      fr: ['en combien d’heures faut-il résoudre un incident de {useCase}', 'sla de {useCase}'],
      es: ['en cuántas horas hay que resolver un incidente de {useCase}', 'sla de {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerSla(context, useCase),
  }),
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
      ],
      de: [
        'was passiert, wenn niemand auf einen vorfall reagiert',
        'wie schnell wird der nächste angerufen',
        'nach wie vielen minuten wird eskaliert',
        'rufst du auch nachts an',
        'klingelt mein handy auch nachts',
      ],
      fr: [
        'que se passe-t-il si personne ne réagit à un incident',
        'au bout de combien de minutes appelles-tu la personne suivante',
      ],
      es: [
        'qué pasa si nadie reacciona a un incidente',
        'cuántos minutos pasan hasta que llamas al siguiente',
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
      ],
      de: [
        'wie viel zeit haben wir, um eine datenpanne zu melden',
        'bis wann muss die behörde von einem datenleck wissen',
        'meldefrist nach dsgvo',
        'wie viel zeit lässt uns die dsgvo nach einem leck',
      ],
      fr: [
        'combien d’heures pour déclarer une fuite de données à la cnil',
        'délai de notification d’une violation de données',
      ],
      es: [
        'cuántas horas hay para avisar a la autoridad de una fuga de datos',
        'plazo para notificar una brecha de datos',
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
      ],
      de: [
        'wer ist der datenschutzkontakt',
        'wer meldet datenpannen',
        'wer erfährt von einem datenleck',
        'wer ist unser datenschutzbeauftragter',
      ],
      fr: ['qui est le contact vie privée', 'qui prévient l’autorité', 'qui est notre dpo'],
      es: [
        'quién es el contacto de privacidad',
        'quién avisa a la autoridad',
        'quién es nuestro delegado de protección de datos',
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
