import type { Row } from './words.ts';
import { empty, noLink, noMember, noName, unticked, wrongYear } from './words.ts';

const ofEveryDecision: readonly Row[] = [
  [
    { 'Decided on': '2026-01-13' },
    { 'Decided on': 'This day is in the future. Choose today or an earlier day.' },
  ],
  [{ 'Decided by': '@Elle External' }, { 'Decided by': noMember('Elle External (sample)') }],
  [{ 'Decided on': '0026-01-12' }, { 'Decided on': wrongYear }],
  [{ Why: '  ' }, { Why: empty }],
  [{ 'Link to the decision record': 'see the wiki' }, { 'Link to the decision record': noLink }],
];

/** Bad input in forms about decisions of the infrastructure. */
export const badInfrastructureInput: Readonly<Record<string, readonly Row[]>> = {
  'propose-decision': [
    [{ Proposal: 'GUARDRAILS ai' }, { Proposal: 'Already proposed as D-1. Propose something else.' }],
    [{ Link: 'wiki' }, { Link: noLink }],
    [{ Why: ' ' }, { Why: empty }],
  ],
  'record-rotation': [
    [
      { 'Rotated on': '2026-01-13' },
      { 'Rotated on': 'This day is in the future. Choose today or an earlier day.' },
    ],
    [
      { 'Rotated on': '2025-09-30' },
      { 'Rotated on': 'A rotation on 1 October 2025 is already recorded. Choose a later day.' },
    ],
    [{ 'Rotated on': null }, { 'Rotated on': unticked }],
  ],
  'open-evaluation': [
    [{ Tools: ' \n ' }, { Tools: 'Enter at least one name.' }],
    [{ Tools: 'tbd, ?' }, { Tools: 'Enter at least one name.' }],
    [
      { Tools: Array.from({ length: 21 }, (_, tool) => `Tool ${tool}`).join('\n') },
      { Tools: 'Enter at most 20 tools.' },
    ],
    [{ Tools: 'x'.repeat(151) }, { Tools: 'One tool name has 151 characters. Enter at most 150.' }],
    [{ 'Decide by': '2026-01-11' }, { 'Decide by': 'Choose a day in the future.' }],
    [{ 'Decide by': '2027-01-13' }, { 'Decide by': 'Choose a day within a year.' }],
  ],
  'close-evaluation': [[{ 'Decision and lessons learned': ' ' }, { 'Decision and lessons learned': empty }]],
  'commit-decision: model-provider': [
    ...ofEveryDecision,
    [{ Choice: '  ' }, { Choice: empty }],
    [{ Choice: 'TBD' }, { Choice: noName('TBD') }],
  ],
  'commit-decision: vector-database': [
    ...ofEveryDecision,
    [{ Choice: null }, { Choice: 'Enter what was chosen.' }],
  ],
  'commit-decision: guardrails': [
    ...ofEveryDecision,
    [
      { 'Before the model call': ' ', 'After the model call': ' ' },
      { 'Before the model call': empty, 'After the model call': empty },
    ],
  ],
  'commit-decision: observability': [...ofEveryDecision, [{ Measures: [] }, { Measures: unticked }]],
  'commit-decision: api-ownership': [
    ...ofEveryDecision,
    [
      { 'Owner of the service account': '@Gus Guest' },
      { 'Owner of the service account': noMember('Gus Guest (sample)') },
    ],
    [{ 'Days between key rotations': 0 }, { 'Days between key rotations': 'Enter at least 1.' }],
    [{ 'Days between key rotations': 731 }, { 'Days between key rotations': 'Enter at most 730.' }],
    [{ 'Last rotated on': '2026-01-13' }, { 'Last rotated on': 'Choose today or an earlier day.' }],
  ],
};
