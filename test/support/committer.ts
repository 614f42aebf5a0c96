import { once } from 'node:events';
import { createDraft } from '../../src/domain/change.ts';
import { openStore } from '../../src/store/open.ts';
import { plainUseCase } from './plain-use-case.ts';

/**
 * Runs as a process that adds one intended user to UC-1, `count` times. It tries again after a conflict, and once after
 * the database was busy. It reports that it is loaded, opens its store when told, reports that it is ready, starts when
 * told, and reports every commit.
 */
const [url = '', workspace = '', actor = '', count = '0'] = process.argv.slice(2);
const tell = (message: unknown) => process.send?.(message);

tell('loaded');
await once(process, 'message');
const store = await openStore(url);
tell('ready');
await once(process, 'message');
for (let n = 1; n <= Number(count); n++) {
  let outcome = 'conflict';
  let wasBusy = false;
  while (outcome === 'conflict') {
    const register = await store.load(workspace);
    const useCase = register.useCases.get('UC-1') ?? plainUseCase();
    const more = { ...useCase, intendedUsers: useCase.intendedUsers + 1 };
    const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', more)];
    const commit = { seenSeq: register.seq, delivery: `${actor}-${n}`, actor, at: Date.now(), drafts };
    outcome = await store.commit(workspace, commit).then(
      (committed) => committed.outcome,
      (error) => {
        if (wasBusy || store.classifyFailure(error) !== 'busy') throw error;
        wasBusy = true;
        return 'conflict';
      },
    );
  }
  tell(n);
}
await store.close();
process.disconnect();
