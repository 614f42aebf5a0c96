import type { ModalView } from '@slack/types';
import { expect } from 'vitest';
import { checkMessage, checkView } from '../../sandbox/block-kit.ts';
import type { renderHome } from '../../src/slack/home/home.ts';
import { type Content, toMessage, toMessageWithCharts, toModal } from '../../src/slack/kit/page.ts';

/** Markup that the app may write: ids of the register's people and channels, which the hostile texts never name, links without a label, and dates. */
const allowedTag = /^<@U0P\d{4}>$|^<#C0P\d{4}>$|^<https?:[^<>|\s]+>$|^<!date\^\d+\^[^<>|^]+\|[^<>|]+>$/;

interface Texts {
  readonly mrkdwn: readonly string[];
  readonly all: readonly string[];
}

function collectTexts(value: unknown, type: unknown = null): Texts {
  if (typeof value !== 'object' || value === null) return { mrkdwn: [], all: [] };
  const found = Object.entries(value).map(([key, inner]): Texts => {
    if (typeof inner !== 'string') return collectTexts(inner);
    const isMrkdwn = key === 'text' && ('type' in value ? value.type : type) === 'mrkdwn';
    return { mrkdwn: isMrkdwn ? [inner] : [], all: [inner] };
  });
  return { mrkdwn: found.flatMap(({ mrkdwn }) => mrkdwn), all: found.flatMap(({ all }) => all) };
}

/** Returns dangerous parts: pings, links, people the app did not name, or split emoji. */
export function findDangers(shown: unknown): string[] {
  const { mrkdwn, all } = collectTexts(shown, 'mrkdwn');
  return [
    ...mrkdwn.flatMap((text) => (text.match(/<[^>]*>?/g) ?? []).filter((tag) => !allowedTag.test(tag))),
    ...mrkdwn.flatMap((text) => text.match(/&(?!amp;|lt;|gt;).{0,9}/g) ?? []),
    ...all.filter((text) => /\p{Surrogate}/u.test(text)).map((text) => `half an emoji in ${text}`),
  ];
}

/** Expects that a modal or Home keeps Slack's limits and shows nothing dangerous. */
export function expectViewFits(view: ModalView | Awaited<ReturnType<typeof renderHome>>, what: string): void {
  expect(checkView(view), what).toEqual([]);
  expect(findDangers(view), what).toEqual([]);
}

export function expectMessageFits(content: Content, what: string): void {
  for (const message of [toMessage(content), toMessageWithCharts(content)]) {
    expect(checkMessage(message ?? {}), what).toEqual([]);
    expect(findDangers(message), what).toEqual([]);
  }
}

export function expectContentFits(content: Content, what: string): void {
  expectViewFits(toModal(content), what);
  expectMessageFits(content, what);
}
