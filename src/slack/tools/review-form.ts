import { refuse } from '../../domain/decide.ts';
import { reviewTool } from '../../domain/tools/index.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';
import { optionalText, text } from '../kit/text-fields.ts';
import { dataOptions } from '../kit/words.ts';
import { describeTerms } from './standing-blocks.ts';

export const reviewToolForm = form({
  key: 'review-tool',
  title: () => 'Review tool',
  submit: 'Record',
  edits: ({ tool: id }, { approvedTools }) => ({
    entity: 'approvedTools',
    id,
    shown: approvedTools.get(id) ?? null,
  }),
  findRefusal: ({ tool: key }, { register }) => {
    const tool = register.approvedTools.get(key);
    if (tool && tool.withdrawn === null) return null;
    const outcome = refuse('not-now', 'This tool is no longer approved.');
    return outcome.ok ? null : outcome.refusal;
  },
  intro: ({ tool: key }, { register, today }) => {
    const tool = register.approvedTools.get(key);
    return tool
      ? [
          section(
            [
              `*${escapeMrkdwn(tool.name, 80)}*: check whether its vendor changed how it handles data. The next review is in 6 months.`,
              ...describeTerms(tool, today),
            ].join('\n'),
          ),
        ]
      : [];
  },
  fields: ({ tool: key }, { register }, entered) => {
    const tool = register.approvedTools.get(key);
    return {
      outcome: choice({
        label: 'Outcome',
        initial: 'keep',
        options: [
          ['keep', 'Keep as it is'],
          ['change', 'Change conditions or data'],
          ['withdraw', 'Withdraw the approval'],
        ],
      }),
      data:
        entered.outcome === 'change'
          ? choices({ label: 'Data it may see', options: dataOptions, initial: tool?.data, optional: false })
          : undefined,
      conditions:
        entered.outcome === 'change'
          ? optionalText({ label: 'Conditions', initial: tool?.conditions, multiline: true, max: 1000 })
          : undefined,
      reason:
        entered.outcome === 'withdraw'
          ? text({
              label: 'Reason',
              hint: 'Everybody who looks up the tool reads it.',
              multiline: true,
              max: 1000,
            })
          : undefined,
    };
  },
  decide: ({ outcome, data = [], conditions = '', reason = '' }, { tool }, register, act) =>
    reviewTool(
      register,
      outcome === 'change'
        ? { tool, outcome, data, conditions }
        : outcome === 'withdraw'
          ? { tool, outcome, reason }
          : { tool, outcome: 'keep' },
      act,
    ),
  done: ({ outcome }, { tool: key }, { register, today }) => {
    const tool = register.approvedTools.get(key);
    if (!tool) return { text: 'The review is recorded.', next: [] };
    const name = `*${escapeMrkdwn(tool.name, 80)}*`;
    return {
      text:
        outcome === 'withdraw'
          ? `The approval of ${name} is withdrawn. Use cases that run on it show it as drift.`
          : `${name} is reviewed.\n${describeTerms(tool, today).join('\n')}`,
      next: [],
    };
  },
});
