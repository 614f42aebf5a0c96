import type { Button, KnownBlock, Overflow } from '@slack/types';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import type { Act, Refusal } from '../domain/decide.ts';
import type { UserId } from '../domain/register.ts';
import { actionKind, context, mention, safe, stepIn } from './kit/blocks.ts';
import { closedFor, type Scene } from './kit/form.ts';
import type { Content } from './kit/page.ts';
import { refusalText } from './kit/see.ts';
import { clickFor, pageFor } from './subjects.ts';

/** How many labels are listed for one person. */
const mostLabels = 6;

/** What somebody may not do, and what the domain says to it. */
interface Withheld {
  readonly label: string;
  readonly refusal: Refusal;
}

/** Permission is asked first by every decision, so other people do not matter to it. */
const actOf = ({ actor, at, today }: Scene): Act => ({ at, today, actor, people: new Map() });

const carriedSchema = z.object({ do: z.string().optional(), page: z.string().optional() });
const parsedValues = new LRUCache<string, z.infer<typeof carriedSchema>>({
  max: 5_000,
  memoMethod: (value) => carriedSchema.parse(JSON.parse(value)),
});

/** Why this person may not do what a button or an entry of a menu does, or see what it shows; null where they may. */
function refusalTo(actionId: string, value: string, scene: Scene): Refusal | null {
  const { kind, key } = actionKind(actionId);
  const refusal = refusalOf(kind, key, value, scene);
  return refusal?.code === 'not-permitted' ? refusal : null;
}

function refusalOf(kind: string, key: string, value: string, scene: Scene): Refusal | null {
  if (kind === 'open' || key === 'take-up') return closedFor(stepIn(value), scene);
  if (kind === 'do') return clickRefusal(key, value, scene);
  if (kind !== 'show' && kind !== 'menu') return null;
  const carried = parsedValues.memo(value);
  if (carried.do !== undefined) return closedFor(stepIn(value), scene);
  return carried.page === undefined ? null : (pageFor(carried.page).closed?.(scene) ?? null);
}

function clickRefusal(key: string, value: string, scene: Scene): Refusal | null {
  const outcome = clickFor(key)?.take(JSON.parse(value)).decide(scene.register, actOf(scene));
  return outcome && !outcome.ok ? outcome.refusal : null;
}

/** Whom to ask for what is not offered: a line for each person, or the refusal where nobody is named. */
function whomToAsk(withheld: readonly Withheld[]): readonly string[] {
  const labels = new Map<UserId, Set<string>>();
  const others = new Set<string>();
  for (const { label, refusal } of withheld) {
    if (refusal.ask === undefined) others.add(safe(refusalText(refusal), 300));
    else labels.set(refusal.ask, (labels.get(refusal.ask) ?? new Set()).add(label));
  }
  return [
    ...[...labels].map(([person, found]) => {
      const rest = found.size - mostLabels;
      const list = [...found].slice(0, mostLabels).map((label) => safe(label, 75));
      return `For these, ask ${mention(person)}: ${list.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
    }),
    ...others,
  ];
}

type Element = Extract<KnownBlock, { type: 'actions' }>['elements'][number];

/**
 * A page without the buttons and entries of menus that the domain would refuse to this person; says whom to ask for
 * them. Every page passes through here, so that none has to know who may do what.
 */
export function permitted(content: Content, scene: Scene): Content {
  const blocks = permittedBlocks(content.blocks, scene);
  return blocks === content.blocks ? content : { ...content, blocks };
}

export function permittedBlocks(blocks: readonly KnownBlock[], scene: Scene): readonly KnownBlock[] {
  const withheld: Withheld[] = [];
  const allows = (actionId: string | undefined, value: string | undefined, label: string): boolean => {
    const refusal = actionId && value ? refusalTo(actionId, value, scene) : null;
    if (refusal) withheld.push({ label, refusal });
    return refusal === null;
  };
  const button = (element: Button): Button | null =>
    allows(element.action_id, element.value, element.text.text) ? element : null;
  const overflow = (element: Overflow): Overflow | null => {
    const options = element.options.filter(({ value, text }) => allows(element.action_id, value, text.text));
    return options.length === 0 ? null : { ...element, options };
  };
  const kept = <E extends { readonly type: string }>(element: E): E | null => {
    const found: unknown = element;
    if (element.type === 'button') return button(found as Button) as E | null;
    return element.type === 'overflow' ? (overflow(found as Overflow) as E | null) : element;
  };
  const shown = blocks.flatMap((block): KnownBlock[] => {
    if (block.type === 'actions') {
      const elements = block.elements.flatMap((element: Element) => kept(element) ?? []);
      return elements.length === 0 ? [] : [{ ...block, elements }];
    }
    if (block.type !== 'section' || !block.accessory) return [block];
    const { accessory, ...words } = block;
    const left = kept(accessory);
    return [left ? { ...words, accessory: left } : words];
  });
  if (withheld.length === 0) return blocks;
  const asks = whomToAsk(withheld).map((line) => context(line));
  const end = shown.at(-1)?.type === 'actions' ? shown.length - 1 : shown.length;
  return [...shown.slice(0, end), ...asks, ...shown.slice(end)];
}
