import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeUntil } from '../kit/words.ts';
import { confirmEnd } from './checklist-page.ts';
import { checklistOffer, listWaivers, subjectOf } from './item-offers.ts';

export const endWaiverEntries: readonly Entry[] = [
  question({
    key: 'end-waiver',
    title: 'End a waiver early',
    wording: 'request',
    examples: {
      en: [
        'end the waiver of {useCase}',
        'end the waiver for {item}',
        'cancel the waiver of {useCase} for {item}',
        '{useCase} is back on {tool}, its waiver can go',
        '{item} is complete now, the waiver is not needed any more',
        'revoke the exception for {useCase}',
        'take the waiver back before it runs out',
        'lift the exemption of {useCase} today',
        'we fixed {item}, no more exemption for {useCase}',
        'the exception for {useCase} is over',
        'drop the waiver on {category}',
        'stop waiving {item}',
        'the exception that we gave {useCase} on {item} is no longer necessary',
        '{item} waiver of {useCase}: over as of {day}',
        'I want the waiver lifted {day} rather than later',
      ],
      de: [
        'ausnahme für {useCase} vorzeitig beenden',
        'der waiver für {item} kann weg',
        '{useCase} braucht die ausnahme nicht mehr',
      ],
      fr: ['mettre fin à la dérogation de {useCase}', '{useCase} n’a plus besoin de la dérogation'],
      es: ['terminar la excepción de {useCase}', '{useCase} ya no necesita la excepción'],
    },
    takes: ['useCase', 'item', 'category', 'tool', 'day'],
    answer: (context, { useCase: key, item, category }) => {
      const all = listWaivers(context, key);
      const named = all.filter(
        ({ subject }) =>
          (item !== undefined && subject.kind === 'item' && subject.item === item) ||
          (category !== undefined && subject.kind === 'drift' && subject.category === category),
      );
      const waivers = named.length > 0 ? named : all;
      const [first] = waivers;
      return {
        text: first
          ? joinSentences(
              `${waivers.length === 1 ? 'This waiver is' : 'These waivers are'} in force: ${listSome(
                waivers.map(
                  (waiver) =>
                    `${waiver.useCase} ${subjectOf(waiver)}, ${describeUntil(waiver.until, context.today)}, approved by ${mention(waiver.approvedBy)}`,
                ),
                3,
              )}.`,
              'After its end, the item is missing again, or the difference counts as drift.',
            )
          : `No waiver is in force${key === undefined ? '' : ` for ${escapeMrkdwn(key, 40)}`}, so there is none to end.`,
        source:
          first && waivers.length === 1
            ? fromPerson(first.approvedBy, first.from, first.key)
            : fromRecords(context.today, ...(key === undefined ? [] : [key])),
        data: {
          waivers: waivers
            .slice(0, 20)
            .map(({ key: waiver, useCase, subject, until }) => ({ waiver, useCase, subject, until })),
        },
        next: first
          ? waivers
              .slice(0, 2)
              .map(
                (waiver): Offer => [
                  { do: 'end-waiver', waiver: waiver.key },
                  waivers.length === 1 ? 'End waiver' : `End waiver: ${waiver.useCase} ${subjectOf(waiver)}`,
                  confirmEnd,
                ],
              )
          : key === undefined
            ? [[{ page: 'use-cases' }, 'Use cases']]
            : [checklistOffer(key)],
        about: key === undefined ? (first ? { useCase: first.useCase } : {}) : { useCase: key },
      };
    },
  }),
];
