import { actionWords } from '../schema.ts';
import { formatCount } from '../wording.ts';
import {
  defineSection,
  keyInWords,
  type PackedChange,
  type PackedTrail,
  type PackSection,
  type PackView,
} from './section.ts';

/** The records that the pack leaves out because they are personal or secret. */
export const withheldRecords = 'team pulses, absences, muted reminders and tokens';

/** Returns the state of the log in a few sentences. */
function describeLog({ log }: PackView): string {
  const { changes, head, fault, erased, withheld } = log;
  const last = changes.at(-1);
  const checked =
    fault === null
      ? 'Crossing verified its hash chain when it made this pack.'
      : `Verification failed at change ${fault.seq}: ${fault.why}.`;
  return [
    `${formatCount(changes.length, 'change')}, oldest first. ${checked}`,
    ...(last ? [`The head of the log is change ${last.seq}: ${head}.`] : []),
    ...(erased > 0 ? [`The contents of ${formatCount(erased, 'change')} were erased on request.`] : []),
    ...(withheld > 0
      ? [
          `The contents of ${formatCount(withheld, 'change')} are withheld, because they are personal or secret: ${withheldRecords}.`,
        ]
      : []),
  ].join(' ');
}

const systems: Readonly<Record<string, string>> = {
  intake: 'A reporting system',
  crossing: 'Crossing',
  slack: 'Slack',
};

/** The audit trails and the change log, each with its head. */
export const logSections: readonly PackSection[] = [
  defineSection<PackedTrail>({
    key: 'audit-trails',
    title: 'Audit trails',
    text: () =>
      'The use cases that sent audit events by the end of the day, with the number and hash of the last one. An export of a trail can be verified with this hash.',
    rows: ({ trails }) => trails,
    columns: [
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'events', kind: 'number', width: 1, value: ({ events }) => events },
      { key: 'lastRecordedAt', kind: 'moment', value: ({ recordedAt }) => recordedAt },
      { key: 'hash', width: 8, value: ({ hash }) => hash },
    ],
  }),
  defineSection<PackedChange>({
    key: 'change-log',
    title: 'Change log',
    text: describeLog,
    printedRows: 100,
    printsLast: true,
    rows: ({ log }) => log.changes,
    columns: [
      { key: 'seq', label: 'Change', kind: 'number', width: 1, value: ({ seq }) => seq },
      { key: 'at', kind: 'moment', width: 3, value: ({ at }) => at },
      {
        key: 'by',
        width: 3,
        value: ({ actor }, { register }) => systems[actor] ?? register.people.get(actor)?.name ?? actor,
      },
      { key: 'actor', width: 0, value: ({ actor }) => actor },
      { key: 'action', width: 0, value: ({ action }) => action },
      {
        key: 'what',
        width: 4,
        value: ({ action }) => actionWords[action as keyof typeof actionWords] ?? 'recorded a person',
      },
      { key: 'entity', label: 'Kind of record', value: ({ entity }) => keyInWords(entity) },
      { key: 'record', width: 3, value: ({ id }) => id },
      { key: 'useCase', width: 1, value: ({ useCase }) => useCase },
      { key: 'hash', kind: 'hash', width: 3, value: ({ hash }) => hash },
    ],
  }),
];
