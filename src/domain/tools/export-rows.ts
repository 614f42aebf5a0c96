import type { Register } from '../register.ts';
import { type ImportedTool, type ToolColumn, toolColumns } from './import-columns.ts';
import { findToolStanding, listKnownTools, type ToolStanding } from './standing.ts';

/** A tool with its current state, as cells of the import columns. */
export type ToolCells = Readonly<Record<ToolColumn, string>>;

/** Returns a decision as cells. */
export const createToolCells = (input: ImportedTool): ToolCells => ({
  ...{ tool: input.tool, vendor: input.vendor, kind: input.kind, state: input.state },
  ...{ data: input.data.join('; '), conditions: input.conditions, reason: input.reason },
  ...{ 'decided on': input.decidedOn, 'decided by': input.decidedBy },
  ...{ 'next review': input.nextReviewOn ?? '', 'why against rules': input.despiteRules ?? '' },
});

/** Returns a recorded tool as cells. */
export function findToolCells(register: Register, standing: ToolStanding): ToolCells {
  if (standing.state === 'approved' || standing.state === 'withdrawn') {
    const { tool } = standing;
    const { name, approvedOn, approvedBy, withdrawn, nextReviewOn } = tool;
    const decision = register.toolRequests.get(tool.request)?.decision;
    const decided = withdrawn ?? { on: approvedOn, by: approvedBy, reason: decision?.reason ?? '' };
    return createToolCells({
      ...{ ...tool, tool: name, state: standing.state, reason: decided.reason },
      ...{ decidedOn: decided.on, decidedBy: decided.by, despiteRules: decision?.despiteRules ?? null },
      nextReviewOn: withdrawn === null ? nextReviewOn : null,
    });
  }
  const { request } = standing;
  const { on = '', by = '', reason = '' } = request.decision ?? {};
  const decided = { conditions: '', decidedOn: on, decidedBy: by, reason, nextReviewOn: null };
  return {
    ...createToolCells({ ...request, ...decided, state: 'refused', despiteRules: null }),
    state: standing.state,
  };
}

/** The column with the key of the request, which an import does not read. */
const requestColumn = 'request';
/** The columns before it. */
const columnsBefore = 6;

/** Returns every tool that was ever asked for as a table with a header row, by name, with its current state. */
export function createToolRows(register: Register): readonly (readonly string[])[] {
  const found = new Map(
    [...listKnownTools(register)]
      .sort((a, b) => a.localeCompare(b, 'en'))
      .flatMap((name) => {
        const standing = findToolStanding(register, name);
        return standing ? [[findToolCells(register, standing).tool, standing] as const] : [];
      }),
  );
  const columns = toolColumns.map(({ name }) => name);
  const withRequest = (cells: readonly string[], request: string) => [
    ...cells.slice(0, columnsBefore),
    request,
    ...cells.slice(columnsBefore),
  ];
  return [
    withRequest(columns, requestColumn),
    ...[...found.values()].map((standing) => {
      const cells = findToolCells(register, standing);
      const key = 'tool' in standing ? standing.tool.request : standing.request.key;
      return withRequest(
        columns.map((column) => cells[column]),
        key,
      );
    }),
  ];
}
