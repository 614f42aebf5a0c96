import { decideTool } from '../../../src/domain/tools/requests.ts';
import { crossing } from '../forms.ts';
import { records } from '../records-directly.ts';
import { toolDecision } from '../tools.ts';
import type { Row } from './words.ts';
import { empty, hasLeft, leaves, noLink, noMember, noName, unticked } from './words.ts';

const refusesMeanwhile = () => records(crossing, decideTool, toolDecision({ outcome: 'refused' }), 'U0ITAI');

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
  'review-tool': [[{ Reason: ' ' }, { Reason: empty }]],
  'appoint-tool-reviewer': [
    [{ 'Tool reviewer': '@Gus Guest' }, { 'Tool reviewer': noMember('Gus Guest (sample)') }],
    [{ 'Tool reviewer': '@Elle External' }, { 'Tool reviewer': noMember('Elle External (sample)') }],
    [{ 'Tool reviewer': '@Billing Bot' }, { 'Tool reviewer': noMember('Billing Bot (sample)') }],
    [{ 'Tool reviewer': '@Itai IT' }, { 'Tool reviewer': hasLeft('Itai IT (sample)') }, leaves('Itai IT')],
  ],
  'change-data-rules': [],
};
