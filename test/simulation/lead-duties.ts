import type { Day } from '../../src/domain/register.ts';
import { type Due, type Facts, workingDayAfter } from './facts.ts';
import { dayFrom, daysFromTo, plusDays } from './wall-clock.ts';

const weekly = { days: 7 } as const;

/** Returns the reminders to the owners of the service account and of the cost reports. */
export const ofReports = (facts: Facts, lead: string | undefined, today: Day): readonly Due[] => [
  ...keysToRotate(facts, lead, today),
  ...costsToConfirm(facts, lead, today),
];

const monthsAfter = (month: string, months: number): string => {
  const [year, nth] = month.split('-').map(Number) as [number, number];
  return dayFrom(Date.UTC(year, nth - 1 + months, 1) / 86_400_000).slice(0, 7);
};

/** Returns the first of the last three months without confirmed costs, for each use case that runs. */
function costsToConfirm(facts: Facts, lead: string | undefined, today: Day): readonly Due[] {
  return facts.all('useCases').flatMap(({ key, owner, life }): readonly Due[] => {
    if (life.stage !== 'pilot' && life.stage !== 'production') return [];
    const costs = facts.all('costs').filter(({ useCase }) => useCase === key);
    const [earliest = monthsAfter(today, -1)] = costs.map(({ month }) => month).sort();
    const month = [-3, -2, -1]
      .map((ago) => monthsAfter(today, ago))
      .find((one) => {
        const cost = costs.find((recorded) => recorded.month === one);
        if (cost) return cost.confirmed === null;
        return life.stage === 'production' && one >= life.liveOn.slice(0, 7) && one >= earliest;
      });
    const details = facts.get('evidence', `${key}:cost-monitoring`)?.details;
    const named = details?.item === 'cost-monitoring' ? details.reportOwner : owner;
    const person = [named, owner].find((one) => facts.isActive(one)) ?? lead;
    if (month === undefined || person === undefined) return [];
    const begins = `${monthsAfter(month, 1)}-01`;
    const dueOn = workingDayAfter(facts, plusDays(begins, -1), 5, facts.timeZone);
    return today < begins || daysFromTo(today, dueOn) > 7
      ? []
      : [{ kind: 'cost-report', subject: `${key}:${month}`, person, about: [key], again: weekly }];
  });
}

/** Returns the reminder to the owner of the service account, from a week before the keys must be rotated. */
function keysToRotate(facts: Facts, lead: string | undefined, today: Day): readonly Due[] {
  return facts.all('decisions').flatMap(({ key, status, details }): readonly Due[] => {
    if (status !== 'committed' || details?.category !== 'api-ownership') return [];
    const rotated = [details.lastRotatedOn, ...facts.all('rotations').map(({ rotatedOn }) => rotatedOn)];
    const next = plusDays(rotated.sort().at(-1) ?? today, details.rotationDays);
    const person = facts.isActive(details.serviceAccountOwner) ? details.serviceAccountOwner : lead;
    if (person === undefined || daysFromTo(today, next) > 7) return [];
    const subject = `${key}:${next}`;
    return [{ kind: 'key-rotation', subject, person, about: [`decisions:${key}`], again: weekly }];
  });
}

export function ofTheLead(facts: Facts, lead: string, today: Day): readonly Due[] {
  const refused = facts
    .all('digests')
    .filter(({ stopped }) => stopped !== null)
    .map(({ channel }) => ({
      kind: 'digest-stopped',
      subject: channel,
      person: lead,
      about: [`digests:${channel}`],
      again: weekly,
    }));
  return [...refused, ...reviewsOf(facts, lead, today)];
}

/** Returns the same date of the next month. The simulation begins on a date that every month has. */
const monthLater = (day: Day): Day => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  return dayFrom(Date.UTC(year, month, date) / 86_400_000);
};

function reviewsOf(facts: Facts, lead: string, today: Day): readonly Due[] {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const quarter = Math.ceil(month / 3);
  const endsOn = (ofYear: number, nth: number) => dayFrom(Date.UTC(ofYear, nth * 3, 0) / 86_400_000);
  const near = daysFromTo(today, endsOn(year, quarter)) <= 14;
  const [ofYear, nth] = near ? [year, quarter] : quarter === 1 ? [year - 1, 4] : [year, quarter - 1];
  const [key, end] = [`${ofYear}-Q${nth}`, endsOn(ofYear, nth)];
  const { openedOn } = facts.settings;
  if (openedOn === null || end < monthLater(openedOn) || facts.get('reviews', key)) return [];
  const ahead = today < end;
  return [
    {
      kind: 'quarterly-review',
      subject: key,
      person: lead,
      about: [`reviews:${key}`],
      again: ahead ? 'never' : weekly,
    },
  ];
}
