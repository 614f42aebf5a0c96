import type { HomeView, KnownBlock } from '@slack/types';
import { daysBetween, written } from '../../domain/calendar.ts';
import { checklist, checklistOf } from '../../domain/checklist/index.ts';
import type { Step } from '../../domain/decide.ts';
import { openBecause, requiredCategories } from '../../domain/infrastructure/index.ts';
import { absenceFrom, localDaysAt, ownedBy } from '../../domain/people.ts';
import { settingsOf, type UseCase } from '../../domain/register.ts';
import { mutedBy } from '../../domain/reminders/index.ts';
import { byUrgency } from '../../domain/use-cases/index.ts';
import { timeLeft } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import {
  actions,
  divider,
  fitView,
  header,
  mention,
  menu,
  pageButton,
  recordButton,
  safe,
  section,
  stepButton,
  useCaseSearch,
} from '../kit/blocks.ts';
import { closedFor } from '../kit/form.ts';
import type { PageScene } from '../kit/page.ts';
import { headline } from '../readiness/index.ts';
import { forYou, forYouBlock } from './for-you.ts';

/** The three steps that lead a newcomer in, until each has been taken once. */
function firstSteps(scene: PageScene): KnownBlock[] {
  const { register } = scene;
  const required = requiredCategories(register);
  const open = required.filter(({ key }) => openBecause(register, key) !== null);
  const decided = required.length - open.length;
  const first = open[0];
  /** The step with its button, or whose it is. */
  const offered = (text: string, step: Step, label?: string): KnownBlock => {
    const refusal = closedFor(step, scene);
    if (!refusal) return section(text, stepButton(step, label));
    return section(
      `${text} ${refusal.ask === undefined ? 'It waits for the lead.' : `${mention(refusal.ask)} does this.`}`,
    );
  };
  const steps: readonly (readonly [boolean, string, KnownBlock])[] = [
    [
      register.useCases.size > 0,
      'Register the use of AI that people rely on most',
      section(
        '*1. Register the use of AI that people rely on most.* It takes a minute; how far it is comes later.',
        stepButton({ do: 'register-use-case' }, undefined, { style: 'primary' }),
      ),
    ],
    [
      decided > 0,
      'Commit the first shared decision',
      offered(
        `*2. Commit the decisions that all use cases share.* ${decided} of ${required.length}. The model provider is usually settled already.`,
        { do: 'commit-decision', category: first?.key ?? 'model-provider' },
        'Commit the first',
      ),
    ],
    [
      register.operators.size > 0,
      'Name who runs AI in production',
      offered(
        '*3. Name who runs AI in production.* Uptime, incidents, model versions: a person, not a mailing list.',
        { do: 'name-operators' },
      ),
    ],
  ];
  if (steps.every(([done]) => done)) return [];
  const namesLead: Step = { do: 'change-settings' };
  const lead =
    settingsOf(register).leads.length === 0
      ? [
          closedFor(namesLead, scene)
            ? section(
                'Nobody leads the transformation yet. A Slack admin names the lead first, in `/stage3 settings`; the lead then decides and names. You can register at once.',
              )
            : section(
                'Nobody leads the transformation yet. A Slack admin, such as you, names the lead first; the lead then decides and names.',
                stepButton(namesLead, 'Name the lead'),
              ),
        ]
      : [];
  return [
    header('Three steps to an honest answer'),
    ...lead,
    ...steps.map(([done, title, block]) => (done ? section(`:white_check_mark: ~${title}~`) : block)),
  ];
}

/** Once there is something to tell, and nobody is told it, whoever can change that is asked to. */
function digestBlocks(scene: PageScene): KnownBlock[] {
  const chooses: Step = { do: 'choose-digest' };
  const { register } = scene;
  return register.useCases.size === 0 || register.digests.size > 0 || closedFor(chooses, scene)
    ? []
    : [
        section(
          'No channel gets the weekly digest yet: the verdict, what changed, what blocks us, and who can act on it.',
          stepButton(chooses),
        ),
      ];
}

/** An absence that was entered and is not over, with the way to end it. */
function absenceBlocks({ register, actor, at }: PageScene): KnownBlock[] {
  const today = localDaysAt(register, at)(actor.id);
  const absence = absenceFrom(register, actor.id, today);
  if (!absence) return [];
  const { from, until, deputy } = absence;
  const standIn = deputy === null ? 'Nobody stands in.' : `${mention(deputy)} stands in.`;
  return [
    section(
      `You are away from ${written(from)} to ${written(until)}. ${standIn}`,
      recordButton({ do: 'end-absence' }, from > today ? 'Cancel it' : 'I am back'),
    ),
  ];
}

const [rowsShown, ownShown] = [5, 5];

/** Everything that waits for this person, the most urgent first. */
async function forYouBlocks(scene: PageScene): Promise<KnownBlock[]> {
  const all = await forYou(scene);
  // Before anything is registered the first steps stand above already.
  const isEmpty = scene.register.useCases.size === 0;
  const rows = isEmpty
    ? all.filter(({ asked, step }) => asked || step.do === 'accept-accountabilities')
    : all;
  if (isEmpty && rows.length === 0) return [];
  const isLong = rows.length > rowsShown;
  const canAnswer = rows.some(({ asked }) => asked) || mutedBy(scene.register, scene.actor.id).length > 0;
  const label = isLong ? `Show all ${rows.length.toLocaleString('en')}` : 'Snooze or mute';
  return [
    header(`For you (${rows.length.toLocaleString('en')})`),
    ...(rows.length === 0 ? [section('Nothing waits for you.')] : rows.slice(0, rowsShown).map(forYouBlock)),
    ...actions(
      isLong || canAnswer ? pageButton(label, { page: 'asked' }) : null,
      stepButton({ do: 'enter-absence' }),
    ),
  ];
}

/** The answer in one line, with the way to its reasons. */
const verdictBlock = ({ assessment }: Readiness): KnownBlock =>
  section(`*${headline(assessment)}*`, pageButton('Why', { page: 'verdict' }));

/** How a use case stands, in a few words. */
function standingWords({ register, today }: PageScene, useCase: UseCase): string {
  const { life } = useCase;
  const ready = checklistOf(register, useCase, today).filter(({ state }) => state === 'holds').length;
  if (life.stage === 'pilot')
    return `pilot, ${timeLeft(daysBetween(today, life.charter.decideBy))} · ${ready} of ${checklist.length}`;
  return life.stage === 'production' ? `production · ${ready} of ${checklist.length}` : life.stage;
}

function ownBlocks(scene: PageScene): KnownBlock[] {
  const owned = byUrgency(scene.register, ownedBy(scene.register, scene.actor.id), scene.today);
  if (owned.length === 0) return [];
  return [
    divider,
    section(`*Yours (${owned.length.toLocaleString('en')})*`),
    ...owned
      .slice(0, ownShown)
      .map((useCase) =>
        section(
          `*${useCase.key} ${safe(useCase.name, 80)}* · ${standingWords(scene, useCase)}`,
          pageButton('Open', { page: 'use-case', args: { useCase: useCase.key } }, { id: useCase.key }),
        ),
      ),
    ...(owned.length > ownShown
      ? actions(
          pageButton(`All ${owned.length.toLocaleString('en')}`, {
            page: 'use-cases',
            args: { filter: 'mine' },
          }),
        )
      : []),
  ];
}

export async function homeView(scene: PageScene): Promise<HomeView> {
  const { register, readiness } = scene;
  const isEmpty = register.useCases.size === 0;
  const blocks = [
    ...firstSteps(scene),
    ...absenceBlocks(scene),
    ...(await forYouBlocks(scene)),
    divider,
    verdictBlock(readiness),
    ...digestBlocks(scene),
    ...ownBlocks(scene),
    divider,
    ...(register.useCases.size > 10 ? actions(useCaseSearch) : []),
    ...actions(
      isEmpty ? null : stepButton({ do: 'register-use-case' }),
      pageButton('Use cases', { page: 'use-cases' }),
      pageButton('Help', { page: 'help' }),
      menu(
        [
          [{ page: 'decisions' }, 'Decisions'],
          [{ page: 'owners' }, 'Owners'],
          [{ page: 'review' }, 'Policy review'],
          [{ page: 'log' }, 'Change log'],
          [{ page: 'settings' }, 'Settings'],
        ],
        { page: 'help' },
      ),
    ),
  ];
  return { type: 'home', blocks: fitView(blocks) };
}

/** What guests, external people and bots see. */
export const strangerHome = (message: string): HomeView => ({
  type: 'home',
  blocks: [section(safe(message, 500))],
});
