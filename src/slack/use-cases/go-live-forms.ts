import {
  countReached,
  goLive,
  listMissingForProduction,
  refuseNotReady,
  stageWords,
  widenRollout,
} from '../../domain/use-cases/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { date, readEnteredDay } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { stackBlocks } from './decide-form.ts';
import { rolloutFields } from './description-fields.ts';

export const goLiveForm = form({
  key: 'go-live',
  title: ({ useCase }) => `${useCase} goes live`,
  submit: 'Go live',
  findRefusal: ({ useCase: key }, context) => {
    const useCase = getUseCase(context, key);
    const { stage } = useCase.life;
    if (stage !== 'pilot') {
      return {
        code: 'not-now',
        message: `${key} is ${stageWords[stage]}. ${stage === 'proposed' ? 'Start its pilot first.' : ''}`,
      };
    }
    const missing = listMissingForProduction(context.register, useCase, context.today);
    return missing.length === 0 ? null : refuseNotReady(useCase, missing);
  },
  intro: ({ useCase }, context) => [
    section(
      `*${useCase} ${escapeMrkdwn(getUseCase(context, useCase).name)}* goes into production. Once it is live, it counts in the verdict.`,
    ),
    ...stackBlocks(getUseCase(context, useCase), context),
  ],
  fields: ({ useCase: key }, context, entered) => ({
    liveOn: date({ label: 'Live since', initial: readEnteredDay(entered.liveOn) ?? context.today }),
    ...rolloutFields(context, getUseCase(context, key)),
  }),
  decide: (values, { useCase }, register, act) => goLive(register, { ...values, useCase }, act),
  done: ({ deployed }, { useCase }, context) => {
    const { name, intendedUsers } = getUseCase(context, useCase);
    return {
      text: `*${useCase} ${escapeMrkdwn(name)}* is in production, deployed to ${deployed} of ${intendedUsers} intended users.`,
      next: findNextSteps(context, useCase),
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
    shown: getUseCase({ register }, id).life,
  }),
  intro: ({ useCase }, context) => {
    const found = getUseCase(context, useCase);
    return [
      section(
        `*${useCase} ${escapeMrkdwn(found.name)}* is deployed to ${countReached(found)} of ${found.intendedUsers} intended users. Record the current number.`,
      ),
    ];
  },
  fields: ({ useCase: key }, context) => rolloutFields(context, getUseCase(context, key)),
  decide: (values, { useCase }, register, act) => widenRollout(register, { ...values, useCase }, act),
  done: ({ deployed }, { useCase }, context) => ({
    text: `*${useCase}* is deployed to ${deployed} of ${getUseCase(context, useCase).intendedUsers} intended users.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
