import { activeOperators } from '../ai-operations.ts';
import { daysBetween, written } from '../calendar.ts';
import { needsDpa } from '../checklist.ts';
import { answersFor } from '../people.ts';
import type { Day, Register, UseCase, Vendor } from '../register.ts';
import { vendorsOf, withoutDpa } from '../vendors.ts';
import { type NudgeKind, weekly } from './concern.ts';
import { runningOf } from './running.ts';

/** An agreement is asked about this many days before it ends. */
const daysAhead = 30;

const pressing = (vendor: Vendor, today: Day): string | null => {
  const missing = withoutDpa(vendor, today);
  if (missing !== null) return missing;
  const expiresOn = vendor.dpa?.expiresOn ?? null;
  return expiresOn !== null && daysBetween(today, expiresOn) <= daysAhead
    ? `the DPA of ${vendor.name} ends on ${written(expiresOn)}`
    : null;
};

/** The owner answers; in production AI Operations does as well. */
const asked = (register: Register, useCase: UseCase) => {
  const owner = answersFor(register, useCase);
  const operators = useCase.life.stage === 'production' ? activeOperators(register) : [];
  return [...new Set([...(owner === null ? [] : [owner]), ...operators.map(({ person }) => person)])];
};

/** Missing, ending and ended agreements. Source: "Governance at Stage 3". */
export const dpa: NudgeKind = {
  key: 'dpa',
  title: 'DPAs missing or ending',
  due: (register, today) =>
    runningOf(register)
      .filter(needsDpa)
      .flatMap((useCase) => {
        const { key, name } = useCase;
        const live = useCase.life.stage === 'production';
        return vendorsOf(register, useCase).flatMap((vendor) => {
          const problem = pressing(vendor, today);
          if (problem === null) return [];
          const violation = live && withoutDpa(vendor, today) !== null;
          return asked(register, useCase).map((person) => ({
            subject: `${key}:${vendor.key}`,
            person,
            fact: `${key} ${name}: ${problem}`,
            why: violation
              ? 'in production this is a compliance violation'
              : live
                ? 'without it production would break the law'
                : 'it is signed before production, never after',
            step: { do: 'record-dpa', useCase: key, vendor: vendor.name } as const,
            about: [key, `vendors:${vendor.key}`],
            rhythm: violation ? ({ days: 1 } as const) : weekly,
            urgent: violation,
          }));
        });
      }),
};
