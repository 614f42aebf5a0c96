import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { formatDuration } from '../../domain/incidents/index.ts';
import { evidenceId, type Register, settingsOf } from '../../domain/register.ts';
import { capitalize } from '../../domain/wording.ts';
import { formatUseCase, offerStep } from '../kit/answer-words.ts';
import { formatLink, mention, mentions } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';

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

export const incidentCallQuestions: readonly Entry[] = [
  question({
    key: 'call-order',
    title: 'Who is called first for a use case?',
    covers: ['incident-sla'],
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
        'who comes after {person} on the call list of {useCase}',
        'who is called if {person} is asleep',
        'and if {person} is asleep',
        'web address of the runbook of {useCase}',
        'who is on the call list of {useCase} and what is the sla',
        'under which link do i find the emergency guide of {useCase}',
      ],
      de: [
        'wer wird bei {useCase} zuerst angerufen',
        'wo ist das runbook von {useCase}',
        'wer hat bereitschaft für {useCase}',
        'wer wird nachts geweckt, wenn {useCase} spinnt',
        'anleitung für notfälle mit {useCase}',
        'wen hole ich nachts aus dem bett, wenn bei {useCase} etwas schiefgeht',
        'wer ist als zweiter dran, wenn bei {useCase} keiner rangeht',
        'wer kommt nach {person} bei {useCase}',
        'wen rufe ich als ersten an, wenn {useCase} streikt',
      ],
      fr: [
        'qui est appelé en premier pour {useCase}',
        'qui est d’astreinte pour {useCase}',
        'qui réveille-t-on la nuit si {useCase} tombe',
        'guide d’urgence pour {useCase}',
        'après {person}, qui est appelé pour {useCase}',
        'où se trouve le runbook de {useCase}',
      ],
      es: [
        'a quién se llama primero por {useCase}',
        'quién está de guardia para {useCase}',
        'a quién despiertan si falla {useCase} de noche',
        'guía de emergencia de {useCase}',
        'a quién llaman después de {person} por {useCase}',
        'si no contesta {person}, quién sigue',
        'dónde está el runbook de {useCase}',
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
        'what resolution time was agreed for {useCase}',
        'within how many hours must {useCase} work again',
        'how long do we get to clear up a failure of {useCase}',
      ],
      de: [
        'wie schnell müssen vorfälle von {useCase} gelöst sein',
        'wie viele stunden haben wir, um {useCase} zu reparieren',
        'sla von {useCase}',
        'wie lange darf eine störung von {useCase} dauern',
        'frist zur lösung von vorfällen bei {useCase}',
      ],
      fr: [
        'en combien d’heures faut-il résoudre un incident de {useCase}',
        'sla de {useCase}',
        'délai pour résoudre un incident de {useCase}',
      ],
      es: [
        'en cuántas horas hay que resolver un incidente de {useCase}',
        'sla de {useCase}',
        'qué plazo hay para solucionar un incidente de {useCase}',
        'tiempo máximo de resolución de {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerSla(context, useCase),
  }),
];
