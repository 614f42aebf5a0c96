import {
  appointToolReviewer,
  changeDataRules,
  rulingsFor,
  toolReviewerOf,
} from '../../domain/tools/index.ts';
import { enteredPerson } from '../kit/answer-words.ts';
import { mention, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { form } from '../kit/form.ts';
import { person } from '../kit/people-fields.ts';
import { labelOf } from '../kit/words.ts';
import { rulingOptions, toolKindOptions } from './tool-words.ts';

export const appointReviewerForm = form({
  key: 'appoint-tool-reviewer',
  title: () => 'Tool reviewer',
  submit: 'Appoint',
  edits: (_, register) => ({
    entity: 'toolReviewers',
    id: 'reviewer',
    shown: toolReviewerOf(register),
  }),
  intro: () => [
    section(
      'One person decides the requests for AI tools within 5 working days, by the data rules. While they are away, their deputy decides.',
    ),
  ],
  fields: (_, { register }, entered) => ({
    person: person({
      label: 'Tool reviewer',
      hint: 'A person, not a committee. Nobody decides their own request: then you do.',
      initial: enteredPerson(entered, 'person') ?? toolReviewerOf(register),
    }),
  }),
  decide: (values, _, register, act) => appointToolReviewer(register, values, act),
  done: ({ person: named }) => ({ text: `${mention(named)} is the tool reviewer.`, next: [] }),
});

export const dataRulesForm = form({
  key: 'change-data-rules',
  title: () => 'Data rules',
  submit: 'Save',
  edits: ({ kind }, register) => ({ entity: 'dataRules', id: kind, shown: rulingsFor(register, kind) }),
  intro: ({ kind }) => [
    section(
      `*${labelOf(toolKindOptions, kind)}*: which data may go to tools of this kind? New requests follow the new rules; earlier decisions stay.`,
    ),
  ],
  fields: ({ kind }, { register }) => {
    const now = rulingsFor(register, kind);
    return {
      personal: choice({ label: 'Personal data', options: rulingOptions, initial: now.personal }),
      confidential: choice({
        label: 'Company-confidential data',
        options: rulingOptions,
        initial: now['company-confidential'],
      }),
      none: choice({
        label: 'Neither personal nor confidential',
        options: rulingOptions,
        initial: now.none,
      }),
    };
  },
  decide: ({ personal, confidential, none }, { kind }, register, act) =>
    changeDataRules(
      register,
      { kind, rulings: { none, 'company-confidential': confidential, personal } },
      act,
    ),
  done: (_, { kind }) => ({
    text: `The data rules for "${labelOf(toolKindOptions, kind)}" are saved.`,
    next: [],
  }),
});
