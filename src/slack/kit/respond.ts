import type { RespondArguments } from '@slack/bolt';

export type Answer = string | RespondArguments;

/** How long Slack may take over an answer, in milliseconds. */
const responseTimeout = 10_000;

/** Answers an interaction after its acknowledgement, for up to half an hour. @throws when Slack does not take it. */
export async function respond(responseUrl: string, answer: Answer): Promise<void> {
  const { ok, status } = await fetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(typeof answer === 'string' ? { text: answer } : answer),
    signal: AbortSignal.timeout(responseTimeout),
  });
  if (!ok) throw new Error(`Slack answered ${status} to a late answer`);
}
