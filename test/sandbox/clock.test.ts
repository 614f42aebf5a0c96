import { expect, test } from 'vitest';
import { movedFrom } from '../../sandbox/server/clock.ts';
import { start } from './bolt-app.ts';

/** Returns a moment of Berlin time. The clocks there go forward on 29 March 2026. */
const inBerlin = (local: string, offset = '+01:00') => Date.parse(`${local}${offset}`);

test.each([
  ['tomorrow', '2026-01-12T16:20', inBerlin('2026-01-13T09:00')],
  ['tomorrow', '2026-03-28T16:20', inBerlin('2026-03-29T09:00', '+02:00')],
  ['next-monday', '2026-01-12T08:00', inBerlin('2026-01-19T09:00')],
  ['next-monday', '2026-01-18T23:59', inBerlin('2026-01-19T09:00')],
  ['in-30-days', '2026-01-12T16:20', inBerlin('2026-02-11T16:20')],
  ['in-30-days', '2026-03-02T16:20', inBerlin('2026-04-01T16:20', '+02:00')],
])('%s from %s in Berlin', (to, from, then) => {
  expect(movedFrom(inBerlin(from), to, 'Europe/Berlin')).toBe(then);
});

test('each person has the morning where they are', async () => {
  const moves: number[] = [];
  const { sandbox } = await start(() => {}, {
    now: () => inBerlin('2026-01-12T16:20'),
    moveClock: async (to) => {
      moves.push(to);
      return true;
    },
  });
  for (const name of ['Lena Lead', 'Omar Owner']) {
    await sandbox.as(name).does({ type: 'moveClock', to: 'tomorrow' }, false);
  }
  expect(moves).toEqual([inBerlin('2026-01-13T09:00'), Date.parse('2026-01-13T09:00-05:00')]);
});

test('a workspace that does not let its clock be moved says so', async () => {
  const { sandbox } = await start(() => {});
  const lena = sandbox.as('Lena Lead');
  await expect(lena.does({ type: 'moveClock', to: 'tomorrow' }, false)).rejects.toThrow('cannot be moved');
  expect(lena.connection.state().clockMoves).toBe(false);
});

test('a clock that is on its way is not moved again', async () => {
  const { sandbox } = await start(() => {}, { moveClock: async () => false });
  const lena = sandbox.as('Lena Lead');
  await expect(lena.does({ type: 'moveClock', to: 'tomorrow' }, false)).rejects.toThrow('on its way');
});
