import { addDays, daysBetween, formatDayWithWeekday } from '../calendar.ts';
import { checklistEntry } from '../checklist/index.ts';
import type { Gap, Step } from '../decide.ts';
import { findDrift } from '../infrastructure/index.ts';
import type { Day, Register, UserId } from '../register.ts';
import { explainMissingDpa, listVendors } from '../vendors/index.ts';
import { formatCount, formatInDays, uncapitalize } from '../wording.ts';
import { type Assessment, assessRequirements, type Candidates } from './crossing-test.ts';
import type { Requirement, Requirements } from './requirement.ts';

/** Expirations are reported this many days ahead. */
export const daysAhead = 14;

/** Something that expires and takes a requirement with it unless somebody acts. */
export interface Expiration {
  readonly requirement: Requirement['key'];
  /** The first day on which the requirement is lost. */
  readonly on: Day;
  /** Plain text: what expires, in how many days, on which day. */
  readonly text: string;
  /** The person who can prevent it; null when there is nobody to ask. */
  readonly owner: UserId | null;
  readonly step: Step;
}

/** The gaps of one requirement that appear on one day and have the same remedy. */
interface Ending {
  readonly requirement: Requirement['key'];
  readonly on: Day;
  readonly gaps: readonly [Gap, ...Gap[]];
}

/**
 * Returns what expires within 14 days and loses a requirement that is met today, nearest first. It assesses the
 * requirements on future days instead of reading dates. What another use case compensates is left out. Source: "The
 * Stage 2-to-3 Crossing Test".
 */
export function listExpirations(
  register: Register,
  { today, requirements }: Pick<Assessment, 'today' | 'requirements'>,
): readonly Expiration[] {
  const candidates = { first: requirements[0].useCase, second: requirements[2].useCase };
  const met = requirements.filter((requirement) => requirement.met).map(({ key }) => key);
  const lost = findLostRequirements(addDays(today, daysAhead), met, register, candidates);
  const found = new Map<string, Found>();
  const find = (on: Day, judged: Requirements, keys: readonly Requirement['key'][]) => {
    for (const { key, gaps } of judged.filter((requirement) => keys.includes(requirement.key))) {
      for (const gap of gaps) {
        const id = `${key} ${gapIdOf(register, gap, on)}`;
        if (!found.has(id)) found.set(id, { requirement: key, on, gap });
      }
    }
  };
  for (let ahead = 1; ahead <= daysAhead && lost.length > 0; ahead += 1) {
    const on = addDays(today, ahead);
    find(on, assessRequirements(register, on, candidates), lost);
  }
  // Another use case is now closer to requirement 1 or 3, with more gaps.
  for (const key of lost.filter(
    (one) => ![...found.values()].some(({ requirement }) => requirement === one),
  )) {
    const isMet = (on: Day) => assessRequirements(register, on).some((one) => one.key === key && one.met);
    let ahead = 1;
    while (ahead < daysAhead && isMet(addDays(today, ahead))) ahead += 1;
    const on = addDays(today, ahead);
    find(on, assessRequirements(register, on), [key]);
  }
  return [...groupEndings([...found.values()])]
    .sort((a, b) => a.on.localeCompare(b.on) || a.requirement.localeCompare(b.requirement))
    .map((ending) => ({
      requirement: ending.requirement,
      on: ending.on,
      text: describeEnding(register, ending, today),
      owner: ending.gaps[0].owner,
      step: stepOf(ending),
    }));
}

interface Found {
  readonly requirement: Requirement['key'];
  readonly on: Day;
  readonly gap: Gap;
}

/** Returns which of these requirements are no longer met on a future day. */
function findLostRequirements(
  day: Day,
  met: readonly Requirement['key'][],
  register: Register,
  candidates: Candidates,
): readonly Requirement['key'][] {
  const lostIn = (judged: Requirements) =>
    judged.filter((requirement) => !requirement.met && met.includes(requirement.key)).map(({ key }) => key);
  // Without R2 the second use case does not matter. While R1 and R3 are met, their use cases do not change.
  const isSettled = !met.includes('R2') || (met.includes('R1') && met.includes('R3'));
  const lost = isSettled ? lostIn(assessRequirements(register, day, candidates)) : met;
  return lost.length === 0 ? [] : lostIn(assessRequirements(register, day));
}

/** Merges gaps with the same remedy and day; a gap of R2 that also fails R3 is listed once. */
function groupEndings(all: readonly Found[]): readonly Ending[] {
  const endings = new Map<string, Ending>();
  const shownSteps = new Set<string>();
  for (const { requirement, on, gap } of all) {
    const step = `${on} ${JSON.stringify(gap.step)}`;
    if (shownSteps.has(step)) continue;
    shownSteps.add(step);
    const id = `${on} ${remedyOf(gap.step)}`;
    const ending = endings.get(id);
    endings.set(id, ending ? { ...ending, gaps: [...ending.gaps, gap] } : { requirement, on, gaps: [gap] });
  }
  return [...endings.values()];
}

/** Identifies a gap across days: its words may count days, and one step may stand for several DPAs. */
function gapIdOf(register: Register, { step }: Gap, on: Day): string {
  if (step.do !== 'record-dpa') return JSON.stringify(step);
  const useCase = register.useCases.get(step.useCase);
  const lacking = useCase
    ? listVendors(register, useCase).filter((one) => explainMissingDpa(one, on) !== null)
    : [];
  return JSON.stringify([step.do, step.useCase, lacking.map(({ key }) => key)]);
}

const remedyOf = (step: Step): string => ('useCase' in step ? `${step.do} ${step.useCase}` : step.do);

/** Several items of a use case have one step, which confirms them together. */
const stepOf = ({ gaps: [first, ...others] }: Ending): Step =>
  first.step.do === 'confirm-item' && others.length > 0
    ? { do: 'reconfirm', useCase: first.step.useCase }
    : first.step;

/** Formats "in 3 days (Thu 5 March)". */
const formatWhen = (day: Day, today: Day): string =>
  `${formatInDays(daysBetween(today, day))} (${formatDayWithWeekday(day)})`;

/** Describes an expiration. Evidence, DPAs and waivers have a last valid day; silence has a first invalid day. */
function describeEnding(register: Register, { on, gaps: [gap, ...others] }: Ending, today: Day): string {
  const { step, text } = gap;
  const lastDay = addDays(on, -1);
  switch (step.do) {
    case 'confirm-item':
      return others.length === 0
        ? `${step.useCase}: the confirmation of "${checklistEntry(step.item).title}" expires ${formatWhen(lastDay, today)}`
        : `${step.useCase}: ${formatCount(others.length + 1, 'confirmation')} expire ${formatWhen(lastDay, today)}`;
    case 'record-dpa': {
      const useCase = register.useCases.get(step.useCase);
      const ending = useCase
        ? listVendors(register, useCase).filter(({ dpa }) => dpa?.expiresOn === lastDay)
        : [];
      const names = ending.map(({ name }) => name).join(', ');
      return `${step.useCase}: the DPA of ${names} expires ${formatWhen(lastDay, today)}`;
    }
    case 'check-in':
      return `${step.useCase}: without a check-in the pilot becomes inactive ${formatWhen(on, today)}`;
    case 'record-stack': {
      const useCase = register.useCases.get(step.useCase);
      const ending = useCase
        ? findDrift(register, useCase, lastDay).filter(({ waiver }) => waiver?.until === lastDay)
        : [];
      const runsOn = ending.map((one) => one.runsOn).join(', ');
      return runsOn === ''
        ? `${text}, from ${formatDayWithWeekday(on)} on`
        : `${step.useCase}: the waiver for ${runsOn} ends ${formatWhen(lastDay, today)}`;
    }
    default:
      return `${uncapitalize(text)}, ${formatWhen(on, today)}`;
  }
}
