import { fillsIn, opens, puts } from './form-filling.ts';
import { ana, omar } from './sample-workspace.ts';
import type { Sandbox } from './server/start-sandbox.ts';

/** The app as other systems reach it, and its clock. */
export interface RunningApp {
  readonly address: string;
  readonly now: () => number;
  /** Moves the clock to minutes after ten on a day. */
  readonly moveTo: (day: string, minutes?: number) => void;
}

type Action = readonly [
  time: string,
  what: string,
  target: string,
  result?: 'failed' | 'refused',
  details?: string,
];

const closed = 'Closed solved ticket';
const merged = 'Merged duplicate tickets';
const unavailable = 'The ticket system answered 503.';

/** The actions of the support agent in the ticket system, by day, in the time of Berlin. */
const actionsByDay: Readonly<Record<string, readonly Action[]>> = {
  '2026-02-12': [['10:00', 'Connected to the audit trail', 'helpdesk.example.com']],
  '2026-02-13': [
    ['09:12', closed, 'ticket 48112'],
    ['11:47', closed, 'ticket 48120'],
    ['15:03', merged, 'tickets 48131 and 48133'],
  ],
  '2026-02-16': [
    ['08:31', closed, 'ticket 48140'],
    ['08:44', closed, 'ticket 48142', 'failed', unavailable],
    ['08:49', closed, 'ticket 48142'],
    ['13:20', closed, 'ticket 48155', 'refused', 'The customer had written again.'],
    ['16:05', closed, 'ticket 48147'],
  ],
  '2026-02-17': [
    ['09:58', closed, 'ticket 48163'],
    ['14:36', merged, 'tickets 48166 and 48171'],
    ['17:10', closed, 'ticket 48169'],
  ],
  '2026-02-18': [
    ['10:22', closed, 'ticket 48180'],
    ['11:02', 'Deleted ticket', 'ticket 48184', 'refused', 'Only support staff may delete tickets.'],
    ['15:41', closed, 'ticket 48186'],
  ],
  '2026-02-19': [
    ['09:05', closed, 'ticket 48191'],
    ['12:33', closed, 'ticket 48198'],
    ['16:48', closed, 'ticket 48202'],
  ],
  '2026-02-20': [
    ['08:57', closed, 'ticket 48207'],
    ['11:15', merged, 'tickets 48209 and 48212'],
    ['14:52', closed, 'ticket 48216'],
  ],
  '2026-02-23': [
    ['08:20', closed, 'ticket 48229'],
    ['08:26', closed, 'ticket 48231'],
    ['10:39', closed, 'ticket 48236', 'refused', 'The customer had written again.'],
    ['15:14', closed, 'ticket 48244'],
  ],
  '2026-02-24': [
    ['09:31', closed, 'ticket 48250'],
    ['13:08', closed, 'ticket 48257'],
    ['16:27', merged, 'tickets 48259 and 48260'],
  ],
  '2026-02-25': [
    ['10:11', closed, 'ticket 48266', 'failed', unavailable],
    ['10:16', closed, 'ticket 48266', 'failed', unavailable],
    ['10:31', closed, 'ticket 48266'],
    ['14:55', closed, 'ticket 48273'],
  ],
  '2026-02-26': [
    ['08:42', closed, 'ticket 48280'],
    ['12:19', closed, 'ticket 48284'],
    ['15:37', closed, 'ticket 48291'],
  ],
  '2026-02-27': [
    ['09:26', closed, 'ticket 48297'],
    ['11:50', merged, 'tickets 48299 and 48305'],
    ['16:02', closed, 'ticket 48303'],
  ],
  '2026-03-02': [
    ['08:35', closed, 'ticket 48318'],
    ['09:10', closed, 'ticket 48321', 'refused', 'The customer had written again.'],
  ],
};

const auditEvents = Object.entries(actionsByDay)
  .flatMap(([day, actions]) => actions.map((action) => [`${day}T${action[0]}:00+01:00`, action] as const))
  .map(([when, [, what, target, result = 'done', details]], index) => ({
    ...{ id: `sample-${index + 1}`, when, what, target, result, details },
    ...{ actor: 'support-agent/2.1', approvedBy: 'Omar Owner (sample)' },
  }));

/** The token of the support agent in each workspace. Crossing shows it once. */
const tokens = new WeakMap<Sandbox, string>();

/** AI Operations issues the token of the support agent, and its owner lets it act in the ticket system by itself. */
export async function startsAuditTrail(workspace: Sandbox): Promise<void> {
  const form = await opens(ana(workspace), '/stage3 audit UC-1', 'Audit token');
  const issued = await fillsIn(form, {
    'The token is shown once': ['Only the system that acts will be able to read it'],
  });
  tokens.set(workspace, /crossing-audit-\S+/.exec(issued.text)?.[0] ?? '');
  await issued.closes({ all: true });
  await puts(omar(workspace), '/stage3 usecase show UC-1', 'Edit', undefined, {
    'What it may do': 'Execute: it acts in systems by itself',
  });
}

/** The support agent sends the audit events of all its actions until now. Those that it sent before count once. */
export async function sendsAuditEvents(workspace: Sandbox, { address, now }: RunningApp): Promise<void> {
  const answer = await fetch(`${address}/api/v1/use-cases/UC-1/audit-events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${tokens.get(workspace)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ events: auditEvents.filter(({ when }) => Date.parse(when) <= now()) }),
  });
  if (!answer.ok) throw new Error(`audit events were refused: ${answer.status} ${await answer.text()}`);
}
