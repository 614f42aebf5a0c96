import { expect, test } from 'vitest';
import { type Settings, settingsOf } from '../../../src/domain/register.ts';
import { changeSettings } from '../../../src/domain/settings/settings.ts';
import { Workspace } from '../../support/register.ts';

const settings: Settings = {
  timeZone: 'Europe/Berlin',
  leads: ['lead'],
  reading: 'five',
  currency: 'EUR',
  workingDays: [1, 2, 3, 4, 5],
  openedOn: '2026-01-05',
};

test('in a new workspace a Slack admin names the first lead, and nobody else can', () => {
  const workspace = new Workspace('2026-01-05', null);
  expect(workspace.attempt('member', changeSettings, settings)?.message).toContain('There is no lead yet');
  workspace.do('admin', changeSettings, settings);
  expect(settingsOf(workspace.register)).toEqual(settings);
});

test('a lead changes the settings, the other leads included', () => {
  const workspace = new Workspace('2026-01-05');
  workspace.do('lead', changeSettings, { ...settings, leads: ['lead', 'member'] });
  expect(workspace.settings.leads).toEqual(['lead', 'member']);
});

test.each([
  ['leads', { leads: [] }, 'at least one'],
  ['leads', { leads: ['guest'] }, 'not a full member'],
  ['leads', { leads: ['nobody'] }, 'not in this workspace'],
  ['timeZone', { timeZone: 'Berlin' }, 'not a time zone'],
  ['currency', { currency: 'eur' }, 'capital'],
] as const)('the settings are refused at %s for %o', (field, wrong, message) => {
  const refusal = new Workspace('2026-01-05').attempt('lead', changeSettings, {
    ...settings,
    ...wrong,
    leads: [...('leads' in wrong ? wrong.leads : settings.leads)],
  });
  expect(refusal?.code).toBe('invalid');
  expect(refusal?.fields?.[field]).toContain(message);
});
