import type { RespondArguments } from '@slack/bolt';

export type Answer = string | RespondArguments;

/** The timeout of an answer, in milliseconds. */
const responseTimeout = 10_000;

/** Answers an interaction through its response URL, which is valid for half an hour. @throws when Slack refuses it */
export async function respond(responseUrl: string, answer: Answer): Promise<void> {
  const { ok, status } = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(typeof answer === 'string' ? { text: answer } : answer),
    signal: AbortSignal.timeout(responseTimeout),
  });
  if (!ok) throw new Error(`the response URL answered with status ${status}`);
}
