export {
  draftSuspension,
  findSuspension,
  listSuspended,
  refuseSuspension,
  resumeUseCase,
  suspendUseCase,
} from './suspensions.ts';
