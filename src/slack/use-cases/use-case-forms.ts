import { addDays, written } from '../../domain/calendar.ts';
import { refuse } from '../../domain/decide.ts';
import {
  commitments,
  committedStack,
  isNotNeeded,
  requiredCategories,
  toolsNear,
} from '../../domain/infrastructure/index.ts';
import {
  type Decision,
  evidenceId,
  mostPeople,
  sameName,
  settingsOf,
  type UseCase,
} from '../../domain/register.ts';
import {
  alike,
  type Description,
  editUseCase,
  joinUseCase,
  longestName,
  pilotDays,
  recordStack,
  registerUseCase,
  type Standing,
  stageWords,
  startPilot,
  stopUseCase,
} from '../../domain/use-cases/index.ts';
import { namedVendors, vendorNames, vendorsNear } from '../../domain/vendors/index.ts';
import { workingDayFrom } from '../../domain/working-time.ts';
import { clip, safe, section } from '../kit/blocks.ts';
import {
  choice,
  choices,
  date,
  entries,
  type Field,
  names,
  number,
  optionalDate,
  optionalText,
  people,
  person,
  text,
  yesNo,
} from '../kit/fields.ts';
import { type Entered, form, type Scene } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { audienceOptions, autonomyOptions, dataOptions, stageOptions } from '../kit/words.ts';

const descriptionFields = ({ register, actor }: Scene, known: UseCase | null, entered: Entered) => ({
  name: text({
    label: 'Name',
    hint: 'What people call it, such as "Support reply assistant".',
    initial: known?.name ?? (entered.name as string | undefined),
    max: longestName,
  }),
  purpose: text({
    label: 'What it does',
    hint: 'The job, and for whom, in a sentence or two.',
    initial: known?.purpose,
    multiline: true,
  }),
  team: text({ label: 'Team', initial: known?.team, max: 150 }),
  owner: person({ label: 'Owner', hint: 'Who answers for it.', initial: known?.owner ?? actor.id }),
  members: people({ label: 'Team members', initial: known?.members, optional: true }),
  intendedUsers: number({
    label: 'Intended users',
    hint: 'Everyone it is meant for, not only volunteers.',
    initial: known?.intendedUsers,
    max: mostPeople,
  }),
  data: choices({
    label: 'Data it touches',
    hint: 'Needed to go live. While it is not stated, DPAs are needed.',
    options: dataOptions,
    initial: known?.data,
  }),
  autonomy: choice({ label: 'What it may do', options: autonomyOptions, initial: known?.autonomy }),
  retrieval: yesNo({
    label: 'Does it search documents or remember?',
    hint: 'Then it needs a vector database.',
    initial: known?.retrieval,
  }),
  vendors: names({
    label: 'Vendors',
    hint: 'The companies that process its data, separated by commas. Needed to go live.',
    initial: known && namedVendors(register, known),
    known: vendorNames(register),
    near: (name) => vendorsNear(register, name),
  }),
});

/** Whether it runs on what is committed; absent while nothing is. `ticked` where a new pilot starts on it. */
function committedField(
  { register }: Scene,
  useCase: Pick<UseCase, 'retrieval'>,
  { ticked }: { readonly ticked: boolean },
): Field<'yes'[]> | undefined {
  const stack = Object.values(committedStack(register, useCase)).flat();
  if (stack.length === 0) return undefined;
  return choices({
    label: 'What it runs on',
    hint: clip(
      `Committed: ${stack.join(', ')}. Leave it unticked if it runs on something else, and record that afterwards.`,
      2000,
    ),
    options: [['yes', 'The committed stack']],
    ...(ticked ? { initial: ['yes'] } : {}),
  });
}

const charterFields = ({ register, today }: Scene) => ({
  startedOn: date({ label: 'Start date', initial: today }),
  decideBy: date({
    label: 'Decide by',
    hint: `Scale, stop or extend on this day at the latest. Usually ${pilotDays} days after the start.`,
    initial: workingDayFrom(register, addDays(today, pilotDays), settingsOf(register).timeZone),
  }),
  volunteers: number({
    label: 'Volunteers',
    hint: 'How many people use it in the pilot.',
    initial: null,
    max: mostPeople,
  }),
  criteria: entries({
    label: 'Success criteria',
    hint: 'One a line, or separated by semicolons; frozen once the pilot starts. Say what number would make you scale it.',
  }),
});

/** For whom and how many; for everyone where everyone intended is trained already. */
export function rolloutFields({ register }: Pick<Scene, 'register'>, useCase: UseCase | null) {
  const training = useCase && register.evidence.get(evidenceId(useCase.key, 'training'))?.details;
  const everyone =
    useCase && training?.item === 'training' && training.trained >= useCase.intendedUsers
      ? { initial: 'everyone' as const }
      : {};
  return {
    audience: choice({ label: 'For whom', options: audienceOptions, ...everyone }),
    deployed: number({ label: 'Users it is deployed to', initial: useCase?.intendedUsers }),
  };
}

const resembled = ({ register }: Scene, entered: Entered) =>
  typeof entered.name === 'string' && typeof entered.purpose === 'string'
    ? alike(register, entered.name, entered.purpose)
    : [];

/** What a new use case may be joined with: those it resembles, and the one that was chosen before it was renamed. */
function joinable(scene: Scene, entered: Entered): readonly UseCase[] {
  const found = resembled(scene, entered);
  const chosen = scene.register.useCases.get(String(entered.joins));
  return chosen && !found.includes(chosen) ? [...found, chosen] : found;
}

export const registerForm = form({
  key: 'register-use-case',
  title: ({ stage }) => (stage === 'pilot' ? 'Register a pilot' : 'Register a use case'),
  submit: 'Register',
  moreBecause: ({ stage }) =>
    stage === 'pilot'
      ? 'A use case in pilot has a charter.'
      : stage === 'production'
        ? 'A use case in production has a roll-out.'
        : null,
  intro: (_, scene, entered) => {
    const found = resembled(scene, entered);
    return found.length === 0
      ? [section('A use of AI that runs or is planned. You can add what you do not know yet later.')]
      : [
          section(
            `*This may be registered already.* At the end of this form, join one of these or say why yours is new.\n${found
              .map(
                (useCase) =>
                  `• ${useCase.key} *${safe(useCase.name, 80)}* (${stageWords[useCase.life.stage]}): ${safe(useCase.purpose, 120)}`,
              )
              .join('\n')}`,
          ),
        ];
  },
  fields: ({ stage: given }, scene, entered) => {
    const found = joinable(scene, entered);
    const stage = given ?? entered.stage;
    // Whether it searches documents decides about the vector database only when the form is submitted.
    const everything = { retrieval: true };
    return {
      ...descriptionFields(scene, null, entered),
      ...(given === undefined
        ? { stage: choice({ label: 'Where it stands today', options: stageOptions, initial: 'proposed' }) }
        : {}),
      ...(stage === 'pilot' ? charterFields(scene) : {}),
      ...(stage === 'production'
        ? { liveOn: date({ label: 'Live since', initial: scene.today }), ...rolloutFields(scene, null) }
        : {}),
      onCommitted:
        stage === 'pilot' || stage === 'production'
          ? committedField(scene, everything, { ticked: given === 'pilot' })
          : undefined,
      // Once it was asked, the answer counts, whatever becomes of the name.
      ...(found.length > 0 || 'joins' in entered
        ? {
            joins: choice({
              label: 'Is it one of these?',
              also: [...scene.register.useCases.keys()],
              options: [
                ['new', 'No, it is new'],
                ...found.map(
                  (useCase) => [useCase.key, clip(`Yes, join ${useCase.key} ${useCase.name}`, 75)] as const,
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
    const standing = standingFrom(
      stage,
      startedOn && decideBy && volunteers !== undefined && criteria
        ? { startedOn, decideBy, volunteers, criteria }
        : null,
      liveOn && audience && deployed !== undefined ? { liveOn, rollout: { audience, deployed } } : null,
    );
    if (!standing) return refuse('invalid', 'Please fill in the fields for where it stands today.');
    const stack = onCommitted?.includes('yes') ? committedStack(register, description) : {};
    return registerUseCase(register, { ...description, standing, stack, whyNew: whyNew ?? null }, act);
  },
  done: ({ name, joins }, _, scene) => {
    const joined = joins !== undefined && joins !== 'new' ? theUseCase(scene, joins) : null;
    const found =
      joined ?? [...scene.register.useCases.values()].findLast((useCase) => sameName(useCase.name, name));
    if (!found) return { text: 'Registered.', next: [] };
    return {
      text: joined
        ? `You are on the team of *${found.key} ${safe(found.name)}*.`
        : `Registered as *${found.key} ${safe(found.name)}*.`,
      next: nextFor(scene, found.key),
      useCase: found.key,
    };
  },
});

function standingFrom(
  stage: Standing['stage'],
  charter: Extract<Standing, { stage: 'pilot' }>['charter'] | null,
  live: Omit<Extract<Standing, { stage: 'production' }>, 'stage'> | null,
): Standing | null {
  if (stage === 'proposed') return { stage };
  if (stage === 'pilot') return charter && { stage, charter };
  return live && { stage, ...live };
}

export const editForm = form({
  key: 'edit-use-case',
  title: ({ useCase }) => `Edit ${useCase}`,
  submit: 'Save',
  edits: ({ useCase: id }, register) => {
    const { life: _, stack: __, lastReviewedOn: ___, ...shown } = theUseCase({ register }, id);
    return { entity: 'useCases', id, shown };
  },
  intro: ({ useCase }, scene) => [
    section(
      `What is recorded about *${useCase} ${safe(theUseCase(scene, useCase).name)}*. The change log keeps what it was before.`,
    ),
  ],
  fields: ({ useCase: key }, scene, entered) => {
    const useCase = theUseCase(scene, key);
    return {
      ...descriptionFields(scene, useCase, entered),
      // The day of a decision to scale belongs to that decision.
      ...(useCase.life.stage === 'pilot' && useCase.life.charter.scaled
        ? {}
        : {
            goLivePlannedOn: optionalDate({
              label: 'Planned go-live',
              hint: 'Then open checklist items are asked for in time.',
              initial: useCase.goLivePlannedOn,
            }),
          }),
    };
  },
  decide: ({ goLivePlannedOn, ...values }, { useCase }, register, act) => {
    const planned = theUseCase({ register }, useCase).goLivePlannedOn;
    return editUseCase(
      register,
      { ...values, useCase, goLivePlannedOn: goLivePlannedOn === undefined ? planned : goLivePlannedOn },
      act,
    );
  },
  done: (_, { useCase }, scene) => ({
    text: `*${useCase} ${safe(theUseCase(scene, useCase).name)}* is saved.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});

export const startPilotForm = form({
  key: 'start-pilot',
  title: ({ useCase }) => `Start ${useCase}'s pilot`,
  submit: 'Start',
  closed: ({ useCase: key }, scene) => {
    const { life } = theUseCase(scene, key);
    return life.stage === 'proposed'
      ? null
      : {
          code: 'not-now',
          message: `${key} is ${stageWords[life.stage]} already; a pilot starts from a proposal.`,
        };
  },
  intro: ({ useCase }, scene) => [
    section(
      `*${useCase} ${safe(theUseCase(scene, useCase).name)}* is tried by volunteers until a day on which you decide. The success criteria are frozen at the start.`,
    ),
  ],
  fields: ({ useCase: key }, scene) => {
    return {
      ...charterFields(scene),
      onCommitted: committedField(scene, theUseCase(scene, key), { ticked: true }),
    };
  },
  decide: ({ onCommitted, ...charter }, { useCase: key }, register, act) => {
    const useCase = theUseCase({ register }, key);
    const stack = onCommitted?.includes('yes')
      ? { ...useCase.stack, ...committedStack(register, useCase) }
      : null;
    return startPilot(register, { ...charter, useCase: key, stack }, act);
  },
  done: ({ decideBy }, { useCase }, scene) => ({
    text: `The pilot of *${useCase} ${safe(theUseCase(scene, useCase).name)}* has started. You will decide by ${written(decideBy)}.`,
    next: [{ do: 'check-in', useCase }, ...nextFor(scene, useCase)],
    useCase,
  }),
});

/** What was committed where a use case says what it runs on, and whether it may say nothing (`needed`). */
function commitmentHint(standing: readonly Decision[], needed: boolean): string {
  if (standing.length === 0) return 'Nothing is committed yet.';
  const chosen = standing.filter((decision) => !isNotNeeded(decision)).map(({ choice }) => choice);
  const committed = `Committed: ${chosen.length === 0 ? 'not needed' : chosen.join(', ')}`;
  return needed ? committed : `${committed}. Leave this empty where it runs on none.`;
}

export const stackForm = form({
  key: 'record-stack',
  title: ({ useCase }) => `What ${useCase} runs on`,
  submit: 'Save',
  edits: ({ useCase: id }, register) => ({
    entity: 'useCases',
    id,
    shown: theUseCase({ register }, id).stack,
  }),
  intro: () => [
    section(
      'Write what it really runs on, as it is called in the decisions. What differs from them is drift: change it, or ask AI Operations for a waiver.',
    ),
  ],
  fields: ({ useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    const committed = committedStack(scene.register, useCase);
    return Object.fromEntries(
      requiredCategories(scene.register).map((entry) => [
        entry.key,
        names({
          label: entry.title,
          known: [
            ...commitments(scene.register, entry.key).map(({ choice: chosen }) => chosen),
            ...(useCase.stack[entry.key] ?? []),
          ],
          near: (name) => toolsNear(scene.register, entry.key, name),
          hint: commitmentHint(commitments(scene.register, entry.key), entry.appliesTo(useCase)),
          initial: useCase.stack[entry.key] ?? committed[entry.key],
          placeholder: entry.examples,
        }),
      ]),
    );
  },
  decide: (values, { useCase }, register, act) => {
    const kept = theUseCase({ register }, useCase).stack;
    return recordStack(register, { useCase, stack: { ...kept, ...values } }, act);
  },
  done: (_, { useCase }, scene) => ({
    text: `What *${useCase} ${safe(theUseCase(scene, useCase).name)}* runs on is recorded.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});

export const stopForm = form({
  key: 'stop-use-case',
  title: ({ useCase }) => `Stop ${useCase}`,
  submit: 'Stop it',
  intro: ({ useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    const what = useCase.life.stage === 'production' ? 'will be retired from production' : 'will be stopped';
    return [section(`*${key} ${safe(useCase.name)}* ${what}. Everything recorded about it is kept.`)];
  },
  fields: () => ({
    reason: text({ label: 'Why, and what was learned', multiline: true }),
  }),
  decide: ({ reason }, { useCase }, register, act) => stopUseCase(register, { useCase, reason }, act),
  done: (_, { useCase }, scene) => {
    const { name, life } = theUseCase(scene, useCase);
    return {
      text: `*${useCase} ${safe(name)}* is ${stageWords[life.stage]}. What was learned is kept.`,
      next: [],
      useCase,
    };
  },
});
