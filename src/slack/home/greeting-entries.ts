import { fromRecords } from '../../domain/facts.ts';
import { listOwnedUseCases } from '../../domain/people.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, languages, question } from '../kit/question.ts';
import { answerBlockersOf, formatHeadline } from '../readiness/index.ts';
import { listForYou } from './for-you.ts';

const helpOffer: Offer = [{ page: 'help' }, 'Commands'];
const askedOffer: Offer = [{ page: 'asked' }, 'For you'];

/** Returns the first step for this person: to register something, or to see the verdict. */
const firstOffer = ({ register }: PageContext): Offer =>
  register.useCases.size === 0 ? [{ do: 'register-use-case' }] : [{ page: 'verdict' }, 'Verdict'];

export const greetingEntries: readonly Entry[] = [
  question({
    key: 'waiting-for-me',
    title: 'What waits for me?',
    examples: {
      en: [
        'my reminders',
        "what's waiting for me",
        'what do i have to do today',
        'what should i do next',
        'anything for me',
        'what do i have to do next',
        'what waits for me',
        'what do I have to do',
        'what is on my plate',
        'do I have anything to do',
        'my tasks',
        'what should I do today',
        'is anything waiting for me',
        'my to-dos',
        'do you need something from me',
        'am I behind with anything',
        'did I forget something',
        'do I owe you anything',
        'what should I take care of first',
        'what is on my list',
        'anything due from me',
        'I was away, what has piled up for me',
        'what is due from me',
        'which of my things are late',
        'got ten minutes, what should I tackle',
        'am I holding anybody up',
      ],
      de: [
        'was muss ich heute tun',
        'was wartet auf mich',
        'was muss ich tun',
        'meine aufgaben',
        'was liegt bei mir',
        'muss ich noch etwas machen',
        'habe ich etwas vergessen',
        'was brauchst du von mir',
        'bin ich mit etwas im rückstand',
      ],
      fr: [
        "qu'est-ce que je dois faire aujourd'hui",
        "qu'est-ce que je dois faire",
        'que dois-je faire aujourd’hui',
        'qu’est-ce qui m’attend',
        'que dois-je faire',
        'mes tâches',
        'ai-je oublié quelque chose',
        'ai-je quelque chose à faire',
        'suis-je en retard sur quelque chose',
      ],
      es: [
        'qué tengo pendiente',
        'qué me espera',
        'qué tengo que hacer',
        'mis tareas',
        'me falta hacer algo',
        'necesitas algo de mí',
        'voy con retraso en algo',
      ],
    },
    suggest: ({ register }) =>
      register.seq === 0 ? null : { title: 'What waits for me?', message: 'What waits for me?', rank: 10 },
    takes: ['person'],
    answer: async (context, { person }) => {
      if (person !== undefined && person !== context.actor.id) return answerBlockersOf(context, person);
      const rows = await listForYou(context);
      const [first, ...others] = rows;
      return {
        text: first
          ? joinSentences(
              `${formatCount(rows.length, 'step waits', 'steps wait')} for you.`,
              `First: ${first.text.replace(/\.$/, '')}.`,
              ...others.slice(0, 3).map(({ text }) => `Then: ${text.replace(/[.?]$/, '')}.`),
            )
          : 'You have nothing to do.',
        source: fromRecords(context.today),
        data: { count: rows.length, steps: rows.slice(0, 20).map(({ step }) => step) },
        next: [...(first ? [[first.step, stepTitle(first.step)] as const] : []), askedOffer],
      };
    },
  }),

  question({
    key: 'hello',
    title: 'Say hello',
    examples: {
      en: [
        'hi',
        'hello',
        'hey',
        'good morning',
        'hello there',
        'hi crossing',
        'anybody there',
        'yo',
        'good evening',
        'hey crossing',
      ],
      de: ['hallo', 'guten morgen', 'moin', 'servus'],
      fr: ['bonjour', 'salut'],
      es: ['hola', 'buenos días'],
    },
    answer: (context) => {
      const { register, assessment, actor, today } = context;
      const owned = listOwnedUseCases(register, actor.id).length;
      return {
        text: joinSentences(
          register.useCases.size === 0
            ? 'Hello. Nothing is registered yet.'
            : `Hello. ${formatHeadline(assessment)}.`,
          owned > 0
            ? `You own ${formatCount(owned, 'use case')}. You can ask what waits for you.`
            : 'You can ask about a use case, what blocks us, or who owns what.',
        ),
        source: fromRecords(today),
        data: { verdict: assessment.verdict, met: assessment.met, owned },
        next: [firstOffer(context), helpOffer],
      };
    },
  }),

  question({
    key: 'thanks',
    title: 'Say thanks',
    examples: {
      en: [
        'thanks',
        'thank you',
        'thx',
        'great, thanks',
        'perfect',
        'ok thanks',
        'cheers',
        'much appreciated',
        'awesome, thank you',
        'got it, thanks',
      ],
      de: ['danke', 'vielen dank', 'dankeschön'],
      fr: ['merci', 'merci beaucoup'],
      es: ['gracias', 'muchas gracias'],
    },
    answer: () => ({ text: 'You are welcome.', source: null, data: {}, next: [] }),
  }),

  question({
    key: 'help',
    title: 'What can I ask?',
    examples: {
      en: [
        'help',
        'what can you do',
        'what can I ask you',
        'how does this work',
        'who are you',
        'what is crossing',
        'I am new here',
        'what are you for',
        'what is this app',
        'what do you do here',
        'give me an example of what I can ask',
        'my first day with this app, where do I begin',
        'what can I use you for',
        'give me a tour',
        'what topics do you know',
        'how can you help me',
      ],
      de: [
        'hilfe',
        'was kannst du',
        'was kann ich dich fragen',
        'wer bist du',
        'ich bin neu hier',
        'wofür bist du da',
        'wobei kannst du helfen',
        'womit fange ich hier an',
      ],
      fr: [
        'aide',
        'que peux-tu faire',
        'qui es-tu',
        'à quoi tu sers',
        'par où commencer',
        'comment peux-tu m’aider',
      ],
      es: [
        'ayuda',
        'qué puedes hacer',
        'quién eres',
        'para qué sirves',
        'por dónde empiezo',
        'en qué me puedes ayudar',
      ],
    },
    answer: (context) => ({
      text: joinSentences(
        'Crossing records the company’s AI use cases and answers whether it is at Stage 3.',
        'You can ask about the verdict, a use case, its checklist, adoption, ROI, owners, decisions, vendors, AI tools, incidents, costs or changes.',
        'Or say what you want to do, such as "check in for UC-1" or "register a use case".',
      ),
      source: null,
      data: { commands: context.commands.map(({ name, args }) => `/stage3 ${name} ${args}`.trim()) },
      next: [firstOffer(context), helpOffer],
    }),
  }),

  question({
    key: 'guests',
    title: 'May guests use Crossing?',
    examples: {
      en: [
        'may guests use crossing',
        'can external people write to you',
        'who can use this app',
        'do contractors with a guest account get in',
        'can a guest ask you something',
        'is this open to people from other companies',
        'may freelancers work with this app',
        'our agency would like access',
        'do externals get an account here',
        'are outsiders allowed to ask you things',
      ],
      de: [
        'dürfen gäste crossing nutzen',
        'können externe dich fragen',
        'ist das auch für gastkonten',
        'dürfen freelancer mitmachen',
        'haben freie mitarbeiter zugang',
      ],
      fr: [
        'les invités peuvent-ils utiliser crossing',
        'les externes ont-ils accès',
        'un freelance peut-il s’en servir',
      ],
      es: ['pueden los invitados usar crossing', 'tienen acceso los externos', 'puede usarte un autónomo'],
    },
    answer: () => ({
      text: joinSentences(
        'Crossing is for full members of the workspace.',
        'It refuses guests, people of other companies and bots, and nobody can choose them in a form.',
      ),
      source: null,
      data: { members: true, guests: false },
      next: [],
    }),
  }),

  question({
    key: 'languages',
    title: 'Which languages does Crossing understand?',
    examples: {
      en: [
        'do you speak german',
        'which languages do you understand',
        'can I ask in french',
        'answer in spanish',
        'is english the only language',
        'may I write in my own language',
        'in which language do you answer',
        'why do you answer in english',
        'may I type in another language',
      ],
      de: [
        'sprichst du deutsch',
        'kannst du auf deutsch antworten',
        'verstehst du deutsch',
        'in welcher sprache antwortest du',
        'antwortest du auch auf deutsch',
        'mein englisch ist schlecht',
      ],
      fr: ['parles-tu français', 'peux-tu répondre en français', 'tu réponds en quelle langue'],
      es: ['hablas español', 'puedes responder en español', 'en qué idioma respondes'],
    },
    answer: () => ({
      text: 'Ask in English, German, French or Spanish. Answers are in English.',
      source: null,
      data: { questions: languages, answers: ['en'] },
      next: [],
    }),
  }),
];
