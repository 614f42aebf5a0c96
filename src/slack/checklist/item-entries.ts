import { daysBetween, formatDay } from '../../domain/calendar.ts';
import {
  checklist,
  checklistEntry,
  checklistOf,
  evidenceValidDays,
  needsDpa,
  sortItemsByUrgency,
} from '../../domain/checklist/index.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { type ChecklistItem, evidenceId } from '../../domain/register.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import {
  capitalize,
  formatCount,
  formatDaysAgo,
  removeFinalPeriod,
  uncapitalize,
} from '../../domain/wording.ts';
import { answerAbout, joinSentences, listSome, nameUseCase, nameUseCases } from '../kit/answers.ts';
import { escapeMrkdwn, mention, truncateMrkdwn } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeExpiry, describeUntil } from '../kit/words.ts';
import { formatChecklistCount } from './checklist-page.ts';
import { describeEvidence, describeNextExpiry } from './evidence-words.ts';
import { checklistOffer, itemOffers, stateWords, titleOf } from './item-offers.ts';

/** The most complete items that are named beside the missing ones. */
const mostNamed = 3;

/** Answers whether an item of a use case is complete, with its evidence and the person who confirmed it. */
export const answerItem = (context: PageContext, key: string, item: ChecklistItem) =>
  answerAbout(context, key, (useCase) => {
    const { register, today } = context;
    const { title, needs } = checklistEntry(item);
    const state = checklistOf(register, useCase, today).find((one) => one.item === item);
    if (!state) throw new RangeError(`no item ${item}`);
    const found = item === 'dpa' ? undefined : register.evidence.get(evidenceId(key, item));
    const { waiver } = state;
    const isFree = item === 'dpa' && !needsDpa(useCase);
    return {
      text: joinSentences(
        `${title} of ${nameUseCase(useCase)}: ${stateWords[state.state]}.`,
        state.missing.length > 0 && `${escapeMrkdwn(capitalize(state.missing.join('; ')), 180)}.`,
        !found && !isFree && state.state === 'open' && `It needs ${needs}.`,
        isFree
          ? 'It touches no personal or confidential data, so it needs no DPA.'
          : found && `${truncateMrkdwn(describeEvidence(found.details, register).join('; '), 200)}.`,
        waiver
          ? `Waived ${describeUntil(waiver.until, today)} by ${mention(waiver.approvedBy)}: ${escapeMrkdwn(removeFinalPeriod(waiver.reason), 100)}.`
          : found &&
              `Confirmed by ${mention(found.confirmedBy)} on ${formatDay(found.confirmedOn)} (${formatDaysAgo(daysBetween(found.confirmedOn, today))})${state.validUntil === null ? '' : `, ${describeExpiry(state.validUntil, today)}`}.`,
      ),
      source: found
        ? fromPerson(found.confirmedBy, found.confirmedOn, `evidence:${evidenceId(key, item)}`)
        : fromRecords(today, key),
      data: {
        useCase: key,
        item,
        state: stateWords[state.state],
        missing: state.missing.slice(0, 10).map((one) => one.slice(0, 200)),
        confirmedBy: found?.confirmedBy ?? null,
        confirmedOn: found?.confirmedOn ?? null,
        validUntil: state.validUntil,
        waivedUntil: waiver?.until ?? null,
      },
      next: [...itemOffers(state, useCase), checklistOffer(key)],
      about: { useCase: key, item },
    };
  });

export const itemEntries: readonly Entry[] = [
  question({
    key: 'checklist',
    title: 'How complete is the checklist of a use case?',
    examples: {
      en: [
        'how complete is the checklist of {useCase}',
        'how complete is the production checklist of {useCase}',
        '{useCase} checklist status',
        'what is missing on the checklist',
        'is the checklist complete',
        'checklist of {useCase}',
        'how does the checklist of {useCase} look',
        'how far is the checklist of {useCase}',
        'what is missing on the checklist of {useCase}',
        'which items are open for {useCase}',
        'is the checklist of {useCase} complete',
        'production checklist {useCase}',
        'which evidence does {useCase} still need',
        'how many items are complete for {useCase}',
        'what is incomplete for {useCase}',
        'which items of {useCase} did we tick already',
        'which checklist item is ticked for {useCase}',
        'does {useCase} still have all eight',
        'what stands between {useCase} and a full checklist',
        'what keeps us from switching {useCase} on for all',
        'how much paperwork is left for {useCase}',
        'which boxes are still empty for {useCase}',
        'what did I not tick yet',
        'tell me what {useCase} lacks for production',
      ],
      de: [
        'checkliste {useCase}',
        'checkliste von {useCase}',
        'was fehlt auf der checkliste von {useCase}',
        'ist die checkliste von {useCase} vollständig',
        'welche punkte von {useCase} sind schon abgehakt',
        'was muss {useCase} für den go-live noch nachweisen',
        'wie viele der acht punkte hat {useCase}',
      ],
      fr: [
        'checklist de {useCase}',
        'liste de contrôle de {useCase}',
        'que manque-t-il à la liste de {useCase}',
        'quels points de {useCase} sont déjà cochés',
        'combien des huit points a {useCase}',
      ],
      es: [
        'lista de control de {useCase}',
        'qué falta en la lista de {useCase}',
        'qué puntos de {useCase} ya están hechos',
        'cuántos de los ocho puntos tiene {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const items = checklistOf(context.register, useCase, context.today);
        const open = sortItemsByUrgency(items).filter(({ state }) => state === 'open');
        const [first] = open;
        const done = items.filter(({ state }) => state === 'holds');
        return {
          text: joinSentences(
            `The checklist of ${nameUseCase(useCase)} (${stageWords[useCase.life.stage]}): ${formatChecklistCount(context, useCase)}.`,
            first &&
              `${done.length > 0 && done.length <= mostNamed ? `Complete: ${listSome(done.map(titleOf))}; missing` : 'Missing'}: ${listSome(open.map(titleOf), 8)}.`,
            !first && describeNextExpiry(context, useCase),
            first && `First: ${titleOf(first)}, ${escapeMrkdwn(first.missing.join('; '), 180)}.`,
          ),
          source: fromRecords(context.today, key),
          data: {
            useCase: key,
            items: items.map(({ item, state, missing, validUntil }) => ({
              item,
              state: stateWords[state],
              missing: missing.slice(0, 10).map((one) => one.slice(0, 200)),
              validUntil,
            })),
          },
          next: [...(first ? itemOffers(first, useCase) : []), checklistOffer(key)],
          about: { useCase: key, ...(first ? { item: first.item } : {}) },
        };
      }),
  }),

  question({
    key: 'checklist-item',
    title: 'Is a checklist item of a use case complete?',
    examples: {
      en: [
        'link to the {item} of {useCase}',
        'where is the {item} of {useCase}',
        '{useCase} {item}',
        'dashboard of {useCase}',
        'link to the dashboard of {useCase}',
        'url of the dashboard of {useCase}',
        'who signed off {item} of {useCase}',
        'who stood behind {item} of {useCase}',
        'who said that {item} of {useCase} is fine',
        'until when is the {item} evidence of {useCase} valid',
        'is {item} taken care of in {useCase}',
        'do we get an alarm when {useCase} makes errors',
        'what did we record about {item} of {useCase}',
        'has somebody done {item} for {useCase} yet',

        'why is {item} missing for {useCase}',
        'is {item} of {useCase} complete',
        'what is the evidence for {item} of {useCase}',
        'does {useCase} have {item}',
        'when does {item} of {useCase} expire',
        'how old is {item} of {useCase}',
        '{item} of {useCase}',
        'what is missing for {item} of {useCase}',
        'until when is the {item} item good',
        'what do I have to put under {item} for {useCase}',
        'who put their name to {item} of {useCase}',
        'by whom was {item} of {useCase} confirmed',
        'who vouches for {item} of {useCase}',
        'on which day was {item} of {useCase} confirmed',
        'can we leave {item} of {useCase} alone',
        'state of {item} at {useCase}',
        'is {item} of {useCase} all right',
        'what do we have on {item} for {useCase}',
        'who is behind the {item} evidence of {useCase}',
      ],
      de: [
        'ist {item} von {useCase} vollständig',
        'wer hat {item} von {useCase} bestätigt',
        'hat {useCase} {item}',
        'wer hat {item} von {useCase} abgenommen',
        'bis wann gilt {item} von {useCase}',
        'was muss bei {item} von {useCase} alles rein',
        'welche person hat {item} von {useCase} bestätigt',
        'an welchem tag wurde {item} von {useCase} bestätigt',
        'wie steht es um {item} bei {useCase}',
      ],
      fr: [
        '{item} de {useCase} est-il complet',
        'qui a confirmé {item} de {useCase}',
        'qui a validé {item} de {useCase} et quand',
        'lien vers {item} de {useCase}',
        'quel jour {item} de {useCase} a été confirmé',
        'qui répond de {item} de {useCase}',
      ],
      es: [
        'está completo {item} de {useCase}',
        'quién confirmó {item} de {useCase}',
        'quién dio el visto bueno a {item} de {useCase}',
        'enlace a {item} de {useCase}',
        'qué día se confirmó {item} de {useCase}',
        'quién responde de {item} de {useCase}',
      ],
    },
    needs: ['useCase', 'item'],
    answer: (context, { useCase, item }) => answerItem(context, useCase, item),
  }),

  question({
    key: 'items-missing',
    title: 'Which use cases miss a checklist item?',
    examples: {
      en: [
        'which use cases have no {item}',
        'where is {item} missing',
        'who still needs {item}',
        'which use cases miss {item}',
        'do all use cases have {item}',
        'which use cases in production lack {item}',
        'is anybody running without {item}',
        'who has not sorted out {item} yet',
        'is {item} in place everywhere',
        'which teams skipped {item}',
        'who runs without {item}',
        'use cases that never did {item}',
        'is {item} lacking anywhere',
      ],
      de: [
        'welchen use cases fehlt {item}',
        'wo fehlt {item}',
        'haben alle use cases {item}',
        'wer läuft ohne {item}',
        'fehlt irgendwo {item}',
      ],
      fr: ['à quels cas d’usage manque {item}', 'où manque {item}', 'qui tourne sans {item}'],
      es: ['a qué casos de uso les falta {item}', 'dónde falta {item}', 'quién funciona sin {item}'],
    },
    needs: ['item'],
    answer: ({ register, today }, { item }) => {
      const running = [...register.useCases.values()].filter(
        ({ life }) => life.stage === 'production' || life.stage === 'pilot',
      );
      const missing = running.filter((useCase) =>
        checklistOf(register, useCase, today).some((one) => one.item === item && one.state === 'open'),
      );
      const { title } = checklistEntry(item);
      const live = missing.filter(({ life }) => life.stage === 'production').length;
      const [only] = missing;
      return {
        text:
          running.length === 0
            ? 'No use case is in pilot or in production.'
            : missing.length === 0
              ? `${title}: complete or waived for every running use case.`
              : joinSentences(
                  `${title}: missing for ${missing.length.toLocaleString('en')} of ${formatCount(running.length, 'running use case')}: ${nameUseCases(missing, 5)}.`,
                  live > 0 && `${live} of them ${live === 1 ? 'is' : 'are'} in production.`,
                ),
        source: fromRecords(today, ...missing.slice(0, 5).map(({ key }) => key)),
        data: { item, running: running.length, missing: missing.slice(0, 50).map(({ key }) => key) },
        next: only ? [checklistOffer(only.key)] : [[{ page: 'use-cases' }, 'Use cases']],
        about: { item, ...(only && missing.length === 1 ? { useCase: only.key } : {}) },
      };
    },
  }),

  question({
    key: 'checklist-items',
    title: 'What is on the production checklist?',
    examples: {
      en: [
        'what are the checklist items',
        'what is on the production checklist',
        'what are the eight items',
        'what do you need to go live',
        'what does {item} need',
        'what counts as evidence for {item}',
        'what evidence is needed for {item}',
        'what belongs into {item}',
        'what do I have to hand in for {item}',
        'which proof do you want to see for {item}',
        'what must we have in place before going live',
        'explain the {item} item',
        'list of things to prove for production',
        'what must I deliver for the point {item}',
        'what do you expect under {item}',
        'the eight points, please',
        'which documents do I need for {item}',
        'what belongs to {item}',
        'what all has to be proven',
        'how do I satisfy {item}',
        'what makes {item} complete',
      ],
      de: [
        'was steht auf der checkliste',
        'welche nachweise braucht {item}',
        'was braucht man für den go-live',
        'was muss ich für den punkt {item} liefern',
        'was erwartest du bei {item}',
        'nenn mir die acht punkte',
        'wann ist {item} erfüllt',
      ],
      fr: [
        'que contient la liste de production',
        'quelles preuves faut-il pour {item}',
        'que faut-il fournir pour {item}',
        'cite-moi les huit points',
      ],
      es: [
        'qué incluye la lista de producción',
        'qué evidencias necesita {item}',
        'qué hay que entregar para {item}',
        'dime los ocho puntos',
      ],
    },
    takes: ['item'],
    answer: (_, { item }) => ({
      text:
        item === undefined
          ? joinSentences(
              `The production checklist has ${checklist.length} items: ${listSome(
                checklist.map(({ title }) => uncapitalize(title)),
                8,
              )}.`,
              'Going live needs all of them, an ROI with production pricing and a roll-out plan.',
              `Evidence expires ${evidenceValidDays} days after it was confirmed.`,
            )
          : `${checklistEntry(item).title}: ${checklistEntry(item).needs}.`,
      source: null,
      data: {
        items: checklist
          .filter(({ key }) => item === undefined || key === item)
          .map(({ key, title, needs }) => ({ key, title, needs })),
      },
      next: [[{ page: 'use-cases' }, 'Use cases']],
      ...(item === undefined ? {} : { about: { item } }),
    }),
  }),
];
