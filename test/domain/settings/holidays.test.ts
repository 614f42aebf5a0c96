import { describe, expect, test } from 'vitest';
import {
  listHolidaysFrom,
  listTimeZones,
  removeHoliday,
  saveHoliday,
} from '../../../src/domain/settings/holidays.ts';
import { Workspace } from '../../support/register.ts';

const holiday = { day: '2026-12-25', until: null, name: 'Christmas Day', timeZone: null };
const days = ({ register }: Workspace, today = '2026-01-05') =>
  listHolidaysFrom(register, today).map(({ day, name, timeZone }) => `${day} ${name} ${timeZone ?? 'all'}`);

describe('holidays', () => {
  test('are entered day by day, for all or for one time zone, soonest first, until they are over', () => {
    const workspace = new Workspace('2026-01-05').do('lead', saveHoliday, {
      ...holiday,
      until: '2026-12-26',
    });
    workspace.do('admin', saveHoliday, {
      ...holiday,
      day: '2026-10-03',
      name: 'Unity',
      timeZone: 'Europe/Berlin',
    });
    expect(days(workspace)).toEqual([
      '2026-10-03 Unity Europe/Berlin',
      '2026-12-25 Christmas Day all',
      '2026-12-26 Christmas Day all',
    ]);
    expect(days(workspace, '2026-12-26')).toEqual(['2026-12-26 Christmas Day all']);
  });

  test('a day that is entered again gets the new name, and can be both for all and for a time zone', () => {
    const workspace = new Workspace('2026-01-05').do('lead', saveHoliday, holiday);
    workspace.do('lead', saveHoliday, { ...holiday, name: 'Xmas' });
    workspace.do('lead', saveHoliday, { ...holiday, timeZone: 'Europe/London' });
    expect(days(workspace)).toEqual(['2026-12-25 Xmas all', '2026-12-25 Christmas Day Europe/London']);
    workspace.do('lead', removeHoliday, { id: '2026-12-25' });
    expect(days(workspace)).toEqual(['2026-12-25 Christmas Day Europe/London']);
    expect(workspace.attempt('lead', removeHoliday, { id: '2026-12-25' })).toBeNull();
  });

  test.each([
    ['day', { day: '2026-01-04' }, 'This day is in the past'],
    ['until', { until: '2026-12-24' }, 'Choose the first day'],
    ['until', { until: '2027-01-25' }, 'Choose at most 31 days'],
    ['name', { name: ' ' }, 'Enter the name of the holiday'],
    ['timeZone', { timeZone: 'Mars/Base' }, 'not a time zone'],
  ])('are refused at %s for %o', (field, wrong, message) => {
    const refusal = new Workspace('2026-01-05').attempt('lead', saveHoliday, { ...holiday, ...wrong });
    expect(refusal?.fields?.[field]).toContain(message);
  });

  test('are for the lead and admins to enter and to remove', () => {
    const workspace = new Workspace('2026-01-05').do('lead', saveHoliday, holiday);
    expect(workspace.attempt('owner', saveHoliday, holiday)).toMatchObject({
      code: 'not-permitted',
      ask: 'lead',
    });
    expect(workspace.attempt('owner', removeHoliday, { id: '2026-12-25' })?.code).toBe('not-permitted');
  });

  test('are offered for the time zones in which somebody is', () => {
    const workspace = new Workspace('2026-01-05', { timeZone: 'Europe/Berlin' });
    workspace.put('people', 'owner', { ...workspace.person('owner'), timeZone: 'Asia/Tokyo' });
    expect(listTimeZones(workspace.register)).toEqual(['Asia/Tokyo', 'Europe/Berlin']);
  });
});
