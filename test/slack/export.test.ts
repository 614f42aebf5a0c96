import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Charter } from '../../src/domain/register.ts';
import { createExportRows } from '../../src/domain/use-cases/export-rows.ts';
import { planImport } from '../../src/domain/use-cases/import.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import { type InitialStage, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { readTables, writeRows } from '../../src/slack/kit/csv.ts';
import { registration, Workspace } from '../support/register.ts';

const csvOf = ({ register }: Workspace) => writeRows(createExportRows(register).rows).join('\r\n');

/** Imports a text into an empty workspace. */
function importText(text: string) {
  const empty = new Workspace('2026-02-02');
  const act = empty.act('member');
  const directory = new Map(
    [...act.people].map(([id, person]) => [id, { ...person, kind: 'member' as const, names: [person.name] }]),
  );
  const { lines, problem } = readTables([text]);
  const plan = planImport(empty.register, lines, act, { directory });
  const useCases = plan.drafts.filter(({ entity }) => entity === 'useCases').map(({ after }) => after);
  const vendors = plan.drafts.filter(({ entity }) => entity === 'vendors').map(({ after }) => after);
  return { useCases, vendors, refused: plan.refused, problem };
}

const nasty = fc
  .string({ unit: fc.constantFrom(...'ab=+-@\'",;\t\r\n\u00e9\u4e16 |'), minLength: 1, maxLength: 14 })
  .map((text) => text.trim());
const onOneLine = nasty.map((text) => text.replace(/\s+/g, ' '));
const standing: fc.Arbitrary<InitialStage> = fc.oneof(
  fc.constant({ stage: 'proposed' as const }),
  fc
    .array(
      nasty.filter((text) => text !== ''),
      { minLength: 1, maxLength: 3 },
    )
    .map((criteria) => ({
      stage: 'pilot' as const,
      charter: { startedOn: '2026-01-12', decideBy: '2026-03-13', volunteers: 5, criteria },
    })),
  fc.constant({
    stage: 'production' as const,
    liveOn: '2025-12-01',
    rollout: { audience: 'everyone' as const, deployed: 40 },
  }),
);
const useCase = fc.record({
  name: onOneLine,
  purpose: nasty.map((text) => `Does ${text} `.trim()),
  team: onOneLine.map((text) => `Team ${text}`.trim()),
  vendors: fc.array(
    onOneLine.map((text) => `${text}x`),
    { maxLength: 3 },
  ),
  data: fc.subarray(['company-confidential', 'personal'] as const),
  otherVendors: fc.constantFrom('none' as const, 'unknown' as const, null),
  standing,
});

test('a register that was exported is imported as it was', () => {
  fc.assert(
    fc.property(fc.array(useCase, { maxLength: 6 }), (given) => {
      const workspace = new Workspace('2026-02-02');
      for (const [index, fields] of given.entries())
        workspace.attempt(
          'member',
          registerUseCase,
          registration({
            ...fields,
            data: [...fields.data],
            name: `${fields.name} ${index}`,
            whyNew: `=new ${index}`,
          }),
        );
      const { useCases, vendors, refused } = importText(csvOf(workspace));
      expect(refused).toEqual([]);
      expect(useCases).toEqual([...workspace.register.useCases.values()]);
      expect(vendors).toEqual([...workspace.register.vendors.values()]);
    }),
    { numRuns: 150 },
  );
});

test('cells that a spreadsheet would take for formulas are guarded', () => {
  const workspace = new Workspace('2026-02-02');
  workspace.do(
    'member',
    registerUseCase,
    registration({ name: '=HYPERLINK("x")', team: '@SUM(A1)', purpose: '+1' }),
  );
  const [, row] = csvOf(workspace).split('\r\n');
  expect(row).toContain('"\'=HYPERLINK(""x"")",\'+1,\'@SUM(A1),owner,40,');
  expect(importText(csvOf(workspace)).useCases).toMatchObject([
    { name: '=HYPERLINK("x")', team: '@SUM(A1)' },
  ]);
});

test('a pilot and its criteria are kept whole', () => {
  const criteria = ['NPS +5 points and 2+ hours saved', '30% faster; or cheaper', 'a "good" month'];
  const charter = { startedOn: '2026-01-12', decideBy: '2026-03-13', volunteers: 5, criteria };
  const workspace = new Workspace('2026-02-02');
  workspace.do('member', registerUseCase, registration({ standing: { stage: 'pilot', charter } }));
  const [useCaseAgain] = importText(csvOf(workspace)).useCases as { life: { charter: Charter } }[];
  expect(useCaseAgain?.life.charter.criteria).toEqual(criteria);
});

test('stopped use cases are counted, but not exported', () => {
  const workspace = new Workspace('2026-02-02');
  workspace.do('member', registerUseCase, registration());
  workspace.do('owner', stopUseCase, { useCase: 'UC-1', reason: 'No use' });
  expect(createExportRows(workspace.register)).toMatchObject({
    rows: [expect.arrayContaining(['name'])],
    ended: 1,
  });
});
