import type { Step } from '../../domain/decide.ts';
import { existingUseCase } from '../../domain/permissions.ts';
import type { UseCase } from '../../domain/register.ts';
import { missingForProduction } from '../../domain/use-cases/index.ts';
import type { Scene } from './form.ts';

/** The use case that a form is about. @throws RangeError when there is none of this key */
export const theUseCase = ({ register }: Pick<Scene, 'register'>, key: string): UseCase =>
  existingUseCase(register, key);

type Judged = Pick<Scene, 'register' | 'today' | 'assessment'>;

/** The smallest steps that bring one use case further, two at most. */
function stepsOf({ register, today, assessment }: Judged, key: string): readonly Step[] {
  const useCase = theUseCase({ register }, key);
  const { stage } = useCase.life;
  if (stage === 'proposed') return [{ do: 'start-pilot', useCase: key }];
  const asked = assessment.blockers.filter(({ step }) => 'useCase' in step && step.useCase === key);
  if (stage === 'pilot') {
    // Going live brings requirement 1 nearer; what another requirement lacks is less work.
    const other = asked.find(({ requirement }) => requirement !== 'R1');
    const [missing] = missingForProduction(register, useCase, today);
    return [(other ?? missing)?.step ?? { do: 'go-live', useCase: key }];
  }
  return asked.map(({ step }) => step).slice(0, 2);
}

/** What to do after something was recorded about a use case: its own next step, or else the crossing test's. */
export function nextFor(scene: Judged, key: string): readonly Step[] {
  const own = stepsOf(scene, key);
  return own.length > 0 ? own : nextFromTest(scene);
}

/** The steps that the crossing test asks for, the first one first. */
export const nextFromTest = ({ assessment }: Pick<Judged, 'assessment'>): readonly Step[] =>
  assessment.blockers.map(({ step }) => step);
