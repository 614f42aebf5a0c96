import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { databases, type TestDatabase } from '../support/databases.ts';
import { as, crossing, today as monday, register, registers, startCrossingOn } from '../support/forms.ts';
import { records } from '../support/records-directly.ts';

/** Lets every update of an ask fail, until it is dropped. */
const triggers = {
  SQLite: {
    create: ["CREATE TRIGGER fails BEFORE UPDATE ON asks BEGIN SELECT RAISE(ABORT, 'no room'); END"],
    drop: 'DROP TRIGGER fails',
  },
  PostgreSQL: {
    create: [
      "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$",
      'CREATE TRIGGER fails BEFORE UPDATE ON asks FOR EACH ROW EXECUTE FUNCTION fail()',
    ],
    drop: 'DROP TRIGGER fails ON asks',
  },
};

describe.each(databases)(
  'An answer to a reminder and what is recorded with it, on $name',
  ({ name, create }) => {
    const trigger = triggers[name as keyof typeof triggers];
    const overdue = { near: 'decision was due' };
    let database: TestDatabase;
    beforeEach(async () => {
      database = await create();
      await startCrossingOn(database.url);
      await registers();
      await records(crossing, startPilot, {
        ...{ useCase: 'UC-1', startedOn: monday, decideBy: '2026-01-16', volunteers: 5 },
        ...{ criteria: ['30% resolved'], stack: null },
      });
      crossing.moveTo('2026-01-19');
      await crossing.deliver();
    });
    afterEach(async () => {
      await crossing.close();
      await database.remove();
    });

    test('"Not mine" with a new owner: where the answer cannot be kept, the owner stays, and it can be said again', async () => {
      const reminder = as('Omar Owner')
        .directMessages()
        .findLast(({ text }) => text.includes(overdue.near));
      await reminder?.clicks('Not mine', overdue);
      const form = await as('Omar Owner').openModal();
      await form.fill({ 'New owner of UC-1': '@Itai IT' });
      for (const statement of trigger.create) await database.execute(statement);
      const { errors } = await form.submits();
      expect(Object.values(errors ?? {}).join()).toContain('Nothing was changed.');
      await database.execute(trigger.drop);
      expect((await register()).useCases.get('UC-1')?.owner).toBe('U0OMAR');
      const { modal } = await form.submits();
      expect(modal?.text).toContain('@Itai IT (sample) owns UC-1 AI Support Agent now.');
      const asks = await crossing.store.outbox.nudges(crossing.workspace.teamId, 0);
      expect(asks.map(({ outcome }) => outcome)).toContain('not-mine');
      expect(await crossing.store.verify()).toMatchObject([{ ok: true }]);
    });
  },
);
