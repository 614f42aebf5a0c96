import { declineOperationsStep } from '../../domain/ai-operations/index.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { joinSentences } from '../kit/answers.ts';
import { mention } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';

export const declineEntries: readonly Entry[] = [
  question({
    key: 'decline-operations',
    title: 'Decline AI Operations',
    wording: 'request',
    examples: {
      en: [
        'decline ai operations',
        'ai operations is not for me',
        'ai ops role: no thanks',
        'i cannot take on ai operations',
        'i turn the appointment down',
        'i do not want to run production ai',
        'appoint somebody else, i have no time for ai operations',
        'i say no to the accountabilities',
        'i refuse to answer for uptime',
        'please take me out of ai operations',
        'too much on my plate for the operations job',
        'i will not accept the accountabilities',
        'nobody asked me before I was appointed, and I do not want the role',
        'I have to turn the role down',
        'I do not accept my appointment to ai operations',
        'sorry, I decline being appointed to operations',
      ],
      de: [
        'ai operations ablehnen',
        'ich kann ai operations nicht übernehmen',
        'die ernennung nehme ich nicht an',
      ],
      fr: ['refuser ai operations', 'je ne peux pas prendre ai operations en charge'],
      es: ['rechazar ai operations', 'no puedo encargarme de ai operations'],
    },
    answer: ({ register, actor, at, today }) => {
      const operator = register.operators.get(actor.id);
      const outcome = declineOperationsStep.decide(register, {}, { actor, at, today, people: new Map() });
      return {
        text: !operator
          ? 'You are not appointed to AI Operations, so there is nothing to decline.'
          : outcome.ok
            ? joinSentences(
                `${mention(operator.namedBy)} appointed you to AI Operations.`,
                'If you decline, the transformation lead is told, and you get no more reminders about it.',
              )
            : outcome.refusal.message,
        source: operator
          ? fromPerson(operator.namedBy, operator.namedOn, `operators:${actor.id}`)
          : fromRecords(today),
        data: { appointed: operator !== undefined, canDecline: operator !== undefined && outcome.ok },
        next: [
          ...(operator && outcome.ok ? [[{ do: 'decline-operations' }] as const] : []),
          [{ page: 'owners' }, 'Owners'],
        ],
      };
    },
  }),
];
