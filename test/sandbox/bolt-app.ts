import { App, LogLevel, SocketModeReceiver } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { onTestFinished } from 'vitest';
import { freePort } from '../../sandbox/free-port.ts';
import type { SamplePerson } from '../../sandbox/protocol.ts';
import type { Manifest } from '../../sandbox/server/records.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/server/start-sandbox.ts';

export type Mode = 'Socket Mode' | 'HTTP';

export const people: SamplePerson[] = [
  { id: 'U0LENA', name: 'Lena Lead (sample)', handle: 'lena', tz: 'Europe/Berlin', isAdmin: true },
  { id: 'U0OMAR', name: 'Omar Owner (sample)', handle: 'omar', tz: 'America/New_York' },
  { id: 'U0GITA', name: 'Gita Guest (sample)', handle: 'gita', tz: 'Asia/Kolkata', isUltraRestricted: true },
];

export const manifest: Manifest = {
  display_information: { name: 'Probe', description: 'An app that proves the workspace' },
  features: {
    app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
    bot_user: { display_name: 'Probe' },
    slash_commands: [
      {
        command: '/probe',
        description: 'Does what the test says',
        should_escape: true,
        usage_hint: '[what]',
      },
      { command: '/raw', description: 'Takes text as typed' },
    ],
    shortcuts: [
      { name: 'Probe it', type: 'global', callback_id: 'probe', description: 'Probes the workspace' },
      { name: 'Probe this', type: 'message', callback_id: 'probe-this', description: 'Probes a message' },
    ],
  },
  oauth_config: {
    scopes: { bot: ['commands', 'chat:write', 'im:history', 'users:read', 'app_mentions:read'] },
  },
  settings: {
    socket_mode_enabled: true,
    interactivity: { is_enabled: true },
    event_subscriptions: {
      bot_events: [
        'app_home_opened',
        'app_mention',
        'app_uninstalled',
        'message.im',
        'tokens_revoked',
        'user_change',
      ],
    },
  },
};

export interface Started {
  sandbox: Sandbox;
  app: App;
}

/** Starts a workspace and a Bolt app connected to it. Both end with the test. */
export async function start(
  listen: (app: Started['app'], sandbox: Sandbox) => void,
  options: Partial<SandboxOptions> & {
    mode?: Mode;
    /**
     * How late a pong may be, in milliseconds. A busy machine reads it late, and what is sent while the app connects
     * again is lost. Reconnection waits as long.
     */
    clientPingTimeout?: number;
  } = {},
): Promise<Started> {
  const { mode = 'Socket Mode', clientPingTimeout = 60_000, ...rest } = options;
  const port = mode === 'HTTP' ? await freePort() : 0;
  const signingSecret = 'a secret for signing';
  const http = { requestUrl: `http://127.0.0.1:${port}/slack/events`, signingSecret };
  const sandbox = await startSandbox({
    manifest,
    people,
    channels: [
      { name: 'general', members: 'all' },
      { name: 'leads', members: ['Lena Lead', 'app'] },
      { name: 'without-app', members: ['Lena Lead', 'Omar Owner'] },
    ],
    ...(mode === 'HTTP' ? { app: http } : {}),
    ...rest,
  });
  const clientOptions = { slackApiUrl: sandbox.apiUrl, retryConfig: { retries: 0 } };
  const logLevel = LogLevel.ERROR;
  const receiver = new SocketModeReceiver({
    appToken: sandbox.appToken,
    logLevel,
    installerOptions: { clientOptions: { slackApiUrl: sandbox.apiUrl } },
    clientPingTimeout,
  });
  const app = new App({
    token: sandbox.botToken,
    clientOptions,
    logLevel,
    ...(mode === 'HTTP' ? { signingSecret } : { receiver }),
  });
  listen(app, sandbox);
  onTestFinished(async () => {
    await app.stop();
    await sandbox.close();
  });
  await app.start(port);
  return { sandbox, app };
}

export const plainText = (text: string) => ({ type: 'plain_text' as const, text });
export const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
export const section = (text: string): KnownBlock => ({ type: 'section', text: mrkdwn(text) });
export const button = (text: string, action_id: string, value = text) => ({
  type: 'button' as const,
  text: plainText(text),
  action_id,
  value,
});
export const option = (text: string, value = text.toLowerCase()) => ({ text: plainText(text), value });
