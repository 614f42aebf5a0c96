import type { PlainTextOption } from '@slack/types';
import { checkOptions } from '../block-kit.ts';
import type { Act, ActResult, OptionGroup } from '../protocol.ts';
import { type Person, refuse, showError } from './act-result.ts';
import { createInteractionContext } from './block-actions.ts';
import { actionIdOf, elementsIn } from './elements.ts';
import { elementKey, find, suggestions } from './entries.ts';
import { interactionPayload } from './payloads.ts';

/** Asks the app for the options of an external select. */
export async function suggest(
  person: Person,
  { place, blockId, actionId, query }: Extract<Act, { type: 'suggest' }>,
): Promise<ActResult> {
  const found = find(person, place);
  const block = found?.blocks.find((one) => one.block_id === blockId);
  const element = block && elementsIn(block).find((one) => actionIdOf(one) === actionId);
  if (element?.type !== 'external_select' && element?.type !== 'multi_external_select') {
    return refuse('That is not there any more.');
  }
  if (query.length < (element.min_query_length ?? 3)) return { ok: true, options: [] };
  const result = await person.slack.link.deliver('interactive', {
    type: 'block_suggestion',
    ...interactionPayload(person),
    ...createInteractionContext(person, place),
    action_id: actionId,
    block_id: blockId,
    value: query,
  });
  if (!result.ok || checkOptions(result.answer).length > 0) {
    return showError(
      person,
      `The options could not be loaded (${result.ok ? 'invalid_options' : result.error}).`,
    );
  }
  const options = optionGroups(result.answer);
  const held = suggestions.get(person.slack) ?? new Map<string, PlainTextOption[]>();
  suggestions.set(person.slack, held);
  held.set(
    elementKey(person, place, blockId, actionId),
    options.flatMap((group) => group.options),
  );
  return { ok: true, options };
}

function optionGroups(answer: unknown): OptionGroup[] {
  const body = answer as {
    options?: PlainTextOption[];
    option_groups?: { label: { text: string }; options: PlainTextOption[] }[];
  };
  if (body.options) return [{ label: null, options: body.options }];
  return (body.option_groups ?? []).map((group) => ({ label: group.label.text, options: group.options }));
}
