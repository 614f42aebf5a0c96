import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Act, changed, type Outcome, refuse } from '../../domain/decide.ts';
import { type ImportPlan, importColumns, ownersIn, planImport } from '../../domain/import.ts';
import type { Register } from '../../domain/register.ts';
import { counted } from '../../domain/wording.ts';
import { type ReadTable, readTables } from '../csv.ts';
import { context, mention, safe, section } from '../views/blocks.ts';
import { choices, type Field, optionalFile, optionalText, type TextFile } from './fields.ts';
import { type Entered, form } from './form.ts';

/** How many texts can be pasted one after the other; a text in a form has 3,000 characters at most. */
const mostParts = 10;
/** Owners are looked up in Slack, which takes its time for each. */
const mostOwners = 30;

const partName = (index: number): string => (index === 0 ? 'csv' : `csv${index + 1}`);

/** The first two lines of a file, as they may be pasted. */
export const importTemplate = [
  importColumns.map(({ name }) => name).join(','),
  importColumns.map(({ example }) => example).join(','),
].join('\n');

const fileIn = ({ file }: Entered): TextFile | null => (file as TextFile | null | undefined) ?? null;

/** Where the table is given: what is wrong with it stands there. */
const sourceOf = (entered: Entered): 'file' | 'csv' => (fileIn(entered) ? 'file' : 'csv');

/** The text of the file, or the texts as pasted, up to the first that is empty. */
function partsIn(entered: Entered): readonly string[] {
  const file = fileIn(entered);
  if (file) return [file.text];
  const parts: string[] = [];
  for (let index = 0; index < mostParts; index += 1) {
    const part = entered[partName(index)];
    if (typeof part !== 'string' || part === '') break;
    parts.push(part);
  }
  return parts;
}

interface Preview {
  readonly table: ReadTable;
  readonly plan: ImportPlan;
  /** Marks what is shown: another mark asks for another confirmation. */
  readonly mark: string;
}

/** What a preview depends on beside the texts. */
interface Judged extends Pick<Act, 'today' | 'actor'> {
  readonly register: Register;
}

const known = new WeakMap<Register, { readonly key: string; readonly preview: Preview }>();

/** What texts would register now. The people that they name are taken for members until Slack is asked. */
function previewOf({ register, today, actor }: Judged, parts: readonly string[]): Preview {
  const key = JSON.stringify([today, actor.id, parts]);
  const kept = known.get(register);
  if (kept?.key === key) return kept.preview;
  const table = readTables(parts);
  const someone = (id: string) => ({ id, name: id, active: true, timeZone: null, kind: 'member' as const });
  const people = new Map([actor.id, ...ownersIn(register, table.lines)].map((id) => [id, someone(id)]));
  const plan = planImport(register, table.lines, { at: 0, today, actor, people });
  const preview = { table, plan, mark: markOf(parts, plan) };
  known.set(register, { key, preview });
  return preview;
}

const markOf = (parts: readonly string[], { accepted, refused }: ImportPlan): string =>
  createHash('sha256')
    .update(JSON.stringify([parts, accepted.map(({ at, key, input }) => [at, key, input.owner]), refused]))
    .digest('hex')
    .slice(0, 12);

/** What is wrong with the whole, in words for the field; null when something can be registered. */
function problemOf(register: Register, entered: Entered, { table, plan }: Preview): string | null {
  if (fileIn(entered) && entered.csv) return 'Give one of the two: take out the file, or the table above.';
  if (partsIn(entered).length === 0) return 'Paste a table, or choose a file.';
  if (table.problem) return table.problem;
  const owners = ownersIn(register, table.lines).length;
  if (owners > mostOwners) return `It names ${owners} owners; at most ${mostOwners} in one import.`;
  if (plan.accepted.length > 0) return null;
  const wrong = refusedIn({ table, plan });
  if (wrong.length === 0) return 'There is no line below the names of the columns.';
  const shown = wrong.slice(0, 5).map(({ at, problem }) => `${at}: ${problem}`);
  const rest = wrong.length > 5 ? ` And ${counted(wrong.length - 5, 'more line')}.` : '';
  return `Nothing of this can be registered. ${shown.join(' ')}${rest}`;
}

const refusedIn = ({ table, plan }: Pick<Preview, 'table' | 'plan'>) => [
  ...table.unfit.map((line) => ({ ...line, name: '' })),
  ...plan.refused,
];

/** A long text in as many sections as it takes. */
function inSections(title: string, lines: readonly string[], most: number) {
  const shown = lines.slice(0, most);
  const rest = lines.length > most ? [`and ${lines.length - most} more`] : [];
  const all = [title, ...shown, ...rest];
  const sections: string[] = [];
  for (const line of all) {
    const last = sections.at(-1);
    if (last !== undefined && last.length + line.length < 2800)
      sections[sections.length - 1] = `${last}\n${line}`;
    else sections.push(line);
  }
  return sections.map((one) => section(one));
}

export const importForm = form({
  key: 'import-use-cases',
  title: () => 'Import use cases',
  submit: 'Go on',
  context: z.object({}),
  intro: (_, scene, entered) => {
    const parts = partsIn(entered);
    const file = fileIn(entered);
    if (parts.length === 0) {
      return [
        section(
          'Choose a CSV file of use cases, or paste cells copied from a spreadsheet. The first line names the columns, in any order. You see what would be registered before anything is.',
        ),
        section(`\`\`\`${importTemplate}\`\`\``),
        context(importColumns.map(({ name, holds }) => `*${name}*: ${holds}`).join('\n')),
      ];
    }
    const preview = previewOf(scene, parts);
    const { plan, table } = preview;
    const refused = refusedIn(preview);
    return [
      ...(file?.changed
        ? [
            section(
              `:warning: *${safe(file.name, 100)} was changed since it was shown.* This is what it holds now. Nothing is registered yet.`,
            ),
          ]
        : []),
      ...(file ? [context(`From ${safe(file.name, 100)}`)] : []),
      ...(plan.accepted.length > 0
        ? inSections(
            `*Understood: ${counted(plan.accepted.length, 'use case')}*`,
            plan.accepted.map(
              ({ at, key, input }) =>
                `• ${key} *${safe(input.name, 80)}* (${[
                  input.standing.stage,
                  safe(input.team, 40),
                  ...(input.owner === scene.actor.id ? [] : [mention(input.owner)]),
                ].join(', ')}), ${at}`,
            ),
            60,
          )
        : []),
      ...(refused.length > 0
        ? inSections(
            `*Left out: ${counted(refused.length, 'line')}*`,
            refused.map(
              ({ at, name, problem }) =>
                `• ${at}${name ? ` *${safe(name, 60)}*` : ''}: ${safe(problem, 400)}`,
            ),
            100,
          )
        : []),
      ...(table.unread.length > 0
        ? [
            context(
              `Not read: ${table.unread
                .slice(0, 10)
                .map((column) => `"${safe(column, 40)}"`)
                .join(', ')}`,
            ),
          ]
        : []),
    ];
  },
  fields: (_, scene, entered) => {
    const parts = partsIn(entered);
    const file = fileIn(entered);
    const fields: Record<string, Field<unknown> | undefined> = {
      ...(file && !entered.csv ? {} : { csv: pasted(0) }),
      ...(file || parts.length === 0 ? { file: uploaded(file) } : {}),
    };
    if (parts.length === 0) return fields;
    for (let index = 1; !file && index < parts.length; index += 1) fields[partName(index)] = pasted(index);
    const preview = previewOf(scene, parts);
    if (problemOf(scene.register, entered, preview) !== null) return fields;
    if (!file && parts.length < mostParts) fields[partName(parts.length)] = pasted(parts.length);
    // Named after what is shown, so that only a confirmation of just this counts.
    const count = preview.plan.accepted.length;
    fields[`confirm-${preview.mark}`] = {
      ...choices({
        label: 'Tick to register',
        hint: 'Without the tick nothing is registered: change the table and submit, and you see the preview again.',
        options: [[String(count), `Register ${counted(count, 'use case')}`]],
      }),
      people: () => [scene.actor.id, ...ownersIn(scene.register, preview.table.lines)],
    };
    return fields;
  },
  decide: (values, _, register, act): Outcome => {
    const parts = partsIn(values);
    const preview = previewOf({ ...act, register }, parts);
    const problem = problemOf(register, values, preview);
    if (problem) return refuse('invalid', problem, { fields: { [sourceOf(values)]: problem } });
    const confirmation = `confirm-${preview.mark}`;
    const ticked = values[confirmation];
    if (ticked === undefined)
      return refuse('changed', 'Somebody else changed the register while you were looking.');
    if (!Array.isArray(ticked) || ticked.length === 0) {
      const untold =
        'Nothing is registered yet. Tick this, or change the table and submit to see the preview again.';
      return refuse('invalid', untold, { fields: { [confirmation]: untold } });
    }
    return confirmed(register, preview, act, sourceOf(values));
  },
  done: (values) => {
    const [, ticked] = Object.entries(values).find(([name]) => name.startsWith('confirm-')) ?? [];
    const count = Number(Array.isArray(ticked) ? ticked[0] : 0);
    return { text: `${counted(count, 'use case')} imported.`, next: [{ do: 'import-use-cases' }] };
  },
  notices: (values, _, before, { actor }) => {
    const { accepted } = previewOf(before, partsIn(values)).plan;
    return [...new Set(accepted.map(({ input }) => input.owner))].map((person) => {
      const theirs = accepted.filter(({ input }) => input.owner === person).map(({ input }) => input.name);
      const rest = theirs.length > 5 ? ` and ${theirs.length - 5} more` : '';
      return {
        person,
        text: `${actor.name} recorded you as the owner of ${theirs.slice(0, 5).join(', ')}${rest}.`,
        step: null,
      };
    });
  },
});

/** Decides again with the people as Slack knows them now; a line that then does not hold stops all of it. */
function confirmed(register: Register, preview: Preview, act: Act, source: string): Outcome {
  const { accepted, refused, drafts } = planImport(register, preview.table.lines, act);
  if (accepted.length === preview.plan.accepted.length) return changed(...drafts);
  const before = new Set(preview.plan.refused.map(({ at }) => at));
  const found = refused.filter(({ at }) => !before.has(at)).map(({ at, problem }) => `${at}: ${problem}`);
  const problem = `Nothing was registered. ${found.slice(0, 5).join(' ')}`;
  return refuse('invalid', problem, { fields: { [source]: problem } });
}

const uploaded = (given: TextFile | null): Field<unknown> =>
  optionalFile({
    label: 'CSV file',
    hint: given
      ? `${given.name} is kept. To change it, choose another in its place.`
      : 'Up to 1,000 lines, instead of a pasted table.',
    filetypes: ['csv', 'txt'],
  });

const pasted = (index: number): Field<unknown> =>
  optionalText(
    index === 0
      ? {
          label: 'Table',
          multiline: true,
          placeholder: 'name,purpose,team,intended users,may do,retrieval',
        }
      : {
          label: `More lines (part ${index + 1})`,
          hint: 'A text here has at most 3,000 characters. The names of the columns need not come again.',
          multiline: true,
        },
  );
