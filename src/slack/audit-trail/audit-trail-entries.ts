import {
  describeAuditTrail,
  explainAuditGap,
  listExecuting,
  silentDays,
} from '../../domain/audit-trail/index.ts';
import { dayOf } from '../../domain/calendar.ts';
import { fromRecords, type Provenance, refTo } from '../../domain/facts.ts';
import { isOver, settingsOf, type UseCase } from '../../domain/register.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import type { AuditView } from '../../operations/audit-trail.ts';
import { checkAnswers, formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { formatMoment } from '../kit/words.ts';
import { auditEventEntries } from './audit-event-entries.ts';
import { describeState, recentDays, totalOf } from './audit-page.ts';

const auditOffer = (useCase: string): Offer => [{ page: 'audit', args: { useCase } }, 'Audit trail'];

/** Returns the source of facts about a trail: events that a system sent. */
function sourceOf({ register, today }: PageContext, key: string, head: AuditView['head']): Provenance {
  if (head === null) return fromRecords(today, key);
  const at = dayOf(head.recordedAt, settingsOf(register).timeZone);
  return { source: 'measured', at, by: null, refs: [refTo('auditTrails', key)] };
}

function answerExecuting({ register, today }: PageContext): Answer {
  const able = [...register.useCases.values()].filter((one) => one.autonomy === 'execute' && !isOver(one));
  const live = listExecuting(register);
  const describe = (useCase: UseCase) => {
    const trail = describeAuditTrail(register, useCase, today);
    return `${formatUseCase(useCase)} (${stageWords[useCase.life.stage]}${trail === null ? '' : `; ${trail}`})`;
  };
  const [first] = able;
  return {
    text: first
      ? `${formatCount(able.length, 'use case')} may execute, ${live.length} of them in production: ${joinShortly(able.map(describe), 5, '; ')}.`
      : 'No use case may execute. Each only suggests or drafts, and a person acts.',
    source: fromRecords(today, ...able.map(({ key }) => key)),
    data: {
      useCases: able.map((useCase) => ({
        ...{ key: useCase.key, name: useCase.name, stage: useCase.life.stage },
        trail: describeAuditTrail(register, useCase, today),
      })),
    },
    next: first
      ? [auditOffer(first.key), [{ page: 'use-cases' }, 'Use cases']]
      : [[{ page: 'use-cases' }, 'Use cases']],
    about: first && able.length === 1 ? { useCase: first.key } : {},
  };
}

/** Answers with the state of a trail, and its last event. */
async function answerLast(context: PageContext, key: string): Promise<Answer> {
  const useCase = getUseCase(context, key);
  const view = await context.loadAudit(key, { result: null, skip: 0, limit: 1 });
  const [event] = view.events;
  return {
    text: `${formatUseCase(useCase)}: ${describeState(context, useCase, view)}${event ? ` It was ${event.result}: ${escapeMrkdwn(event.body.what, 150)}.` : ''}`,
    source: sourceOf(context, key, view.head),
    data: {
      ...{ useCase: key, events: view.head?.position ?? 0, lastRecordedAt: view.head?.recordedAt ?? null },
      lastEvent: event ? { at: event.at, result: event.result, what: event.body.what } : null,
    },
    next: [auditOffer(key)],
    about: { useCase: key },
  };
}

/** Returns "13.3%". */
const formatShare = (share: number): string =>
  share.toLocaleString('en', { style: 'percent', maximumFractionDigits: 1 });

async function answerFailures(context: PageContext, key: string): Promise<Answer> {
  const useCase = getUseCase(context, key);
  const { head, days, events } = await context.loadAudit(key, { result: 'failed', skip: 0, limit: 1 });
  const recent = days.slice(-recentDays);
  const [all, failed, refused] = [totalOf(recent), totalOf(recent, ['failed']), totalOf(recent, ['refused'])];
  const name = formatUseCase(useCase);
  const [last] = events;
  const latest = last
    ? ` The last failure: ${formatMoment(last.at)}, ${escapeMrkdwn(last.body.what, 150)}.`
    : ' No event of this trail has failed.';
  return {
    text:
      head === null
        ? `${name} has sent no audit event, so no failure is known.`
        : `${name}: ${failed.toLocaleString('en')} of ${formatCount(all, 'event')} failed${all === 0 ? '' : ` (${formatShare(failed / all)})`} and ${refused.toLocaleString('en')} were refused in the last ${recentDays} days.${latest}`,
    source: sourceOf(context, key, head),
    data: {
      ...{ useCase: key, days: recentDays, events: all, failed, refused },
      lastFailure: last ? { at: last.at, what: last.body.what } : null,
    },
    next: [[{ page: 'audit', args: { useCase: key, result: 'failed' } }, 'Failed events'], auditOffer(key)],
    about: { useCase: key },
  };
}

/** Answers with the last action that was refused: what, on what, and the reason that the system gave. */
async function answerRefusals(context: PageContext, key: string): Promise<Answer> {
  const { head, days, events } = await context.loadAudit(key, { result: 'refused', skip: 0, limit: 1 });
  const refused = totalOf(days.slice(-recentDays), ['refused']);
  const name = formatUseCase(getUseCase(context, key));
  const [last] = events;
  const { what = '', target = null, details = null } = last?.body ?? {};
  const action = [what, ...(target === null ? [] : [target])].map((one) => escapeMrkdwn(one, 100)).join(', ');
  return {
    text:
      head === null
        ? `${name} has sent no audit event, so no refused action is known.`
        : last
          ? `${name}: ${formatCount(refused, 'action was', 'actions were')} refused in the last ${recentDays} days. The last one, ${formatMoment(last.at)}: ${action}.${details === null ? '' : ` Reason: ${escapeMrkdwn(removeFinalPeriod(details), 150)}.`}`
          : `No action of ${name} was refused.`,
    source: sourceOf(context, key, head),
    data: {
      ...{ useCase: key, days: recentDays, refused },
      lastRefusal: last ? { at: last.at, what } : null,
    },
    next: [[{ page: 'audit', args: { useCase: key, result: 'refused' } }, 'Refused events'], auditOffer(key)],
    about: { useCase: key },
  };
}

function answerSilent({ register, today }: PageContext): Answer {
  const gaps = listExecuting(register).flatMap((useCase) => {
    const gap = explainAuditGap(register, useCase, today);
    return gap === null ? [] : [{ useCase, gap }];
  });
  const words = gaps.map(({ useCase, gap }) => `${formatUseCase(useCase)}: ${gap}`);
  const [first] = gaps;
  return {
    text: first
      ? `${formatCount(gaps.length, 'audit trail has', 'audit trails have')} a gap: ${joinShortly(words, 3, '; ')}.`
      : listExecuting(register).length === 0
        ? 'No audit trail has a gap: no use case in production may execute.'
        : 'No audit trail has a gap.',
    source: fromRecords(today, ...gaps.map(({ useCase: { key } }) => key)),
    data: { gaps: gaps.map(({ useCase: { key }, gap }) => ({ useCase: key, gap })) },
    next: first
      ? [offerStep({ do: 'issue-audit-token', useCase: first.useCase.key }), auditOffer(first.useCase.key)]
      : [[{ page: 'use-cases' }, 'Use cases']],
    about: first && gaps.length === 1 ? { useCase: first.useCase.key } : {},
  };
}

/** Says how the chain is checked, and where the trail of a use case ends. It does not claim a check. */
async function answerChain(context: PageContext, key: string | undefined): Promise<Answer> {
  const rule =
    'No event of a trail and no change in the change log can be edited or removed unnoticed: each contains the hash of the one before it. Crossing does not check the whole chain in an answer. The administrator checks it with `npm run verify-log`.';
  if (key === undefined)
    return { text: rule, source: null, data: { isCheckedNow: false }, next: [], about: {} };
  const useCase = getUseCase(context, key);
  const { head } = await context.loadAudit(key, { result: null, skip: 0, limit: 1 });
  return {
    text: head
      ? `The trail of ${formatUseCase(useCase)} ends at #${head.position.toLocaleString('en')}, \`${head.hash.slice(0, 8)}\`. ${rule}`
      : `${formatUseCase(useCase)} has sent no audit event, so there is no chain. ${rule}`,
    source: sourceOf(context, key, head),
    data: { useCase: key, position: head?.position ?? 0, hash: head?.hash ?? null, isCheckedNow: false },
    next: [auditOffer(key)],
    about: { useCase: key },
  };
}

export const auditTrailEntries: readonly Entry[] = checkAnswers([
  ...auditEventEntries,
  question({
    key: 'executing-use-cases',
    title: 'Which use cases may execute?',
    examples: {
      en: [
        'do any of our ais act on their own',
        'which use cases act by themselves',
        'which use cases may execute',
        'which ai acts on its own',
        'which agents act in systems by themselves',
        'which use cases need an audit trail',
        'autonomous use cases',
        'execute capable use cases',
        'what runs without a person in the loop',
        'which of them do more than suggest or draft',
        'does anything here press buttons on its own',
        'since when does it act by itself',
        'which bots change data without asking',
        'do we let an ai take decisions alone',
        'who may do things in other systems without approval',
      ],
      de: [
        'welche use cases dürfen selbst handeln',
        'welche ki handelt autonom',
        'macht bei uns eine ki etwas ohne rückfrage',
      ],
      fr: ["quels cas d'usage peuvent agir seuls", 'quels agents sont autonomes'],
      es: ['qué casos de uso pueden actuar solos', 'qué agentes son autónomos'],
    },
    answer: answerExecuting,
  }),
  question({
    key: 'last-audit-event',
    title: 'What did a use case do last?',
    examples: {
      en: [
        'when did {useCase} last send events',
        'last audit event of {useCase}',
        'audit trail of {useCase}',
        'what did {useCase} do last',
        'how many audit events does {useCase} have',
        'does {useCase} send audit events',
        'latest action of {useCase}',
        'what has {useCase} been up to today',
        'is {useCase} logging what it does',
        'most recent entry in the log of {useCase}',
        'is there a record of the actions of {useCase}',
        'number of events in the audit trail of {useCase}',
      ],
      de: [
        'wann hat {useCase} zuletzt ereignisse gesendet',
        'prüfprotokoll von {useCase}',
        'was hat {useCase} zuletzt selbst gemacht',
      ],
      fr: ['quand {useCase} a-t-il envoyé son dernier événement', "piste d'audit de {useCase}"],
      es: ['cuándo envió {useCase} su último evento', 'registro de auditoría de {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerLast(context, useCase),
  }),
  question({
    key: 'audit-failures',
    title: 'How many actions of a use case failed?',
    examples: {
      en: [
        'how many actions of {useCase} failed',
        'failures in the audit trail of {useCase}',
        'failed events of {useCase}',
        'error rate in the audit trail of {useCase}',
        'did any action of {useCase} fail this week',
        'how often does {useCase} get an error when it acts',
        'what did {useCase} try without success',
        'success rate of the actions of {useCase}',
        'percentage of actions that went wrong',
        'failure rate of what {useCase} does itself',
      ],
      de: ['wie viele aktionen von {useCase} sind fehlgeschlagen', 'fehler im prüfprotokoll von {useCase}'],
      fr: ["combien d'actions de {useCase} ont échoué", 'échecs de {useCase}'],
      es: ['cuántas acciones de {useCase} fallaron', 'fallos en la auditoría de {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerFailures(context, useCase),
  }),
  question({
    key: 'audit-refusals',
    title: 'What was a use case kept from doing?',
    examples: {
      en: [
        'what was {useCase} kept from doing',
        'which actions of {useCase} were refused',
        'why was {useCase} not allowed to act',
        'why was the last action of {useCase} blocked',
        'what did {useCase} want to do and could not',
        'how often was {useCase} held back',
        'was {useCase} denied anything this week',
        'for what reason was an action of {useCase} turned down',
        'what was {useCase} stopped from closing',
      ],
      de: [
        'welche aktionen von {useCase} wurden abgelehnt',
        'was durfte {useCase} nicht tun',
        'warum wurde {useCase} gestoppt, als es etwas tun wollte',
      ],
      fr: ['quelles actions de {useCase} ont été refusées', "qu'a-t-on empêché {useCase} de faire"],
      es: ['qué acciones de {useCase} se rechazaron', 'qué se le impidió hacer a {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerRefusals(context, useCase),
  }),
  question({
    key: 'silent-audit-trails',
    title: 'Which audit trails have gaps?',
    examples: {
      en: [
        'which audit trails are silent',
        'which use cases send no audit events',
        'gaps in the audit trails',
        'is an audit trail missing',
        'which systems stopped reporting',
        'has a trail gone quiet',
        'are all logs of our agents coming in',
        'do we receive events from everything that acts by itself',
      ],
      de: ['welche prüfprotokolle haben lücken', 'welche use cases senden keine ereignisse'],
      fr: ["quelles pistes d'audit sont muettes", "lacunes dans les pistes d'audit"],
      es: ['qué registros de auditoría no reciben eventos', 'huecos en la auditoría'],
    },
    answer: answerSilent,
  }),
  question({
    key: 'audit-chain',
    title: 'Can somebody change an audit trail?',
    examples: {
      en: [
        'can somebody tamper with the audit trail',
        'is the audit chain verified',
        'can somebody change the audit trail',
        'is the audit trail of {useCase} tamper proof',
        'how is the audit trail protected',
        'hash of the audit trail of {useCase}',
        'is the audit log of {useCase} complete',
        'how do I verify that nobody touched the change log',
        'would we notice an altered record',
        'proof that the history was not rewritten',
        'can an admin delete something from the log',
        'is the change log protected against manipulation',
        'who could fake an entry',
        'how do I show the auditor that the records are genuine',
        'last hash of the trail',
      ],
      de: [
        'ist die kette des prüfprotokolls geprüft',
        'kann man das prüfprotokoll von {useCase} ändern',
        'wie prüfe ich, ob das protokoll manipuliert wurde',
        'merkt man, wenn jemand am change log dreht',
        'wie kann ich feststellen, ob jemand nachträglich etwas im change log geändert hat',
      ],
      fr: [
        "la chaîne d'audit est-elle vérifiée",
        "peut-on modifier la piste d'audit de {useCase}",
        'comment prouver que personne n’a modifié le journal',
      ],
      es: [
        'está verificada la cadena de auditoría',
        'se puede cambiar la auditoría de {useCase}',
        'cómo sé que nadie ha manipulado el registro de cambios',
      ],
    },
    takes: ['useCase'],
    answer: (context, { useCase }) => answerChain(context, useCase),
  }),
  question({
    key: 'audit-rules',
    title: 'Who needs an audit trail?',
    examples: {
      en: [
        'who needs an audit trail',
        'how often must a use case send audit events',
        'after how many days is a silent trail a gap',
        'when do we need an action log for an agent',
        'what has to be in the audit trail',
        'when do you warn that no events come in',
        'may everyone read the audit trail',
        'how long may a trail stay silent',
        'is the trail open to everyone in the workspace',
      ],
      de: [
        'wer braucht ein prüfprotokoll',
        'wie oft müssen ereignisse gesendet werden',
        'nach wie vielen tagen ohne ereignisse gibt es eine warnung',
        'darf jeder das prüfprotokoll lesen',
      ],
      fr: [
        "qui a besoin d'une piste d'audit",
        'après combien de jours sans événement y a-t-il une alerte',
        'qui peut lire la piste d’audit',
      ],
      es: [
        'quién necesita un registro de auditoría',
        'a los cuántos días sin eventos salta el aviso',
        'quién puede leer la auditoría',
      ],
    },
    answer: () => ({
      text: `A use case that may execute needs an audit trail in production: what it did, when, with what result, and who approved it. Without an event for ${silentDays} days, the trail has a gap. Every full member can read a trail.`,
      source: null,
      data: { silentDays },
      next: [[{ page: 'use-cases' }, 'Use cases']],
    }),
  }),
]);
