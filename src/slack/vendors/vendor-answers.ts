import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { isInViolation, listUnstated, needsDpa } from '../../domain/checklist/index.ts';
import { fromRecords } from '../../domain/facts.ts';
import type { Register, UseCase, Vendor } from '../../domain/register.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { explainMissingDpa, findVendor, listVendors } from '../../domain/vendors/index.ts';
import { capitalize, formatCount, formatDaysAgo, formatInDays } from '../../domain/wording.ts';
import { describePeriod, formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, formatLink, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer, Period } from '../kit/question.ts';
import { describeDpa, groupUsersByVendor } from './vendors-page.ts';

export const allVendors: Offer = [{ page: 'vendors' }, 'All vendors'];

const refOf = ({ key }: Vendor): string => `vendors:${key}`;
const dataOf = ({ name, aliases, dpa }: Vendor, today: string) => ({
  ...{ vendor: name, aliases, dpa },
  isInForce: dpa !== null && (dpa.expiresOn === null || dpa.expiresOn >= today),
});

/** Returns the vendors of running use cases that need a DPA, each with these use cases. */
function groupNeeded({ register }: PageContext): ReadonlyMap<Vendor, readonly UseCase[]> {
  const found = new Map<Vendor, UseCase[]>();
  for (const useCase of listRunning(register).filter(needsDpa))
    for (const vendor of listVendors(register, useCase))
      found.set(vendor, [...(found.get(vendor) ?? []), useCase]);
  return found;
}

/** Returns why the required DPAs of a use case are unknown. */
const listOpenPoints = (register: Register, useCase: UseCase): readonly string[] => [
  ...listUnstated(useCase),
  ...(needsDpa(useCase) && useCase.otherVendors === null && listVendors(register, useCase).length === 0
    ? ['no vendor is recorded']
    : []),
];

/** Returns the running use cases whose DPAs are unknown: " Unknown for UC-3 (no vendor is recorded)." */
function describeUnstated({ register }: PageContext): string {
  const open = listRunning(register).flatMap((useCase) => {
    const missing = listOpenPoints(register, useCase);
    return missing.length === 0 ? [] : [`${useCase.key} (${missing.join('; ')})`];
  });
  return open.length === 0 ? '' : ` Unknown for ${joinShortly(open, 3)}.`;
}

/** Answers that no vendor has this name. */
const answerUnknown = ({ today }: PageContext, name: string): Answer => ({
  text: `No vendor is called "${escapeMrkdwn(name, 80)}", so no DPA with it is recorded.`,
  source: fromRecords(today),
  data: { vendor: name, found: false },
  next: [allVendors],
});

export function answerVendors(context: PageContext): Answer {
  const { register, today } = context;
  const all = [...register.vendors.values()].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  const missing = all.filter((vendor) => explainMissingDpa(vendor, today) !== null);
  return {
    text:
      all.length === 0
        ? 'No vendor is recorded yet. You enter vendors when you register or edit a use case.'
        : `${formatCount(all.length, 'vendor is', 'vendors are')} recorded: ${joinShortly(
            all.map(({ name }) => escapeMrkdwn(name, 80)),
            10,
          )}. ${missing.length === 0 ? `Each has a DPA in force.${describeNextExpiry(context).replace(' Next:', ' Expires next:')}` : `Without a DPA in force: ${joinShortly(missing.map(({ name }) => escapeMrkdwn(name, 80)))}.`}`,
    source: fromRecords(today, ...all.map(refOf)),
    data: { vendors: all.map((vendor) => dataOf(vendor, today)) },
    next: [allVendors],
  };
}

export function answerDpa(context: PageContext, name: string): Answer {
  const { register, today } = context;
  const vendor = findVendor(register, name);
  if (!vendor) return answerUnknown(context, name);
  const { dpa } = vendor;
  const users = groupUsersByVendor(context).get(vendor.key) ?? [];
  const shown = escapeMrkdwn(vendor.name, 80);
  const useCase = users[0];
  const signed = dpa ? ` It was signed on ${formatDay(dpa.signedOn)}: ${formatLink(dpa.link)}` : '';
  return {
    text: `*${shown}*: ${describeDpa(vendor, today)}, ${users.length === 0 ? 'used by no use case' : `used by ${joinShortly(users)}`}.${signed}`,
    source: fromRecords(today, refOf(vendor)),
    data: { ...dataOf(vendor, today), useCases: users },
    next: [
      ...(useCase === undefined ? [] : [offerStep({ do: 'record-dpa', useCase, vendor: vendor.name })]),
      allVendors,
    ],
    about: { vendor: vendor.name },
  };
}

export function answerMissing(context: PageContext): Answer {
  const { register, today } = context;
  const missing = [...groupNeeded(context)].flatMap(([vendor, useCases]) => {
    const problem = explainMissingDpa(vendor, today);
    return problem === null ? [] : [{ vendor, useCases, problem }];
  });
  const violations = listRunning(register).filter((useCase) => isInViolation(register, useCase, today));
  const [first] = missing;
  const unstated = describeUnstated(context);
  const words = missing.map(
    ({ problem, useCases }) =>
      `${escapeMrkdwn(problem, 150)} (used by ${joinShortly(useCases.map(({ key }) => key))})`,
  );
  return {
    text: first
      ? `${formatCount(missing.length, 'DPA is', 'DPAs are')} missing: ${joinShortly(words, 5, '; ')}.${violations.length === 0 ? '' : ` In production this is a compliance violation: ${joinShortly(violations.map(({ key }) => key))}.`}${unstated}`
      : `No DPA is missing: every recorded vendor of a running use case with personal or confidential data has one in force.${unstated}`,
    source: fromRecords(today, ...missing.map(({ vendor }) => refOf(vendor))),
    data: {
      missing: missing.map(({ vendor, useCases, problem }) => ({
        ...{ vendor: vendor.name, problem, useCases: useCases.map(({ key }) => key) },
      })),
      violations: violations.map(({ key }) => key),
    },
    next: [
      ...(first
        ? [offerStep({ do: 'record-dpa', useCase: first.useCases[0]?.key ?? '', vendor: first.vendor.name })]
        : []),
      allVendors,
    ],
  };
}

/** Returns the next DPA to expire: " Next: OpenAI on 1 December 2027." */
function describeNextExpiry({ register, today }: PageContext): string {
  const next = [...register.vendors.values()]
    .flatMap(({ name, dpa }) =>
      dpa?.expiresOn == null || dpa.expiresOn < today ? [] : [{ name, on: dpa.expiresOn }],
    )
    .sort((a, b) => a.on.localeCompare(b.on))[0];
  return next ? ` Next: ${escapeMrkdwn(next.name, 80)} on ${formatDay(next.on)}.` : '';
}

export function answerExpiring(context: PageContext, { from, to }: Period): Answer {
  const { register, today } = context;
  const users = groupUsersByVendor(context);
  const found = [...register.vendors.values()]
    .flatMap((vendor) => {
      const on = vendor.dpa?.expiresOn ?? null;
      return on !== null && on >= from && on <= to ? [{ vendor, on }] : [];
    })
    .sort((a, b) => a.on.localeCompare(b.on));
  const words = found.map(({ vendor, on }) => {
    const away = daysBetween(today, on);
    const by = users.get(vendor.key) ?? [];
    return `${escapeMrkdwn(vendor.name, 80)} on ${formatDay(on)} (${away < 0 ? formatDaysAgo(-away) : formatInDays(away)}${by.length === 0 ? '' : `, used by ${joinShortly(by)}`})`;
  });
  const when = from === today && to > today ? `by ${formatDay(to)}` : describePeriod({ from, to });
  const [first] = found;
  const useCase = first && users.get(first.vendor.key)?.[0];
  return {
    text: first
      ? `${formatCount(found.length, to < today ? 'DPA expired' : 'DPA expires', to < today ? 'DPAs expired' : 'DPAs expire')} ${when}: ${joinShortly(words, 5, '; ')}.`
      : `No DPA ${to < today ? 'expired' : 'expires'} ${when}.${describeNextExpiry(context)}`,
    source: fromRecords(today, ...found.map(({ vendor }) => refOf(vendor))),
    data: { from, to, expiring: found.map(({ vendor, on }) => ({ vendor: vendor.name, expiresOn: on })) },
    next: [
      ...(first && useCase !== undefined
        ? [offerStep({ do: 'record-dpa', useCase, vendor: first.vendor.name })]
        : []),
      allVendors,
    ],
    about: { period: { from, to } },
  };
}

export function answerOfUseCase(context: PageContext, key: string): Answer {
  const { register, today } = context;
  const useCase = getUseCase(context, key);
  const vendors = listVendors(register, useCase);
  const missing = vendors.filter((vendor) => explainMissingDpa(vendor, today) !== null);
  const words = vendors.map((vendor) => `${escapeMrkdwn(vendor.name, 80)} (${describeDpa(vendor, today)})`);
  const open = listOpenPoints(register, useCase);
  const need = needsDpa(useCase)
    ? open.length === 0 || vendors.length === 0
      ? ''
      : ` ${capitalize(open.join('; '))}.`
    : ' It needs no DPA, because it touches neither personal nor confidential data.';
  const problems = joinShortly(
    missing.map((vendor) => escapeMrkdwn(explainMissingDpa(vendor, today) ?? '', 150)),
    5,
    '; ',
  );
  return {
    text:
      vendors.length === 0
        ? `No vendor is recorded for ${formatUseCase(useCase)}.${need}`
        : `${needsDpa(useCase) && problems !== '' ? `${capitalize(problems)}. ` : ''}${formatUseCase(useCase)} relies on ${joinShortly(words)}.${need}`,
    source: fromRecords(today, key, ...vendors.map(refOf)),
    data: {
      ...{ useCase: key, needsDpa: needsDpa(useCase) },
      vendors: vendors.map((vendor) => dataOf(vendor, today)),
    },
    next: [
      ...(missing[0] ? [offerStep({ do: 'record-dpa', useCase: key, vendor: missing[0].name })] : []),
      allVendors,
    ],
    about: { useCase: key, ...(vendors.length === 1 && vendors[0] ? { vendor: vendors[0].name } : {}) },
  };
}
