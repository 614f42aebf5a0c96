import * as z from 'zod';
import { list, plainText, text, textObject, webAddress } from './fields.ts';

export const plainOption = z.strictObject({
  text: plainText(75),
  value: text(75),
  description: plainText(75).optional(),
});

export const richOption = z.strictObject({
  text: textObject(75),
  value: text(75),
  description: textObject(75).optional(),
});

export const overflowOption = plainOption.extend({ url: webAddress.optional() });

type Option = z.infer<typeof richOption>;

const isSameOption = (one: Option, other: Option) =>
  one.value === other.value &&
  one.text.type === other.text.type &&
  one.text.text === other.text.text &&
  one.description?.text === other.description?.text;

interface Choice {
  options?: Option[] | undefined;
  option_groups?: { options: Option[] }[] | undefined;
  initial_option?: Option | undefined;
  initial_options?: Option[] | undefined;
  max_selected_items?: number | undefined;
}

/** Checks the fields together: one source of options, values that differ, initial choices that exist. */
export function checkChoice(element: Choice, context: z.RefinementCtx) {
  const refuse = (message: string, ...path: (string | number)[]) =>
    context.addIssue({ code: 'custom', message, path });
  if ((element.options === undefined) === (element.option_groups === undefined)) {
    refuse('must have either options or option_groups', 'options');
    return;
  }
  const options = element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  if (new Set(options.map((option) => option.value)).size < options.length) {
    refuse('option values must be unique', 'options');
  }
  if (
    element.initial_option &&
    !options.some((option) => isSameOption(option, element.initial_option as Option))
  ) {
    refuse('must be one of the options', 'initial_option');
  }
  for (const [index, initial] of (element.initial_options ?? []).entries()) {
    if (!options.some((option) => isSameOption(option, initial))) {
      refuse('must be one of the options', 'initial_options', index);
    }
  }
  if ((element.initial_options?.length ?? 0) > (element.max_selected_items ?? Number.POSITIVE_INFINITY)) {
    refuse('more initial options than max_selected_items', 'initial_options');
  }
}

export const staticOptions = {
  options: list(plainOption, 100).optional(),
  option_groups: list(
    z.strictObject({ label: plainText(75), options: list(plainOption, 100) }),
    100,
  ).optional(),
};
