import { once } from 'node:events';
import { createDraft } from '../../src/domain/change.ts';
import { openStore } from '../../src/store/open.ts';
import { plainUseCase } from './plain-use-case.ts';

/**
 * A process of its own that adds one intended user to UC-1 as often as it is told, deciding anew when somebody else
 * was faster, or the database was busy. It says when it is loaded, opens its store when told to,
 * says when it is ready, waits to be told to go, and reports every commit.
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
  while (outcome === 'conflict') {
    const register = await store.load(workspace);
    const useCase = register.useCases.get('UC-1') ?? plainUseCase();
    const more = { ...useCase, intendedUsers: useCase.intendedUsers + 1 };
    const drafts = [createDraft(register, 'edit-use-case', 'useCases', 'UC-1', more)];
    const commit = { seenSeq: register.seq, delivery: `${actor}-${n}`, actor, at: Date.now(), drafts };
    outcome = await store.commit(workspace, commit).then(
      (committed) => committed.outcome,
      (error) => {
        if (store.classifyFailure(error) !== 'busy') throw error;
        return 'conflict';
      },
    );
  }
  tell(n);
}
await store.close();
process.disconnect();
