import type * as z from 'zod';
import { type AnyBlock, type Surface, surfacesOf } from './block-kit/blocks.ts';
import { anyView, messageText, optionsAnswer } from './block-kit/surfaces.ts';

/** One thing Slack would refuse. `path` is a JSON pointer into what was checked: `/blocks/0/text/text`. */
export interface Problem {
  path: string;
  message: string;
}

const maxViewSize = 250 * 1024;

const maxMessageBlocksSize = 10_000;

const maxMarkdown = 12_000;

/**
 * Faults for which Slack would refuse a message: its blocks and their limits, what may stand on the surface, ids used twice, all
 * blocks together over 10,000 characters. Looks at `text` and `blocks` only; an empty list means none.
 */
export function checkMessage(message: unknown): Problem[] {
  const parsed = messageText.safeParse(message);
  if (!parsed.success) return problemsOf(parsed.error);
  const blocks = parsed.data.blocks ?? [];
  const problems = checkTogether(blocks, 'message');
  const characters = blocks.reduce((sum, one) => sum + charactersIn(one), 0);
  if (characters > maxMessageBlocksSize) {
    problems.push({
      path: '/blocks',
      message: `must be less than ${maxMessageBlocksSize + 1} characters together`,
    });
  }
  const markdown = blocks.reduce((sum, one) => sum + (one.type === 'markdown' ? one.text.length : 0), 0);
  if (markdown > maxMarkdown) {
    problems.push({
      path: '/blocks',
      message: `must be less than ${maxMarkdown + 1} characters of markdown`,
    });
  }
  for (const [type, most] of [
    ['table', 1],
    ['data_visualization', 2],
  ] as const) {
    if (blocks.filter((one) => one.type === type).length > most) {
      problems.push({ path: '/blocks', message: `no more than ${most} ${type} blocks allowed` });
    }
  }
  return problems;
}

/** Faults for which Slack would refuse a modal or a Home tab. */
export function checkView(view: unknown): Problem[] {
  const parsed = anyView.safeParse(view);
  if (!parsed.success) return problemsOf(parsed.error);
  const problems = checkTogether(parsed.data.blocks, parsed.data.type);
  if (
    parsed.data.type === 'modal' &&
    !parsed.data.submit &&
    parsed.data.blocks.some((one) => one.type === 'input')
  ) {
    problems.push({ path: '/submit', message: 'missing required field: submit (the view has input blocks)' });
  }
  if (Buffer.byteLength(JSON.stringify(view)) > maxViewSize) {
    problems.push({ path: '', message: `must be less than ${maxViewSize} bytes` });
  }
  const focused = parsed.data.blocks.filter((one) => JSON.stringify(one).includes('"focus_on_load":true'));
  if (focused.length > 1) {
    problems.push({ path: '/blocks', message: 'only one element may have focus_on_load' });
  }
  return problems;
}

/** Faults for which Slack would refuse the answer to a `block_suggestion`. */
export function checkOptions(answer: unknown): Problem[] {
  const parsed = optionsAnswer.safeParse(answer);
  return parsed.success ? [] : problemsOf(parsed.error);
}

/** Broadcasts that a message would fire: `<!channel>`, `<!here>`, `<!everyone>`, in text or in rich text. */
export function broadcastsIn(message: unknown): string[] {
  const found: string[] = [];
  walk(message, (key, value, parent) => {
    if (key === 'range' && parent.type === 'broadcast') found.push(String(value));
    const speaks = parent.type === 'mrkdwn' || parent.type === 'markdown' || parent === message;
    if (key !== 'text' || typeof value !== 'string' || !speaks) return;
    for (const match of value.matchAll(/<!(channel|here|everyone)(\|[^>]*)?>/g)) found.push(match[1] ?? '');
  });
  return found;
}

function checkTogether(blocks: AnyBlock[], surface: Surface): Problem[] {
  const problems: Problem[] = [];
  const ids = new Set<string>();
  for (const [index, one] of blocks.entries()) {
    if (!surfacesOf[one.type]?.includes(surface)) {
      problems.push({
        path: `/blocks/${index}`,
        message: `block type ${one.type} is not allowed in a ${surface}`,
      });
    }
    if (one.block_id && ids.has(one.block_id)) {
      problems.push({ path: `/blocks/${index}/block_id`, message: `block_id ${one.block_id} is used twice` });
    }
    if (one.block_id) ids.add(one.block_id);
    const actionIds = new Set<string>();
    for (const [place, id] of one.type === 'actions' ? one.elements.map((e) => e.action_id).entries() : []) {
      if (id && actionIds.has(id)) {
        const path = `/blocks/${index}/elements/${place}/action_id`;
        problems.push({ path, message: `action_id ${id} is used twice in one block` });
      }
      if (id) actionIds.add(id);
    }
  }
  return problems;
}

function charactersIn(value: unknown): number {
  let characters = 0;
  walk(value, (key, inner) => {
    if (typeof inner === 'string' && (key === 'text' || key === 'label' || key === 'name'))
      characters += inner.length;
  });
  return characters;
}

function walk(
  value: unknown,
  visit: (key: string, value: unknown, parent: Record<string, unknown>) => void,
): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    visit(key, inner, value as Record<string, unknown>);
    walk(inner, visit);
  }
}

function problemsOf(error: z.ZodError): Problem[] {
  return error.issues.flatMap((issue) => {
    const pointer = (...more: PropertyKey[]) =>
      [...issue.path, ...more].map((step) => `/${String(step)}`).join('');
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: pointer(key), message: 'additional property not allowed' }));
    }
    if (
      issue.code === 'invalid_type' &&
      issue.input === undefined &&
      /received undefined/.test(issue.message)
    ) {
      return [{ path: pointer(), message: `missing required field: ${String(issue.path.at(-1) ?? '')}` }];
    }
    if (issue.code === 'invalid_union') {
      return [{ path: pointer(), message: 'unsupported type' }];
    }
    return [{ path: pointer(), message: issue.message }];
  });
}
