import { formatDay } from '../../domain/calendar.ts';
import {
  checklistEntry,
  checklistOf,
  evidenceValidDays,
  expiryNoticeDays,
  isWaivable,
  listCompleteEvidence,
  listExpiringEvidence,
} from '../../domain/checklist/index.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { isOver, type Register, type UseCase, type Waiver } from '../../domain/register.ts';
import { formatCount, removeFinalPeriod, uncapitalize } from '../../domain/wording.ts';
import { onlyFuture, prefill } from '../kit/answer-words.ts';
import { joinSentences, listSome, nameUseCase } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { describeConfirmAgain, describeUntil } from '../kit/words.ts';
import { describeNextExpiry } from './evidence-words.ts';
import { checklistOffer, listWaivers, subjectOf } from './item-offers.ts';
import { describeWaivable } from './waiver-words.ts';

const validity = `Evidence expires ${evidenceValidDays} days after it was confirmed.`;

/** Returns the use case whose evidence expires first; undefined without evidence. */
function findNextToExpire(register: Register, useCases: readonly UseCase[]): UseCase | undefined {
  const firstDay = (useCase: UseCase) =>
    listCompleteEvidence(register, useCase)
      .map(({ validUntil }) => validUntil)
      .sort()[0];
  const [next] = useCases
    .flatMap((useCase) => {
      const day = firstDay(useCase);
      return day === undefined ? [] : [{ useCase, day }];
    })
    .sort((a, b) => a.day.localeCompare(b.day));
  return next?.useCase;
}

export const waiverEntries: readonly Entry[] = [
  question({
    key: 'waivers',
    title: 'Which waivers are in force?',
    examples: {
      en: [
        'do we have any waivers',
        'is {item} of {useCase} waived',
        'what did we let slide for {useCase}',
        'does {useCase} only look complete because of a waiver',
        'reason for the waiver',
        'until when is {item} exempted',
        'has anything been exempted',
        'do we run on exceptions somewhere',
        'is any item waived',
        'which waivers do we have',
        'what is waived for {useCase}',
        'which items are waived',
        'does {useCase} have a waiver',
        'when does the waiver of {useCase} end',
        'who approved the waiver of {useCase}',
        'how much longer does the exception of {useCase} run',
        'remaining time of the {item} waiver of {useCase}',
        'list exceptions',
        'who let {useCase} off {item} and why',
        'exemptions in force',
        'is somebody running with an exemption',
        'when do our exceptions end',
      ],
      de: [
        'welche ausnahmen gibt es',
        'welche ausnahmen hat {useCase}',
        'wann endet die ausnahme von {useCase}',
        'ist bei {useCase} etwas ausgenommen',
        'worauf verzichten wir gerade',
        'wann laufen unsere ausnahmen aus',
      ],
      fr: [
        'quelles dérogations avons-nous',
        'quelles dérogations a {useCase}',
        'quand finissent nos dérogations',
      ],
      es: [
        'qué excepciones tenemos',
        'qué excepciones tiene {useCase}',
        'cuándo terminan nuestras excepciones',
      ],
    },
    takes: ['useCase', 'item'],
    answer: (context, { useCase: key, item }) => {
      const waivers = listWaivers(context, key).filter(
        ({ subject }) => item === undefined || (subject.kind === 'item' && subject.item === item),
      );
      const about = item === undefined ? '' : ` of ${uncapitalize(checklistEntry(item).title)}`;
      const [first] = waivers;
      const describe = (waiver: Waiver) =>
        `${waiver.useCase} ${subjectOf(waiver)}, ${describeUntil(waiver.until, context.today)}`;
      return {
        text: first
          ? joinSentences(
              `${formatCount(waivers.length, 'waiver is', 'waivers are')} in force: ${listSome(waivers.map(describe), 4).replaceAll('), ', '); ')}.`,
              waivers.length === 1 &&
                `${mention(first.approvedBy)} approved it on ${formatDay(first.from)}: ${escapeMrkdwn(removeFinalPeriod(first.reason), 150)}.`,
            )
          : item !== undefined && !isWaivable(item)
            ? describeWaivable(item)
            : joinSentences(
                `No waiver${about} is in force${key === undefined ? '' : ` for ${escapeMrkdwn(key, 40)}`}.`,
                key === undefined && item !== undefined && describeWaivable(item),
              ),
        source: first
          ? fromPerson(first.approvedBy, first.from, first.key)
          : fromRecords(context.today, ...(key === undefined ? [] : [key])),
        data: {
          waivers: waivers
            .slice(0, 20)
            .map(({ key: waiver, useCase, subject, until, approvedBy, reason }) => ({
              ...{ waiver, useCase, subject, until, approvedBy },
              reason: reason.slice(0, 300),
            })),
        },
        next: first ? [checklistOffer(first.useCase)] : key === undefined ? [] : [checklistOffer(key)],
        about: key === undefined ? (first ? { useCase: first.useCase } : {}) : { useCase: key },
      };
    },
  }),

  question({
    key: 'confirm-again',
    title: 'Which evidence must be confirmed again?',
    examples: {
      en: [
        'what has to be confirmed again',
        'by when do I have to confirm the evidence of {useCase} again',
        'lapse date of the confirmations of {useCase}',
        'anything about to lapse for {useCase}',
        'when does my evidence run out',
        'who confirmed the items of {useCase} and when',
        'anything to renew on the checklist of {useCase}',
        'how long are our confirmations still good',
        'what goes stale next on {useCase}',
        'is {useCase} still covered and until when',
        'which evidence of {useCase} expires',
        'what do I have to confirm for {useCase}',
        'is the evidence of {useCase} still valid',
        'which confirmations are about to expire',
        'how old is the evidence of {useCase}',
        'how many confirmations of mine expire soon',
        'do I have to do anything about my evidence in the coming days',
        'how much of the checklist of {useCase} is about to run out',
        'next confirmation of {useCase} is due when',
        'are my confirmations still fresh',
        'can we leave the evidence of {useCase} alone',
      ],
      de: [
        'was muss neu bestätigt werden',
        'welche nachweise von {useCase} laufen ab',
        'wann ist die nächste bestätigung von {useCase} fällig',
        'wie lange gelten die bestätigungen von {useCase} noch',
        'wie viele meiner punkte laufen bald ab',
        'wie viele nachweise verfallen demnächst',
        'wann muss ich wieder etwas bestätigen',
      ],
      fr: [
        'que faut-il reconfirmer',
        'quelles preuves de {useCase} expirent',
        'jusqu’à quand les preuves de {useCase} sont-elles valables',
        'combien de mes points expirent bientôt',
        'quand dois-je reconfirmer mes preuves',
      ],
      es: [
        'qué hay que confirmar de nuevo',
        'qué evidencias de {useCase} caducan',
        'hasta cuándo valen las evidencias de {useCase}',
        'cuántos de mis puntos caducan pronto',
        'cuándo tengo que volver a confirmar',
      ],
    },
    takes: ['useCase'],
    answer: ({ register, today }, { useCase: key }) => {
      const chosen = [...register.useCases.values()].filter(
        (useCase) => !isOver(useCase) && (key === undefined || useCase.key === key),
      );
      const due = chosen
        .map((useCase) => ({ useCase, expiring: listExpiringEvidence(register, useCase, today) }))
        .filter(({ expiring }) => expiring.length > 0)
        .sort((a, b) => (a.expiring[0]?.validUntil ?? '').localeCompare(b.expiring[0]?.validUntil ?? ''));
      const [first] = due;
      const [earliest] = first?.expiring ?? [];
      const next = findNextToExpire(register, chosen);
      return {
        text:
          first && earliest
            ? joinSentences(
                `${nameUseCase(first.useCase)}: ${describeConfirmAgain(earliest.validUntil, first.expiring, today)}.`,
                due.length > 1 &&
                  `${formatCount(due.length - 1, 'more use case has', 'more use cases have')} evidence to confirm again.`,
              )
            : joinSentences(
                `No evidence ${key === undefined ? '' : `of ${escapeMrkdwn(key, 40)} `}has expired or expires within ${expiryNoticeDays} days.`,
                next &&
                  `${key === undefined ? `${nameUseCase(next)}: ` : ''}${describeNextExpiry({ register, today }, next)}`,
                validity,
              ),
        source: fromRecords(today, ...due.slice(0, 5).map(({ useCase }) => useCase.key)),
        data: {
          due: due.slice(0, 20).map(({ useCase, expiring }) => ({
            useCase: useCase.key,
            items: expiring.map(({ item, validUntil }) => ({ item, validUntil })),
          })),
        },
        next: first
          ? [[{ do: 'reconfirm', useCase: first.useCase.key }], checklistOffer(first.useCase.key)]
          : key === undefined
            ? []
            : [checklistOffer(key)],
        about: first ? { useCase: first.useCase.key } : key === undefined ? {} : { useCase: key },
      };
    },
  }),

  request({
    key: 'add-evidence',
    title: 'Add evidence for a use case',
    examples: {
      en: [
        'add evidence for {item} of {useCase}',
        'confirm {item} of {useCase}',
        'record {item} for {useCase}',
        '{item} of {useCase} is done',
        '{useCase} has {item} now',
        'we finally wrote down the {item} of {useCase}',
        'tick off {item} for {useCase}',
        '{item} for {useCase} is sorted, put it on the checklist',
        'I have the proof for {item}',
        'we set up {item} for {useCase} yesterday',
        'file {item} for {useCase}: {words}',
        'put my {item} details on the checklist of {useCase}',
        'the users of {useCase} did the training',
        'everyone has been taught, record the {item} of {useCase}',

        'here is what you wanted for {item}',

        'let me fill in {item} for {useCase}',
        'finished with {item}',
      ],
      de: [
        '{item} von {useCase} abhaken',
        '{item} ist jetzt eingerichtet, bitte eintragen',
        'nachweis für {item} von {useCase} hinzufügen',
        '{item} von {useCase} bestätigen',
        'mit {item} bei {useCase} sind wir fertig',
        'ich will {item} für {useCase} ausfüllen',
        '{item} läuft seit {day}, bitte abhaken',
      ],
      fr: [
        'ajouter une preuve de {item} pour {useCase}',
        'confirmer {item} de {useCase}',
        '{item} de {useCase} est fait, cochez-le',
        'je veux remplir {item} pour {useCase}',
      ],
      es: [
        'añadir evidencia de {item} para {useCase}',
        'confirmar {item} de {useCase}',
        '{item} de {useCase} está hecho, márcalo',
        'quiero rellenar {item} de {useCase}',
      ],
    },
    needs: ['useCase', 'item'],
    takes: ['words', 'day'],
    open: ({ register, today }, { useCase: key, item }) => {
      const useCase = register.useCases.get(key);
      const step = useCase && checklistOf(register, useCase, today).find((one) => one.item === item)?.step;
      return { step: step ?? { do: 'confirm-item', useCase: key, item } };
    },
  }),

  request({
    key: 'reconfirm',
    title: 'Confirm the evidence of a use case again',
    examples: {
      en: [
        'confirm {useCase} again',
        'extend my confirmations for {useCase}',
        'nothing changed on the checklist of {useCase}, confirm it',
        'all items of {useCase} still apply',
        'extend the validity of the evidence of {useCase}',
        'refresh my sign-offs',
        'the evidence of {useCase} is still true',
        'reconfirm {useCase}',
        'everything about {useCase} is still valid',
        'I have to reconfirm the evidence of {useCase}',
        '{item} of {useCase} is as before, renew it',
        '{item} is the same as before, confirm again',
        'no changes at {useCase}, let me renew',
        'I vouch for {useCase} for another three months',
        'still correct, all of {useCase}',
        '{item} applies unchanged, I confirm it again',
      ],
      de: [
        '{useCase} erneut bestätigen',
        'die nachweise von {useCase} gelten noch',
        'alles auf der checkliste von {useCase} stimmt noch',
        '{item} gilt unverändert, ich bestätige erneut',
        'bei {useCase} hat sich nichts geändert, bitte verlängern',
        'ich bestätige {useCase} für weitere drei monate',
      ],
      fr: [
        'reconfirmer {useCase}',
        'les preuves de {useCase} sont toujours valables',
        'je dois reconfirmer les preuves de {useCase}',
        '{item} reste inchangé, je confirme à nouveau',
        'rien n’a changé pour {useCase}, je renouvelle',
      ],
      es: [
        'confirmar {useCase} de nuevo',
        'las evidencias de {useCase} siguen vigentes',
        '{item} sigue igual, lo confirmo otra vez',
        'en {useCase} no ha cambiado nada, renuévalo',
      ],
    },
    needs: ['useCase'],
    takes: ['item'],
    open: (_, { useCase, item }) => ({
      step:
        item === undefined || item === 'dpa'
          ? { do: 'reconfirm', useCase }
          : { do: 'confirm-item', useCase, item },
    }),
  }),

  request({
    key: 'waive-item',
    title: 'Grant a waiver for a use case',
    examples: {
      en: [
        'waive {item} for {useCase}',
        'grant a waiver for {useCase}',
        'we need an exception for {item} of {useCase}',
        'skip {item} for {useCase} for now',
        'let {useCase} go live without {item}',
        'exempt {useCase} from {item}',
        'I want to sign an exception',
        'please accept that {useCase} has no {item} yet',
        'I want to waive something for {useCase}',
        'waive {item} of {useCase} until {day}',
        'waive {item} until the end of {period}',
        'give {useCase} an exemption on {item} up to {day}',
        'we do without {item} at {useCase} until {day}',
        'grant {useCase} an exemption from {item}',
        '{useCase} can do without {item} for the time being',
        'let {useCase} off {item} until {day}',
        'accept {useCase} without {item} for some weeks',
        'I approve that {useCase} skips {item}',
        'waive {item} for {useCase} till {day}',
        '{useCase} may do without {item} until {day}',
      ],
      de: [
        'ausnahme für {useCase} genehmigen',
        '{item} von {useCase} vorerst aussetzen',
        '{useCase} bis {day} von {item} befreien',
        'bei {useCase} bis {day} auf {item} verzichten',
        '{useCase} kommt vorerst ohne {item} aus, ich genehmige das',
        'für {item} von {useCase} brauchen wir vorübergehend eine ausnahme',
      ],
      fr: [
        'accorder une dérogation à {useCase}',
        'dérogation pour {item} de {useCase}',
        '{useCase} peut se passer de {item} jusqu’au {day}',
        'exempter {useCase} de {item}',
      ],
      es: [
        'conceder una excepción a {useCase}',
        'excepción de {item} para {useCase}',
        '{useCase} puede prescindir de {item} hasta el {day}',
        'eximir a {useCase} de {item}',
        'hay que eximir {item} de {useCase} un tiempo',
      ],
    },
    needs: ['useCase'],
    takes: ['item', 'day', 'period'],
    open: ({ today }, { useCase, item, day }) => ({
      step: { do: 'waive', useCase, ...(item === undefined || isWaivable(item) ? {} : { item }) },
      prefilled: prefill({ item, until: onlyFuture(day, today) }),
    }),
  }),
];
