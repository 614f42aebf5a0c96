import type { Button, KnownBlock } from '@slack/types';
import { addDays, daysBetween, formatDay } from '../../domain/calendar.ts';
import {
  checklistEntry,
  checklistOf,
  type ItemState,
  listExpiringEvidence,
  needsDpa,
  sortItemsByUrgency,
} from '../../domain/checklist/index.ts';
import type { Gap } from '../../domain/decide.ts';
import { assigneeOf } from '../../domain/people.ts';
import { evidenceId, isOver, type UseCase, type Waiver } from '../../domain/register.ts';
import { listMissingForProduction } from '../../domain/use-cases/index.ts';
import { listVendors } from '../../domain/vendors/index.ts';
import { formatCount, formatDaysAgo } from '../../domain/wording.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  contextBlock,
  divider,
  escapeMrkdwn,
  formatLink,
  header,
  mention,
  recordButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type PageContext, page } from '../kit/page.ts';
import { describeConfirmAgain, describeExpiry, describeUntil, stageTitles } from '../kit/words.ts';
import { describeEvidence } from './evidence-words.ts';

const marks = {
  holds: ':white_check_mark:',
  waived: ':large_yellow_circle:',
  open: ':white_large_square:',
} as const;

/** The question to confirm before a waiver ends. */
export const confirmEnd = 'The waiver ends at once. Its record is kept, and AI Operations can grant another.';

export const endWaiverButton = ({ key }: Waiver): Button =>
  recordButton({ do: 'end-waiver', waiver: key }, 'End waiver', { id: key, confirm: confirmEnd });

/** Formats "6 of 8 complete, 1 waived, 1 missing". */
export function formatChecklistCount({ register, today }: PageContext, useCase: UseCase): string {
  const items = checklistOf(register, useCase, today);
  const count = (state: ItemState['state']) => items.filter((item) => item.state === state).length;
  return [
    `${count('holds')} of ${items.length} complete`,
    ...(count('waived') > 0 ? [`${count('waived')} waived`] : []),
    ...(count('open') > 0 ? [`${count('open')} missing`] : []),
  ].join(', ');
}

/** Explains what the count means for this use case. */
function explainCount(context: PageContext, useCase: UseCase): string {
  const { key, life } = useCase;
  const items = checklistOf(context.register, useCase, context.today);
  const open = items.filter(({ state }) => state === 'open').length;
  const waived = items.filter(({ state }) => state === 'waived').length;
  const exception =
    waived === 0 ? '' : ` Requirement 1 is not met while ${formatCount(waived, 'item')} is waived.`;
  switch (life.stage) {
    case 'stopped':
    case 'retired':
      return `${stageTitles[life.stage]} on ${formatDay(life.on)}. Its records are kept.`;
    case 'production':
      return open === 0
        ? `${key} is in production and its checklist is complete.${exception}`
        : `${key} is in production, but ${formatCount(open, 'item')} of its checklist ${open === 1 ? 'is' : 'are'} missing.`;
    case 'proposed':
      return open === 0
        ? `The checklist is complete. Start the pilot before ${key} goes live.`
        : 'Going live needs all items. You can save incomplete evidence and come back.';
    case 'pilot': {
      if (open > 0)
        return `Going live needs all items. You can save incomplete evidence and come back.${exception}`;
      const others = listMissingForProduction(context.register, useCase, context.today);
      return others.length === 0
        ? `${key} is ready to go live.${exception}`
        : `The checklist is complete.${exception} Still to do before ${key} can go live:\n${others.map(({ text }) => `• ${escapeMrkdwn(text, 300)}`).join('\n')}`;
    }
  }
}

/** Returns the first gap: a missing item, then what going live needs, then expiring evidence. */
function findNextGap(
  { register, today }: PageContext,
  useCase: UseCase,
  items: readonly ItemState[],
): Gap | null {
  if (isOver(useCase)) return null;
  const { key, life } = useCase;
  const owner = assigneeOf(register, useCase);
  const open = sortItemsByUrgency(items).find(({ state }) => state === 'open');
  if (open) {
    const { title } = checklistEntry(open.item);
    return { text: `${title}: ${open.missing.join('; ')}`, owner, step: open.step };
  }
  const expiring = listExpiringEvidence(register, useCase, today);
  const [first] = expiring;
  if (first)
    return {
      text: describeConfirmAgain(first.validUntil, expiring, today),
      owner,
      step: { do: 'reconfirm', useCase: key },
    };
  if (life.stage === 'proposed')
    return { text: 'start the pilot', owner, step: { do: 'start-pilot', useCase: key } };
  if (life.stage !== 'pilot') return null;
  const [missing] = listMissingForProduction(register, useCase, today);
  return missing ?? { text: 'go live', owner, step: { do: 'go-live', useCase: key } };
}

/** Renders evidence: its value, source, person, age and expiry. */
function renderEvidenceLines(
  { register, today }: PageContext,
  useCase: UseCase,
  state: ItemState,
): readonly string[] {
  if (state.item === 'dpa') {
    if (!needsDpa(useCase)) return ['No DPA is needed: it touches no personal or confidential data.'];
    // Vendors without a DPA are in the line of what is missing.
    return listVendors(register, useCase)
      .flatMap(({ name, dpa }) =>
        dpa
          ? [
              `${escapeMrkdwn(name, 80)}: signed on ${formatDay(dpa.signedOn)}, ${dpa.expiresOn === null ? 'no expiry date' : describeExpiry(dpa.expiresOn, today)} · ${formatLink(dpa.link)}`,
            ]
          : [],
      )
      .slice(0, 8);
  }
  const found = register.evidence.get(evidenceId(useCase.key, state.item));
  if (!found) return [];
  const age = formatDaysAgo(daysBetween(found.confirmedOn, today));
  const until = state.validUntil;
  const soon = until !== null && until <= addDays(today, 14) ? ' :hourglass_flowing_sand:' : '';
  return [
    describeEvidence(found.details, register).join('; '),
    `Confirmed by ${mention(found.confirmedBy)} on ${formatDay(found.confirmedOn)} (${age})${until === null ? '' : ` · ${describeExpiry(until, today)}${soon}`}`,
  ];
}

function renderItemBlocks(
  context: PageContext,
  useCase: UseCase,
  state: ItemState,
  isNext: boolean,
): KnownBlock[] {
  const { title, deferred, needs } = checklistEntry(state.item);
  const { waiver, missing } = state;
  const evidence = renderEvidenceLines(context, useCase, state);
  const ended = isOver(useCase);
  const nothingYet = evidence.length === 0 && state.item !== 'dpa';
  const lines = [
    `${marks[state.state]} *${title}*${state.state === 'open' && deferred ? ' · many companies add this only after an incident' : ''}`,
    ...(nothingYet ? [`Needed: ${needs}`] : []),
    ...(nothingYet || state.state === 'holds'
      ? []
      : [`Not complete: ${escapeMrkdwn(missing.join('; '), 400)}`]),
    ...evidence,
    ...(waiver
      ? [
          `Waived ${describeUntil(waiver.until, context.today)} by ${mention(waiver.approvedBy)}: ${escapeMrkdwn(waiver.reason, 200)}`,
        ]
      : []),
  ];
  const label = state.state === 'open' ? undefined : 'Update';
  return [
    section(
      lines.join('\n'),
      ended ? undefined : stepButton(state.step, label, isNext ? { style: 'primary' } : undefined),
    ),
    ...actions(waiver && !ended ? endWaiverButton(waiver) : null),
  ];
}

export const checklistPage = page(
  'checklist',
  ofUseCase,
  aboutUseCase((context, useCase) => {
    const { key, name, life } = useCase;
    const items = checklistOf(context.register, useCase, context.today);
    const count = formatChecklistCount(context, useCase);
    const next = findNextGap(context, useCase, items);
    const ended = isOver(useCase);
    const offers = (step: string) => !ended && next?.step.do !== step;
    const nextItem = items.find(({ step }) => step === next?.step);
    const atItem = nextItem !== undefined && findStepRefusal(nextItem.step, context) === null;
    return {
      title: `${key} checklist`,
      text: `${key} checklist: ${count}`,
      blocks: [
        header(`${key} checklist: ${count}`),
        section(`*${escapeMrkdwn(name, 120)}*\n${explainCount(context, useCase)}`),
        ...(atItem ? [] : renderNextBlock(context, next, assigneeOf(context.register, useCase))),
        ...actions(
          offers('reconfirm') && listExpiringEvidence(context.register, useCase, context.today).length > 0
            ? stepButton({ do: 'reconfirm', useCase: key })
            : null,
          offers('go-live') && life.stage === 'pilot' ? stepButton({ do: 'go-live', useCase: key }) : null,
          !ended && items.some(({ item, state }) => state === 'open' && item !== 'dpa')
            ? stepButton({ do: 'waive', useCase: key })
            : null,
        ),
        ...tabsOf(key, 'checklist'),
        divider,
        ...sortItemsByUrgency(items).flatMap((item) =>
          renderItemBlocks(context, useCase, item, atItem && item === nextItem),
        ),
        contextBlock('Evidence expires 90 days after it was confirmed.'),
      ],
    };
  }),
);
