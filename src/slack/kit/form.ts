import { createHash } from 'node:crypto';
import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import { type Act, type Gap, type Outcome, type Refusal, refuse, type Step } from '../../domain/decide.ts';
import { normalizeName } from '../../domain/names.ts';
import type { Assessment } from '../../domain/readiness/index.ts';
import type { Day, Entity, Instant, Register, UserId } from '../../domain/register.ts';
import { type StepInput, type StepKey, stepInputs } from '../../domain/schema.ts';
import { checkPermission } from '../../domain/subjects.ts';
import type { Directory } from '../../domain/use-cases/index.ts';
import type { Member } from '../../operations/act.ts';
import type { Reply } from '../../operations/answer-nudge.ts';
import { escapeMrkdwn, fitView, plainText, section } from './blocks.ts';
import { actionId, type Field, type InputState } from './fields.ts';
import { type GivenFile, givenFile, type ReadFile } from './files.ts';
import { meantNameField } from './text-fields.ts';

/** The context in which a form is rendered. */
export interface FormContext {
  readonly register: Register;
  readonly at: Instant;
  /** The day in the workspace. */
  readonly today: Day;
  readonly actor: Member;
  /** Returns the form of a step; null for a step without one. */
  readonly findForm: (step: Step) => Form | null;
  /** Today's assessment of the register. */
  readonly assessment: Assessment;
  /** The channel in which the person acts; absent in a direct message, a modal and on Home. */
  readonly channel?: string;
  /** Everyone in the workspace, for forms that take names of people; null when Slack did not list them. */
  readonly directory?: Directory | null;
}

type Fields = Readonly<Record<string, Field<unknown> | undefined>>;
/** The values of a form by field; a field that is not always shown may be absent. */
export type Values<F extends Fields> = {
  [K in keyof F]: F[K] extends Field<infer T>
    ? T
    : F[K] extends Field<infer T> | undefined
      ? T | undefined
      : never;
};

export interface Done {
  /** mrkdwn. */
  readonly text: string;
  /** More blocks after the text. */
  readonly more?: readonly KnownBlock[];
  /** True when it is recorded but not complete yet. */
  readonly isIncomplete?: boolean;
  /** The open gaps, each with its step. */
  readonly left?: readonly Gap[];
  /** The next steps in order; the ones that this person can take become buttons. */
  readonly next: readonly Step[];
  /** The use case to show next. */
  readonly useCase?: string;
}

/** A record, and the part that a form shows. */
export interface Edited {
  readonly entity: Entity;
  readonly id: string;
  readonly shown: unknown;
}

/**
 * One definition gives the modal, the parser and the field errors. `fields` gets what was entered so far, so that an
 * answer can add fields without losing what was typed.
 */
interface Definition<K extends StepKey, C, F extends Fields> {
  /** The step it takes; the step has the permission. */
  readonly key: K;
  readonly title: (args: C) => string;
  readonly submit: string;
  /** Parses its arguments, if they differ from the input of the step. */
  readonly args?: z.ZodType<C>;
  /** The record it edits. If somebody changed it since the form was opened, the form says so before replacing it. */
  readonly edits?: (args: C, register: Register) => Edited;
  /** Returns why it cannot be opened now, although this person may; the domain decides again on submission. */
  readonly findRefusal?: (args: C, context: FormContext) => Refusal | null;
  /** Renders the purpose and the current state, above the first field. */
  readonly intro: (args: C, context: FormContext, entered: Entered) => readonly KnownBlock[];
  /** Renders reference information below the last field. */
  readonly details?: (args: C, context: FormContext, entered: Entered) => readonly KnownBlock[];
  /** Returns why an answer adds fields: a sentence of mrkdwn at the top of the form. */
  readonly moreBecause?: (entered: Entered) => string | null;
  readonly fields: (args: C, context: FormContext, entered: Entered) => F;
  /** True when people are entered by name: its context then has the directory. */
  readonly asksForPeople?: boolean;
  readonly decide: (
    values: Values<F>,
    args: C,
    register: Register,
    act: Act,
    context: FormContext,
  ) => Outcome;
  readonly done: (values: Values<F>, args: C, after: FormContext, before: FormContext) => Done;
  /** Returns its answer to a reminder. */
  readonly reply?: (values: Values<F>, args: C) => Reply;
}

/** Values by field that could be read. A shown field has a key even before it is read. */
export type Entered = Readonly<Record<string, unknown>>;
export type States = Readonly<Record<string, InputState>>;

export type Submission =
  | { readonly outcome: 'invalid'; readonly errors: Readonly<Record<string, string>> }
  /** An answer adds fields: show the form again. */
  | { readonly outcome: 'more'; readonly view: ModalView }
  | {
      readonly outcome: 'ready';
      readonly named: readonly UserId[];
      readonly decide: (register: Register, act: Act) => Outcome;
      /** Its answer to a reminder; null when it answers none. */
      readonly reply: Reply | null;
      readonly done: (context: FormContext) => Done;
      /** The names of the shown inputs, for errors. */
      readonly inputs: readonly string[];
      /** Renders the submitted form again, with a note on another person's change. */
      readonly renderAgain: (context: FormContext, note: readonly KnownBlock[]) => ModalView;
      readonly edited: Pick<Edited, 'entity' | 'id'> | null;
    };

/** A form that parses its arguments itself. */
export interface Form {
  readonly key: StepKey;
  /** Returns whether it is the form of this step: some forms are for one item or category. */
  readonly takes: (step: Step) => boolean;
  readonly asksForPeople: boolean;
  readonly findRefusal: (args: unknown, context: FormContext) => Refusal | null;
  readonly view: (args: unknown, context: FormContext, prefilled?: Entered) => ModalView;
  readonly submit: (args: unknown, context: FormContext, states: States) => Submission;
}

/** Returns why this person cannot take a step now; null when they can. */
export function findStepRefusal(step: Step, context: FormContext): Refusal | null {
  const form = context.findForm(step);
  if (form) return form.findRefusal(step, context);
  const outcome = checkPermission(context.register, context, step);
  return outcome && !outcome.ok ? outcome.refusal : null;
}

/** The state at opening: fingerprints of the edited record and of each field. */
const openedSchema = z.object({
  mark: z.string().optional(),
  held: z.record(z.string(), z.string()).optional(),
});

/** Refuses the step before the form is filled in, if this person may not take it. */
function findPermissionRefusal(
  key: StepKey,
  args: object,
  { register, actor, at }: FormContext,
): Refusal | null {
  const outcome = checkPermission(register, { actor, at }, { do: key, ...args } as Step);
  return outcome && !outcome.ok ? outcome.refusal : null;
}

/** Returns a short hash that identifies a content. */
export const fingerprint = (content: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(content) ?? '')
    .digest('base64url')
    .slice(0, 12);

type Element = InputBlock['element'];

/** Returns a fingerprint of the initial value of an input. */
const fingerprintInitial = (element: Element): string =>
  fingerprint(Object.entries(element).filter(([key]) => key.startsWith('initial_')));

/** The callback id of form views. */
export const formCallback = 'form';

export function form<K extends StepKey, F extends Fields, C extends object = StepInput<K>>(
  definition: Definition<K, C, F>,
): Form {
  const schema = (definition.args ?? stepInputs[definition.key]) as z.ZodType<C>;
  const { key, intro, details, title, submit, edits } = definition;

  /** Returns the fields, each followed by questions about doubtful names in it. */
  const fieldsFor = (args: C, context: FormContext, entered: Entered): Fields =>
    Object.fromEntries(
      Object.entries(definition.fields(args, context, entered)).flatMap(([name, field]) => [
        [name, field] as const,
        ...createDoubtFields(name, field, entered[name]),
      ]),
    );

  /** Returns the fingerprint of the edited record; null when nothing is edited. */
  const editedMark = (args: C, register: Register): string | null =>
    edits ? fingerprint(edits(args, register).shown) : null;

  function view(
    args: C,
    context: FormContext,
    states: States | null,
    entered: Entered,
    note: readonly KnownBlock[] = [],
  ): ModalView {
    const asked = fieldsFor(args, context, entered);
    const mark = editedMark(args, context.register);
    const opened = mark === null ? {} : { mark, held: fingerprintFields(asked) };
    const blocks = Object.entries(asked).flatMap(([name, field]) =>
      field ? [input(name, field, restoreElement(field, states, name))] : [],
    );
    return {
      type: 'modal',
      callback_id: formCallback,
      private_metadata: JSON.stringify({ ...args, do: key, ...opened, ...listKeptFiles(states ?? {}) }),
      title: plainText(title(args), 24),
      submit: plainText(submit, 24),
      close: plainText('Cancel', 24),
      blocks: fitView([
        ...note,
        ...intro(args, context, entered),
        ...blocks,
        ...(details?.(args, context, entered) ?? []),
      ]),
    };
  }

  return {
    key,
    takes: (step) => step.do === key && schema.safeParse(step).success,
    asksForPeople: definition.asksForPeople ?? false,
    findRefusal(given, context) {
      const args = schema.parse(given);
      return findPermissionRefusal(key, args, context) ?? definition.findRefusal?.(args, context) ?? null;
    },
    view: (args, context, prefilled = {}) => view(schema.parse(args), context, null, prefilled),
    submit(given, context, states) {
      const args = schema.parse(given);
      const read = (shown: Fields) =>
        Object.entries(shown).flatMap(([name, field]) =>
          field && states[name] ? [[name, field, field.read(states[name])] as const] : [],
        );
      const valuesOf = (answers: ReturnType<typeof read>): Entered =>
        Object.fromEntries(answers.flatMap(([name, , answer]) => (answer.ok ? [[name, answer.value]] : [])));
      // Fields can depend on other answers, so values are read again until no more appear.
      const onDisplay = Object.fromEntries(Object.keys(states).map((name) => [name, undefined]));
      let answers = read(fieldsFor(args, context, onDisplay));
      for (let count = -1; count < answers.length; ) {
        count = answers.length;
        answers = read(fieldsFor(args, context, { ...onDisplay, ...valuesOf(answers) }));
      }
      const errors = Object.fromEntries(
        answers.flatMap(([name, , answer]) => (answer.ok ? [] : [[name, answer.problem]])),
      );
      if (Object.keys(errors).length > 0) return { outcome: 'invalid', errors };
      const entered = valuesOf(answers);
      const asked = fieldsFor(args, context, entered);
      if (Object.keys(asked).some((name) => asked[name] && !states[name])) {
        const added = Object.entries(asked).flatMap(([name, field]) =>
          field && !states[name] ? [field] : [],
        );
        const note = renderMoreNote(added, definition.moreBecause?.(entered) ?? null);
        const more = view(args, context, states, entered, [note]);
        // Conflicts are detected against the state at opening.
        const { held: initial } = openedSchema.parse(given);
        const metadata = Object.assign(
          {},
          given,
          listKeptFiles(states),
          initial && { held: { ...fingerprintFields(asked), ...initial } },
        );
        return { outcome: 'more', view: { ...more, private_metadata: JSON.stringify(metadata) } };
      }
      const values = Object.fromEntries(
        Object.entries(definition.fields(args, context, entered)).flatMap(([name, field]) =>
          field && name in entered ? [[name, applyMeantNames(name, field, entered[name], entered)]] : [],
        ),
      ) as Values<F>;
      return {
        outcome: 'ready',
        named: answers.flatMap(([, field, answer]) =>
          answer.ok ? (field.people?.(answer.value) ?? []) : [],
        ),
        decide: (register, act) => {
          const { mark } = openedSchema.parse(given);
          return mark !== undefined && mark !== editedMark(args, register)
            ? refuse('changed', 'Somebody else changed this while you were typing.')
            : definition.decide(values, args, register, act, context);
        },
        reply: definition.reply?.(values, args) ?? null,
        renderAgain: (latest, note) => {
          const { held: initial = {} } = openedSchema.parse(given);
          const typed = Object.entries(states).filter(([name, state]) => {
            const field = asked[name];
            return field && fingerprintInitial(field.withState(state)) !== initial[name];
          });
          const names = typed.map(([name]) => name);
          const untouched = Object.keys(states).filter((name) => !names.includes(name));
          const stillEntered = {
            ...entered,
            ...Object.fromEntries(untouched.map((name) => [name, undefined])),
          };
          return view(args, latest, Object.fromEntries(typed), stillEntered, note);
        },
        edited: edits?.(args, context.register) ?? null,
        done: (after) => definition.done(values, args, after, context),
        inputs: Object.keys(states),
      };
    },
  };
}

/** Renders a note at the top about added fields, which may be out of view. */
function renderMoreNote(added: readonly Field<unknown>[], because: string | null): KnownBlock {
  const labels = added.map(({ label }) => `*${escapeMrkdwn(label)}*`).join(', ');
  const what = added.length === 1 ? 'One more answer is needed' : `${added.length} more answers are needed`;
  return section(
    `:point_down: ${because === null ? '' : `${because} `}${what} below: ${labels}. Everything you typed is still here.`,
  );
}

/** Returns the name of the input that asks about a doubtful name. */
const doubtInputName = (field: string, name: string): string =>
  `${field}:${fingerprint(normalizeName(name))}`;

/** Makes the inputs about doubtful names in a value. */
const createDoubtFields = (name: string, field: Field<unknown> | undefined, value: unknown) =>
  (value === undefined ? [] : (field?.doubts?.(value) ?? [])).map(
    (doubt) => [doubtInputName(name, doubt.name), meantNameField(doubt)] as const,
  );

/** Returns the value with doubtful names replaced by the chosen ones. */
function applyMeantNames(name: string, field: Field<unknown>, value: unknown, entered: Entered): unknown {
  const meant = (field.doubts?.(value) ?? []).map(
    (doubt) => [normalizeName(doubt.name), String(entered[doubtInputName(name, doubt.name)])] as const,
  );
  return field.replaceNames ? field.replaceNames(value, new Map(meant)) : value;
}

const fingerprintFields = (asked: Fields): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(asked).flatMap(([name, field]) =>
      field ? [[name, fingerprintInitial(field.element)]] : [],
    ),
  );

/**
 * Returns the input with what was typed. An untyped field of a form that is shown again gets a new id, because Slack
 * would keep its old value.
 */
function restoreElement(
  { element, withState }: Field<unknown>,
  states: States | null,
  name: string,
): Element {
  const state = states?.[name];
  if (state) return withState(state);
  return states ? { ...element, action_id: `${actionId}:${fingerprintInitial(element)}` } : element;
}

function input(name: string, field: Field<unknown>, element: Element): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plainText(field.label, 2000),
    ...(field.hint === undefined ? {} : { hint: plainText(field.hint, 2000) }),
    optional: field.optional,
    element,
  };
}

/** Returns the state of a submitted view by field. */
export const statesOf = (values: Readonly<Record<string, Readonly<Record<string, InputState>>>>): States =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, elements]) =>
      Object.values(elements).map((state) => [name, state]),
    ),
  );

const keptSchema = z.object({ files: z.record(z.string(), givenFile).optional() });

/** Returns the given files for the metadata of the view, because Slack may not show them in the next one. */
function listKeptFiles(states: States): z.infer<typeof keptSchema> {
  const files = Object.entries(states).flatMap(([name, { file }]) =>
    file ? [[name, givenFile.parse(file)] as const] : [],
  );
  return files.length === 0 ? {} : { files: Object.fromEntries(files) };
}

/** Returns the states with the content of their files: of the file given now, or of the one in the metadata. */
export async function loadFiles(
  states: States,
  metadata: unknown,
  read: (file: GivenFile) => Promise<ReadFile>,
): Promise<States> {
  const { files: before = {} } = keptSchema.parse(metadata);
  const known = Object.entries(states).map(async ([name, state]) => {
    const [now] = z.array(givenFile).parse(state.files ?? []);
    const same = !now || now.id === before[name]?.id;
    const given = same ? before[name] : now;
    return [name, given && state.files ? { ...state, file: await read(given) } : state] as const;
  });
  return Object.fromEntries(await Promise.all(known));
}
