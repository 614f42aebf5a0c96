import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SeenMessage } from '../../sandbox/client.ts';
import { as, crossing, opens, startCrossing } from '../support/forms.ts';

beforeEach(startCrossing);
afterEach(() => crossing.close());

/** Reads a calendar file strictly, by another library than the one that wrote it. */
function read(message: SeenMessage | undefined) {
  const text = Buffer.from(message?.opensFile() ?? []).toString();
  const calendar = new ICAL.Component(ICAL.parse(text));
  const component = calendar.getFirstSubcomponent('vevent');
  if (!component) throw new Error('no event');
  const event = new ICAL.Event(component);
  return {
    text,
    method: calendar.getFirstPropertyValue('method'),
    ...{ uid: event.uid, sequence: event.sequence, description: event.description },
    start: event.startDate.toJSDate().toISOString(),
    minutes: event.duration.toSeconds() / 60,
    attendees: event.attendees.map((one) => one.getFirstParameter('cn')),
  };
}
const files = (person: string) =>
  as(person)
    .directMessages()
    .filter((one) => one.files.length > 0);

async function schedules(day: string, attendees: string[], button = 'Schedule review') {
  const form = await opens('Lena Lead', '/stage3 review', button);
  await form.fill({ Day: day, 'Begins at': '14:00', Attendees: attendees });
  const done = await form.submits();
  await done.modal?.closes({ all: true });
  await crossing.deliver();
  return done;
}

test('everybody invited gets the file, again when it moves, and a cancellation at the end', async () => {
  await schedules('2026-03-27', ['@Lena Lead', '@Omar Owner']);
  const first = read(files('Omar Owner').at(-1));
  expect(first).toMatchObject({
    method: 'REQUEST',
    sequence: 0,
    start: '2026-03-27T13:00:00.000Z',
    minutes: 120,
  });
  expect(first.attendees).toEqual(['Lena Lead (sample)', 'Omar Owner (sample)']);
  expect(first.text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  await schedules('2026-03-30', ['@Lena Lead', '@Omar Owner'], 'Move review');
  await schedules('2026-03-31', ['@Lena Lead', '@Ana Operations'], 'Move review');
  const moved = files('Lena Lead').map(read);
  expect(moved.map(({ sequence, start, uid }) => [sequence, start, uid === first.uid])).toEqual([
    [0, '2026-03-27T13:00:00.000Z', true],
    [1, '2026-03-30T12:00:00.000Z', true],
    [2, '2026-03-31T12:00:00.000Z', true],
  ]);
  expect(read(files('Omar Owner').at(-1))).toMatchObject({ method: 'CANCEL', sequence: 2, uid: first.uid });
  const cancel = await opens('Lena Lead', '/stage3 review', 'Cancel review');
  await cancel.fill({ Reason: 'Krankheit – später' });
  await cancel.submits();
  await crossing.deliver();
  expect(read(files('Ana Operations').at(-1))).toMatchObject({
    ...{ method: 'CANCEL', sequence: 3, uid: first.uid, description: 'Krankheit – später' },
  });
  expect(files('Omar Owner')).toHaveLength(3);
});

test('a review moves without the people who left, and is recorded without them', async () => {
  await schedules('2026-03-27', ['@Lena Lead', '@Ana Operations']);
  await crossing.workspace.control.deactivate('Ana Operations');
  const move = await opens('Lena Lead', '/stage3 review', 'Move review');
  expect(move.holds('Attendees')).toBe('@Lena Lead (sample)');
  await move.fill({ Day: '2026-03-30' });
  expect((await move.submits()).modal?.text).toContain('is scheduled for Mon 30 March');
  await as('Lena Lead').modal()?.closes({ all: true });
  const record = await opens('Lena Lead', '/stage3 review', 'Record review');
  expect(record.holds('Participants')).toBe('@Lena Lead (sample)');
});
