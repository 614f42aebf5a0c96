import { daysBetween, formatDay } from '../calendar.ts';
import { type NudgeContent, type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import { listRunning } from '../use-cases/index.ts';
import { formatDaysAgo, formatInDays } from '../wording.ts';
import { listExpiringEvidence } from './evidence-expiry.ts';
import { checklistEntry } from './items.ts';

/**
 * Asks to confirm evidence again a week before its 90 days end, then weekly. All items of a use case share one
 * reminder, because they are often confirmed on the same day.
 */
export const evidenceLapsing: NudgeKind = {
  key: 'evidence-lapsing',
  rank: 50,
  title: 'Evidence expiring',
  due: (register, today) =>
    listRunning(register).flatMap((useCase): readonly NudgeContent[] => {
      const { key, name } = useCase;
      const person = assigneeOf(register, useCase);
      const pressing = listExpiringEvidence(register, useCase, today);
      const [first] = pressing;
      if (person === null || !first) return [];
      const { item, validUntil } = first;
      const many = pressing.length > 1;
      const what = many
        ? `${pressing.length} confirmations`
        : `the confirmation of "${checklistEntry(item).title}"`;
      const days = daysBetween(today, validUntil);
      const together = pressing.every((one) => one.validUntil === validUntil) ? '' : ', the first';
      const when =
        days < 0
          ? `expired${together} on ${formatDay(validUntil)} (${formatDaysAgo(-days)})`
          : `${many ? 'expire' : 'expires'}${together} on ${formatDay(validUntil)} (${formatInDays(days)})`;
      return [
        {
          subject: key,
          person,
          fact: `${key} ${name}: ${what} ${when}`,
          why: 'confirm what is still true',
          step:
            pressing.length > 1
              ? { do: 'reconfirm', useCase: key }
              : { do: 'confirm-item', useCase: key, item },
          about: [key],
          repeat: weekly,
        },
      ];
    }),
};
