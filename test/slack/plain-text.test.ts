import { expect, test } from 'vitest';
import { emptyRegister, type Register } from '../../src/domain/register.ts';
import { escapeMrkdwn, mention } from '../../src/slack/kit/blocks.ts';
import { toPlainText } from '../../src/slack/kit/plain-text.ts';
import { hostileTexts } from '../support/hostile-register.ts';

const ana = { id: 'U0ANAO', name: 'Ana *Operations*', active: true, timeZone: null, kind: 'member' as const };
const register: Register = { ...emptyRegister('T1'), people: new Map([[ana.id, ana]]) };
const convert = (mrkdwn: string) => toPlainText(mrkdwn, register);

test.each([
  ['*UC-1 AI Support Agent*: ~stopped~ _again_', 'UC-1 AI Support Agent: stopped again'],
  ['*bold with _italic_ and <@U0ANAO>*', 'bold with italic and Ana *Operations*'],
  [`Assigned to ${mention('U0ANAO')}`, 'Assigned to Ana *Operations*'],
  [`Assigned to ${mention('U0NOBODY')}`, 'Assigned to U0NOBODY'],
  [':white_check_mark: complete', 'complete'],
  ['at <!date^1772442060^{date_short_pretty} {time}|2026-03-02T09:01>', 'at 2026-03-02T09:01'],
  ['<https://example.com/a?b=1&amp;c=2>', 'https://example.com/a?b=1&c=2'],
  ['<https://example.com|the runbook>', 'the runbook (https://example.com)'],
  ['2*3 and snake_case at 10:30:00', '2*3 and snake_case at 10:30:00'],
])('%s', (mrkdwn, text) => {
  expect(convert(mrkdwn)).toBe(text);
});

test.each(Object.entries(hostileTexts))('typed text comes out as it was typed: %s', (_, typed) => {
  const shown = typed
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  expect(convert(escapeMrkdwn(typed, 10_000))).toBe(shown);
});
