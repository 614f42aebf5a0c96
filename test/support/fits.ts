import type { ModalView } from '@slack/types';
import { expect } from 'vitest';
import { checkMessage, checkView } from '../../sandbox/block-kit.ts';
import type { renderHome } from '../../src/slack/home/home.ts';
import { type Content, toMessage, toMessageWithCharts, toModal } from '../../src/slack/kit/page.ts';

/** Everybody and every channel in the register has an id like this; the hostile texts name only others. A link shows where it leads. */
const ours = /^<@U0P\d{4}>$|^<#C0P\d{4}>$|^<https?:[^<>|\s]+>$|^<!date\^\d+\^[^<>|^]+\|[^<>|]+>$/;

interface Shown {
  readonly mrkdwn: readonly string[];
  readonly all: readonly string[];
}

function textsIn(value: unknown, type: unknown = null): Shown {
  if (typeof value !== 'object' || value === null) return { mrkdwn: [], all: [] };
  const found = Object.entries(value).map(([key, inner]): Shown => {
    if (typeof inner !== 'string') return textsIn(inner);
    const speaks = key === 'text' && ('type' in value ? value.type : type) === 'mrkdwn';
    return { mrkdwn: speaks ? [inner] : [], all: [inner] };
  });
  return { mrkdwn: found.flatMap(({ mrkdwn }) => mrkdwn), all: found.flatMap(({ all }) => all) };
}

/** Returns dangerous parts: pings, links, people the app did not name, or split emoji. */
export function dangersIn(shown: unknown): string[] {
  const { mrkdwn, all } = textsIn(shown, 'mrkdwn');
  return [
    ...mrkdwn.flatMap((text) => (text.match(/<[^>]*>?/g) ?? []).filter((tag) => !ours.test(tag))),
    ...mrkdwn.flatMap((text) => text.match(/&(?!amp;|lt;|gt;).{0,9}/g) ?? []),
    ...all.filter((text) => /\p{Surrogate}/u.test(text)).map((text) => `half an emoji in ${text}`),
  ];
}

export function expectFit(view: ModalView | Awaited<ReturnType<typeof renderHome>>, what: string): void {
  expect(checkView(view), what).toEqual([]);
  expect(dangersIn(view), what).toEqual([]);
}

export function expectMessageFits(content: Content, what: string): void {
  for (const message of [toMessage(content), toMessageWithCharts(content)]) {
    expect(checkMessage(message ?? {}), what).toEqual([]);
    expect(dangersIn(message), what).toEqual([]);
  }
}

export function expectContentFits(content: Content, what: string): void {
  expectFit(toModal(content), what);
  expectMessageFits(content, what);
}
