import { describe, expect, test } from 'vitest';
import type { Page } from '../../src/domain/decide.ts';
import { assess } from '../../src/domain/readiness/index.ts';
import { routeCommand } from '../../src/slack/command-router.ts';
import { renderRefusal } from '../../src/slack/kit/contents.ts';
import { formatRefusal, pageCommand, pageLinkButton } from '../../src/slack/kit/page-links.ts';
import { channel } from '../../src/slack/kit/people-fields.ts';
import { findForm } from '../../src/slack/subjects.ts';
import { stage3 } from '../support/register.ts';

const pages: { readonly [P in Page['page']]: Extract<Page, { page: P }> } = {
  'use-cases': { page: 'use-cases' },
  decisions: { page: 'decisions' },
  owners: { page: 'owners' },
  settings: { page: 'settings' },
  purgatory: { page: 'purgatory' },
  review: { page: 'review' },
  checklist: { page: 'checklist', useCase: 'UC-1' },
  audit: { page: 'audit', useCase: 'UC-1' },
} as never;

describe('the page that a refusal points to', () => {
  const workspace = stage3('2026-01-12');
  const { register, today } = workspace;
  const { at } = workspace.act('member');
  const actor = {
    ...workspace.act('member').actor,
    name: 'Colleague',
    timeZone: null,
    active: true,
  } as const;
  const context = { register, today, at, actor, assessment: assess(register, today), findForm };

  test.each(Object.values(pages))('$page is what its command and its button show', (page) => {
    const [command = '', ...words] = pageCommand(page).split(' ');
    const { page: key, ...args }: Page = page;
    const target = JSON.parse(pageLinkButton(page).value ?? '');
    expect(target).toEqual({ page: key, args });
    expect(routeCommand(command, words.join(' '), context)).toMatchObject({
      to: 'page',
      target: Object.keys(args).length === 0 ? { page: key } : target,
    });
  });

  const refusal = { code: 'not-found', message: 'There is no UC-9.', see: { page: 'use-cases' } } as const;

  test('has its button where there is room, and its command where there are only words', () => {
    expect(JSON.stringify(renderRefusal(refusal).blocks.at(-1))).toContain('"text":"Use cases"');
    expect(JSON.stringify(renderRefusal(refusal).blocks)).not.toContain('/stage3');
    expect(formatRefusal(refusal)).toBe('There is no UC-9. /stage3 usecase list shows them all.');
    expect(formatRefusal({ code: 'not-found', message: 'There is no W-9.' })).toBe('There is no W-9.');
  });
});

test.each(['D0LENA', 'U0LENA', 'C0<!here>', ''])('"%s" is no channel for a digest', (chosen) => {
  expect(channel({ label: 'Channel' }).read({ selected_conversation: chosen }).ok).toBe(false);
});
