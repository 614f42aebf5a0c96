import { listExecuting } from '../../domain/audit-trail/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { removeFinalPeriod } from '../../domain/wording.ts';
import type { AuditEvent } from '../../operations/audit-trail.ts';
import { checkAnswers, formatUseCase, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question, request } from '../kit/question.ts';
import { answerWithdrawal } from '../kit/token-answers.ts';
import { formatMoment } from '../kit/words.ts';
import { auditTokens } from './audit-token-form.ts';

/** The newest events of a trail in which an event is looked for. */
const searchedEvents = 200;
/** The most trails in which it is looked for. Each is a query. */
const searchedTrails = 5;

const auditOffer = (useCase: string): Offer => [{ page: 'audit', args: { useCase } }, 'Audit trail'];

/** Returns the numbers and keys in typed words, such as "48321". */
const readNumbers = (words: string): readonly string[] => words.match(/[\p{L}-]*\d[\p{L}\d-]*/gu) ?? [];

/** Returns "failed, 25 February 2026, 10:30 (503 from the ticket system)". */
const describeEvent = ({ result, at, body: { details } }: AuditEvent): string =>
  `${result}, ${formatMoment(at)}${details === null ? '' : ` (${escapeMrkdwn(removeFinalPeriod(details), 150)})`}`;

/** Answers with the newest event whose target has a number, such as a ticket; without a number, the last refused one. */
async function answerEvent(context: PageContext, key: string | undefined, words: string): Promise<Answer> {
  const numbers = readNumbers(words);
  // A ticket is also looked for in the other trails: who asks may not know which use case did it.
  const others = listExecuting(context.register)
    .map((one) => one.key)
    .filter((one) => one !== key && (key === undefined || numbers.length > 0));
  const keys = [...(key === undefined ? [] : [key]), ...others].slice(0, searchedTrails);
  for (const one of keys) {
    const { events } = await context.loadAudit(one, { result: null, skip: 0, limit: searchedEvents });
    const [found, before] = events.filter(({ result, body }) => {
      const target = new Set(readNumbers(body.target ?? ''));
      return numbers.length === 0 ? result === 'refused' : numbers.every((number) => target.has(number));
    });
    if (!found) continue;
    const { what, target, approvedBy, details } = found.body;
    return {
      text: `${formatUseCase(getUseCase(context, one))}: ${escapeMrkdwn(what, 100)}, ${escapeMrkdwn(target ?? '', 100)}: ${found.result}, ${formatMoment(found.at)}; ${approvedBy === null ? 'no approval stated' : `approved by ${escapeMrkdwn(approvedBy, 100)}`}.${details === null ? '' : ` Reason: ${escapeMrkdwn(removeFinalPeriod(details), 150)}.`}${numbers.length > 0 && before ? ` Before: ${describeEvent(before)}.` : ''}`,
      source: fromRecords(context.today, refTo('auditTrails', one)),
      data: { useCase: one, at: found.at, result: found.result, what, target, approvedBy, details },
      next: [auditOffer(one)],
      about: { useCase: one },
    };
  }
  return {
    text: `The last ${searchedEvents} events of ${keys.length === 0 ? 'the audit trails' : keys.join(', ')} ${numbers.length === 0 ? 'were not refused' : `do not name ${escapeMrkdwn(numbers.join(' '), 60)}`}.`,
    source: fromRecords(context.today, ...keys),
    data: { useCase: key ?? null, found: false },
    next: keys.slice(0, 1).map(auditOffer),
    about: key === undefined ? {} : { useCase: key },
  };
}

/** Answers who issued the audit token of a use case, and when. The token itself is not stored. */
function answerToken(context: PageContext, key: string): Answer {
  const token = context.register.auditTokens.get(key);
  const name = formatUseCase(getUseCase(context, key));
  return {
    text: token
      ? `${mention(token.issuedBy)} issued the audit token of ${name} on ${formatDay(token.issuedOn)}. Crossing does not store the token, so it cannot show it again.`
      : `${name} has no audit token.`,
    source: token
      ? fromPerson(token.issuedBy, token.issuedOn, refTo('auditTokens', key))
      : fromRecords(context.today, key),
    data: { useCase: key, issuedBy: token?.issuedBy ?? null, issuedOn: token?.issuedOn ?? null },
    next: [offerStep({ do: 'issue-audit-token', useCase: key }), auditOffer(key)],
    about: { useCase: key },
  };
}

export const auditEventEntries: readonly Entry[] = checkAnswers([
  question({
    key: 'audit-event',
    title: 'What happened with a ticket or record?',
    examples: {
      en: [
        'what did {useCase} do with ticket {words}',
        'why did {useCase} not close ticket {words}',
        'was ticket {words} closed by the bot',
        'what happened to case {words}',
        'reason why {words} was not closed',
        'look up ticket {words} in the audit trail',
        '{words} was refused, for what reason',
        'whose approval was behind {words}',
        'did the bot touch order {words}',
        'who signed off on closing {words}',
        'what exactly was done to invoice {words}',
        'trace what the bot did with {words}',
      ],
      de: [
        'warum hat {useCase} das ticket {words} nicht geschlossen',
        'wer hat das schließen von ticket {words} freigegeben',
        'was ist mit ticket {words} passiert',
        'weshalb blieb ticket {words} offen',
        'warum wurde ticket {words} nicht zugemacht',
      ],
      fr: [
        'pourquoi {useCase} n’a pas fermé le ticket {words}',
        'qui a approuvé la fermeture du ticket {words}',
        'que s’est-il passé avec le ticket {words}',
      ],
      es: [
        'por qué {useCase} no cerró el ticket {words}',
        'quién aprobó cerrar el ticket {words}',
        'qué pasó con el ticket {words}',
      ],
    },
    takes: ['useCase', 'words'],
    answer: (context, { useCase, words }) => answerEvent(context, useCase, words ?? ''),
  }),
  question({
    key: 'audit-token-issuer',
    title: 'Who issued the audit token of a use case?',
    examples: {
      en: [
        'who issued the audit token of {useCase}',
        'when was the audit token of {useCase} issued',
        'who created the token for the audit trail',
        'how old is the audit token of {useCase}',
        'does {useCase} have an audit token',
      ],
      de: ['wer hat den audit token von {useCase} ausgestellt', 'hat {useCase} einen audit token'],
      fr: ['qui a créé le jeton d’audit de {useCase}', '{useCase} a-t-il un jeton d’audit'],
      es: ['quién emitió el token de auditoría de {useCase}', 'tiene {useCase} un token de auditoría'],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerToken(context, useCase),
  }),
  question({
    key: 'how-to-audit-token',
    title: 'How does a use case get an audit token?',
    examples: {
      en: [
        'how does a use case get an audit token',
        'who may issue an audit token',
        'where do i get a token for the audit trail',
        'how do i create an audit token',
      ],
      de: ['wie bekommt ein use case einen audit token', 'wer darf einen audit token ausstellen'],
      fr: ["comment obtenir un jeton d'audit", "qui peut créer un jeton d'audit"],
      es: ['cómo se obtiene un token de auditoría', 'quién puede emitir un token de auditoría'],
    },
    answer: () => ({
      text: 'The owner of the use case, AI Operations or the transformation lead presses *Audit token* on its audit trail, or writes `/stage3 audit` with its key. Crossing shows the token once, and a new one replaces it.',
      source: null,
      data: { command: '/stage3 audit' },
      next: [[{ page: 'use-cases' }, 'Use cases']],
    }),
  }),
  request({
    key: 'issue-audit-token',
    title: 'Issue an audit token for a use case',
    examples: {
      en: [
        'i need an audit token for {useCase}',
        'connect {useCase} to the audit trail',
        'issue an audit token',
        'how does {useCase} send audit events',
        'new token for the audit trail of {useCase}',
        'replace the audit token of {useCase}',
        'we lost the audit token of {useCase}',
        '{useCase} should log what it does here',
        'set up audit logging for {useCase}',
        'reissue the audit token of {useCase}',
        'the audit token of {useCase} leaked, make a new one',
        'our developers need the token to send events of {useCase}',
        'another audit token for {useCase}, the old one is lost',
        'our log shipper lost its secret and needs another one for the audit trail of {useCase}',
        'the new release sends audit events once i give it a token',
        'i do not have the old audit token, make me another',
      ],
      de: [
        'audit token für {useCase} ausstellen',
        '{useCase} an das prüfprotokoll anschließen',
        'neuer audit token für {useCase}',
      ],
      fr: [
        "créer un jeton d'audit pour {useCase}",
        "connecter {useCase} à la piste d'audit",
        'nouveau jeton d’audit pour {useCase}',
      ],
      es: [
        'emitir un token de auditoría para {useCase}',
        'conectar {useCase} a la auditoría',
        'nuevo token de auditoría para {useCase}',
      ],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'issue-audit-token', useCase } }),
  }),
  question({
    key: 'withdraw-audit-token',
    title: 'Withdraw an audit token',
    wording: 'request',
    examples: {
      en: [
        'withdraw the audit token of {useCase}',
        'revoke the audit token',
        'the audit token leaked, block it',
        'make the audit token invalid',
        'kill the audit token of {useCase}',
        'somebody posted the audit token in a chat, stop it',
        'the token for the audit trail of {useCase} must stop working',
        'no more events from the old system, take its audit token away',
        'the audit token has to go',
        'cancel the audit token that {person} issued',
        'we switched the system off, its audit token is not needed any more',
        'void the token of the audit trail',
        'nothing may write into the audit trail of {useCase} for now',
        'nobody shall be able to send events for {useCase} with the old token',
      ],
      de: [
        'audit token von {useCase} zurückziehen',
        'audit token sperren',
        'der audit token ist durchgesickert, mach ihn ungültig',
      ],
      fr: ['révoquer le jeton d’audit de {useCase}', 'le jeton d’audit a fuité, bloque-le'],
      es: ['revocar el token de auditoría de {useCase}', 'el token de auditoría se filtró, anúlalo'],
    },
    takes: ['useCase', 'person'],
    answer: (context, { useCase }) => answerWithdrawal(context, auditTokens, useCase),
  }),
]);
