import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { saveHoliday } from '../../src/domain/settings/holidays.ts';
import {
  as,
  crossing,
  opens,
  pilots,
  register,
  registers,
  startCrossing,
  submitRecorded,
  submits,
  today,
} from '../support/forms.ts';
import { records } from '../support/records-directly.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

const owners = async () =>
  [...(await register()).useCases.values()].map(({ key, owner }) => `${key} ${owner}`);

describe('use cases of a person who left', () => {
  const left = async () => {
    await registers();
    await registers({ name: 'Invoice reader' });
    await records(crossing, appointOperators, { people: ['U0OMAR'] });
    await crossing.workspace.control.deactivate('Omar Owner');
  };

  test('is handed over by the lead, beside their name; the roles they held are named next', async () => {
    await left();
    const form = await opens('Lena Lead', '/stage3 owners', 'Reassign', 'left Slack');
    expect(form.text).toContain('@Omar Owner (sample) left Slack and owns:');
    expect(form.text).toContain('UC-2 Invoice reader');
    expect(form.text).toContain('also holds AI Operations. Appoint a successor afterwards.');
    const done = await submitRecorded(form, { 'New owner': '@Sara Sales' });
    expect(await owners()).toEqual(['UC-1 U0SARA', 'UC-2 U0SARA']);
    await done.clicks('Appoint AI Operations');
    const lena = as('Lena Lead');
    await lena.waits(() => lena.modal()?.title === 'Appoint AI Operations', 'the form in its place');
  });

  test('the new owner is told what is theirs now', async () => {
    await left();
    const form = await opens('Lena Lead', '/stage3 owners', 'Reassign', 'left Slack');
    await submitRecorded(form, { 'New owner': '@Sara Sales' });
    await crossing.passTo(Date.parse(`${today}T14:30Z`));
    const told = await as('Sara Sales').waits(
      () => as('Sara Sales').sees('@crossing').at(-1),
      'what was handed over',
    );
    expect(told.text).toContain('recorded you as the owner of UC-1 AI Support Agent, UC-2 Invoice reader.');
  });

  test('goes to nobody by accident: without a new owner it stays, and says so at the field', async () => {
    await left();
    const form = await opens('Lena Lead', '/stage3 owners', 'Reassign', 'left Slack');
    const { errors } = await submits(form, {});
    expect(errors?.['New owner']).toBe('Choose the new owner.');
    expect(await owners()).toEqual(['UC-1 U0OMAR', 'UC-2 U0OMAR']);
  });

  test('is not for others to give away', async () => {
    await left();
    const page = await as('Sara Sales').types('#ai-program', '/stage3 owners');
    expect(page.buttons).not.toContain('Reassign');
    expect(page.text).toMatch(/Ask @Lena Lead \(sample\) to do these: .*Reassign/);
  });
});

describe('notices about AI Operations', () => {
  const accept = {
    'I am accountable for': ['Uptime of production AI', 'Incident response', 'Model versioning'],
  };
  const lena = () => as('Lena Lead');
  const ana = () => as('Ana Operations');
  const appointAna = async () => {
    const form = await opens('Lena Lead', '/stage3 owners', 'Appoint AI Operations');
    await (await submitRecorded(form, { 'AI Operations owners': ['@Ana Operations'] })).closes();
    await crossing.deliver();
    return ana().waits(() => ana().sees('@crossing').at(-1), 'the message');
  };

  test('accepts from the message', async () => {
    const message = await appointAna();
    expect(message.buttons).toEqual(['Accept', 'Decline']);
    await message.clicks('Accept');
    const done = await submitRecorded(await ana().openModal(), accept);
    expect(done.text).toContain('hold AI Operations');
  });

  test('reads there since when they have accepted, and finds no button, once they did so elsewhere', async () => {
    const message = await appointAna();
    const elsewhere = await opens('Ana Operations', '/stage3 owners', 'Accept');
    await (await submitRecorded(elsewhere, accept)).closes();
    await ana().waits(() => message.buttons.length === 0, 'the message to be drawn again');
    const [after] = ana().sees('@crossing');
    expect(after?.text).toBe(
      'You accepted all three accountabilities of AI Operations on 12 January 2026. Thank you.',
    );
    expect(after?.buttons).toEqual([]);
    expect(ana().modal()).toBeNull();
  });

  test('says that it is not for them: they are not named any more, and the lead is told, once', async () => {
    const message = await appointAna();
    await Promise.all([message.clicks('Decline'), message.clicks('Decline')]);
    const [after] = ana().sees('@crossing');
    expect(after?.text).toContain('Crossing tells the transformation lead, who can appoint somebody else.');
    expect(after?.buttons).toEqual([]);
    await crossing.deliver();
    const told = await lena().waits(() => lena().sees('@crossing').at(-1), 'what Ana says');
    expect(told.text).toContain('@Ana Operations (sample) declined AI Operations');
    await told.clicks('Appoint AI Operations');
    expect((await lena().openModal()).title).toBe('Appoint AI Operations');
    expect(lena().sees('@crossing')).toHaveLength(1);
    expect((await register()).operators.size).toBe(0);
  });

  test('reads that another accepted, and finds the way to accept as well', async () => {
    const message = await appointAna();
    const form = await opens('Lena Lead', '/stage3 owners', 'Appoint AI Operations');
    await (
      await submitRecorded(form, { 'AI Operations owners': ['@Ana Operations', '@Lena Lead'] })
    ).closes();
    const other = await opens('Lena Lead', '/stage3 owners', 'Accept');
    await (await submitRecorded(other, accept)).closes();
    await ana().waits(() => !message.buttons.includes('Accept'), 'the message to be drawn again');
    expect(message.text).toContain('@Lena Lead (sample) accepted AI Operations on 12 January 2026.');
    expect(message.buttons).toEqual(['Owners']);
  });

  test('reads that others are named instead', async () => {
    const message = await appointAna();
    const form = await opens('Lena Lead', '/stage3 owners', 'Appoint AI Operations');
    await (await submitRecorded(form, { 'AI Operations owners': ['@Itai IT'] })).closes();
    await ana().waits(() => message.buttons.length === 0, 'the message to be drawn again');
    expect(message.text).toContain(
      '@Lena Lead (sample) appointed others to AI Operations on 12 January 2026.',
    );
  });

  test('is not asked at night whom the lead names and removes before morning', async () => {
    await crossing.passTo(Date.parse(`${today}T19:00Z`));
    const names = (people: readonly string[]) => records(crossing, appointOperators, { people });
    await names(['U0ANAO']);
    await crossing.deliver();
    expect(ana().sees('@crossing')).toEqual([]);
    await names([]);
    await crossing.passTo(Date.parse('2026-01-13T12:00Z'));
    expect(ana().sees('@crossing')).toEqual([]);
    await names(['U0ANAO']);
    await crossing.deliver();
    expect(ana().sees('@crossing')).toHaveLength(1);
  });
});

describe('the quarterly review', () => {
  test('shows the agenda; once recorded, what came of it, and it can be put right', async () => {
    await pilots({ vendors: ['Acme'] });
    const before = await as('Sara Sales').types('#ai-program', '/stage3 review');
    const agenda = before.messages[0]?.text ?? '';
    expect(agenda).toContain('Policy review of Q1 2026');
    expect(agenda).toContain('Due in 78 days (31 March 2026).');
    expect(agenda).toContain('1. Data processing agreements, 30 minutes');
    expect(agenda).toContain('Acme has no DPA; used by UC-1');
    const form = await opens('Lena Lead', '/stage3 review', 'Record review');
    expect(form.text).toContain('1. Data processing agreements (1), 30 min');
    await (await submitRecorded(form, { Outcome: 'Acme signs by Friday.' })).closes();
    const after = await as('Sara Sales').types('#ai-program', '/stage3 review');
    expect(after.messages[0]?.text).toContain('Held on 12 January 2026 with @Lena Lead (sample)');
    const again = await opens('Lena Lead', '/stage3 review', 'Correct record');
    expect(again.holds('Outcome')).toBe('Acme signs by Friday.');
  });

  test('is recorded by the lead alone', async () => {
    const page = await as('Sara Sales').types('#ai-program', '/stage3 review');
    expect(page.buttons).not.toContain('Record review');
    expect(page.text).toContain('Waiting for @Lena Lead (sample)');
  });
});

describe('holidays on the page of the settings', () => {
  const enters = () =>
    records(crossing, saveHoliday, {
      day: '2026-05-04',
      until: '2026-05-13',
      name: 'Company',
      timeZone: null,
    });

  test('stand there a few at a time, and are removed at once', async () => {
    await enters();
    const seen = await as('Lena Lead').types('#ai-program', '/stage3 settings');
    expect(seen.messages[0]?.text).toContain('Upcoming holidays (10)');
    expect(seen.messages[0]?.text).toContain('11 May 2026');
    expect(seen.messages[0]?.text).not.toContain('12 May 2026');
    await seen.clicks('Remove', { near: '5 May 2026' });
    await as('Lena Lead').waits(
      () => as('Lena Lead').sees('#ai-program').at(-1)?.text.includes('Upcoming holidays (9)') || undefined,
      'one holiday less',
    );
    expect((await register()).holidays.has('2026-05-05')).toBe(false);
    await as('Lena Lead').sees('#ai-program').at(-1)?.clicks('Later holidays');
    await as('Lena Lead').waits(
      () => as('Lena Lead').sees('#ai-program').at(-1)?.text.includes('13 May 2026') || undefined,
      'the later ones',
    );
  });

  test('are not for everybody to remove', async () => {
    await enters();
    const seen = await as('Sara Sales').types('#ai-program', '/stage3 settings');
    expect(seen.buttons).not.toContain('Remove');
    expect(seen.text).toMatch(/Ask @Lena Lead \(sample\) to do these: .*Add holiday, Remove/);
    expect((await register()).holidays.size).toBe(10);
  });
});
