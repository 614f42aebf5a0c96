import { dayOf, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import { describeSla, isUnresolved, statusOf } from '../../domain/incidents/index.ts';
import { describeModel, findModelVersion } from '../../domain/model-versions/index.ts';
import { type Incident, settingsOf } from '../../domain/register.ts';
import { capitalize, uncapitalize } from '../../domain/wording.ts';
import { joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, mentions, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
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
        'is {incident} still open',
        'how much time is left for {incident}',
        'did {incident} miss its sla',
        'when was {incident} reported and by whom',
        'who noticed the wrong answers back then',
        'how long did {incident} last',
        'how long did it take to fix',
        'how long did {incident} take to fix',
        'how long until {incident} was closed',
        'how many hours did {incident} take',
        'who sorted out {incident}',
        'was anybody harmed in {incident}',
        'what is the story behind {incident}',
        'did we suspend anything because of {incident}',
        'summary of {incident} for my boss',
        'is {incident} over',
        '{incident}',
        'who raised {incident}',
        'time to resolve {incident}',
        'time it took to fix {incident}',
        'who reported the wrong prices',
        'how many customers did {incident} hit',
        'who flagged {incident}',
        'how bad was {incident} and of which type',
        'was {incident} too slow to meet its sla',
        'did the fix of {incident} come too late',
        'within which time was {incident} closed',
        'was {incident} closed in time',
        'when exactly did {incident} begin and end',
        'could {incident} have hurt customers',
      ],
      de: [
        'wie steht es um {incident}',
        'ist {incident} gelöst',
        'was ist bei {incident} passiert',
        'wer hat {incident} gemeldet',
        'wie lange hat {incident} gedauert',
        'wer hat damals die falschen antworten gemeldet',
        'wurde {incident} rechtzeitig gelöst',
        'wie schnell war {incident} behoben',
      ],
      fr: [
        'où en est {incident}',
        '{incident} est-il résolu',
        'qui a signalé {incident}',
        '{incident} est-il clos',
        '{incident} a-t-il été réglé à temps',
        'combien de temps a duré {incident}',
      ],
      es: [
        'cómo va {incident}',
        'está resuelto {incident}',
        'quién avisó de {incident}',
        'quién avisó del problema de entonces',
        'se resolvió {incident} a tiempo',
        'cuánto duró {incident}',
      ],
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
        'what was behind {incident} and how long did the fix take',
        'how come {incident} happened in the first place',
        'why did it give the wrong answers',
        'where did {incident} come from',
        'did they find out what broke in {incident}',
        'what do we do differently since {incident}',
        'who or what is to blame for {incident}',
        'what was written down as the lesson of {incident}',
        'how do we prevent another {incident}',
        'explain what went wrong in {incident}',
        'which learnings are noted for {incident}',
      ],
      de: [
        'was war die ursache von {incident}',
        'was haben wir aus {incident} gelernt',
        'woran lag {incident}',
        'wie kam es zu {incident}',
        'was war schuld an {incident}',
        'welche lehre ziehen wir aus {incident}',
      ],
      fr: [
        'quelle est la cause de {incident}',
        "qu'avons-nous appris de {incident}",
        'quelle leçon retient-on de {incident}',
        'à quoi {incident} était-il dû',
      ],
      es: [
        'cuál fue la causa de {incident}',
        'qué aprendimos de {incident}',
        'qué lección dejó {incident}',
        'por qué ocurrió {incident}',
      ],
    },
    needs: ['incident'],
    answer: (context, { incident: key }) =>
      answerIncident(
        context,
        key,
        (incident) =>
          incident.resolved
            ? `Cause of ${incident.key}: ${quoteShortly(incident.resolved.cause, 250)}. Lessons learned: ${quoteShortly(incident.resolved.learned, 250)}. ${describeStatus(incident)}. ${capitalize(describeSla(incident, context.at))}.`
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
        'is somebody on {incident} already',
        'who picked up {incident}',
        'who fixed {incident}',
        'whom do I ask about {incident}',
        'who took care of it',
        'is {incident} still with nobody',
        'is {incident} in good hands',
        'who has {incident} on the table',
      ],
      de: ['wer kümmert sich um {incident}', 'wer hat {incident} bestätigt', 'wer bearbeitet {incident}'],
      fr: ["qui s'occupe de {incident}", 'qui a pris en charge {incident}', 'qui traite {incident}'],
      es: ['quién se ocupa de {incident}', 'quién atendió {incident}', 'quién lleva {incident}'],
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
    wording: 'request',
    examples: {
      en: [
        'acknowledge {incident}',
        'i take {incident}',
        'i am on {incident}',
        'ack {incident}',
        'i will handle {incident}',
        'i got {incident}',
        'leave {incident} to me',
        'I am looking into {incident}',
        '{incident} is mine, I am on it',
        'I have seen {incident}',
        'put my name on {incident}',
        'i will take care of {incident} myself',
        'got the call about {incident}, working on it',
        'i have seen the message about the incident and will take care of it',
        'the incident is mine, looking into it',
        'ack the incident',
        'got your incident call, working on it',
      ],
      de: [
        'ich übernehme {incident}',
        '{incident} bestätigen',
        'ich kümmere mich um {incident}',
        '{incident} liegt jetzt bei mir',
      ],
      fr: ['je prends {incident}', 'accuser réception de {incident}', 'je suis sur {incident}'],
      es: ['me encargo de {incident}', 'confirmar {incident}', 'estoy con {incident}'],
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
    key: 'incident-model',
    title: 'Which model ran during an incident?',
    covers: ['model-version'],
    examples: {
      en: [
        'which model was it during {incident}',
        'what version did the bot have when {incident} happened',
        'what was the model version when {incident} happened',
        'which model ran at the time of {incident}',
        'model at {incident}',
        'which version of the model caused {incident}',
        'what model were we on when {incident} started',
        'was it still the old model when {incident} began',
        'model and version behind {incident}',
        'on which model did {incident} occur',
      ],
      de: [
        'welches modell lief beim vorfall {incident}',
        'welche modellversion war es bei {incident}',
        'mit welchem modell ist {incident} passiert',
        'modell zum zeitpunkt von {incident}',
      ],
      fr: [
        'quel modèle tournait lors de {incident}',
        'quelle version du modèle au moment de {incident}',
        'modèle en place pendant {incident}',
        'sur quel modèle {incident} est-il arrivé',
      ],
      es: [
        'qué modelo funcionaba durante {incident}',
        'qué versión del modelo había cuando ocurrió {incident}',
        'modelo en el momento de {incident}',
        'con qué modelo pasó {incident}',
      ],
    },
    needs: ['incident'],
    answer: (context, { incident: key }) =>
      answerIncident(context, key, (incident) => {
        const version = findModelVersion(context.register, incident.useCase, sinceDayOf(context, incident));
        const model = incident.model ?? (version === null ? null : describeModel(version));
        const when = `when ${incident.key} began on ${formatDay(sinceDayOf(context, incident))}`;
        const useCase = `*${formatUseCaseOf(context.register, incident)}*`;
        return model === null
          ? `The model of ${useCase} ${when} is not recorded.`
          : `${useCase} ran *${escapeMrkdwn(model, 100)}* ${when}.`;
      }),
  }),
];

/** Returns the day on which an incident began. */
const sinceDayOf = ({ register }: PageContext, { since }: Incident) =>
  dayOf(since, settingsOf(register).timeZone);

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
