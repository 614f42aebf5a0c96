import type { Button, KnownBlock, Overflow } from '@slack/types';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Act, Refusal } from '../domain/decide.ts';
import type { UserId } from '../domain/register.ts';
import { contextBlock, escapeMrkdwn, mention, parseActionId, parseStepValue } from './kit/blocks.ts';
import { type FormContext, findStepRefusal } from './kit/form.ts';
import type { Content } from './kit/page.ts';
import { formatRefusal } from './kit/page-links.ts';
import { findClick, pageFor } from './subjects.ts';

/** The most labels listed per person. */
const maxLabels = 6;

/** An action that this person may not take, with its refusal. */
interface WithheldAction {
  readonly label: string;
  readonly refusal: Refusal;
}

/** Decisions check the permission first, so other people do not matter here. */
const actOf = ({ actor, at, today }: FormContext): Act => ({ at, today, actor, people: new Map() });

const carriedSchema = z.object({ do: z.string().optional(), page: z.string().optional() });
const parsedValues = new LRUCache<string, z.infer<typeof carriedSchema>>({
  max: 5_000,
  memoMethod: (value) => carriedSchema.parse(JSON.parse(value)),
});

/** Returns why this person may not use a button or menu entry; null when they may. */
function findActionRefusal(actionId: string, value: string, context: FormContext): Refusal | null {
  const { kind, key } = parseActionId(actionId);
  const refusal = findRefusal(kind, key, value, context);
  return refusal?.code === 'not-permitted' ? refusal : null;
}

function findRefusal(kind: string, key: string, value: string, context: FormContext): Refusal | null {
  if (kind === 'open' || key === 'take-up') return findStepRefusal(parseStepValue(value), context);
  if (kind === 'do') return findClickRefusal(key, value, context);
  if (kind !== 'show' && kind !== 'menu') return null;
  const carried = parsedValues.memo(value);
  if (carried.do !== undefined) return findStepRefusal(parseStepValue(value), context);
  return carried.page === undefined ? null : (pageFor(carried.page).findRefusal?.(context) ?? null);
}

function findClickRefusal(key: string, value: string, context: FormContext): Refusal | null {
  const outcome = findClick(key)?.take(JSON.parse(value)).decide(context.register, actOf(context));
  return outcome && !outcome.ok ? outcome.refusal : null;
}

/** Returns whom to ask for withheld actions: one line per person, or the refusal. */
function listContacts(withheld: readonly WithheldAction[]): readonly string[] {
  const labels = new Map<UserId, Set<string>>();
  const others = new Set<string>();
  for (const { label, refusal } of withheld) {
    if (refusal.ask === undefined) others.add(escapeMrkdwn(formatRefusal(refusal), 300));
    else labels.set(refusal.ask, (labels.get(refusal.ask) ?? new Set()).add(label));
  }
  return [
    ...[...labels].map(([person, found]) => {
      const rest = found.size - maxLabels;
      const list = [...found].slice(0, maxLabels).map((label) => escapeMrkdwn(label, 75));
      return `Ask ${mention(person)} to do these: ${list.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
    }),
    ...others,
  ];
}

type Element = Extract<KnownBlock, { type: 'actions' }>['elements'][number];

/**
 * Removes buttons and menu entries that the domain would refuse to this person, and says whom to ask. Every page passes
 * through here, so no page checks permissions itself.
 */
export function filterPermitted(content: Content, context: FormContext): Content {
  const blocks = filterPermittedBlocks(content.blocks, context);
  return blocks === content.blocks ? content : { ...content, blocks };
}

export function filterPermittedBlocks(
  blocks: readonly KnownBlock[],
  context: FormContext,
): readonly KnownBlock[] {
  const withheld: WithheldAction[] = [];
  const isAllowed = (actionId: string | undefined, value: string | undefined, label: string): boolean => {
    const refusal = actionId && value ? findActionRefusal(actionId, value, context) : null;
    if (refusal) withheld.push({ label, refusal });
    return refusal === null;
  };
  const button = (element: Button): Button | null =>
    isAllowed(element.action_id, element.value, element.text.text) ? element : null;
  const overflow = (element: Overflow): Overflow | null => {
    const options = element.options.filter(({ value, text }) =>
      isAllowed(element.action_id, value, text.text),
    );
    return options.length === 0 ? null : { ...element, options };
  };
  const keepPermitted = <E extends { readonly type: string }>(element: E): E | null => {
    const found: unknown = element;
    if (element.type === 'button') return button(found as Button) as E | null;
    return element.type === 'overflow' ? (overflow(found as Overflow) as E | null) : element;
  };
  const shown = blocks.flatMap((block): KnownBlock[] => {
    if (block.type === 'actions') {
      const elements = block.elements.flatMap((element: Element) => keepPermitted(element) ?? []);
      return elements.length === 0 ? [] : [{ ...block, elements }];
    }
    if (block.type !== 'section' || !block.accessory) return [block];
    const { accessory, ...words } = block;
    const left = keepPermitted(accessory);
    return [left ? { ...words, accessory: left } : words];
  });
  if (withheld.length === 0) return blocks;
  const asks = listContacts(withheld).map((line) => contextBlock(line));
  const end = shown.at(-1)?.type === 'actions' ? shown.length - 1 : shown.length;
  return [...shown.slice(0, end), ...asks, ...shown.slice(end)];
}
