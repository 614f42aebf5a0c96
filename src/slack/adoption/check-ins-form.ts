import { checkInSeveral } from '../../domain/adoption/index.ts';
import { formatDay, weekOf } from '../../domain/calendar.ts';
import type { UseCase } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { type Field, mapField } from '../kit/fields.ts';
import { form } from '../kit/form.ts';
import { getUseCase, listTestSteps } from '../kit/next-steps.ts';
import { optionalText } from '../kit/text-fields.ts';
import { type Figures, readFigures } from '../kit/thread-replies.ts';

/** Returns the number of people in a check-in: the volunteers of a pilot, or all intended users. */
export const countIntended = ({ life, intendedUsers }: UseCase): number =>
  life.stage === 'pilot' ? life.charter.volunteers : intendedUsers;

type Row = Record<keyof Figures, number>;
const example = '6 daily, 10 weekly, 4 not at all';

/** Makes the one-line field for the figures of a use case; null when it is empty. */
function figuresField(useCase: UseCase): Field<Row | null> {
  const line = optionalText({
    label: `${useCase.key} ${useCase.name}`,
    hint: `Of ${formatCount(countIntended(useCase), 'person', 'people')}.`,
    placeholder: example,
    max: 200,
  });
  return mapField(line, (state) => {
    const typed = (state.value ?? '').trim();
    if (typed === '') return { ok: true, value: null };
    const { daily, weekly, notAtAll } = readFigures(typed) ?? { daily: null, weekly: null, notAtAll: null };
    return daily === null || weekly === null || notAtAll === null
      ? { ok: false, problem: `Enter all three counts, such as "${example}".` }
      : { ok: true, value: { daily, weekly, notAtAll } };
  });
}

export const checkInSeveralForm = form({
  key: 'check-in-several',
  title: () => 'Check-ins',
  submit: 'Check in',
  intro: ({ on }) => [
    section(
      `*Week of ${formatDay(weekOf(on))}*\nHow many people used it daily, at least weekly, and not at all? Leave a line empty if you do not know yet.`,
    ),
  ],
  fields: ({ useCases }, context) =>
    Object.fromEntries(useCases.map((key) => [key, figuresField(getUseCase(context, key))])),
  decide: (rows, { on }, register, act) =>
    checkInSeveral(
      register,
      Object.entries(rows).map(([useCase, row]) => ({
        useCase,
        figures: row && {
          ...row,
          on,
          intended: countIntended(getUseCase({ register }, useCase)),
          result: '',
        },
      })),
      act,
    ),
  done: (rows, { on }, context) => ({
    text: `Recorded for the week of ${formatDay(weekOf(on))}:\n${Object.entries(rows)
      .flatMap(([key, row]) =>
        row === null || row === undefined
          ? []
          : [
              `• *${key} ${escapeMrkdwn(getUseCase(context, key).name, 80)}*: ${row.weekly} of ${countIntended(getUseCase(context, key))} use it weekly`,
            ],
      )
      .join('\n')}`,
    next: listTestSteps(context),
  }),
});
