import { written } from '../../domain/calendar.ts';
import {
  type Aging,
  checklistEntry,
  checklistOf,
  lapsing,
  mustLapse,
  reconfirm,
} from '../../domain/checklist.ts';
import { answersFor } from '../../domain/people.ts';
import type { Day, EvidenceDetails, EvidencedItem, Register } from '../../domain/register.ts';
import { holdersIn } from '../../domain/roles.ts';
import { counted } from '../../domain/wording.ts';
import { mention, mentions, safe, section, shownLink } from '../views/blocks.ts';
import { money } from '../views/money.ts';
import { alertOptions, externalOptions, labelOf, responseOptions, trainingOptions } from '../views/words.ts';
import { choices, type Options } from './fields.ts';
import { form } from './form.ts';
import { nextFor, theUseCase } from './next.ts';
import { ofUseCase } from './use-case.ts';

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

/** What the evidence of each item says, in short, as mrkdwn. */
const summaries: Summaries = {
  monitoring: ({ alerts, dashboard }) => [
    `Alerts on ${labels(alertOptions, alerts)}`,
    `dashboard: ${shownLink(dashboard)}`,
  ],
  fallback: ({ modelTimeout, guardrailTrigger, rateLimit }) => [
    `On a model timeout: ${answered(modelTimeout)}`,
    `when a guardrail triggers: ${answered(guardrailTrigger)}`,
    `at the rate limit: ${answered(rateLimit)}`,
  ],
  'human-review': ({ outputs, when, external }) => [
    `Reviewed: ${safe(outputs)}`,
    `when: ${safe(when)}`,
    `outside the company: ${labels(externalOptions, [external])}`,
  ],
  'model-versions': ({ log }) =>
    log.slice(-1).map(({ model, version, from }) => `${safe(model)} ${safe(version)} since ${written(from)}`),
  'incident-response': ({ runbook, callOrder, slaHours }) => [
    `Call ${mentions(callOrder.slice(0, 10))}`,
    `resolved within ${counted(slaHours ?? 0, 'hour')}`,
    `runbook: ${shownLink(runbook)}`,
  ],
  training: ({ toldOn, trained, covered }) => [
    `${counted(trained, 'person', 'people')} trained`,
    `told on ${toldOn === null ? 'no day' : written(toldOn)}`,
    `covers: ${labels(trainingOptions, covered)}`,
  ],
  'cost-monitoring': ({ reportOwner, monthlyBudget, alertThreshold }, register) => [
    `Monthly report by ${mention(reportOwner)}`,
    `budget ${money(register)(monthlyBudget)}`,
    `alert at ${money(register)(alertThreshold)}`,
  ],
};

const summary = (details: EvidenceDetails, register: Register): string =>
  (summaries[details.item] as (d: EvidenceDetails, r: Register) => readonly string[])(details, register).join(
    '; ',
  );

/** "Monitoring is active counts until 5 April 2026" */
const standing = ({ item, holdsUntil }: Aging, today: Day): string =>
  `${checklistEntry(item).title} ${holdsUntil < today ? 'counted' : 'counts'} until ${written(holdsUntil)}`;

export const reconfirmForm = form({
  key: 'reconfirm',
  title: ({ useCase }) => `${useCase}: still true?`,
  submit: 'Confirm',
  context: ofUseCase,
  closed: ({ useCase }, scene) => {
    const outcome = mustLapse(scene.register, theUseCase(scene, useCase), scene.today);
    return outcome && !outcome.ok ? outcome.refusal : null;
  },
  intro: ({ useCase }, scene) => {
    const { register, today } = scene;
    return [
      section(
        'What you tick is confirmed anew, by you and today, as it stands here. The rest stays as it is.',
      ),
      ...lapsing(register, theUseCase(scene, useCase), today).map((due) => {
        const { confirmedBy, confirmedOn, details } = due.evidence;
        const by = `confirmed by ${mention(confirmedBy)} on ${written(confirmedOn)}`;
        return section(`*${standing(due, today)}*, ${by}\n${summary(details, register)}`);
      }),
    ];
  },
  fields: ({ useCase }, scene) => {
    const due = lapsing(scene.register, theUseCase(scene, useCase), scene.today);
    const named = (items: readonly EvidencedItem[]) =>
      due.flatMap(({ item, evidence }) => (items.includes(item) ? holdersIn('evidence', evidence) : []));
    const options = due.map(({ item }) => [item, checklistEntry(item).title] as const);
    return {
      items:
        due.length > 0
          ? { ...choices({ label: 'Still true', options, optional: false }), people: named }
          : undefined,
    };
  },
  decide: ({ items = [] }, { useCase }, register, act) => reconfirm(register, { useCase, items }, act),
  done: ({ items = [] }, { useCase: key }, scene) => {
    const useCase = theUseCase(scene, key);
    const holding = checklistOf(scene.register, useCase, scene.today).filter(
      ({ state }) => state === 'holds',
    );
    return {
      text: `Confirmed anew: ${items.map((item) => `*${checklistEntry(item).title}*`).join(', ')}. ${key} has ${holding.length} of 8.`,
      left: lapsing(scene.register, useCase, scene.today).map((left) => ({
        text: `Not confirmed: ${standing(left, scene.today)}`,
        owner: answersFor(scene.register, useCase),
        step: { do: 'confirm-item', useCase: key, item: left.item },
      })),
      next: nextFor(scene, key),
      useCase: key,
    };
  },
});
