import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { findModelRetirement, listModelRetirements } from '../../domain/model-versions/index.ts';
import { isOver, type ModelRetirement } from '../../domain/register.ts';
import { actions, header, mention, pageButton, recordButton, section, stepButton } from '../kit/blocks.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { describeRetirement } from './versions-page.ts';

const perPage = 10;
/** The question to confirm before a date is removed. */
export const confirmRemoval = 'Crossing stops its reminders about this date. The change log keeps the date.';
/** The most use cases listed per model. */
const maxListed = 5;

/** Groups the use cases whose model ends within 90 days by the key of its retirement. */
function groupAffected({ register, today }: PageContext): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const useCase of register.useCases.values()) {
    const key = isOver(useCase) ? null : (findModelRetirement(register, useCase.key, today)?.key ?? null);
    if (key !== null) found.set(key, [...(found.get(key) ?? []), useCase.key]);
  }
  return found;
}

function renderRetirement(retirement: ModelRetirement, { today }: PageContext, affected: readonly string[]) {
  const { key, by, on } = retirement;
  const rest = affected.length - maxListed;
  const lines = [
    describeRetirement(retirement, today),
    `Entered by ${mention(by)} on ${formatDay(on)}`,
    ...(affected.length > 0
      ? [
          `:warning: ${affected.slice(0, maxListed).join(', ')}${rest > 0 ? ` and ${rest} more` : ''} must change model`,
        ]
      : []),
  ];
  return [
    section(lines.join('\n')),
    ...actions(
      stepButton({ do: 'record-model-retirement', retirement: key }, 'Edit', { id: key }),
      recordButton({ do: 'remove-model-retirement', retirement: key }, 'Remove date', {
        id: key,
        confirm: confirmRemoval,
      }),
    ),
  ];
}

/** Shows the models that their providers retire, soonest first. */
export const retirementsPage = page(
  'model-retirements',
  z.object({ from: z.int().nonnegative().default(0) }),
  (context, { from }): Content => {
    const all = listModelRetirements(context.register);
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const affected = groupAffected(context);
    const list = (label: string, first: number) =>
      pageButton(label, { page: 'model-retirements', args: { from: first } });
    return {
      title: 'Model retirement',
      text: `Models that their provider retires (${all.length})`,
      blocks: [
        header(`Models that their provider retires (${all.length})`),
        ...(all.length === 0
          ? [section('No date is recorded. Enter a date when a provider announces the end of a model.')]
          : []),
        ...actions(
          stepButton({ do: 'record-model-retirement', retirement: null }, undefined, { style: 'primary' }),
          pageButton('Export versions', { page: 'model-versions-export' }),
          pageButton('All use cases', { page: 'use-cases' }),
        ),
        ...shown.flatMap((one) => renderRetirement(one, context, affected.get(one.key) ?? [])),
        ...actions(
          start > 0 ? list('Previous', Math.max(0, start - perPage)) : null,
          start + perPage < all.length ? list('Next', start + perPage) : null,
        ),
      ],
    };
  },
);
