import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import {
  categoryEntry,
  explainOverdueRotation,
  listCommitments,
  listOpenEvaluations,
  rotationOf,
} from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import type { Decision } from '../../domain/register.ts';
import { findVendor } from '../../domain/vendors/index.ts';
import { capitalize, formatCount, formatInDays, formatTimeLeft } from '../../domain/wording.ts';
import { formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { describeTools } from './evaluation-forms.ts';

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

/** Answers whether the model providers have an enterprise agreement, and with which SLA. */
function answerAgreement({ register, today }: PageContext, name: string | undefined): Answer {
  const category = 'model-provider';
  const all = listCommitments(register, category).flatMap((decision) =>
    decision.details?.category === category ? [{ decision, details: decision.details }] : [],
  );
  const vendor = name === undefined ? undefined : findVendor(register, name)?.key;
  const named = all.filter(
    ({ decision }) =>
      name !== undefined &&
      (isSameToolIn(register, decision.choice, name) || (vendor !== undefined && decision.vendor === vendor)),
  );
  const providers = named.length > 0 ? named : all;
  const other =
    name === undefined || named.length > 0 || all.length === 0
      ? ''
      : `${escapeMrkdwn(name, 80)} is not a committed model provider. `;
  const latest = providers.at(-1);
  const words = providers.map(({ decision: { choice }, details: { enterpriseAgreement, sla } }) => {
    const agreement = enterpriseAgreement ? 'an enterprise agreement' : 'no enterprise agreement';
    const promised = sla.trim() === '' ? 'no SLA is recorded' : `SLA ${escapeMrkdwn(sla, 100)}`;
    return `*${escapeMrkdwn(choice, 100)}* has ${agreement}, ${promised}`;
  });
  return {
    text: latest
      ? `${other}${joinShortly(words, 4, '; ')}.`
      : `${categoryEntry(category).title}: no decision yet, so no enterprise agreement is recorded.`,
    source: latest ? sourceOf(latest.decision) : fromRecords(today),
    data: {
      providers: providers.map(({ decision: { key, choice }, details }) => ({ key, choice, ...details })),
    },
    next: latest
      ? [[{ page: 'decision', args: { category } }, 'Model provider']]
      : [offerStep({ do: 'commit-decision', category })],
    about: { category },
  };
}

function answerEvaluations(context: PageContext, key: string): Answer {
  const { register, today } = context;
  const open = listOpenEvaluations(register).filter(({ useCase }) => useCase === key);
  const [first] = open;
  const name = formatUseCase(getUseCase(context, key));
  const count = formatCount(open.length, 'evaluation is open', 'evaluations are open');
  const words = open.map(
    (one) =>
      `${one.key} ${describeTools(one)}, decide by ${formatDay(one.decideBy)} (${formatTimeLeft(daysBetween(today, one.decideBy))})`,
  );
  return {
    text: first
      ? `${count} for ${name}: ${joinShortly(words, 3, '; ')}.`
      : `No tools are being evaluated for ${name}.`,
    source:
      first && open.length === 1 ? fromPerson(first.openedBy, first.openedOn, first.key) : fromRecords(today),
    data: {
      useCase: key,
      open: open.map(({ key: evaluation, tools, decideBy, openedBy, openedOn }) => ({
        ...{ key: evaluation, tools, decideBy, openedBy, openedOn, isOverdue: decideBy < today },
      })),
    },
    next: first
      ? [
          offerStep({ do: 'close-evaluation', evaluation: first.key }),
          [{ page: 'decisions' }, 'All decisions'],
        ]
      : [offerStep({ do: 'open-evaluation', useCase: key })],
    about: { useCase: key },
  };
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
      ],
      de: [
        'wem gehören die api schlüssel',
        'wer ist für die api keys verantwortlich',
        'wer hat das servicekonto',
        'wer hat die schlüssel',
        'an wen wende ich mich wegen api zugang',
      ],
      fr: [
        'à qui appartiennent les clés api',
        'qui gère le compte de service',
        'qui détient les clés',
        'à qui demander un accès api',
      ],
      es: [
        'de quién son las claves api',
        'quién es responsable de la cuenta de servicio',
        'quién tiene las claves',
        'a quién pido acceso a la api',
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
      ],
      de: [
        'wie hoch ist unser rate limit',
        'wie viele anfragen pro minute dürfen wir senden',
        'ab wann werden wir gedrosselt',
        'gibt es eine obergrenze für anfragen',
      ],
      fr: [
        'quelle est notre limite de requêtes',
        'limite de débit de l’api',
        'à partir de quand sommes-nous bridés',
        'plafond de requêtes',
      ],
      es: [
        'cuál es nuestro límite de peticiones',
        'límite de llamadas a la api',
        'cuántas peticiones por minuto podemos hacer',
        'hay un tope de llamadas',
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
      ],
      fr: [
        'dernière rotation des clés',
        'quand les clés api ont-elles été renouvelées',
        'quand est la prochaine rotation des clés',
        'nos clés sont-elles trop vieilles',
        'pourquoi une alerte sur les clés api',
        'de combien de jours la rotation est-elle en retard',
      ],
      es: [
        'última rotación de claves',
        'cuándo se rotaron las claves api',
        'cuándo toca la próxima rotación de claves',
        'qué antigüedad tienen las claves',
        'cuándo hay que cambiar las claves',
        'cada cuántos días se rotan las claves',
      ],
    },
    answer: answerRotation,
  }),
  question({
    key: 'enterprise-agreement',
    title: 'Which SLA does the model provider give us?',
    examples: {
      en: [
        'what sla do we have with {tool}',
        'which sla does {vendor} give us',
        'what sla does {tool} give us',
        'sla of {vendor}',
        'do we have an enterprise agreement with {vendor}',
        'what sla does {vendor} give us',
        'sla of the model provider',
        'do we have an enterprise agreement',
        'do we have an enterprise contract with our model provider',
        'what is the sla of our model provider',
        'which uptime does the provider promise',
        'are we on a pilot account or an enterprise plan',
        'enterprise agreement signed?',
        'provider sla',
        'what does {vendor} guarantee us',
        'what availability do we get from {vendor}',
        'how much downtime is {vendor} allowed',
        'which plan are we on with {vendor}',
        'how reliable does {vendor} have to be',
      ],
      de: [
        'haben wir einen enterprise vertrag',
        'welche sla hat unser modellanbieter',
        'was garantiert uns {vendor}',
        'welchen tarif haben wir bei {vendor}',
      ],
      fr: [
        'avons-nous un contrat entreprise',
        'quel est le sla de notre fournisseur de modèle',
        'que nous garantit {vendor}',
        'quelle formule avons-nous chez {vendor}',
      ],
      es: [
        'tenemos un contrato empresarial',
        'cuál es el sla de nuestro proveedor de modelos',
        'qué nos garantiza {vendor}',
        'qué plan tenemos con {vendor}',
      ],
    },
    takes: ['tool', 'vendor'],
    answer: (context, { tool, vendor }) => answerAgreement(context, tool ?? vendor),
  }),
  question({
    key: 'use-case-evaluations',
    title: 'Which tools do we evaluate for a use case?',
    examples: {
      en: [
        'is anything being evaluated for {useCase}',
        'tool comparison for {useCase}',
        'which candidates do we test for {useCase}',
        'until when does {useCase} evaluate tools',
        'evaluations of {useCase}',
        'what are we trying out for {useCase}',
        'does {useCase} test anything at the moment',
        'is {useCase} shopping around for tools',
      ],
      de: [
        'welche tools testen wir für {useCase}',
        'evaluierungen für {useCase}',
        'wird für {useCase} gerade etwas verglichen',
      ],
      fr: [
        'quels outils évaluons-nous pour {useCase}',
        'évaluations pour {useCase}',
        'que teste-t-on pour {useCase}',
      ],
      es: [
        'qué herramientas evaluamos para {useCase}',
        'evaluaciones abiertas para {useCase}',
        'qué estamos probando para {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerEvaluations(context, useCase),
  }),
];
