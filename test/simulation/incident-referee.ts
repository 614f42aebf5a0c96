import type { Change } from '../../src/domain/change.ts';
import type { Incident } from '../../src/domain/register.ts';
import { Facts } from './facts.ts';
import { asOf, closes, type IncidentMessage, opens, type Sent, type SimulatedPerson } from './log.ts';
import type { Trial } from './referee.ts';
import { wallAt } from './wall-clock.ts';

const [minute, hour] = [60_000, 3_600_000];
/** A call is in time within a tick and the messages before it. */
const tolerance = minute;
const maxCalls = 3;
const maxReminders = 3;

/** One clock of an incident: the escalation, or the messages past the SLA. */
interface Clock {
  /** When the next person must be called; null when nobody must, or while an outage makes the time unknown. */
  due: number | null;
  /** Nobody may be called before it. */
  notBefore: number;
  /** An outage hit it: the app may have planned calls that were never sent. */
  interrupted: boolean;
}

/** An incident as the referee follows it. */
interface Case {
  readonly key: string;
  readonly openedAt: number;
  /** How long a called person has to acknowledge. */
  readonly interval: number;
  readonly callOrder: readonly string[];
  readonly channel: string | null;
  readonly called: { readonly person: string; readonly why: string }[];
  readonly escalation: Clock;
  readonly sla: Clock;
  /** The people of whom one must be told of a data exposure; empty when nobody must. */
  privacy: readonly string[];
  latest: Incident;
  /** When its messages must show the latest change; null when they were checked. */
  shownBy: number | null;
  /** The latest text of the message in the channel, and of each call. */
  readonly texts: Map<string, { readonly text: string; readonly why: string | null }>;
}

/** Checks who is called about an incident and when, and that its messages are kept current. Source: section 9 of the domain. */
export function judgeIncidents({ log, workspace, changes, reportBreak, countTry }: Trial): void {
  const facts = new Facts();
  const cases = new Map<string, Case>();
  const people = new Map(
    log.people.filter((person) => person.workspace === workspace).map((person) => [person.id, person]),
  );
  const dayOf = (person: string, at: number) =>
    wallAt(at, asOf((people.get(person) as SimulatedPerson).zones, at)).day;
  const isHere = (person: string, at: number) =>
    facts.isActive(person) && !facts.isAway(person, dayOf(person, at));
  const isInterrupted = (from: number, until: number) =>
    log.outages.some((outage) => outage.busyFrom <= until && from < outage.until);
  const countCalls = ({ called }: Case, person: string) =>
    called.filter((call) => call.person === person).length;

  /** Returns the people who can be called, in order: the call order, AI Operations, the leads. */
  const listOrder = ({ callOrder }: Case): readonly string[] => [
    ...new Set([
      ...callOrder,
      ...facts.all('operators').map(({ person }) => person),
      ...facts.settings.leads,
    ]),
  ];

  /** Returns the next person of the escalation: the first whom nobody asked yet to take the incident. */
  function findNext(incident: Case, at: number): string | undefined {
    const waiting = listOrder(incident).filter(
      (person) =>
        countCalls(incident, person) < maxCalls &&
        !incident.called.some((call) => call.person === person && call.why !== 'privacy'),
    );
    return waiting.find((person) => isHere(person, at));
  }

  /** Returns the next person past the SLA: the order goes round, so it is the one called least. */
  function findNextPastSla(incident: Case, at: number): string | undefined {
    const here = listOrder(incident).filter(
      (person) => countCalls(incident, person) < maxCalls && isHere(person, at),
    );
    const least = Math.min(...here.map((person) => countCalls(incident, person)));
    return here.find((person) => countCalls(incident, person) === least);
  }

  function open(after: Incident): void {
    const { key, useCase, openedAt, severity, kind } = after;
    const details = facts.get('evidence', `${useCase}:incident-response`)?.details;
    const response = details?.item === 'incident-response' ? details : null;
    const settings = facts.get('incidentSettings', 'settings');
    const contact = kind === 'data-exposure' ? (settings?.privacyContact ?? null) : null;
    const slaHours = response?.slaHours ?? Number.POSITIVE_INFINITY;
    const slaEnd = openedAt + slaHours * hour;
    const clock = (due: number): Clock => ({ due, notBefore: due, interrupted: false });
    cases.set(key, {
      ...{ key, openedAt, interval: (severity === 'critical' ? 15 : 60) * minute },
      ...{ callOrder: response?.callOrder ?? [], channel: settings?.channel ?? null, called: [] },
      ...{ escalation: clock(openedAt), sla: clock(slaEnd) },
      ...{ privacy: contact === null ? [] : listPrivacyContacts(contact, openedAt) },
      ...{ latest: after, shownBy: openedAt + tolerance, texts: new Map() },
    });
  }

  /** Returns the privacy contact; while they are away or after they left, their deputy or else a lead. */
  function listPrivacyContacts(contact: string, at: number): readonly string[] {
    const other = facts.standIn(contact, (person) => dayOf(person, at));
    return other === undefined ? facts.leads.filter((lead) => isHere(lead, at)).slice(0, 1) : [other];
  }

  function change({ entity, id, after, at }: Change): void {
    if (entity !== 'incidents' || after === null) return;
    const incident = cases.get(id);
    if (!incident) {
      open(after as Incident);
      return;
    }
    const { latest } = incident;
    incident.latest = after as Incident;
    incident.shownBy = at + tolerance;
    const wasTaken = latest.acknowledged !== null;
    const called = incident.latest.calls.slice(latest.calls.length);
    if (latest.resolved ? called.length > 0 : wasTaken && called.some(({ why }) => why === 'escalation'))
      reportBreak('no-call-after-acknowledgement', at, `${id}: recorded`);
    if (!wasTaken && incident.latest.acknowledged && findNext(incident, at) !== undefined)
      countTry('no-call-after-acknowledgement');
  }

  /** Reports the calls that nobody got until a moment, and the messages that were not kept current. */
  function passTime(until: number): void {
    for (const incident of cases.values()) {
      const { escalation, sla, latest, shownBy } = incident;
      if (!latest.acknowledged && !latest.resolved)
        missCall(escalation, until, 'called-on-time', incident, findNext);
      if (!latest.resolved) missCall(sla, until, 'sla-told-three-times', incident, findNextPastSla);
      if (incident.privacy.length > 0 && incident.openedAt + tolerance < until) {
        if (!isInterrupted(incident.openedAt, incident.openedAt + tolerance))
          reportBreak('privacy-contact-told', incident.openedAt, `${incident.key}: ${incident.privacy}`);
        incident.privacy = [];
      }
      if (shownBy !== null && shownBy < until) {
        incident.shownBy = null;
        if (!isInterrupted(shownBy - tolerance, shownBy)) judgeTexts(incident, shownBy);
      }
    }
  }

  function missCall(
    clock: Clock,
    until: number,
    rule: 'called-on-time' | 'sla-told-three-times',
    incident: Case,
    find: (incident: Case, at: number) => string | undefined,
  ): void {
    const { due } = clock;
    if (due === null || due + tolerance >= until) return;
    clock.due = null;
    if (isInterrupted(due, due + tolerance)) {
      clock.interrupted = true;
      return;
    }
    const person = find(incident, due);
    if (person !== undefined && find(incident, due + tolerance) === person)
      reportBreak(rule, due, `${incident.key}: ${person} was not called`);
  }

  function judgeTexts({ key, channel, texts, latest }: Case, at: number): void {
    const { acknowledged, mitigated, resolved, severity, contained, timeline, calls } = latest;
    const posted = texts.get('channel')?.text ?? '';
    if (channel !== null) {
      const last = (resolved ?? mitigated ?? acknowledged)?.by;
      const shows = [
        `, ${severity}*`,
        ...(contained === 'suspended' ? ['suspension'] : contained === 'fallback' ? ['fallback'] : []),
        ...(last === undefined ? calls.map(({ person }) => `<@${person}>`) : [`by <@${last}>`]),
        ...(resolved ? [resolved.cause, resolved.learned] : timeline.slice(-1).map(({ text }) => text)),
      ];
      countTry('incident-channel-current');
      for (const shown of shows.filter((one) => !posted.includes(one)))
        reportBreak('incident-channel-current', at, `${key} does not show ${shown}`);
    }
    for (const [call, { text, why }] of texts) {
      if (call === 'channel' || !(resolved || (acknowledged && why === 'escalation'))) continue;
      countTry('calls-end-when-done');
      if (text.includes('"type":"actions"')) reportBreak('calls-end-when-done', at, `${key}: call ${call}`);
    }
  }

  function show({ at, incident: key, recipient, call, isNew, text }: IncidentMessage): void {
    const incident = cases.get(key);
    if (!incident) {
      reportBreak('called-in-order', at, `nobody reported ${key}`);
      return;
    }
    const place = call === null ? 'channel' : `${call.index}`;
    incident.texts.set(place, { text, why: call?.why ?? null });
    if (isNew && call) judgeCall(incident, recipient, call, at);
    if (!isNew || call) return;
    countTry('incident-channel-once');
    const posts = (shownPosts.get(key) ?? 0) + 1;
    shownPosts.set(key, posts);
    if (posts > 1 || recipient !== incident.channel)
      reportBreak('incident-channel-once', at, `${key} in ${recipient}, ${posts} times`);
  }
  const shownPosts = new Map<string, number>();

  /** Returns earlier calls that are sent later: those of one moment are sent in any order. */
  const listOvertaken = ({ key }: Case, index: number, at: number) =>
    log.incidentMessages
      .filter((other) => other.workspace === workspace && other.incident === key && other.isNew)
      .filter(({ call, at: sentAt }) => call && call.index < index && at < sentAt && sentAt <= at + tolerance)
      .map(({ recipient: person, call }) => ({ person, why: call?.why ?? '' }));

  type Call = NonNullable<IncidentMessage['call']>;
  function judgeCall(incident: Case, person: string, { why, index }: Call, at: number): void {
    const { key, called, latest, escalation, sla } = incident;
    const label = `${key}: ${why} to ${person}`;
    const clock = why === 'sla' ? sla : escalation;
    countTry('three-calls-a-person');
    if (countCalls(incident, person) >= maxCalls) reportBreak('three-calls-a-person', at, label);
    if (latest.resolved || (latest.acknowledged && why === 'escalation'))
      reportBreak('no-call-after-acknowledgement', at, label);
    if (listOrder(incident).some((one) => !isHere(one, at))) countTry('only-people-who-are-here');
    if (!clock.interrupted && !isHere(person, at) && !isHere(person, at - tolerance))
      reportBreak('only-people-who-are-here', at, label);
    if (why === 'privacy') {
      countTry('privacy-contact-told');
      if (!incident.privacy.includes(person)) reportBreak('privacy-contact-told', at, label);
      incident.privacy = [];
    } else {
      const isSla = why === 'sla';
      const rule = isSla ? 'sla-told-three-times' : 'called-on-time';
      const before = { ...incident, called: [...called, ...listOvertaken(incident, index, at)] };
      const find = isSla ? findNextPastSla : findNext;
      countTry(rule);
      countTry('called-in-order');
      if (!clock.interrupted && person !== find(before, at) && person !== find(before, at - tolerance))
        reportBreak('called-in-order', at, `${label} instead of ${find(before, at)}`);
      if (at < clock.notBefore - tolerance) reportBreak(rule, at, `${label} too early`);
      const count = called.filter((call) => call.why === 'sla').length;
      if (isSla && count >= maxReminders) reportBreak(rule, at, `${label}, the ${count + 1}th`);
      clock.notBefore = at + (isSla ? hour : incident.interval);
      clock.due = clock.interrupted || (isSla && count + 1 >= maxReminders) ? null : clock.notBefore;
    }
    called.push({ person, why });
  }

  /** Checks that a message is not a call and wakes nobody. */
  function judgeOther({ at, kind, notice, recipient }: Sent): void {
    const person = people.get(recipient);
    // This answers the lead who chose a channel, so it comes at any hour.
    if (!person || (notice?.kind === 'undelivered' && notice.what === 'digest-chosen')) return;
    const zone = asOf(person.zones, at);
    const { day, minutes } = wallAt(at, zone);
    countTry('nobody-woken');
    if (minutes < opens || minutes >= closes || !facts.isWorkingDay(day, zone))
      reportBreak('nobody-woken', at, `${kind} to ${recipient}, ${day} at ${minutes} minutes in ${zone}`);
  }

  const timeline: { readonly at: number; readonly order: number; readonly run: () => void }[] = [
    ...changes.map((changed) => ({
      ...{ at: changed.at, order: 0 },
      run: () => {
        facts.take(changed);
        change(changed);
      },
    })),
    ...log.incidentMessages
      .filter((message) => message.workspace === workspace)
      .map((message) => ({ at: message.at, order: 1, run: () => show(message) })),
    ...log.sent
      .filter((sent) => sent.workspace === workspace)
      .map((sent) => ({ at: sent.at, order: 1, run: () => judgeOther(sent) })),
  ];
  for (const { at, run } of timeline.sort((a, b) => a.at - b.at || a.order - b.order)) {
    passTime(at);
    run();
  }
  passTime(log.until);
}
