import type { Member } from '../../src/operations/act.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import type { Answer, FilledForm, Slots } from '../../src/slack/kit/question.ts';
import { entries, findForm } from '../../src/slack/subjects.ts';
import type { CastMember, Workspace } from './register.ts';

const neverLoaded = async (): Promise<never> => {
  throw new Error('this answer needs a query that the test does not provide');
};

/** Returns the workspace as one of its people sees it now. */
export function contextOf(
  company: Workspace,
  who: CastMember = 'member',
  queries: Partial<PageContext> = {},
): PageContext {
  const { at, today, actor } = company.act(who);
  const { register } = company;
  const assessment = company.assess(today);
  const member: Member = { ...company.person(who), admin: actor.admin };
  return {
    ...{ register, at, today, actor: member, assessment, findForm, commands: [] },
    readiness: { register, today, assessment, lost: null },
    ...{ loadAsOf: neverLoaded, loadLog: neverLoaded, loadAudit: neverLoaded, loadWeek: neverLoaded },
    ...{ loadOpenNudges: neverLoaded, loadNudgeReport: neverLoaded },
    ...queries,
  };
}

const findEntry = (key: string) => entries.find((one) => one.key === key);

/** Answers a question of the manifests. */
export async function answer(
  key: string,
  context: PageContext,
  slots: Partial<Slots> = {},
  said?: string,
): Promise<Answer> {
  const entry = findEntry(key);
  if (entry?.kind !== 'question') throw new Error(`no question ${key}`);
  return entry.answer(context, slots, said);
}

/** Returns the text of an answer of the manifests. */
export const say = async (
  key: string,
  company: Workspace,
  slots: Partial<Slots> = {},
  who: CastMember = 'member',
): Promise<string> => (await answer(key, contextOf(company, who), slots)).text;

/** Returns the form that a request opens. */
export function open(
  key: string,
  context: PageContext,
  slots: Partial<Slots> = {},
  said?: string,
): FilledForm {
  const entry = findEntry(key);
  if (entry?.kind !== 'request') throw new Error(`no request ${key}`);
  return entry.open(context, slots, said);
}

/** Returns the initial values that the form of a request shows, by field. */
export function readInitial(
  key: string,
  context: PageContext,
  slots: Partial<Slots> = {},
): Readonly<Record<string, unknown>> {
  const { step, prefilled = {} } = open(key, context, slots);
  const form = findForm(step);
  if (form === null) throw new Error(`no form for ${step.do}`);
  return Object.fromEntries(
    form.view(step, context, prefilled).blocks.flatMap((block) => {
      if (!('element' in block) || block.block_id === undefined) return [];
      const [, value] = Object.entries(block.element).find(([name]) => name.startsWith('initial_')) ?? [];
      const option = value as { readonly value?: string } | undefined;
      return value === undefined ? [] : [[block.block_id, option?.value ?? value] as const];
    }),
  );
}
