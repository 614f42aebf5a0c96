import { addFollowUp } from '../../../src/domain/follow-ups/follow-ups.ts';
import { recordReview } from '../../../src/domain/reviews/reviews.ts';
import { crossing, type FormCase, today } from '../forms.ts';
import { records } from '../records-directly.ts';

const holdReview = () =>
  records(crossing, recordReview, {
    ...{ quarter: '2026-Q1', heldOn: today, attendees: ['U0LENA'], outcome: 'Keys are rotated.' },
  });

/** The review of Q1 has been held, and F-1 came of it. */
const openFollowUp = async () => {
  await holdReview();
  await records(crossing, addFollowUp, {
    ...{ origin: '2026-Q1', what: 'Rotate the keys', owner: 'U0OMAR', dueOn: '2026-01-30' },
  });
};

/** Good submissions of the forms of follow-ups. */
export const followUpCases: Readonly<Record<string, FormCase>> = {
  'add-follow-up': {
    before: holdReview,
    who: 'Lena Lead',
    way: ['/stage3 review', 'Add follow-up'],
    good: { Task: 'Rotate the keys', Owner: '@Omar Owner', 'Due on': '2026-01-30' },
    reads: 'The follow-up is added to the review of Q1 2026: Rotate the keys.',
    next: 'Add follow-up',
    keeps: ({ followUps }) => followUps.get('F-1'),
    kept: { origin: '2026-Q1', what: 'Rotate the keys', owner: 'U0OMAR', dueOn: '2026-01-30', by: 'U0LENA' },
  },
  'change-follow-up': {
    before: openFollowUp,
    who: 'Lena Lead',
    way: ['/stage3 followups', 'Change follow-up'],
    good: { Owner: '@Sara Sales', 'Due on': '2026-02-06' },
    reads: 'F-1 is saved. @Sara Sales (sample) does it by 6 February 2026.',
    next: 'Register use case',
    keeps: ({ followUps }) => followUps.get('F-1'),
    kept: { what: 'Rotate the keys', owner: 'U0SARA', dueOn: '2026-02-06' },
  },
  'close-follow-up': {
    before: openFollowUp,
    who: 'Omar Owner',
    way: ['/stage3 followups', 'Close follow-up'],
    good: { Outcome: 'Dropped: it will not be done', 'Result or reason': 'The provider rotates them.' },
    reads: 'F-1 is dropped: Rotate the keys.',
    next: 'Register use case',
    keeps: ({ followUps }) => followUps.get('F-1')?.closed,
    kept: { outcome: 'dropped', note: 'The provider rotates them.', by: 'U0OMAR', on: today },
  },
};
