import { dayOf, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance, refTo } from '../../domain/facts.ts';
import {
  describeSla,
  formatDuration,
  incidentSettingsOf,
  isUnresolved,
  statusOf,
} from '../../domain/incidents/index.ts';
import { evidenceId, type Incident, settingsOf } from '../../domain/register.ts';
import { capitalize, uncapitalize } from '../../domain/wording.ts';
import { formatUseCase, joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, formatLink, mention, mentions, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { formatMoment } from '../kit/words.ts';
import { describeContainment, describeStatus, formatUseCaseOf, titleOf } from './incident-words.ts';

export const incidentOffer = ({ key }: Incident): Offer => [
  { page: 'incident', args: { incident: key } },
  `Open ${key}`,
];
export const allIncidents: Offer = [{ page: 'incidents' }, 'All incidents'];

/** Returns the facts of an incident for programs. */
export const dataOfIncident = (incident: Incident, at: number) => {
  const { key, useCase, kind, severity, what, openedOn, openedBy, acknowledged, mitigated, resolved } =
    incident;
  return {
    ...{ key, useCase, kind, severity, status: statusOf(incident), what, openedOn, openedBy },
    ...{ acknowledgedBy: acknowledged?.by ?? null, mitigatedBy: mitigated?.by ?? null, resolved },
    ...{ contained: incident.contained, model: incident.model, sla: describeSla(incident, at) },
  };
};

/** Returns the person of the last step of an incident, as the source of its state. */
export function sourceOfIncident({ register }: PageContext, incident: Incident): Provenance {
  const { key, openedBy, openedAt, acknowledged, mitigated, resolved } = incident;
  const last = resolved ?? mitigated ?? acknowledged ?? { by: openedBy, at: openedAt };
  return fromPerson(last.by, dayOf(last.at, settingsOf(register).timeZone), key);
}

/** Returns "*I-1 Wrong output, critical* of *UC-1 AI Support Agent*". */
export const nameIncident = ({ register }: PageContext, incident: Incident): string =>
  `*${titleOf(incident)}* of *${formatUseCaseOf(register, incident)}*`;

/** Answers about one incident; for an unknown key, that there is none. */
function answerIncident(
  context: PageContext,
  key: string,
  describe: (incident: Incident) => string,
  step?: (incident: Incident) => Offer | null,
): Answer {
  const incident = context.register.incidents.get(key);
  if (!incident)
    return {
      text: `There is no incident ${escapeMrkdwn(key, 40)}.`,
      source: fromRecords(context.today),
      data: { incident: key, found: false },
      next: [allIncidents],
    };
  const offered = step?.(incident) ?? null;
  return {
    text: describe(incident),
    source: sourceOfIncident(context, incident),
    data: dataOfIncident(incident, context.at),
    next: [...(offered ? [offered] : []), incidentOffer(incident)],
    about: { incident: key, useCase: incident.useCase },
  };
}

/** Returns the next step of an incident: acknowledge, then resolve. */
function findStep({ key, acknowledged, resolved }: Incident): Offer | null {
  if (resolved) return null;
  return offerStep(
    acknowledged ? { do: 'resolve-incident', incident: key } : { do: 'acknowledge-incident', incident: key },
  );
}

/** Returns who was called and has not acknowledged: " Called so far: @ann, @ben." */
const describeCalled = ({ calls }: Incident): string => {
  const called = [...new Set(calls.map(({ person }) => person))];
  return called.length === 0 ? ' Nobody could be called.' : ` Called so far: ${mentions(called)}.`;
};

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

function answerCallOrder(context: PageContext, key: string, missed: string | undefined): Answer {
  const { register, today } = context;
  const useCase = getUseCase(context, key);
  const evidence = register.evidence.get(evidenceId(key, 'incident-response'));
  const details = evidence?.details.item === 'incident-response' ? evidence.details : null;
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

export const incidentQuestions: readonly Entry[] = [
  question({
    key: 'incident',
    title: 'What is the state of an incident?',
    examples: {
      en: [
        'what happened during the incident',
        'who resolved the incident',
        'how was {incident} contained',
        'who reported {incident}',
        'who resolved it and when',
        'was {incident} serious',
        'what is the state of {incident}',
        'status of {incident}',
        'is {incident} resolved',
        'how severe is {incident}',
        'what happened in {incident}',
        'tell me about {incident}',
        'is {incident} still open',
        'how much time is left for {incident}',
        'did {incident} miss its sla',
        'when was {incident} reported and by whom',
        '{incident}',
      ],
      de: ['wie steht es um {incident}', 'ist {incident} gelöst', 'was ist bei {incident} passiert'],
      fr: ['où en est {incident}', '{incident} est-il résolu'],
      es: ['cómo va {incident}', 'está resuelto {incident}'],
    },
    needs: ['incident'],
    answer: (context, { incident: key }) =>
      answerIncident(
        context,
        key,
        (incident) =>
          `${nameIncident(context, incident)}: ${uncapitalize(describeStatus(incident))}. ${capitalize(describeSla(incident, context.at))}. Reported on ${formatDay(incident.openedOn)} by ${mention(incident.openedBy)}: ${quoteShortly(incident.what, 150)}. Contained by: ${describeContainment(incident)}.`,
        findStep,
      ),
  }),
  question({
    key: 'incident-cause',
    title: 'What caused an incident?',
    examples: {
      en: [
        'what caused the wrong answers',
        'what caused the incident',
        'what was the cause',
        'what caused it',
        'cause of the incident',

        'what caused {incident}',
        'root cause of {incident}',
        'what did we learn from {incident}',
        'why did {incident} happen',
        'lessons learned from {incident}',
        'how was {incident} resolved',
        'postmortem of {incident}',
      ],
      de: ['was war die ursache von {incident}', 'was haben wir aus {incident} gelernt'],
      fr: ['quelle est la cause de {incident}', "qu'avons-nous appris de {incident}"],
      es: ['cuál fue la causa de {incident}', 'qué aprendimos de {incident}'],
    },
    needs: ['incident'],
    answer: (context, { incident: key }) =>
      answerIncident(
        context,
        key,
        (incident) =>
          incident.resolved
            ? `Cause of ${incident.key}: ${quoteShortly(incident.resolved.cause, 300)}. Lessons learned: ${quoteShortly(incident.resolved.learned, 300)}. ${describeStatus(incident)}.`
            : `${incident.key} is not resolved yet, so no cause is recorded. ${describeStatus(incident)}.`,
        findStep,
      ),
  }),
  question({
    key: 'incident-handler',
    title: 'Who handles an incident?',
    examples: {
      en: [
        'who handles {incident}',
        'who acknowledged {incident}',
        'who is working on {incident}',
        'has anybody taken {incident}',
        'who was called about {incident}',
        'who resolved {incident}',
        'who is responsible for {incident}',
      ],
      de: ['wer kümmert sich um {incident}', 'wer hat {incident} bestätigt'],
      fr: ["qui s'occupe de {incident}", 'qui a pris en charge {incident}'],
      es: ['quién se ocupa de {incident}', 'quién atendió {incident}'],
    },
    needs: ['incident'],
    answer: (context, { incident: key }) =>
      answerIncident(
        context,
        key,
        (incident) => {
          const { acknowledged, resolved } = incident;
          const handler = acknowledged
            ? `${mention(acknowledged.by)} acknowledged ${incident.key}, ${formatMoment(acknowledged.at)}.`
            : `Nobody has acknowledged ${incident.key} yet.`;
          if (resolved) return `${handler} ${describeStatus(incident)}.`;
          return acknowledged
            ? `${handler} It is contained by: ${describeContainment(incident)}.`
            : `${handler}${describeCalled(incident)}`;
        },
        findStep,
      ),
  }),
  question({
    key: 'acknowledge-incident',
    title: 'Acknowledge an incident',
    examples: {
      en: [
        'acknowledge {incident}',
        'i take {incident}',
        'i am on {incident}',
        'ack {incident}',
        'i will handle {incident}',
        'i got {incident}',
      ],
      de: ['ich übernehme {incident}', '{incident} bestätigen'],
      fr: ['je prends {incident}', 'accuser réception de {incident}'],
      es: ['me encargo de {incident}', 'confirmar {incident}'],
    },
    needs: ['incident'],
    answer: (context, { incident: key }) =>
      answerIncident(
        context,
        key,
        (incident) =>
          isUnresolved(incident) && incident.acknowledged === null
            ? `Nobody has acknowledged ${nameIncident(context, incident)} yet. Press the button to take it.`
            : `${nameIncident(context, incident)}: ${uncapitalize(describeStatus(incident))}.`,
        (incident) =>
          incident.acknowledged || incident.resolved
            ? null
            : offerStep({ do: 'acknowledge-incident', incident: incident.key }),
      ),
  }),
  question({
    key: 'call-order',
    title: 'Who is called first for a use case?',
    examples: {
      en: [
        'who is next in the call order of {useCase}',
        'if somebody does not pick up who is called next for {useCase}',
        "who is next in the call order of {useCase} if {person} doesn't answer",
        'if {person} does not pick up who is next for {useCase}',
        'call order {useCase}',
        'who is called when {useCase} fails',
        'resolution sla of {useCase}',
        'hours to resolution of {useCase}',
        'who is called first for {useCase}',
        'call order of {useCase}',
        'who is on call for {useCase}',
        'whom do i call when {useCase} fails',
        'who gets woken up for {useCase}',
        'incident contact for {useCase}',
        'what is the incident sla of {useCase}',
        'where is the runbook of {useCase}',
        'how fast do incidents of {useCase} have to be resolved',
      ],
      de: ['wer wird bei {useCase} zuerst angerufen', 'wo ist das runbook von {useCase}'],
      fr: ['qui est appelé en premier pour {useCase}', 'qui est d’astreinte pour {useCase}'],
      es: ['a quién se llama primero por {useCase}', 'quién está de guardia para {useCase}'],
    },
    needs: ['useCase'],
    takes: ['person'],
    answer: (context, { useCase, person }) => answerCallOrder(context, useCase, person),
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
        'data protection contact',
      ],
      de: ['wer ist der datenschutzkontakt', 'wer meldet datenpannen'],
      fr: ['qui est le contact vie privée', 'qui prévient l’autorité'],
      es: ['quién es el contacto de privacidad', 'quién avisa a la autoridad'],
    },
    answer: ({ register, today }) => {
      const { privacyContact } = incidentSettingsOf(register);
      return {
        text:
          privacyContact === null
            ? 'There is no privacy contact in the settings, so Crossing cannot tell one about a data exposure.'
            : `${capitalize(describePerson(register, privacyContact, today))} is the privacy contact, and is told of each data exposure at once. The privacy contact decides whether the authority must be told within 72 hours.`,
        source: fromRecords(today, refTo('incidentSettings', 'settings')),
        data: { privacyContact },
        next: [offerStep({ do: 'change-incident-settings' }), allIncidents],
        about: privacyContact === null ? {} : { person: privacyContact },
      };
    },
  }),
];

/** Returns "I-1 Wrong output, critical, of UC-1: acknowledged by @ann" for lists. */
export const describeInList = (context: PageContext, incidents: readonly Incident[], most = 3): string =>
  joinShortly(
    incidents.map(
      (one) =>
        `${nameIncident(context, one)} (${uncapitalize(describeStatus(one)).replace(/, <!date.*$/, '')})`,
    ),
    most,
    '; ',
  );
