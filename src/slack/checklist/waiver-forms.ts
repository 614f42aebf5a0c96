import { addDays, written } from '../../domain/calendar.ts';
import {
  checklistEntry,
  checklistOf,
  inOrderOfUrgency,
  waive,
  waiverDays,
} from '../../domain/checklist/index.ts';
import { section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import { form, type Scene } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { text } from '../kit/text-fields.ts';

const exception = (today: string) => ({
  reason: text({ label: 'Why this is acceptable for now', multiline: true }),
  until: date({
    label: 'Until',
    hint: `Its last day; ${written(addDays(today, waiverDays))} at the latest.`,
    initial: addDays(today, 30),
  }),
});

const waivable = (scene: Scene, key: string) =>
  inOrderOfUrgency(checklistOf(scene.register, theUseCase(scene, key), scene.today)).filter(
    ({ item, state }) => state === 'open' && item !== 'dpa',
  );

export const waiveForm = form({
  key: 'waive',
  title: ({ useCase }) => `${useCase}: waiver`,
  submit: 'Grant',
  closed: ({ useCase }, scene) =>
    waivable(scene, useCase).length > 0
      ? null
      : { code: 'not-now', message: `No open item of ${useCase} can be waived. A missing DPA never can.` },
  intro: () => [
    section(
      'While an item is waived, going live is allowed and requirement 1 is not met. A missing DPA cannot be waived.',
    ),
  ],
  fields: ({ useCase }, scene) => ({
    item: choice({
      label: 'Which item',
      options: waivable(scene, useCase).map(({ item }) => [item, checklistEntry(item).title] as const),
    }),
    ...exception(scene.today),
  }),
  decide: ({ item, ...values }, { useCase }, register, act) =>
    waive(register, { ...values, useCase, subject: { kind: 'item', item } }, act),
  done: ({ item, until }, { useCase }, scene) => ({
    text: `*${checklistEntry(item).title}* of ${useCase} is waived until ${written(until)}.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});

export const waiveDriftForm = form({
  key: 'waive-drift',
  title: ({ useCase }) => `${useCase}: waiver`,
  submit: 'Grant',
  intro: () => [
    section(
      'It may differ from the committed decision for a while. The waiver and its end are shown with every verdict.',
    ),
  ],
  fields: (_, { today }) => exception(today),
  decide: (values, { useCase, category }, register, act) =>
    waive(register, { ...values, useCase, subject: { kind: 'drift', category } }, act),
  done: ({ until }, { useCase }, scene) => ({
    text: `The difference of ${useCase} is waived until ${written(until)}.`,
    next: nextFor(scene, useCase),
    useCase,
  }),
});
