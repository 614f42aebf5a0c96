import { toolOutcomes } from '../../domain/register.ts';
import { joinSentences } from '../kit/answers.ts';
import { type Entry, question } from '../kit/question.ts';

/** The rules for decisions about AI tools. */
export const toolRuleQuestions: readonly Entry[] = [
  question({
    key: 'tool-decision-rules',
    title: 'How can a tool request be decided?',
    examples: {
      en: [
        'how can a tool request be decided',
        'what are the possible answers to a tool request',
        'which outcomes can the request for a tool have',
        'is there something between yes and no for a tool',
        'can the reviewer approve a tool only under conditions',
        'must a decision about a tool have a reason',
        'what can the reviewer answer',
        'outcomes of a tool review by the reviewer',
        'may a tool be allowed with restrictions',
        'what happens if the decision goes against the data rules',
        'choices of the reviewer',
      ],
      de: [
        'welche entscheidungen gibt es über ein tool',
        'kann ein tool unter auflagen genehmigt werden',
        'braucht die entscheidung über ein tool eine begründung',
        'was kann der prüfer antworten',
      ],
      fr: [
        'quelles réponses peut avoir une demande d’outil',
        'un outil peut-il être accepté sous conditions',
        'faut-il motiver le refus d’un outil',
      ],
      es: [
        'qué respuestas puede tener una solicitud de herramienta',
        'se puede aprobar una herramienta con condiciones',
        'hay que dar un motivo al rechazar una herramienta',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'The tool reviewer can approve a tool, approve it with conditions, or refuse it, with a reason.',
        'A decision against the data rules needs a reason of its own.',
        'Nobody decides their own request.',
      ),
      source: null,
      data: { outcomes: toolOutcomes, needsReason: true },
      next: [[{ page: 'tools' }, 'All tools']],
    }),
  }),
];
