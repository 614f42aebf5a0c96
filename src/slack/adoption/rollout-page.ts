import { listMissingPlanParts } from '../../domain/adoption/index.ts';
import { formatDay } from '../../domain/calendar.ts';
import { isOver, type RolloutPlan } from '../../domain/register.ts';
import { countReached } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import { actions, contextBlock, escapeMrkdwn, header, section, stepButton, truncate } from '../kit/blocks.ts';
import { page } from '../kit/page.ts';

export const describeRollout = (plan: RolloutPlan | undefined): string => {
  if (!plan) return 'not written yet';
  const open = listMissingPlanParts(plan).length;
  return open === 0 ? 'complete' : `${open} of 4 parts missing`;
};

/** Shows how many people the roll-out reaches ("12 of 80"), and its plan. */
export const rolloutPage = page(
  'rollout',
  ofUseCase,
  aboutUseCase(({ register }, useCase) => {
    const { key, name, intendedUsers, life } = useCase;
    const plan = register.rolloutPlans.get(key);
    const training = register.evidence.get(`${key}:training`)?.details;
    const trained = training?.item === 'training' ? Math.min(training.trained, intendedUsers) : 0;
    const reached = countReached(useCase);
    const ready = Math.max(0, trained - reached);
    const untrained = Math.max(0, intendedUsers - Math.max(trained, reached));
    const missing = listMissingPlanParts(plan);
    const over = isOver(useCase);
    const next = over
      ? [`${key} was ${life.stage}, so its roll-out has ended.`]
      : [
          ...(ready > 0
            ? [`Next: deploy it to ${formatCount(ready, 'more person', 'more people')} (already trained).`]
            : []),
          ...(untrained > 0
            ? [
                `${ready > 0 ? 'Then' : 'Next'}: hold a walkthrough of the new workflow for ${formatCount(untrained, 'more person', 'more people')}.`,
              ]
            : []),
          ...(ready + untrained === 0 ? ['It is deployed to all intended users.'] : []),
        ];
    return {
      title: `${key} roll-out`,
      text: `Deployed to ${reached} of ${intendedUsers}`,
      blocks: [
        header(`Deployed to ${reached} of ${intendedUsers}: ${key} ${truncate(name, 90)}`),
        section(next.join('\n')),
        section(
          [
            '*Roll-out plan*',
            `Walkthrough of the new workflow: ${plan?.sessionOn ? `${formatDay(plan.sessionOn)}, ${plan.sessionAttendees} attendees` : '–'}`,
            `Use is optional until: ${plan?.optionalUntil ? formatDay(plan.optionalUntil) : '–'}`,
            `Answer to "Will it replace me?": ${escapeMrkdwn(plan?.fearAddressedAt || '–', 200)}`,
            `What the AI does: ${escapeMrkdwn(plan?.aiDoes || '–', 300)}`,
            `What people do: ${escapeMrkdwn(plan?.peopleDo || '–', 300)}`,
            `How adoption is measured: ${escapeMrkdwn(plan?.adoptionMeasuredBy || '–', 200)}`,
          ].join('\n'),
          over ? undefined : stepButton({ do: 'plan-rollout', useCase: key }),
        ),
        ...(missing.length > 0 && !over
          ? [contextBlock(plan ? `Not complete: ${missing.join('; ')}` : 'Not written yet')]
          : []),
        contextBlock('Only counts are shown, never names.'),
        ...actions(
          life.stage === 'production' && reached < intendedUsers
            ? stepButton({ do: 'widen-rollout', useCase: key })
            : null,
        ),
        ...tabsOf(useCase.key, 'adoption'),
      ],
    };
  }),
);
