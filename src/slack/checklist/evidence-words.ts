import { formatDay } from '../../domain/calendar.ts';
import { checklist, checklistEntry, listCompleteEvidence } from '../../domain/checklist/index.ts';
import { explainDeparture } from '../../domain/people.ts';
import type { EvidenceDetails, EvidencedItem, Register, UseCase, UserId } from '../../domain/register.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { listSome } from '../kit/answers.ts';
import { escapeMrkdwn, formatLink, mention } from '../kit/blocks.ts';
import type { Options } from '../kit/choice-fields.ts';
import { createMoneyFormat } from '../kit/money.ts';
import type { PageContext } from '../kit/page.ts';
import {
  alertOptions,
  describeExpiry,
  externalOptions,
  labelOf,
  responseOptions,
  trainingOptions,
} from '../kit/words.ts';

/** Returns the mention of a person in evidence, with a note if they have left. */
function formatPerson(register: Register, person: UserId): string {
  const gone = explainDeparture(register, person);
  return gone === null ? mention(person) : `${mention(person)} (${gone})`;
}

const listLabels = <V extends string>(options: Options<V>, values: readonly V[]): string =>
  values.map((value) => labelOf(options, value).toLowerCase()).join(', ');

const describeResponse = (
  response: Extract<EvidenceDetails, { item: 'fallback' }>['modelTimeout'],
): string => (response === null ? 'nothing' : listLabels(responseOptions, [response]));

type Summaries = {
  readonly [I in EvidencedItem]: (
    details: Extract<EvidenceDetails, { item: I }>,
    register: Register,
  ) => readonly string[];
};

const summaries: Summaries = {
  monitoring: ({ alerts, dashboard }) => [
    `Alerts on ${listLabels(alertOptions, alerts) || 'nothing'}`,
    `dashboard: ${formatLink(dashboard)}`,
  ],
  fallback: ({ modelTimeout, guardrailTrigger, rateLimit }) => [
    `On a model timeout: ${describeResponse(modelTimeout)}`,
    `when a guardrail triggers: ${describeResponse(guardrailTrigger)}`,
    `at the rate limit: ${describeResponse(rateLimit)}`,
  ],
  'human-review': ({ outputs, when, external }) => [
    `Reviewed: ${escapeMrkdwn(outputs) || 'nothing'}`,
    `when: ${escapeMrkdwn(when) || 'not recorded'}`,
    `outside the company: ${listLabels(externalOptions, [external])}`,
  ],
  'model-versions': ({ log }) =>
    log
      .slice(-1)
      .map(
        ({ model, version, from }) =>
          `${escapeMrkdwn(model)} ${escapeMrkdwn(version)} since ${formatDay(from)}`,
      ),
  'incident-response': ({ runbook, callOrder, slaHours }, register) => [
    `Call ${
      callOrder
        .slice(0, 10)
        .map((person) => formatPerson(register, person))
        .join(', then ') || 'nobody'
    }`,
    slaHours === null ? 'no resolution time' : `resolved within ${formatCount(slaHours, 'hour')}`,
    `runbook: ${formatLink(runbook)}`,
  ],
  training: ({ toldOn, trained, covered }) => [
    `${formatCount(trained, 'person', 'people')} trained`,
    toldOn === null ? 'not told yet' : `told on ${formatDay(toldOn)}`,
    `covers: ${listLabels(trainingOptions, covered) || 'nothing'}`,
  ],
  'cost-monitoring': ({ reportOwner, monthlyBudget, alertThreshold }, register) => [
    `Monthly report by ${formatPerson(register, reportOwner)}`,
    `budget ${createMoneyFormat(register)(monthlyBudget)}`,
    `alert at ${createMoneyFormat(register)(alertThreshold)}`,
  ],
};

/** Describes the evidence of an item in short lines of mrkdwn. */
export const describeEvidence = (details: EvidenceDetails, register: Register): readonly string[] =>
  (summaries[details.item] as (d: EvidenceDetails, r: Register) => readonly string[])(details, register);

/**
 * Returns "2 confirmations by @ann expire next, in 13 days (15 March 2026): monitoring and fallback.": those of the first
 * day; null without complete evidence.
 */
export function describeNextExpiry(
  { register, today }: Pick<PageContext, 'register' | 'today'>,
  useCase: UseCase,
): string | null {
  const all = listCompleteEvidence(register, useCase);
  const [first] = all.toSorted((a, b) => a.validUntil.localeCompare(b.validUntil));
  if (!first) return null;
  const same = all.filter(({ validUntil }) => validUntil === first.validUntil);
  const people = [...new Set(same.map(({ evidence }) => evidence.confirmedBy))];
  const when = describeExpiry(first.validUntil, today).replace(
    /^expires/,
    same.length === 1 ? 'expires next,' : 'expire next,',
  );
  return `${formatCount(same.length, 'confirmation')} by ${people.map(mention).join(' and ')} ${when}: ${listSome(
    same.map(({ item }) => uncapitalize(checklistEntry(item).title)),
    checklist.length,
  )}.`;
}
