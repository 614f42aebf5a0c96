import { describe, expect, test } from 'vitest';
import { enterAbsence } from '../../../src/domain/absences/absences.ts';
import { appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import type { Decide } from '../../../src/domain/decide.ts';
import {
  acknowledgeIncident,
  changeIncidentSettings,
  type ReportInput,
  reportIncident,
  resolveIncident,
} from '../../../src/domain/incidents/decisions.ts';
import { draftDueCalls, findNextCallTime } from '../../../src/domain/incidents/escalation.ts';
import type { Incident } from '../../../src/domain/register.ts';
import { type CastMember, stage3, type Workspace } from '../../support/register.ts';

const minute = 60_000;
const hour = 60 * minute;
const report: ReportInput = {
  ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'critical', what: 'Wrong refunds', link: null },
  ...{ sinceDay: '2026-02-02', sinceTime: '10:00' },
};

const opens = (fields: Partial<ReportInput> = {}, company: Workspace = stage3()) =>
  company.do('member', reportIncident, { ...report, ...fields });
const incident = ({ register }: Workspace) => register.incidents.get('I-1') as Incident;
const called = (company: Workspace) =>
  incident(company).calls.map(
    ({ person, at, why }) => `${why} ${person} +${(at - incident(company).openedAt) / minute}`,
  );

/** Does what the schedule does at this moment: records the calls that are due. */
function sweeps(company: Workspace, at: number): void {
  const decide: Decide<null> = (register) => ({ ok: true, drafts: draftDueCalls(register, at) });
  company.do('lead', decide, null);
}

/** Moves from one due time to the next, as the schedule does, for so many hours. */
function passes(company: Workspace, hours: number): void {
  const { openedAt } = incident(company);
  let at: number | null = openedAt;
  while (true) {
    at = findNextCallTime(company.register, at);
    if (at === null || at > openedAt + hours * hour) return;
    sweeps(company, at);
  }
}

// The call order of UC-1 is admin, lead; operator holds AI Operations. The SLA is 8 hours.
describe('until somebody acknowledges', () => {
  test('a critical incident calls the next one every 15 minutes: call order, AI Operations, lead', () => {
    const company = opens();
    expect(called(company)).toEqual(['escalation admin +0']);
    passes(company, 7);
    expect(called(company)).toEqual([
      ...['escalation admin +0', 'escalation lead +15', 'escalation operator +30'],
    ]);
  });

  test('another one every 60 minutes', () => {
    const company = opens({ severity: 'high' });
    passes(company, 7);
    expect(called(company)).toEqual([
      ...['escalation admin +0', 'escalation lead +60', 'escalation operator +120'],
    ]);
  });

  test('absent people and people who left are skipped', () => {
    const company = stage3()
      .do('admin', enterAbsence, { from: '2026-02-01', until: '2026-02-05', deputy: 'member' })
      .leaves('lead');
    opens({}, company);
    passes(company, 7);
    expect(called(company)).toEqual(['escalation operator +0']);
  });

  test('after downtime one person is called at once, and the next one an interval later', () => {
    const company = opens();
    const { openedAt } = incident(company);
    sweeps(company, openedAt + 3 * hour);
    expect(called(company)).toEqual(['escalation admin +0', 'escalation lead +180']);
    expect(findNextCallTime(company.register, openedAt + 3 * hour)).toBe(openedAt + 3 * hour + 15 * minute);
  });

  test('sweeping twice at one moment calls once', () => {
    const company = opens();
    const at = incident(company).openedAt + 15 * minute;
    sweeps(company, at);
    sweeps(company, at);
    sweeps(company, at + 14 * minute);
    expect(called(company)).toHaveLength(2);
  });
});

test('an acknowledged incident calls nobody before its SLA ends', () => {
  const company = opens().do('admin', acknowledgeIncident, { incident: 'I-1' });
  passes(company, 7.9);
  expect(called(company)).toEqual(['escalation admin +0']);
});

describe('the privacy contact of a data exposure', () => {
  const withContact = (person: CastMember) =>
    stage3().do('lead', changeIncidentSettings, { channel: null, privacyContact: person });

  test('is still called to take the incident, in their turn', () => {
    const company = opens({ kind: 'data-exposure' }, withContact('lead'));
    passes(company, 7);
    expect(called(company)).toEqual([
      ...['escalation admin +0', 'privacy lead +0', 'escalation lead +15', 'escalation operator +30'],
    ]);
  });

  test('is replaced by their deputy while they are away, and by a lead after they left', () => {
    const away = withContact('seller').do('seller', enterAbsence, {
      ...{ from: '2026-02-01', until: '2026-02-05', deputy: 'member' },
    });
    expect(called(opens({ kind: 'data-exposure' }, away))).toContain('privacy member +0');
    const left = withContact('seller');
    left.leaves('seller');
    expect(called(opens({ kind: 'data-exposure' }, left))).toContain('privacy lead +0');
  });
});

describe('past the SLA', () => {
  test('three more messages, at once and then hourly, to those called least', () => {
    const company = opens().do('admin', acknowledgeIncident, { incident: 'I-1' });
    passes(company, 100);
    expect(called(company)).toEqual([
      'escalation admin +0',
      ...['sla lead +480', 'sla operator +540', 'sla admin +600'],
    ]);
  });

  test('nobody gets more than three messages, even if there is only one person', () => {
    const company = stage3();
    company.leaves('admin').leaves('operator');
    opens({}, company);
    passes(company, 100);
    expect(called(company)).toEqual(['escalation lead +0', 'sla lead +480', 'sla lead +540']);
  });

  test('a resolved incident calls nobody', () => {
    const company = opens().do('admin', resolveIncident, {
      ...{ incident: 'I-1', cause: 'Old prices', learned: 'Test them' },
      ...{ followUp: '', followUpOwner: null, followUpDueOn: null },
    });
    passes(company, 100);
    expect(called(company)).toEqual(['escalation admin +0']);
    expect(findNextCallTime(company.register, 0)).toBeNull();
  });
});

test('without a call order, AI Operations and then the lead are called', () => {
  const company = stage3();
  opens({ useCase: 'UC-2' }, company.do('lead', appointOperators, { people: ['operator', 'seller'] }));
  passes(company, 10);
  const people: CastMember[] = ['operator', 'seller', 'lead'];
  expect(incident(company).calls.map(({ person }) => person)).toEqual(people);
});
