import type { ActResult, SamplePerson } from '../protocol.ts';
import type { Slack } from './slack.ts';

/** Somebody who acts, and the workspace that they act in. */
export interface Person extends SamplePerson {
  slack: Slack;
}

export const done: ActResult = { ok: true };

export function refuse(error: string): ActResult {
  return { ok: false, error };
}

/** A failure that Slack tells the person about. */
export function showError(person: Person, error: string): ActResult {
  person.slack.workspace.toast(person.id, error);
  return refuse(error);
}
