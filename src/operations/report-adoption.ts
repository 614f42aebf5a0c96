import { type AdoptionReport, reportAdoption } from '../domain/adoption/index.ts';
import { weekOf } from '../domain/calendar.ts';
import { type CheckIn, checkInId } from '../domain/register.ts';
import { act, type Crossing, type Member, type Result } from './act.ts';

/** Whoever shows a token; it stands in the log as a system, not as a person. */
const intake: Member = {
  id: 'intake',
  name: 'A reporting system',
  active: true,
  timeZone: null,
  kind: 'bot',
  admin: false,
};

/** The use case whose token this is, by a comparison of hashes; null when it is nobody's. */
export async function findTokenUseCase(
  { store }: Pick<Crossing, 'store'>,
  workspace: string,
  matches: (hash: string) => boolean,
): Promise<string | null> {
  // A workspace that is none would otherwise take the place of one that is kept in memory.
  const [first] = await store.changes(workspace, { limit: 1 });
  if (!first) return null;
  const { intakeTokens } = await store.load(workspace);
  return [...intakeTokens.values()].find(({ hash }) => matches(hash))?.useCase ?? null;
}

/** Records what a system reports, and gives the check-in as it then stands. */
export async function recordAdoptionReport(
  crossing: Crossing,
  workspace: string,
  report: AdoptionReport,
): Promise<Result & { readonly checkIn: CheckIn | null }> {
  const occasion = { workspace, actor: intake, delivery: null, named: [] };
  const result = await act(crossing, occasion, reportAdoption, report);
  const id = checkInId(report.useCase, weekOf(report.on));
  return { ...result, checkIn: result.ok ? (result.register.checkIns.get(id) ?? null) : null };
}
