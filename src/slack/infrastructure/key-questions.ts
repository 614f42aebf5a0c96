import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import {
  categoryEntry,
  evaluationSubject,
  explainOverdueRotation,
  listCommitments,
  listOpenEvaluations,
  rotationOf,
} from '../../domain/infrastructure/index.ts';
import type { Decision, Evaluation } from '../../domain/register.ts';
import { capitalize, formatCount, formatInDays, formatTimeLeft } from '../../domain/wording.ts';
import { formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { describeTools } from './evaluation-forms.ts';

const apiOwnership: Offer = [{ page: 'decision', args: { category: 'api-ownership' } }, 'API ownership'];

const sourceOf = ({ decidedBy, decidedOn, proposedOn, key }: Decision): Provenance =>
  fromPerson(decidedBy, decidedOn ?? proposedOn, key);

/** Answers that the ownership of the API keys is not decided yet. */
const answerNoOwnership = ({ today }: PageContext): Answer => ({
  text: 'API ownership and rate limits: no decision yet. So no owner, no rate limit and no key rotation is recorded.',
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
  return answerKeys(context, ({ decision, rotationDays }) => {
    const { last = today, next = today, recorded = null } = rotation ?? {};
    const overdue = explainOverdueRotation(register, today);
    const every = `They are rotated every ${formatCount(rotationDays, 'day')}.`;
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
function answerAgreement({ register, today }: PageContext): Answer {
  const category = 'model-provider';
  const providers = listCommitments(register, category).flatMap((decision) =>
    decision.details?.category === category ? [{ decision, details: decision.details }] : [],
  );
  const latest = providers.at(-1);
  const words = providers.map(({ decision: { choice }, details: { enterpriseAgreement, sla } }) => {
    const agreement = enterpriseAgreement ? 'an enterprise agreement' : 'no enterprise agreement';
    const promised = sla.trim() === '' ? 'no SLA is recorded' : `SLA ${escapeMrkdwn(sla, 100)}`;
    return `*${escapeMrkdwn(choice, 100)}* has ${agreement}, ${promised}`;
  });
  return {
    text: latest
      ? `${joinShortly(words, 4, '; ')}.`
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

/** Returns "*E-1* Pinecone, Weaviate for Vector database: 3 days left, by 12 March 2026". */
function describeEvaluation({ register, today }: PageContext, one: Evaluation): string {
  const useCase = one.useCase === null ? undefined : register.useCases.get(one.useCase);
  const subject = useCase ? formatUseCase(useCase) : `*${evaluationSubject(one)}*`;
  return `${one.key} ${describeTools(one)} for ${subject}, decide by ${formatDay(one.decideBy)} (${formatTimeLeft(daysBetween(today, one.decideBy))})`;
}

function answerEvaluations(
  context: PageContext,
  { useCase, category }: { readonly useCase?: string; readonly category?: Evaluation['category'] },
): Answer {
  const { register, today } = context;
  const open = listOpenEvaluations(register).filter(
    (one) =>
      (useCase === undefined || one.useCase === useCase) &&
      (category === undefined || one.category === category),
  );
  const [first] = open;
  const subject =
    useCase !== undefined
      ? ` for ${useCase}`
      : category
        ? ` for the ${categoryEntry(category).title.toLowerCase()}`
        : '';
  return {
    text: first
      ? `${formatCount(open.length, 'evaluation is open', 'evaluations are open')}${subject}: ${joinShortly(
          open.map((one) => describeEvaluation(context, one)),
          3,
          '; ',
        )}.`
      : `No tools are being evaluated${subject}.`,
    source:
      first && open.length === 1 ? fromPerson(first.openedBy, first.openedOn, first.key) : fromRecords(today),
    data: {
      open: open.map(({ key, tools, decideBy, openedBy, openedOn, ...one }) => ({
        ...{ key, tools, decideBy, openedBy, openedOn, category: one.category, useCase: one.useCase },
        isOverdue: decideBy < today,
      })),
    },
    next: first
      ? [
          offerStep({ do: 'close-evaluation', evaluation: first.key }),
          [{ page: 'decisions' }, 'All decisions'],
        ]
      : [offerStep(useCase === undefined ? { do: 'open-evaluation' } : { do: 'open-evaluation', useCase })],
    about: {
      ...(useCase === undefined ? {} : { useCase }),
      ...(category ? { category } : {}),
    },
  };
}

export const keyQuestions: readonly Entry[] = [
  question({
    key: 'api-key-owner',
    title: 'Who owns the API keys',
    examples: {
      en: [
        'who owns the api keys',
        'who is the owner of the service account',
        'whose api key do we use',
        'api key owner',
        'who is responsible for our api keys',
        'which service account holds the keys',
        'who can give me an api key',
      ],
      de: [
        'wem gehören die api schlüssel',
        'wer ist für die api keys verantwortlich',
        'wer hat das servicekonto',
      ],
      fr: ['à qui appartiennent les clés api', 'qui gère le compte de service'],
      es: ['de quién son las claves api', 'quién es responsable de la cuenta de servicio'],
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
    title: 'Rate limit of the API',
    examples: {
      en: [
        'what is our rate limit',
        'how many requests per minute may we send',
        'api rate limit',
        'are there limits on api calls',
        'what is the limit of the shared account',
      ],
      de: ['wie hoch ist unser rate limit', 'wie viele anfragen pro minute dürfen wir senden'],
      fr: ['quelle est notre limite de requêtes', 'limite de débit de l’api'],
      es: ['cuál es nuestro límite de peticiones', 'límite de llamadas a la api'],
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
    title: 'Rotation of the API keys',
    examples: {
      en: [
        'when were the api keys rotated',
        'when is the next key rotation',
        'is the key rotation overdue',
        'are our api keys too old',
        'how often do we rotate the keys',
        'last rotation of the keys',
        'who rotated the keys last',
        'key rotation due',
        'do the keys need rotating',
      ],
      de: [
        'wann wurden die api schlüssel zuletzt gewechselt',
        'wann ist die nächste schlüsselrotation',
        'ist die rotation überfällig',
      ],
      fr: ['quand les clés api ont-elles été renouvelées', 'quand est la prochaine rotation des clés'],
      es: ['cuándo se rotaron las claves api', 'cuándo toca la próxima rotación de claves'],
    },
    answer: answerRotation,
  }),
  question({
    key: 'enterprise-agreement',
    title: 'Enterprise agreement and SLA of the model provider',
    examples: {
      en: [
        'do we have an enterprise agreement',
        'do we have an enterprise contract with our model provider',
        'what is the sla of our model provider',
        'which uptime does the provider promise',
        'are we on a pilot account or an enterprise plan',
        'enterprise agreement signed?',
        'provider sla',
      ],
      de: ['haben wir einen enterprise vertrag', 'welche sla hat unser modellanbieter'],
      fr: ['avons-nous un contrat entreprise', 'quel est le sla de notre fournisseur de modèle'],
      es: ['tenemos un contrato empresarial', 'cuál es el sla de nuestro proveedor de modelos'],
    },
    answer: answerAgreement,
  }),
  question({
    key: 'evaluations',
    title: 'Tools under evaluation',
    examples: {
      en: [
        'which tools are we evaluating',
        'what is being compared right now',
        'open evaluations',
        'is anything being evaluated for {useCase}',
        'which {category} candidates are we testing',
        'are we comparing tools in parallel',
        'until when do we decide on the evaluation',
        'tool comparison for {useCase}',
      ],
      de: ['welche tools testen wir gerade', 'welche evaluierungen laufen für {category}'],
      fr: ['quels outils évaluons-nous', 'évaluations en cours pour {category}'],
      es: ['qué herramientas estamos evaluando', 'evaluaciones abiertas para {useCase}'],
    },
    takes: ['useCase', 'category'],
    answer: answerEvaluations,
  }),
];
