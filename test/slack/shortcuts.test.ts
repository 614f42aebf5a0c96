import { expect, test } from 'vitest';
import { socketModeManifest } from '../../scripts/manifest.ts';
import { readMessageText, readShortcutMessage } from '../../src/slack/kit/shortcut.ts';
import { shortcuts } from '../../src/slack/subjects.ts';
import { tenantOf } from '../../src/slack/tenant.ts';

const names: Record<string, string> = { U0OMAR: 'Omar Owner' };
const nameOf = (id: string) => names[id] ?? null;

const onMessage = {
  type: 'message_action',
  team: { id: 'T0OURS', domain: 'acme' },
  channel: { id: 'C00001', name: 'general' },
  message_ts: '1772438400.000100',
  message: { type: 'message', user: 'U0OMAR', team: 'T0OTHER', ts: '1772438400.000100', text: 'Try *this*' },
};

test('the manifest has the shortcuts of every subject', () => {
  const listed = shortcuts.map(({ callbackId, name, type, description }) => ({
    name,
    type,
    callback_id: callbackId,
    description,
  }));
  expect(socketModeManifest().features?.shortcuts ?? []).toEqual(listed);
});

test('the message of a shortcut comes with its channel and its link', () => {
  expect(readShortcutMessage(onMessage, nameOf)).toEqual({
    channel: 'C00001',
    text: 'Try *this*',
    link: 'https://acme.slack.com/archives/C00001/p1772438400000100',
  });
});

test('the link of a reply opens its thread', () => {
  const reply = { ...onMessage, message: { ...onMessage.message, thread_ts: '1772438000.000200' } };
  expect(readShortcutMessage(reply, nameOf).link).toBe(
    'https://acme.slack.com/archives/C00001/p1772438400000100?thread_ts=1772438000.000200&cid=C00001',
  );
});

test.each([
  ['<@U0OMAR> tried it', '@Omar Owner tried it'],
  ['<@U0GONE|gita> and <@U0GONE>', '@gita and @U0GONE'],
  ['see <#C00001|general>', 'see #general'],
  ['<!here> <!subteam^S1|@legal>', '@here @legal'],
  ['<https://a.example/x?y=1&amp;z=2|the page>', 'https://a.example/x?y=1&z=2'],
  ['1 &lt; 2 &amp;&amp; 3 &gt; 2', '1 < 2 && 3 > 2'],
  ['', ''],
])('the message %j reads %j', (mrkdwn, text) => {
  expect(readMessageText(mrkdwn, nameOf)).toBe(text);
});

test("a shortcut on another company's message belongs to the workspace where it was used", () => {
  expect(tenantOf(onMessage).workspace).toBe('T0OURS');
});
