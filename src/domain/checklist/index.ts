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
export { confirmItem, reconfirm, refuseUnlessConfirmed } from './confirm.ts';
export {
  type ExpiringEvidence,
  evidenceValidDays,
  expiryNoticeDays,
  listCompleteEvidence,
  listConfirmedEvidence,
  listExpiringEvidence,
} from './evidence-expiry.ts';
export { checklist, checklistEntry } from './items.ts';
export { endWaiverStep, isWaivable, maxWaiverDays, waive } from './waivers.ts';
