import {
  goLive,
  missingForProduction,
  notReady,
  reachedBy,
  stageWords,
  widenRollout,
} from '../../domain/use-cases/index.ts';
import { safe, section } from '../kit/blocks.ts';
import { date } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { stackBlocks } from './decide-form.ts';
import { rolloutFields } from './description-fields.ts';

export const goLiveForm = form({
  key: 'go-live',
  title: ({ useCase }) => `${useCase} goes live`,
  submit: 'Go live',
  closed: ({ useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    const { stage } = useCase.life;
    if (stage !== 'pilot') {
      return {
        code: 'not-now',
        message: `${key} is ${stageWords[stage]}. ${stage === 'proposed' ? 'Start its pilot first.' : ''}`,
      };
    }
    const missing = missingForProduction(scene.register, useCase, scene.today);
    return missing.length === 0 ? null : notReady(useCase, missing);
  },
  intro: ({ useCase }, scene) => [
    section(
      `*${useCase} ${safe(theUseCase(scene, useCase).name)}* goes into production. The verdict counts it from then on.`,
    ),
    ...stackBlocks(theUseCase(scene, useCase), scene),
  ],
  fields: ({ useCase: key }, scene) => ({
    liveOn: date({ label: 'Live since', initial: scene.today }),
    ...rolloutFields(scene, theUseCase(scene, key)),
  }),
  decide: (values, { useCase }, register, act) => goLive(register, { ...values, useCase }, act),
  done: ({ deployed }, { useCase }, scene) => {
    const { name, intendedUsers } = theUseCase(scene, useCase);
    return {
      text: `*${useCase} ${safe(name)}* is in production: ${deployed} of ${intendedUsers}.`,
      next: nextFor(scene, useCase),
      useCase,
    };
  },
});

export const widenForm = form({
  key: 'widen-rollout',
  title: ({ useCase }) => `${useCase}: roll-out`,
  submit: 'Save',
  edits: ({ useCase: id }, register) => ({
    entity: 'useCases',
    id,
    shown: theUseCase({ register }, id).life,
  }),
  intro: ({ useCase }, scene) => {
    const found = theUseCase(scene, useCase);
    return [
      section(
        `*${useCase} ${safe(found.name)}* reaches ${reachedBy(found)} of ${found.intendedUsers} people. Record how many it reaches now.`,
      ),
    ];
  },
  fields: ({ useCase: key }, scene) => rolloutFields(scene, theUseCase(scene, key)),
  decide: (values, { useCase }, register, act) => widenRollout(register, { ...values, useCase }, act),
  done: ({ deployed }, { useCase }, scene) => ({
    text: `*${useCase}* reaches ${deployed} of ${theUseCase(scene, useCase).intendedUsers}.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});
