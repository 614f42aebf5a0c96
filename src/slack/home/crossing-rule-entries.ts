import { joinSentences } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';

const helpOffer: Offer = [{ page: 'help' }, 'Commands'];

/** How Crossing itself works: who reads an answer, where the records are, and what each role may do. */
export const crossingRuleEntries: readonly Entry[] = [
  question({
    key: 'answer-privacy',
    title: 'Who sees what Crossing answers me?',
    examples: {
      en: [
        'who sees what you answer me',
        'can my boss read what I ask you',
        'do others see this answer',
        'is this conversation private',
        'is it public when I ask you in a channel',
        'will the whole channel read your reply',
        'am I the only one who can read this',
        'does anyone else get your answers',
        'are my questions visible to colleagues',
        'who can read along here',
        'is your reply shown to everybody',
      ],
      de: [
        'wer sieht deine antworten',
        'lesen andere mit, was ich dich frage',
        'sieht das nur ich oder der ganze kanal',
        'ist diese unterhaltung privat',
        'kann jemand meine fragen an dich mitlesen',
      ],
      fr: [
        'qui voit tes réponses',
        'suis-je le seul à lire ta réponse',
        'les autres lisent-ils ce que je demande',
      ],
      es: ['quién ve tus respuestas', 'lo que me respondes es privado', 'lo leen los demás o solamente yo'],
    },
    answer: () => ({
      text: joinSentences(
        'An answer is visible only to you, also in a channel.',
        'Your own message in a channel is visible to everybody there.',
        'To show the verdict to others, press *Share in channel* under it.',
      ),
      source: null,
      data: { visibleTo: 'the person who asks' },
      next: [],
    }),
  }),

  question({
    key: 'storage',
    title: 'Where does Crossing store the records?',
    examples: {
      en: [
        'where do you store our records',
        'which database does crossing use',
        'is it sqlite or postgres',
        'what is the default database',
        'on which server are our data',
        'do our records leave the company',
        'can we use our own postgres',
        'what happens without a database setting',
        'where does this app keep its data',
        'how is crossing hosted',
        'how do we back up the records',
        'on which database do you run',
        'backup of the sqlite file',
      ],
      de: [
        'wo speichert crossing die daten',
        'welche datenbank wird ohne einstellung benutzt',
        'liegen unsere daten auf eurem server',
        'geht auch postgres',
        'wie sichern wir die datenbank',
      ],
      fr: [
        'où crossing stocke-t-il les données',
        'quelle base de données par défaut',
        'sur quel serveur sont nos données',
      ],
      es: [
        'dónde guarda crossing los datos',
        'qué base de datos se usa por defecto',
        'en qué servidor están nuestros datos',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'The records are in a database that the company runs itself, by default an SQLite file.',
        '`DATABASE_URL` can name a PostgreSQL database, which several replicas need.',
        'Back up a running SQLite file with `sqlite3 data/crossing.db ".backup copy.db"`.',
      ),
      source: null,
      data: { byDefault: 'SQLite', alternative: 'PostgreSQL', setting: 'DATABASE_URL' },
      next: [helpOffer],
    }),
  }),

  question({
    key: 'role-rights',
    title: 'What may each role do?',
    examples: {
      en: [
        'what may each role do',
        'what is reserved for the lead',
        'what can only an admin do',
        'which rights does ai operations have',
        'what is ai operations permitted to do that others are not',
        'what may an owner do with a use case',
        'rights of the transformation lead',
        'difference between the rights of an owner and of ai operations',
        'overview of permissions',
        'who is allowed to do what',
        'what can an ordinary member not do',
        'what are leads and admins alone able to do',
        'special rights in ai operations',
        'powers of the ops role',
      ],
      de: [
        'was darf nur die leitung',
        'welche rechte hat ai operations',
        'was dürfen nur admins',
        'übersicht der rechte',
      ],
      fr: [
        'qu’est-ce qui est réservé au lead',
        'quels droits a ai operations',
        'que peuvent faire seulement les admins',
      ],
      es: [
        'qué puede hacer solo el lead',
        'qué derechos tiene ai operations',
        'qué está reservado a los administradores',
      ],
    },
    answer: () => ({
      text: joinSentences(
        'Only the transformation lead and Slack admins commit decisions, appoint people to roles, change the settings, plan the policy review and get the evidence pack.',
        'They and AI Operations grant waivers and record when models retire.',
        'The owner of a use case decides about its pilot and its go-live.',
      ),
      source: null,
      data: {
        lead: ['decisions', 'roles', 'settings', 'policy review', 'evidence pack'],
        operations: ['waivers', 'model retirements'],
        owner: ['pilot', 'go-live'],
      },
      next: [[{ page: 'owners' }, 'Owners']],
    }),
  }),
];
