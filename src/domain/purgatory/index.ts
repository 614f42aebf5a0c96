export {
  answerPulse,
  askPulse,
  fewestAnswers,
  type PulseReading,
  pulseOf,
  pulseScores,
  teamOf,
} from './pulse.ts';
export { type Purgatory, purgatory, symptoms } from './purgatory.ts';
