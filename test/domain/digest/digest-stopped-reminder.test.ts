import { expect, test } from 'vitest';
import { digestStopped } from '../../../src/domain/digest/digest-stopped-reminder.ts';
import { chooseDigest, endDigest } from '../../../src/domain/digest/digests.ts';
import { dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const schedule = { channel: 'C0PROGRAM', weekday: 1, time: '09:00', timeZone: 'UTC' };
const createDigest = () => new Workspace('2026-01-05').do('lead', chooseDigest, schedule);
const createStopped = () => {
  const workspace = createDigest();
  const digest = workspace.register.digests.get('C0PROGRAM');
  if (!digest) throw new Error('no digest');
  const refused = { on: '2026-01-12', reason: 'the channel is archived' };
  return workspace.put('digests', 'C0PROGRAM', { ...digest, stopped: refused });
};

test('the lead is told of a channel that Slack refuses, weekly, until it is chosen again or ended', () => {
  expect(dueOn(digestStopped, createDigest(), '2026-01-13')).toEqual([]);
  expect(dueOn(digestStopped, createStopped(), '2026-01-13')).toEqual([
    'lead: the digest has not reached its channel since 12 January 2026: the channel is archived',
  ]);
  expect(theDue(digestStopped, createStopped(), '2026-01-13')).toMatchObject({
    subject: 'C0PROGRAM',
    step: { do: 'choose-digest', channel: 'C0PROGRAM' },
    repeat: { days: 7 },
  });
  const again = createStopped().do('lead', chooseDigest, schedule);
  expect(dueOn(digestStopped, again, '2026-01-13')).toEqual([]);
  const ended = createStopped().do('lead', endDigest, { channel: 'C0PROGRAM' });
  expect(dueOn(digestStopped, ended, '2026-01-13')).toEqual([]);
});

test('without a lead, nobody is asked', () => {
  expect(dueOn(digestStopped, createStopped().leaves('lead'), '2026-01-13')).toEqual([]);
});
