import { appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { settingsId } from '../../../src/domain/register.ts';
import { scheduleReview } from '../../../src/domain/reviews/meetings.ts';
import type { FormCase } from '../forms.ts';
import { crossing, registers, today } from '../forms.ts';
import { records } from '../records-directly.ts';

/** A good submission of each form about people, reviews and settings. */
export const companyCases: Readonly<Record<string, FormCase>> = {
  'name-operators': {
    who: 'Lena Lead',
    way: ['/stage3 owners', 'Appoint AI Operations'],
    good: { 'AI Operations owners': ['@Ana Operations', '@Itai IT'] },
    reads: '@Ana Operations (sample), @Itai IT (sample) are appointed to AI Operations',
    next: 'Register use case',
    keeps: ({ operators }) => [...operators.values()],
    kept: [
      { person: 'U0ANAO', accepted: {} },
      { person: 'U0ITAI', accepted: {} },
    ],
  },
  'accept-accountabilities': {
    before: () => records(crossing, appointOperators, { people: ['U0ANAO'] }),
    who: 'Ana Operations',
    way: ['/stage3 owners', 'Accept'],
    good: { 'I am accountable for': ['Uptime of production AI', 'Model versioning'] },
    reads: 'Not accepted yet: Incident response.',
    next: 'Accept',
    keeps: ({ operators }) => Object.keys(operators.get('U0ANAO')?.accepted ?? {}),
    kept: ['uptime', 'model-versioning'],
  },
  'choose-digest': {
    who: 'Lena Lead',
    way: ['/stage3 digest', 'Choose channel'],
    good: { Channel: '#ai-program', Weekday: 'Wednesday', Time: '10:30', 'Time zone': 'Europe/Lisbon' },
    reads: 'gets the digest every Wednesday at 10:30 (Europe/Lisbon)',
    next: 'Register use case',
    keeps: ({ digests }) => [...digests.values()],
    kept: [{ weekday: 3, time: '10:30', timeZone: 'Europe/Lisbon', chosenBy: 'U0LENA', stopped: null }],
  },
  'hand-over': {
    before: async () => {
      await registers();
      await registers({ name: 'Invoice reader' });
    },
    who: 'Omar Owner',
    way: ['/stage3 owners', 'Reassign mine'],
    good: { 'New owner of UC-2 Invoice reader': '@Ana Operations', 'New owner': '@Sara Sales' },
    reads:
      'Reassigned to @Ana Operations (sample), @Sara Sales (sample). @Omar Owner (sample) now owns no use case.',
    next: 'Verdict',
    keeps: ({ useCases }) => [...useCases.values()].map(({ key, owner }) => `${key} ${owner}`),
    kept: ['UC-1 U0SARA', 'UC-2 U0ANAO'],
  },
  'record-review': {
    who: 'Lena Lead',
    way: ['/stage3 review', 'Record review'],
    good: {
      'Held on': today,
      Participants: ['@Lena Lead', '@Itai IT'],
      Outcome: 'Keys are rotated by the end of the month.',
    },
    reads: 'The review of Q1 2026 is recorded.',
    next: 'Register use case',
    keeps: ({ reviews }) => reviews.get('2026-Q1'),
    kept: { heldOn: today, attendees: ['U0LENA', 'U0ITAI'], by: 'U0LENA' },
  },
  'schedule-review': {
    who: 'Lena Lead',
    way: ['/stage3 review', 'Schedule review'],
    good: { Day: '2026-03-31', 'Begins at': '14:00', Attendees: ['@Lena Lead', '@Itai IT'] },
    reads: 'The review of Q1 2026 is scheduled for Tue 31 March, 14:00 (Europe/Berlin).',
    next: 'Register use case',
    keeps: ({ reviewMeetings }) => reviewMeetings.get('2026-Q1'),
    kept: { day: '2026-03-31', time: '14:00', attendees: ['U0LENA', 'U0ITAI'], sequence: 0 },
  },
  'cancel-review': {
    who: 'Lena Lead',
    way: ['/stage3 review', 'Cancel review'],
    before: async () => {
      await records(crossing, scheduleReview, {
        ...{ quarter: '2026-Q1', day: '2026-03-31', time: '14:00', attendees: ['U0LENA'] },
      });
    },
    good: { Reason: 'Three attendees are ill.' },
    reads: 'The review of Q1 2026 is cancelled.',
    next: 'Schedule review',
    keeps: ({ reviewMeetings }) => reviewMeetings.get('2026-Q1')?.cancelled,
    kept: { reason: 'Three attendees are ill.', by: 'U0LENA' },
  },
  'keep-holiday': {
    who: 'Lena Lead',
    way: ['/stage3 settings', 'Add holiday'],
    good: {
      Name: 'Company days',
      'First day': '2026-05-14',
      'Last day': '2026-05-15',
      'Applies to': 'Everybody',
    },
    reads: 'Company days is added: 14 May 2026 to 15 May 2026.',
    next: 'Add holiday',
    keeps: ({ holidays }) => [...holidays.values()],
    kept: [
      { day: '2026-05-14', name: 'Company days', timeZone: null },
      { day: '2026-05-15', name: 'Company days', timeZone: null },
    ],
  },
  'enter-absence': {
    who: 'Omar Owner',
    way: ['/stage3 away'],
    good: { 'First day away': '2026-04-01', 'Last day away': '2026-04-30', Deputy: '@Sara Sales' },
    reads: 'You are away from 1 April 2026 to 30 April 2026. Urgent reminders go to @Sara Sales',
    next: 'Register use case',
    keeps: ({ absences }) => absences.get('U0OMAR'),
    kept: { from: '2026-04-01', until: '2026-04-30', deputy: 'U0SARA' },
  },
  'issue-assistant-token': {
    who: 'Omar Owner',
    way: ['/stage3 assistants', 'Create token'],
    good: { 'The token is shown once': ['I will give it only to my assistant'] },
    reads: 'Copy it now: Crossing does not show it again',
    next: 'Verdict',
    keeps: ({ assistantTokens }) => assistantTokens.get('U0OMAR'),
    kept: { person: 'U0OMAR', issuedOn: today },
  },
  'change-settings': {
    who: 'Lena Lead',
    way: ['/stage3 settings', 'Change settings'],
    good: {
      'Transformation lead': ['@Lena Lead', '@Omar Owner'],
      'Time zone': 'America/New_York',
      'Required decisions': 'Three: also without guardrail tooling',
      Currency: 'eur',
    },
    reads: 'The settings are saved.',
    next: 'Register use case',
    keeps: ({ settings }) => settings.get(settingsId),
    kept: { leads: ['U0LENA', 'U0OMAR'], timeZone: 'America/New_York', reading: 'three', currency: 'EUR' },
  },
};
