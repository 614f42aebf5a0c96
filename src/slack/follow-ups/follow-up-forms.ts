import { addDays, formatDay } from '../../domain/calendar.ts';
import {
  addFollowUp,
  changeFollowUp,
  closeFollowUp,
  describeOrigin,
  describeOutcome,
  maxFollowUpLength,
} from '../../domain/follow-ups/index.ts';
import type { FollowUp, Register } from '../../domain/register.ts';
import { capitalize } from '../../domain/wording.ts';
import { enteredDay, enteredText } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, section } from '../kit/blocks.ts';
import { choice } from '../kit/choice-fields.ts';
import { date, optionalDate } from '../kit/date-fields.ts';
import { type Entered, form } from '../kit/form.ts';
import { listTestSteps } from '../kit/next-steps.ts';
import { optionalPerson, person, readEnteredPerson } from '../kit/people-fields.ts';
import { optionalText, text } from '../kit/text-fields.ts';

const outcomes = [
  ['done', 'Done'],
  ['dropped', 'Dropped: it will not be done'],
] as const;

/** The suggested time for a follow-up, in days. */
const usualDays = 14;

const whatHint = 'Such as: add the refund cases to the test set.';

const followUpFields = (today: string, entered: Entered, known?: FollowUp) => ({
  what: text({
    label: 'Task',
    hint: whatHint,
    initial: enteredText(entered, 'what') ?? known?.what,
    max: maxFollowUpLength,
  }),
  owner: person({ label: 'Owner', initial: readEnteredPerson(entered.owner) ?? known?.owner }),
  dueOn: date({
    label: 'Due on',
    hint: 'Crossing reminds the owner 7 days before.',
    initial: enteredDay(entered, 'dueOn') ?? known?.dueOn ?? addDays(today, usualDays),
  }),
});

/** Makes the fields of one optional follow-up, for a form about something else. */
export const followUpRowFields = () => ({
  followUp: optionalText({ label: 'Follow-up', hint: whatHint, max: maxFollowUpLength }),
  followUpOwner: optionalPerson({ label: 'Follow-up owner' }),
  followUpDueOn: optionalDate({
    label: 'Follow-up due on',
    hint: 'You can add more follow-ups after you save.',
  }),
});

/** Returns a follow-up by key. @throws RangeError when it does not exist */
function getFollowUp({ register }: { readonly register: Register }, key: string): FollowUp {
  const found = register.followUps.get(key);
  if (!found) throw new RangeError(`no follow-up ${key}`);
  return found;
}

const findEdited = (key: string, register: Register) => ({
  entity: 'followUps' as const,
  id: key,
  shown: register.followUps.get(key) ?? null,
});

export const addFollowUpForm = form({
  key: 'add-follow-up',
  title: () => 'Add follow-up',
  submit: 'Add',
  intro: ({ origin }) => [
    section(`*${capitalize(describeOrigin(origin))}*: name one thing to do, its owner and its date.`),
  ],
  fields: (_, { today }, entered) => followUpFields(today, entered),
  decide: (values, { origin }, register, act) => addFollowUp(register, { ...values, origin }, act),
  done: ({ what, owner, dueOn }, { origin }, context) => ({
    text: `The follow-up is added to the ${describeOrigin(origin)}: ${escapeMrkdwn(what, 300)}. ${mention(owner)} does it by ${formatDay(dueOn)}.`,
    next: [{ do: 'add-follow-up', origin }, ...listTestSteps(context)],
  }),
});

export const changeFollowUpForm = form({
  key: 'change-follow-up',
  title: ({ followUp }) => `Change ${followUp}`,
  submit: 'Save',
  edits: ({ followUp }, register) => findEdited(followUp, register),
  intro: ({ followUp }, context) => [
    section(`Follow-up of the ${describeOrigin(getFollowUp(context, followUp).origin)}.`),
  ],
  fields: ({ followUp }, context, entered) =>
    followUpFields(context.today, entered, getFollowUp(context, followUp)),
  decide: (values, { followUp }, register, act) => changeFollowUp(register, { ...values, followUp }, act),
  done: ({ owner, dueOn }, { followUp }, context) => ({
    text: `${followUp} is saved. ${mention(owner)} does it by ${formatDay(dueOn)}.`,
    next: listTestSteps(context),
  }),
});

export const closeFollowUpForm = form({
  key: 'close-follow-up',
  title: ({ followUp }) => `Close ${followUp}`,
  submit: 'Close',
  edits: ({ followUp }, register) => findEdited(followUp, register),
  intro: ({ followUp: key }, context) => {
    const { what, origin, owner, dueOn } = getFollowUp(context, key);
    return [
      section(
        `*${escapeMrkdwn(what, 300)}*\nFrom the ${describeOrigin(origin)} · ${mention(owner)} · due on ${formatDay(dueOn)}`,
      ),
    ];
  },
  fields: () => ({
    outcome: choice({
      label: 'Outcome',
      options: outcomes,
      initial: 'done',
    }),
    note: optionalText({
      label: 'Result or reason',
      hint: 'Such as: 12 cases added. If you drop it, enter the reason.',
      multiline: true,
      max: 1000,
    }),
  }),
  decide: (values, { followUp }, register, act) => closeFollowUp(register, { ...values, followUp }, act),
  done: (_, { followUp }, context) => {
    const { closed, what } = getFollowUp(context, followUp);
    return {
      text: `${followUp} is ${closed ? describeOutcome(closed) : 'open'}: ${escapeMrkdwn(what, 300)}.`,
      next: listTestSteps(context),
    };
  },
});
