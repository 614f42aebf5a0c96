import { reportIncident } from '../../../src/domain/incidents/decisions.ts';
import { crossing, type FormCase, recordGoLive, today } from '../forms.ts';
import { records } from '../records-directly.ts';

/** UC-1 is in production, and I-1 is open. */
const openIncident = async () => {
  await recordGoLive();
  await records(crossing, reportIncident, {
    ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'high', what: 'Wrong refunds', link: null },
    ...{ sinceDay: today, sinceTime: '00:30' },
  });
};

/** Good submissions of the forms about incidents. */
export const incidentCases: Readonly<Record<string, FormCase>> = {
  'report-incident': {
    before: () => recordGoLive(),
    who: 'Sara Sales',
    way: ['/stage3 incident UC-1 it promised refunds'],
    good: {
      Description: 'it promised refunds',
      ...{ Kind: 'Wrong output', Severity: 'High: wrong for many people', Since: today },
      ...{ 'Since, time': '00:30', Link: 'https://acme.slack.com/archives/C1/p1' },
    },
    reads: 'I-1 Wrong output, high is reported for UC-1 AI Support Agent. Crossing calls @Ana Operations',
    next: 'Open UC-1',
    keeps: ({ incidents }) => incidents.get('I-1'),
    kept: {
      ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'high', what: 'it promised refunds' },
      ...{ openedBy: 'U0SARA', callOrder: ['U0ANAO'], slaHours: 8, model: 'gpt 5.1' },
    },
  },
  'update-incident': {
    before: openIncident,
    who: 'Omar Owner',
    way: ['/stage3 incidents I-1', 'Update incident'],
    good: {
      ...{ Update: 'Switched it off', 'Contained by': 'Suspension of the use case' },
      ...{ 'Mitigated: no further harm': 'Yes' },
    },
    reads: 'I-1 Wrong output, high is updated. Mitigated by @Omar Owner',
    next: 'Resolve I-1',
    keeps: ({ incidents, suspensions }) => [incidents.get('I-1'), suspensions.get('S-1')],
    kept: [
      { contained: 'suspended', acknowledged: { by: 'U0OMAR' }, timeline: [{ text: 'Switched it off' }] },
      { useCase: 'UC-1', incident: 'I-1', reason: 'I-1: Switched it off' },
    ],
  },
  'resolve-incident': {
    before: openIncident,
    who: 'Ana Operations',
    way: ['/stage3 incidents I-1', 'Resolve incident'],
    good: {
      ...{ Cause: 'Old price list', 'Lessons learned': 'Test prices', 'Follow-up': 'Add price tests' },
      ...{ 'Follow-up owner': '@Sara Sales', 'Follow-up due on': '2026-02-02' },
    },
    reads: 'I-1 Wrong output, high is resolved in',
    next: 'Open UC-1',
    keeps: ({ incidents, followUps }) => [incidents.get('I-1')?.resolved, followUps.get('F-1')],
    kept: [
      { by: 'U0ANAO', cause: 'Old price list', learned: 'Test prices' },
      { origin: 'I-1', useCase: 'UC-1', what: 'Add price tests', owner: 'U0SARA', dueOn: '2026-02-02' },
    ],
  },
  'change-incident-settings': {
    who: 'Lena Lead',
    way: ['/stage3 settings', 'Incident settings'],
    good: { 'Incident channel': '#ai-program', 'Privacy contact': '@Sara Sales' },
    reads: 'The incident settings are saved.',
    next: 'Register use case',
    keeps: ({ incidentSettings }) => [...incidentSettings.values()],
    kept: [{ privacyContact: 'U0SARA', refused: null }],
  },
};
