import type { KnownBlock } from '@slack/types';
import { formatDay } from '../../domain/calendar.ts';
import { type Register, type ToolKind, type ToolRequest, toolKinds } from '../../domain/register.ts';
import {
  dueDayOf,
  findAnswer,
  findDecider,
  findSimilarRequestedTools,
  findToolStanding,
  requestTool,
  turnaroundDays,
} from '../../domain/tools/index.ts';
import { findSimilarVendors } from '../../domain/vendors/index.ts';
import { actions, escapeMrkdwn, mention, pageButton, section } from '../kit/blocks.ts';
import { choice, choices } from '../kit/choice-fields.ts';
import { type Entered, type FormContext, form } from '../kit/form.ts';
import { optionalLink, optionalText, optionalToolName, text, toolName } from '../kit/text-fields.ts';
import { dataOptions } from '../kit/words.ts';
import { renderStanding } from './standing-blocks.ts';
import { describePlace, renderJudgement, toolKindOptions } from './tool-words.ts';

const typed = (entered: Entered, name: string): string | undefined =>
  typeof entered[name] === 'string' ? (entered[name] as string) : undefined;

const typedKind = (entered: Entered): ToolKind | undefined => toolKinds.find((kind) => kind === entered.kind);

/** Returns who will decide a new request of this person, as mrkdwn. */
function describeDecider({ register, actor, today }: FormContext): string {
  const decider = findDecider(
    register,
    { askers: [{ person: actor.id, on: today, channel: null }] },
    () => today,
  );
  return decider === null ? 'The tool reviewer' : mention(decider);
}

export const requestToolForm = form({
  key: 'request-tool',
  title: () => 'Request AI tool',
  submit: 'Send',
  intro: ({ channel, again }, context, entered): readonly KnownBlock[] => {
    const standing = again ? findToolStanding(context.register, typed(entered, 'tool') ?? '') : null;
    return [
      section(
        `${describeDecider(context)} decides within ${turnaroundDays} working days. You get the answer ${describePlace(channel)}.`,
      ),
      ...(standing ? renderStanding(context, standing) : []),
    ];
  },
  fields: ({ again }, { register }, entered) => ({
    tool: toolName({
      label: 'Tool',
      hint: 'Such as Notion AI.',
      initial: typed(entered, 'tool'),
      max: 80,
      findSimilar: (name) => findSimilarRequestedTools(register, name),
    }),
    kind: choice({
      label: 'Kind of tool',
      initial: typedKind(entered),
      options: toolKindOptions,
    }),
    purpose: text({
      label: 'Purpose',
      hint: 'Your task for it, such as: summarise our meetings.',
      initial: typed(entered, 'purpose'),
      multiline: true,
      max: 1000,
    }),
    data: choices({
      label: 'Data it will see',
      options: dataOptions,
      optional: false,
    }),
    ...(again
      ? {
          whatChanged: text({
            label: 'What changed',
            hint: 'Since it was refused, such as: the vendor signed a DPA.',
            multiline: true,
            max: 1000,
          }),
        }
      : {}),
    forWhom: optionalText({ label: 'Used by', hint: 'Such as: Sales, 12 people.', max: 150 }),
    vendor: optionalToolName({
      label: 'Vendor',
      hint: 'If it has another name than the tool.',
      initial: typed(entered, 'vendor'),
      max: 150,
      findSimilar: (name) => findSimilarVendors(register, name),
    }),
    link: optionalLink({
      label: 'Link',
      hint: 'To the tool, its terms, or the message that it is about.',
      initial: typed(entered, 'link'),
    }),
  }),
  decide: ({ whatChanged = null, ...values }, { channel }, register, act) =>
    requestTool(register, { ...values, whatChanged, channel }, act),
  done: (values, { channel }, after, before) => {
    const { register, today, actor } = after;
    const answer = findAnswer(before.register, { ...values, whatChanged: values.whatChanged ?? null });
    if (answer && answer.state !== 'waiting')
      return {
        text: `*${escapeMrkdwn(values.tool, 80)}* is already decided, so there is no new request.`,
        more: [
          ...renderStanding(after, answer),
          ...actions(
            pageButton('Open tool', {
              page: 'tool',
              args: { name: 'tool' in answer ? answer.tool.name : answer.request.tool },
            }),
          ),
        ],
        next: [],
      };
    const request = findNewest(register, actor.id, answer?.request.key ?? null);
    if (!request) return { text: 'The request is recorded.', next: [] };
    const { key, tool } = request;
    const decider = findDecider(register, request, () => today);
    const due = formatDay(dueDayOf(register, request));
    return {
      text: `${answer ? `*${key} ${escapeMrkdwn(tool, 80)}* already asks for this, and you are added to it.` : `*${key} ${escapeMrkdwn(tool, 80)}* is requested.`} ${decider === null ? 'Nobody can decide it yet: a Slack admin appoints the lead, who appoints a tool reviewer.' : `${mention(decider)} decides by ${due}.`} You get the answer ${describePlace(channel)}.`,
      more: [
        section(renderJudgement(register, request, today)),
        ...actions(pageButton('Open request', { page: 'tool-request', args: { request: key } })),
      ],
      next: [],
    };
  },
});

/** Returns the request that a person just joined, or their newest one. */
const findNewest = (
  { toolRequests }: Register,
  person: string,
  joined: string | null,
): ToolRequest | undefined =>
  joined === null
    ? [...toolRequests.values()].findLast(({ askers }) => askers[0]?.person === person)
    : toolRequests.get(joined);
