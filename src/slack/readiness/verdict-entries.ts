import { addDays, formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { daysAhead } from '../../domain/readiness/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { formatFact } from './fact-words.ts';
import { findBegin, formatBegin } from './find-begin.ts';
import { describeLoss, formatHeadline, listEndingSoon, titleOf } from './verdict-lines.ts';

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
      ],
    },
    takes: ['day', 'period'],
    suggest: () => ({ title: 'Are we Stage 3?', message: 'Are we Stage 3?', rank: 40 }),
    answer: async (context, { day: asked, period }) => {
      // A period means its last day, and a running one means today.
      const { today } = context;
      const isRunning = period !== undefined && period.from <= today && today <= period.to;
      const day = isRunning ? undefined : (asked ?? period?.to);
      if (day !== undefined && day > context.today)
        return {
          text: `${formatDay(day)} is in the future. Choose today or an earlier day.`,
          source: null,
          data: { asOf: day, known: false },
          next: [verdictOffer],
        };
      const readiness = day === undefined ? context.readiness : await context.loadAsOf(day);
      const { assessment, lost } = readiness;
      const open = assessment.requirements.filter(({ met }) => !met);
      return {
        text: joinSentences(
          `${titleOf(readiness, day !== undefined)}.`,
          lost?.until && escapeMrkdwn(describeLoss(lost, assessment), 300),
          open.length > 0 &&
            `Not met: ${open.map(({ key, title }) => `${key.slice(1)}. ${title}`).join('; ')}.`,
          assessment.met !== context.assessment.met && `Today: ${formatHeadline(context.assessment)}.`,
        ),
        source: fromRecords(readiness.today),
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
      ],
      fr: [
        'quand avons-nous atteint le stade 3',
        'quand avons-nous perdu le stade 3',
        'pourquoi avons-nous perdu le stade 3',
        'depuis quand ne sommes-nous plus au stade 3',
      ],
      es: [
        'cuándo alcanzamos la etapa 3',
        'cuándo perdimos la etapa 3',
        'por qué perdimos la etapa 3',
        'desde cuándo ya no estamos en la etapa 3',
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

  question({
    key: 'expiring',
    title: 'What expires next?',
    examples: {
      en: [
        'what will expire soon that hurts the verdict',
        'what happens to the verdict if nobody checks in',
        'what evidence expires soon',
        'expiring evidence',
        'what ends the verdict next',
        'what expires soon',
        'what is about to expire',
        'what will we lose next',
        'is anything expiring in the next two weeks',
        'how long will we stay stage 3',
        'what ends stage 3',
        'anything running out',
        'what goes stale soon',
        'what will bite us next',
        'which dates should I watch',
        'what could cost us stage 3 soon',
        'how long is the current state good for',
        'what do we have to renew',
        'what expires in {period}',
        'anything expiring in {period}',
        'which validity ends in {period}',
        'what is due to run out in {period}',
        'anything critical in {period}',
        'what falls away in {period}',
      ],
      de: [
        'was läuft bald ab',
        'was läuft in den nächsten tagen aus',
        'was verlieren wir als nächstes',
        'was müssen wir bald erneuern',
        'welche fristen kommen auf uns zu',
        'was läuft in {period} ab',
      ],
      fr: [
        'qu’est-ce qui expire bientôt',
        'que va-t-on perdre ensuite',
        'qu’est-ce qu’il faut renouveler bientôt',
        'qu’est-ce qui arrive à échéance',
        'qu’est-ce qui expire en {period}',
      ],
      es: [
        'qué vence pronto',
        'qué está a punto de caducar',
        'qué hay que renovar pronto',
        'qué caduca en las próximas semanas',
        'qué vence en {period}',
      ],
    },
    takes: ['period'],
    answer: ({ readiness, today }, { period }) => {
      // The last valid day is the day before the loss.
      const ending = listEndingSoon(readiness).filter(
        ({ on }) => period === undefined || (period.from < on && on <= addDays(period.to, 1)),
      );
      const [first] = ending;
      const isLater = period !== undefined && period.to > addDays(today, daysAhead);
      return {
        text: first
          ? joinSentences(
              ...ending.slice(0, 3).map(({ text }) => `${escapeMrkdwn(capitalize(text), 180)}.`),
              ending.length > 3 && `And ${ending.length - 3} more.`,
              isLater && `This is what expires within ${daysAhead} days.`,
            )
          : period === undefined
            ? `Nothing behind the verdict expires within ${daysAhead} days.`
            : `Nothing behind the verdict expires in that time${isLater ? `, as far as it is known ${daysAhead} days ahead` : ''}.`,
        source: fromRecords(today),
        data: {
          expirations: ending
            .slice(0, 20)
            .map(({ requirement, on, text, owner }) => ({ requirement, on, text, owner })),
        },
        next: [...(first ? [[first.step, stepTitle(first.step)] as const] : []), verdictOffer],
      };
    },
  }),

  question({
    key: 'warnings',
    title: 'Which warnings does the verdict have?',
    examples: {
      en: [
        'are there any warnings',
        'what should we worry about',
        'what are the flags on the verdict',
        'anything wrong with production',
        'is there anything that needs attention',
        'anything we should keep an eye on',
        'any concerns',
        'any yellow flags',
        'is anything shaky',
        'what could go wrong with the verdict',
      ],
      de: ['gibt es warnungen', 'worauf müssen wir achten', 'müssen wir uns sorgen machen'],
      fr: ['y a-t-il des avertissements', 'de quoi faut-il s’inquiéter'],
      es: ['hay advertencias', 'de qué debemos preocuparnos'],
    },
    answer: ({ readiness, today, assessment: { flags } }) => ({
      text:
        flags.length === 0
          ? 'The verdict has no warnings today.'
          : joinSentences(
              ...flags
                .slice(0, 3)
                .map((flag) => `${escapeMrkdwn(capitalize(formatFact(flag, readiness)), 180)}.`),
              flags.length > 3 && `And ${flags.length - 3} more.`,
            ),
      source: fromRecords(today, ...flags.flatMap(({ refs }) => refs).slice(0, 5)),
      data: { warnings: flags.slice(0, 20).map((flag) => formatFact(flag, readiness)) },
      next: [[{ page: 'details' }, 'Show details']],
    }),
  }),
];
