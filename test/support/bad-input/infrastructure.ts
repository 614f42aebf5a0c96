import type { Row } from './words.ts';
import { empty, noLink, noMember, noName, unticked, wrongYear } from './words.ts';

const ofEveryDecision: readonly Row[] = [
  [
    { 'Decided on': '2026-01-13' },
    { 'Decided on': 'A decision cannot lie in the future. Choose today or an earlier day.' },
  ],
  [{ 'Decided by': '@Elle External' }, { 'Decided by': noMember('elle') }],
  [{ 'Decided on': '0026-01-12' }, { 'Decided on': wrongYear }],
  [{ Why: '  ' }, { Why: empty }],
  [{ 'Link to the decision record': 'see the wiki' }, { 'Link to the decision record': noLink }],
];

/** Bad input in forms about decisions of the infrastructure. */
export const badInfrastructureInput: Readonly<Record<string, readonly Row[]>> = {
  'propose-decision': [
    [
      { 'What you propose': 'GUARDRAILS ai' },
      { 'What you propose': 'Already proposed as D-1. Propose something else.' },
    ],
    [{ Link: 'wiki' }, { Link: noLink }],
    [{ Why: ' ' }, { Why: empty }],
  ],
  'open-evaluation': [
    [{ Tools: ' \n ' }, { Tools: 'Please enter at least one name.' }],
    [{ Tools: 'tbd, ?' }, { Tools: 'Please enter at least one name.' }],
    [
      { Tools: Array.from({ length: 21 }, (_, tool) => `Tool ${tool}`).join('\n') },
      { Tools: 'At most 20 tools in one evaluation.' },
    ],
    [{ Tools: 'x'.repeat(151) }, { Tools: 'At most 150 characters a tool; one has 151.' }],
    [{ 'Decide by': '2026-01-11' }, { 'Decide by': 'The day to decide by must lie ahead.' }],
    [{ 'Decide by': '2027-01-13' }, { 'Decide by': 'Decide within a year.' }],
  ],
  'close-evaluation': [
    [{ 'What was decided, and what was learned': ' ' }, { 'What was decided, and what was learned': empty }],
  ],
  'commit-decision: model-provider': [
    ...ofEveryDecision,
    [{ 'What was chosen': '  ' }, { 'What was chosen': empty }],
    [{ 'What was chosen': 'TBD' }, { 'What was chosen': noName('TBD') }],
  ],
  'commit-decision: vector-database': [
    ...ofEveryDecision,
    [{ 'What was chosen': null }, { 'What was chosen': 'Name what was chosen.' }],
  ],
  'commit-decision: guardrails': [
    ...ofEveryDecision,
    [
      { 'Before the model call': ' ', 'After the model call': ' ' },
      { 'Before the model call': empty, 'After the model call': empty },
    ],
  ],
  'commit-decision: observability': [
    ...ofEveryDecision,
    [{ 'What is measured': [] }, { 'What is measured': unticked }],
  ],
  'commit-decision: api-ownership': [
    ...ofEveryDecision,
    [{ 'Owner of the service account': '@Gus Guest' }, { 'Owner of the service account': noMember('gus') }],
    [{ 'Keys are rotated every … days': 0 }, { 'Keys are rotated every … days': 'At least 1.' }],
    [{ 'Keys are rotated every … days': 731 }, { 'Keys are rotated every … days': 'At most 730.' }],
    [{ 'Last rotated on': '2026-01-13' }, { 'Last rotated on': 'Choose today or an earlier day.' }],
  ],
};
