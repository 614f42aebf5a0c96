import { addDays } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { daysAhead } from '../../domain/readiness/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize } from '../../domain/wording.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { formatFact } from './fact-words.ts';
import { listEndingSoon } from './verdict-lines.ts';

const verdictOffer: Offer = [{ page: 'verdict' }, 'Verdict'];

/** Questions about what threatens the verdict: what expires next, and its warnings. */
export const outlookEntries: readonly Entry[] = [
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
        'what do I have to look after in the coming weeks so that nothing breaks',
        'which clocks are ticking',
        'does anything behind the verdict lapse in {period}',
        'is there a date after which we fall back',
        'next thing that will drop out',
      ],
      de: [
        'was läuft bald ab',
        'was läuft in den nächsten tagen aus',
        'was verlieren wir als nächstes',
        'was müssen wir bald erneuern',
        'welche fristen kommen auf uns zu',
        'was läuft in {period} ab',
        'welche uhren ticken gerade',
        'fällt in nächster zeit etwas weg',
      ],
      fr: [
        'qu’est-ce qui expire bientôt',
        'que va-t-on perdre ensuite',
        'qu’est-ce qu’il faut renouveler bientôt',
        'qu’est-ce qui arrive à échéance',
        'qu’est-ce qui expire en {period}',
        'quelles échéances approchent',
      ],
      es: [
        'qué vence pronto',
        'qué está a punto de caducar',
        'qué hay que renovar pronto',
        'qué caduca en las próximas semanas',
        'qué vence en {period}',
        'qué plazos se acercan',
      ],
    },
    takes: ['period'],
    answer: ({ readiness, today }, { period: asked }) => {
      // "In two weeks" is from today until then.
      const period =
        asked && asked.from === asked.to && asked.from > today ? { ...asked, from: today } : asked;
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
        'is there a weak point in the verdict',
        'what would an auditor frown at',
        'anything fishy',
        'on what should I keep my eye',
      ],
      de: [
        'gibt es warnungen',
        'worauf müssen wir achten',
        'müssen wir uns sorgen machen',
        'wo ist das urteil wackelig',
        'was sollte mir sorgen machen',
      ],
      fr: ['y a-t-il des avertissements', 'de quoi faut-il s’inquiéter', 'où le verdict est-il fragile'],
      es: ['hay advertencias', 'de qué debemos preocuparnos', 'dónde es frágil el veredicto'],
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
