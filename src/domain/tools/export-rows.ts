import type { Day, Register, UserId } from '../register.ts';
import { findToolStanding, listKnownTools } from './standing.ts';

/** A decision about a tool as it is exported. */
interface Decided {
  readonly on: Day | '';
  readonly by: UserId | '';
  readonly reason: string;
}

const undecided: Decided = { on: '', by: '', reason: '' };

/** Returns every tool that was ever asked for as a table with a header row, by name, with its current state. */
export function createToolRows(register: Register): readonly (readonly string[])[] {
  const found = new Map(
    [...listKnownTools(register)]
      .sort((a, b) => a.localeCompare(b, 'en'))
      .flatMap((name) => {
        const standing = findToolStanding(register, name);
        const shown = standing && ('tool' in standing ? standing.tool.name : standing.request.tool);
        return standing === null || shown === null ? [] : [[shown, standing] as const];
      }),
  );
  return [
    [
      ...['tool', 'vendor', 'kind', 'state', 'data', 'conditions', 'request', 'decided on', 'decided by'],
      ...['reason', 'next review'],
    ],
    ...[...found].map(([name, standing]) => {
      if (standing.state === 'approved' || standing.state === 'withdrawn') {
        const { tool } = standing;
        const { vendor, kind, data, conditions, request, approvedOn, approvedBy, withdrawn } = tool;
        const reason = register.toolRequests.get(request)?.decision?.reason ?? '';
        const decided: Decided = withdrawn ?? { on: approvedOn, by: approvedBy, reason };
        const next = withdrawn === null ? tool.nextReviewOn : '';
        return [
          ...[name, vendor, kind, standing.state, data.join('; '), conditions, request],
          ...[decided.on, decided.by, decided.reason, next],
        ];
      }
      const { key, vendor, kind, data, decision } = standing.request;
      const { on, by, reason } = decision ?? undecided;
      return [name, vendor, kind, standing.state, data.join('; '), '', key, on, by, reason, ''];
    }),
  ];
}
