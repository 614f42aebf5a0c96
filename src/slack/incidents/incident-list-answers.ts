import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { describeSla, isPastSla, isUnresolved, listUnresolved } from '../../domain/incidents/index.ts';
import { type Incident, severities } from '../../domain/register.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { describePeriod, formatUseCase, joinShortly, offerStep, quoteShortly } from '../kit/answer-words.ts';
import type { Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer, Period } from '../kit/question.ts';
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

export function answerOpen(context: PageContext): Answer {
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
export function answerCount(context: PageContext, scope: Scope): Answer {
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

export function answerOfUseCase(context: PageContext, scope: Scope & { readonly useCase: string }): Answer {
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

export function answerLast(context: PageContext, scope: Scope): Answer {
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

export function answerLessons(context: PageContext, scope: Scope): Answer {
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

export function answerMissedSla(context: PageContext, scope: Scope): Answer {
  const found = listIncidents(context, scope);
  const [last] = found;
  const missed = found.filter((one) => isPastSla(one, context.at));
  const words = missed.map((one) => `${nameIncident(context, one)}, ${describeSla(one, context.at)}`);
  return {
    text:
      missed.length === 0
        ? `No incident${describeScope(context, scope)} missed its SLA.${last ? ` ${nameIncident(context, last)}: ${describeSla(last, context.at)}.` : ''}`
        : `${formatCount(missed.length, 'incident')}${describeScope(context, scope)} missed ${missed.length === 1 ? 'its SLA' : 'their SLA'}: ${joinShortly(words, 3, '; ')}.`,
    source: fromRecords(context.today, ...missed.slice(0, 20).map(({ key }) => key)),
    data: dataOf(context, scope, missed),
    next: [listOffer(scope)],
    about: aboutScope(scope, missed.length === 1 ? missed[0] : undefined),
  };
}
