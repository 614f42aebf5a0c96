import type { KnownBlock } from '@slack/types';
import { acceptedWords } from '../../domain/ai-operations/index.ts';
import { dayOf, written } from '../../domain/calendar.ts';
import type { Change } from '../../domain/change.ts';
import type { Step } from '../../domain/decide.ts';
import { acceptedAt, type Notice, type NoticeOf, type NoticeState } from '../../domain/notices/index.ts';
import { absenceFrom } from '../../domain/people.ts';
import { type Instant, settingsOf, type UseCase } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import type { Readiness } from '../../operations/readiness.ts';
import type { Message } from '../../store/open.ts';
import { actions, doButton, mention, pageButton, recordButton, safe, section } from '../kit/blocks.ts';
import { wordsContent } from '../kit/contents.ts';
import type { Scene } from '../kit/form.ts';
import type { Content } from '../kit/page.ts';
import { scheduleWords } from '../kit/words.ts';
import { pulseQuestion, pulseThanks } from '../purgatory/index.ts';
import { changedRequirements, lostLine } from '../readiness/index.ts';

/** What the message of a notice is rendered from. */
export interface NoticeView extends Pick<Message, 'recipient' | 'kind'> {
  readonly readiness: Readiness;
  readonly at: Instant;
  readonly state: NoticeState;
  /** The changes since the notice was planned. */
  readonly changes: readonly Change[];
}

const content = (text: string, ...blocks: readonly KnownBlock[]): Content => ({
  title: 'Crossing',
  text,
  blocks,
});

const bold = ({ key, name }: UseCase): string => `*${key} ${safe(name, 80)}*`;
const mostNamed = 5;
function listed(useCases: readonly UseCase[], words = bold): string {
  const rest = useCases.length - mostNamed;
  return `${useCases.slice(0, mostNamed).map(words).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The step is looked at again when it is pressed: it may be done by then. */
const takeUp = (step: Step) => doButton('take-up', stepTitle(step), step, { style: 'primary' });

/** What stands in the place of the question to somebody who declines AI Operations. */
export const declinedContent = wordsContent(
  'You said that AI Operations is not for you. The transformation lead is told, and can name somebody else.',
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
    return content(
      `You are the owner of ${owned.map(({ key, name }) => `${key} ${name}`).join(', ')}`,
      section(
        `${mention(by)} recorded you as the owner of ${listed(owned)}. Reminders about ${them} come to you.`,
      ),
      ...actions(
        first && more.length === 0
          ? takeUp({ do: 'edit-use-case', useCase: first.key })
          : pageButton('Show them', { page: 'use-cases', args: { filter: 'mine' } }),
      ),
    );
  },
  'former-owner'({ by, useCases: keys }, { readiness: { register }, recipient }) {
    const gone = keys
      .flatMap((key) => register.useCases.get(key) ?? [])
      .filter((one) => one.owner !== recipient);
    return content(
      `You no longer own ${gone.map(({ key, name }) => `${key} ${name}`).join(', ')}`,
      section(
        `${mention(by)} reassigned ${listed(gone, (one) => `${bold(one)} to ${mention(one.owner)}`)}. You get no more reminders about ${gone.length === 1 ? 'it' : 'them'}.`,
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
      const text = `${mention(last.actor)} named others for AI Operations on ${written(dayOf(last.at, timeZone))}. Nothing is left for you to do.`;
      return content('You are no longer named for AI Operations', section(text));
    }
    if (state === 'accepted') return wordsContent(acceptedWords(register, operator) ?? '');
    const other = [...register.operators.values()]
      .map((one) => ({ person: one.person, at: acceptedAt(one) ?? 0 }))
      .sort((a, b) => b.at - a.at)[0];
    return state === 'held-by-another' && other
      ? content(
          'Somebody else accepted AI Operations',
          section(
            `${mention(other.person)} accepted AI Operations on ${written(dayOf(other.at, timeZone))}. You are still named: under Owners you can accept as well.`,
          ),
          ...actions(pageButton('Owners', { page: 'owners' })),
        )
      : content(
          'You are named for AI Operations',
          section(
            `${mention(by)} named you for AI Operations: uptime, incident response and model versioning of production AI. You hold the role once you have accepted all three.`,
          ),
          ...actions(takeUp({ do: 'accept-accountabilities' }), recordButton({ do: 'decline-operations' })),
        );
  },
  'operator-declined': ({ by }, { readiness: { assessment } }) =>
    content(
      'AI Operations was declined',
      section(
        `${mention(by)} says that AI Operations is not for them, and is no longer named.${assessment.requirements[3].met ? '' : ' Name somebody else: requirement 4 is not met.'}`,
      ),
      ...actions(takeUp({ do: 'name-operators' })),
    ),
  pulse({ by, useCase: key }, { readiness: { register }, state }) {
    const useCase = register.useCases.get(key);
    if (state === 'answered') return pulseThanks(key);
    return state === 'open' && useCase
      ? pulseQuestion(useCase, by)
      : wordsContent(`The question about the pilot of ${key} is closed. No answer is needed.`);
  },
  absence({ by }, { readiness: { register, today }, recipient }) {
    const absence = absenceFrom(register, by, today);
    if (!absence) return wordsContent('The absence is over.');
    const away = `${mention(by)} is away from ${written(absence.from)} to ${written(absence.until)}`;
    const standIn = absence.deputy === null ? 'Nobody stands in.' : `${mention(absence.deputy)} stands in.`;
    return content(
      'An absence was entered',
      section(
        absence.deputy === recipient
          ? `${away} and named you as deputy. What cannot wait comes to you, and you may act on what they own meanwhile.`
          : `${away}. ${standIn}`,
      ),
      ...actions(pageButton('Open', { page: 'verdict' })),
    );
  },
  'digest-chosen'({ by, again }, { readiness: { register }, recipient }) {
    const digest = register.digests.get(recipient);
    const schedule = digest ? `: it comes ${scheduleWords(digest)}` : '';
    return content(
      'The weekly readiness digest',
      section(
        `${mention(by)} ${again ? 'changed when this channel gets' : 'chose this channel for'} the readiness digest${schedule}.`,
      ),
      ...actions(pageButton('Open', { page: 'verdict' })),
    );
  },
  undelivered: ({ what }) => wordsContent(undeliveredWords[what]),
  readiness: ({ was }, view) =>
    view.kind === 'announcement' ? announcement(view.readiness) : readinessContent(was, view),
};

const undeliveredWords: Readonly<Record<NoticeOf<'undelivered'>['what'], string>> = {
  'operator-declined':
    'Slack did not take the message to the transformation lead. Please tell them yourself that AI Operations is not for you.',
  'digest-chosen':
    'Crossing could not post in the channel that you chose for the digest. Most likely it is not in it: write /invite @Crossing there. The digest is tried again at its time.',
};

/** The message of a notice, as things are now. */
export function noticeContent(notice: Notice, view: NoticeView): Content {
  const render = renderers[notice.kind] as (notice: Notice, view: NoticeView) => Content;
  return render(notice, view);
}

const reached = ':tada: *This is Stage 3*: all four requirements are met.';
const stageWords = ({ lost, assessment }: Readiness): string =>
  lost?.until ? `:warning: ${safe(lostLine(lost, assessment), 600)}` : reached;

/** What a lead is told of every requirement that was met or lost, with the next step. */
function readinessContent(was: string, { readiness, at, recipient }: NoticeView): Content {
  const { register, today, assessment } = readiness;
  const name = register.people.get(recipient)?.name ?? recipient;
  const actor = { id: recipient, name, active: true, timeZone: null, kind: 'member', admin: false } as const;
  // Whether a step can still be taken is asked when its button is pressed.
  const scene: Scene = { register, at, today, assessment, actor, findForm: () => null };
  const before = was.split(' ').filter(Boolean);
  const changed = assessment.requirements.filter(({ key, met }) => met !== before.includes(key));
  const lost = changed.filter(({ met }) => !met);
  const told = lost.length > 0 ? lost : changed;
  const named = `Requirement${told.length === 1 ? '' : 's'} ${told.map(({ key }) => key.slice(1)).join(' and ')}`;
  const stageChanged = (before.length === 4) !== (assessment.met === 4);
  const [next] = assessment.blockers;
  return content(
    `${named} ${told.length === 1 ? 'is' : 'are'} ${lost.length > 0 ? 'no longer met' : 'met'}: ${assessment.met} of 4`,
    ...(stageChanged ? [section(stageWords(readiness))] : []),
    ...changedRequirements((key) => before.includes(key), scene),
    ...(next && lost.length === 0
      ? [
          section(
            `*Next*, for requirement ${next.requirement.slice(1)}: ${safe(next.text, 300)}${next.owner === null || next.owner === recipient ? '' : `. Assigned to ${mention(next.owner)}.`}`,
          ),
        ]
      : []),
    ...actions(
      next && lost.length === 0 ? takeUp(next.step) : null,
      pageButton('Verdict', { page: 'verdict' }),
    ),
  );
}

/** What a channel is told when Stage 3 was reached or lost. */
const announcement = (readiness: Readiness): Content =>
  content(
    readiness.assessment.met === 4 ? 'Stage 3 is reached' : 'Stage 3 was lost',
    section(stageWords(readiness)),
    ...actions(pageButton('Verdict', { page: 'verdict' })),
  );
