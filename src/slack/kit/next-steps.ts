import type { Step } from '../../domain/decide.ts';
import { getExistingUseCase } from '../../domain/permissions.ts';
import type { UseCase } from '../../domain/register.ts';
import { listMissingForProduction } from '../../domain/use-cases/index.ts';
import type { FormContext } from './form.ts';

/** The use case that a form is about. @throws RangeError when there is none of this key */
export const getUseCase = ({ register }: Pick<FormContext, 'register'>, key: string): UseCase =>
  getExistingUseCase(register, key);

type Judged = Pick<FormContext, 'register' | 'today' | 'assessment'>;

/** The smallest steps that bring one use case further, two at most. */
function findUseCaseSteps({ register, today, assessment }: Judged, key: string): readonly Step[] {
  const useCase = getUseCase({ register }, key);
  const { stage } = useCase.life;
  if (stage === 'proposed') return [{ do: 'start-pilot', useCase: key }];
  const asked = assessment.blockers.filter(({ step }) => 'useCase' in step && step.useCase === key);
  if (stage === 'pilot') {
    // Going live brings requirement 1 nearer; what another requirement lacks is less work.
    const other = asked.find(({ requirement }) => requirement !== 'R1');
    const [missing] = listMissingForProduction(register, useCase, today);
    return [(other ?? missing)?.step ?? { do: 'go-live', useCase: key }];
  }
  return asked.map(({ step }) => step).slice(0, 2);
}

/** What to do after something was recorded about a use case: its own next step, or else the crossing test's. */
export function findNextSteps(context: Judged, key: string): readonly Step[] {
  const own = findUseCaseSteps(context, key);
  return own.length > 0 ? own : listTestSteps(context);
}

/** The steps that the crossing test asks for, the first one first. */
export const listTestSteps = ({ assessment }: Pick<Judged, 'assessment'>): readonly Step[] =>
  assessment.blockers.map(({ step }) => step);
