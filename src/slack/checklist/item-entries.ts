import { daysBetween, formatDay } from '../../domain/calendar.ts';
import {
  checklist,
  checklistEntry,
  checklistOf,
  needsDpa,
  sortItemsByUrgency,
} from '../../domain/checklist/index.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { evidenceId } from '../../domain/register.ts';
import {
  capitalize,
  formatCount,
  formatDaysAgo,
  removeFinalPeriod,
  uncapitalize,
} from '../../domain/wording.ts';
import { answerAbout, joinSentences, listSome, nameUseCase, nameUseCases } from '../kit/answers.ts';
import { escapeMrkdwn, mention, truncateMrkdwn } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeExpiry, describeUntil } from '../kit/words.ts';
import { formatChecklistCount } from './checklist-page.ts';
import { describeEvidence } from './evidence-words.ts';
import { checklistOffer, itemOffers, stateWords, titleOf } from './item-offers.ts';

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
        'how far is the checklist of {useCase}',
        'what is missing on the checklist of {useCase}',
        'which items are open for {useCase}',
        'is the checklist of {useCase} complete',
        'production checklist {useCase}',
        'which evidence does {useCase} still need',
        'how many items are complete for {useCase}',
        'what is incomplete for {useCase}',
      ],
      de: [
        'checkliste {useCase}',
        'checkliste von {useCase}',
        'was fehlt auf der checkliste von {useCase}',
        'ist die checkliste von {useCase} vollständig',
      ],
      fr: [
        'checklist de {useCase}',
        'liste de contrôle de {useCase}',
        'que manque-t-il à la liste de {useCase}',
      ],
      es: ['lista de control de {useCase}', 'qué falta en la lista de {useCase}'],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const items = checklistOf(context.register, useCase, context.today);
        const open = sortItemsByUrgency(items).filter(({ state }) => state === 'open');
        const [first] = open;
        return {
          text: joinSentences(
            `The checklist of ${nameUseCase(useCase)}: ${formatChecklistCount(context, useCase)}.`,
            first && `Missing: ${listSome(open.map(titleOf), 8)}.`,
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
        'who has to review the replies of {useCase}',
        'which outputs of {useCase} are reviewed before they go out',
        'dashboard of {useCase}',
        'link to the dashboard of {useCase}',

        'is {item} missing for {useCase}',
        'why is {item} missing for {useCase}',
        'is {item} of {useCase} complete',
        'who confirmed {item} of {useCase}',
        'what is the evidence for {item} of {useCase}',
        'does {useCase} have {item}',
        'when does {item} of {useCase} expire',
        'how old is {item} of {useCase}',
        '{item} of {useCase}',
        'what is missing for {item} of {useCase}',
      ],
      de: [
        'ist {item} von {useCase} vollständig',
        'wer hat {item} von {useCase} bestätigt',
        'hat {useCase} {item}',
      ],
      fr: ['{item} de {useCase} est-il complet', 'qui a confirmé {item} de {useCase}'],
      es: ['está completo {item} de {useCase}', 'quién confirmó {item} de {useCase}'],
    },
    needs: ['useCase', 'item'],
    answer: (context, { useCase: key, item }) =>
      answerAbout(context, key, (useCase) => {
        const { register, today } = context;
        const state = checklistOf(register, useCase, today).find((one) => one.item === item);
        if (!state) throw new RangeError(`no item ${item}`);
        const found = item === 'dpa' ? undefined : register.evidence.get(evidenceId(key, item));
        const { waiver } = state;
        const isFree = item === 'dpa' && !needsDpa(useCase);
        return {
          text: joinSentences(
            `${checklistEntry(item).title} of ${nameUseCase(useCase)}: ${stateWords[state.state]}.`,
            state.missing.length > 0 && `${escapeMrkdwn(capitalize(state.missing.join('; ')), 180)}.`,
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
      }),
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
      ],
      de: ['welchen use cases fehlt {item}', 'wo fehlt {item}', 'haben alle use cases {item}'],
      fr: ['à quels cas d’usage manque {item}', 'où manque {item}'],
      es: ['a qué casos de uso les falta {item}', 'dónde falta {item}'],
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
      ],
      de: [
        'was steht auf der checkliste',
        'welche nachweise braucht {item}',
        'was braucht man für den go-live',
      ],
      fr: ['que contient la liste de production', 'quelles preuves faut-il pour {item}'],
      es: ['qué incluye la lista de producción', 'qué evidencias necesita {item}'],
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
              'Evidence expires 90 days after it was confirmed.',
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
