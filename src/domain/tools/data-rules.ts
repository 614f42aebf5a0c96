import { createDraft } from '../change.ts';
import { accept } from '../decide.ts';
import { leadOnly } from '../permissions.ts';
import {
  type DataClass,
  type DataRule,
  type Day,
  dataClasses,
  type Register,
  type Ruling,
  type ToolKind,
  type ToolRequest,
} from '../register.ts';
import { defineStep } from '../step.ts';
import { explainMissingDpa, findVendor } from '../vendors/index.ts';

type Rulings = DataRule['rulings'];

/** The rules until the lead changes them. Source: "data classification framework" in "Governance at Stage 3". */
const defaults: Readonly<Record<ToolKind, Rulings>> = {
  'public-account': { none: 'allowed', 'company-confidential': 'not-allowed', personal: 'not-allowed' },
  'business-plan': { none: 'allowed', 'company-confidential': 'with-dpa', personal: 'with-dpa' },
  'built-in': { none: 'allowed', 'company-confidential': 'with-dpa', personal: 'with-dpa' },
  'own-infrastructure': { none: 'allowed', 'company-confidential': 'allowed', personal: 'allowed' },
};

/** Returns which data may go to tools of this kind. */
export const rulingsFor = (register: Register, kind: ToolKind): Rulings =>
  register.dataRules.get(kind)?.rulings ?? defaults[kind];

/** Classes of data, the most sensitive last. */
const bySensitivity: readonly DataClass[] = dataClasses;

/** Returns the sensitivity of the most sensitive data in a list, from 0. */
export const sensitivityOf = (data: readonly DataClass[]): number =>
  Math.max(0, ...data.map((one) => bySensitivity.indexOf(one)));

/** The ruling on one class of data, and whether it is met: a ruling that needs a DPA is met once there is one. */
export interface Judgement {
  readonly data: DataClass;
  readonly ruling: Ruling;
  readonly isMet: boolean;
}

export type JudgedTool = Pick<ToolRequest, 'tool' | 'vendor' | 'kind'>;

/** Returns why the vendor of a tool has no valid DPA; null when it has one. */
export function explainToolDpa(register: Register, { tool, vendor }: JudgedTool, today: Day): string | null {
  const name = vendor || tool;
  const known = findVendor(register, name);
  return known ? explainMissingDpa(known, today) : `${name} has no DPA`;
}

/** Returns what the data rules say about a tool and each class of data. */
export function judgeTool(
  register: Register,
  tool: JudgedTool,
  data: readonly DataClass[],
  today: Day,
): readonly Judgement[] {
  const allowed = rulingsFor(register, tool.kind);
  const hasDpa = explainToolDpa(register, tool, today) === null;
  return data.map((one) => {
    const ruling = allowed[one];
    return { data: one, ruling, isMet: ruling === 'allowed' || (ruling === 'with-dpa' && hasDpa) };
  });
}

/** Changes which data may go to tools of one kind. Earlier decisions stay. */
export const changeDataRulesStep = defineStep<
  'change-data-rules',
  { readonly kind: ToolKind; readonly rulings: Rulings }
>({
  key: 'change-data-rules',
  label: 'Change rules',
  permission: leadOnly('change the data rules'),
  decide: (register, { kind, rulings }, act) =>
    accept(
      createDraft(register, 'change-data-rules', 'dataRules', kind, {
        ...{ kind, rulings },
        by: act.actor.id,
        on: act.today,
      }),
    ),
});
export const changeDataRules = changeDataRulesStep.decide;
