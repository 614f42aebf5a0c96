import { listMissingPlanParts } from '../../domain/adoption/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { evidenceId, isOver } from '../../domain/register.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { formatCount, removeFinalPeriod } from '../../domain/wording.ts';
import { answerAbout, joinSentences, listSome, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { labelOf, trainingOptions } from '../kit/words.ts';
import { describeRollout } from './rollout-page.ts';

/** Words before the last day on which use is optional, not before the day of the walkthrough. */
const endWords = /\b(until|till|bis|jusqu|hasta)\b/i;

export const rolloutEntries: readonly Entry[] = [
  question({
    key: 'training',
    title: 'Who is trained on a use case?',
    examples: {
      en: [
        'when were users told about {useCase}',
        'how many people were trained on {useCase}',
        'how many people are trained for {useCase}',
        'is everybody trained on {useCase}',
        'training status of {useCase}',
        'were the users of {useCase} told',
        'who was trained on {useCase}',
        'what did the training of {useCase} cover',
        'what was taught about {useCase}',
        'do the people know how to work with {useCase}',
        'has everybody been shown {useCase}',
        'did we brief the staff about {useCase}',
        'who still needs a course for {useCase}',
        'when did the users hear about {useCase}',
        'since when does the team know that {useCase} exists',
        'did everyone get an introduction to {useCase}',
        'how many still have to learn {useCase}',
      ],
      de: [
        'wie viele sind für {useCase} geschult',
        'sind alle für {useCase} geschult',
        'was wurde in der schulung zu {useCase} behandelt',
        'wer braucht noch eine einweisung in {useCase}',
      ],
      fr: ['combien de personnes sont formées à {useCase}', 'tout le monde est-il formé à {useCase}'],
      es: [
        'cuántas personas están formadas en {useCase}',
        'están todos formados en {useCase}',
        'qué se enseñó sobre {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const found = context.register.evidence.get(evidenceId(key, 'training'));
        const details = found?.details.item === 'training' ? found.details : null;
        return {
          text:
            found && details
              ? joinSentences(
                  `${details.trained.toLocaleString('en')} of ${formatCount(useCase.intendedUsers, 'intended user')} of ${nameUseCase(useCase)} are trained.`,
                  details.toldOn === null
                    ? 'The users have not been told yet.'
                    : `The users were told on ${formatDay(details.toldOn)}.`,
                  details.covered.length > 0 &&
                    `The training covered: ${listSome(details.covered.map((one) => labelOf(trainingOptions, one).toLowerCase()))}.`,
                  `Confirmed by ${mention(found.confirmedBy)} on ${formatDay(found.confirmedOn)}.`,
                )
              : `No training is recorded for ${nameUseCase(useCase)} (${stageWords[useCase.life.stage]}) yet.`,
          source: found
            ? fromPerson(found.confirmedBy, found.confirmedOn, `evidence:${evidenceId(key, 'training')}`)
            : fromRecords(context.today, key),
          data: {
            useCase: key,
            trained: details?.trained ?? null,
            intendedUsers: useCase.intendedUsers,
            toldOn: details?.toldOn ?? null,
          },
          next: [
            ...(isOver(useCase) ? [] : [[{ do: 'confirm-item', useCase: key, item: 'training' }] as const]),
            offerUseCase(key, 'rollout', 'Roll-out'),
          ],
          about: { useCase: key, item: 'training' },
        };
      }),
  }),

  question({
    key: 'rollout-plan',
    title: 'What is the roll-out plan of a use case?',
    examples: {
      en: [
        'what is the roll-out plan of {useCase}',
        'show the roll-out plan of {useCase}',
        'is the roll-out plan of {useCase} complete',
        'will {useCase} replace me',
        'until when is {useCase} optional',
        'when is the walkthrough of {useCase}',
        'what do people do and what does {useCase} do',
        'is {useCase} going to take my job',
        'am I forced to work with {useCase}',
        'can I opt out of {useCase}',
        'what did we promise people who are afraid of {useCase}',
        'how do we bring {useCase} to the team',
        'date of the intro session for {useCase}',
        'is working with {useCase} mandatory',
        'can people refuse {useCase}',
        'what about those who are sceptical of {useCase}',
      ],
      de: [
        'wie sieht der roll-out-plan von {useCase} aus',
        'bis wann ist {useCase} freiwillig',
        'ersetzt mich {useCase}',
        'nimmt mir {useCase} die arbeit weg',
        'muss ich {useCase} benutzen',
        'darf man {useCase} ablehnen',
      ],
      fr: [
        'quel est le plan de déploiement de {useCase}',
        'jusqu’à quand {useCase} est-il facultatif',
        'peut-on refuser {useCase}',
      ],
      es: [
        'cuál es el plan de despliegue de {useCase}',
        'hasta cuándo es opcional {useCase}',
        'se puede rechazar {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const plan = context.register.rolloutPlans.get(key);
        const missing = listMissingPlanParts(plan);
        return {
          text: plan
            ? joinSentences(
                `The roll-out plan of ${nameUseCase(useCase)} is ${missing.length === 0 ? 'complete' : `not complete: ${missing.join('; ')}`}.`,
                [
                  plan.sessionOn &&
                    `Walkthrough on ${formatDay(plan.sessionOn)}${plan.sessionAttendees === 0 ? '' : ` with ${formatCount(plan.sessionAttendees, 'person', 'people')}`}`,
                  plan.optionalUntil && `use is optional until ${formatDay(plan.optionalUntil)}`,
                ]
                  .filter(Boolean)
                  .join('; ')
                  .replace(/^./, (first) => first.toUpperCase())
                  .replace(/(.)$/, '$1.'),
                plan.fearAddressedAt.trim() !== '' &&
                  `The fear "Will it replace me?" was addressed: ${escapeMrkdwn(removeFinalPeriod(plan.fearAddressedAt), 120)}.`,
                plan.peopleDo.trim() !== '' &&
                  `The AI: ${escapeMrkdwn(removeFinalPeriod(plan.aiDoes), 90)}; people: ${escapeMrkdwn(removeFinalPeriod(plan.peopleDo), 90)}.`,
              )
            : `The roll-out plan of ${nameUseCase(useCase)} is not written yet.`,
          source: fromRecords(context.today, `rolloutPlans:${key}`),
          data: {
            useCase: key,
            state: describeRollout(plan),
            missing,
            sessionOn: plan?.sessionOn ?? null,
            optionalUntil: plan?.optionalUntil ?? null,
          },
          next: [
            ...(missing.length > 0 && !isOver(useCase)
              ? [[{ do: 'plan-rollout', useCase: key }] as const]
              : []),
            offerUseCase(key, 'rollout', 'Roll-out'),
          ],
          about: { useCase: key },
        };
      }),
  }),

  question({
    key: 'rollout-rules',
    title: 'What belongs in a roll-out plan?',
    examples: {
      en: [
        'what belongs in a roll-out plan',
        'what must a roll-out plan say',
        'which four things are in the plan for change management',
        'what do we have to prepare before we introduce an ai',
        'sections of the plan for the introduction',
        'components of a roll-out plan',
        'what do you want to know about the roll-out',
        'when is a roll-out plan complete',
        'do people learn the tool or the new way of working',
        'name the parts of change management before we introduce it',
        'should the training be about the tool',
        'is the training about the product or the new process',
        'what does the roll-out plan consist of',
        'parts of a roll-out plan',
      ],
      de: [
        'was gehört in einen roll-out-plan',
        'woraus besteht der einführungsplan',
        'welche teile hat ein roll-out-plan',
      ],
      fr: ['que contient un plan de déploiement', 'les parties du plan de déploiement'],
      es: ['qué debe incluir un plan de despliegue', 'partes de un plan de despliegue'],
    },
    answer: () => ({
      text: 'A roll-out plan has four parts: training for the new workflow (not for the tool alone), a day until which use is optional for sceptics, an answer to the fear "Will it replace me?", and how adoption is measured. Going live needs all four.',
      source: null,
      data: {
        parts: ['training', 'optional use', 'answer to the fear of being replaced', 'measured adoption'],
      },
      next: [[{ page: 'use-cases' }, 'Use cases']],
    }),
  }),

  request({
    key: 'plan-rollout',
    title: 'Write the roll-out plan of a use case',
    examples: {
      en: [
        'plan the roll-out of {useCase}',
        'write the roll-out plan of {useCase}',
        'edit the roll-out plan for {useCase}',
        'plan change management for {useCase}',
        'fill in how we introduce {useCase}',
        'set the date of the walkthrough of {useCase}',
        'the walkthrough of {useCase} is on {day}',
        'trainings for {useCase} take place on {day}, put it in the plan',
        'sceptics may keep away from {useCase} until {day}',
      ],
      de: [
        'roll-out von {useCase} planen',
        'roll-out-plan für {useCase} schreiben',
        'die einführung von {useCase} ist am {day}',
      ],
      fr: [
        'planifier le déploiement de {useCase}',
        'rédiger le plan de déploiement de {useCase}',
        'la formation à {useCase} a lieu le {day}',
      ],
      es: [
        'planificar el despliegue de {useCase}',
        'escribir el plan de despliegue de {useCase}',
        'la presentación de {useCase} es el {day}',
      ],
    },
    needs: ['useCase'],
    takes: ['day'],
    open: (_, { useCase, day }, said = '') => ({
      step: { do: 'plan-rollout', useCase },
      ...(day === undefined
        ? {}
        : { prefilled: { [endWords.test(said) ? 'optionalUntil' : 'sessionOn']: day } }),
    }),
  }),
];
