import { daysBetween, formatDay } from '../calendar.ts';
import type { NudgeKind } from '../nudge-kind.ts';
import { formatDaysAgo } from '../wording.ts';
import { dueDayOf, findDecider } from './reviewer.ts';
import { listWaitingRequests } from './standing.ts';

/** Asks the reviewer about requests past their turnaround, every two working days. Source: "Governance at Stage 3". */
export const toolRequestReminder: NudgeKind = {
  key: 'tool-request',
  rank: 35,
  title: 'AI tool requests not decided',
  due: (register, today) =>
    listWaitingRequests(register).flatMap((request) => {
      const { key, tool } = request;
      const due = dueDayOf(register, request);
      const person = today > due ? findDecider(register, request, () => today) : null;
      if (person === null) return [];
      return [
        {
          subject: key,
          person,
          fact: `${key} ${tool}: a decision was due on ${formatDay(due)} (${formatDaysAgo(daysBetween(due, today))})`,
          why: 'somebody waits for the answer',
          step: { do: 'decide-tool', request: key },
          helperStep: { do: 'appoint-tool-reviewer' },
          about: [`toolRequests:${key}`],
          repeat: { workingDays: 2 },
        },
      ];
    }),
};
