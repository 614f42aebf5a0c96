import { evidenceValidDays, expiryNoticeDays, maxWaiverDays } from '../../domain/checklist/index.ts';
import { joinSentences } from '../kit/answers.ts';
import { type Entry, question } from '../kit/question.ts';

/** The rules for confirmations and waivers, which are the same for all use cases. */
export const checklistRuleEntries: readonly Entry[] = [
  question({
    key: 'waiver-rules',
    title: 'What may be waived, and for how long?',
    examples: {
      en: [
        'how long may a waiver last',
        'cap on the duration of a waiver',
        'how far ahead may the end of a waiver be',
        'upper limit for an exception',
        'longest permitted exemption',
        'max days of a waiver',
        'how long can {item} be waived',
        'can {item} be waived',
        'can the {item} item be waived',
        'would a waiver for {item} be an option',
        'do without {item} for a few weeks, is that possible',
        'can {item} be skipped for a month',
        'is an exemption from {item} possible',
        'who grants exceptions on the checklist',
        'who has to sign a waiver',
        'which items can never be waived',
        'does a use case with a waived item meet {requirement}',
        'do we meet {requirement} despite a waiver',
        'does waiving something hurt {requirement}',
        'does a waived item count as complete',
        'does a waived item block stage 3',
        'go-live with an exception on the checklist, is that allowed',
        'can a waiver be extended',
        'rules for waivers',
      ],
      de: [
        'wie lange darf eine ausnahme höchstens dauern',
        'kann man {item} vorübergehend auslassen',
        'wer genehmigt ausnahmen',
        'zählt ein punkt mit ausnahme für {requirement}',
      ],
      fr: [
        'combien de temps dure une dérogation au maximum',
        'qui donne les dérogations',
        'peut-on déroger à {item}',
      ],
      es: [
        'cuánto puede durar una excepción como máximo',
        'quién concede excepciones de la lista',
        'se puede prescindir de {item}',
      ],
    },
    takes: ['item', 'requirement'],
    answer: () => ({
      text: joinSentences(
        `AI Operations can waive an item with a reason, for ${maxWaiverDays} days at most.`,
        'A use case with a waived item can go live, but it does not meet requirement 1.',
        'The DPA can never be waived.',
      ),
      source: null,
      data: { maxDays: maxWaiverDays, grantedBy: 'AI Operations', neverWaived: ['dpa'] },
      next: [],
    }),
  }),

  question({
    key: 'evidence-validity',
    title: 'How long is evidence valid?',
    examples: {
      en: [
        'how long is evidence valid',
        'how long does a confirmation stay good',
        'I confirmed an item, for how long does it count now',
        'my sign-off from last autumn, does it still count',
        'for how long does a sign-off on the checklist last',
        'how often do I have to confirm the checklist',
        'when does evidence become stale',
        'does evidence expire',
        'shelf life of a confirmation',
        'what happens when a confirmation lapses',
        'why do I have to confirm the same thing every three months',
        'how old may evidence be',
        'how many days before it expires do you ask me to renew it',
      ],
      de: [
        'wie lange gilt ein nachweis',
        'wie oft muss man die checkliste bestätigen',
        'was passiert, wenn ein nachweis abläuft',
      ],
      fr: ['combien de temps une preuve est-elle valable', 'à quelle fréquence faut-il reconfirmer un point'],
      es: ['cuánto tiempo vale una evidencia', 'cada cuánto hay que confirmar un punto'],
    },
    answer: () => ({
      text: joinSentences(
        `A confirmation is valid for ${evidenceValidDays} days.`,
        `Crossing asks the owner to confirm it again ${expiryNoticeDays} days before it expires.`,
        'An item with expired evidence is missing until somebody confirms it again.',
      ),
      source: null,
      data: { validDays: evidenceValidDays, noticeDays: expiryNoticeDays },
      next: [],
    }),
  }),
];
