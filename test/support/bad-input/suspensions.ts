import { empty, type Row } from './words.ts';

export const badSuspensionInput: Readonly<Record<string, readonly Row[]>> = {
  'suspend-use-case': [[{ Reason: ' ' }, { Reason: empty }]],
  'resume-use-case': [[{ 'Change since the suspension': '\n' }, { 'Change since the suspension': empty }]],
};
