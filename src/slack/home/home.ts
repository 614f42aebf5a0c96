import type { HomeView, KnownBlock } from '@slack/types';
import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { checklist, checklistOf } from '../../domain/checklist/index.ts';
import type { Step } from '../../domain/decide.ts';
import { listOwnFollowUps } from '../../domain/follow-ups/index.ts';
import { listUnresolved } from '../../domain/incidents/index.ts';
import { explainOpenCategory, listRequiredCategories } from '../../domain/infrastructure/index.ts';
import { findModelRetirement } from '../../domain/model-versions/index.ts';
import { findOpenAbsence, listOwnedUseCases, localDaysAt } from '../../domain/people.ts';
import { settingsOf, type UseCase } from '../../domain/register.ts';
import { listMutes } from '../../domain/reminders/index.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import { sortUseCasesByUrgency } from '../../domain/use-cases/index.ts';
import { formatDaysAgo, formatInDays, formatTimeLeft } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { describeFollowUp } from '../follow-ups/index.ts';
import { renderUnresolvedBlocks } from '../incidents/index.ts';
import {
  actions,
  divider,
  escapeMrkdwn,
  fitView,
  header,
  mention,
  menu,
  pageButton,
  recordButton,
  section,
  stepButton,
  useCaseSearch,
} from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { formatHeadline } from '../readiness/index.ts';
import { listForYou, renderForYouBlock } from './for-you.ts';

/** Renders the three first steps until each has been taken. */
function renderFirstSteps(context: PageContext): KnownBlock[] {
  const { register } = context;
  const required = listRequiredCategories(register);
  const open = required.filter(({ key }) => explainOpenCategory(register, key) !== null);
  const decided = required.length - open.length;
  const first = open[0];
  /** Renders the step with its button, or the person who can take it. */
  const renderOffer = (text: string, step: Step, label?: string): KnownBlock => {
    const refusal = findStepRefusal(step, context);
    if (!refusal) return section(text, stepButton(step, label));
    return section(
      `${text} ${refusal.ask === undefined ? 'Waiting for the lead.' : `Waiting for ${mention(refusal.ask)}.`}`,
    );
  };
  const steps: readonly (readonly [boolean, string, KnownBlock])[] = [
    [
      register.useCases.size > 0,
      'Register the use of AI that people rely on most',
      section(
        '*1. Register the use of AI that people rely on most.* It takes a minute; you can add details later.',
        stepButton({ do: 'register-use-case' }, undefined, { style: 'primary' }),
      ),
    ],
    [
      decided > 0,
      'Commit the first shared decision',
      renderOffer(
        `*2. Commit the decisions that all use cases share.* ${decided} of ${required.length} committed. Start with one that is already in use, such as the model provider.`,
        { do: 'commit-decision', category: first?.key ?? 'model-provider' },
        'Commit decision',
      ),
    ],
    [
      register.operators.size > 0,
      'Appoint an AI Operations owner',
      renderOffer(
        '*3. Appoint an AI Operations owner.* One person, not a mailing list, is accountable for uptime, incidents and model versions.',
        { do: 'name-operators' },
      ),
    ],
  ];
  if (steps.every(([done]) => done)) return [];
  const namesLead: Step = { do: 'change-settings' };
  const lead =
    settingsOf(register).leads.length === 0
      ? [
          findStepRefusal(namesLead, context)
            ? section(
                'There is no transformation lead yet. A Slack admin appoints one in `/stage3 settings`. The lead then commits decisions and appoints AI Operations. You can register a use case now.',
              )
            : section(
                'There is no transformation lead yet. As a Slack admin, you can appoint one. The lead then commits decisions and appoints AI Operations.',
                stepButton(namesLead, 'Appoint lead'),
              ),
        ]
      : [];
  return [
    header('Three steps to your first verdict'),
    ...lead,
    ...steps.map(([done, title, block]) => (done ? section(`:white_check_mark: ~${title}~`) : block)),
  ];
}

/** Asks people who may do it to choose a digest channel, once there is something to report. */
function renderDigestBlocks(context: PageContext): KnownBlock[] {
  const chooses: Step = { do: 'choose-digest' };
  const { register } = context;
  return register.useCases.size === 0 || register.digests.size > 0 || findStepRefusal(chooses, context)
    ? []
    : [
        section(
          'No channel gets the weekly digest yet. It shows the verdict, what changed, and the blockers with their owners.',
          stepButton(chooses),
        ),
      ];
}

/** Renders the person's current or future absence with a button to end it. */
function renderAbsenceBlocks({ register, actor, at }: PageContext): KnownBlock[] {
  const today = localDaysAt(register, at)(actor.id);
  const absence = findOpenAbsence(register, actor.id, today);
  if (!absence) return [];
  const { from, until, deputy } = absence;
  const standIn = deputy === null ? 'You have no deputy.' : `Your deputy is ${mention(deputy)}.`;
  return [
    section(
      `You are away from ${formatDay(from)} to ${formatDay(until)}. ${standIn}`,
      recordButton({ do: 'end-absence' }, from > today ? 'Cancel absence' : 'End absence'),
    ),
  ];
}

/** Renders the unresolved incidents, the most severe at the top. */
function renderIncidentBlocks({ register, at }: PageContext): KnownBlock[] {
  const open = listUnresolved(register);
  return open.length === 0
    ? []
    : [header(`Open incidents (${open.length})`), ...renderUnresolvedBlocks(register, open, at)];
}

const [maxRows, maxOwnUseCases, maxOwnFollowUps] = [5, 5, 3];

/** Renders what waits for this person, most urgent first. */
async function renderForYouBlocks(context: PageContext): Promise<KnownBlock[]> {
  const all = await listForYou(context);
  // Before the first registration the first steps are already above.
  const isEmpty = context.register.useCases.size === 0;
  const rows = isEmpty
    ? all.filter(
        ({ reminder, step }) => reminder || ['accept-accountabilities', 'decide-tool'].includes(step.do),
      )
    : all;
  if (isEmpty && rows.length === 0) return [];
  const isLong = rows.length > maxRows;
  const canAnswer =
    rows.some(({ reminder }) => reminder) || listMutes(context.register, context.actor.id).length > 0;
  const label = isLong ? `Show all ${rows.length.toLocaleString('en')}` : 'Snooze or mute';
  return [
    header(`For you (${rows.length.toLocaleString('en')})`),
    ...(rows.length === 0
      ? [section('You have nothing to do.')]
      : rows.slice(0, maxRows).map(renderForYouBlock)),
    ...actions(
      isLong || canAnswer ? pageButton(label, { page: 'asked' }) : null,
      stepButton({ do: 'enter-absence' }),
    ),
  ];
}

/** Renders the verdict in one line, with a button to its details. */
const renderVerdictBlock = ({ assessment }: Readiness): KnownBlock =>
  section(`*${formatHeadline(assessment)}*`, pageButton('Open verdict', { page: 'verdict' }));

/** Describes the stage of a use case in a few words. */
function describeStage({ register, today }: PageContext, useCase: UseCase): string {
  const { life } = useCase;
  const ready = checklistOf(register, useCase, today).filter(({ state }) => state === 'holds').length;
  if (life.stage === 'pilot')
    return `pilot, ${formatTimeLeft(daysBetween(today, life.charter.decideBy))} · checklist ${ready} of ${checklist.length}`;
  const suspended = findSuspension(register, useCase) ? ', suspended' : '';
  return life.stage === 'production'
    ? `production${suspended} · checklist ${ready} of ${checklist.length}`
    : life.stage;
}

/** Returns " · GPT-5 ends in 20 days" when the provider ends its model; otherwise empty. */
function describeModelEnd({ register, today }: PageContext, { key }: UseCase): string {
  const retirement = findModelRetirement(register, key, today);
  if (retirement === null) return '';
  const days = daysBetween(today, retirement.endsOn);
  const when = days < 0 ? `ended ${formatDaysAgo(-days)}` : `ends ${formatInDays(days)}`;
  return ` · :warning: ${escapeMrkdwn(retirement.model, 60)} ${when}`;
}

function renderOwnBlocks(context: PageContext): KnownBlock[] {
  const owned = sortUseCasesByUrgency(
    context.register,
    listOwnedUseCases(context.register, context.actor.id),
    context.today,
  );
  if (owned.length === 0) return [];
  return [
    divider,
    section(`*Your use cases (${owned.length.toLocaleString('en')})*`),
    ...owned
      .slice(0, maxOwnUseCases)
      .map((useCase) =>
        section(
          `*${useCase.key} ${escapeMrkdwn(useCase.name, 80)}* · ${describeStage(context, useCase)}${describeModelEnd(context, useCase)}`,
          pageButton('Open', { page: 'use-case', args: { useCase: useCase.key } }, { id: useCase.key }),
        ),
      ),
    ...(owned.length > maxOwnUseCases
      ? actions(
          pageButton(`Show all ${owned.length.toLocaleString('en')}`, {
            page: 'use-cases',
            args: { filter: 'mine' },
          }),
        )
      : []),
  ];
}

/** Renders the open follow-ups of this person, the one due first at the top. */
function renderFollowUpBlocks(context: PageContext): KnownBlock[] {
  const owned = listOwnFollowUps(context.register, context.actor.id);
  if (owned.length === 0) return [];
  const count = owned.length.toLocaleString('en');
  return [
    divider,
    section(
      `*Your follow-ups (${count})*`,
      pageButton(owned.length > maxOwnFollowUps ? `Show all ${count}` : 'Open list', {
        page: 'follow-ups',
        args: { show: 'mine' },
      }),
    ),
    ...owned
      .slice(0, maxOwnFollowUps)
      .map((one) =>
        section(describeFollowUp(context, one), stepButton({ do: 'close-follow-up', followUp: one.key })),
      ),
  ];
}

export async function renderHome(context: PageContext): Promise<HomeView> {
  const { register, readiness } = context;
  const isEmpty = register.useCases.size === 0;
  const blocks = [
    ...renderFirstSteps(context),
    ...renderAbsenceBlocks(context),
    ...renderIncidentBlocks(context),
    ...(await renderForYouBlocks(context)),
    divider,
    renderVerdictBlock(readiness),
    ...renderDigestBlocks(context),
    ...renderOwnBlocks(context),
    ...renderFollowUpBlocks(context),
    divider,
    ...(register.useCases.size > 10 ? actions(useCaseSearch) : []),
    ...actions(
      isEmpty ? null : stepButton({ do: 'register-use-case' }),
      pageButton('Use cases', { page: 'use-cases' }),
      stepButton({ do: 'request-tool', channel: null }),
      isEmpty ? null : stepButton({ do: 'report-incident' }),
      menu(
        [
          [{ page: 'decisions' }, 'Decisions'],
          [{ page: 'tools' }, 'AI tools'],
          [{ page: 'review' }, 'Policy review'],
          [{ page: 'settings' }, 'Settings'],
          [{ page: 'help' }, 'Help'],
        ],
        { page: 'help' },
      ),
    ),
  ];
  return { type: 'home', blocks: fitView(blocks) };
}

/** Renders Home for guests, external people and bots. */
export const renderOutsiderHome = (message: string): HomeView => ({
  type: 'home',
  blocks: [section(escapeMrkdwn(message, 500))],
});
