export {
  type Aging,
  aging,
  checklistOf,
  dpaItemOf,
  type ItemState,
  inOrderOfUrgency,
  lapsing,
  needsDpa,
  notStated,
  openItems,
  violates,
} from './checklist.ts';
export { confirmItem, mustLapse, reconfirm } from './confirm.ts';
export { checklist, checklistEntry } from './items.ts';
export { endWaiverStep, waive, waiverDays } from './waivers.ts';
