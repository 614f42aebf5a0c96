export {
  acceptAccountabilities,
  acceptedWords,
  accountabilityTitles,
  activeOperators,
  declineOperations,
  nameOperators,
  notAccepted,
} from './ai-operations.ts';
