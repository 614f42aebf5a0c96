import { decideTool } from '../../../src/domain/tools/requests.ts';
import { crossing } from '../forms.ts';
import { records } from '../records-directly.ts';
import { toolDecision } from '../tools.ts';
import type { Row } from './words.ts';
import { empty, hasLeft, leaves, noLink, noMember, noName, unticked } from './words.ts';

const refusesMeanwhile = () => records(crossing, decideTool, toolDecision({ outcome: 'refused' }), 'U0ITAI');

const table = (...rows: readonly string[]) => ({
  Table: ['tool,kind,state,decided on,reason,data', ...rows].join('\n'),
});
/** The row of a refused table, without the tick that only a preview has. */
const noRow = (problem: string) => ({ Table: `No row can be recorded. row 2: ${problem}` });
const notTicked = { 'Tick to record': null };

/** Bad input in forms about AI tools. */
export const badToolInput: Readonly<Record<string, readonly Row[]>> = {
  'request-tool': [
    [{ Tool: ' ' }, { Tool: empty }],
    [{ Tool: 'tbd' }, { Tool: noName('tbd') }],
    [{ Tool: 'n/a' }, { Tool: noName('n/a') }],
    [{ 'Kind of tool': null }, { 'Kind of tool': unticked }],
    [{ Purpose: '   ' }, { Purpose: empty }],
    [{ 'Data it will see': [] }, { 'Data it will see': unticked }],
    [
      { 'Data it will see': ['Neither personal nor confidential', 'Personal data'] },
      { 'Data it will see': 'Choose "neither" alone, or only the data it sees.' },
    ],
    [{ Link: 'notion.com' }, { Link: noLink }],
    [{ Link: 'javascript:alert(1)' }, { Link: noLink }],
  ],
  'decide-tool': [
    [{ Reason: ' ' }, { Reason: empty }],
    [{ Conditions: ' ' }, { Conditions: empty }],
    [
      { 'Data it may see': ['Neither personal nor confidential', 'Personal data'] },
      { 'Data it may see': 'Choose "neither" alone, or only the data it sees.' },
    ],
    [{}, 'T-1 was decided on 12 January 2026: refused.', refusesMeanwhile],
  ],
  'import-tools': [
    [{ Table: ' ', ...notTicked }, { Table: 'Paste a table, or choose a file.' }],
    [
      { Table: 'tool,kind,state\nDraftDesk,built-in,refused', ...notTicked },
      { Table: 'The table has no column "decided on", "reason". Add it, and submit again.' },
    ],
    [{ ...table(), ...notTicked }, { Table: 'There is no row below the column names. Add at least one.' }],
    [
      { ...table('DraftDesk,built-in,maybe,2025-11-03,Fits,none'), ...notTicked },
      noRow('state: enter one of approved, refused, withdrawn, not "maybe".'),
    ],
    [
      { ...table('DraftDesk,built-in,approved,2027-01-01,Fits,none'), ...notTicked },
      noRow('decided on: this day is in the future. Enter today or an earlier day.'),
    ],
    [
      { ...table('DraftDesk,built-in,approved,2025-11-03,Fits,personal'), ...notTicked },
      noRow('why against rules: the data rules do not allow this. Say why it is approved all the same.'),
    ],
    [
      { ...table('DraftDesk,built-in,approved,2025-11-03,Fits,none', 'x'.repeat(3000)), ...notTicked },
      { Table: 'This must be no longer than 3000 characters.' },
    ],
    [
      { 'Tick to record': [] },
      {
        'Tick to record':
          'Nothing is recorded yet. Tick this, or change something and submit to see the preview again.',
      },
    ],
  ],
  'review-tool': [[{ Reason: ' ' }, { Reason: empty }]],
  'appoint-tool-reviewer': [
    [{ 'Tool reviewer': '@Gus Guest' }, { 'Tool reviewer': noMember('Gus Guest (sample)') }],
    [{ 'Tool reviewer': '@Elle External' }, { 'Tool reviewer': noMember('Elle External (sample)') }],
    [{ 'Tool reviewer': '@Billing Bot' }, { 'Tool reviewer': noMember('Billing Bot (sample)') }],
    [{ 'Tool reviewer': '@Itai IT' }, { 'Tool reviewer': hasLeft('Itai IT (sample)') }, leaves('Itai IT')],
  ],
  'change-data-rules': [],
};
