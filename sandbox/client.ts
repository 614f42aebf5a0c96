export { PersonClient } from './client/person-client.ts';
export type { Seen, SeenHome, SeenMessage, SeenModal, SubmitOutcome } from './client/seen.ts';
export type { LocalFile, Value } from './client/surface.ts';
