import { addDays, weekOf } from '../calendar.ts';
import { type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import type { Day, Register, UseCase } from '../register.ts';
import { findSuspension } from '../suspensions/index.ts';
import { findStaleReason, listRunning } from '../use-cases/index.ts';
import { formatCount } from '../wording.ts';
import { checkInsOf, explainLowAdoption } from './adoption.ts';

const why = {
  pilot: 'the decision to scale it needs these figures',
  production: 'without it the verdict shows weekly use as unknown',
};

const firstDayOf = ({ life }: UseCase): Day | null =>
  life.stage === 'pilot' ? life.charter.startedOn : life.stage === 'production' ? life.liveOn : null;

/** True for a pilot that already gets the reminder about silent pilots, which a check-in settles too. */
const isSilent = (register: Register, useCase: UseCase, today: Day): boolean =>
  useCase.life.stage === 'pilot' &&
  findStaleReason(register, useCase, useCase.life.charter, today) === 'silent';

/** Asks weekly for the check-in until last week's figures are recorded, unless the use case is suspended. Source: "Scaling change management". */
export const adoption: NudgeKind = {
  key: 'adoption',
  rank: 110,
  title: 'Adoption check-ins',
  due: (register, today) =>
    listRunning(register).flatMap((useCase) => {
      const { key, name } = useCase;
      const person = assigneeOf(register, useCase);
      const lastWeek = addDays(weekOf(today), -7);
      const latest = checkInsOf(register, key).at(-1);
      const started = firstDayOf(useCase);
      if (person === null || started === null || started >= addDays(lastWeek, 7)) return [];
      if (findSuspension(register, useCase)) return [];
      if ((latest && latest.week >= lastWeek) || isSilent(register, useCase, today)) return [];
      const low = explainLowAdoption(register, key);
      const before = latest
        ? ` (last known: ${latest.weekly} of ${formatCount(latest.intended, 'person', 'people')} weekly)`
        : '';
      return [
        {
          subject: key,
          person,
          fact: `${key} ${name}: last week's check-in is missing${before}`,
          why: low ?? (useCase.life.stage === 'pilot' ? why.pilot : why.production),
          // Last week, not the current one.
          step: { do: 'check-in', useCase: key, typed: { on: addDays(lastWeek, 6) } },
          about: [key],
          repeat: weekly,
        },
      ];
    }),
};
