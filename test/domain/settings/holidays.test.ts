import { describe, expect, test } from 'vitest';
import { dropHoliday, holidaysFrom, keepHoliday, zonesHere } from '../../../src/domain/settings/holidays.ts';
import { Workspace } from '../../support/register.ts';

const holiday = { day: '2026-12-25', until: null, name: 'Christmas Day', timeZone: null };
const days = ({ register }: Workspace, today = '2026-01-05') =>
  holidaysFrom(register, today).map(({ day, name, timeZone }) => `${day} ${name} ${timeZone ?? 'all'}`);

describe('holidays', () => {
  test('are entered day by day, for all or for one time zone, soonest first, until they are over', () => {
    const workspace = new Workspace('2026-01-05').do('lead', keepHoliday, {
      ...holiday,
      until: '2026-12-26',
    });
    workspace.do('admin', keepHoliday, {
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
    const workspace = new Workspace('2026-01-05').do('lead', keepHoliday, holiday);
    workspace.do('lead', keepHoliday, { ...holiday, name: 'Xmas' });
    workspace.do('lead', keepHoliday, { ...holiday, timeZone: 'Europe/London' });
    expect(days(workspace)).toEqual(['2026-12-25 Xmas all', '2026-12-25 Christmas Day Europe/London']);
    workspace.do('lead', dropHoliday, { id: '2026-12-25' });
    expect(days(workspace)).toEqual(['2026-12-25 Christmas Day Europe/London']);
    expect(workspace.attempt('lead', dropHoliday, { id: '2026-12-25' })).toBeNull();
  });

  test.each([
    ['day', { day: '2026-01-04' }, 'This day is over'],
    ['until', { until: '2026-12-24' }, 'before the first'],
    ['until', { until: '2027-01-25' }, 'At most 31 days'],
    ['name', { name: ' ' }, 'Give it a name'],
    ['timeZone', { timeZone: 'Mars/Base' }, 'Not a time zone'],
  ])('are refused at %s for %o', (field, wrong, message) => {
    const refusal = new Workspace('2026-01-05').attempt('lead', keepHoliday, { ...holiday, ...wrong });
    expect(refusal?.fields?.[field]).toContain(message);
  });

  test('are for the lead and admins to enter and to remove', () => {
    const workspace = new Workspace('2026-01-05').do('lead', keepHoliday, holiday);
    expect(workspace.attempt('owner', keepHoliday, holiday)).toMatchObject({
      code: 'not-permitted',
      ask: 'lead',
    });
    expect(workspace.attempt('owner', dropHoliday, { id: '2026-12-25' })?.code).toBe('not-permitted');
  });

  test('are offered for the time zones in which somebody is', () => {
    const workspace = new Workspace('2026-01-05', { timeZone: 'Europe/Berlin' });
    workspace.keep('people', 'owner', { ...workspace.person('owner'), timeZone: 'Asia/Tokyo' });
    expect(zonesHere(workspace.register)).toEqual(['Asia/Tokyo', 'Europe/Berlin']);
  });
});
