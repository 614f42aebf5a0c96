import { suspendUseCase } from '../../../src/domain/suspensions/suspensions.ts';
import { crossing, type FormCase, recordGoLive, today } from '../forms.ts';
import { records } from '../records-directly.ts';

/** Good submissions of the forms that suspend and resume. */
export const suspensionCases: Readonly<Record<string, FormCase>> = {
  'suspend-use-case': {
    before: () => recordGoLive(),
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Suspend'],
    good: { Reason: 'It sent wrong refunds.' },
    reads: 'AI Support Agent is suspended.',
    next: 'Resume UC-1',
    keeps: ({ suspensions }) => suspensions.get('S-1'),
    kept: { useCase: 'UC-1', reason: 'It sent wrong refunds.', by: 'U0OMAR', on: today, resumed: null },
  },
  'resume-use-case': {
    before: async () => {
      await recordGoLive();
      await records(crossing, suspendUseCase, { useCase: 'UC-1', reason: 'Wrong refunds' });
    },
    who: 'Omar Owner',
    way: ['/stage3 usecase show UC-1', 'Resume UC-1'],
    good: { 'Change since the suspension': 'Refunds are reviewed.' },
    reads: 'AI Support Agent is resumed.',
    next: 'Open UC-1',
    keeps: ({ suspensions }) => suspensions.get('S-1')?.resumed,
    kept: { changed: 'Refunds are reviewed.', by: 'U0OMAR', on: today },
  },
};
