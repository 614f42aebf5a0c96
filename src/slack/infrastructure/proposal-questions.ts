import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { categoryEntry, listProposals } from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import { categories } from '../../domain/register.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { listSome } from '../kit/answers.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';

export const proposalQuestions: readonly Entry[] = [
  question({
    key: 'withdraw-proposal',
    title: 'Withdraw a proposal',
    wording: 'request',
    examples: {
      en: [
        'withdraw my proposal',
        'scrap the proposal of {tool}',
        'take my suggestion of {tool} back',
        'forget what I proposed for {category}',
        'I no longer want {tool} as {category}',
        'I changed my mind about {tool}, it is off the table',
        'cancel the proposal for {category}',
        'drop the idea of {tool}',
        'I no longer stand behind what I proposed',
        'never mind my proposal',
        'the proposal of {tool} is obsolete',
        'pull the {category} proposal',
        'my {tool} proposal is off the table',
        '{tool} is too expensive, I take my proposal back',
        'I would rather not have {tool} any more, so ignore my suggestion',
      ],
      de: [
        'meinen vorschlag zurückziehen',
        'vorschlag für {category} zurücknehmen',
        'vergiss meinen vorschlag {tool}',
      ],
      fr: ['retirer ma proposition', 'je ne propose plus {tool}'],
      es: ['retirar mi propuesta', 'ya no propongo {tool}'],
    },
    takes: ['category', 'tool'],
    answer: ({ register, actor, today }, { category, tool }) => {
      const open = categories.flatMap((one) => listProposals(register, one));
      const named = open.filter(
        (one) =>
          one.category === category || (tool !== undefined && isSameToolIn(register, one.choice, tool)),
      );
      const isOwn = ({ proposedBy }: (typeof open)[number]) => (proposedBy === actor.id ? 0 : 1);
      const found = [...(named.length > 0 ? named : open)].sort((a, b) => isOwn(a) - isOwn(b));
      const [first] = found;
      const describe = (one: (typeof open)[number]) =>
        `*${one.key} ${escapeMrkdwn(one.choice, 80)}* as ${uncapitalize(categoryEntry(one.category).title)}, by ${mention(one.proposedBy)} on ${formatDay(one.proposedOn)}`;
      return {
        text: first
          ? `${found.length === 1 ? 'This is' : 'These are'} proposed: ${listSome(found.map(describe), 3)}. A proposal that is withdrawn stays in the records.`
          : 'Nothing is proposed, so there is no proposal to withdraw. A committed decision is replaced instead.',
        source:
          first && found.length === 1
            ? fromPerson(first.proposedBy, first.proposedOn, first.key)
            : fromRecords(today),
        data: {
          proposals: found
            .slice(0, 20)
            .map(({ key, category: of, choice, proposedBy }) => ({ key, category: of, choice, proposedBy })),
        },
        next: first
          ? found
              .slice(0, 2)
              .map(({ key }): Offer => [{ do: 'withdraw-proposal', decision: key }, `Withdraw ${key}`])
          : [
              category === undefined
                ? [{ page: 'decisions' }, 'Decisions']
                : [{ page: 'decision', args: { category } }, 'Decision'],
            ],
      };
    },
  }),
];
