export { issueAuditToken, refuseAuditEvents, withdrawAuditTokenStep } from './audit-tokens.ts';
export {
  describeAuditTrail,
  explainAuditGap,
  followTrails,
  isExecuting,
  listExecuting,
  silentDays,
} from './audit-trail.ts';
