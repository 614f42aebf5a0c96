import { localDaysAt } from '../../domain/people.ts';
import type { UseCase, UserId } from '../../domain/register.ts';
import { helperFor, notMine, snooze, snoozes } from '../../domain/reminders/index.ts';
import type { StepInput } from '../../domain/schema.ts';
import { mention, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { form, type Scene } from '../kit/form.ts';
import { optionalPerson, person } from '../kit/people-fields.ts';
import { text } from '../kit/text-fields.ts';
import { askedUseCase, kindWords, subjectWords } from './asked-words.ts';

type OfAsk = StepInput<'snooze'>;

const about = (asked: OfAsk, { register }: Pick<Scene, 'register'>) =>
  section(`*${subjectWords(register, asked)}*\n${kindWords(asked.kind)}`);

const snoozeOptions = snoozes.map(({ key, title }) => [key, title] as const);

export const snoozeForm = form({
  key: 'snooze',
  title: () => 'Snooze',
  submit: 'Snooze',
  intro: (asked, scene) => [about(asked, scene)],
  fields: () => ({
    snooze: choice({ label: 'It may come back', options: snoozeOptions, initial: 'tomorrow' }),
    words: text({
      label: 'Why not now',
      hint: 'Kept with it. Three times in a row is the most.',
      max: 500,
    }),
  }),
  decide: (_, asked, register, act) => snooze(register, asked, act),
  replies: ({ snooze, words }, asked) => ({ ...asked, says: { outcome: 'snoozed', snooze, words } }),
  done: ({ snooze }, asked, { register }) => {
    const title = snoozes.find(({ key }) => key === snooze)?.title.toLowerCase();
    return {
      text: `*${subjectWords(register, asked)}* is snoozed. It comes back ${title}, if it is still open then.`,
      next: [],
    };
  },
});

/** The use case that is asked about, if it is this person's to give away. */
function ownedBy({ register, actor }: Pick<Scene, 'register' | 'actor'>, asked: OfAsk): UseCase | null {
  const useCase = askedUseCase(register, asked);
  return useCase?.owner === actor.id ? useCase : null;
}

/** Who is asked to help instead of the person who acts. */
const helperOf = ({ register, actor, at }: Scene): UserId | null =>
  helperFor(register, actor.id, localDaysAt(register, at));

const newOwner = (useCase: UseCase) => ({
  label: `Who owns ${useCase.key} instead`,
  hint: 'They answer for it from now on.',
});

export const notMineForm = form({
  key: 'not-mine',
  title: () => 'Not mine',
  submit: 'Pass it on',
  closed: (asked, scene) =>
    ownedBy(scene, asked) === null && helperOf(scene) === null
      ? {
          code: 'not-now',
          message: 'There is nobody else to ask: nobody leads beside you. The settings name who leads.',
        }
      : null,
  intro: (asked, scene) => {
    const lead = helperOf(scene);
    const owned = ownedBy(scene, asked);
    return [
      about(asked, scene),
      section(
        lead === null
          ? 'Name who owns it instead.'
          : owned === null
            ? `${mention(lead)} is asked to help, and you are not asked about this again.`
            : `Name who owns it instead, or leave it open: ${mention(lead)} is asked to help then.`,
      ),
    ];
  },
  fields: (asked, scene) => {
    const owned = ownedBy(scene, asked);
    const lead = helperOf(scene);
    return {
      owner: owned ? (lead === null ? person(newOwner(owned)) : optionalPerson(newOwner(owned))) : undefined,
    };
  },
  decide: ({ owner }, asked, register, act) => {
    const useCase = askedUseCase(register, asked);
    const reassign = useCase && owner ? { useCase: useCase.key, owner } : null;
    return notMine(register, { ...asked, reassign }, act);
  },
  replies: (_, asked) => ({ ...asked, says: { outcome: 'not-mine' } }),
  done: ({ owner }, asked, scene) => {
    const lead = helperOf(scene);
    const thing = `*${subjectWords(scene.register, asked)}*`;
    return {
      text: owner
        ? `${mention(owner)} owns ${thing} now.`
        : `Noted: ${thing} is not yours.${lead === null ? '' : ` ${mention(lead)} is asked to help.`}`,
      next: [],
    };
  },
});
