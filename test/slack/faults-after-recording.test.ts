import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { as, crossing, today as monday, register, registers } from '../support/forms.ts';
import { endAndRemove, folder, pilots, readDirectMessages, startWithTwoLeads } from '../support/notices.ts';
import { records } from '../support/records-directly.ts';

const hour = 3_600_000;
beforeEach(startWithTwoLeads);

afterEach(endAndRemove);

/** Lets every statement of a kind on a table fail, until what is given is over. */
async function failStatements(statement: string, table: string, during: () => Promise<void>): Promise<void> {
  const database = new Sqlite(join(folder, 'crossing.db'));
  database.exec(
    `CREATE TRIGGER fails BEFORE ${statement} ON ${table} BEGIN SELECT RAISE(ABORT, 'no room'); END`,
  );
  try {
    await during();
  } finally {
    database.exec('DROP TRIGGER fails');
    database.close();
  }
}

describe('an answer to a reminder and what is recorded with it', () => {
  const overdue = { near: 'decision was due' };
  const reminder = () => {
    const found = readDirectMessages('Omar Owner').findLast(({ text }) =>
      /today|still open|left to do/.test(text),
    );
    if (!found) throw new Error('no reminder');
    return found;
  };
  beforeEach(async () => {
    await registers();
    await records(crossing, startPilot, {
      ...{ useCase: 'UC-1', startedOn: monday, decideBy: '2026-01-16', volunteers: 5 },
      ...{ criteria: ['30% resolved'], stack: null },
    });
    crossing.moveTo('2026-01-19');
    await crossing.deliver();
  });

  test('"Not mine" with a new owner: where the answer cannot be kept, the owner stays, and it can be said again', async () => {
    await reminder().clicks('Not mine', overdue);
    const form = await as('Omar Owner').openModal();
    await form.fill({ 'New owner of UC-1': '@Itai IT' });
    await failStatements('UPDATE', 'asks', async () => {
      const { errors } = await form.submits();
      expect(Object.values(errors ?? {}).join()).toContain('Nothing was changed.');
    });
    expect((await register()).useCases.get('UC-1')?.owner).toBe('U0OMAR');
    const { modal } = await form.submits();
    expect(modal?.text).toContain('@Itai IT (sample) owns UC-1 AI Support Agent now.');
    const outcomes = (await crossing.store.outbox.nudges(crossing.workspace.teamId, 0)).map(
      (ask) => ask.outcome,
    );
    expect(outcomes).toContain('not-mine');
  });

  test('a mute: where what is open cannot be settled, nothing is muted', async () => {
    await failStatements('UPDATE', 'asks', async () => {
      await reminder().clicks('Mute: Stale pilots', overdue);
      await as('Omar Owner').waits(
        () =>
          readDirectMessages('Omar Owner').length >= 0 &&
          as('Omar Owner').sees('@crossing').at(-1)?.text.includes('Nothing was changed'),
        'an apology',
      );
    });
    expect((await register()).mutes.size).toBe(0);
  });

  test('in the thread: where Home cannot be drawn, nobody reads that nothing was changed; it is drawn later', async () => {
    const omar = as('Omar Owner');
    await omar.opensHome();
    await registers({ name: 'Invoice reading' });
    crossing.workspace.control.failNext('views.publish', { status: 500 });
    await reminder().replies('We decide on Friday');
    await omar.waits(() => reminder().text.includes('answered'), 'the answer in the message');
    expect(omar.home()?.text).not.toContain('UC-2 Invoice reading');
    await expect
      .poll(async () => {
        await crossing.deliver();
        return omar.home()?.text;
      })
      .toContain('UC-2 Invoice reading');
    expect(
      omar
        .sees('@crossing')
        .map(({ text }) => text)
        .join('\n'),
    ).not.toContain('Nothing was changed');
  });

  test('in the thread: where the thanks cannot be posted, it says that the answer is recorded', async () => {
    const omar = as('Omar Owner');
    crossing.workspace.control.failNext('chat.postMessage', { status: 500 });
    await reminder().replies('We decide on Friday');
    const said = await omar.waits(
      () => omar.sees('@crossing').find(({ text }) => text.includes('could not show the answer')),
      'an apology',
    );
    expect(said.text).toMatch(/^This is recorded, but Crossing could not show the answer/);
  });
});

describe('a fault after something was recorded', () => {
  /** Makes commits unreadable while `during` runs. */
  const spoiled = async (during: () => Promise<void>) => {
    const database = new Sqlite(join(folder, 'crossing.db'));
    database.exec(
      "CREATE TRIGGER spoil AFTER INSERT ON changes BEGIN UPDATE changes SET action = 'nonsense'; END",
    );
    try {
      await during();
    } finally {
      database.exec('DROP TRIGGER spoil');
      database.close();
    }
  };

  test('by a command that was typed: the person reads that it is recorded', async () => {
    await registers();
    await pilots('UC-1');
    await crossing.passTo(crossing.now() + 8 * 24 * hour);
    await spoiled(async () => {
      const { text } = await as('Omar Owner').types(
        '#ai-program',
        '/stage3 checkin UC-1 daily:5 weekly:9 none:3',
      );
      expect(text).toMatch(
        /^This is recorded, but Crossing could not show the answer \(ref [0-9a-f]{4}\)\.$/,
      );
    });
    expect((await register()).checkIns.size).toBe(1);
  });

  test('by a click: the person reads that it is recorded', async () => {
    await registers({ members: ['U0ANAO', 'U0ITAI'] });
    await pilots('UC-1');
    const page = await as('Omar Owner').types('#ai-program', '/stage3 purgatory');
    await spoiled(async () => {
      await page.clicks('Ask the team', { near: 'UC-1' });
      await as('Omar Owner').waits(
        () => as('Omar Owner').sees('#ai-program').at(-1)?.text.includes('This is recorded'),
        'an apology',
      );
    });
    expect((await register()).pulses.size).toBe(1);
  });
});
