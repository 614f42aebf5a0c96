import { written } from '../../domain/calendar.ts';
import { departureOf } from '../../domain/people.ts';
import type { EvidenceDetails, EvidencedItem, Register, UserId } from '../../domain/register.ts';
import { counted } from '../../domain/wording.ts';
import { mention, safe, shownLink } from '../kit/blocks.ts';
import type { Options } from '../kit/choice-fields.ts';
import { money } from '../kit/money.ts';
import { alertOptions, externalOptions, labelOf, responseOptions, trainingOptions } from '../kit/words.ts';

/** Names somebody in evidence, and says why they are not here any more. */
function named(register: Register, person: UserId): string {
  const gone = departureOf(register, person);
  return gone === null ? mention(person) : `${mention(person)} (${gone})`;
}

const labels = <V extends string>(options: Options<V>, values: readonly V[]): string =>
  values.map((value) => labelOf(options, value).toLowerCase()).join(', ');

const answered = (response: Extract<EvidenceDetails, { item: 'fallback' }>['modelTimeout']): string =>
  response === null ? 'nothing' : labels(responseOptions, [response]);

type Summaries = {
  readonly [I in EvidencedItem]: (
    details: Extract<EvidenceDetails, { item: I }>,
    register: Register,
  ) => readonly string[];
};

const summaries: Summaries = {
  monitoring: ({ alerts, dashboard }) => [
    `Alerts on ${labels(alertOptions, alerts) || 'nothing'}`,
    `dashboard: ${shownLink(dashboard)}`,
  ],
  fallback: ({ modelTimeout, guardrailTrigger, rateLimit }) => [
    `On a model timeout: ${answered(modelTimeout)}`,
    `when a guardrail triggers: ${answered(guardrailTrigger)}`,
    `at the rate limit: ${answered(rateLimit)}`,
  ],
  'human-review': ({ outputs, when, external }) => [
    `Reviewed: ${safe(outputs) || 'nothing'}`,
    `when: ${safe(when) || 'not said'}`,
    `outside the company: ${labels(externalOptions, [external])}`,
  ],
  'model-versions': ({ log }) =>
    log.slice(-1).map(({ model, version, from }) => `${safe(model)} ${safe(version)} since ${written(from)}`),
  'incident-response': ({ runbook, callOrder, slaHours }, register) => [
    `Call ${
      callOrder
        .slice(0, 10)
        .map((person) => named(register, person))
        .join(', then ') || 'nobody'
    }`,
    slaHours === null ? 'no resolution time' : `resolved within ${counted(slaHours, 'hour')}`,
    `runbook: ${shownLink(runbook)}`,
  ],
  training: ({ toldOn, trained, covered }) => [
    `${counted(trained, 'person', 'people')} trained`,
    `told on ${toldOn === null ? 'no day' : written(toldOn)}`,
    `covers: ${labels(trainingOptions, covered) || 'nothing'}`,
  ],
  'cost-monitoring': ({ reportOwner, monthlyBudget, alertThreshold }, register) => [
    `Monthly report by ${named(register, reportOwner)}`,
    `budget ${money(register)(monthlyBudget)}`,
    `alert at ${money(register)(alertThreshold)}`,
  ],
};

/** What the evidence of an item says, in short: mrkdwn. */
export const evidenceWords = (details: EvidenceDetails, register: Register): readonly string[] =>
  (summaries[details.item] as (d: EvidenceDetails, r: Register) => readonly string[])(details, register);
