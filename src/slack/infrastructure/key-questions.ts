import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import { explainOverdueRotation, rotationOf } from '../../domain/infrastructure/index.ts';
import type { Decision } from '../../domain/register.ts';
import { capitalize, formatCount, formatInDays } from '../../domain/wording.ts';
import { offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';

const apiOwnership: Offer = [{ page: 'decision', args: { category: 'api-ownership' } }, 'API ownership'];

const sourceOf = ({ decidedBy, decidedOn, proposedOn, key }: Decision): Provenance =>
  fromPerson(decidedBy, decidedOn ?? proposedOn, key);

/** Answers that the ownership of the API keys is not decided yet. */
const answerNoOwnership = ({ today }: PageContext): Answer => ({
  text: 'API ownership and rate limits: no decision yet, so no owner, rate limit or key rotation is recorded.',
  source: fromRecords(today),
  data: { decided: false },
  next: [offerStep({ do: 'commit-decision', category: 'api-ownership' }), apiOwnership],
  about: { category: 'api-ownership' },
});

interface Keys {
  readonly decision: Decision;
  readonly owner: string;
  readonly rateLimit: string;
  readonly rotationDays: number;
}

/** Answers from the committed API ownership; without one, that it is not decided. */
function answerKeys(
  context: PageContext,
  make: (keys: Keys) => Pick<Answer, 'text' | 'source' | 'next'>,
): Answer {
  const rotation = rotationOf(context.register);
  const details = rotation?.decision.details;
  if (!rotation || details?.category !== 'api-ownership') return answerNoOwnership(context);
  const { decision, owner, last, next } = rotation;
  const { rateLimit, rotationDays } = details;
  return {
    ...make({ decision, owner, rateLimit, rotationDays }),
    data: {
      ...{ decided: true, decision: decision.key, serviceAccount: decision.choice, owner, rateLimit },
      ...{ rotationDays, lastRotatedOn: last, nextRotationDueOn: next },
      isOverdue: next < context.today,
    },
    about: { category: 'api-ownership' },
  };
}

function answerRotation(context: PageContext): Answer {
  const { register, today } = context;
  const rotation = rotationOf(register);
  return answerKeys(context, ({ decision, owner, rotationDays }) => {
    const { last = today, next = today, recorded = null } = rotation ?? {};
    const overdue = explainOverdueRotation(register, today);
    const every = `They are rotated every ${formatCount(rotationDays, 'day')}. ${describePerson(register, owner, today)} owns them.`;
    return {
      text:
        overdue === null
          ? `The API keys were last rotated on ${formatDay(last)}. The next rotation is due on ${formatDay(next)} (${formatInDays(daysBetween(today, next))}). ${every}`
          : `Overdue: ${overdue}. The API keys were last rotated on ${formatDay(last)}. ${every}`,
      source: recorded
        ? fromPerson(recorded.by, recorded.on, `rotations:${recorded.rotatedOn}`)
        : sourceOf(decision),
      next: [offerStep({ do: 'record-rotation' }), apiOwnership],
    };
  });
}

export const keyQuestions: readonly Entry[] = [
  question({
    key: 'api-key-owner',
    title: 'Who owns the API keys?',
    examples: {
      en: [
        'who owns the service account',
        'who owns the service account for the model api',
        'owner of the api keys',
        'who owns the api keys',
        'who is the owner of the service account',
        'whose api key do we use',
        'api key owner',
        'who is responsible for our api keys',
        'which service account holds the keys',
        'who can give me an api key',
        'whom do i ask about api access',
        'who looks after the keys',
        'who has our credentials',
        'whose account do the model calls run on',
        'who holds the keys',
        'contact for api access',
        'who do i bug for a key',
        'who manages the shared account',
        'in whose care are the keys',
        'who would know about the service account',
        'which person stands for api ownership',
      ],
      de: [
        'wem gehören die api schlüssel',
        'wer ist für die api keys verantwortlich',
        'wer hat das servicekonto',
        'wer hat die schlüssel',
        'an wen wende ich mich wegen api zugang',
        'wer verwaltet das dienstkonto',
      ],
      fr: [
        'à qui appartiennent les clés api',
        'qui gère le compte de service',
        'qui détient les clés',
        'à qui demander un accès api',
        'qui s’occupe du compte technique',
      ],
      es: [
        'de quién son las claves api',
        'quién es responsable de la cuenta de servicio',
        'quién tiene las claves',
        'a quién pido acceso a la api',
        'quién administra la cuenta técnica',
      ],
    },
    answer: (context) =>
      answerKeys(context, ({ decision, owner, rateLimit }) => ({
        text: `${capitalize(describePerson(context.register, owner, context.today))} owns the API keys, with the service account *${escapeMrkdwn(decision.choice, 100)}*. Rate limit: ${escapeMrkdwn(rateLimit, 100) || 'not stated'}.`,
        source: sourceOf(decision),
        next: [apiOwnership],
      })),
  }),
  question({
    key: 'rate-limit',
    title: 'What is our API rate limit?',
    examples: {
      en: [
        'what is our rate limit',
        'how many requests per minute may we send',
        'api rate limit',
        'are there limits on api calls',
        'what is the limit of the shared account',
        'how many calls can we make',
        'when do we get throttled',
        'are we capped',
        'how much traffic may we send to the model',
        'how hard can we hit the api',
        'is there a ceiling on requests',
        'what is our quota',
        'max requests',
        'how many requests are too many',
        'limit of calls per minute',
        'what may we send per minute at most',
        'are calls to the model unlimited',
        'from how many requests on is it refused',
      ],
      de: [
        'wie hoch ist unser rate limit',
        'wie viele anfragen pro minute dürfen wir senden',
        'ab wann werden wir gedrosselt',
        'gibt es eine obergrenze für anfragen',
        'sind die aufrufe unbegrenzt',
        'wie viele anfragen sind höchstens erlaubt',
      ],
      fr: [
        'quelle est notre limite de requêtes',
        'limite de débit de l’api',
        'à partir de quand sommes-nous bridés',
        'plafond de requêtes',
        'les appels sont-ils illimités',
      ],
      es: [
        'cuál es nuestro límite de peticiones',
        'límite de llamadas a la api',
        'cuántas peticiones por minuto podemos hacer',
        'hay un tope de llamadas',
        'son ilimitadas las llamadas',
      ],
    },
    answer: (context) =>
      answerKeys(context, ({ decision, owner, rateLimit }) => ({
        text: `Rate limit of *${escapeMrkdwn(decision.choice, 100)}*: ${escapeMrkdwn(rateLimit, 100) || 'not stated'}. ${capitalize(describePerson(context.register, owner, context.today))} owns the service account.`,
        source: sourceOf(decision),
        next: [apiOwnership],
      })),
  }),
  question({
    key: 'key-rotation',
    title: 'When are the API keys rotated?',
    examples: {
      en: [
        'when was the last key rotation',
        'when were the keys last rotated',
        'when were the api keys rotated',
        'when is the next key rotation',
        'is the key rotation overdue',
        'are our api keys too old',
        'how often do we rotate the keys',
        'last rotation of the keys',
        'who rotated the keys last',
        'key rotation due',
        'do the keys need rotating',
        'how old are the keys',
        'when do we have to swap the keys',
        'how late are we with the keys',
        'why is there a warning about the api keys',
        'how many days overdue are the keys',
        'what is wrong with our api keys',
        'were the keys rotated in time',
        'age of the api keys',
        'when is the next rotation due',
        'how many days between two rotations',
        'every how many days are the keys rotated',
        'so the next rotation is due in april, right',
        'rhythm for changing the keys',
        'by which date should I have changed the keys',
        'since when are the keys too old',
        'is it true that the keys were rotated last week',
        'when must the next new keys come',
        'keys, due when',
      ],
      de: [
        'wann war die letzte schlüsselrotation',
        'letzte schlüsselrotation',
        'wann wurden die api schlüssel zuletzt gewechselt',
        'wann ist die nächste schlüsselrotation',
        'ist die rotation überfällig',
        'wie alt sind die schlüssel',
        'wann müssen die schlüssel getauscht werden',
        'warum gibt es eine warnung zu den api schlüsseln',
        'in welchem abstand werden die schlüssel rotiert',
        'wie viele tage ist die rotation überfällig',
        'bis wann hätten die schlüssel gedreht werden müssen',
        'in welchem rhythmus drehen wir die keys',
        'zu welchem termin sind neue schlüssel fällig',
        'wie weit sind wir mit den keys im verzug',
      ],
      fr: [
        'dernière rotation des clés',
        'quand les clés api ont-elles été renouvelées',
        'quand est la prochaine rotation des clés',
        'nos clés sont-elles trop vieilles',
        'pourquoi une alerte sur les clés api',
        'de combien de jours la rotation est-elle en retard',
        'à quel rythme change-t-on les clés',
        'pour quelle date fallait-il changer les clés',
      ],
      es: [
        'última rotación de claves',
        'cuándo se rotaron las claves api',
        'cuándo toca la próxima rotación de claves',
        'qué antigüedad tienen las claves',
        'cuándo hay que cambiar las claves',
        'cada cuántos días se rotan las claves',
        'a qué ritmo se cambian las claves',
        'para qué fecha había que cambiar las claves',
      ],
    },
    answer: answerRotation,
  }),
];
