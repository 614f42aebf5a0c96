import type { TokenKind } from '../../domain/access-tokens.ts';
import { formatDay } from '../../domain/calendar.ts';
import type { Step } from '../../domain/decide.ts';
import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { joinSentences, listSome, offerUseCase } from './answers.ts';
import { escapeMrkdwn, mention, type Offer } from './blocks.ts';
import type { PageContext } from './page.ts';
import type { Answer } from './question.ts';

/** A kind of token that a system uses. */
export interface SystemToken {
  readonly kind: TokenKind;
  /** "intake token". */
  readonly name: string;
  readonly withdraw: (useCase: string) => Step;
  /** The consequence of having no token, for the confirmation. */
  readonly without: string;
}

/** Returns the question to confirm before a token is withdrawn. */
export const confirmWithdrawal = ({ without }: Pick<SystemToken, 'without'>): string =>
  `The token stops working at once. ${without}`;

/**
 * Answers who issued the tokens of systems, with a button to withdraw each. The tokens are not stored.
 * @param key the use case of the token, if one is named
 */
export function answerWithdrawal(
  { register, today }: PageContext,
  token: SystemToken,
  key: string | undefined,
): Answer {
  const { kind, name, withdraw } = token;
  const found = [...register[kind].values()].filter(({ useCase }) => key === undefined || useCase === key);
  const [first] = found;
  return {
    text: first
      ? joinSentences(
          `${listSome(
            found.map(
              ({ useCase, issuedBy, issuedOn }) =>
                `${mention(issuedBy)} issued the ${name} of ${useCase} on ${formatDay(issuedOn)}`,
            ),
            3,
          )}.`,
          'When you withdraw a token, it stops working at once.',
        )
      : key === undefined
        ? `No use case has an ${name}, so there is none to withdraw.`
        : `${escapeMrkdwn(key, 40)} has no ${name}, so there is none to withdraw.`,
    source:
      first && found.length === 1
        ? fromPerson(first.issuedBy, first.issuedOn, refTo(kind, first.useCase))
        : fromRecords(today, ...(key === undefined ? [] : [key])),
    data: {
      tokens: found.slice(0, 20).map(({ useCase, issuedBy, issuedOn }) => ({ useCase, issuedBy, issuedOn })),
    },
    next: first
      ? found
          .slice(0, 2)
          .map(
            ({ useCase }): Offer => [
              withdraw(useCase),
              `Withdraw token: ${useCase}`,
              confirmWithdrawal(token),
            ],
          )
      : [key === undefined ? [{ page: 'use-cases' }, 'Use cases'] : offerUseCase(key)],
    about: first && found.length === 1 ? { useCase: first.useCase } : {},
  };
}
