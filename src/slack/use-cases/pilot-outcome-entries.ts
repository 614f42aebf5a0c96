import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { describeDeadline } from '../../domain/use-cases/index.ts';
import { removeFinalPeriod } from '../../domain/wording.ts';
import { answerAbout, findFactSource, joinSentences, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { charterOf, decideOffer, describeItsStanding } from './standing.ts';

export const pilotOutcomeEntries: readonly Entry[] = [
  question({
    key: 'pilot-criteria',
    title: 'What are the success criteria of a use case?',
    examples: {
      en: [
        'did {useCase} reach its goal',
        'goal of {useCase}',
        'kpi of {useCase}',
        'success criteria of {useCase}',
        'success criteria',
        'was the bar moved for {useCase}',
        'was a criterion added to {useCase}',
        'what are the success criteria of {useCase}',
        'what does {useCase} have to achieve',
        'what are the results of {useCase}',
        'is {useCase} successful',
        'what did the pilot of {useCase} promise',
        'did {useCase} meet its criteria',
        'goals of {useCase}',
        'what must {useCase} prove',
        'what was {useCase} supposed to show',
        'how do we know whether {useCase} worked',
        'what do we measure {useCase} by',
        'what would make {useCase} a success',
        'is {useCase} any good',
        'how did {useCase} perform against its targets',
        'does {useCase} deliver',
        'which numbers does {useCase} have to hit',
        'outcome of the pilot {useCase}',
        'how well did {useCase} do in the pilot',
        'how did the trial of {useCase} go',
        'figures at the end of the pilot {useCase}',
        'by what yardstick will {useCase} be judged',

        'did {useCase} bring what we hoped for',
        'minimum that {useCase} must reach',
        'what was agreed as the measure for {useCase}',
        'is there any result from {useCase} so far',
      ],
      de: [
        'erfolgskriterien',
        'erfolgskriterien von {useCase}',
        'was sind die erfolgskriterien von {useCase}',
        'welche ergebnisse hat {useCase}',
        'ist {useCase} erfolgreich',
        'woran messen wir {useCase}',
        'was sollte {useCase} erreichen',
        'was kam bei {useCase} heraus',
        'wie gut lief der pilot {useCase}',
        'was muss {useCase} mindestens erreichen',
        'welche messlatte gilt für {useCase}',
        'gibt es schon ergebnisse von {useCase}',
      ],
      fr: [
        'critères de succès',
        'quels sont les critères de réussite de {useCase}',
        'quels sont les résultats de {useCase}',
        'que doit prouver {useCase}',
        'comment mesurer le succès de {useCase}',
        'comment s’est passé le pilote {useCase}',
        'qu’attend-on de {useCase}',
        'y a-t-il déjà un résultat pour {useCase}',
      ],
      es: [
        'criterios de éxito',
        'cuáles son los criterios de éxito de {useCase}',
        'qué resultados tiene {useCase}',
        'qué tiene que demostrar {useCase}',
        'cómo medimos si {useCase} tiene éxito',
        'cómo fue el piloto {useCase}',
        'qué esperamos de {useCase}',
        'hay ya algún resultado de {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, async (useCase) => {
        const charter = charterOf(useCase);
        const criteria = [
          ...(charter?.criteria ?? []),
          ...(charter?.movedBars ?? []).map(({ criterion }) => criterion),
        ];
        const latest = [...context.register.checkIns.values()]
          .filter((checkIn) => checkIn.useCase === key && checkIn.result.trim() !== '')
          .sort((a, b) => a.week.localeCompare(b.week))
          .at(-1);
        const shown = criteria.slice(0, 3).map((one) => escapeMrkdwn(removeFinalPeriod(one), 80));
        const rest = criteria.length - shown.length;
        return {
          text: joinSentences(
            criteria.length === 0
              ? `No success criteria are recorded for ${nameUseCase(useCase)}.`
              : `Success criteria of ${nameUseCase(useCase)}: ${shown.join('; ')}${rest > 0 ? ` and ${rest} more` : ''}.`,
            latest
              ? `Latest result (week of ${formatDay(latest.week)}): ${escapeMrkdwn(removeFinalPeriod(latest.result), 150)}.`
              : 'No result is recorded yet.',
          ),
          source: latest
            ? fromPerson(latest.by, latest.on, key)
            : await findFactSource(context, useCase, (one) => charterOf(one)?.criteria),
          data: {
            useCase: key,
            criteria: criteria.slice(0, 20).map((one) => one.slice(0, 300)),
            result: latest?.result.slice(0, 500) ?? null,
            week: latest?.week ?? null,
          },
          next: [
            useCase.life.stage === 'pilot' ? decideOffer(key) : offerUseCase(key),
            offerUseCase(key, 'adoption', 'Adoption'),
          ],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'pilot-decision',
    title: 'What was decided about a use case?',
    examples: {
      en: [
        'what was decided about {useCase}',
        'who decided to scale {useCase}',
        'has {useCase} been decided',
        'when was {useCase} scaled',
        'did we decide about {useCase}',
        'who approved the go-live of {useCase}',
        'what did we do with {useCase} in the end',
        'who gave {useCase} the go',
        'who made the call on {useCase}',
        'how did the decision on {useCase} turn out',
        'who said yes to {useCase}',
        'did anyone decide on {useCase} yet',
        'verdict on the pilot of {useCase}',
        'final word on {useCase}',
        'are we keeping {useCase} or not',
        'what did the owner choose for {useCase}',
        'is the fate of {useCase} sealed',
        'was it scale, stop or extend for {useCase}',
      ],
      de: [
        'was wurde über {useCase} entschieden',
        'wer hat über {useCase} entschieden',
        'wie wurde bei {useCase} entschieden',
        'ist über {useCase} schon entschieden',
        'behalten wir {useCase} oder nicht',
        'wie ging die entscheidung zu {useCase} aus',
      ],
      fr: [
        'qu’a-t-on décidé pour {useCase}',
        'qui a décidé de généraliser {useCase}',
        'quelle a été la décision sur {useCase}',
        'on garde {useCase} ou pas',
      ],
      es: [
        'qué se decidió sobre {useCase}',
        'quién decidió escalar {useCase}',
        'ya se decidió sobre {useCase}',
        'nos quedamos con {useCase} o no',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const { life } = useCase;
        const charter = charterOf(useCase);
        const scaled = charter?.scaled ?? null;
        const last = charter?.extensions.at(-1);
        const ended = life.stage === 'stopped' || life.stage === 'retired' ? life : null;
        const decision = ended
          ? `was ${ended.stage} by ${mention(ended.by)} on ${formatDay(ended.on)}. Reason: ${escapeMrkdwn(removeFinalPeriod(ended.reason), 120)}.`
          : null;
        return {
          text: joinSentences(
            scaled
              ? `${mention(scaled.by)} decided on ${formatDay(scaled.on)} to scale ${nameUseCase(useCase)}, with go-live by ${formatDay(scaled.goLiveBy)}.`
              : decision !== null
                ? `${nameUseCase(useCase)} ${decision}`
                : life.stage === 'pilot'
                  ? `${nameUseCase(useCase)} is not decided yet: ${describeDeadline(life.charter, context.today)}.`
                  : `No decision about a pilot of ${nameUseCase(useCase)} is recorded.`,
            decision !== null
              ? scaled && `It ${decision}`
              : life.stage === 'production'
                ? describeItsStanding(useCase)
                : !scaled &&
                  last &&
                  `It was extended by ${mention(last.by)} on ${formatDay(last.on)}. Reason: ${escapeMrkdwn(removeFinalPeriod(last.reason), 120)}.`,
          ),
          source: ended
            ? fromPerson(ended.by, ended.on, key)
            : scaled
              ? fromPerson(scaled.by, scaled.on, key)
              : last
                ? fromPerson(last.by, last.on, key)
                : fromRecords(context.today, key),
          data: {
            useCase: key,
            stage: life.stage,
            scaled: scaled ? { on: scaled.on, by: scaled.by, goLiveBy: scaled.goLiveBy } : null,
            ended: ended ? { on: ended.on, by: ended.by } : null,
            extensions: charter?.extensions.length ?? 0,
          },
          next: [life.stage === 'pilot' && !scaled ? decideOffer(key) : offerUseCase(key)],
          about: { useCase: key },
        };
      }),
  }),
];
