import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { describeSla, isPastSla, isUnresolved, listUnresolved } from '../../domain/incidents/index.ts';
import { type Incident, severities } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { describePeriod, formatUseCase, joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import type { Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, type Period, question } from '../kit/question.ts';
import {
  allIncidents,
  dataOfIncident,
  describeInList,
  incidentOffer,
  nameIncident,
  sourceOfIncident,
} from './incident-questions.ts';

interface Scope {
  readonly useCase?: string;
  readonly period?: Period;
}

/** Returns incidents of a use case and a period by the day of their report, the latest first. */
const listIncidents = ({ register }: PageContext, { useCase, period }: Scope): readonly Incident[] =>
  [...register.incidents.values()]
    .filter(
      (one) =>
        (useCase === undefined || one.useCase === useCase) &&
        (period === undefined || (one.openedOn >= period.from && one.openedOn <= period.to)),
    )
    .sort((a, b) => b.openedAt - a.openedAt);

/** Returns " of *UC-1 AI Support Agent* in March 2026" for the words of a question. */
function describeScope(context: PageContext, { useCase, period }: Scope): string {
  const of = useCase === undefined ? '' : ` of ${formatUseCase(getUseCase(context, useCase))}`;
  return `${of}${period === undefined ? '' : ` ${describePeriod(period)}`}`;
}

const listOffer = ({ useCase }: Scope): Offer =>
  useCase === undefined ? allIncidents : [{ page: 'incidents', args: { useCase } }, 'Its incidents'];

/** Returns what programs read about several incidents. */
const dataOf = ({ at }: PageContext, scope: Scope, incidents: readonly Incident[]) => ({
  ...{ useCase: scope.useCase ?? null, period: scope.period ?? null, count: incidents.length },
  incidents: incidents.slice(0, 20).map((one) => dataOfIncident(one, at)),
});

const aboutScope = ({ useCase }: Scope, incident?: Incident) => ({
  ...(useCase === undefined ? {} : { useCase }),
  ...(incident ? { incident: incident.key } : {}),
});

/** Returns the last incident: " The last one was I-1 of UC-1, reported on 20 January 2026." */
function describeLast(context: PageContext): string {
  const [last] = listIncidents(context, {});
  return last
    ? ` The last one was ${nameIncident(context, last)}, reported on ${formatDay(last.openedOn)}.`
    : '';
}

function answerOpen(context: PageContext): Answer {
  const { register, today, at } = context;
  const open = listUnresolved(register);
  const [first] = open;
  return {
    text: first
      ? `${formatCount(open.length, 'incident is', 'incidents are')} open: ${describeInList(context, open)}.${open.length === 1 ? ` ${capitalize(describeSla(first, at))}.` : ''}`
      : `No incident is open.${describeLast(context)}`,
    source:
      first && open.length === 1
        ? sourceOfIncident(context, first)
        : fromRecords(today, ...open.map(({ key }) => key)),
    data: dataOf(context, {}, open),
    next: first ? [incidentOffer(first), allIncidents] : [allIncidents],
    about: aboutScope({}, open.length === 1 ? first : undefined),
  };
}

/** Answers how many incidents there were, by severity, and how many are not resolved. */
function answerCount(context: PageContext, scope: Scope): Answer {
  const found = listIncidents(context, scope);
  const [latest] = found;
  const open = found.filter(isUnresolved);
  const bySeverity = [...severities]
    .reverse()
    .map((severity) => ({ severity, count: found.filter((one) => one.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}`);
  const words = describeScope(context, scope);
  return {
    text:
      found.length === 0
        ? `No incident${words} was reported.`
        : `${formatCount(found.length, 'incident')}${words} ${found.length === 1 ? 'was' : 'were'} reported: ${bySeverity.join(', ')}. ${open.length === 0 ? 'All are resolved.' : `Not resolved: ${joinShortly(open.map(({ key }) => key))}.`}${latest ? ` ${found.length === 1 ? 'It was' : 'The last one was'} ${nameIncident(context, latest)}, reported on ${formatDay(latest.openedOn)}.` : ''}`,
    source: fromRecords(context.today, ...found.slice(0, 20).map(({ key }) => key)),
    data: { ...dataOf(context, scope, found), unresolved: open.map(({ key }) => key) },
    next: [listOffer(scope)],
    about: aboutScope(scope, found.length === 1 ? found[0] : undefined),
  };
}

function answerOfUseCase(context: PageContext, scope: Scope & { readonly useCase: string }): Answer {
  const found = listIncidents(context, scope);
  const open = found.filter(isUnresolved);
  const sorted = [...open, ...found.filter((one) => !isUnresolved(one))];
  const [only] = found;
  const words = describeScope(context, scope);
  return {
    text:
      found.length === 0
        ? `No incident${words} was reported.`
        : `${formatCount(found.length, 'incident')}${words}, ${open.length} open: ${describeInList(context, sorted)}${only && found.length === 1 ? `: ${quoteShortly(only.what, 150)}` : ''}.`,
    source: fromRecords(context.today, ...found.slice(0, 20).map(({ key }) => key)),
    data: dataOf(context, scope, found),
    next: [listOffer(scope), offerStep({ do: 'report-incident', useCase: scope.useCase })],
    about: aboutScope(scope, found.length === 1 ? found[0] : undefined),
  };
}

function answerLast(context: PageContext, scope: Scope): Answer {
  const [last] = listIncidents(context, scope);
  return {
    text: last
      ? `The last incident was ${nameIncident(context, last)}, reported on ${formatDay(last.openedOn)}: ${quoteShortly(last.what, 150)}. ${capitalize(describeSla(last, context.at))}.`
      : `No incident${describeScope(context, scope)} was reported.`,
    source: last ? sourceOfIncident(context, last) : fromRecords(context.today),
    data: last ? dataOfIncident(last, context.at) : dataOf(context, scope, []),
    next: last ? [incidentOffer(last), listOffer(scope)] : [listOffer(scope)],
    about: last ? { useCase: last.useCase, incident: last.key } : aboutScope(scope),
  };
}

function answerLessons(context: PageContext, scope: Scope): Answer {
  const resolved = listIncidents(context, scope).filter(({ resolved: end }) => end !== null);
  const words = resolved.map(
    ({ key, useCase, resolved: end }) => `${key} (${useCase}): ${quoteShortly(end?.learned ?? '', 200)}`,
  );
  return {
    text:
      resolved.length === 0
        ? `No incident${describeScope(context, scope)} is resolved, so no lesson is recorded.`
        : `Lessons of ${formatCount(resolved.length, 'resolved incident')}${describeScope(context, scope)}: ${joinShortly(words, 3, '; ')}.`,
    source: fromRecords(context.today, ...resolved.slice(0, 20).map(({ key }) => key)),
    data: dataOf(context, scope, resolved),
    next: [listOffer(scope), [{ page: 'follow-ups' }, 'Follow-ups']],
    about: aboutScope(scope, resolved.length === 1 ? resolved[0] : undefined),
  };
}

function answerMissedSla(context: PageContext, scope: Scope): Answer {
  const missed = listIncidents(context, scope).filter((one) => isPastSla(one, context.at));
  const words = missed.map((one) => `${nameIncident(context, one)}, ${describeSla(one, context.at)}`);
  return {
    text:
      missed.length === 0
        ? `No incident${describeScope(context, scope)} missed its SLA.`
        : `${formatCount(missed.length, 'incident')}${describeScope(context, scope)} missed ${missed.length === 1 ? 'its SLA' : 'their SLA'}: ${joinShortly(words, 3, '; ')}.`,
    source: fromRecords(context.today, ...missed.slice(0, 20).map(({ key }) => key)),
    data: dataOf(context, scope, missed),
    next: [listOffer(scope)],
    about: aboutScope(scope, missed.length === 1 ? missed[0] : undefined),
  };
}

export const incidentListQuestions: readonly Entry[] = [
  question({
    key: 'open-incidents',
    title: 'Which incidents are open?',
    examples: {
      en: [
        'incidents',
        'any incidents',
        'are there incidents',
        'are there open incidents',
        'what is broken right now',
        'any incidents at the moment',
        'which incidents are open',
        'is anything on fire',
        'current incidents',
        'unresolved incidents',
        'what is going on in production',
        'which incidents are not acknowledged',
        'anything open on the incident side',
        'is everything calm',
        'any fires to put out',
        'do we have a problem at the moment',
        'is something still unresolved',
        'are all incidents closed',
        'anything I should know about before I go home',
        'is the incident list empty',
      ],
      de: [
        'vorfälle',
        'gibt es offene vorfälle',
        'welche vorfälle sind offen',
        'ist gerade etwas kaputt',
        'brennt es irgendwo',
        'sind alle vorfälle erledigt',
      ],
      fr: ['y a-t-il des incidents ouverts', 'quels incidents sont en cours'],
      es: ['incidentes', 'hay incidentes abiertos', 'qué incidentes están abiertos'],
    },
    answer: answerOpen,
    suggest: ({ register }) =>
      listUnresolved(register).length === 0
        ? null
        : { title: 'Which incidents are open?', message: 'which incidents are open', rank: 10 },
  }),
  question({
    key: 'use-case-incidents',
    title: 'Which incidents did a use case have?',
    examples: {
      en: [
        'did {useCase} ever have an incident',
        'has {useCase} had incidents',
        'incidents of {useCase}',
        'what went wrong with {useCase}',
        'is something wrong with {useCase}',
        'problems with {useCase} {period}',
        'has {useCase} failed before',
        'list the incidents of {useCase} in {period}',
        'is there an open incident for {useCase}',
        'what trouble did {useCase} make in {period}',
        'did {useCase} mess up {period}',
        'has {useCase} ever embarrassed us',
        'track record of {useCase}',
        'did {useCase} go rogue {period}',
        'old incidents of {useCase}',
        'how reliable has {useCase} been',
        'bad things that happened with {useCase}',
        'did a customer ever notice an error of {useCase}',
      ],
      de: ['welche vorfälle gab es bei {useCase}', 'vorfälle von {useCase} {period}'],
      fr: ['incidents de {useCase}', 'y a-t-il eu des incidents sur {useCase} {period}'],
      es: ['incidentes de {useCase}', 'hubo problemas con {useCase} {period}'],
    },
    needs: ['useCase'],
    takes: ['period'],
    answer: answerOfUseCase,
  }),
  question({
    key: 'incident-count',
    title: 'How many incidents were there?',
    covers: ['open-incidents', 'last-incident'],
    examples: {
      en: [
        'how many incidents have we had',
        'how many incidents have we had so far',
        'did we have incidents',
        'did we have any incidents',
        'how many incidents did we have',
        'how many incidents in {period}',
        'number of incidents of {useCase} in {period}',
        'incident count {period}',
        'how often did {useCase} fail in {period}',
        'how many critical incidents in {period}',
        'were there incidents in {period}',
        'how often has something gone wrong this year',
        'total of incidents for the report',
        'have we had zero incidents',
        'did anything go wrong {period}',
        'how many of the incidents were critical',
        'was it a quiet {period}',
      ],
      de: ['wie viele vorfälle gab es {period}', 'anzahl der vorfälle von {useCase}'],
      fr: ["combien d'incidents {period}", "combien d'incidents pour {useCase}"],
      es: ['cuántos incidentes hubo {period}', 'cuántos incidentes tuvo {useCase}'],
    },
    takes: ['period', 'useCase'],
    answer: answerCount,
  }),
  question({
    key: 'last-incident',
    title: 'What was the last incident?',
    examples: {
      en: [
        'what was the last incident',
        'latest incident',
        'when was the last incident of {useCase}',
        'most recent incident',
        'when did {useCase} last fail',
        'last outage',
        'when did something last go wrong',
        'how long ago was the last incident',
        'when was the previous problem',
        'days since the last incident',
      ],
      de: ['was war der letzte vorfall', 'wann war der letzte vorfall von {useCase}'],
      fr: ['quel était le dernier incident', 'dernier incident de {useCase}'],
      es: ['cuál fue el último incidente', 'último incidente de {useCase}'],
    },
    takes: ['useCase'],
    answer: answerLast,
  }),
  question({
    key: 'incident-lessons',
    title: 'What did we learn from incidents?',
    examples: {
      en: [
        'what did we learn from the incident',
        'what did we learn from incidents',
        'lessons learned',
        'what did the incidents of {useCase} teach us',
        'lessons of {period}',
        'causes of our incidents',
        'what did we learn about {useCase}',
        'why do our incidents happen',
        'what should other teams know after our incidents',
        'do we make the same mistakes again',
        'takeaways from past failures',
        'what would you do differently after what went wrong',
      ],
      de: ['was haben wir aus den vorfällen gelernt', 'lehren aus vorfällen von {useCase}'],
      fr: [
        "qu'avons-nous appris des incidents",
        'leçons des incidents de {useCase}',
        'quelle leçon en a-t-on tirée',
      ],
      es: [
        'qué aprendimos de los incidentes',
        'lecciones de los incidentes de {useCase}',
        'qué lección sacamos',
      ],
    },
    takes: ['useCase', 'period'],
    answer: answerLessons,
  }),
  question({
    key: 'missed-slas',
    title: 'Which incidents missed their SLA?',
    examples: {
      en: [
        'which incidents missed their sla',
        'did we miss an sla in {period}',
        'incidents past their sla',
        'sla violations of {useCase}',
        'do we resolve incidents in time',
        'sla breaches {period}',
        'were we ever too slow to fix an incident',
        'which incident took longer than allowed',
        'did every fix come in time',
      ],
      de: ['welche vorfälle haben ihre sla verfehlt', 'sla verletzungen {period}'],
      fr: ['quels incidents ont dépassé leur sla', 'sla non respectés {period}'],
      es: ['qué incidentes incumplieron su sla', 'sla incumplidos {period}'],
    },
    takes: ['period', 'useCase'],
    answer: answerMissedSla,
  }),
];
