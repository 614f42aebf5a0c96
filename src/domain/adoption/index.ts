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
  weeklyShare,
  weeklyUse,
  withoutRolloutPlan,
} from './adoption.ts';
export { type AdoptionReport, issueIntakeToken, reportAdoption, withdrawIntakeToken } from './intake.ts';
