import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signingSecret } from '../../sandbox/crossing.ts';
import { samplePeople } from '../../sandbox/sample-workspace.ts';
import { enterAbsence } from '../../src/domain/absences/absences.ts';
import { issueIntakeToken } from '../../src/domain/adoption/intake.ts';
import { acceptAccountabilities, appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { issueAuditToken } from '../../src/domain/audit-trail/audit-tokens.ts';
import { waive } from '../../src/domain/checklist/waivers.ts';
import { recordCosts } from '../../src/domain/costs/index.ts';
import { chooseDigest } from '../../src/domain/digest/digests.ts';
import { addFollowUp, closeFollowUp } from '../../src/domain/follow-ups/follow-ups.ts';
import { reportIncident } from '../../src/domain/incidents/decisions.ts';
import { issueAssistantToken } from '../../src/domain/mcp/index.ts';
import { recordModelRetirement } from '../../src/domain/model-versions/index.ts';
import { askPulse } from '../../src/domain/purgatory/pulse.ts';
import { accountabilities } from '../../src/domain/register.ts';
import { muteNudges } from '../../src/domain/reminders/mutes.ts';
import { scheduleReview } from '../../src/domain/reviews/meetings.ts';
import { saveHoliday } from '../../src/domain/settings/holidays.ts';
import { requestTool } from '../../src/domain/tools/requests.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { subjects } from '../../src/slack/subjects.ts';
import { costOf } from '../support/costs.ts';
import { cases } from '../support/form-cases/index.ts';
import {
  crossing,
  type FormCase,
  fills,
  openForm,
  register,
  registers,
  startCrossingOn,
  today,
} from '../support/forms.ts';
import { createPlannedMessage } from '../support/messages.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { toolRequest } from '../support/tools.ts';

/** A member who owns nothing, a guest, and people of other companies; only the last is marked as a stranger. */
const [member, ...strangers] = ['U0SARA', 'U0GUST', 'U0PART', 'U0STRA'] as const;
const partners = [
  { id: 'U0PART', name: 'Paula Partner', handle: 'paula', tz: 'Europe/Berlin', team: 'T0ELSEWHERE' },
  { id: 'U0STRA', name: 'Stig Stranger', handle: 'stig', tz: 'Europe/Berlin', isStranger: true },
  { id: 'U0BOT', name: 'Billing Bot (sample)', handle: 'billing', tz: 'UTC', isBot: true },
];

beforeEach(() =>
  startCrossingOn('sqlite::memory:', {
    mode: 'http',
    people: [...samplePeople, ...partners],
    ...patientLimits,
  }),
);
afterEach(() => crossing.close());

interface Payload {
  readonly type: string;
  readonly user: { readonly id: string };
  readonly view: {
    readonly hash: string;
    readonly state: { readonly values: Readonly<Record<string, Readonly<Record<string, object>>>> };
  };
}

/** Sends a payload as Slack signs it. */
async function send(payload: object): Promise<string> {
  const body = new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const answer = await fetch(`${crossing.address}/slack/events`, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

const seq = async () => (await register()).seq;

/** Returns the payload of a correctly filled form that is not recorded yet. */
async function submissionOf(form: FormCase): Promise<Payload> {
  let shown = await openForm(form);
  for (let left = await fills(shown, form.good); Object.keys(left).length > 0; ) {
    const { modal } = await shown.submits();
    if (!modal) throw new Error(`never asked for ${Object.keys(left)}`);
    shown = modal;
    left = await fills(shown, left);
  }
  const { control } = crossing.workspace;
  await control.change(form.who, {});
  control.failNext('users.info', { error: 'fatal_error' });
  await shown.submits();
  const sent = control.deliveries().findLast(({ payload }) => payload.type === 'view_submission');
  return sent?.payload as unknown as Payload;
}

let deliveries = 0;
/** Sends the submission as another delivery, optionally by another person. */
const submittedBy = (payload: Payload, id = payload.user.id) => {
  deliveries += 1;
  const hash = `${payload.view.hash}${deliveries}`;
  return send({ ...payload, user: { ...payload.user, id }, view: { ...payload.view, hash } });
};

/** Returns a submission for each field that names people, with a person of another company in it. */
function withStrangers(payload: Payload, id: string): readonly (readonly [string, Payload])[] {
  const { values } = payload.view.state;
  return Object.entries(values).flatMap(([field, elements]) =>
    Object.entries(elements).flatMap(([element, state]) => {
      const named = ['selected_user', 'selected_users'].find((key) => key in state);
      if (named === undefined) return [];
      const chosen = { ...state, [named]: named === 'selected_user' ? id : [id] };
      const state_ = { values: { ...values, [field]: { [element]: chosen } } };
      return [[field, { ...payload, view: { ...payload.view, state: state_ } }] as const];
    }),
  );
}

/** Forms that every member may submit. */
const forEverybody = [
  ...['register-use-case', 'import-use-cases', 'propose-decision', 'open-evaluation', 'enter-absence'],
  ...['report-incident', 'request-tool', 'issue-assistant-token'],
];

describe('a form that somebody else filled in', () => {
  test.each(Object.entries(cases))(
    '%s: is recorded for nobody who may not, and names nobody from elsewhere',
    async (key, form) => {
      const payload = await submissionOf(form);
      const before = await seq();
      const others = forEverybody.includes(key) ? strangers : [member, ...strangers];
      for (const other of others) {
        const answer = await submittedBy(payload, other);
        expect([other, await seq(), answer]).toEqual([
          other,
          before,
          expect.stringMatching(/"response_action":"(errors|push)"/),
        ]);
      }
      for (const stranger of strangers)
        for (const [field, naming] of withStrangers(payload, stranger)) {
          const answer = await submittedBy(naming);
          expect([field, answer]).toEqual([
            field,
            expect.stringContaining('is not a full member of this workspace'),
          ]);
          expect(await seq()).toBe(before);
        }
      const answer = await submittedBy(payload);
      expect(answer).toContain('"text":"Recorded"');
      expect(await seq()).toBeGreaterThan(before);
    },
  );
});

describe('a button that records at once', () => {
  const counts = { intended: 12, daily: 1, weekly: 2, notAtAll: 3, result: '' };
  /** Everything that such a button is about. */
  beforeEach(async () => {
    await registers({ members: ['U0ANAO', 'U0ITAI'] });
    await records(crossing, startPilot, {
      ...{ useCase: 'UC-1', startedOn: '2025-12-01', decideBy: '2026-03-01', volunteers: 12 },
      ...{ criteria: ['30% of tickets resolved'], stack: null },
    });
    await records(crossing, appointOperators, { people: ['U0ANAO'] });
    await records(crossing, acceptAccountabilities, { accept: accountabilities }, 'U0ANAO');
    await records(crossing, waive, {
      ...{ useCase: 'UC-1', reason: 'Leave', until: '2026-02-01' },
      subject: { kind: 'item', item: 'training' },
    });
    await records(crossing, issueIntakeToken, { useCase: 'UC-1', hash: 'a'.repeat(64) });
    await records(crossing, issueAuditToken, { useCase: 'UC-1', hash: 'b'.repeat(64) });
    await records(crossing, issueAssistantToken, { hash: 'c'.repeat(64) }, 'U0OMAR');
    await records(crossing, saveHoliday, {
      day: '2026-05-14',
      until: '2026-05-14',
      name: 'Day off',
      timeZone: null,
    });
    await records(crossing, chooseDigest, {
      ...{ channel: 'C00001', weekday: 1, time: '08:00', timeZone: 'Europe/Berlin' },
    });
    await records(
      crossing,
      enterAbsence,
      { from: '2026-02-01', until: '2026-02-10', deputy: null },
      'U0OMAR',
    );
    await records(crossing, recordModelRetirement, {
      ...{ retirement: null, model: 'GPT-5', version: '', endsOn: '2026-03-01' },
      announcement: 'https://provider.example',
    });
    await records(crossing, recordCosts, costOf('UC-1', '2025-12', 100), 'U0OMAR');
    await records(crossing, muteNudges, { kind: 'adoption' }, 'U0OMAR');
    await records(crossing, askPulse, { useCase: 'UC-1' });
    await records(crossing, reportIncident, {
      ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'low', what: 'Wrong refunds', link: null },
      ...{ sinceDay: '2026-01-11', sinceTime: '08:00' },
    });
    await records(crossing, addFollowUp, {
      ...{ origin: 'I-1', what: 'Add refund cases', owner: 'U0OMAR', dueOn: '2026-02-01' },
    });
    await records(crossing, closeFollowUp, { followUp: 'F-1', outcome: 'done', note: '' });
    await records(crossing, requestTool, toolRequest(), 'U0OMAR');
    await records(crossing, scheduleReview, {
      ...{ quarter: '2026-Q1', day: '2026-03-31', time: '14:00', attendees: ['U0LENA'] },
    });
    await crossing.deliver();
  });

  /** Presses a button that nobody drew for this person, and waits until the app has answered. */
  async function presses(id: string, action_id: string, value: string): Promise<void> {
    const modals = () =>
      crossing.workspace.control.calls().filter(({ method }) => method === 'views.open').length;
    const before = modals();
    deliveries += 1;
    const action = { type: 'button', action_id, block_id: 'b', value, action_ts: `${deliveries}.1` };
    const team = { id: crossing.workspace.teamId };
    await send({
      type: 'block_actions',
      team,
      user: { id },
      trigger_id: '1',
      actions: [action],
      container: {},
    });
    await expect.poll(modals).toBeGreaterThan(before);
  }

  const buttons: readonly [string, (r: Awaited<ReturnType<typeof register>>) => object][] = [
    ['ask-pulse', () => ({ useCase: 'UC-1' })],
    ['answer-pulse', () => ({ useCase: 'UC-1', score: 1 })],
    ['record-check-in', () => ({ useCase: 'UC-1', on: today, ...counts })],
    ['decline-operations', () => ({})],
    ['end-digest', () => ({ channel: 'C00001' })],
    ['mute-nudges', () => ({ kind: 'horoscopes' })],
    ['unmute-nudges', () => ({ kind: 'adoption' })],
    ['end-absence', () => ({})],
    ['drop-holiday', ({ holidays }) => ({ id: [...holidays.keys()][0] })],
    ['end-waiver', ({ waivers }) => ({ waiver: [...waivers.keys()][0] })],
    ['withdraw-intake-token', () => ({ useCase: 'UC-1' })],
    ['acknowledge-incident', () => ({ incident: 'I-1' })],
    ['reopen-follow-up', () => ({ followUp: 'F-1' })],
    ['withdraw-audit-token', () => ({ useCase: 'UC-1' })],
    ['withdraw-assistant-token', () => ({})],
    ['withdraw-tool-request', () => ({ request: 'T-1' })],
    ['send-review-agenda', () => ({ quarter: '2026-Q1' })],
    ['send-evidence-pack', () => ({ day: null })],
    ['remove-costs', () => ({ useCase: 'UC-1', month: '2025-12' })],
    ['remove-model-retirement', () => ({ retirement: 'MR-1' })],
    // Every member may join what has not ended.
    ['join-use-case', () => ({ useCase: 'UC-99' })],
  ];

  test('every button that records at once is among them', () => {
    const keys = subjects.flatMap(({ clicks = [] }) => clicks.map(({ key }) => key));
    expect(buttons.map(([key]) => key).sort()).toEqual(keys.sort());
  });

  test('an offered button without a form takes its step at once, and only for members', async () => {
    const step = JSON.stringify({ do: 'join-use-case', useCase: 'UC-1' });
    for (const id of strangers) await presses(id, 'open:join-use-case', step);
    expect((await register()).useCases.get('UC-1')?.members).toEqual(['U0ANAO', 'U0ITAI']);
    await presses('U0SARA', 'open:join-use-case', step);
    expect((await register()).useCases.get('UC-1')?.members).toEqual(['U0ANAO', 'U0ITAI', 'U0SARA']);
  });

  test('a kind of reminder is muted for the person who presses, and an unknown kind for nobody', async () => {
    const press = (id: string, kind: string) =>
      presses(id, `open:mute-nudges:${kind}`, JSON.stringify({ do: 'mute-nudges', kind }));
    const muted = async () => [...(await register()).mutes.keys()];
    const before = await muted();
    for (const id of strangers) await press(id, 'cost-report');
    await press('U0SARA', 'horoscopes');
    expect(await muted()).toEqual(before);
    await press('U0SARA', 'cost-report');
    expect(await muted()).toEqual([...before, 'U0SARA:cost-report']);
  });

  test('a button of an older version says where to go on, and records nothing', async () => {
    const before = await seq();
    await presses('U0OMAR', 'do:of-another-time', '{}');
    const shown = crossing.workspace.control.calls().filter(({ method }) => method === 'views.open');
    expect(JSON.stringify(shown)).toContain('This button is outdated. Type /stage3');
    expect(await seq()).toBe(before);
  });

  test.each(buttons)('%s: does nothing for who may not, wherever they got it from', async (key, carries) => {
    const before = await register();
    for (const id of [member, ...strangers]) {
      await presses(id, `do:${key}`, JSON.stringify(carries(before)));
      expect([id, await seq()]).toEqual([id, before.seq]);
    }
  });

  test.each(['snooze', 'not-mine', 'mute'])(
    '%s: answers no reminder that went to somebody else',
    async (verb) => {
      const { outbox } = crossing.store;
      const { teamId } = crossing.workspace;
      const at = crossing.now();
      const ask = { kind: 'decision-near', subject: 'UC-1', person: 'U0OMAR' } as const;
      const daily = { kind: 'daily', recipient: 'U0OMAR', day: today, expiresAt: at + 3_600_000 };
      await outbox.plan(teamId, at, [createPlannedMessage({ ...daily, nudges: [ask] })]);
      const message = (await outbox.messages(teamId)).findLast(({ kind }) => kind === 'daily');
      const before = await seq();
      for (const id of [member, ...strangers]) {
        await presses(id, `ask:${message?.id}:0`, verb);
        expect([id, await seq()]).toEqual([id, before]);
      }
      const modals = crossing.workspace.control.calls().filter(({ method }) => method === 'views.open');
      for (const { args } of modals) expect(JSON.stringify(args)).not.toContain('"submit"');
      expect((await outbox.nudgesOf(teamId, message?.id ?? '')).map(({ outcome }) => outcome)).toEqual([
        'open',
      ]);
    },
  );
});
