import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../../src/domain/facts.ts';
import { recordAt } from '../../src/domain/facts.ts';
import { openEvaluation } from '../../src/domain/infrastructure/evaluations.ts';
import { type Assessment, assess, isStage3 } from '../../src/domain/readiness/crossing-test.ts';
import { isOver, type Register } from '../../src/domain/register.ts';
import { stopUseCase } from '../../src/domain/use-cases/production.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import { inWords } from '../support/facts.ts';
import { registration, stage3, Workspace } from '../support/register.ts';
import { happen, histories } from './histories.ts';

/** Returns every sentence of the verdict about what is missing or should be known. */
const saidIn = (register: Register, { blockers, flags, today }: Assessment): readonly string[] => [
  ...blockers.map(({ text }) => text),
  ...inWords({ register, today }, flags),
];

const findRepeated = (texts: readonly string[]) =>
  texts.filter((text, index) => texts.indexOf(text) !== index);

/** Mistakes in the words of any sentence. */
const slips: readonly RegExp[] = [
  /\bundefined\b|\bnull\b|\bNaN\b|\[object/,
  /\b1 (days|users|people|weeks|volunteers|things)\b/,
  /\b(?:[02-9]|\d+[02-9]) (day|user|week|volunteer|thing)\b(?! job)/,
  / {2}|^\s|\s$|, ,|,,|: *$|:\s*[;,.]|\(\)|; *$/,
  /\b(\w+) \1\b/i,
];

/** Returns the statements of an assessment that contradict the register. */
function findContradictions(register: Register, said: readonly string[]): readonly string[] {
  const all = [...register.useCases.values()];
  const over = new Set(all.filter(isOver).map(({ key }) => key));
  const isFalse: readonly (readonly [words: RegExp, when: boolean])[] = [
    [/no use case is registered/, all.length > 0],
    [/every use case was stopped/, all.some((useCase) => !isOver(useCase))],
    [/every other use case was stopped/, over.size === 0],
    [/there is no second use case/, all.length > 1],
    [/no AI Operations owner is appointed/, register.operators.size > 0],
  ];
  return said.flatMap((text) => [
    ...isFalse.flatMap(([words, when]) => (when && words.test(text) ? [text] : [])),
    ...(text.match(/UC-\d+/g) ?? []).filter((key) => over.has(key)).map((key) => `${key} is over: ${text}`),
  ]);
}

/** Fails with the sentences that are wrong. */
function judge(register: Register, day: string): void {
  const assessment = assess(register, day);
  const said = saidIn(register, assessment);
  const worded = (facts: readonly Evidence[]) => inWords({ register, today: day }, facts);
  const evidence = assessment.requirements.flatMap((one) => worded(one.evidence));
  const facts = [...assessment.requirements.flatMap((one) => one.evidence), ...assessment.flags];
  const isMet = assessment.met === 4;
  expect({
    saidTwice: findRepeated(said),
    repeated: assessment.requirements.flatMap((one) => [
      ...findRepeated(one.gaps.map(({ text }) => text)),
      ...findRepeated(worded(one.evidence)),
    ]),
    countsNothing: said.filter((text) => /\b0 of\b/.test(text)),
    contradictions: findContradictions(register, [...said, ...evidence]),
    slips: [...said, ...evidence].filter((text) => slips.some((slip) => slip.test(text))),
    metWithGaps: assessment.requirements.filter(({ met, gaps }) => met !== (gaps.length === 0)),
    metWithoutEvidence: assessment.requirements.filter((one) => one.met && one.evidence.length === 0),
    withoutSource: facts.filter(({ refs }) => refs.length === 0),
    unknownSources: facts.flatMap(({ refs }) => refs.filter((ref) => !recordAt(register, ref))),
    isStage3: isStage3(register, day),
    hasBlockers: assessment.blockers.length > 0,
  }).toEqual({
    ...{ saidTwice: [], repeated: [], countsNothing: [], contradictions: [], slips: [] },
    ...{ metWithGaps: [], metWithoutEvidence: [], withoutSource: [], unknownSources: [] },
    ...{ isStage3: isMet, hasBlockers: !isMet },
  });
}

describe('the sentences of an assessment', () => {
  test('say what is so, each once, in whole words, whatever happened', () => {
    fc.assert(
      fc.property(histories, (tries) => {
        happen(tries, ({ register, today }) => judge(register, today));
      }),
      { numRuns: 150 },
    );
  });

  test('say so too after every use case was stopped', () => {
    const workspace = stage3();
    for (const useCase of ['UC-1', 'UC-2']) workspace.do('lead', stopUseCase, { useCase, reason: 'Enough' });
    judge(workspace.register, workspace.today);
  });

  test('say so too of a use case for one person, and of an agreement that expired yesterday', () => {
    const workspace = new Workspace('2026-02-02');
    workspace.registers(
      registration({
        intendedUsers: 1,
        data: ['personal'],
        vendors: ['OpenAI'],
        standing: {
          stage: 'production',
          liveOn: '2026-02-01',
          rollout: { audience: 'everyone', deployed: 1 },
        },
      }),
    );
    const expired = { signedOn: '2026-01-01', expiresOn: '2026-02-02', link: 'https://dpa.example' };
    workspace.do('owner', recordDpa, { ...expired, useCase: 'UC-1', vendor: 'OpenAI' });
    workspace.do('owner', openEvaluation, {
      category: 'guardrails',
      useCase: null,
      tools: ['NeMo'],
      decideBy: '2026-02-20',
    });
    for (const day of ['2026-02-02', '2026-02-03', '2026-02-04', '2026-06-01'])
      judge(workspace.register, day);
    const violation = saidIn(workspace.register, assess(workspace.register, '2026-02-03')).filter((text) =>
      /DPA/.test(text),
    );
    expect(violation).toEqual([
      'UC-1: Data processing agreements: the DPA of OpenAI expired on 2 February 2026; in production this is a compliance violation',
    ]);
  });
});
