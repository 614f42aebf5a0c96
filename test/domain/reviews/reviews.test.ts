import { describe, expect, test } from 'vitest';
import { checkIn } from '../../../src/domain/adoption/adoption.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { createAgenda, maxPointMinutes, reviewMinutes } from '../../../src/domain/reviews/review-agenda.ts';
import {
  endOfQuarter,
  findDueReview,
  quarterOf,
  quarterTitle,
  recordReview,
} from '../../../src/domain/reviews/reviews.ts';
import { completeEvidence, stage3, Workspace } from '../../support/register.ts';

test.each([
  ['2026-01-01', '2026-Q1', '2026-03-31'],
  ['2026-03-31', '2026-Q1', '2026-03-31'],
  ['2026-04-01', '2026-Q2', '2026-06-30'],
  ['2026-09-30', '2026-Q3', '2026-09-30'],
  ['2028-02-29', '2028-Q1', '2028-03-31'],
  ['2026-12-31', '2026-Q4', '2026-12-31'],
])('%s is in %s, which ends on %s', (day, quarter, end) => {
  expect(quarterOf(day)).toBe(quarter);
  expect(endOfQuarter(quarter)).toBe(end);
});

test('a quarter is written as people say it', () => {
  expect(quarterTitle('2026-Q1')).toBe('Q1 2026');
});

const review = { quarter: '2026-Q1', heldOn: '2026-03-20', attendees: ['lead'], outcome: 'Nothing changes.' };

describe('which review is due', () => {
  const due = (openedOn: string, today: string) => findDueReview(new Workspace(openedOn).register, today);
  test.each([
    ['2026-01-05', '2026-03-16', null],
    ['2026-01-05', '2026-03-17', '2026-Q1'],
    ['2026-01-05', '2026-06-15', '2026-Q1'],
    ['2026-01-05', '2026-06-16', '2026-Q2'],
    ['2025-11-30', '2026-01-01', '2025-Q4'],
  ])('of a register opened on %s, on %s: %s', (openedOn, today, quarter) => {
    expect(due(openedOn, today)).toBe(quarter);
  });

  test.each([
    ['2026-02-28', '2026-Q1'],
    ['2026-03-01', null],
    ['2026-03-25', null],
  ])(
    'opened on %s, the first quarter is worth a review only after a month of it: %s',
    (openedOn, quarter) => {
      expect(due(openedOn, '2026-03-31')).toBe(quarter);
      expect(due(openedOn, '2026-06-30')).toBe('2026-Q2');
    },
  );

  test('none of a register that nobody opened, nor one that is held, even ahead of its time', () => {
    expect(findDueReview(new Workspace('2026-01-05', null).register, '2026-03-31')).toBeNull();
    const workspace = new Workspace('2026-01-05').on('2026-02-02');
    workspace.do('lead', recordReview, { ...review, heldOn: '2026-02-02' });
    expect(findDueReview(workspace.register, '2026-03-31')).toBeNull();
    expect(findDueReview(workspace.register, '2026-05-31')).toBeNull();
    expect(findDueReview(workspace.register, '2026-06-20')).toBe('2026-Q2');
  });
});

describe('recording a review', () => {
  const on = (today: string) => new Workspace('2026-01-05').on(today);

  test('keeps who decided what, and counts for what was in production on that day', () => {
    const workspace = stage3('2026-02-02').on('2026-03-25');
    const later = { audience: 'volunteers', deployed: 5 } as const;
    workspace.registers({
      ...{ name: 'Newer', purpose: 'Came after it' },
      standing: { stage: 'production', liveOn: '2026-03-24', rollout: later },
    });
    workspace.do('lead', recordReview, review);
    expect(workspace.register.reviews.get('2026-Q1')).toEqual({ ...review, by: 'lead', on: '2026-03-25' });
    const reviewed = [...workspace.register.useCases.values()].map(({ lastReviewedOn }) => lastReviewedOn);
    expect(reviewed).toEqual(['2026-03-20', null, null]);
  });

  test('never makes what was reviewed later look as if it had not been', () => {
    const workspace = stage3('2026-02-02').on('2026-03-25');
    workspace.do('lead', recordReview, { ...review, heldOn: '2026-03-24' }).do('lead', recordReview, review);
    expect(workspace.getUseCase('UC-1').lastReviewedOn).toBe('2026-03-24');
    expect(workspace.register.reviews.get('2026-Q1')?.heldOn).toBe('2026-03-20');
  });

  test.each([
    ['heldOn', { heldOn: '2026-03-26' }, 'This day is in the future'],
    ['heldOn', { heldOn: '2025-12-31' }, 'Q1 2026 began on 1 January 2026'],
    ['attendees', { attendees: ['guest'] }, 'not a full member'],
    ['outcome', { outcome: ' ' }, 'Enter the outcome'],
  ])('is refused at %s for %o', (field, wrong, message) => {
    const refusal = on('2026-03-25').attempt('lead', recordReview, { ...review, ...wrong });
    expect(refusal?.fields?.[field]).toContain(message);
  });

  test('is for the lead and admins; who took part and has left since may stay in the record', () => {
    expect(on('2026-03-25').attempt('owner', recordReview, review)).toMatchObject({
      code: 'not-permitted',
      ask: 'lead',
    });
    const workspace = on('2026-03-25')
      .do('lead', recordReview, { ...review, attendees: ['seller'] })
      .leaves('seller');
    workspace.do('lead', recordReview, { ...review, attendees: ['seller', 'lead'], outcome: 'More' });
    expect(
      workspace.attempt('lead', recordReview, { ...review, quarter: '2025-Q4', attendees: ['seller'] }),
    ).not.toBeNull();
  });
});

describe('the agenda', () => {
  const points = (workspace: Workspace, day: string) =>
    createAgenda(workspace.register, day).map(({ title, lines }) => [title, ...lines]);

  test('of an empty register is empty', () => {
    expect(points(new Workspace('2026-01-05'), '2026-03-20')).toEqual([]);
  });

  test('goes through what is open, most urgent first', () => {
    const workspace = stage3('2026-01-12').on('2026-01-12');
    workspace.signsDpa('UC-1', 'Acme', '2026-05-31').signsDpa('UC-1', 'Zenith', '2026-04-30');
    workspace.do('lead', waive, {
      ...{ useCase: 'UC-2', subject: { kind: 'drift', category: 'api-ownership' }, reason: 'Until the move' },
      until: '2026-04-01',
    });
    const low = { intended: 40, daily: 1, weekly: 4, notAtAll: 9, result: '' };
    workspace.do('owner', checkIn, { useCase: 'UC-1', on: '2026-01-12', ...low });
    workspace.on('2026-03-20').do('lead', recordReview, { ...review, quarter: '2026-Q1' });
    const monitoring = completeEvidence(40)[0];
    if (monitoring) workspace.on('2026-04-20').confirms('UC-1', monitoring);
    expect(points(workspace, '2026-03-31')).toEqual([
      ['Decisions of earlier reviews', 'Q1 2026, held on 20 March 2026: Nothing changes.'],
      [
        'Data processing agreements',
        'the DPA of Zenith expires on 30 April 2026; used by UC-1',
        'the DPA of Acme expires on 31 May 2026; used by UC-1',
      ],
      [
        'Evidence to confirm again',
        ...['Fallback', 'Human-in-the-loop gates', 'Model version tracking', 'Incident response'].map(
          (title) => `UC-1 AI Support Agent: ${title}, expires on 12 April 2026`,
        ),
        ...['User training', 'Cost monitoring'].map(
          (title) => `UC-1 AI Support Agent: ${title}, expires on 12 April 2026`,
        ),
      ],
      [
        'Waivers in force',
        'UC-2 Call summaries: drift on API ownership and rate limits, until 1 April 2026 (Until the move)',
      ],
      ['Use cases in production, by last review', 'UC-1 AI Support Agent: reviewed on 20 March 2026'],
      ['API key rotation', 'API key rotation was due on 30 December 2025'],
      ['Low adoption', 'UC-1 AI Support Agent: 10% use it weekly; under 40% is low'],
    ]);
  });

  test('a missing DPA names who uses the vendor', () => {
    const workspace = new Workspace('2026-01-05');
    for (const name of ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'])
      workspace.startsPilot(workspace.registers({ name, purpose: name, vendors: ['Acme'] }), { stack: null });
    expect(points(workspace, '2026-01-05')).toEqual([
      ['Data processing agreements', 'Acme has no DPA; used by UC-1, UC-2, UC-3, UC-4, UC-5 and 1 more'],
    ]);
  });

  test('takes two hours at most, in parts of five minutes, more where there is more to speak of', () => {
    const agenda = createAgenda(stage3('2026-01-12').register, '2026-04-10');
    expect(agenda.reduce((total, { minutes }) => total + minutes, 0)).toBe(
      Math.min(reviewMinutes, maxPointMinutes * agenda.length),
    );
    expect(agenda.every(({ minutes }) => minutes >= 5 && minutes % 5 === 0)).toBe(true);
    const [most] = [...agenda].sort((a, b) => b.lines.length - a.lines.length);
    expect(most?.minutes).toBe(Math.max(...agenda.map(({ minutes }) => minutes)));
  });
});
