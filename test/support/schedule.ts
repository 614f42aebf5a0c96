import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { startSampleWorkspace } from '../../sandbox/sample-workspace.ts';
import type { Sandbox } from '../../sandbox/server/start-sandbox.ts';
import { createLog } from '../../src/log.ts';
import { createHeartbeat, type Heartbeat } from '../../src/operations/heartbeat.ts';
import { createQueries } from '../../src/operations/queries.ts';
import { defaultTiming } from '../../src/operations/send.ts';
import { createSchedule, type Schedule } from '../../src/schedule/schedule.ts';
import { createSlackSender } from '../../src/slack/slack-sender.ts';
import { openStore, type Store } from '../../src/store/open.ts';
import { everyTenant } from './installations.ts';
import { memoryFolder } from './memory.ts';
import { allKinds } from './messages.ts';
import { recordOverduePilot } from './overdue-pilot.ts';
import { patientLimits } from './patient-limits.ts';
import { type SlowSlack, startSlowSlack } from './slow-slack.ts';

/** A Monday, ten in the morning in Berlin. */
export const monday = Date.UTC(2026, 0, 12, 9);
export const day = 24 * 60 * 60 * 1000;
/** The clock of the schedule and of its workspace. */
export const clock = { at: monday };
export const now = () => clock.at;

export let workspace: Sandbox;
export let slack: SlowSlack;
export let store: Store;
export let heartbeat: Heartbeat;
export let schedule: Schedule;
/** The path of the database, for other processes. */
export let file: string;
export let lines: { level: number; workspace?: string; msg: string }[];
export let ticks: string[];

/** Prepares for each test a schedule that ticks on demand, with a workspace and a database of its own. */
export function prepareSchedule(): void {
  let folder: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(memoryFolder, 'crossing-schedule-'));
    file = join(folder, 'crossing.db');
    clock.at = monday;
    lines = [];
    ticks = [];
    workspace = await startSampleWorkspace({ ...patientLimits, now });
    slack = await startSlowSlack(workspace.apiUrl);
    store = await openStore(`sqlite:${file}`);
    heartbeat = createHeartbeat(now);
    const log = createLog('debug', { write: (line) => void lines.push(JSON.parse(line)) });
    const credentials = { botToken: workspace.botToken, slackApiUrl: slack.apiUrl };
    schedule = createSchedule({
      sending: {
        store,
        now,
        sender: createSlackSender(everyTenant(credentials, log), log),
        ...createQueries({ store, now }),
        kinds: allKinds,
        timing: { ...defaultTiming, pace: 0 },
      },
      heartbeat,
      ticked: (outcome) => void ticks.push(outcome),
      log,
      interval: 50,
    });
  });
  afterEach(async () => {
    await schedule.stop();
    await slack.close();
    await workspace.close();
    await store.close().catch(() => undefined);
    rmSync(folder, { recursive: true });
  });
}

/** Records a pilot of Omar's that is overdue on Monday, and Lena as lead. */
export async function omarIsLate(teamId = workspace.teamId): Promise<void> {
  clock.at = monday - 40 * day;
  await recordOverduePilot({ store, now, workspace: { ...workspace, teamId } });
  clock.at = monday;
}

export const toOmar = () => workspace.as('Omar Owner').directMessages();

export const dueAt = async (id: string) => (await store.outbox.agendaOf(id))?.dueAt ?? 0;
