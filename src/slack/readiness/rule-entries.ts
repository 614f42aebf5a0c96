import { evidenceValidDays } from '../../domain/checklist/index.ts';
import { fromRecords } from '../../domain/facts.ts';
import { categoryEntry, listRequiredCategories } from '../../domain/infrastructure/index.ts';
import { daysAhead } from '../../domain/readiness/index.ts';
import { quietDays } from '../../domain/use-cases/index.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { joinSentences } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question } from '../kit/question.ts';
import { readingWords } from '../kit/words.ts';

const verdictOffer: Offer = [{ page: 'verdict' }, 'Verdict'];

/** Returns the required categories of decisions in words. */
const describeDecisions = ({ register }: PageContext): string =>
  listRequiredCategories(register)
    .map(({ key }) => uncapitalize(categoryEntry(key).title))
    .join(', ');

/** The rules of the crossing test. */
export const ruleEntries: readonly Entry[] = [
  question({
    key: 'crossing-test',
    title: 'What is the crossing test?',
    examples: {
      en: [
        'what is the crossing test',
        'what are the four requirements',
        'how do you decide whether we are stage 3',
        'explain the crossing test',
        'which requirements are there',
        'how does the verdict work',
        'what do we need for stage 3',
        'what does it take to be stage 3',
        'which boxes do we have to tick',
        'how do you judge us',
        'by what rules do you decide',
        'what counts for stage 3',
        'conditions for stage 3',
        'what must a company have for stage 3',
        'the four boxes',
        'name the four conditions',
        'on what is the verdict based',
        'what do you look at to judge a company',
        'which four things are checked',
        'I forgot the requirements, list them',
      ],
      de: [
        'was ist der crossing test',
        'was sind die vier anforderungen',
        'wie wird stufe 3 geprüft',
        'was braucht es für stufe 3',
        'nach welchen regeln urteilst du',
        'nenn mir die vier bedingungen',
        'worauf beruht das urteil',
        'welche vier dinge prüfst du',
      ],
      fr: [
        'qu’est-ce que le crossing test',
        'quelles sont les quatre exigences',
        'que faut-il pour le stade 3',
        'rappelle-moi les quatre conditions',
        'sur quoi repose le verdict',
      ],
      es: [
        'qué es el crossing test',
        'cuáles son los cuatro requisitos',
        'qué hace falta para la etapa 3',
        'recuérdame las cuatro condiciones',
        'en qué se basa el veredicto',
      ],
    },
    answer: (context) => ({
      text: joinSentences(
        `Stage 3 needs four requirements at once: ${context.assessment.requirements.map(({ key, title }) => `${key.slice(1)}. ${title}`).join('; ')}.`,
        `Requirement 2 needs decisions on ${describeDecisions(context)} (${readingWords[context.assessment.reading]}).`,
      ),
      source: null,
      data: {
        requirements: context.assessment.requirements.map(({ key, title }) => ({ key, title })),
        reading: context.assessment.reading,
      },
      next: [verdictOffer],
    }),
  }),

  question({
    key: 'verdict-rules',
    title: 'How is the verdict expressed?',
    examples: {
      en: [
        'is the verdict a percentage',
        'do you give us a percentage of readiness',
        'how many percent ready are we',
        'can one requirement make up for another',
        'do we get points for half a requirement',
        'are the requirements weighted',
        'how often is the verdict updated',
        'is the verdict of today up to date',
        'when do you judge us again',
        'can somebody change the verdict by hand',
        'who decides on the verdict, you or a person',
      ],
      de: [
        'gibt es das urteil in prozent',
        'wie oft wird das urteil neu berechnet',
        'kann jemand das urteil von hand ändern',
        'werden die anforderungen gewichtet',
      ],
      fr: [
        'le verdict est-il un pourcentage',
        'à quelle fréquence le verdict est-il mis à jour',
        'quelqu’un peut-il changer le verdict',
      ],
      es: [
        'el veredicto es un porcentaje',
        'cada cuánto se actualiza el veredicto',
        'puede alguien cambiar el veredicto',
      ],
    },
    answer: ({ assessment: { met }, today }) => ({
      text: joinSentences(
        `The verdict is never a percentage. It says how many of the 4 requirements are met: ${met} of 4 today.`,
        'Crossing judges the records at the moment when somebody asks, and nobody can change the verdict by hand.',
      ),
      source: fromRecords(today),
      data: { isPercentage: false, met },
      next: [verdictOffer],
    }),
  }),

  question({
    key: 'company-stages',
    title: 'What do Stage 1, 2 and 3 mean?',
    covers: ['verdict'],
    examples: {
      en: [
        'what does stage 3 mean',
        'what is stage 1',
        'what is stage 2',
        'what is the difference between stage 2 and stage 3',
        'which stages are there',
        'what is a scaled pilot',
        'explain the stages',
        'what comes after stage 2',
        'how many stages are there',
        'what is the highest stage',
        'are we really back at stage 1',
        'when does the verdict say scaled pilot',
        'what is below stage 2',
        'meaning of the words stage 2 and scaled pilot',
        'when is a company at stage 1',
        'what separates stage 1 from stage 2',
        'under which circumstances is it called a scaled pilot',
      ],
      de: [
        'was bedeutet stufe 3',
        'was ist stufe 2',
        'welche stufen gibt es',
        'wie viele stufen gibt es',
        'wann heißt es scaled pilot',
        'was unterscheidet stufe 1 von stufe 2',
        'sind wir jetzt wieder stufe 1',
      ],
      fr: [
        'que veut dire stade 3',
        'quels sont les stades',
        'quand parle-t-on de scaled pilot',
        'quelle différence entre le stade 1 et le stade 2',
      ],
      es: [
        'qué significa etapa 3',
        'qué etapas hay',
        'cuándo se dice scaled pilot',
        'qué diferencia hay entre la etapa 1 y la 2',
      ],
    },
    answer: ({ assessment: { verdict, met }, today }) => ({
      text: joinSentences(
        'Stage 1: no pilot has run yet. Stage 2: a pilot has run, and not all 4 requirements are met. Stage 3: all 4 are met.',
        'Scaled pilot: requirement 1 alone is met (one use case in production).',
        `Today: ${verdict}, ${met} of 4.`,
      ),
      source: fromRecords(today),
      data: { verdict, met, stages: ['Stage 1', 'Stage 2', 'Scaled pilot', 'Stage 3'] },
      next: [verdictOffer],
    }),
  }),

  question({
    key: 'production-rules',
    title: 'What does requirement 1 need, and what not?',
    examples: {
      en: [
        'does a waived item count for requirement 1',
        'is requirement 1 met with a waiver',
        'would an exception on the checklist cost us requirement 1',
        'can we be stage 3 while something is waived',
        'does low adoption cost us requirement 1',
        'do we lose stage 3 when hardly anybody uses it',
        'does usage matter for stage 3',
        'what if nobody uses our production use case',
        'does a suspended use case count for requirement 1',
        'does a use case with volunteers only count as production',
        'must everybody have it before it counts as in production',
        'what does requirement 1 need',
        'rules for one use case in production',
        'does 7 of 8 count',
        'would a waiver still satisfy requirement 1',
        'is weak usage enough to lose requirement 1',
        'does poor adoption break requirement 1',
        'what happens to requirement 1 if I grant an exception',
        'does a waiver affect requirement 1',
        'does a waived item endanger stage 3',
        'does it hurt us when nobody uses it',
        'must the whole target group have it for requirement 1',
        'do weak usage figures make requirement 1 fail',
        'is it enough to have it live for a part of the team',
        'if hardly anyone opens it, do we still pass requirement 1',
      ],
      de: [
        'zählt ein punkt mit ausnahme für anforderung 1',
        'verlieren wir stufe 3, wenn es kaum jemand nutzt',
        'zählt geringe nutzung für anforderung 1',
        'zählt ein ausgesetzter use case',
        'schadet eine ausnahme anforderung 1',
        'muss ihn die ganze zielgruppe haben, damit anforderung 1 zählt',
        'scheitert anforderung 1 an schwachen nutzungszahlen',
      ],
      fr: [
        'une dérogation suffit-elle pour l’exigence 1',
        'perd-on le stade 3 si presque personne ne l’utilise',
        'une faible utilisation fait-elle échouer l’exigence 1',
        'faut-il que tout le monde l’ait pour l’exigence 1',
      ],
      es: [
        'cuenta un punto con excepción para el requisito 1',
        'perdemos la etapa 3 si casi nadie lo usa',
        'el poco uso hace fallar el requisito 1',
        'tiene que tenerlo todo el mundo para el requisito 1',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'Requirement 1 needs one use case that is live for all its intended users, with its whole checklist complete.',
        'While an item is waived or the use case is suspended, requirement 1 is not met.',
        'Low use does not decide it, but is a warning on the verdict.',
      ),
      source: null,
      data: { waived: false, suspended: false, lowUse: true },
      next: [[{ page: 'requirement', args: { key: 'R1' } }, 'Show requirement'], verdictOffer],
    }),
  }),

  question({
    key: 'stage-loss-rules',
    title: 'How can Stage 3 be lost?',
    examples: {
      en: [
        'how can stage 3 be lost',
        'can we lose the stage although nobody makes a mistake',
        'could we fall back to stage 2 by doing nothing',
        'do we keep stage 3 once we have it',
        'is stage 3 for ever',
        'what makes a company lose stage 3',
        'does stage 3 need upkeep',
        'which events end stage 3',
        'is stage 3 once and for all',
        'how fast can we lose the stage again',
        'what would throw us back',
        'do we get a warning before we lose the stage',
        'how long in advance do you tell us that stage 3 will end',
        'notice period before stage 3 is lost',
        'how many days ahead does the verdict look',
      ],
      de: [
        'wie verliert man stufe 3',
        'bleibt stufe 3 einfach bestehen',
        'können wir stufe 3 ohne eigenes zutun verlieren',
        'was wirft uns von stufe 3 zurück',
        'wie lange vorher warnst du, dass stufe 3 endet',
      ],
      fr: [
        'comment perd-on le stade 3',
        'le stade 3 est-il acquis pour toujours',
        'qu’est-ce qui fait retomber du stade 3',
        'combien de jours à l’avance sommes-nous prévenus de la perte du stade 3',
      ],
      es: [
        'cómo se pierde la etapa 3',
        'la etapa 3 es para siempre',
        'qué nos haría caer de la etapa 3',
        'con cuánta antelación avisas de que se pierde la etapa 3',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'Stage 3 is lost on the day on which one of the four requirements is no longer met.',
        `This also happens without a mistake: evidence expires after ${evidenceValidDays} days, a pilot becomes inactive after ${quietDays} days, or somebody in AI Operations leaves. A suspension or a waiver ends requirement 1 too.`,
        `While we hold Stage 3, the verdict names what would end it within ${daysAhead} days.`,
      ),
      source: null,
      data: { evidenceDays: evidenceValidDays, activeDays: quietDays, warnedDays: daysAhead },
      next: [verdictOffer],
    }),
  }),

  question({
    key: 'second-use-case-rules',
    title: 'What does requirement 3 need, and what not?',
    examples: {
      en: [
        'what does requirement 3 need',
        'which second use case counts',
        'does a second use case in production count too',
        'can the second pilot run on other tools than decided',
        'why does requirement 3 depend on requirement 2',
        'can requirement 3 be met before requirement 2',
        'is one use case enough for stage 3',
        'must the second use case be live as well',
        'rules for the second use case',
        'how many use cases do we need for stage 3',
        'why do we need two use cases',
        'would another pilot do for requirement 3',
        'is a live one also good as the second',
      ],
      de: [
        'zählt auch ein zweiter use case in produktion',
        'reicht ein use case für stufe 3',
        'was braucht anforderung 3',
        'warum braucht es zwei use cases',
        'genügt ein weiterer pilot für anforderung 3',
      ],
      fr: [
        'un seul cas d’usage suffit-il pour le stade 3',
        'que demande l’exigence 3',
        'pourquoi faut-il deux cas d’usage',
      ],
      es: [
        'basta un caso de uso para la etapa 3',
        'qué pide el requisito 3',
        'por qué hacen falta dos casos de uso',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'Requirement 3 needs a second use case in an active pilot, or already in production.',
        'It runs on the committed decisions, so requirement 2 comes first.',
        `A pilot is active for ${quietDays} days after its start, a check-in or new evidence.`,
      ),
      source: null,
      data: { production: true, activeDays: quietDays },
      next: [[{ page: 'requirement', args: { key: 'R3' } }, 'Show requirement'], verdictOffer],
    }),
  }),
];
