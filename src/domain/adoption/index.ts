export {
  type CheckInInput,
  checkIn,
  checkInSeveral,
  checkInsOf,
  daysSinceWeek,
  defaultCheckInDay,
  explainLowAdoption,
  explainMissingRolloutPlan,
  findCheckInProblems,
  findWeeklyUse,
  freshDays,
  listMissingPlanParts,
  lowAdoptionShare,
  planRollout,
  recordCheckInStep,
  weeklyShare,
} from './adoption.ts';
export { type AdoptionReport, issueIntakeToken, reportAdoption, withdrawIntakeTokenStep } from './intake.ts';
