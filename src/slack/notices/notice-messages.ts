import type { KnownBlock } from '@slack/types';
import { describeAcceptance } from '../../domain/ai-operations/index.ts';
import { dayOf, formatDay } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import type { Step } from '../../domain/decide.ts';
import { acceptedAt, type Notice, type NoticeOf, type NoticeState } from '../../domain/notices/index.ts';
import { findOpenAbsence } from '../../domain/people.ts';
import { type Instant, settingsOf, type UseCase } from '../../domain/register.ts';
import { formatMeeting, quarterTitle } from '../../domain/reviews/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { listWaitingRequests, turnaroundDays } from '../../domain/tools/index.ts';
import { formatCount } from '../../domain/wording.ts';
import type { MessageFile } from '../../operations/message-kind.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { createReviewCalendar, reviewCalendar } from '../../operations/review-calendar.ts';
import type { Message } from '../../store/open.ts';
import {
  actions,
  clickButton,
  escapeMrkdwn,
  mention,
  pageButton,
  recordButton,
  section,
} from '../kit/blocks.ts';
import { textContent } from '../kit/contents.ts';
import type { FormContext } from '../kit/form.ts';
import type { Content } from '../kit/page.ts';
import { describeSchedule } from '../kit/words.ts';
import { pulseQuestion, pulseThanks } from '../purgatory/index.ts';
import { describeLoss, renderChangedRequirements } from '../readiness/index.ts';
import { renderAnswerMessage, renderRequestMessage } from '../tools/index.ts';

/** The data for rendering a notice. */
export interface NoticeView extends Pick<Message, 'recipient' | 'kind'> {
  readonly readiness: Readiness;
  readonly at: Instant;
  readonly state: NoticeState;
  /** The changes since the notice was planned. */
  readonly changes: readonly Change[];
}

const createContent = (text: string, ...blocks: readonly KnownBlock[]): Content => ({
  title: 'Crossing',
  text,
  blocks,
});

const formatBold = ({ key, name }: UseCase): string => `*${key} ${escapeMrkdwn(name, 80)}*`;
const maxNamed = 5;
function listUseCases(useCases: readonly UseCase[], words = formatBold): string {
  const rest = useCases.length - maxNamed;
  return `${useCases.slice(0, maxNamed).map(words).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Makes a button that checks again whether the step is still open. */
const takeUpButton = (step: Step) => clickButton('take-up', stepTitle(step), step, { style: 'primary' });

/** The replacement of the question after declining AI Operations. */
export const declinedContent = textContent(
  'You declined AI Operations. Crossing tells the transformation lead, who can appoint somebody else.',
);

const renderers: {
  readonly [K in Notice['kind']]: (notice: NoticeOf<K>, view: NoticeView) => Content;
} = {
  owner({ by, useCases: keys }, { readiness: { register }, recipient }) {
    const owned = keys
      .flatMap((key) => register.useCases.get(key) ?? [])
      .filter((one) => one.owner === recipient);
    const [first, ...more] = owned;
    const them = more.length === 0 ? 'it' : 'them';
    return createContent(
      `You are the owner of ${owned.map(({ key, name }) => `${key} ${name}`).join(', ')}`,
      section(
        `${mention(by)} recorded you as the owner of ${listUseCases(owned)}. You get the reminders about ${them}.`,
      ),
      ...actions(
        first && more.length === 0
          ? takeUpButton({ do: 'edit-use-case', useCase: first.key })
          : pageButton('Show use cases', { page: 'use-cases', args: { filter: 'mine' } }),
      ),
    );
  },
  'former-owner'({ by, useCases: keys }, { readiness: { register }, recipient }) {
    const gone = keys
      .flatMap((key) => register.useCases.get(key) ?? [])
      .filter((one) => one.owner !== recipient);
    return createContent(
      `You no longer own ${gone.map(({ key, name }) => `${key} ${name}`).join(', ')}`,
      section(
        `${mention(by)} reassigned ${listUseCases(gone, (one) => `${formatBold(one)} to ${mention(one.owner)}`)}. You get no more reminders about ${gone.length === 1 ? 'it' : 'them'}.`,
      ),
      ...actions(pageButton('Open', { page: 'verdict' })),
    );
  },
  operator({ by }, { readiness: { register }, recipient, state, changes }) {
    const { timeZone } = settingsOf(register);
    const operator = register.operators.get(recipient);
    if (!operator) {
      const last = changes.findLast(({ entity, id }) => entity === 'operators' && id === recipient);
      if (!last || last.actor === recipient) return declinedContent;
      const text = `${mention(last.actor)} appointed others to AI Operations on ${formatDay(dayOf(last.at, timeZone))}. You have nothing to do.`;
      return createContent('You are no longer appointed to AI Operations', section(text));
    }
    if (state === 'accepted') return textContent(describeAcceptance(register, operator) ?? '');
    const other = [...register.operators.values()]
      .map((one) => ({ person: one.person, at: acceptedAt(one) ?? 0 }))
      .sort((a, b) => b.at - a.at)[0];
    return state === 'held-by-another' && other
      ? createContent(
          'Somebody else accepted AI Operations',
          section(
            `${mention(other.person)} accepted AI Operations on ${formatDay(dayOf(other.at, timeZone))}. You are still appointed and can accept as well, under Owners.`,
          ),
          ...actions(pageButton('Owners', { page: 'owners' })),
        )
      : createContent(
          'You are appointed to AI Operations',
          section(
            `${mention(by)} appointed you to AI Operations: uptime, incident response and model versioning of production AI. You hold the role once you have accepted all three.`,
          ),
          ...actions(
            takeUpButton({ do: 'accept-accountabilities' }),
            recordButton({ do: 'decline-operations' }),
          ),
        );
  },
  'operator-declined': ({ by }, { readiness: { assessment } }) =>
    createContent(
      'AI Operations was declined',
      section(
        `${mention(by)} declined AI Operations.${assessment.requirements[3].met ? '' : ' Appoint somebody else: requirement 4 is not met.'}`,
      ),
      ...actions(takeUpButton({ do: 'name-operators' })),
    ),
  pulse({ by, useCase: key }, { readiness: { register }, state }) {
    const useCase = register.useCases.get(key);
    if (state === 'answered') return pulseThanks(key);
    return state === 'open' && useCase
      ? pulseQuestion(useCase, by)
      : textContent(`The question about the pilot of ${key} is closed. No answer is needed.`);
  },
  absence({ by }, { readiness: { register, today }, recipient }) {
    const absence = findOpenAbsence(register, by, today);
    if (!absence) return textContent('The absence has ended.');
    const away = `${mention(by)} is away from ${formatDay(absence.from)} to ${formatDay(absence.until)}`;
    const standIn = absence.deputy === null ? 'There is no deputy.' : `Deputy: ${mention(absence.deputy)}.`;
    return createContent(
      'New absence',
      section(
        absence.deputy === recipient
          ? `${away} and chose you as deputy. You get their urgent reminders and can act for them on their use cases.`
          : `${away}. ${standIn}`,
      ),
      ...actions(pageButton('Open', { page: 'verdict' })),
    );
  },
  'digest-chosen'({ by, again }, { readiness: { register }, recipient }) {
    const digest = register.digests.get(recipient);
    const schedule = digest ? `: it comes ${describeSchedule(digest)}` : '';
    return createContent(
      'Weekly digest',
      section(
        `${mention(by)} ${again ? 'changed when this channel gets' : 'chose this channel for'} the weekly digest${schedule}.`,
      ),
      ...actions(pageButton('Open', { page: 'verdict' })),
    );
  },
  'tool-reviewer': ({ by }, { readiness: { register } }) =>
    createContent(
      'You are the tool reviewer',
      section(
        `${mention(by)} appointed you as tool reviewer. You decide requests for AI tools within ${turnaroundDays} working days. ${formatCount(listWaitingRequests(register).length, 'request')} waiting.`,
      ),
      ...actions(
        pageButton('AI tools', { page: 'tools', args: { show: 'waiting' } }),
        pageButton('Data rules', { page: 'data-rules' }),
      ),
    ),
  'tool-requested'({ request: key }, { readiness: { register, today } }) {
    const request = register.toolRequests.get(key);
    return request
      ? renderRequestMessage(register, request, today)
      : textContent('This request is closed. You have nothing to do.');
  },
  'tool-decided'({ request: key, askers }, { readiness: { register } }) {
    const request = register.toolRequests.get(key);
    return request?.decision
      ? renderAnswerMessage({ ...request, decision: request.decision }, askers)
      : textContent('This request is closed.');
  },
  review({ by, quarter, sequence }, view) {
    const { text } = describeReviewNotice({ by, quarter, sequence }, view);
    return createContent(
      text,
      section(text),
      ...actions(pageButton('Show agenda', { page: 'review', args: { quarter } })),
    );
  },
  undelivered: ({ what }) => textContent(undeliveredWords[what]),
  readiness: ({ was }, view) =>
    view.kind === 'announcement' ? renderAnnouncement(view.readiness) : readinessContent(was, view),
};

/** Returns what happened to a review, in mrkdwn. */
function describeReviewNotice(
  { by, quarter, sequence }: Pick<NoticeOf<'review'>, 'by' | 'quarter' | 'sequence'>,
  { readiness: { register }, recipient }: Pick<NoticeView, 'readiness' | 'recipient'>,
): { readonly text: string } {
  const meeting = register.reviewMeetings.get(quarter);
  const named = `the policy review of ${quarterTitle(quarter)}`;
  if (!meeting) return { text: `${mention(by)} changed ${named}.` };
  const at = formatMeeting(meeting);
  if (meeting.cancelled)
    return {
      text: `${mention(by)} cancelled ${named} on ${at}: ${escapeMrkdwn(meeting.cancelled.reason, 300)}. Open the file to remove it from your calendar.`,
    };
  if (!meeting.attendees.includes(recipient))
    return {
      text: `${mention(by)} no longer invites you to ${named} on ${at}. Open the file to remove it from your calendar.`,
    };
  return {
    text: `${mention(by)} ${sequence === 0 ? 'scheduled' : 'updated'} ${named}: ${at}, two hours. Open the file to put it in your calendar, with the agenda.`,
  };
}

/** Makes the file that goes with a notice; null for a notice without one. */
export function createNoticeFile(
  notice: Notice,
  view: NoticeView & Pick<Message, 'workspace'>,
): MessageFile | null {
  if (notice.kind !== 'review') return null;
  const {
    readiness: { register },
    recipient,
    at,
    workspace,
  } = view;
  const { quarter } = notice;
  const meeting = register.reviewMeetings.get(quarter);
  if (!meeting) return null;
  return {
    ...createReviewCalendar(register, meeting, recipient, at),
    comment: describeReviewNotice(notice, view).text,
    reference: { workspace, kind: reviewCalendar.key, data: { quarter, recipient } },
  };
}

const undeliveredWords: Readonly<Record<NoticeOf<'undelivered'>['what'], string>> = {
  'operator-declined':
    'Slack did not deliver the message to the transformation lead. Tell them yourself that you declined AI Operations.',
  'digest-chosen':
    'Crossing could not post in the channel you chose for the weekly digest. Invite it there with /invite @Crossing. Crossing tries again at the scheduled time.',
};

/** Renders the message of a notice from current data. */
export function renderNotice(notice: Notice, view: NoticeView): Content {
  const render = renderers[notice.kind] as (notice: Notice, view: NoticeView) => Content;
  return render(notice, view);
}

const reached = ':tada: *Stage 3 is reached*: all four requirements are met.';
const describeStage = ({ lost, assessment }: Readiness): string =>
  lost?.until ? `:warning: ${escapeMrkdwn(describeLoss(lost, assessment), 600)}` : reached;

/** Renders the lead's notice about met and lost requirements, with the next step. */
function readinessContent(was: string, { readiness, at, recipient }: NoticeView): Content {
  const { register, today, assessment } = readiness;
  const name = register.people.get(recipient)?.name ?? recipient;
  const actor = { id: recipient, name, active: true, timeZone: null, kind: 'member', admin: false } as const;
  // The button checks again whether the step can be taken.
  const context: FormContext = { register, at, today, assessment, actor, findForm: () => null };
  const before = was.split(' ').filter(Boolean);
  const changed = assessment.requirements.filter(({ key, met }) => met !== before.includes(key));
  const lost = changed.filter(({ met }) => !met);
  const reported = lost.length > 0 ? lost : changed;
  const named = `Requirement${reported.length === 1 ? '' : 's'} ${reported.map(({ key }) => key.slice(1)).join(' and ')}`;
  const stageChanged = (before.length === 4) !== (assessment.met === 4);
  const [next] = assessment.blockers;
  return createContent(
    `${named} ${reported.length === 1 ? 'is' : 'are'} ${lost.length > 0 ? 'no longer met' : 'met'}: ${assessment.met} of 4`,
    ...(stageChanged ? [section(describeStage(readiness))] : []),
    ...renderChangedRequirements((key) => before.includes(key), context),
    ...(next && lost.length === 0
      ? [
          section(
            `*Next*, for requirement ${next.requirement.slice(1)}: ${escapeMrkdwn(next.text, 300)}${next.owner === null || next.owner === recipient ? '' : `. Assigned to ${mention(next.owner)}.`}`,
          ),
        ]
      : []),
    ...actions(
      next && lost.length === 0 ? takeUpButton(next.step) : null,
      pageButton('Verdict', { page: 'verdict' }),
    ),
  );
}

/** Renders the announcement that Stage 3 was reached or lost. */
const renderAnnouncement = (readiness: Readiness): Content =>
  createContent(
    readiness.assessment.met === 4 ? 'Stage 3 is reached' : 'Stage 3 was lost',
    section(describeStage(readiness)),
    ...actions(pageButton('Verdict', { page: 'verdict' })),
  );
