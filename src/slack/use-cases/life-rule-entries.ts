import { stages } from '../../domain/register.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { joinSentences } from '../kit/answers.ts';
import { type Entry, question } from '../kit/question.ts';
import { listOffer } from './use-case-lists.ts';

/** The rules for the life of a use case, which are the same for all. */
export const lifeRuleEntries: readonly Entry[] = [
  question({
    key: 'life-rules',
    title: 'Which stages does a use case go through?',
    examples: {
      en: [
        'which stages can a use case be at',
        'life cycle of a use case',
        'what is the difference between stopped and retired',
        'can a stopped use case be started again',
        'can we bring a retired use case back',
        'is stopping a use case final',
        'does a use case have to be a pilot first',
        'can I skip the pilot and go straight to production',
        'what comes after proposed',
        'our bot already runs, can I register it as live',
      ],
      de: [
        'welche phasen durchläuft ein use case',
        'kann man einen gestoppten use case wieder starten',
        'was ist der unterschied zwischen gestoppt und stillgelegt',
        'kann ich den piloten überspringen',
      ],
      fr: [
        'par quelles phases passe un cas d’usage',
        'peut-on relancer un cas d’usage arrêté',
        'peut-on sauter le pilote',
      ],
      es: [
        'por qué fases pasa un caso de uso',
        'se puede reanudar un caso de uso detenido',
        'se puede saltar el piloto',
      ],
    },
    answer: () => ({
      text: joinSentences(
        `A use case is ${stageWords.proposed}, then ${stageWords.pilot}, then ${stageWords.production}. One that already runs can be registered as it is.`,
        'A proposed use case or a pilot can be stopped, one in production retired.',
        'Both are final. To take it up again, register it again.',
      ),
      source: null,
      data: { stages },
      next: [listOffer()],
    }),
  }),

  question({
    key: 'name-rules',
    title: 'Can two use cases have the same name or key?',
    examples: {
      en: [
        'can two use cases have the same name',
        'are the names of use cases unique',
        'may I register a name that exists already',
        'is the key of a use case ever used again',
        'what happens to the number of a retired use case',
        'are keys recycled',
        'does a new use case get the number of a deleted one',
        'may another team take the same name for its ai',
        'do capital letters make a different name',
        'how are the numbers of use cases given out',
        'will our uc number stay the same for ever',
        'is the id of a dead use case given to another one',
        'do you reuse keys',
      ],
      de: [
        'dürfen zwei use cases gleich heißen',
        'wird die nummer eines gestoppten use case neu vergeben',
        'sind die namen eindeutig',
        'spielt groß- und kleinschreibung beim namen eine rolle',
        'werden schlüssel wiederverwendet',
      ],
      fr: [
        'deux cas d’usage peuvent-ils porter le même nom',
        'le numéro d’un cas d’usage arrêté est-il réutilisé',
        'les noms sont-ils uniques',
      ],
      es: [
        'pueden dos casos de uso llamarse igual',
        'se reutiliza el número de un caso de uso retirado',
        'son únicos los nombres',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'The name of a use case is unique: two cannot have the same name, whether in upper or lower case.',
        'Its key, such as UC-7, stays the same and is never reused, even after it was stopped or retired.',
      ),
      source: null,
      data: { nameIsUnique: true, isCaseSensitive: false, keyIsReused: false },
      next: [listOffer()],
    }),
  }),
];
