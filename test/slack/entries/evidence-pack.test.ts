import { expect, test } from 'vitest';
import { answer, contextOf, say } from '../../support/answers.ts';
import { stage3, Workspace } from '../../support/register.ts';

const company = () => stage3('2026-01-05').on('2026-02-02');

test('the lead learns how to get the pack, everybody else who may', async () => {
  expect(await say('evidence-pack', company(), {}, 'lead')).toContain(
    'Only the transformation lead and Slack admins can get it, as of today or of a past day: as a file, or as a link that works for 7 days. You are one of them.',
  );
  const ofLead = await answer('evidence-pack', contextOf(company(), 'lead'));
  expect(ofLead.next).toEqual([
    [{ do: 'send-evidence-pack', day: null }],
    [{ page: 'evidence-pack' }, 'Evidence pack'],
  ]);
  const { text, next } = await answer('evidence-pack', contextOf(company()));
  expect(text).toContain(
    'as of today or of a past day: as a file, or as a link that works for 7 days. The lead is <@lead>.',
  );
  expect(next).toEqual([]);
});

test('the pack of a day is offered to the lead', async () => {
  const { text, next } = await answer('get-evidence-pack', contextOf(company(), 'lead'), {
    day: '2026-01-15',
  });
  expect(text).toContain('You can get the evidence pack as of 15 January 2026');
  expect(text).toContain('or a link that works for 7 days');
  expect(next).toEqual([
    [{ do: 'send-evidence-pack', day: '2026-01-15' }],
    [{ page: 'evidence-pack', args: { day: '2026-01-15' } }, 'Evidence pack'],
  ]);
});

test('the pack of a later day is that of today, and there is none of a day before the records', async () => {
  const ask = (workspace: Workspace, day?: string) =>
    say('get-evidence-pack', workspace, day === undefined ? {} : { day }, 'lead');
  expect(await ask(company(), '2026-03-01')).toContain('the evidence pack as of 2 February 2026');
  expect(await ask(company(), '2025-12-01')).toContain('Nothing was recorded by 1 December 2025.');
  expect(await say('get-evidence-pack', new Workspace('2026-02-02', null), {}, 'admin')).toContain(
    'Nothing is recorded yet',
  );
});

test('a member is told who can get it', async () => {
  expect(await say('get-evidence-pack', company())).toBe(
    'Only the transformation lead and Slack admins can get the evidence pack. Ask <@lead> to write `/stage3 pack`. The evidence pack is one zip file for an auditor: a PDF with 28 sections, the same tables as CSV and JSON, and a checksum of each file (compare them with `sha256sum -c SHA256SUMS`).',
  );
});
