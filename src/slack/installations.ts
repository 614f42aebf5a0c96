import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createSlackLogger } from './slack-logger.ts';
import type { Tenant } from './tenant.ts';

/** The app as installed in one tenant, with everything that belongs to this installation. */
export interface Installation {
  /**
   * A workspace, or the organization that installed the app for all its workspaces. It is the key of all stored data.
   */
  readonly tenant: string;
  /** The organization on Enterprise Grid. */
  readonly enterprise: string | null;
  readonly bot: { readonly id: string | undefined; readonly user: string | undefined };
  readonly token: string;
  /** For calls that a person waits for: it fails at once and never retries. */
  readonly client: WebClient;
  /** For the outbox, so that neither client waits for the other. */
  readonly outboxClient: WebClient;
  /** Returns whether the bot has a scope; true when Slack does not say. */
  readonly may: (scope: string) => boolean;
  /** Fetches a file from Slack with the token; null for an address outside Slack. `within` is in milliseconds. */
  readonly download: (address: string, within: number) => Promise<Response | null>;
}

/** All installations. Only this module creates clients and knows tokens. */
export interface Installations {
  /** Returns the installation of a tenant; null when there is none. @throws when Slack cannot be reached */
  for(tenant: Tenant): Promise<Installation | null>;
  /** Returns all installations. @throws when Slack cannot be reached */
  all(): Promise<readonly Installation[]>;
}

type Credentials = Pick<Config, 'botToken' | 'slackApiUrl'>;

/** The timeout of a call, in milliseconds. A later search for the message must stay within its lease. */
const callTimeout = 10_000;

/**
 * Returns options for a client without retries: a retry would outlive its trigger, and a limit on one method would
 * pause all.
 */
export const createClientOptions = (
  { slackApiUrl }: Pick<Config, 'slackApiUrl'>,
  log: Logger,
  timeout = callTimeout,
): WebClientOptions => ({
  slackApiUrl,
  allowAbsoluteUrls: false,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  timeout,
  logger: createSlackLogger(log),
});

/** Checks a token with Slack. @throws when Slack refuses it, cannot be reached, or does not name its tenant */
export async function connectInstallation(
  { botToken, slackApiUrl }: Credentials,
  log: Logger,
  timeout = callTimeout,
): Promise<Installation> {
  const clientOf = () => new WebClient(botToken, createClientOptions({ slackApiUrl }, log, timeout));
  const client = clientOf();
  const { team_id, enterprise_id, bot_id, user_id, response_metadata } = await client.auth.test();
  const tenant = team_id ?? enterprise_id;
  if (!tenant) throw new Error('Slack does not say where the app is installed');
  const granted = response_metadata?.scopes;
  return {
    ...{ tenant, enterprise: enterprise_id ?? null, bot: { id: bot_id, user: user_id }, token: botToken },
    ...{ client, outboxClient: clientOf() },
    may: (scope) => granted === undefined || granted.includes(scope),
    download: createDownload({ botToken, slackApiUrl }),
  };
}

/**
 * Returns a download function that sends the token only to the host of the Web API and its subdomains, such as
 * files.slack.com.
 */
export function createDownload({ botToken, slackApiUrl }: Credentials): Installation['download'] {
  const api = new URL(slackApiUrl);
  const isSlack = (address: string): boolean => {
    if (!URL.canParse(address)) return false;
    const { protocol, hostname, port } = new URL(address);
    const below = hostname === api.hostname || hostname.endsWith(`.${api.hostname}`);
    return below && protocol === api.protocol && port === api.port;
  };
  return async (address, within) =>
    isSlack(address)
      ? fetch(address, {
          headers: { authorization: `Bearer ${botToken}` },
          // A redirect target must not get the token, and Slack gives the final address.
          redirect: 'manual',
          signal: AbortSignal.timeout(within),
        })
      : null;
}

const anHour = 60 * 60 * 1000;

/**
 * Creates the installation of the configured token. On Enterprise Grid it accepts all workspaces of the organization,
 * because in a shared channel a payload names the workspace of the person; membership is checked per person.
 * @param asksAgainAfter milliseconds until the scopes are checked again, because a reinstallation can keep the token
 */
export function createSingleInstallation(
  credentials: Credentials,
  log: Logger,
  asksAgainAfter = anHour,
): Installations {
  let known: Promise<Installation> | null = null;
  let askedAt = 0;

  function getInstallation(): Promise<Installation> {
    const isFresh = performance.now() - askedAt < asksAgainAfter;
    if (known !== null && isFresh) return known;
    askedAt = performance.now();
    const asking = connectInstallation(credentials, log);
    if (known === null) {
      known = asking;
      asking.catch(() => {
        known = null;
      });
    } else {
      // Runs in the background; after a failure the known installation stays.
      asking.then(
        () => {
          known = asking;
        },
        (error) => log.warn({ err: error }, 'Slack did not confirm the permissions of the app'),
      );
    }
    return known;
  }

  return {
    async for({ workspace, enterprise }) {
      const installation = await getInstallation();
      const isOfCompany = enterprise !== null && enterprise === installation.enterprise;
      return workspace === installation.tenant || isOfCompany ? installation : null;
    },
    all: async () => [await getInstallation()],
  };
}
