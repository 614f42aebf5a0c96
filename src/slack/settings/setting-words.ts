import { fromRecords, type Provenance } from '../../domain/facts.ts';
import type { Settings } from '../../domain/register.ts';
import { listSome, sourceOfChange } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { weekdayOptions } from '../kit/words.ts';

export const settingsOffer: Offer = [{ page: 'settings' }, 'Settings'];

/** The changes that are searched for the source of a setting. */
const searchedChanges = 500;

/** Returns who last changed a setting, and when; from today's records when the recent log does not have it. */
export async function findSettingSource(
  context: PageContext,
  settingOf: (settings: Settings) => unknown,
): Promise<Provenance> {
  const json = (record: unknown) => JSON.stringify(record ? (settingOf(record as Settings) ?? null) : null);
  const changes = await context.loadLog(null, searchedChanges);
  const change = changes.find(
    ({ entity, before, after }) => entity === 'settings' && after !== null && json(before) !== json(after),
  );
  return change ? sourceOfChange(context, change) : fromRecords(context.today, 'settings:settings');
}

/** Returns "Monday and Tuesday" for the numbers of weekdays. */
export const formatDays = (days: readonly number[]): string =>
  listSome(
    weekdayOptions.filter(([key]) => days.includes(Number(key))).map(([, title]) => title),
    7,
  );
