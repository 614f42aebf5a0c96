import type { Step } from '../../domain/decide.ts';
import { getExistingUseCase } from '../../domain/permissions.ts';
import type { UseCase } from '../../domain/register.ts';
import { listMissingForProduction } from '../../domain/use-cases/index.ts';
import type { FormContext } from './form.ts';

/** Returns the use case of a form. @throws RangeError when it does not exist */
export const getUseCase = ({ register }: Pick<FormContext, 'register'>, key: string): UseCase =>
  getExistingUseCase(register, key);

type Judged = Pick<FormContext, 'register' | 'today' | 'assessment'>;

/** Returns up to two next steps of a use case. */
function findUseCaseSteps({ register, today, assessment }: Judged, key: string): readonly Step[] {
  const useCase = getUseCase({ register }, key);
  const { stage } = useCase.life;
  if (stage === 'proposed') return [{ do: 'start-pilot', useCase: key }];
  const asked = assessment.blockers.filter(({ step }) => 'useCase' in step && step.useCase === key);
  if (stage === 'pilot') {
    // Gaps of other requirements take less work than going live.
    const other = asked.find(({ requirement }) => requirement !== 'R1');
    const [missing] = listMissingForProduction(register, useCase, today);
    return [(other ?? missing)?.step ?? { do: 'go-live', useCase: key }];
  }
  return asked.map(({ step }) => step).slice(0, 2);
}

/** Returns what to do after a record about a use case: its own next steps, or those of the crossing test. */
export function findNextSteps(context: Judged, key: string): readonly Step[] {
  const own = findUseCaseSteps(context, key);
  return own.length > 0 ? own : listTestSteps(context);
}

/** Returns the steps of the crossing test in order. */
export const listTestSteps = ({ assessment }: Pick<Judged, 'assessment'>): readonly Step[] =>
  assessment.blockers.map(({ step }) => step);
