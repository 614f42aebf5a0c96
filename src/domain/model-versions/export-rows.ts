import type { Register } from '../register.ts';
import { listModelVersions } from './model-versions.ts';

/** Returns the versions of all use cases as a table with a header row. */
export const createVersionRows = (register: Register): readonly (readonly string[])[] => [
  ['use case', 'name', 'model', 'version', 'from', 'source', 'recorded by', 'recorded on'],
  ...[...register.useCases.values()].flatMap(({ key, name }) =>
    listModelVersions(register, key).map(({ model, version, from, source, recorded }) => [
      ...[key, name, model, version, from, source, recorded.by, recorded.on],
    ]),
  ),
];
