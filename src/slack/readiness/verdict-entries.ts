import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { findBegin, formatBegin } from './find-begin.ts';
import { describeLoss, formatHeadline, titleOf } from './verdict-lines.ts';

const verdictOffer: Offer = [{ page: 'verdict' }, 'Verdict'];

/** Returns the verdict as JSON. */
const verdictData = ({ assessment, today, lost }: Readiness) => ({
  asOf: today,
  verdict: assessment.verdict,
  met: assessment.met,
  lostOn: lost?.until ?? null,
  requirements: assessment.requirements.map(({ key, title, met, gaps }) => ({
    key,
    title,
    met,
    gaps: gaps.slice(0, 10).map(({ text }) => text),
  })),
});

export const verdictEntries: readonly Entry[] = [
  question({
    key: 'verdict',
    title: 'Are we Stage 3?',
    covers: ['stage-3-history'],
    examples: {
      en: [
        'stage 3 yet',
        'how did we look {day}',
        'how did we stand {day}',
        'did we meet all four requirements {day}',
        'how did we look on {day}',
        'give me the verdict in one line',
        'which stage is our company at',
        'give me the readiness verdict',
        'how many requirements do we meet',
        'how many of the four requirements are met',
        'did we meet all requirements on {day}',

        'status on {day}',
        'stage',
        'are we stage 3',
        'are we stage 3 on {day}',
        'were we stage 3 on {day}',
        'how far are we',
        'what is our verdict',
        'which stage are we at',
        'how many requirements are met',
        'where do we stand with ai',
        'what was the verdict on {day}',
        'have we crossed to production',
        'what is our score',
        'how mature are we with ai',
        'are we there yet',
        'quick readiness check',
        'are we good on stage 3',
        'what do I tell the board about our readiness',
        'readiness headline',
        'our ai maturity in one sentence',
        'how ready are we',
        'which requirement was open on {day}',
        'which requirement fails',
        'which of the four are ticked',
        'do we still hold stage 3',
        'are we still stage 3',
        'have we slipped',
        'did we drop a stage',
        'how close are we to stage 3',
        'one-line status for the ceo',
        'how ready are we with ai',
        'what can I tell the board about where we stand',
        'do we still have it',
        'are we there, yes or no',
        'stage 3, yes or no',
        'how did we stand in {period}',
        'what was missing on {day}',
        'what was our result in {period}',
        'have we got to stage 3 by now',

        'what is the current rating of our company',
        'for the board report I need our present level',
        'what did you rule',
        'how would you grade us',
        'tell me our level',
        'on which level do we stand at the moment',
        'is it still three out of four',
      ],
      de: [
        'auf welcher stufe sind wir',
        'wie viele anforderungen erfüllen wir',
        'sind wir stufe 3',
        'waren wir am {day} stufe 3',
        'wo stehen wir',
        'wie viele anforderungen sind erfüllt',
        'wie weit sind wir mit ki',
        'sind wir noch stufe 3',
        'ki-reife in einem satz',
        'wie standen wir am {day} da',
        'haben wir stufe 3 erreicht',
        'was fehlte uns am {day}',
        'wie lautet unsere aktuelle einstufung',
        'stufe unserer firma heute',
        'wie ist das urteil heute',
        'erfüllen wir inzwischen alles',
      ],
      fr: [
        'à quel stade sommes-nous',
        'combien d’exigences remplissons-nous',
        'sommes-nous au stade 3',
        'étions-nous au stade 3 le {day}',
        'où en sommes-nous',
        'sommes-nous toujours au stade 3',
        'où en est-on avec l’ia',
        'comment étions-nous le {day}',
        'quel est notre niveau actuel',
        'quel est le verdict aujourd’hui',
      ],
      es: [
        'cuántos requisitos cumplimos',
        'estamos en la etapa 3',
        'estábamos en la etapa 3 el {day}',
        'en qué etapa estamos',
        'seguimos en la etapa 3',
        'cómo vamos con la ia',
        'cómo estábamos el {day}',
        'qué nos faltaba el {day}',
        'cuál es nuestro nivel actual',
        'qué dice el veredicto de hoy',
      ],
    },
    takes: ['day', 'period'],
    suggest: () => ({ title: 'Are we Stage 3?', message: 'Are we Stage 3?', rank: 40 }),
    answer: async (context, { day: asked, period }) => {
      // A period means its last day, and a running one means today.
      const { today } = context;
      const isRunning = period !== undefined && period.from <= today && today <= period.to;
      const named = isRunning ? undefined : (asked ?? period?.to);
      // "The board asks on Thursday" asks about today.
      const isAhead = named !== undefined && named > today;
      const day = isAhead ? undefined : named;
      const readiness = day === undefined ? context.readiness : await context.loadAsOf(day);
      const { assessment } = readiness;
      // On a day of Stage 3, what followed is part of the answer.
      const isLostSince = assessment.verdict === 'Stage 3' && context.assessment.verdict !== 'Stage 3';
      const tellsToday = assessment.met !== context.assessment.met;
      const told = isLostSince ? context.readiness : readiness;
      const open = assessment.requirements.filter(({ met }) => !met);
      return {
        text: joinSentences(
          isAhead && `${formatDay(named)} is still to come. This is the verdict of today.`,
          `${titleOf(readiness, day !== undefined)}.`,
          told.lost?.until && escapeMrkdwn(describeLoss(told.lost, told.assessment), 300),
          open.length > 0 &&
            `Not met: ${open.map(({ key, title }) => `${key.slice(1)}. ${title}`).join('; ')}.`,
          tellsToday && `Today: ${formatHeadline(context.assessment)}.`,
        ),
        source: fromRecords(tellsToday ? today : readiness.today),
        data: verdictData(readiness),
        next: [
          [{ page: 'verdict', ...(day === undefined ? {} : { args: { asOf: day } }) }, 'Verdict'],
          [{ page: 'details', ...(day === undefined ? {} : { args: { asOf: day } }) }, 'Show details'],
        ],
        ...(day === undefined ? {} : { about: { day } }),
      };
    },
  }),

  question({
    key: 'stage-3-history',
    title: 'When did we reach or lose Stage 3?',
    covers: ['verdict'],
    examples: {
      en: [
        'since when had we been stage 3 before we lost it',
        'since when did we have it',
        'reason we lost stage 3',
        'how long were we stage 3',
        'when did we reach stage 3',
        'when did we lose stage 3',
        'why did we lose stage 3',
        'since when are we stage 3',
        'have we ever been stage 3',
        'how long were we at stage 3',
        'on what date did we slip from stage 3',
        'how long did we hold stage 3',
        'when did we fall out of stage 3',
        'which day did we drop out of stage 3',
        'what made us drop out of stage 3',
        'did we drop because somebody left',
        'why did our readiness drop',
        'who cost us stage 3',
        'which day did we get to stage 3',
        'how long did stage 3 last',
        'when did we lose it',
        'since when are we no longer there',
        'what cost us the top stage',
        'did we ever hold all four at once',
        'which event threw us back from stage 3',
        'for how many days were we at the top',
        'why are we back at stage 2',
        'have we been demoted from stage 3 and why',
      ],
      de: [
        'warum haben wir stufe 3 verloren',
        'seit wann hatten wir stufe 3',
        'wann haben wir stufe 3 erreicht',
        'wann haben wir stufe 3 verloren',
        'seit wann sind wir stufe 3',
        'seit wann sind wir nicht mehr stufe 3',
        'hat uns ein weggang stufe 3 gekostet',
        'sind wir aus stufe 3 rausgefallen',
        'weshalb wurden wir zurückgestuft',
        'was hat uns von stufe 3 heruntergeholt',
        'für wie viele tage waren wir stufe 3',
      ],
      fr: [
        'quand avons-nous atteint le stade 3',
        'quand avons-nous perdu le stade 3',
        'pourquoi avons-nous perdu le stade 3',
        'depuis quand ne sommes-nous plus au stade 3',
        'pourquoi avons-nous été rétrogradés',
        'qu’est-ce qui nous a fait perdre le stade 3',
      ],
      es: [
        'cuándo alcanzamos la etapa 3',
        'cuándo perdimos la etapa 3',
        'por qué perdimos la etapa 3',
        'desde cuándo ya no estamos en la etapa 3',
        'por qué hemos bajado de la etapa 3',
        'qué nos hizo perder la etapa 3',
      ],
    },
    answer: async (context) => {
      const { readiness, today, assessment } = context;
      const { lost } = readiness;
      const source = fromRecords(today);
      if (assessment.met === 4) {
        const begin = await findBegin(context, ({ assessment: { met } }) => met === 4);
        return {
          text: `We have been at Stage 3 since ${formatBegin(begin)}.`,
          source,
          data: { stage3: true, since: begin.on, exact: begin.exact, until: null },
          next: [verdictOffer],
        };
      }
      return {
        text: lost?.until
          ? joinSentences(
              escapeMrkdwn(describeLoss(lost, assessment), 400),
              `${formatHeadline(assessment)} today.`,
            )
          : `We have not been at Stage 3 yet. ${assessment.met} of 4 requirements are met today.`,
        source,
        data: {
          stage3: false,
          since: lost?.from ?? null,
          until: lost?.until ?? null,
          lost: lost?.lost.slice(0, 5) ?? [],
        },
        next: [verdictOffer],
      };
    },
  }),
];
