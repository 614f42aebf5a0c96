import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { AppsManifestCreateArguments } from '@slack/web-api';

type Manifest = AppsManifestCreateArguments['manifest'];

const usage = `Print the app manifest for Slack.

  npm run manifest -- --url https://crossing.example.com   for an app reached over HTTP at that address
  npm run manifest -- --url https://... --slackbot         the same, with the MCP server that Slackbot asks
  npm run manifest -- --socket-mode                        for Socket Mode: manifest.json as it is

The address is the public https address of this app's server: no path, no query.`;

/** Returns manifest.json: the app's surface in Slack over Socket Mode. */
export function socketModeManifest(): Manifest {
  return JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8')) as Manifest;
}

/**
 * Adds what an app needs to show cards for links to its address. Slack registers a host, without scheme and port.
 * @param origin such as `https://crossing.example.com`
 */
export function withLinkCards(manifest: Manifest, origin: string): Manifest {
  const { features, settings, oauth_config: oauth } = manifest;
  const { bot = [], ...otherScopes } = oauth?.scopes ?? {};
  const { bot_events: events = [], ...subscriptions } = settings?.event_subscriptions ?? {};
  return {
    ...manifest,
    features: { ...features, unfurl_domains: [new URL(origin).hostname] },
    oauth_config: {
      ...oauth,
      scopes: { ...otherScopes, bot: [...bot, 'links:read' as const, 'links:write' as const].sort() },
    },
    settings: {
      ...settings,
      event_subscriptions: { ...subscriptions, bot_events: [...events, 'link_shared' as const].sort() },
    },
  };
}

/** Returns the manifest of an app that Slack reaches by HTTP at `origin`, such as `https://crossing.example.com`. */
export function httpManifest(socketMode: Manifest, origin: string): Manifest {
  const url = `${origin}/slack/events`;
  const manifest = withLinkCards(socketMode, origin);
  const { features, settings } = manifest;
  return {
    ...manifest,
    features: {
      ...features,
      slash_commands: (features?.slash_commands ?? []).map((command) => ({ ...command, url })),
    },
    settings: {
      ...settings,
      event_subscriptions: { request_url: url, ...settings?.event_subscriptions },
      interactivity: { is_enabled: true, request_url: url, message_menu_options_url: url },
      socket_mode_enabled: false,
    },
  };
}

/** A manifest with an MCP server and its scope, which the type of @slack/web-api does not have. */
interface SlackbotManifest extends Omit<Manifest, 'oauth_config'> {
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
  readonly mcp_servers: Readonly<Record<string, { readonly url: string; readonly auth_type: string }>>;
}

/** Returns a manifest with which Slackbot asks the MCP server at `origin`. Slack signs its requests. */
export function slackbotManifest(manifest: Manifest, origin: string): SlackbotManifest {
  const { oauth_config: oauth } = manifest;
  const bot = [...(oauth?.scopes?.bot ?? []), 'mcp:connect'].sort();
  return {
    ...manifest,
    oauth_config: { ...oauth, scopes: { ...oauth?.scopes, bot } },
    mcp_servers: { crossing: { url: `${origin}/mcp`, auth_type: 'slack_identity_auth' } },
  };
}

/** Returns the origin of a public https address, or its problem. */
export function readOrigin(
  given: string | undefined,
): { ok: true; origin: string } | { ok: false; problem: string } {
  if (!given) return { ok: false, problem: 'The public address is missing.' };
  if (!URL.canParse(given)) return { ok: false, problem: `"${given}" is not an address.` };
  const url = new URL(given);
  if (url.protocol !== 'https:')
    return { ok: false, problem: `"${given}" is not https, which Slack requires.` };
  if (url.pathname !== '/' || url.search || url.hash || url.username || url.password) {
    return { ok: false, problem: `"${given}" has more than a host: Slack's path is added here.` };
  }
  return { ok: true, origin: url.origin };
}

/** Prints the manifest that `args` ask for; returns the exit code. */
function main(args: string[]): number {
  // The Slack CLI adds --source to its get-manifest hook.
  const options = {
    url: { type: 'string' },
    'socket-mode': { type: 'boolean' },
    slackbot: { type: 'boolean' },
    source: { type: 'string' },
  } as const;
  const refuse = (problem: string) => {
    console.error(`${problem}\n\n${usage}`);
    return 2;
  };
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    values = parseArgs({ args, options }).values;
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
  const manifest = socketModeManifest();
  if (values['socket-mode'] && !values.url) {
    console.log(JSON.stringify(manifest, null, 2));
    return 0;
  }
  const read = readOrigin(values.url);
  if (!read.ok) return refuse(read.problem);
  const overHttp = httpManifest(manifest, read.origin);
  const printed = values.slackbot ? slackbotManifest(overHttp, read.origin) : overHttp;
  console.log(JSON.stringify(printed, null, 2));
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
