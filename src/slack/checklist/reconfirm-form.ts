import { written } from '../../domain/calendar.ts';
import {
  type Aging,
  checklist,
  checklistEntry,
  checklistOf,
  lapsing,
  mustLapse,
  reconfirm,
} from '../../domain/checklist/index.ts';
import { answersFor } from '../../domain/people.ts';
import type { Day, EvidencedItem } from '../../domain/register.ts';
import { holdersIn } from '../../domain/roles.ts';
import { mention, section } from '../kit/blocks.ts';
import { choices } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';
import { nextFor, theUseCase } from '../kit/next-steps.ts';
import { evidenceWords } from './evidence-words.ts';

/** "Monitoring is active counts until 5 April 2026" */
const standing = ({ item, holdsUntil }: Aging, today: Day): string =>
  `${checklistEntry(item).title} ${holdsUntil < today ? 'counted' : 'counts'} until ${written(holdsUntil)}`;

export const reconfirmForm = form({
  key: 'reconfirm',
  title: ({ useCase }) => `${useCase}: confirm again`,
  submit: 'Confirm',
  closed: ({ useCase }, scene) => {
    const outcome = mustLapse(scene.register, theUseCase(scene, useCase), scene.today);
    return outcome && !outcome.ok ? outcome.refusal : null;
  },
  intro: ({ useCase }, scene) => {
    const { register, today } = scene;
    return [
      section(
        'What you tick is confirmed anew, by you and today, as it stands here. The rest stays as it is.',
      ),
      ...lapsing(register, theUseCase(scene, useCase), today).map((due) => {
        const { confirmedBy, confirmedOn, details } = due.evidence;
        const by = `confirmed by ${mention(confirmedBy)} on ${written(confirmedOn)}`;
        return section(`*${standing(due, today)}*, ${by}\n${evidenceWords(details, register).join('; ')}`);
      }),
    ];
  },
  fields: ({ useCase }, scene) => {
    const due = lapsing(scene.register, theUseCase(scene, useCase), scene.today);
    const named = (items: readonly EvidencedItem[]) =>
      due.flatMap(({ item, evidence }) => (items.includes(item) ? holdersIn('evidence', evidence) : []));
    const options = due.map(({ item }) => [item, checklistEntry(item).title] as const);
    return {
      items:
        due.length > 0
          ? { ...choices({ label: 'Still true', options, optional: false }), people: named }
          : undefined,
    };
  },
  decide: ({ items = [] }, { useCase }, register, act) => reconfirm(register, { useCase, items }, act),
  done: ({ items = [] }, { useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    const holding = checklistOf(scene.register, useCase, scene.today).filter(
      ({ state }) => state === 'holds',
    );
    return {
      text: `Confirmed again: ${items.map((item) => `*${checklistEntry(item).title}*`).join(', ')}. ${key} has ${holding.length} of ${checklist.length}.`,
      left: lapsing(scene.register, useCase, scene.today).map((left) => ({
        text: `Not confirmed: ${standing(left, scene.today)}`,
        owner: answersFor(scene.register, useCase),
        step: { do: 'confirm-item', useCase: key, item: left.item },
      })),
      next: nextFor(scene, key),
      useCase: key,
    };
  },
});
