import { describe, expect, test } from 'vitest';
import { createDraft, fold } from '../../src/domain/change.ts';
import { emptyRegister, type Register } from '../../src/domain/register.ts';
import type { RegisterStore } from '../../src/store/open.ts';
import { databases } from '../support/databases.ts';
import { plainUseCase } from '../support/plain-use-case.ts';
import {
  commit,
  draftNamed,
  hour,
  monday,
  opensRegisterStore,
  store,
  workspace,
} from '../support/register-store.ts';

describe.each(databases)('The register store on $name', ({ create }) => {
  opensRegisterStore(create);

  test('the log says who changed what, when, and what it was before', async () => {
    await commit((register) => [draftNamed(register, 'Support agent')]);
    await commit((register) => [draftNamed(register, 'Helper')], { at: monday + hour });
    expect(await store.changes(workspace, { after: 1 })).toEqual([
      {
        seq: 2,
        at: monday + hour,
        actor: 'U1',
        action: 'edit-use-case',
        entity: 'useCases',
        id: 'UC-1',
        useCase: 'UC-1',
        before: plainUseCase(),
        after: plainUseCase({ name: 'Helper' }),
      },
    ]);
  });

  test('changes can be had of one use case, the newest first, so many', async () => {
    await commit((register) => [draftNamed(register, 'One', 'UC-1'), draftNamed(register, 'Two', 'UC-2')]);
    await commit((register) => [draftNamed(register, 'One, renamed', 'UC-1')]);
    await commit((register) => [
      createDraft(register, 'change-settings', 'settings', 'settings', {
        timeZone: 'Europe/Berlin',
        leads: ['U1'],
        reading: 'four',
        currency: 'EUR',
        workingDays: [1, 2, 3, 4, 5],
        openedOn: null,
      }),
    ]);
    const seqs = async (filter: Parameters<RegisterStore['changes']>[1]) =>
      (await store.changes(workspace, filter)).map((change) => change.seq);
    expect(await seqs({})).toEqual([1, 2, 3, 4]);
    expect(await seqs({ useCase: 'UC-1' })).toEqual([1, 3]);
    expect(await seqs({ useCase: 'UC-1', newestFirst: true, limit: 1 })).toEqual([3]);
    expect(await seqs({ after: 1, limit: 2 })).toEqual([2, 3]);
    expect(await seqs({ newestFirst: true })).toEqual([4, 3, 2, 1]);
  });

  test('the changes since an instant are those made at it or after', async () => {
    for (const at of [monday, monday + hour, monday + 2 * hour]) {
      await commit((register) => [draftNamed(register, String(at))], { at });
    }
    const since = async (at: number) => (await store.changes(workspace, { since: at })).map(({ seq }) => seq);
    expect(await since(monday + hour)).toEqual([2, 3]);
    expect(await since(monday + hour + 1)).toEqual([3]);
  });

  test('the changes up to an instant, folded, are the register as of then', async () => {
    const asOf = new Map<number, Register>();
    for (const [index, name] of ['First', 'Second', 'Third'].entries()) {
      const at = monday + index * hour;
      await commit((register) => [draftNamed(register, name)], { at });
      asOf.set(at, await store.load(workspace));
    }
    for (const [at, then] of asOf) {
      expect(fold(emptyRegister(workspace), await store.changes(workspace, { upTo: at }))).toEqual(then);
      expect(fold(emptyRegister(workspace), await store.changes(workspace, { upTo: at + hour - 1 }))).toEqual(
        then,
      );
    }
    expect(await store.changes(workspace, { upTo: monday - 1 })).toEqual([]);
  });

  test('time never goes backwards in a log, even where the clock does', async () => {
    await commit((register) => [draftNamed(register, 'First')], { at: monday });
    await commit((register) => [draftNamed(register, 'Second')], { at: monday - hour });
    expect((await store.changes(workspace)).map((change) => change.at)).toEqual([monday, monday + 1]);
  });

  test('changes of one commit have one time, those of two commits have two, even within a millisecond', async () => {
    await commit((register) => [draftNamed(register, 'First'), draftNamed(register, 'Second')], {
      at: monday,
    });
    await commit((register) => [draftNamed(register, 'Third')], { at: monday });
    const moments = (await store.changes(workspace)).map((change) => change.at);
    expect(moments).toEqual([monday, monday, monday + 1]);
  });

  test('two changes to one record in one commit follow on one another', async () => {
    await commit((register) => [draftNamed(register, 'First'), draftNamed(register, 'Second')]);
    const [, second] = await store.changes(workspace);
    expect(second).toMatchObject({ before: { name: 'First' }, after: { name: 'Second' } });
    expect(await store.verify(workspace)).toMatchObject([{ ok: true, rows: 2 }]);
  });
});
