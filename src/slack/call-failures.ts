import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import type { SendFailure, SendRefusal } from '../operations/sender.ts';

/** The wait after Slack was unreachable, in milliseconds. */
export const unreachableDelay = 15_000;
/** The wait when Slack is busy without a `Retry-After`, in milliseconds. */
const busyDelay = 30_000;

type RefusalCause = SendRefusal['because'];

/** Slack's error codes by cause; an unlisted code is about the message. */
const refusals: readonly (readonly [RefusalCause, readonly string[]])[] = [
  ['person', ['user_not_found', 'user_disabled']],
  [
    'channel',
    [
      ...['channel_not_found', 'is_archived', 'not_in_channel', 'channel_type_not_supported'],
      ...[
        'restricted_action',
        'restricted_action_read_only_channel',
        'restricted_action_thread_only_channel',
      ],
      'restricted_action_non_threadable_channel',
    ],
  ],
  [
    'workspace',
    [
      ...['access_denied', 'account_inactive', 'enterprise_is_restricted', 'invalid_auth', 'missing_scope'],
      ...['no_permission', 'not_allowed_token_type', 'not_authed', 'org_login_required'],
      ...['team_access_not_granted', 'token_expired', 'token_revoked', 'two_factor_setup_required'],
    ],
  ],
];
const becauseOf = new Map(refusals.flatMap(([because, words]) => words.map((word) => [word, because])));

/** Errors after which it is unknown whether the call took effect. */
const doubtfulErrors = new Set([
  ...['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable', 'team_added_to_org'],
  ...['duplicate_channel_not_found', 'duplicate_message_not_found'],
]);
const limitErrors = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded']);

/** Errors before anything was sent. */
const connectionErrors = new Set([
  ...['EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'],
]);

/** Returns Slack's error word; null without one. */
export const slackErrorOf = (error: unknown): string | null =>
  error instanceof WebAPIPlatformError ? error.data.error : null;

/** Classifies a failed call. An unknown error is in doubt. */
export function classifyError(error: unknown): SendFailure {
  if (error instanceof WebAPIRateLimitedError) {
    return { outcome: 'later', wait: error.retryAfter * 1000, busy: true };
  }
  const word = slackErrorOf(error);
  if (word !== null) {
    if (limitErrors.has(word)) return { outcome: 'later', wait: busyDelay, busy: true };
    if (doubtfulErrors.has(word)) return { outcome: 'doubt', reason: word };
    return { outcome: 'refused', because: becauseOf.get(word) ?? 'message', reason: word };
  }
  const turnedAway = error instanceof WebAPIHTTPError && error.statusCode < 500 && error.statusCode !== 408;
  if (turnedAway || (error instanceof WebAPIRequestError && connectionErrors.has(codeOf(error.original)))) {
    return { outcome: 'later', wait: unreachableDelay, busy: false };
  }
  return { outcome: 'doubt', reason: error instanceof Error ? error.constructor.name : typeof error };
}

const codeOf = ({ cause }: Error): string => String((cause as { code?: unknown } | undefined)?.code ?? '');
