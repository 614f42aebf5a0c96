export {
  checklistOf,
  dpaItemOf,
  type ItemState,
  inOrderOfUrgency,
  needsDpa,
  notStated,
  openItems,
  violates,
  withoutEvidence,
} from './checklist.ts';
export { confirmItem, mustLapse, reconfirm } from './confirm.ts';
export { type Aging, aging, lapsing } from './evidence-expiry.ts';
export { checklist, checklistEntry } from './items.ts';
export { endWaiverStep, waive, waiverDays } from './waivers.ts';
