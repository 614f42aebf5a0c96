import { expect, test } from 'vitest';
import { reconfirm } from '../../../src/domain/checklist/confirm.ts';
import { evidenceLapsing } from '../../../src/domain/checklist/evidence-lapsing-reminder.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import type { EvidenceDetails } from '../../../src/domain/register.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { completeEvidence, Workspace } from '../../support/register.ts';

const [monitoring] = completeEvidence(40);
/** Returns a pilot whose monitoring was confirmed on 5 January, so that it expires on 5 April. */
const createConfirmed = (details = monitoring) => {
  const workspace = new Workspace('2026-01-05');
  workspace.startsPilot(workspace.registers());
  if (details) workspace.confirms('UC-1', details);
  return workspace;
};

test('evidence is asked about from 7 days before it lapses on, and until it is confirmed again', () => {
  const workspace = createConfirmed();
  expect(daysDue(evidenceLapsing, workspace, '2026-03-01', '2026-05-01')[0]).toBe('2026-03-29');
  expect(dueOn(evidenceLapsing, workspace, '2026-04-05')).toEqual([
    'owner: UC-1 AI Support Agent: the confirmation of "Monitoring" expires on 5 April 2026 (today)',
  ]);
  expect(dueOn(evidenceLapsing, workspace, '2026-04-06')).toEqual([
    'owner: UC-1 AI Support Agent: the confirmation of "Monitoring" expired on 5 April 2026 (1 day ago)',
  ]);
  expect(theDue(evidenceLapsing, workspace, '2026-04-06')).toMatchObject({
    step: { do: 'confirm-item', useCase: 'UC-1', item: 'monitoring' },
    repeat: { days: 7 },
  });
  if (monitoring) workspace.on('2026-04-06').confirms('UC-1', monitoring);
  expect(dueOn(evidenceLapsing, workspace, '2026-04-06')).toEqual([]);
});

test('incomplete evidence never counted, so nobody asks whether it is still true', () => {
  const incomplete = createConfirmed({ item: 'monitoring', alerts: [], dashboard: null });
  expect(daysDue(evidenceLapsing, incomplete, '2026-03-01', '2026-05-01')).toEqual([]);
});

test('while a waiver stands in for what has lapsed, nobody is asked', () => {
  const workspace = createConfirmed().on('2026-04-06');
  const waiver = { useCase: 'UC-1', reason: 'A new dashboard', until: '2026-04-20' };
  workspace.do('lead', waive, { ...waiver, subject: { kind: 'item', item: 'monitoring' } });
  expect(daysDue(evidenceLapsing, workspace, '2026-04-06', '2026-05-01')[0]).toBe('2026-04-21');
});

test('evidence that expires together has one reminder and one form, earliest first, until all is confirmed', () => {
  const workspace = createConfirmed();
  const [fallback, review] = completeEvidence(40).slice(1, 3) as [EvidenceDetails, EvidenceDetails];
  workspace.on('2026-01-07').confirms('UC-1', fallback).confirms('UC-1', review);
  expect(dueOn(evidenceLapsing, workspace, '2026-04-01')).toEqual([
    'owner: UC-1 AI Support Agent: 3 confirmations expire, the first on 5 April 2026 (in 4 days)',
  ]);
  const { subject, step } = theDue(evidenceLapsing, workspace, '2026-04-01');
  expect(step).toEqual({ do: 'reconfirm', useCase: 'UC-1' });
  workspace
    .on('2026-04-01')
    .do('owner', reconfirm, { useCase: 'UC-1', items: ['monitoring', 'human-review'] });
  expect(theDue(evidenceLapsing, workspace, '2026-04-01')).toMatchObject({
    subject,
    step: { do: 'confirm-item', useCase: 'UC-1', item: 'fallback' },
  });
  workspace.confirms('UC-1', fallback);
  expect(dueOn(evidenceLapsing, workspace, '2026-04-01')).toEqual([]);
});
