import { expect, test } from 'vitest';
import { waiverEnding } from '../../../src/domain/checklist/waiver-ending-reminder.ts';
import { waive } from '../../../src/domain/checklist/waivers.ts';
import { stopUseCase } from '../../../src/domain/use-cases/production.ts';
import { daysDue, dueOn, theDue } from '../../support/nudges.ts';
import { Workspace } from '../../support/register.ts';

const fallback = { kind: 'item', item: 'fallback' } as const;
const waived = (subject: Parameters<typeof waive>[1]['subject'] = fallback) => {
  const workspace = new Workspace('2026-01-05');
  workspace.startsPilot(workspace.registers(), { decideBy: '2026-06-01' });
  return workspace.do('lead', waive, { useCase: 'UC-1', subject, reason: 'For now', until: '2026-02-16' });
};

test('the owner hears of it from 7 days before until the day on which it ends', () => {
  const days = daysDue(waiverEnding, waived(), '2026-01-05', '2026-04-01');
  expect([days[0], days.at(-1)]).toEqual(['2026-02-09', '2026-02-16']);
  expect(dueOn(waiverEnding, waived(), '2026-02-09')).toEqual([
    'owner: UC-1 AI Support Agent: the waiver for "Fallback" ends on 16 February 2026',
  ]);
  expect(theDue(waiverEnding, waived(), '2026-02-09')).toMatchObject({
    step: { do: 'confirm-item', useCase: 'UC-1', item: 'fallback' },
    repeat: { days: 7 },
  });
});

test('a waiver of a difference is ended by recording what it runs on', () => {
  const due = theDue(waiverEnding, waived({ kind: 'drift', category: 'guardrails' }), '2026-02-09');
  expect(due.fact).toContain('the waiver for drift on guardrail tooling ends on 16 February 2026');
  expect(due.step).toEqual({ do: 'record-stack', useCase: 'UC-1' });
});

test('one that another follows needs no word, nor does one of what was stopped', () => {
  const followed = waived();
  const next = { useCase: 'UC-1', subject: fallback, reason: 'Still', until: '2026-03-30' };
  followed.on('2026-02-09').do('lead', waive, next);
  expect(daysDue(waiverEnding, followed, '2026-02-09', '2026-04-01')[0]).toBe('2026-03-23');
  const stopped = waived().do('owner', stopUseCase, { useCase: 'UC-1', reason: 'Nobody uses it' });
  expect(dueOn(waiverEnding, stopped, '2026-02-10')).toEqual([]);
});
