import type { LocalCrossing } from '../../sandbox/crossing.ts';
import type { Decide } from '../../src/domain/decide.ts';
import { act, type Member } from '../../src/operations/act.ts';

/** Returns a Slack admin of this id, in Berlin. */
const admin = (id: string): Member => ({
  id,
  name: id,
  active: true,
  timeZone: 'Europe/Berlin',
  kind: 'member',
  admin: true,
});

/** Has somebody, Lena unless given, record something without the screen, as a beginning of what the test is about. */
export async function records<Input>(
  { store, now, workspace }: Pick<LocalCrossing, 'store' | 'now' | 'workspace'>,
  decide: Decide<Input>,
  input: Input,
  by = 'U0LENA',
): Promise<void> {
  const crossing = { store, now, findMember: async (_: string, id: string) => admin(id) };
  const named = ['U0LENA', 'U0OMAR', 'U0ANAO', 'U0ITAI', 'U0SARA'];
  const occasion = { workspace: workspace.teamId, actor: admin(by), delivery: null, named };
  const result = await act(crossing, occasion, decide, input);
  if (!result.ok)
    throw new Error(`${result.refusal.message} ${JSON.stringify(result.refusal.missing ?? [])}`);
}
