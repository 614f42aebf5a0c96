import { recordModelRetirement } from '../../../src/domain/model-versions/index.ts';
import { crossing } from '../forms.ts';
import { records } from '../records-directly.ts';
import { empty, noLink, noName, type Row, unticked } from './words.ts';

/** Records the same retirement as the form while somebody fills it in. */
const recordsSameRetirement = () =>
  records(crossing, recordModelRetirement, {
    ...{ retirement: null, model: 'gpt 5', version: '', endsOn: '2026-03-01' },
    announcement: 'https://provider.example/elsewhere',
  });

/** Bad input in forms about model versions. */
export const badModelVersionInput: Readonly<Record<string, readonly Row[]>> = {
  'record-model-version': [
    [{ Model: ' ' }, { Model: empty }],
    [{ Model: 'tbd' }, { Model: noName('tbd') }],
    [{ Version: ' ' }, { Version: empty }],
    [{ Version: 'unknown' }, { Version: noName('unknown') }],
    [
      { 'Running since': '2026-01-13' },
      { 'Running since': 'This day is in the future. Choose today or an earlier day.' },
    ],
    [{ 'Running since': null }, { 'Running since': unticked }],
    [
      {
        ...{ Version: '2025-11-01', 'Running since': '2025-12-01' },
        'Source of the version': 'Entered: somebody knows it',
      },
      {
        'Running since': 'This version is already recorded from 1 December 2025. Choose another day.',
      },
    ],
  ],
  'record-model-retirement': [
    [{ Model: ' ' }, { Model: empty }],
    [{ 'Ends on': null }, { 'Ends on': unticked }],
    [{ Announcement: 'ask the provider' }, { Announcement: noLink }],
    [{ Announcement: 'javascript:alert(1)' }, { Announcement: noLink }],
    [
      {},
      { Model: 'This model and version already has a retirement date. Edit that one.' },
      recordsSameRetirement,
    ],
  ],
};
