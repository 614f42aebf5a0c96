import { expect, test } from 'vitest';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { reportIncident } from '../../src/domain/incidents/decisions.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { sweepWorkspace } from '../../src/operations/sweep.ts';
import { openStore } from '../../src/store/open.ts';
import { allKinds } from '../support/messages.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

/** A Monday, ten in the morning in Berlin. */
const monday = Date.UTC(2026, 0, 12, 9);
const minute = 60_000;
const workspace = { teamId: 'T1' } as never;

test.for([0, 1, 2, 3, 4])(
  'a call that becomes due after the clock was read %i times is made, or the next sweep is due for it',
  async (readings, { onTestFinished }) => {
    const store = await openStore('sqlite::memory:');
    onTestFinished(() => store.close());
    const earlier = { store, now: () => monday, workspace };
    await records(earlier, changeSettings, {
      ...{ leads: ['U0LENA'], timeZone: 'Europe/Berlin', reading: 'five' },
      ...{ currency: 'EUR', workingDays: [1, 2, 3, 4, 5] },
    });
    const rollout = { audience: 'everyone', deployed: 40 } as const;
    const standing = { stage: 'production', liveOn: '2025-12-01', rollout } as const;
    await records(earlier, registerUseCase, registration({ owner: 'U0OMAR', standing }));
    await records(earlier, appointOperators, { people: ['U0ITAI'] });
    await records(earlier, reportIncident, {
      ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'critical', what: 'Wrong refunds', link: null },
      ...{ sinceDay: '2026-01-12', sinceTime: '09:30' },
    });
    const dueAt = monday + 15 * minute;
    let read = 0;
    const now = () => {
      read += 1;
      return read > readings ? dueAt + 1 : dueAt - 1;
    };
    const nextAt = await sweepWorkspace({ store, now, kinds: allKinds }, 'T1', null);
    const called = (await store.load('T1')).incidents.get('I-1')?.calls.map(({ person }) => person);
    if (called?.length === 1) expect(nextAt).toBe(dueAt);
    else expect(called).toEqual(['U0ITAI', 'U0LENA']);
  },
);
