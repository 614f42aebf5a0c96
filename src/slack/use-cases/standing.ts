import { formatDay } from '../../domain/calendar.ts';
import type { UseCase } from '../../domain/register.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import { removeFinalPeriod } from '../../domain/wording.ts';
import { nameUseCase } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';

/** Returns "*UC-1 AI Support Agent* has been in production since 12 January 2026". */
export function describeStanding(useCase: UseCase): string {
  const { life } = useCase;
  const name = nameUseCase(useCase);
  switch (life.stage) {
    case 'proposed':
      return `${name} has been proposed since ${formatDay(life.since)}`;
    case 'pilot':
      return `${name} has been in pilot since ${formatDay(life.charter.startedOn)}`;
    case 'production':
      return `${name} has been in production since ${formatDay(life.liveOn)}`;
    default:
      return `${name} was ${life.stage} on ${formatDay(life.on)}`;
  }
}

/** Returns the same about a use case that was named already: "It has been in production since 12 January 2026." */
export const describeItsStanding = (useCase: UseCase): string =>
  `${describeStanding(useCase).replace(nameUseCase(useCase), 'It')}.`;

/** Returns since when it is suspended, in words; null while it runs. */
export function describeItsSuspension({ register }: PageContext, useCase: UseCase): string | null {
  const found = findSuspension(register, useCase);
  return found === null
    ? null
    : `It has been suspended since ${formatDay(found.on)}: ${escapeMrkdwn(removeFinalPeriod(found.reason), 120)}.`;
}

/** Returns the day on which its stage began. */
export const beganOn = ({ life }: UseCase): string =>
  life.stage === 'proposed'
    ? life.since
    : life.stage === 'pilot'
      ? life.charter.startedOn
      : life.stage === 'production'
        ? life.liveOn
        : life.on;

export const charterOf = ({ life }: UseCase) => ('charter' in life ? life.charter : null);

export const stageOf = ({ life }: UseCase) => life.stage;

export const decideOffer = (useCase: string): Offer => [{ do: 'decide-pilot', useCase }, 'Decide'];
