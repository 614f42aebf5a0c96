import type { Evidence } from '../facts.ts';
import { symptoms } from '../purgatory/index.ts';
import { daysAhead, listExpirations, type Requirement } from '../readiness/index.ts';
import { capitalize } from '../wording.ts';
import { defineSection, type PackSection, type PackView } from './section.ts';

const readings = { three: 'three', four: 'four', five: 'five' } as const;
const numberOf = ({ key }: Pick<Requirement, 'key'>): string => key.slice(1);

/** A fact with the requirement that it is evidence for. */
interface RequirementFact {
  readonly requirement: Requirement;
  readonly fact: Evidence;
}

const listFacts = ({ assessment }: PackView): readonly RequirementFact[] =>
  assessment.requirements.flatMap((requirement) =>
    requirement.evidence.map((fact) => ({ requirement, fact })),
  );

/** Something that should be known, although no requirement fails because of it. */
interface Warning {
  readonly kind: string;
  readonly text: string;
}

const listWarnings = ({ register, assessment, formatFact }: PackView): readonly Warning[] => [
  ...listExpirations(register, assessment).map(({ text }) => ({
    kind: `Expires within ${daysAhead} days`,
    text,
  })),
  ...assessment.flags.map((flag) => ({ kind: 'Flag', text: formatFact(flag) })),
  ...assessment.purgatory.present.map(({ title }) => ({ kind: 'Symptom of pilot purgatory', text: title })),
];

/** The verdict, the evidence for it, and what is missing. */
export const verdictSections: readonly PackSection[] = [
  defineSection({
    key: 'verdict',
    title: 'Verdict',
    text: ({ headline, loss, assessment: { reading, purgatory } }) =>
      [
        `${headline}. Requirement 2 requires ${readings[reading]} decisions.`,
        ...(loss === null ? [] : [loss]),
        ...(purgatory.stuck
          ? [`Pilot purgatory: ${purgatory.present.length} of ${symptoms.length} symptoms.`]
          : []),
      ].join(' '),
    rows: ({ assessment }) => assessment.requirements,
    columns: [
      { key: 'requirement', width: 1, value: numberOf },
      { key: 'title', width: 4, value: ({ title }) => title },
      { key: 'met', kind: 'yesNo', width: 1, value: ({ met }) => met },
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase?.key ?? null },
      { key: 'useCaseName', width: 3, value: ({ useCase }) => useCase?.name ?? null },
      { key: 'evidence', label: 'Facts', kind: 'number', width: 1, value: ({ evidence }) => evidence.length },
      { key: 'missing', kind: 'number', width: 1, value: ({ gaps }) => gaps.length },
    ],
  }),
  defineSection<RequirementFact>({
    key: 'evidence',
    title: 'Evidence for each requirement',
    text: () =>
      'Each fact behind the verdict, with its source and date. A typed fact was entered or confirmed by a person. A measured fact came from a system. A derived fact follows from other records.',
    rows: listFacts,
    columns: [
      { key: 'requirement', width: 1, value: ({ requirement }) => numberOf(requirement) },
      { key: 'fact', width: 7, value: ({ fact }, { formatFact }) => capitalize(formatFact(fact)) },
      { key: 'source', width: 1, value: ({ fact }) => fact.source },
      { key: 'by', kind: 'person', value: ({ fact }) => fact.by },
      { key: 'on', kind: 'day', value: ({ fact }) => fact.at },
      { key: 'records', kind: 'records', width: 3, value: ({ fact }) => fact.refs },
    ],
  }),
  defineSection({
    key: 'blockers',
    title: 'Blockers',
    text: ({ assessment: { blockers } }) =>
      blockers.length === 0
        ? 'Nothing is missing: all four requirements are met.'
        : 'Everything between the company and Stage 3, with the person who is asked for it.',
    rows: ({ assessment }) => assessment.blockers,
    columns: [
      { key: 'requirement', width: 1, value: ({ requirement }) => requirement.slice(1) },
      { key: 'missing', width: 8, value: ({ text }) => capitalize(text) },
      { key: 'assignedTo', kind: 'person', value: ({ owner }) => owner },
    ],
  }),
  defineSection<Warning>({
    key: 'warnings',
    title: 'Warnings',
    text: () => 'Facts that do not fail the test on this day, and that an auditor should know.',
    rows: listWarnings,
    columns: [
      { key: 'kind', value: ({ kind }) => kind },
      { key: 'warning', width: 8, value: ({ text }) => capitalize(text) },
    ],
  }),
];
