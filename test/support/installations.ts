import { createLog } from '../../src/log.ts';
import { connectInstallation, type Installation, type Installations } from '../../src/slack/installations.ts';

interface Credentials {
  readonly botToken: string;
  readonly slackApiUrl: string;
}

/** Returns one installation that serves every tenant, for tests with several workspaces in one local workspace. */
export function everyTenant(
  credentials: Credentials,
  log = createLog('silent'),
  timeout?: number,
): Installations {
  let found: Promise<Installation> | null = null;
  const one = () => {
    found ??= connectInstallation(credentials, log, timeout).catch((error) => {
      found = null;
      throw error;
    });
    return found;
  };
  return { for: one, all: async () => [await one()] };
}
