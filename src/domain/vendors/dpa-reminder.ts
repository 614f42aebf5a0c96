import { listActiveOperators } from '../ai-operations/index.ts';
import { daysBetween, formatDay } from '../calendar.ts';
import { isInViolation, listUnstated, needsDpa } from '../checklist/index.ts';
import { type NudgeContent, type NudgeKind, weekly } from '../nudge-kind.ts';
import { assigneeOf } from '../people.ts';
import type { Day, Register, UseCase, UserId, Vendor } from '../register.ts';
import { listRunning } from '../use-cases/index.ts';
import { dpaNoticeDays, explainMissingDpa, listVendors } from './vendors.ts';

const explainDpaProblem = (vendor: Vendor, today: Day): string | null => {
  const missing = explainMissingDpa(vendor, today);
  if (missing !== null) return missing;
  const expiresOn = vendor.dpa?.expiresOn ?? null;
  return expiresOn !== null && daysBetween(today, expiresOn) <= dpaNoticeDays
    ? `the DPA of ${vendor.name} expires on ${formatDay(expiresOn)}`
    : null;
};

/** Returns the people to ask: the owner, and in production also AI Operations. */
const listAssignees = (register: Register, useCase: UseCase) => {
  const owner = assigneeOf(register, useCase);
  const operators = useCase.life.stage === 'production' ? listActiveOperators(register) : [];
  return [...new Set([...(owner === null ? [] : [owner]), ...operators.map(({ person }) => person)])];
};

/** A missing DPA that one person is asked about, for all their use cases that need it. */
interface MissingDpa {
  readonly person: UserId;
  readonly vendor: Vendor;
  readonly problem: string;
  /** Never empty. */
  readonly useCases: UseCase[];
}

function listMissingDpas(register: Register, today: Day): readonly MissingDpa[] {
  const found = new Map<string, MissingDpa>();
  for (const useCase of listRunning(register).filter(needsDpa)) {
    for (const vendor of listVendors(register, useCase)) {
      const problem = explainDpaProblem(vendor, today);
      if (problem === null) continue;
      for (const person of listAssignees(register, useCase)) {
        const key = `${person} ${vendor.key}`;
        const known = found.get(key) ?? { person, vendor, problem, useCases: [] };
        known.useCases.push(useCase);
        found.set(key, known);
      }
    }
  }
  return [...found.values()];
}

/**
 * Asks for missing, expiring and expired DPAs. One DPA covers all use cases of a vendor, so each person is asked once
 * per vendor. Source: "Governance at Stage 3".
 */
export const dpa: NudgeKind = {
  key: 'dpa',
  rank: 10,
  title: 'DPAs missing or expiring',
  due: (register, today) => [
    ...listUnstatedUseCases(register),
    ...listMissingDpas(register, today).map(({ person, vendor, problem, useCases }): NudgeContent => {
      const live = useCases.filter(({ life }) => life.stage === 'production');
      const [first] = [...live, ...useCases] as [UseCase];
      const rest = useCases.length - 1;
      const violation =
        explainMissingDpa(vendor, today) !== null &&
        live.some((useCase) => isInViolation(register, useCase, today));
      const subject = `vendors:${vendor.key}`;
      return {
        subject,
        person,
        fact: `${first.key} ${first.name}${rest === 0 ? '' : ` and ${rest} more`}: ${problem}`,
        why: violation
          ? 'in production this is a compliance violation'
          : live.length > 0
            ? 'production without a DPA is a compliance violation'
            : 'production needs a signed DPA',
        step: { do: 'record-dpa', useCase: first.key, vendor: vendor.name },
        // With several use cases, work on one of them does not delay the reminder about the others. Other work on the
        // use case, such as a check-in, never delays a violation.
        about: rest === 0 && !violation ? [first.key, subject] : [subject],
        repeat: violation ? { days: 1 } : weekly,
        urgent: violation,
      };
    }),
  ],
};

/** Asks once per use case for unstated data or vendors, without which the required DPAs are unknown. */
const listUnstatedUseCases = (register: Register): readonly NudgeContent[] =>
  listRunning(register).flatMap((useCase): readonly NudgeContent[] => {
    const { key, name } = useCase;
    const missing = listUnstated(useCase);
    const person = assigneeOf(register, useCase);
    if (missing.length === 0 || person === null) return [];
    return [
      {
        subject: `${key}:not-stated`,
        person,
        fact: `${key} ${name}: ${missing.join('; ')}`,
        why: 'while this is missing, every vendor needs a DPA',
        step: { do: 'edit-use-case', useCase: key },
        about: [key],
        repeat: weekly,
      },
    ];
  });
