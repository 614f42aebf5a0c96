import {
  type DataClass,
  dataClasses,
  type Register,
  type ToolOutcome,
  type ToolRequest,
  toolOutcomes,
} from '../../domain/register.ts';
import { decideTool, findListedTool, isAgainstRules, mustWait } from '../../domain/tools/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, choices } from '../kit/choice-fields.ts';
import { type Entered, form } from '../kit/form.ts';
import { text } from '../kit/text-fields.ts';
import { dataOptions } from '../kit/words.ts';
import { renderRequestFacts } from './request-blocks.ts';
import { describeAskers, describeDue, outcomeOptions, outcomeWords } from './tool-words.ts';

/** Returns the request of the form. @throws RangeError when it does not exist */
function getRequest({ toolRequests }: Register, key: string): ToolRequest {
  const request = toolRequests.get(key);
  if (!request) throw new RangeError(`no request ${key}`);
  return request;
}

const chosenOutcome = (entered: Entered, given: ToolOutcome | undefined): ToolOutcome | undefined =>
  toolOutcomes.find((one) => one === entered.outcome) ?? given;

/** Returns the data that the list would allow: what is asked for, and what is allowed already. */
const suggestData = (register: Register, { tool, data }: ToolRequest): readonly DataClass[] => {
  const listed = findListedTool(register, tool);
  const all = new Set([...data, ...(listed && listed.withdrawn === null ? listed.data : [])]);
  if (all.size > 1) all.delete('none');
  return dataClasses.filter((one) => all.has(one));
};

const dataIn = (entered: Entered, otherwise: readonly DataClass[]): readonly DataClass[] =>
  Array.isArray(entered.data)
    ? dataClasses.filter((one) => (entered.data as unknown[]).includes(one))
    : otherwise;

export const decideToolForm = form({
  key: 'decide-tool',
  title: ({ request }) => `Decide ${request}`,
  submit: 'Decide',
  findRefusal: ({ request: key }, { register }) => {
    const request = register.toolRequests.get(key);
    const over = request ? mustWait(request) : null;
    return over && !over.ok ? over.refusal : null;
  },
  intro: ({ request: key }, { register, today }) => {
    const request = getRequest(register, key);
    return [
      section(
        `*${key} ${escapeMrkdwn(request.tool, 80)}*: ${describeAskers(request)} asked for it; ${describeDue(register, request, today)}.`,
      ),
      ...renderRequestFacts(register, request, today),
    ];
  },
  moreBecause: ({ outcome, despiteRules }) =>
    outcome === 'refused' || despiteRules ? null : 'An approval says what is allowed.',
  fields: ({ request: key, outcome: given }, { register, today }, entered) => {
    const request = getRequest(register, key);
    const outcome = chosenOutcome(entered, given);
    const suggested = suggestData(register, request);
    const isApproval = outcome !== undefined && outcome !== 'refused';
    return {
      outcome: choice({ label: 'Decision', options: outcomeOptions, initial: outcome }),
      conditions:
        outcome === 'approved-with-conditions'
          ? text({
              label: 'Conditions',
              hint: 'Such as: only with the company account; no customer names.',
              initial: findListedTool(register, request.tool)?.conditions,
              multiline: true,
              max: 1000,
            })
          : undefined,
      data: isApproval
        ? choices({
            label: 'Data it may see',
            options: dataOptions,
            initial: suggested,
            optional: false,
          })
        : undefined,
      despiteRules:
        isApproval && isAgainstRules(register, request, outcome, dataIn(entered, suggested), today)
          ? text({
              label: 'Why against the data rules',
              hint: 'The data rules do not allow this. Say why you approve it all the same.',
              multiline: true,
              max: 1000,
            })
          : undefined,
      reason: text({
        label: 'Reason',
        hint: 'The people who asked read it.',
        multiline: true,
        max: 1000,
      }),
    };
  },
  decide: (values, { request }, register, act) => {
    const { outcome, reason, conditions = '', data = [], despiteRules = null } = values;
    return decideTool(register, { request, outcome, reason, conditions, data, despiteRules }, act);
  },
  done: ({ outcome }, { request: key }, { register }) => {
    const request = getRequest(register, key);
    return {
      text: `*${key} ${escapeMrkdwn(request.tool, 80)}* is ${outcomeWords[outcome]}. Crossing tells ${describeAskers(request)}.`,
      next: [],
    };
  },
});
