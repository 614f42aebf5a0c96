import type { KnownBlock } from '@slack/types';
import { checkInsOf, lowAdoption, weeklyShare } from '../../domain/adoption/index.ts';
import { addDays, daysBetween, weekOf, written } from '../../domain/calendar.ts';
import { lapsing, needsDpa } from '../../domain/checklist/index.ts';
import type { Gap } from '../../domain/decide.ts';
import { categoryEntry, drift } from '../../domain/infrastructure/index.ts';
import { answersFor } from '../../domain/people.ts';
import { type Category, type Charter, isOver, type UseCase } from '../../domain/register.ts';
import { dueWords, extensionWords, missingForProduction } from '../../domain/use-cases/index.ts';
import { namedVendors, vendorsOf, withoutDpa } from '../../domain/vendors/index.ts';
import { counted, timeLeft } from '../../domain/wording.ts';
import { checklistCount, endWaiverButton } from '../checklist/index.ts';
import { aboutUseCase, ofUseCase, tabsOf } from '../kit/about-use-case.ts';
import {
  actions,
  clip,
  context,
  divider,
  factsBlock,
  header,
  mentions,
  menu,
  type Offer,
  offerButton,
  safe,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { nextBlock } from '../kit/next-block.ts';
import { type PageScene, page } from '../kit/page.ts';
import { personWords } from '../kit/people-words.ts';
import { autonomyOptions, dataWords, expiryWords, labelOf, stageTitles, untilWords } from '../kit/words.ts';

function lifeLine({ life, intendedUsers }: UseCase, today: string): string {
  switch (life.stage) {
    case 'proposed':
      return `Proposed since ${written(life.since)}`;
    case 'pilot': {
      const { startedOn, decideBy, volunteers, scaled } = life.charter;
      const start = `In pilot since ${written(startedOn)} with ${counted(volunteers, 'volunteer')}`;
      if (scaled) return `${start}; ${dueWords(life.charter, today)}`;
      const due = timeLeft(daysBetween(today, decideBy));
      const words = extensionWords(life.charter);
      const extended = words ? `, ${words}` : '';
      return `${start}; decide by ${written(decideBy)} (${due})${extended}`;
    }
    case 'production':
      return `In production since ${written(life.liveOn)}, ${life.audience === 'everyone' ? 'for everyone' : 'for volunteers only'}: ${life.deployed} of ${intendedUsers}`;
    default:
      return `${stageTitles[life.stage]} on ${written(life.on)}: ${safe(life.reason, 300)}`;
  }
}

/** "30 of 40 (75%), week of 2 March 2026"; what is not known is said. */
function weeklyUse({ register }: PageScene, { key }: UseCase): string {
  const latest = checkInsOf(register, key).at(-1);
  if (!latest) return 'nobody has checked in yet';
  const share = Math.round(weeklyShare(latest) * 100);
  const low = lowAdoption(register, key) === null ? '' : ' :warning: low';
  return `${latest.weekly} of ${latest.intended} (${share}%), week of ${written(latest.week)}${low}`;
}

/** What brings a use case further next: in words, for whom, and the step; null while nothing is due. */
function nextOf({ register, today, assessment }: PageScene, useCase: UseCase): Gap | null {
  if (isOver(useCase)) return null;
  const { key, life } = useCase;
  const owner = answersFor(register, useCase);
  if (life.stage === 'proposed')
    return { text: 'start the pilot', owner, step: { do: 'start-pilot', useCase: key } };
  if (life.stage === 'pilot' && !life.charter.scaled && life.charter.decideBy < today)
    return {
      text: `decide: scale, stop or extend (${timeLeft(daysBetween(today, life.charter.decideBy))})`,
      owner,
      step: { do: 'decide-pilot', useCase: key },
    };
  const asked = assessment.blockers.filter(({ step }) => 'useCase' in step && step.useCase === key);
  if (life.stage === 'pilot') {
    // Going live brings requirement 1 nearer; what another requirement lacks is less work.
    const other = asked.find(({ requirement }) => requirement !== 'R1');
    const [missing] = missingForProduction(register, useCase, today);
    return other ?? missing ?? { text: 'go live', owner, step: { do: 'go-live', useCase: key } };
  }
  const [blocker] = asked;
  if (blocker) return blocker;
  const expiring = lapsing(register, useCase, today);
  if (expiring[0])
    return {
      text: `${counted(expiring.length, 'confirmation')} to give again: the first ${expiryWords(expiring[0].holdsUntil, today)}`,
      owner,
      step: { do: 'reconfirm', useCase: key },
    };
  const lastWeek = addDays(weekOf(today), -7);
  const answered = checkInsOf(register, key).some(({ week }) => week >= lastWeek);
  return answered
    ? null
    : { text: "last week's check-in is missing", owner, step: { do: 'check-in', useCase: key } };
}

/** What may be done with a use case at its stage, the most usual first; the next step aside. */
function offersFor({ key, life }: UseCase): readonly Offer[] {
  const useCase = key;
  const runs = life.stage === 'pilot' || life.stage === 'production';
  return [
    ...(runs ? [[{ do: 'check-in', useCase }]] : []),
    ...(life.stage === 'pilot' ? [[{ do: 'decide-pilot', useCase }], [{ do: 'go-live', useCase }]] : []),
    [{ do: 'edit-use-case', useCase }],
    [{ do: 'record-stack', useCase }],
    [{ do: 'open-evaluation', useCase }],
    ...(life.stage === 'pilot' ? [[{ do: 'move-bar', useCase }]] : []),
    [{ do: 'stop-use-case', useCase }, life.stage === 'production' ? 'Retire' : 'Stop'],
    [{ page: 'use-cases' }, 'All use cases'],
  ] as readonly Offer[];
}

/** So many stand as buttons; the rest is in the menu. */
const mostButtons = 3;

/** Everything that may be done, but for the next step: first as buttons, then in the menu. */
function splitOffers(useCase: UseCase, next: Gap | null) {
  const offers = (
    isOver(useCase) ? [[{ page: 'use-cases' }, 'All use cases'] as const] : offersFor(useCase)
  ).filter(([offered]) => !('do' in offered) || offered.do !== next?.step.do);
  return { shown: offers.slice(0, mostButtons), rest: offers.slice(mostButtons) };
}

/** "Personal data. DPAs: 1 of 2 in force, missing: Pinecone". */
function dataLine({ register, today }: PageScene, useCase: UseCase): string {
  const kinds = dataWords(useCase.data);
  if (!needsDpa(useCase)) return kinds;
  const all = vendorsOf(register, useCase);
  if (all.length === 0) return `${kinds}. DPAs: no vendor is recorded`;
  const without = all.filter((vendor) => withoutDpa(vendor, today) !== null);
  const names = safe(without.map(({ name }) => name).join(', '), 200);
  return `${kinds}. DPAs: ${all.length - without.length} of ${all.length} in force${names === '' ? '' : `, missing: ${names}`}`;
}

/** The vendors by name, and what else was said of them: "OpenAI, and one that is not known". */
function vendorWords({ register }: PageScene, useCase: UseCase): string {
  const { otherVendors } = useCase;
  const names = safe(namedVendors(register, useCase).join(', '), 300);
  if (otherVendors === 'unknown') return names === '' ? 'not known' : `${names}, and one that is not known`;
  return names || (otherVendors === 'none' ? 'none' : 'not stated');
}

function detailLines(scene: PageScene, useCase: UseCase): string {
  const { autonomy, retrieval, stack, purpose } = useCase;
  const runsOn = Object.entries(stack).map(
    ([category, names]) => `${categoryEntry(category as Category).title}: ${safe(names.join(', '), 100)}`,
  );
  return [
    safe(purpose, 500),
    `*Runs on*: ${runsOn.length === 0 ? 'not recorded' : runsOn.join('; ')}`,
    `*Vendors*: ${vendorWords(scene, useCase)}`,
    `*Data*: ${dataLine(scene, useCase)}`,
    `*May* ${(labelOf(autonomyOptions, autonomy).split(':')[0] ?? autonomy).toLowerCase()} · *Retrieval* ${retrieval ? 'yes' : 'no'}`,
  ].join('\n');
}

function driftBlocks({ register, today }: PageScene, useCase: UseCase): KnownBlock[] {
  return drift(register, useCase, today).map(({ category, runsOn, committed, waiver }) =>
    section(
      `:warning: ${categoryEntry(category).title}: runs on ${safe(runsOn, 100)}, committed is ${safe(committed, 100)}${waiver ? `; waived ${untilWords(waiver.until, today)}: ${safe(waiver.reason, 200)}` : ''}`,
      isOver(useCase)
        ? undefined
        : waiver
          ? endWaiverButton(waiver)
          : stepButton({ do: 'waive-drift', useCase: useCase.key, category }),
    ),
  );
}

export const useCasePage = page(
  'use-case',
  ofUseCase,
  aboutUseCase((scene, useCase) => {
    const { key, name, team, owner, members, life } = useCase;
    const next = nextOf(scene, useCase);
    const { shown, rest } = splitOffers(useCase, next);
    const charter = 'charter' in life ? life.charter : null;
    const facts = [
      ['Owner', personWords(scene.register, owner, scene.today)],
      ['Team', safe(team, 100)],
      ['Weekly use', weeklyUse(scene, useCase)],
      ['Checklist', checklistCount(scene, useCase)],
    ] as const;
    return {
      title: key,
      text: `${key} ${name}`,
      blocks: [
        header(`${key} ${clip(name, 140)}`),
        section(
          lifeLine(useCase, scene.today),
          menu(rest, { page: 'use-case-more', args: { useCase: key } }),
        ),
        factsBlock(facts),
        ...nextBlock(scene, next, answersFor(scene.register, useCase)),
        ...actions(...shown.map(offerButton)),
        ...tabsOf(key, 'use-case'),
        divider,
        section(detailLines(scene, useCase)),
        ...driftBlocks(scene, useCase),
        ...(charter ? [section(charterLines(charter))] : []),
        ...(members.length > 0
          ? [
              context(
                `Team: ${mentions(members.slice(0, 20))}${members.length > 20 ? ` and ${members.length - 20} more` : ''}`,
              ),
            ]
          : []),
      ],
    };
  }),
);

/** All that the menu of the overview has no room for. */
export const useCaseMorePage = page(
  'use-case-more',
  ofUseCase,
  aboutUseCase((scene, useCase) => {
    const { key, name } = useCase;
    const { rest } = splitOffers(useCase, nextOf(scene, useCase));
    return {
      title: key,
      text: `${key} ${name}`,
      blocks: [
        header(`More for ${key} ${clip(name, 120)}`),
        section('What is needed more rarely.'),
        ...actions(...rest.map(offerButton)),
        ...tabsOf(key, null),
      ],
    };
  }),
);

/** What the pilot promised, and what became of it: moved bars and extensions are told with their day. */
function charterLines({ criteria, movedBars, extensions }: Charter): string {
  return [
    '*Success criteria*, frozen at the start',
    ...criteria.slice(0, 10).map((line) => `• ${safe(line, 200)}`),
    ...movedBars
      .slice(-5)
      .map((bar) => `• ${safe(bar.criterion, 200)} (added on ${written(bar.on)}: the bar moved)`),
    ...extensions
      .slice(-5)
      .map((one) => `Extended on ${written(one.on)} to ${written(one.decideBy)}: ${safe(one.reason, 200)}`),
  ].join('\n');
}
