import { type AdoptionReport, reportAdoption } from '../domain/adoption/index.ts';
import { weekOf } from '../domain/calendar.ts';
import { type CheckIn, checkInId } from '../domain/register.ts';
import { act, type Crossing, type Member, type Result } from './act.ts';

/** The actor of reports by token: a system in the log, not a person. */
const intake: Member = {
  id: 'intake',
  name: 'A reporting system',
  active: true,
  timeZone: null,
  kind: 'bot',
  admin: false,
};

/** Records a report of a system and returns the resulting check-in. */
export async function recordAdoptionReport(
  crossing: Crossing,
  workspace: string,
  report: AdoptionReport,
): Promise<Result & { readonly checkIn: CheckIn | null }> {
  const request = { workspace, actor: intake, delivery: null, named: [] };
  const result = await act(crossing, request, reportAdoption, report);
  const id = checkInId(report.useCase, weekOf(report.on));
  return { ...result, checkIn: result.ok ? (result.register.checkIns.get(id) ?? null) : null };
}
