import type { Step } from '../domain/schema.ts';
import { absences } from './absences/manifest.ts';
import { adoption } from './adoption/manifest.ts';
import { aiOperations } from './ai-operations/manifest.ts';
import { assistant } from './assistant/manifest.ts';
import { auditTrail } from './audit-trail/manifest.ts';
import { checklist } from './checklist/manifest.ts';
import { costs } from './costs/manifest.ts';
import { digest } from './digest/manifest.ts';
import { evidencePack } from './evidence-pack/manifest.ts';
import { followUps } from './follow-ups/manifest.ts';
import { home } from './home/manifest.ts';
import { incidents } from './incidents/manifest.ts';
import { infrastructure } from './infrastructure/manifest.ts';
import type { Click } from './kit/click.ts';
import type { Form } from './kit/form.ts';
import type { Page } from './kit/page.ts';
import { addExamples } from './kit/question.ts';
import type { Shortcut } from './kit/shortcut.ts';
import type { SlackSubject } from './kit/subject.ts';
import { log } from './log/manifest.ts';
import { mcp } from './mcp/manifest.ts';
import { modelVersions } from './model-versions/manifest.ts';
import { notices } from './notices/manifest.ts';
import { people } from './people/manifest.ts';
import { purgatory } from './purgatory/manifest.ts';
import { readiness } from './readiness/manifest.ts';
import { reminders } from './reminders/manifest.ts';
import { reviews } from './reviews/manifest.ts';
import { roi } from './roi/manifest.ts';
import { settings } from './settings/manifest.ts';
import { suspensions } from './suspensions/manifest.ts';
import { tools } from './tools/manifest.ts';
import { useCases } from './use-cases/manifest.ts';
import { vendors } from './vendors/manifest.ts';

/** Every subject in Slack, in the order of the help. */
export const subjects: readonly SlackSubject[] = [
  readiness,
  purgatory,
  digest,
  log,
  evidencePack,
  useCases,
  checklist,
  modelVersions,
  adoption,
  roi,
  suspensions,
  incidents,
  auditTrail,
  costs,
  infrastructure,
  vendors,
  tools,
  reviews,
  followUps,
  people,
  aiOperations,
  absences,
  settings,
  reminders,
  mcp,
  notices,
  assistant,
  home,
];

export const pages = subjects.flatMap(({ pages = [] }) => pages);
export const forms = subjects.flatMap(({ forms = [] }) => forms);
const clicks = subjects.flatMap(({ clicks = [] }) => clicks);
export const subcommands = subjects.flatMap(({ commands = [] }) => commands);
export const entries = subjects.flatMap(({ entries = [], examples = {} }) =>
  entries.map((entry) => addExamples(entry, examples[entry.key])),
);
export const shortcuts = subjects.flatMap(({ shortcuts = [] }) => shortcuts);

/** Every kind of message that Crossing sends by itself. Messages of other kinds are left alone. */
export const messageKinds = subjects.flatMap(({ messages = [] }) => messages);

/** Every kind of file that Crossing sends. */
export const fileKinds = subjects.flatMap(({ files = [] }) => files);

/** Returns a page. @throws RangeError when there is none of this key */
export function pageFor(key: string): Page {
  const found = pages.find((page) => page.key === key);
  if (!found) throw new RangeError(`no page ${key}`);
  return found;
}

/** Returns the form of a step; null for a step without one. */
export const findForm = (step: Step): Form | null => forms.find((form) => form.takes(step)) ?? null;

/** Returns the form of a step. @throws RangeError for a step without one */
export function formFor(step: Step): Form {
  const found = findForm(step);
  if (!found) throw new RangeError(`no form for ${step.do}`);
  return found;
}

/** Returns a shortcut; undefined for one that an older version of the app had. */
export const shortcutFor = (callbackId: string): Shortcut | undefined =>
  shortcuts.find((one) => one.callbackId === callbackId);

/** Returns a click; undefined for other actions, which `block-actions.ts` handles. */
export const findClick = (key: string): Click | undefined => clicks.find((one) => one.key === key);
