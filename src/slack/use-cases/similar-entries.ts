import { fromRecords } from '../../domain/facts.ts';
import type { Register, UseCase } from '../../domain/register.ts';
import { findSimilarUseCases, stageWords } from '../../domain/use-cases/index.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import { escapeShort, joinSentences, nameUseCases, offerUseCase } from '../kit/answers.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { findUseCases } from '../kit/find-use-case.ts';
import { type Entry, question } from '../kit/question.ts';

/** Words that say nothing about a job. */
const emptyWords = new Set('a an the for to of in on with and or our my we it some something ai'.split(' '));

/** Returns up to five use cases that resemble typed words, also ones that have ended. */
function findAlike(register: Register, words: string): readonly UseCase[] {
  const alike = findSimilarUseCases(register, words, words);
  const terms = words
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2 && !emptyWords.has(word.toLowerCase()));
  const containing = terms.length === 0 ? [] : findUseCases(register, terms.join(' '));
  const related = terms
    .filter((term) => term.length > 3)
    .flatMap((term) =>
      findUseCases(register, term).filter(({ name }) => name.toLowerCase().includes(term.toLowerCase())),
    );
  return [...new Set([...alike, ...containing, ...related])].slice(0, 5);
}

export const similarEntries: readonly Entry[] = [
  question({
    key: 'similar-use-cases',
    title: 'Does something similar exist already?',
    examples: {
      en: [
        'is there something similar to {words}',
        'do we already have something for {words}',
        'is there already something for {words}',
        'do we have an ai for {words}',
        'does anybody already work on {words}',
        'is somebody already doing {words}',
        'is there a use case for {words}',
        'has anyone built something for {words}',
        'do we already have a bot that does {words}',
        'anything similar to {words}',
        'before I start, is anyone doing {words}',
        'am I the first with {words}',
        'did someone already try {words}',
        'would {words} be a duplicate',
        'who else does {words}',
        'is a {words} around already',
        'anything like a {words} here already',
        'is anybody else at it already: {words}',
        'before I build it: does a {words} exist',
        'has another department got a {words}',
      ],
      de: [
        'gibt es schon etwas für {words}',
        'haben wir schon eine ki für {words}',
        'arbeitet schon jemand an {words}',
        'hat schon mal jemand {words} probiert',
        'hat eine andere abteilung schon so etwas wie {words}',
        'baut schon jemand {words}',
      ],
      fr: [
        'existe-t-il déjà quelque chose pour {words}',
        'avons-nous déjà une ia pour {words}',
        'quelqu’un fait-il déjà {words}',
        'un autre service a-t-il déjà {words}',
      ],
      es: [
        'hay ya algo para {words}',
        'tenemos ya una ia para {words}',
        'alguien está haciendo {words}',
        'tiene otro departamento ya {words}',
      ],
    },
    needs: ['words'],
    answer: ({ register, today }, { words }) => {
      const found = findAlike(register, words);
      const [first] = found;
      return {
        text: first
          ? joinSentences(
              `${formatCount(found.length, 'use case resembles', 'use cases resemble')} "${escapeShort(words, 60)}": ${nameUseCases(found, 3)}.`,
              `${first.key} is ${stageWords[first.life.stage]}: ${escapeMrkdwn(removeFinalPeriod(first.purpose), 120)}.`,
            )
          : `No registered use case resembles "${escapeShort(words, 100)}".`,
        source: fromRecords(today, ...found.map(({ key }) => key)),
        data: {
          words: words.slice(0, 200),
          useCases: found.map(({ key, name, life }) => ({ key, name, stage: life.stage })),
        },
        next: [
          ...(first ? [offerUseCase(first.key, 'use-case', `Open ${first.key}`)] : []),
          [{ do: 'register-use-case' }],
        ],
        ...(first ? { about: { useCase: first.key } } : {}),
      };
    },
  }),
];
