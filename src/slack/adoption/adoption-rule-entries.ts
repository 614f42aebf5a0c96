import { freshDays, lowAdoptionShare } from '../../domain/adoption/index.ts';
import { joinSentences } from '../kit/answers.ts';
import { type Entry, question } from '../kit/question.ts';

/** The rules for check-ins and adoption, which are the same for all use cases. */
export const adoptionRuleEntries: readonly Entry[] = [
  question({
    key: 'adoption-rules',
    title: 'When is adoption low, and what follows from it?',
    examples: {
      en: [
        'when is adoption low',
        'below which share do you say that adoption is low',
        'threshold for low adoption',
        'at how many percent is weekly use too low',
        'how many people must use it so that adoption is fine',
        'is it ok if only a third of the people use it',
        'does low adoption cost us {requirement}',
        'do we lose stage 3 when nobody uses it',
        'does weak use count against us',
        'what are the consequences of poor adoption',
        'is adoption part of {requirement}',
        'does it matter for stage 3 whether people use it',
        'from what age are usage figures too old',
        'what if the tool is ignored, do we drop a stage',
        'do poor usage numbers make us fail the test',
        'is weak usage a knock-out',
        'nobody opens it, does that endanger our stage',
        'do usage figures decide {requirement}',
        'do bad usage figures cause {requirement} to fail',
      ],
      de: [
        'ab wann gilt die nutzung als niedrig',
        'verlieren wir stage 3, wenn es kaum jemand nutzt',
        'zählt schlechte nutzung für {requirement}',
        'ist schwache nutzung ein ausschlusskriterium',
        'fallen wir durch, wenn die nutzungszahlen schwach sind',
      ],
      fr: [
        'à partir de quand l’adoption est-elle faible',
        'une faible adoption nous fait-elle perdre le stade 3',
        'est-ce grave pour le stade 3 si personne ne l’utilise',
        'de mauvais chiffres d’utilisation nous font-ils échouer',
      ],
      es: [
        'a partir de cuándo es baja la adopción',
        'perdemos el stage 3 si casi nadie lo usa',
        'suspendemos si las cifras de uso son malas',
      ],
    },
    takes: ['requirement'],
    answer: () => ({
      text: joinSentences(
        `Adoption is low when under ${lowAdoptionShare * 100}% of the intended users use it weekly, or when it has fallen three weeks running.`,
        `It does not decide any requirement, but the verdict shows a warning when it is low, unknown or older than ${freshDays} days.`,
      ),
      source: null,
      data: { lowShare: lowAdoptionShare, freshDays },
      next: [],
    }),
  }),

  question({
    key: 'check-in-rules',
    title: 'What is in a check-in, and when is it due?',
    covers: ['how-to-check-in'],
    examples: {
      en: [
        'what is in a check-in',
        'which numbers do you want in a check-in',
        'figures of a check-in',
        'what figures do I have to give when I check in',
        'what do I have to count for a check-in',
        'how often is a check-in due',
        'is a check-in weekly or daily',
        'do I report usage every week or every day',
        'who has to check in',
        'must a pilot check in as well',
        'for which week is a check-in',
        'what do daily, weekly and not at all mean in a check-in',
        'what do I need to know before I check in',
        'how frequently do you want the numbers',
        'the week is left out of the command, which one is taken',
        'is a check-in for last week or this week',
        'at what interval are usage figures expected',
        'must I really report the usage weekly',
        'can I skip a week',
      ],
      de: [
        'welche zahlen gehören in einen check-in',
        'wie oft muss ich einchecken',
        'wer muss einchecken',
        'für welche woche zählt ein check-in ohne datum',
        'in welchem abstand soll ich die nutzung melden',
        'muss ich wirklich jede woche zahlen melden',
      ],
      fr: [
        'quels chiffres faut-il pour un check-in',
        'à quelle fréquence faut-il faire un check-in',
        'pour quelle semaine compte un check-in sans date',
      ],
      es: [
        'qué cifras lleva un check-in',
        'cada cuánto hay que hacer un check-in',
        'para qué semana cuenta un check-in sin fecha',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'The owner of each pilot and each use case in production checks in every week.',
        'A check-in counts how many of the intended users used it daily, weekly (those who used it daily included) and not at all.',
        'Write `/stage3 checkin UC-3 daily:40 weekly:62 none:18`, or press the button.',
      ),
      source: null,
      data: { rhythm: 'weekly', counts: ['daily', 'weekly', 'not at all'] },
      next: [[{ page: 'use-cases' }, 'Use cases']],
    }),
  }),
];
