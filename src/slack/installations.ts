import { WebClient, type WebClientOptions } from '@slack/web-api';
import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createSlackLogger } from './slack-logger.ts';
import type { Tenant } from './tenant.ts';

/** The app as it is installed in one tenant, with everything that belongs to that installation alone. */
export interface Installation {
  /** A workspace, or the company that installed the app for all of its workspaces: the key of all that is kept of it. */
  readonly tenant: string;
  /** On Enterprise Grid. */
  readonly enterprise: string | null;
  readonly bot: { readonly id: string | undefined; readonly user: string | undefined };
  readonly token: string;
  /** For calls that somebody waits for: it fails at once where Slack limits or does not answer, and never tries again. */
  readonly client: WebClient;
  /** For what stands in the outbox, so that neither waits behind the other. */
  readonly outboxClient: WebClient;
  /** Whether the bot was granted a scope; true too where Slack does not say what was granted. */
  readonly may: (scope: string) => boolean;
  /** Fetches a file from Slack with the token; null where the address lies elsewhere. `within` in milliseconds. */
  readonly download: (address: string, within: number) => Promise<Response | null>;
}

/** Every place where the app is installed. No other part makes a client or knows a token. */
export interface Installations {
  /** The installation that serves a tenant; null where the app is not installed. @throws when Slack cannot be asked. */
  for(tenant: Tenant): Promise<Installation | null>;
  /** @throws when Slack cannot be asked. */
  all(): Promise<readonly Installation[]>;
}

type Credentials = Pick<Config, 'botToken' | 'slackApiUrl'>;

/** How long Slack has for an answer, in milliseconds; what is looked for afterwards must stay within a lease. */
const callTimeout = 10_000;

/** A client that calls once: a retry outlives its trigger, and a limit on one method would pause all of them. */
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

/** Asks Slack whose token it is. @throws when Slack refuses it, cannot be reached, or does not say where it belongs. */
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

/** The token goes to Slack alone: where the Web API is, and the hosts below it, such as files.slack.com. */
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
          // The host that a redirect leads to must not see the token, and Slack names the address of the file itself.
          redirect: 'manual',
          signal: AbortSignal.timeout(within),
        })
      : null;
}

const anHour = 60 * 60 * 1000;

/**
 * The one installation of the token in the configuration. On Enterprise Grid it serves requests from all workspaces of
 * its company, since in a channel that they share a payload names the workspace of the person; membership is checked
 * for each person.
 * @param asksAgainAfter milliseconds until Slack is asked again what was granted: installing the app again may keep its
 * token
 */
export function createSingleInstallation(
  credentials: Credentials,
  log: Logger,
  asksAgainAfter = anHour,
): Installations {
  let known: Promise<Installation> | null = null;
  let askedAt = 0;

  function installed(): Promise<Installation> {
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
      // Nobody waits for the answer, and without one the installation stays as it is known.
      asking.then(
        () => {
          known = asking;
        },
        (error) => log.warn({ err: error }, 'Slack did not say again what the app was granted'),
      );
    }
    return known;
  }

  return {
    async for({ workspace, enterprise }) {
      const installation = await installed();
      const isOfCompany = enterprise !== null && enterprise === installation.enterprise;
      return workspace === installation.tenant || isOfCompany ? installation : null;
    },
    all: async () => [await installed()],
  };
}
