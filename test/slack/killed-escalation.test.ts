import { once } from 'node:events';
import { expect, vi } from 'vitest';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { openStore } from '../../src/store/open.ts';
import { type Processes, test } from '../support/app-process.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const minute = 60_000;
/** Saturday, ten past three at night in Berlin. */
const night = Date.UTC(2026, 0, 17, 2, 10);
const poll = { timeout: 20_000, interval: 20 };

/** The app in a process of its own, whose clock the test moves. UC-1 calls Ana, then Itai, then Lena. */
async function startCompany({ databaseUrl, workspaceAt, runApp, afterwards }: Processes) {
  let movedBy = night - Date.now();
  const now = () => Date.now() + movedBy;
  const { workspace, slack } = await workspaceAt(null, { ...patientLimits, now });
  const store = await openStore(databaseUrl);
  afterwards(() => store.close());
  const company = { store, now, workspace };
  await records(company, changeSettings, {
    ...{ leads: ['U0LENA'], timeZone: 'Europe/Berlin', reading: 'five' },
    ...{ currency: 'EUR', workingDays: [1, 2, 3, 4, 5] },
  });
  const rollout = { audience: 'everyone', deployed: 40 } as const;
  const standing = { stage: 'production', liveOn: '2025-12-01', rollout } as const;
  await records(company, registerUseCase, registration({ owner: 'U0OMAR', standing }));
  await records(company, confirmItem, {
    useCase: 'UC-1',
    details: {
      ...{ item: 'incident-response', runbook: 'https://wiki.example.com/runbook' },
      ...{ callOrder: ['U0ANAO'], slaHours: 4 },
    },
  });
  await records(company, appointOperators, { people: ['U0ITAI'] });

  const start = async () => {
    const env = { MOVED_BY: String(movedBy), TICK_EVERY: '100' };
    const preload = './test/support/moved-date.mjs';
    const running = await runApp(workspace, slack, 0, 'Socket Mode', { env, preload });
    await running.says('Crossing is running');
    return running;
  };
  let app = await start();
  const calls = async () =>
    (await store.outbox.messages(workspace.teamId)).filter(({ kind }) => kind === 'incident-call');
  return {
    ...{ workspace, slack, store, now, calls },
    async moveTo(moment: number) {
      movedBy = moment - Date.now();
      const moved = once(app.child, 'message');
      app.child.send(movedBy);
      await moved;
    },
    /** Kills the app, and starts it again when the lease of a message has ended. */
    async killsAndRestarts() {
      app.child.kill('SIGKILL');
      expect(await app.ended).toBe('SIGKILL');
      movedBy += 3 * minute;
      app = await start();
    },
    /** Returns how many messages about the incident each person has in Slack. */
    countTold: () =>
      ['Ana Operations', 'Itai IT', 'Lena Lead'].map(
        (person) =>
          workspace
            .as(person)
            .directMessages()
            .filter(({ text }) => text.includes('I-1')).length,
      ),
  };
}

type Company = Awaited<ReturnType<typeof startCompany>>;

/** Moments at which a call can be cut off. Each makes the call due at `dueAt` by `begin`, and resolves when it is reached. */
const moments = {
  'planned and not sent': async (
    { store, workspace, calls }: Company,
    dueAt: number,
    begin: () => Promise<unknown>,
  ) => {
    await store.outbox.pauseSending(workspace.teamId, dueAt + 2 * minute);
    const before = (await calls()).length;
    await begin();
    await vi.waitUntil(async () => (await calls()).length === before + 1, poll);
    expect((await calls()).map(({ status }) => status)).toContain('pending');
  },
  'on its way to Slack': async ({ slack, calls }: Company, _: number, begin: () => Promise<unknown>) => {
    const arrived = slack.hold('chat.postMessage');
    await begin();
    await arrived;
    expect((await calls()).map(({ status }) => status)).toContain('sending');
  },
  'in Slack and not recorded': async (
    { slack, calls }: Company,
    _: number,
    begin: () => Promise<unknown>,
  ) => {
    const answered = slack.holdAnswer('chat.postMessage');
    await begin();
    await answered;
    expect((await calls()).map(({ status }) => status)).toContain('sending');
  },
} as const;
type Moment = keyof typeof moments;

async function reportsIncident({ workspace }: Company): Promise<void> {
  const sara = workspace.as('Sara Sales');
  await sara.types('#ai-program', '/stage3 incident UC-1 wrong refunds');
  const form = await sara.openModal();
  await form.fill({
    Kind: 'Wrong output',
    Severity: 'Critical: people are harmed or data is exposed now',
  });
  expect((await form.submits()).modal?.title).toBe('Recorded');
}

test.concurrent.for<readonly [Moment, Moment, Moment]>([
  ['planned and not sent', 'on its way to Slack', 'in Slack and not recorded'],
  ['in Slack and not recorded', 'planned and not sent', 'on its way to Slack'],
])(
  'an app that is killed while the first call is %s, the second %s and the third %s loses none and repeats none',
  async (cutOff, { processes, expect }) => {
    const company = await startCompany(processes);
    const { store, workspace, calls, moveTo, killsAndRestarts, countTold } = company;
    const incident = async () => (await store.load(workspace.teamId)).incidents.get('I-1');
    let dueAt = company.now();
    for (const [index, moment] of cutOff.entries()) {
      await moments[moment](company, dueAt, () => (index === 0 ? reportsIncident(company) : moveTo(dueAt)));
      await killsAndRestarts();
      const told = [1, 1, 1].fill(0, index + 1);
      await expect
        .poll(async () => (await calls()).map(({ status }) => status), poll)
        .toEqual(Array(index + 1).fill('sent'));
      expect(countTold()).toEqual(told);
      dueAt = ((await incident())?.calls.at(-1)?.at ?? 0) + 15 * minute;
    }
    // Nobody acknowledges: three reminders of the missed SLA follow, and then silence.
    const opened = (await incident())?.openedAt ?? 0;
    for (const [index, hours] of [4, 5, 6].entries()) {
      await moveTo(opened + hours * 60 * minute);
      await expect
        .poll(async () => (await calls()).filter(({ status }) => status === 'sent').length, poll)
        .toBe(4 + index);
    }
    await moveTo(opened + 9 * 60 * minute);
    // A tick is recorded when it begins, so the second one shows that the first has ended.
    for (let ticks = 0; ticks < 2; ticks += 1) {
      const before = (await store.outbox.lastTick())?.tickedAt ?? 0;
      await expect.poll(async () => (await store.outbox.lastTick())?.tickedAt, poll).toBeGreaterThan(before);
    }
    expect((await incident())?.calls.map(({ person, why }) => `${why} ${person}`)).toEqual([
      ...['escalation U0ANAO', 'escalation U0ITAI', 'escalation U0LENA'],
      ...['sla U0ANAO', 'sla U0ITAI', 'sla U0LENA'],
    ]);
    expect(countTold()).toEqual([2, 2, 2]);
  },
);
