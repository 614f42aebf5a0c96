import { type DestinationStream, type Logger, pino } from 'pino';

/** Matches tokens and secrets anywhere in a line: in a nested key, a header, the text of an error. */
const secrets =
  /xox[a-z]-[\w-]+|xapp-[\w-]+|xwfp-[\w-]+|crossing-(?:intake|audit)-[\w-]+|mcp_[\w-]{20,}|(?<="(?:authorization|x-slack-signature)":")[^"]+|(?<=postgres(?:ql)?:\/\/)[^@\s"]+(?=@)|https:\/\/hooks\.slack\.com\/[^\s"\\]+/gi;

/**
 * Creates a log of JSON lines, on standard output by default. It contains no text that people typed, and masks every
 * secret.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(1)): Logger {
  const streamWrite = (line: string) => line.replace(secrets, '[masked]');
  return pino(
    { level, base: null, serializers: { err: describeError }, hooks: { streamWrite } },
    destination,
  );
}

interface DescribedError {
  readonly type: string;
  readonly message?: string;
  readonly stack?: string;
  readonly cause?: DescribedError;
  readonly [fact: string]: unknown;
}

/** Facts about an error that never contain typed text: codes, names of columns, Slack's error words. */
const safeFacts = [
  ...['code', 'errno', 'syscall', 'statusCode', 'retryAfter'],
  ...['severity', 'table', 'column', 'constraint', 'routine'],
];
/** Safe messages of errors without a class or code of their own. */
const knownMessages =
  /^(Connection terminated|The database connection is not open|timeout exceeded|Query read timeout|Client has encountered|Cannot use a pool|DATABASE_URL |lost \d+ races)/;

/**
 * Describes an error without typed text. Its message is left out unless it is known to be safe, because messages quote
 * query parameters, JSON and refused values. The stack shows where it happened.
 */
function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error };
  const given = error as Error & Record<string, unknown>;
  const described: Record<string, unknown> = { type: error.constructor.name };
  for (const fact of safeFacts) {
    if (['string', 'number'].includes(typeof given[fact])) described[fact] = given[fact];
  }
  const { data, issues } = given as { data?: { error?: unknown }; issues?: unknown };
  if (typeof data?.error === 'string' && /^\w+$/.test(data.error)) described.slack = data.error;
  if (Array.isArray(issues)) described.issues = issues.map(({ code, path }) => ({ code, path }));
  if (isSafe(given)) described.message = error.message;
  const stack = framesOf(error);
  if (stack !== '') described.stack = stack;
  const cause = given.original ?? error.cause;
  if (cause instanceof Error) described.cause = describeError(cause);
  return described as DescribedError;
}

/**
 * Messages of the operating system and of SQLite contain no values. Messages of PostgreSQL do, unless it ends the
 * connection.
 */
const isSafe = (error: Error & Record<string, unknown>): boolean =>
  typeof error.syscall === 'string' ||
  error.constructor.name === 'SqliteError' ||
  error.severity === 'FATAL' ||
  knownMessages.test(error.message);

/** Returns the stack frames after the message; the message itself may contain lines that look like frames. */
function framesOf({ message, stack = '' }: Error): string {
  const begins = stack.indexOf(message);
  if (begins < 0) return '';
  const [, ...frames] = stack.slice(begins + message.length).split('\n');
  return frames.map((frame) => frame.trim()).join('\n');
}
