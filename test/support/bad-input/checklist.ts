import type { Row } from './words.ts';
import { empty, negative, noLink, noMember, noName, noNumber, unticked } from './words.ts';

/** Bad input in forms about evidence, agreements and waivers. */
export const badChecklistInput: Readonly<Record<string, readonly Row[]>> = {
  reconfirm: [[{ 'Still true': [] }, { 'Still true': unticked }]],
  'record-dpa': [
    [
      { 'Signed on': '2026-01-13' },
      { 'Signed on': 'An agreement counts from the day it is signed. Choose today or earlier.' },
    ],
    [{ 'Expires on': '2025-12-01' }, { 'Expires on': 'It must end after the day it was signed.' }],
    [{ 'Where it is kept': null }, { 'Where it is kept': unticked }],
    [{ 'Where it is kept': 'in the safe' }, { 'Where it is kept': noLink }],
    [{ 'Where it is kept': 'javascript:alert(1)' }, { 'Where it is kept': noLink }],
    [{ 'Where it is kept': 'contracts.example.com/openai' }, { 'Where it is kept': noLink }],
    ...['the-safe', 'safe/dpa', 'https:safe', 'https:///safe', 'https://'].map(
      (words): Row => [{ 'Where it is kept': words }, { 'Where it is kept': noLink }],
    ),
    [{ Vendor: ' ' }, { Vendor: empty }],
  ],
  'merge-vendors': [
    [
      { 'Vendor to merge': 'Mistral' },
      { 'Vendor to merge': 'No vendor is called "Mistral". Enter a name that is recorded.' },
    ],
    [
      { 'Merge it into': 'Zendesk' },
      { 'Merge it into': 'No vendor is called "Zendesk". Enter a name that is recorded.' },
    ],
    [
      { 'Merge it into': 'OpenAI Ireland' },
      { 'Merge it into': 'This is the same vendor. Enter the one that stays.' },
    ],
    [{ 'Merge it into': 'TBD' }, { 'Merge it into': noName('TBD') }],
  ],
  waive: [
    [{ Until: '2026-04-13' }, { Until: 'A waiver ends within 90 days: 12 April 2026 at the latest.' }],
    [{ Until: '2026-01-11' }, { Until: 'The end lies in the past.' }],
    [{ 'Why this is acceptable for now': ' ' }, { 'Why this is acceptable for now': empty }],
  ],
  'waive-drift': [
    [{ Until: '2026-04-13' }, { Until: 'A waiver ends within 90 days: 12 April 2026 at the latest.' }],
    [{ Until: '2026-01-11' }, { Until: 'The end lies in the past.' }],
  ],
  'confirm-item: monitoring': [
    [{ Dashboard: 'langsmith' }, { Dashboard: noLink }],
    [{ Dashboard: 'ftp://dash.example.com' }, { Dashboard: noLink }],
    [{ Dashboard: 'https://dash.example.com/a b' }, { Dashboard: noLink }],
    [{ Dashboard: '\u202ehttps://dash.example.com' }, { Dashboard: noLink }],
  ],
  'confirm-item: model-versions': [
    [
      { 'Running since': '2026-01-13' },
      { 'Running since': 'This lies in the future. Choose today or an earlier day.' },
    ],
    [{ Version: ' ' }, { Version: empty }],
  ],
  'confirm-item: incident-response': [
    [
      { 'Whom to call, in order': ['@Ana Operations', '@Elle External'] },
      { 'Whom to call, in order': noMember('elle') },
    ],
    [{ 'Hours to resolution': 0 }, { 'Hours to resolution': 'At least 0.25 hours (15 minutes).' }],
    [{ 'Hours to resolution': -4 }, { 'Hours to resolution': negative }],
    [{ 'Hours to resolution': 721 }, { 'Hours to resolution': 'At most 720 hours (30 days).' }],
    [
      { 'Hours to resolution': 'soon', Runbook: 'ask Ana' },
      { 'Hours to resolution': noNumber, Runbook: noLink },
    ],
  ],
  'confirm-item: training': [
    [
      { 'Users were told on': '2026-01-13' },
      { 'Users were told on': 'This lies in the future. Choose today or an earlier day.' },
    ],
    [{ 'People trained': 'all' }, { 'People trained': noNumber }],
  ],
  'confirm-item: cost-monitoring': [
    [
      { 'Owner of the monthly report': '@Billing Bot' },
      { 'Owner of the monthly report': noMember('billing') },
    ],
    [{ 'Monthly budget': 0 }, { 'Monthly budget': 'At least 1.' }],
    [
      { 'Monthly budget': '2,500' },
      { 'Monthly budget': 'This can be 2.5 or 2500. Write 2500, or give one or two decimals.' },
    ],
  ],
};
