export { issueAuditToken, refuseAuditEvents, withdrawAuditTokenStep } from './audit-tokens.ts';
export {
  describeAuditGap,
  describeAuditTrail,
  explainAuditGap,
  findAuditGap,
  followTrails,
  isExecuting,
  listExecuting,
  silentDays,
} from './audit-trail.ts';
