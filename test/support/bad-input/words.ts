import { crossing, type Fields } from '../forms.ts';

/**
 * Wrong input, and the answer: the errors by field, or the text above the form. `meanwhile` runs between typing and
 * submitting.
 */
export type Row = readonly [typed: Fields, answer: Fields | string, meanwhile?: () => Promise<unknown>];
export const empty = 'Fill this in.';
export const unticked = 'Please complete this required field.';
export const noNumber = 'Enter a number, such as 12.';
export const fraction = 'Enter a whole number.';
export const negative = 'Enter 0 or more.';
export const noLink = 'This is not a web address. Paste one that begins with https:// and has no spaces.';
export const noMember = (handle: string) =>
  `${handle} is not a full member of this workspace. Choose a full member.`;
export const hasLeft = (handle: string) => `${handle} has left this workspace. Choose a current member.`;
export const noName = (typed: string) =>
  `"${typed}" is not a name. Enter the name, or come back when you know it.`;
export const wrongYear =
  'The year 0026 cannot be right: enter a day from 2000 to 2099. Did you mean 2026-01-12?';
export const leaves = (name: string) => () => crossing.workspace.control.deactivate(name);
