import { recordModelVersion } from '../../../src/domain/model-versions/index.ts';
import type { FormCase } from '../forms.ts';
import { crossing, pilots, today } from '../forms.ts';
import { records } from '../records-directly.ts';

/** Runs GPT-5 in the pilot of UC-1 since December. */
export const runsGpt5 = async () => {
  await pilots();
  const version = { model: 'GPT-5', version: '2025-11-01', from: '2025-12-01', source: 'typed' } as const;
  await records(crossing, recordModelVersion, { useCase: 'UC-1', ...version }, 'U0OMAR');
};

/** A good submission of each form about model versions. */
export const modelVersionCases: Readonly<Record<string, FormCase>> = {
  'record-model-version': {
    before: runsGpt5,
    who: 'Omar Owner',
    way: ['/stage3 versions UC-1', 'Record version'],
    good: {
      Model: 'GPT-5',
      Version: '2026-01-05',
      'Running since': '2026-01-10',
      'Source of the version': 'Measured: read from a log or an API',
    },
    reads: 'GPT-5 2026-01-05 is recorded for UC-1, from 10 January 2026.',
    next: 'Open UC-1',
    keeps: ({ modelVersions }) => modelVersions.get('UC-1:2026-01-10'),
    kept: { model: 'GPT-5', version: '2026-01-05', source: 'measured', by: 'U0OMAR', on: today },
  },
  'record-model-retirement': {
    before: runsGpt5,
    who: 'Lena Lead',
    way: ['/stage3 versions', 'Record retirement'],
    good: {
      Model: 'GPT-5',
      Version: '',
      'Ends on': '2026-03-31',
      Announcement: 'https://provider.example/retirements',
    },
    reads: 'The retirement of GPT-5 on 31 March 2026 is recorded.',
    next: 'Commit model provider',
    keeps: ({ modelRetirements }) => [...modelRetirements.values()],
    kept: [{ key: 'MR-1', model: 'GPT-5', version: null, endsOn: '2026-03-31', by: 'U0LENA', on: today }],
  },
};
