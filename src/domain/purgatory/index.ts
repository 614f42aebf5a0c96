export { answerPulseStep, askPulseStep, fewestAnswers, type PulseReading, pulseOf, teamOf } from './pulse.ts';
export { type Purgatory, purgatory, symptoms } from './purgatory.ts';
