import type { ActResult, SamplePerson } from '../protocol.ts';
import type { Slack } from './slack.ts';

/** A person who acts, with their workspace. */
export interface Person extends SamplePerson {
  slack: Slack;
}

export const done: ActResult = { ok: true };

export function refuse(error: string): ActResult {
  return { ok: false, error };
}

/** Returns a failed result after showing the person the error. */
export function showError(person: Person, error: string): ActResult {
  person.slack.workspace.toast(person.id, error);
  return refuse(error);
}
