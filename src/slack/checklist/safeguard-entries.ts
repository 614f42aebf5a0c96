import { type Entry, question } from '../kit/question.ts';
import { answerItem } from './item-entries.ts';

/** Questions about two items in other words than those of the checklist: what happens, and who reviews. */
export const safeguardEntries: readonly Entry[] = [
  question({
    key: 'fallback',
    title: 'What does a use case do when its model fails?',
    covers: ['checklist-item'],
    examples: {
      en: [
        'the model times out, how does {useCase} react',
        'how does {useCase} cope with a model timeout',
        'reaction of {useCase} when a guardrail trips',
        'the guardrail kicks in, what is sent to the user',
        'what do users see when {useCase} hits the rate limit',
        'over the rate limit, users get what from {useCase}',
        'what do people get when OpenAI throttles {useCase}',
        'does {useCase} have a plan b when the provider is down',
        'fallback of {useCase} on a timeout',
        'how does {useCase} behave when the model does not answer',
        'what is shown instead when {useCase} gets no reply from the model',
        'does {useCase} decline gracefully',
        'is there a cached answer for {useCase}',
        'who confirmed the fallback of {useCase} and when',
        'what does the fallback consist of',
        'which fallback does {useCase} have',
        'is {useCase} protected against a failure of the model',
        'what happens when we hit the rate limit of the model',
        'the provider is overloaded, what do users see',
      ],
      de: [
        'was macht {useCase}, wenn das modell nicht antwortet',
        'was passiert bei einem timeout von {useCase}',
        'was sehen nutzer von {useCase} am ratenlimit',
        'fallback von {useCase}',
        'was bekommen kunden, wenn das modell zu langsam ist',
      ],
      fr: [
        'que fait {useCase} quand le modèle ne répond pas',
        'que voient les utilisateurs si {useCase} atteint la limite de débit',
        'que reçoivent les clients si le modèle est trop lent',
      ],
      es: [
        'qué hace {useCase} cuando el modelo no responde',
        'qué pasa si {useCase} llega al límite de tasa',
        'qué reciben los clientes si el modelo va lento',
      ],
    },
    needs: ['useCase'],
    takes: ['item', 'category'],
    answer: (context, { useCase }) => answerItem(context, useCase, 'fallback'),
  }),

  question({
    key: 'human-review',
    title: 'Who reviews what a use case writes?',
    covers: ['checklist-item'],
    examples: {
      en: [
        'does somebody read what {useCase} answers before it reaches a customer',
        'who checks the output of {useCase}',
        'who has to review the replies of {useCase}',
        'which outputs of {useCase} are reviewed before they go out',
        'may {useCase} answer a customer without anybody reading it first',
        'is there a human in the loop for {useCase}',
        'does {useCase} send mails unchecked',
        'four eyes on what {useCase} writes',
        'when is the output of {useCase} reviewed',
        'what has to be approved by a person before {useCase} sends it',
        'do I have to proofread {useCase}',
        'do answers of {useCase} go out directly',
        'is somebody between {useCase} and the customer',
      ],
      de: [
        'liest jemand die antworten von {useCase}, bevor sie rausgehen',
        'wer prüft, was {useCase} schreibt',
        'gehen texte von {useCase} ungeprüft an kunden',
      ],
      fr: [
        'quelqu’un relit-il les réponses de {useCase} avant l’envoi',
        'qui vérifie ce que {useCase} écrit',
        'les réponses de {useCase} partent-elles sans relecture',
      ],
      es: [
        'se envían las respuestas de {useCase} a los clientes sin revisión',
        'contesta {useCase} solo a los clientes o lo revisa alguien antes',
        'quién revisa lo que escribe {useCase}',
        'pasa por una persona lo que escribe {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['item'],
    answer: (context, { useCase }) => answerItem(context, useCase, 'human-review'),
  }),
];
