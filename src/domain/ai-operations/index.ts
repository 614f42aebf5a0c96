export {
  acceptAccountabilities,
  acceptedWords,
  accountabilityTitles,
  activeOperators,
  declineOperationsStep,
  nameOperators,
  notAccepted,
} from './ai-operations.ts';
