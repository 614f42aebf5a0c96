import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { records } from './records-directly.ts';
import { registration } from './register.ts';

/** Records that Lena leads, and a pilot of Omar that was to be decided by 5 January 2026. */
export async function recordOverduePilot(crossing: Parameters<typeof records>[0]): Promise<void> {
  await records(crossing, changeSettings, {
    leads: ['U0LENA'],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
  await records(crossing, registerUseCase, registration({ owner: 'U0OMAR' }));
  await records(crossing, startPilot, {
    useCase: 'UC-1',
    startedOn: '2025-12-01',
    decideBy: '2026-01-05',
    volunteers: 12,
    criteria: ['30% of tickets resolved'],
    stack: null,
  });
}
