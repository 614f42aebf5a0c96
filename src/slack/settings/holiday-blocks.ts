import type { KnownBlock } from '@slack/types';
import { formatDay } from '../../domain/calendar.ts';
import { holidayId } from '../../domain/register.ts';
import { listHolidaysFrom } from '../../domain/settings/index.ts';
import { actions, escapeMrkdwn, pageButton, recordButton, section, stepButton } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';

const perPage = 8;

/** Renders future holidays with a button to remove each, for the settings page. */
export function renderHolidayBlocks({ register, today }: PageContext, from: number): KnownBlock[] {
  const all = listHolidaysFrom(register, today);
  const first = Math.min(from, Math.floor(Math.max(0, all.length - 1) / perPage) * perPage);
  const pageLink = (label: string, holidays: number) =>
    holidays < 0 || holidays >= all.length
      ? null
      : pageButton(label, { page: 'settings', args: { holidays } });
  return [
    section(
      `*Upcoming holidays (${all.length})*\n${all.length === 0 ? 'None yet. ' : ''}Crossing sends no reminders on holidays.`,
      stepButton({ do: 'keep-holiday' }),
    ),
    ...all.slice(first, first + perPage).map((holiday) => {
      const { day, name, timeZone } = holiday;
      const id = holidayId(holiday);
      return section(
        `• ${formatDay(day)}: *${escapeMrkdwn(name, 80)}*${timeZone === null ? '' : `, for people in ${escapeMrkdwn(timeZone, 64)}`}`,
        recordButton({ do: 'drop-holiday', id }, 'Remove', { id }),
      );
    }),
    ...actions(pageLink('Earlier holidays', first - perPage), pageLink('Later holidays', first + perPage)),
  ];
}
