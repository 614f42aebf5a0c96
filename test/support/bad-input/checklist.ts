import type { Row } from './words.ts';
import { empty, negative, noLink, noMember, noName, noNumber, unticked } from './words.ts';

/** Bad input in forms about evidence, agreements and waivers. */
export const badChecklistInput: Readonly<Record<string, readonly Row[]>> = {
  reconfirm: [[{ 'Still true': [] }, { 'Still true': unticked }]],
  'record-dpa': [
    [
      { 'Signed on': '2026-01-13' },
      { 'Signed on': 'This day is in the future. Choose today or an earlier day.' },
    ],
    [{ 'Expires on': '2025-12-01' }, { 'Expires on': 'Choose a day after the day it was signed.' }],
    [{ Link: null }, { Link: unticked }],
    [{ Link: 'in the safe' }, { Link: noLink }],
    [{ Link: 'javascript:alert(1)' }, { Link: noLink }],
    [{ Link: 'contracts.example.com/openai' }, { Link: noLink }],
    ...['the-safe', 'safe/dpa', 'https:safe', 'https:///safe', 'https://'].map(
      (words): Row => [{ Link: words }, { Link: noLink }],
    ),
    [{ Vendor: ' ' }, { Vendor: empty }],
  ],
  'merge-vendors': [
    [
      { 'Vendor to merge': 'Mistral' },
      { 'Vendor to merge': 'No vendor is called "Mistral". Enter the name of a recorded vendor.' },
    ],
    [
      { 'Merge into': 'Zendesk' },
      { 'Merge into': 'No vendor is called "Zendesk". Enter the name of a recorded vendor.' },
    ],
    [
      { 'Merge into': 'OpenAI Ireland' },
      { 'Merge into': 'This is the same vendor. Enter the vendor to keep.' },
    ],
    [{ 'Merge into': 'TBD' }, { 'Merge into': noName('TBD') }],
  ],
  waive: [
    [{ Until: '2026-04-13' }, { Until: 'A waiver lasts at most 90 days. Choose a day up to 12 April 2026.' }],
    [{ Until: '2026-01-11' }, { Until: 'This day is in the past. Choose today or a later day.' }],
    [{ Reason: ' ' }, { Reason: empty }],
  ],
  'waive-drift': [
    [{ Until: '2026-04-13' }, { Until: 'A waiver lasts at most 90 days. Choose a day up to 12 April 2026.' }],
    [{ Until: '2026-01-11' }, { Until: 'This day is in the past. Choose today or a later day.' }],
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
      { 'Running since': 'This day is in the future. Choose today or an earlier day.' },
    ],
    [{ Version: ' ' }, { Version: empty }],
  ],
  'confirm-item: incident-response': [
    [
      { 'People to call, in order': ['@Ana Operations', '@Elle External'] },
      { 'People to call, in order': noMember('Elle External (sample)') },
    ],
    [{ 'Hours to resolution': 0 }, { 'Hours to resolution': 'Enter at least 0.25 hours (15 minutes).' }],
    [{ 'Hours to resolution': -4 }, { 'Hours to resolution': negative }],
    [{ 'Hours to resolution': 721 }, { 'Hours to resolution': 'Enter at most 720 hours (30 days).' }],
    [
      { 'Hours to resolution': 'soon', Runbook: 'ask Ana' },
      { 'Hours to resolution': noNumber, Runbook: noLink },
    ],
  ],
  'confirm-item: training': [
    [
      { 'Users were told on': '2026-01-13' },
      { 'Users were told on': 'This day is in the future. Choose today or an earlier day.' },
    ],
    [{ 'People trained': 'all' }, { 'People trained': noNumber }],
  ],
  'confirm-item: cost-monitoring': [
    [
      { 'Owner of the monthly report': '@Billing Bot' },
      { 'Owner of the monthly report': noMember('Billing Bot (sample)') },
    ],
    [{ 'Monthly budget': 0 }, { 'Monthly budget': 'Enter at least 1.' }],
    [
      { 'Monthly budget': '2,500' },
      { 'Monthly budget': 'This can mean 2.5 or 2500. Enter 2500, or give one or two decimals.' },
    ],
  ],
};
