import type { HomeView, KnownBlock } from '@slack/types';
import { notAccepted } from '../../domain/ai-operations.ts';
import { written } from '../../domain/calendar.ts';
import type { Blocker } from '../../domain/crossing-test.ts';
import type { Gap, Step } from '../../domain/decide.ts';
import { openBecause, requiredCategories } from '../../domain/infrastructure.ts';
import { absenceFrom } from '../../domain/people.ts';
import { settingsOf } from '../../domain/register.ts';
import { missingForProduction } from '../../domain/use-cases.ts';
import { closedFor } from '../forms/index.ts';
import {
  actions,
  context,
  divider,
  doButton,
  fitView,
  header,
  mention,
  pageButton,
  safe,
  section,
  stepButton,
} from '../views/blocks.ts';
import type { PageScene } from './page.ts';
import { findBlock } from './use-cases.ts';
import { gapBlocks, verdictBlocks } from './verdict.ts';

/**
 * What is asked of this person: the blockers that are theirs, then what their pilots lack; each step once, and last
 * those whose time has not come.
 */
function askedOf(scene: PageScene): readonly Gap[] {
  const { readiness, register, actor, today } = scene;
  const operator = register.operators.get(actor.id);
  const accept: Gap[] =
    operator && notAccepted(operator).length > 0
      ? [
          {
            text: 'You are named for AI Operations',
            owner: actor.id,
            step: { do: 'accept-accountabilities' },
          },
        ]
      : [];
  const blockers: readonly (Blocker | Gap)[] = readiness.assessment.blockers.filter(
    ({ owner }) => owner === actor.id,
  );
  const pilots = [...register.useCases.values()]
    .filter(({ owner, life }) => owner === actor.id && life.stage === 'pilot')
    .flatMap((useCase) =>
      missingForProduction(register, useCase, today).map((gap) => ({
        ...gap,
        text: `${useCase.key}: ${gap.text}`,
      })),
    );
  const asked = new Map(
    [...accept, ...blockers, ...pilots].reverse().map((gap) => [JSON.stringify(gap.step), gap]),
  );
  const gaps = [...asked.values()].reverse().map((gap) => ({ gap, open: !closedFor(gap.step, scene) }));
  return [...gaps.filter(({ open }) => open), ...gaps.filter(({ open }) => !open)].map(({ gap }) => gap);
}

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
    divider,
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
          'No channel gets the weekly digest yet: the verdict, what changed, what blocks us and whom it waits for.',
          stepButton(chooses),
        ),
      ];
}

/** An absence that was entered and is not over, with the way to end it. */
function absenceBlocks({ register, actor, today }: PageScene): KnownBlock[] {
  const absence = absenceFrom(register, actor.id, today);
  if (!absence) return [];
  const { from, until, deputy } = absence;
  const standIn = deputy === null ? 'Nobody stands in.' : `${mention(deputy)} stands in.`;
  return [
    section(
      `You are away from ${written(from)} to ${written(until)}. ${standIn}`,
      doButton('end-absence', from > today ? 'Cancel it' : 'I am back', {}),
    ),
  ];
}

export function homeView(scene: PageScene): HomeView {
  const { register, readiness, actor } = scene;
  const owned = [...register.useCases.values()].filter(
    ({ owner, life }) => owner === actor.id && life.stage !== 'stopped' && life.stage !== 'retired',
  );
  const asked = askedOf(scene);
  const blocks = [
    ...firstSteps(scene),
    ...verdictBlocks(readiness, { asOf: false, buttons: true, offers: (step) => !closedFor(step, scene) }),
    ...digestBlocks(scene),
    ...absenceBlocks(scene),
    divider,
    header('Asked of you'),
    ...(asked.length === 0 ? [section('Nothing is asked of you.')] : gapBlocks(asked.slice(0, 8), actor.id)),
    ...(asked.length > 8 ? [context(`and ${asked.length - 8} more, once these are done`)] : []),
    header('What you own'),
    ...(owned.length === 0
      ? [section('You own no use case yet.')]
      : owned
          .slice(0, 8)
          .map(({ key, name, life }) =>
            section(
              `*${key} ${safe(name, 80)}* · ${life.stage}`,
              pageButton('Open', { page: 'use-case', args: { useCase: key } }, { id: key }),
            ),
          )),
    ...(owned.length > 8
      ? actions(pageButton(`All ${owned.length}`, { page: 'use-cases', args: { filter: 'mine' } }))
      : []),
    divider,
    ...(register.useCases.size > 0 ? [findBlock('home-find')] : []),
    ...actions(
      stepButton({ do: 'register-use-case' }),
      pageButton('Use cases', { page: 'use-cases' }),
      pageButton('Decisions', { page: 'decisions' }),
      pageButton('Pilot purgatory', { page: 'purgatory' }),
      pageButton('Owners', { page: 'owners' }),
      pageButton('Policy review', { page: 'review' }),
      pageButton('Waiting for your answer', { page: 'asked' }),
      pageButton('History', { page: 'log' }),
      pageButton('Settings', { page: 'settings' }),
      stepButton({ do: 'enter-absence' }),
      pageButton('Help', { page: 'help' }),
    ),
  ];
  return { type: 'home', blocks: fitView(blocks) };
}

/** What guests, external people and bots see. */
export const strangerHome = (message: string): HomeView => ({
  type: 'home',
  blocks: [section(safe(message, 500))],
});
