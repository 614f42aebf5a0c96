export {
  acceptAccountabilities,
  accountabilityTitles,
  appointOperators,
  declineOperationsStep,
  describeAcceptance,
  listActiveOperators,
  listOpenAccountabilities,
} from './ai-operations.ts';
