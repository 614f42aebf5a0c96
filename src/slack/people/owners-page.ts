import { z } from 'zod';
import { accountabilityTitles, listOpenAccountabilities } from '../../domain/ai-operations/index.ts';
import type { Gap, Step } from '../../domain/decide.ts';
import { explainDeparture, isActive } from '../../domain/people.ts';
import {
  accountabilities,
  isOver,
  type Operator,
  type Register,
  settingsOf,
  type UserId,
} from '../../domain/register.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { actions, header, mention, pageButton, section, stepButton } from '../kit/blocks.ts';
import { renderNextBlock } from '../kit/next-block.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';

/** The most people in one list. */
export const maxListedPeople = 10;

/** Returns the first vacant role: the lead, AI Operations, then a successor for a person who left. */
function findNextRole({ register, readiness }: PageContext, left: readonly Owned[]): Gap | null {
  if (settingsOf(register).leads.length === 0)
    return { text: 'appoint the transformation lead', owner: null, step: { do: 'change-settings' } };
  const [gap] = readiness.assessment.requirements.find(({ key }) => key === 'R4')?.gaps ?? [];
  if (gap) return gap;
  const [first] = left;
  if (!first) return null;
  const [person, keys] = first;
  return {
    text: `reassign ${formatCount(keys.length, 'use case')} of somebody who ${explainDeparture(register, person)}`,
    owner: null,
    step: { do: 'hand-over', person },
  };
}

/** A person with the keys of their use cases. */
type Owned = readonly [person: UserId, keys: readonly string[]];

/** Returns the owners of open use cases: people who left first, then by number. */
function ownersOf(register: Register): readonly Owned[] {
  const owned = new Map<UserId, string[]>();
  for (const useCase of register.useCases.values()) {
    if (!isOver(useCase)) owned.set(useCase.owner, [...(owned.get(useCase.owner) ?? []), useCase.key]);
  }
  const isHere = ([person]: Owned) => (isActive(register, person) ? 1 : 0);
  return [...owned].sort((a, b) => isHere(a) - isHere(b) || b[1].length - a[1].length);
}

/** Returns "accepted uptime, incident response and model versioning", or what is still open. */
function describeAccepted(operator: Operator): string {
  const open = listOpenAccountabilities(operator);
  if (open.length === 0) return 'accepted uptime, incident response and model versioning';
  const titles = open.map((key) => uncapitalize(accountabilityTitles[key])).join(', ');
  return `accepted ${accountabilities.length - open.length} of ${accountabilities.length}; missing: ${titles}`;
}

export const ownersPage = page('owners', z.object({}), (context): Content => {
  const { register, actor, today } = context;
  const { leads } = settingsOf(register);
  const owners = ownersOf(register);
  const left = owners.filter(([owner]) => !isActive(register, owner));
  const useCases = owners.reduce((sum, [, keys]) => sum + keys.length, 0);
  const who = (person: UserId) => describePerson(register, person, today);
  const operators = [...register.operators.values()];
  const list = (title: string, none: string, lines: readonly string[]) => {
    const rest = lines.length - maxListedPeople;
    return [
      `*${title}*`,
      ...(lines.length === 0 ? [none] : lines.slice(0, maxListedPeople).map((line) => `• ${line}`)),
      ...(rest > 0 ? [`and ${rest} more`] : []),
    ].join('\n');
  };
  const next = findNextRole(context, left);
  /** Omits the button of a role if the next step is the same. */
  const unlessNext = (step: Step) => (next?.step.do === step.do ? undefined : stepButton(step));
  return {
    title: 'Owners',
    text: 'Owners',
    blocks: [
      header('Owners'),
      ...renderNextBlock(context, next),
      section(list('Transformation lead', 'Nobody yet. A Slack admin appoints the lead.', leads.map(who))),
      section(
        list(
          'AI Operations',
          'Nobody yet.',
          operators.map((operator) => `${who(operator.person)}: ${describeAccepted(operator)}`),
        ),
        unlessNext({ do: 'name-operators' }),
      ),
      ...(operators.some(
        (operator) => operator.person === actor.id && listOpenAccountabilities(operator).length > 0,
      )
        ? actions(unlessNext({ do: 'accept-accountabilities' }))
        : []),
      section(
        list(
          useCases === 0
            ? 'Use cases'
            : `Use cases (${useCases.toLocaleString('en')}), by ${formatCount(owners.length, 'owner')}`,
          'Nothing is registered yet.',
          owners.map(
            ([owner, keys]) =>
              `${who(owner)}: ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ` and ${keys.length - 8} more` : ''}`,
          ),
        ),
      ),
      ...left
        .slice(0, maxListedPeople)
        .filter(([owner]) => next?.step.do !== 'hand-over' || next.step.person !== owner)
        .map(([owner, keys]) =>
          section(
            `${mention(owner)} ${explainDeparture(register, owner)} and still owns ${formatCount(keys.length, 'use case')}.`,
            stepButton({ do: 'hand-over', person: owner }),
          ),
        ),
      ...actions(
        owners.some(([owner]) => owner === actor.id)
          ? stepButton({ do: 'hand-over', person: actor.id }, 'Reassign mine')
          : null,
        pageButton('Use cases', { page: 'use-cases' }),
        pageButton('Settings', { page: 'settings' }),
        pageButton('Verdict', { page: 'verdict' }),
      ),
    ],
  };
});
