import { startLocalCrossing } from '../sandbox/crossing.ts';
import {
  covers,
  estimateConfidence,
  type Features,
  featureNames,
  readFeatures,
} from '../src/slack/assistant/confidence.ts';
import { exact } from '../src/slack/assistant/ranking.ts';
import { createUnderstander } from '../src/slack/assistant/understand.ts';
import { entries } from '../src/slack/subjects.ts';
import { playWorkedExample } from '../test/support/ask-questions.ts';
import { patientLimits } from '../test/support/patient-limits.ts';
import { contextOfPhrasings, isTuning, readPhrasings } from '../test/support/phrasings.ts';

/**
 * Fits the model that estimates how likely the best entry is the one that was asked for, by logistic regression on the
 * tuning half of the phrasings: `npm run fit-confidence`. Prints its coefficients, and what thresholds do on the judging
 * half.
 */
interface Sample {
  readonly features: Features;
  readonly confidence: number;
  readonly isExact: boolean;
  readonly isRight: boolean;
}

const rounds = 20_000;
const rate = 0.5;

/** Returns the coefficients that make the samples most likely, the intercept first. Found by gradient ascent. */
function fitCoefficients(samples: readonly Sample[]): readonly number[] {
  const rows = samples.map(({ features }) => featureNames.map((name) => features[name]));
  const means = featureNames.map((_, at) => average(rows.map((row) => row[at] ?? 0)));
  const deviations = featureNames.map((_, at) =>
    Math.sqrt(average(rows.map((row) => ((row[at] ?? 0) - (means[at] ?? 0)) ** 2))),
  );
  const inputs = rows.map((row) => [
    1,
    ...row.map((value, at) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1)),
  ]);
  const weights = [0, ...featureNames.map(() => 0)];
  for (let round = 0; round < rounds; round += 1) {
    const gradient = weights.map(() => 0);
    for (const [index, input] of inputs.entries()) {
      const sum = input.reduce((total, value, at) => total + value * (weights[at] ?? 0), 0);
      const error = Number(samples[index]?.isRight) - 1 / (1 + Math.exp(-sum));
      for (const [at, value] of input.entries()) gradient[at] = (gradient[at] ?? 0) + error * value;
    }
    for (const [at, slope] of gradient.entries())
      weights[at] = (weights[at] ?? 0) + (rate * slope) / samples.length;
  }
  const [first = 0, ...scaled] = weights;
  const others = scaled.map((weight, at) => weight / (deviations[at] ?? 1));
  return [others.reduce((sum, weight, at) => sum - weight * (means[at] ?? 0), first), ...others];
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const crossing = await startLocalCrossing('sqlite::memory:', patientLimits);
await playWorkedExample(crossing);
const register = await crossing.store.load(crossing.workspace.teamId);
const at = crossing.now();
await crossing.close();
const context = contextOfPhrasings(register, at);
const { rank } = await createUnderstander(entries);

function readSamples(isWanted: (isInTuningHalf: boolean) => boolean): readonly Sample[] {
  return readPhrasings()
    .filter((phrasing) => isWanted(isTuning(phrasing)))
    .map(({ entry, text }) => {
      const { question, ranked } = rank(text, context);
      const [best] = ranked;
      const asked = ranked.find((one) => one.entry.key === entry);
      return {
        features: readFeatures(ranked, question),
        confidence: estimateConfidence(ranked, question),
        isExact: (best?.score ?? 0) >= exact,
        isRight: best !== undefined && asked !== undefined && (best === asked || covers(best, asked)),
      };
    });
}

const [intercept, ...coefficients] = fitCoefficients(
  readSamples((isTuningHalf) => isTuningHalf).filter(({ isExact }) => !isExact),
);
console.log(`intercept ${intercept?.toFixed(2)}`);
for (const [at, name] of featureNames.entries()) console.log(`${name} ${coefficients[at]?.toFixed(2)}`);
const judged = readSamples((isTuningHalf) => !isTuningHalf);
for (const threshold of [0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9]) {
  const answered = judged.filter(({ confidence }) => confidence >= threshold);
  const right = answered.filter(({ isRight }) => isRight).length;
  const share = (count: number): string => `${((count / judged.length) * 100).toFixed(1)}%`;
  console.log(
    `from ${threshold}: ${share(right)} right, ${share(answered.length - right)} wrong, with the coefficients in use`,
  );
}
