import { formatDay } from '../../domain/calendar.ts';
import { quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { answerMayUse, answerRequests, answerTerms } from './tool-answers.ts';
import { describeAllowedData, describeNextReview } from './tool-words.ts';

export const toolQuestions: readonly Entry[] = [
  question({
    key: 'may-use-tool',
    title: 'May I use a tool?',
    examples: {
      en: [
        'can i ask them for {tool} is it allowed',
        'can i put data into {tool}',
        'can I put {words} data into {tool}',
        'can i use {tool} for {words}',
        'why was {tool} turned down',
        'what did the reviewer say about {tool}',
        'can i put {words} into {tool}',
        'may i put {words} into {tool}',
        'may i use {tool}',
        'may i use {tool} for {words}',
        'can we use {tool} with {words}',
        'is {tool} allowed',
        'is {tool} approved',
        'am i allowed to paste {words} into {tool}',
        'is it ok to try {tool} for {words}',
        'was {tool} refused',
        'why was {tool} refused',
        '{tool} allowed?',
        'who approved {tool}',
        'is {tool} fine for {words}',
        'may {words} go into {tool}',
        'what is our stance on {tool}',
        'did anybody approve {tool}',
        'is {tool} on the list',
        'what did we say about {tool}',
        'do we allow {tool}',
        'is {tool} safe for {words}',
        'thumbs up for {tool}?',
        'any reason not to use {tool}',
        'may i try {words} in {tool}',
        'i want to paste {words} into {tool}, fine?',
        'got {tool} a green light',
        'is {tool} banned',
        'are we free to use {tool}',
        'can i use {tool} to write {words}',
        'who turned {tool} down',
        'who gave the ok for {tool}',
        'by whom was {tool} approved',
        'what was the verdict on {tool}',
        'why can we not use {tool}',
        '{tool} for {words}, ok?',
        'may i use {tool} with {words} in it',
        '{tool} ok?',
        'may my team work with {tool}',
        'is {tool} permitted',
        'am i allowed to put customer names into {tool}',
      ],
      de: [
        'darf ich {tool} benutzen',
        'darf man {tool} nutzen',
        'darf ich {tool} nutzen',
        'darf ich {tool} für {words} verwenden',
        'ist {tool} erlaubt',
        'ist {tool} freigegeben',
        'ist {tool} für {words} okay',
        'darf {words} in {tool}',
        'hat jemand {tool} freigegeben',
        'was spricht gegen {tool}',
        'warum dürfen wir {tool} nicht nutzen',
        'darf ich kundendaten in {tool} eingeben',
      ],
      fr: [
        'est-ce que je peux utiliser {tool}',
        'puis-je utiliser {tool}',
        'ai-je le droit d’utiliser {tool} pour {words}',
        '{tool} est-il autorisé',
        '{tool} est permis pour {words} ?',
        'qui a validé {tool}',
        'peut-on mettre {words} dans {tool}',
        'pourquoi ne peut-on pas utiliser {tool}',
      ],
      es: [
        'puedo usar {tool}',
        'puedo usar {tool} para {words}',
        'está permitido {tool}',
        'se puede meter {words} en {tool}',
        'quién aprobó {tool}',
        'sirve {tool} para {words}',
        'por qué no podemos usar {tool}',
      ],
    },
    needs: ['tool'],
    takes: ['words'],
    answer: (context, { tool, words }) => answerMayUse(context, tool, words),
  }),
  question({
    key: 'tool-conditions',
    title: 'What are the conditions of a tool?',
    examples: {
      en: [
        'what are the conditions of {tool}',
        'under which conditions may i use {tool}',
        'which data may {tool} see',
        'rules for {tool}',
        'what must i not do with {tool}',
        'are there restrictions on {tool}',
        'terms of use for {tool}',
        'fine print of {tool}',
        'what do i have to watch out for with {tool}',
        'which account do i need for {tool}',
        'dos and don’ts of {tool}',
        'what is {tool} approved for',
        'how must i use {tool}',
        'limits on {tool}',
        'what should i know before i use {tool}',
        'how am i supposed to use {tool}',
        'what is the catch with {tool}',
        'what are the strings attached to {tool}',
      ],
      de: [
        'welche bedingungen gelten für {tool}',
        'welche daten darf {tool} sehen',
        'worauf muss ich bei {tool} achten',
        'was ist das kleingedruckte bei {tool}',
        'wo ist der haken bei {tool}',
      ],
      fr: [
        "quelles sont les conditions d'utilisation de {tool}",
        'quelles données {tool} peut-il voir',
        'à quoi faut-il faire attention avec {tool}',
        'quel est le piège avec {tool}',
      ],
      es: [
        'cuáles son las condiciones de {tool}',
        'qué datos puede ver {tool}',
        'letra pequeña de {tool}',
        'a qué debo prestar atención con {tool}',
      ],
    },
    needs: ['tool'],
    answer: (context, { tool: typed }) =>
      answerTerms(context, typed, ({ name, conditions, data, request, approvedBy }) => {
        const shown = `*${escapeMrkdwn(name, 80)}*`;
        const terms =
          conditions === ''
            ? `${shown} has no conditions`
            : `Conditions of ${shown}: ${quoteShortly(conditions, 300)}`;
        return `${terms}. It may see ${describeAllowedData(data)}. Approved as ${request} by ${mention(approvedBy)}.`;
      }),
  }),
  question({
    key: 'tool-review',
    title: 'When is a tool reviewed next?',
    examples: {
      en: [
        'when is {tool} reviewed next',
        'next review of {tool}',
        'when does the approval of {tool} have to be reviewed',
        'is the review of {tool} overdue',
        'when was {tool} last reviewed',
        'how long is {tool} approved',
        'when do we revisit {tool}',
        'until when is {tool} good',
        'when does {tool} come up for a recheck',
        'how long may we keep {tool}',
        'when did someone last look at {tool}',
      ],
      de: [
        'wann wird {tool} das nächste mal geprüft',
        'nächste prüfung von {tool}',
        'bis wann ist {tool} freigegeben',
      ],
      fr: [
        'quand {tool} sera-t-il réexaminé',
        'prochaine revue de {tool}',
        'jusqu’à quand {tool} est-il autorisé',
      ],
      es: ['cuándo se revisa {tool}', 'próxima revisión de {tool}', 'hasta cuándo está aprobado {tool}'],
    },
    needs: ['tool'],
    answer: (context, { tool: typed }) =>
      answerTerms(context, typed, (tool) => {
        const last =
          tool.reviewedOn === null
            ? `It was approved on ${formatDay(tool.approvedOn)} and has not been reviewed since.`
            : `It was last reviewed on ${formatDay(tool.reviewedOn)} by ${mention(tool.reviewedBy ?? tool.approvedBy)}.`;
        return `*${escapeMrkdwn(tool.name, 80)}*: ${describeNextReview(tool, context.today)}. ${last}`;
      }),
  }),
  question({
    key: 'tool-requests-of',
    title: 'What happened to my tool request?',
    examples: {
      en: [
        'what happened to my tool request',
        'state of my request',
        'is my request for {tool} decided',
        'did they approve my tool',
        'when do i get an answer about {tool}',
        'has my request for {tool} been approved',
        'which tools did {person} request',
        'my tool requests',
        'why was my request refused',
        'any news on my tool',
        'did i ever get an answer about {tool}',
        'what came of my request',
        'where is my tool request stuck',
        'have they looked at my {tool} request',
        'am i still waiting for {tool}',
        'what about the tool that i asked for',
        'the tool i requested, any decision',
        'did they decide on my tool yet',
      ],
      de: [
        'was ist mit meiner anfrage',
        'ist meine anfrage für {tool} entschieden',
        'gibt es neuigkeiten zu meiner tool anfrage',
        'habe ich schon eine antwort zu {tool}',
      ],
      fr: [
        'où en est ma demande d’outil',
        'ma demande pour {tool} est-elle acceptée',
        'des nouvelles de ma demande',
      ],
      es: [
        'cómo va mi solicitud de herramienta',
        'han aprobado mi solicitud de {tool}',
        'hay novedades de mi solicitud',
      ],
    },
    takes: ['person', 'tool'],
    answer: (context, { person, tool }) => answerRequests(context, person ?? context.actor.id, tool),
  }),
];
