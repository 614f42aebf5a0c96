import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { addFollowUp } from '../../../src/domain/follow-ups/follow-ups.ts';
import { recordModelRetirement, recordModelVersion } from '../../../src/domain/model-versions/index.ts';
import {
  findKindTitle,
  helpKind,
  listDueNudges,
  listNudgeKinds,
} from '../../../src/domain/reminders/nudge-kinds.ts';
import { requestTool } from '../../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../../src/domain/tools/reviewer.ts';
import { editUseCase } from '../../../src/domain/use-cases/use-cases.ts';
import { formFor } from '../../../src/slack/subjects.ts';
import { completeEvidence, registration, Workspace } from '../../support/register.ts';
import { toolRequest } from '../../support/tools.ts';

const subjects = new URL('../../../src/domain/', import.meta.url);
const tests = new URL('../', import.meta.url);
const remindersIn = (folder: URL) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /-reminder(\.test)?\.ts$/.test(file),
  );

/** Every NudgeKind that a file exports, with its file. */
const exported = await Promise.all(
  remindersIn(subjects).map(async (file) => {
    const exports: Record<string, unknown> = await import(new URL(file, subjects).href);
    const kinds = Object.values(exports).filter(
      (value) => typeof (value as { due?: unknown })?.due === 'function',
    );
    return kinds.map((kind) => ({ file, kind }));
  }),
).then((found) => found.flat());

test('every file of a kind is in the list, and has a test of its own', () => {
  expect(exported.map(({ kind }) => kind)).toHaveLength(listNudgeKinds().length);
  expect(new Set(exported.map(({ kind }) => kind))).toEqual(new Set(listNudgeKinds()));
  for (const { file, kind } of exported) {
    expect(file.split('/').at(-1)).toBe(`${(kind as { key: string }).key}-reminder.ts`);
    expect(remindersIn(tests)).toContain(file.replace('.ts', '.test.ts'));
  }
});

test('keys and titles are each kind’s own', () => {
  const kinds = [...listNudgeKinds(), helpKind];
  expect(new Set(kinds.map(({ key }) => key)).size).toBe(kinds.length);
  expect(new Set(kinds.map(({ title }) => title)).size).toBe(kinds.length);
  expect(kinds.map(({ key }) => findKindTitle(key))).toEqual(kinds.map(({ title }) => title));
  expect(findKindTitle('of another time')).toBeNull();
});

/** Returns a company in which everything is due at once, on 31 March 2026. */
function everythingDue(): Workspace {
  const workspace = new Workspace('2025-12-15');
  workspace.do('lead', appointOperators, { people: ['operator'] });
  const [monitoring] = completeEvidence(40);
  const pilot = workspace.registers({ vendors: ['Acme'] });
  workspace.startsPilot(pilot, { decideBy: '2026-04-08', stack: null });
  if (monitoring) workspace.confirms(pilot, monitoring);
  const { whyNew: _, standing: __, ...description } = registration({ vendors: ['Acme'] });
  workspace.do('owner', editUseCase, { ...description, useCase: pilot, goLivePlannedOn: '2026-04-01' });
  const stale = workspace.registers({ name: 'Call notes', purpose: 'Sums up calls' });
  workspace.startsPilot(stale, { decideBy: '2026-02-01', stack: null });
  const rollout = { audience: 'volunteers', deployed: 5 } as const;
  workspace.registers({
    ...{ name: 'Invoice reader', purpose: 'Books bills', owner: 'seller', vendors: ['Acme'] },
    autonomy: 'execute',
    standing: { stage: 'production', liveOn: '2025-12-15', rollout },
  });
  workspace.do('lead', appointToolReviewer, { person: 'operator' });
  workspace.do('member', requestTool, toolRequest());
  const model = { model: 'GPT-5', version: '2025-11-01' };
  workspace.do('owner', recordModelVersion, {
    ...{ useCase: stale, ...model, from: '2025-12-01', source: 'typed' },
  });
  workspace.do('lead', recordModelRetirement, {
    ...{ retirement: null, ...model, endsOn: '2026-05-31', announcement: 'https://provider.example' },
  });
  workspace.on('2026-03-01').do('lead', waive, {
    ...{ useCase: pilot, subject: { kind: 'item', item: 'fallback' }, reason: 'For now' },
    until: '2026-04-02',
  });
  workspace.put('digests', 'C0PROGRAM', {
    ...{ channel: 'C0PROGRAM', weekday: 1, time: '09:00', timeZone: 'UTC', chosenBy: 'lead', chosenAt: 0 },
    stopped: { on: '2026-03-02', reason: 'the channel is archived' },
  });
  workspace.do('lead', addFollowUp, {
    ...{ origin: '2025-Q4', what: 'Add refund cases', owner: 'owner', dueOn: '2026-04-01' },
  });
  return workspace.commits('api-ownership').leaves('seller');
}
const { register } = everythingDue();
const concerns = listDueNudges(register, '2026-03-31');

test('every kind has something due in a company where everything is', () => {
  expect(new Set(concerns.map(({ kind }) => kind))).toEqual(new Set(listNudgeKinds().map(({ key }) => key)));
});

test('urgent reminders come first, then the kinds in their order', () => {
  const order = concerns.map(({ kind, urgent }) =>
    urgent ? -1 : listNudgeKinds().findIndex(({ key }) => key === kind),
  );
  expect(order).toEqual([...order].sort((a, b) => a - b));
});

test('facts are stated: nothing shames, commands or shouts, and why it matters is said in a few words', () => {
  const shaming =
    /\b(you|your|overdue|late|failed|fail|must|should|forgot|ignored|still not|again|please|asap)\b|[!?]{1}$/i;
  for (const { fact, why } of concerns) {
    expect(fact).not.toMatch(shaming);
    expect(fact).not.toMatch(/\.$|[*_<>`]|undefined|null|\d{4}-\d{2}/);
    expect(why).not.toMatch(/\b(you|overdue|must|failed|forgot)\b|!/i);
    expect(why.split(' ').length).toBeLessThan(12);
  }
});

test('each thing is asked of each person under a subject of its own, and its step opens a form', () => {
  const keys = concerns.map(({ kind, subject, person }) => `${kind} ${subject} ${person}`);
  expect(new Set(keys).size).toBe(keys.length);
  for (const { step, about } of concerns) {
    expect(formFor(step)).toBeDefined();
    expect(about.length).toBeGreaterThan(0);
  }
});
