import { z } from 'zod';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Messages never include the given value, because it can be a secret. */
function validText(message: string, isValid: (value: string) => boolean) {
  return z.string({ error: 'is not set' }).refine(isValid, { error: message });
}

const variables = z.object({
  SLACK_BOT_TOKEN: validText('must be a bot token, which begins with xoxb-', (value) =>
    value.startsWith('xoxb-'),
  ),
  SLACK_APP_TOKEN: validText('must be an app-level token, which begins with xapp-', (value) =>
    value.startsWith('xapp-'),
  ).optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_API_URL: validText(
    'must be an https address (http only on this computer), such as https://slack.com/api/',
    isSafeAddress,
  ).default('https://slack.com/api/'),
  DATABASE_URL: validText('must begin with sqlite: (and a file) or postgres:// or postgresql://', (value) =>
    /^(sqlite:.|postgres(ql)?:\/\/.)/.test(value),
  ).default('sqlite:./data/crossing.db'),
  PORT: validText(
    'must be a whole number from 0 (any free port) to 65535',
    (value) => /^\d{1,5}$/.test(value) && Number(value) <= 65535,
  ).default('3000'),
  AUDIT_REQUESTS_PER_MINUTE: validText(
    'must be a whole number from 1 to 1000000',
    (value) => /^[1-9]\d{0,6}$/.test(value) && Number(value) <= 1_000_000,
  ).default('600'),
  PUBLIC_URL: validText(
    'must be a public https address without a path, such as https://crossing.example.com',
    isPublicAddress,
  ).optional(),
  MCP: z.enum(['on', 'off'], { error: 'must be on or off' }).default('off'),
  LANGUAGE_MODEL_URL: validText(
    'must be an https address (http only on this computer) without a password, such as https://models.example.com/v1',
    isModelAddress,
  ).optional(),
  LANGUAGE_MODEL_NAME: z.string().optional(),
  LANGUAGE_MODEL_KEY: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
});

/** The token is sent to this address in every call, so it must be encrypted unless it stays on this computer. */
function isSafeAddress(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return (
    protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.[\d.]+|\[::1\])$/.test(hostname))
  );
}

/** A link carries its token in the address, so it must be encrypted unless it stays on this computer. */
function isPublicAddress(value: string): boolean {
  if (!isSafeAddress(value)) return false;
  const { pathname, search, hash, username, password } = new URL(value);
  return pathname === '/' && `${search}${hash}${username}${password}` === '';
}

/** Questions are sent to this address, and the key with them. */
function isModelAddress(value: string): boolean {
  if (!isSafeAddress(value)) return false;
  const { search, hash, username, password } = new URL(value);
  return `${search}${hash}${username}${password}` === '';
}

/** How requests from Slack arrive: over a socket that the app opens, or as signed HTTP requests. */
export type Connection = { mode: 'socket'; appToken: string } | { mode: 'http'; signingSecret: string };

/** The MCP server, with which Slackbot and other assistants ask. */
export interface McpConfig {
  /** The address at which they reach the HTTP server, without `/` at the end. */
  publicUrl: string;
  /** Verifies requests of Slackbot; null when Slackbot cannot ask. */
  signingSecret: string | null;
}

/** The language model that chooses an entry when Crossing is not sure. */
export interface LanguageModelConfig {
  /** The address of an OpenAI-compatible server, without `/` at the end: `https://models.example.com/v1`. */
  url: string;
  /** The name of the model at this address. */
  name: string;
  /** Null for a server that needs none. */
  key: string | null;
}

export interface Config {
  botToken: string;
  connection: Connection;
  /** Ends with `/`. */
  slackApiUrl: string;
  /** `sqlite:<file>` or `postgres://...`. */
  databaseUrl: string;
  /** 0 means any free port. */
  port: number;
  /** The most requests with one audit token per minute. */
  auditRequestsPerMinute: number;
  /** The address at which people reach the HTTP server, without `/` at the end; null when they do not. */
  publicUrl: string | null;
  /** Null while the MCP server is off. */
  mcp: McpConfig | null;
  /** Null while no language model is used. */
  languageModel: LanguageModelConfig | null;
  logLevel: (typeof logLevels)[number];
}

export interface ConfigProblem {
  variable: string;
  /** Continues a sentence that begins with the name of the variable. Holds no value. */
  problem: string;
}

/**
 * Reads the configuration from environment variables and reports all problems at once. An empty or blank variable
 * counts as not set. With both an app token and a signing secret, Socket Mode is used.
 */
export function readConfig(
  env: Record<string, string | undefined> = process.env,
): { ok: true; config: Config } | { ok: false; problems: ConfigProblem[] } {
  const trimmed = Object.entries(env).map(([name, value]) => [name, value?.trim() || undefined]);
  const given: Record<string, string | undefined> = Object.fromEntries(trimmed);
  const read = variables.safeParse(given);
  const problems: ConfigProblem[] = (read.error?.issues ?? []).map((issue) => ({
    variable: String(issue.path[0]),
    problem: issue.message,
  }));
  const connection = readConnection(given.SLACK_APP_TOKEN, given.SLACK_SIGNING_SECRET);
  if (!connection) {
    problems.push({
      variable: 'SLACK_APP_TOKEN',
      problem: 'is not set: set it to use Socket Mode, or set SLACK_SIGNING_SECRET to be called over HTTP',
    });
  }
  if (given.MCP === 'on' && given.PUBLIC_URL === undefined)
    problems.push({
      variable: 'PUBLIC_URL',
      problem: 'is not set: assistants need this address when MCP is on',
    });
  if (given.LANGUAGE_MODEL_URL !== undefined && given.LANGUAGE_MODEL_NAME === undefined)
    problems.push({
      variable: 'LANGUAGE_MODEL_NAME',
      problem: 'is not set: set it to the name of the model at LANGUAGE_MODEL_URL',
    });
  if (!read.success || !connection || problems.length > 0) return { ok: false, problems };

  const { SLACK_BOT_TOKEN, SLACK_API_URL, DATABASE_URL, PORT, PUBLIC_URL, LOG_LEVEL } = read.data;
  const { AUDIT_REQUESTS_PER_MINUTE, MCP } = read.data;
  const {
    LANGUAGE_MODEL_URL: modelUrl,
    LANGUAGE_MODEL_NAME: modelName,
    LANGUAGE_MODEL_KEY: modelKey,
  } = read.data;
  const publicUrl = PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL).origin;
  const signingSecret = given.SLACK_SIGNING_SECRET ?? null;
  const config = {
    botToken: SLACK_BOT_TOKEN,
    connection,
    slackApiUrl: SLACK_API_URL.endsWith('/') ? SLACK_API_URL : `${SLACK_API_URL}/`,
    databaseUrl: DATABASE_URL,
    port: Number(PORT),
    auditRequestsPerMinute: Number(AUDIT_REQUESTS_PER_MINUTE),
    publicUrl,
    mcp: MCP === 'on' && publicUrl !== null ? { publicUrl, signingSecret } : null,
    languageModel:
      modelUrl === undefined || modelName === undefined
        ? null
        : { url: modelUrl.replace(/\/+$/, ''), name: modelName, key: modelKey ?? null },
    logLevel: LOG_LEVEL,
  };
  return { ok: true, config };
}

function readConnection(appToken: string | undefined, signingSecret: string | undefined): Connection | null {
  if (appToken) return { mode: 'socket', appToken };
  if (signingSecret) return { mode: 'http', signingSecret };
  return null;
}
