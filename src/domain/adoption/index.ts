export {
  type CheckInInput,
  checkIn,
  checkInDay,
  checkInProblems,
  checkInSeveral,
  checkInsOf,
  daysSinceWeek,
  freshDays,
  lowAdoption,
  lowShare,
  planLacks,
  planRollout,
  recordCheckInStep,
  weeklyShare,
  weeklyUse,
  withoutRolloutPlan,
} from './adoption.ts';
export { type AdoptionReport, issueIntakeToken, reportAdoption, withdrawIntakeTokenStep } from './intake.ts';
