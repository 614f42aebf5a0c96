export {
  checklistOf,
  countItemsWithoutEvidence,
  dpaItemOf,
  type ItemState,
  isInViolation,
  listOpenItems,
  listUnstated,
  needsDpa,
  sortItemsByUrgency,
} from './checklist.ts';
export { confirmItem, mustBeExpiring, reconfirm } from './confirm.ts';
export { type ExpiringEvidence, listCompleteEvidence, listExpiringEvidence } from './evidence-expiry.ts';
export { checklist, checklistEntry } from './items.ts';
export { endWaiverStep, waive, waiverDays } from './waivers.ts';
