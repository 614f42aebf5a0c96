export { answerPulseStep, askPulseStep, minAnswers, type PulseReading, pulseOf, teamOf } from './pulse.ts';
export { assessPurgatory, type Purgatory, purgatoryLimits, symptoms } from './purgatory.ts';
