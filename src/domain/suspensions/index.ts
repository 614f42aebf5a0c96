export {
  draftSuspension,
  findLastResumption,
  findSuspension,
  listSuspended,
  refuseSuspension,
  resumeUseCase,
  suspendUseCase,
} from './suspensions.ts';
