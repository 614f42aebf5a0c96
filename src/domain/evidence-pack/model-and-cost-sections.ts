import { describeSpike, findSpike, formatMonth } from '../costs/index.ts';
import { listModelVersions, type VersionEntry } from '../model-versions/index.ts';
import { createMoneyFormat } from '../money.ts';
import { type Cost, settingsOf } from '../register.ts';
import { defineSection, keyInWords, type PackSection } from './section.ts';

interface VersionRow extends VersionEntry {
  readonly useCase: string;
}

/** Model versions, their retirement dates, and monthly costs. */
export const modelAndCostSections: readonly PackSection[] = [
  defineSection<VersionRow>({
    key: 'model-versions',
    title: 'Model versions',
    text: () => 'The versions that each use case ran, with the first day of each.',
    rows: ({ register }) =>
      [...register.useCases.keys()].flatMap((useCase) =>
        listModelVersions(register, useCase).map((entry) => ({ useCase, ...entry })),
      ),
    columns: [
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'model', width: 3, value: ({ model }) => model },
      { key: 'version', width: 3, value: ({ version }) => version },
      { key: 'from', kind: 'day', value: ({ from }) => from },
      { key: 'source', value: ({ source }) => keyInWords(source) },
      { key: 'recordedBy', kind: 'person', value: ({ recorded }) => recorded.by },
      { key: 'recordedOn', kind: 'day', value: ({ recorded }) => recorded.on },
    ],
  }),
  defineSection({
    key: 'model-retirements',
    title: 'Retirement dates of models',
    text: () => 'The days on which providers end models, with the announcement of each.',
    rows: ({ register }) => [...register.modelRetirements.values()],
    columns: [
      { key: 'key', width: 1, value: ({ key }) => key },
      { key: 'model', value: ({ model }) => model },
      { key: 'version', value: ({ version }) => version },
      { key: 'endsOn', kind: 'day', value: ({ endsOn }) => endsOn },
      { key: 'announcement', width: 4, value: ({ announcement }) => announcement },
      { key: 'recordedBy', kind: 'person', value: ({ by }) => by },
      { key: 'recordedOn', kind: 'day', value: ({ on }) => on },
    ],
  }),
  defineSection<Cost>({
    key: 'costs',
    title: 'Monthly costs',
    text: ({ register }) =>
      `Amounts are in ${settingsOf(register).currency}. A month is marked when it costs more than its budget, or much more than the three months before.`,
    rows: ({ register }) => [...register.costs.values()],
    columns: [
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'month', value: ({ month }) => formatMonth(month) },
      { key: 'amount', kind: 'amount', value: ({ amount }) => amount },
      { key: 'tokens', kind: 'number', value: ({ tokens }) => tokens },
      { key: 'calls', kind: 'number', value: ({ calls }) => calls },
      { key: 'source', value: ({ source }) => keyInWords(source) },
      {
        key: 'spike',
        width: 4,
        value: (cost, { register }) => {
          const spike = findSpike(register, cost);
          return spike === null ? null : describeSpike(spike, createMoneyFormat(register));
        },
      },
      { key: 'recordedBy', width: 0, kind: 'person', value: ({ by }) => by },
      { key: 'recordedOn', width: 0, kind: 'day', value: ({ on }) => on },
      { key: 'confirmedBy', kind: 'person', value: ({ confirmed }) => confirmed?.by ?? null },
    ],
  }),
];
