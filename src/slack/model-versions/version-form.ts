import { formatDay } from '../../domain/calendar.ts';
import {
  describeModel,
  findModelVersion,
  listModelVersions,
  recordModelVersion,
} from '../../domain/model-versions/index.ts';
import { isSameTool } from '../../domain/names.ts';
import { maxModelNameLength, modelVersionId } from '../../domain/register.ts';
import { enteredDay, enteredText } from '../kit/answer-words.ts';
import { escapeMrkdwn, section } from '../kit/blocks.ts';
import { choice, type Options } from '../kit/choice-fields.ts';
import { date } from '../kit/date-fields.ts';
import { form } from '../kit/form.ts';
import { findNextSteps } from '../kit/next-steps.ts';
import { toolName } from '../kit/text-fields.ts';

const versionSourceOptions: Options<'typed' | 'measured'> = [
  ['measured', 'Measured: read from a log or an API'],
  ['typed', 'Entered: somebody knows it'],
];

export const versionForm = form({
  key: 'record-model-version',
  title: ({ useCase }) => `${useCase}: model version`,
  submit: 'Record',
  edits: ({ useCase }, register) => {
    const latest = listModelVersions(register, useCase).at(-1);
    return {
      entity: 'modelVersions',
      id: modelVersionId(useCase, latest?.from ?? ''),
      shown: latest ?? null,
    };
  },
  intro: ({ useCase }, { register, today }) => {
    const current = findModelVersion(register, useCase, today);
    return [
      section(
        current === null
          ? 'No version is recorded yet. Enter the model that runs now, and since when.'
          : `Recorded now: *${escapeMrkdwn(describeModel(current), 320)}*, since ${formatDay(current.from)}. Enter the new version, and the first day on which it ran. To correct a version, enter its first day again.`,
      ),
    ];
  },
  fields: ({ useCase }, { register, today }, entered) => {
    const meant = enteredText(entered, 'model');
    const current = findModelVersion(register, useCase, today);
    return {
      model: toolName({ label: 'Model', initial: meant ?? current?.model, max: maxModelNameLength }),
      version: toolName({
        label: 'Version',
        hint: 'The exact version, such as 2024-08-06.',
        // The version of another model would be wrong.
        initial:
          enteredText(entered, 'version') ??
          (meant === undefined || isSameTool(meant, current?.model ?? '') ? current?.version : undefined),
        max: maxModelNameLength,
      }),
      from: date({ label: 'Running since', initial: enteredDay(entered, 'from') ?? today }),
      source: choice({
        label: 'Source of the version',
        options: versionSourceOptions,
        initial: current?.source ?? 'typed',
      }),
    };
  },
  decide: (values, { useCase }, register, act) => recordModelVersion(register, { ...values, useCase }, act),
  done: ({ model, version, from }, { useCase }, context) => ({
    text: `*${escapeMrkdwn(`${model} ${version}`, 320)}* is recorded for ${useCase}, from ${formatDay(from)}.`,
    next: findNextSteps(context, useCase),
    useCase,
  }),
});
