export {
  acceptAccountabilities,
  accountabilityTitles,
  declineOperationsStep,
  describeAcceptance,
  listActiveOperators,
  listOpenAccountabilities,
  nameOperators,
} from './ai-operations.ts';
