import { refuse } from '../../domain/decide.ts';
import { committedStack } from '../../domain/infrastructure/index.ts';
import { isSameName, type UseCase } from '../../domain/register.ts';
import {
  type Description,
  findSimilarUseCases,
  type InitialStage,
  joinUseCase,
  registerUseCase,
  stageWords,
} from '../../domain/use-cases/index.ts';
import { escapeMrkdwn, section, truncate } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import { type Entered, type FormContext, form } from '../kit/form.ts';
import { findNextSteps, getUseCase } from '../kit/next-steps.ts';
import { optionalText } from '../kit/text-fields.ts';
import { stageOptions } from '../kit/words.ts';
import { charterFields, committedField, descriptionFields, rolloutFields } from './description-fields.ts';

const findSimilar = ({ register }: FormContext, entered: Entered) =>
  typeof entered.name === 'string' && typeof entered.purpose === 'string'
    ? findSimilarUseCases(register, entered.name, entered.purpose)
    : [];

/** Returns the use cases to join instead: similar ones, and one that was chosen before a rename. */
function listJoinable(context: FormContext, entered: Entered): readonly UseCase[] {
  const found = findSimilar(context, entered);
  const chosen = context.register.useCases.get(String(entered.joins));
  return chosen && !found.includes(chosen) ? [...found, chosen] : found;
}

export const registerForm = form({
  key: 'register-use-case',
  title: ({ stage }) => (stage === 'pilot' ? 'Register pilot' : 'Register use case'),
  submit: 'Register',
  moreBecause: ({ stage }) =>
    stage === 'pilot' ? 'You chose a pilot.' : stage === 'production' ? 'You chose production.' : null,
  intro: (_, context, entered) => {
    const found = findSimilar(context, entered);
    return found.length === 0
      ? [section('Register a use of AI that runs or is planned. You can add missing details later.')]
      : [
          section(
            `*This may be registered already.* At the end of this form, join one of these or say why yours is new.\n${found
              .map(
                (useCase) =>
                  `• ${useCase.key} *${escapeMrkdwn(useCase.name, 80)}* (${stageWords[useCase.life.stage]}): ${escapeMrkdwn(useCase.purpose, 120)}`,
              )
              .join('\n')}`,
          ),
        ];
  },
  fields: ({ stage: given }, context, entered) => {
    const found = listJoinable(context, entered);
    const stage = given ?? entered.stage;
    // The vector database depends on whether it searches documents, which is checked on submission.
    const everything = { retrieval: true };
    return {
      ...descriptionFields(context, null, entered),
      ...(given === undefined
        ? { stage: choice({ label: 'Stage', options: stageOptions, initial: 'proposed' }) }
        : {}),
      ...(stage === 'pilot' ? charterFields(context) : {}),
      ...(stage === 'production'
        ? { liveOn: date({ label: 'Live since', initial: context.today }), ...rolloutFields(context, null) }
        : {}),
      onCommitted:
        stage === 'pilot' || stage === 'production'
          ? committedField(context, everything, { ticked: given === 'pilot' })
          : undefined,
      // An answered question counts, whatever the name becomes.
      ...(found.length > 0 || 'joins' in entered
        ? {
            joins: choice({
              label: 'Is it one of these?',
              also: [...context.register.useCases.keys()],
              options: [
                ['new', 'No, it is new'],
                ...found.map(
                  (useCase) =>
                    [useCase.key, truncate(`Yes, join ${useCase.key} ${useCase.name}`, 75)] as const,
                ),
              ],
            }),
            whyNew: optionalText({ label: 'If it is new: what makes it different?', multiline: true }),
          }
        : {}),
    };
  },
  decide: (values, { stage: given }, register, act) => {
    const {
      stage = given ?? 'proposed',
      onCommitted,
      joins,
      whyNew,
      startedOn,
      decideBy,
      volunteers,
      criteria,
      liveOn,
      audience,
      deployed,
      ...rest
    } = values;
    if (joins !== undefined && joins !== 'new') return joinUseCase(register, { useCase: joins }, act);
    const description: Description = rest;
    const standing = createInitialStage(
      stage,
      startedOn && decideBy && volunteers !== undefined && criteria
        ? { startedOn, decideBy, volunteers, criteria }
        : null,
      liveOn && audience && deployed !== undefined ? { liveOn, rollout: { audience, deployed } } : null,
    );
    if (!standing) return refuse('invalid', 'Fill in the fields for its stage.');
    const stack = onCommitted?.includes('yes') ? committedStack(register, description) : {};
    return registerUseCase(register, { ...description, standing, stack, whyNew: whyNew ?? null }, act);
  },
  done: ({ name, joins }, _, context) => {
    const joined = joins !== undefined && joins !== 'new' ? getUseCase(context, joins) : null;
    const found =
      joined ?? [...context.register.useCases.values()].findLast((useCase) => isSameName(useCase.name, name));
    if (!found) return { text: 'Registered.', next: [] };
    return {
      text: joined
        ? `You are on the team of *${found.key} ${escapeMrkdwn(found.name)}*.`
        : `Registered as *${found.key} ${escapeMrkdwn(found.name)}*.`,
      next: findNextSteps(context, found.key),
      useCase: found.key,
    };
  },
});

function createInitialStage(
  stage: InitialStage['stage'],
  charter: Extract<InitialStage, { stage: 'pilot' }>['charter'] | null,
  live: Omit<Extract<InitialStage, { stage: 'production' }>, 'stage'> | null,
): InitialStage | null {
  if (stage === 'proposed') return { stage };
  if (stage === 'pilot') return charter && { stage, charter };
  return live && { stage, ...live };
}
