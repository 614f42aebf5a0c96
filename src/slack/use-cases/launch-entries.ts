import { checklistEntry, checklistOf, sortItemsByUrgency } from '../../domain/checklist/index.ts';
import { fromRecords } from '../../domain/facts.ts';
import { listMissingForProduction } from '../../domain/use-cases/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { answerAbout, joinSentences, listSome, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeStanding } from './standing.ts';

/** Questions about what a use case still needs to go live. */
export const launchEntries: readonly Entry[] = [
  question({
    key: 'ready-to-go-live',
    title: 'Is a use case ready to go live?',
    examples: {
      en: [
        'how do i take my pilot live',
        'how do i take {useCase} live',
        'what does {useCase} need to go live',
        'is {useCase} ready to go live',
        'can {useCase} go live',
        'what is missing before {useCase} can go live',
        'what does {useCase} need for production',
        'what blocks the go-live of {useCase}',
        'how far is {useCase} from production',
        'can we flip the switch for {useCase}',
        'what stands between {useCase} and production',
        'what still has to happen before {useCase} launches',
        'can we launch {useCase} next week',
        'what do we lack to roll {useCase} out',
        'what is left before we switch {useCase} on for everyone',
        'remaining work until {useCase} is live',
        'why can {useCase} not go live',
        'is {useCase} allowed into production',
        'what does my pilot still need for production',
        'they want {useCase} for everybody, what is still missing',
        'what do I have to finish so that {useCase} can launch',
        'could {useCase} launch on {day}',
        'is there anything in the way of the launch of {useCase}',
        'may I switch {useCase} on for all',
        'what does {useCase} lack to be launched',
        'are we good to launch {useCase}',
        'would you let {useCase} into production today',
        'open points before the launch of {useCase}',
      ],
      de: [
        'ist {useCase} bereit für den go-live',
        'kann {useCase} live gehen',
        'was fehlt {useCase} für die produktion',
        'was fehlt noch, bis {useCase} live geht',
        'dürfen wir {useCase} live schalten',
        'was hält den start von {useCase} noch auf',
        'darf {useCase} schon in den betrieb',
        'was muss ich für den start von {useCase} noch liefern',
        'steht dem go-live von {useCase} etwas im weg',
      ],
      fr: [
        '{useCase} est-il prêt pour la production',
        'que manque-t-il à {useCase} pour la production',
        'peut-on lancer {useCase}',
        'que reste-t-il à faire avant le lancement de {useCase}',
        'qu’est-ce qui empêche le lancement de {useCase}',
        '{useCase} peut-il passer en production',
      ],
      es: [
        'está {useCase} listo para producción',
        'qué le falta a {useCase} para salir a producción',
        'podemos lanzar {useCase}',
        'qué falta para lanzar {useCase}',
        'qué impide lanzar {useCase}',
        'puede {useCase} pasar ya a producción',
      ],
    },
    needs: ['useCase'],
    takes: ['day'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const { stage } = useCase.life;
        const missing = listMissingForProduction(context.register, useCase, context.today);
        const [first, ...others] = missing;
        const over = stage === 'stopped' || stage === 'retired';
        const named = sortItemsByUrgency(checklistOf(context.register, useCase, context.today))
          .filter(({ state }) => state === 'open')
          .slice(1)
          .map(({ item }) => uncapitalize(checklistEntry(item).title));
        return {
          text:
            over || stage === 'production'
              ? `${describeStanding(useCase)}.`
              : joinSentences(
                  first
                    ? `${nameUseCase(useCase)} cannot go live yet: ${formatCount(missing.length, 'item is', 'items are')} missing from the checklist, the ROI or the roll-out plan.`
                    : stage === 'pilot'
                      ? `${nameUseCase(useCase)} is ready to go live.`
                      : `${nameUseCase(useCase)} cannot go live yet: its pilot has not started. Nothing else is missing.`,
                  first && `${others.length > 0 ? 'First: ' : ''}${escapeMrkdwn(first.text, 200)}.`,
                  named.length > 0 && `Also: ${listSome(named, 8)}.`,
                ),
          source: fromRecords(context.today, key),
          data: {
            useCase: key,
            stage,
            ready: !over && !first && stage === 'pilot',
            missing: missing.map(({ text }) => text.slice(0, 300)),
          },
          next:
            over || stage === 'production'
              ? [offerUseCase(key)]
              : [
                  ...(first
                    ? [[first.step] as const]
                    : stage === 'pilot'
                      ? [[{ do: 'go-live', useCase: key }] as const]
                      : []),
                  offerUseCase(key, 'checklist', 'Checklist'),
                ],
          about: { useCase: key },
        };
      }),
  }),
];
