import { type Logger, LogLevel } from '@slack/bolt';
import type { Logger as Log } from 'pino';

/** Matches where a library's message starts to quote: payloads, addresses, other errors. */
const quoted = /[:;("'`<>{}[\]\n]/;

/** Creates a logger for Slack's libraries that drops quoted data; their `info` is our `debug`. */
export function createSlackLogger(log: Log): Logger {
  const line =
    (level: 'debug' | 'warn' | 'error') =>
    (...parts: unknown[]) => {
      if (!log.isLevelEnabled(level)) return;
      const error = parts.find((part) => part instanceof Error);
      const [line = ''] = parts.filter((part) => typeof part === 'string');
      const end = line.search(quoted);
      const sentence = end < 0 ? line : line.slice(0, end);
      log[level]({ from: 'slack', ...(error ? { err: error } : {}) }, sentence.trim());
    };
  return {
    debug: line('debug'),
    info: line('debug'),
    warn: line('warn'),
    error: line('error'),
    setLevel: () => undefined,
    getLevel: () => LogLevel.DEBUG,
    setName: () => undefined,
  };
}
