import { daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import { categoryEntry, listCommitments, listOpenEvaluations } from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import type { Decision } from '../../domain/register.ts';
import { findVendor } from '../../domain/vendors/index.ts';
import { formatCount, formatTimeLeft } from '../../domain/wording.ts';
import { formatUseCase, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { describeTools } from './evaluation-forms.ts';

const sourceOf = ({ decidedBy, decidedOn, proposedOn, key }: Decision): Provenance =>
  fromPerson(decidedBy, decidedOn ?? proposedOn, key);

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

/** Questions about the agreement with the model provider, and about tools under evaluation. */
export const providerQuestions: readonly Entry[] = [
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
        'is our contract with {vendor} a business one',
        'which availability is in the contract',
        'have we got more than a trial account',
      ],
      de: [
        'haben wir einen enterprise vertrag',
        'welche sla hat unser modellanbieter',
        'was garantiert uns {vendor}',
        'welchen tarif haben wir bei {vendor}',
        'welche verfügbarkeit steht im vertrag mit {vendor}',
      ],
      fr: [
        'avons-nous un contrat entreprise',
        'quel est le sla de notre fournisseur de modèle',
        'que nous garantit {vendor}',
        'quelle formule avons-nous chez {vendor}',
        'quelle disponibilité prévoit le contrat avec {vendor}',
      ],
      es: [
        'tenemos un contrato empresarial',
        'cuál es el sla de nuestro proveedor de modelos',
        'qué nos garantiza {vendor}',
        'qué plan tenemos con {vendor}',
        'qué disponibilidad prevé el contrato con {vendor}',
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
        'which products are on test for {useCase}',
        'does {useCase} weigh up several products',
      ],
      de: [
        'welche tools testen wir für {useCase}',
        'evaluierungen für {useCase}',
        'wird für {useCase} gerade etwas verglichen',
        'welche produkte probiert {useCase} gerade aus',
      ],
      fr: [
        'quels outils évaluons-nous pour {useCase}',
        'évaluations pour {useCase}',
        'que teste-t-on pour {useCase}',
        'quels produits essaie {useCase}',
      ],
      es: [
        'qué herramientas evaluamos para {useCase}',
        'evaluaciones abiertas para {useCase}',
        'qué estamos probando para {useCase}',
        'qué productos prueba {useCase}',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerEvaluations(context, useCase),
  }),
  question({
    key: 'close-evaluation',
    title: 'Close an evaluation of tools',
    wording: 'request',
    covers: ['tools-compared'],
    examples: {
      en: [
        'close the evaluation',
        'we are done comparing tools',
        'end the comparison of {tool}',
        'the bake-off is over, we have a winner',
        'finish the evaluation of {tool}',
        'no need to compare any longer',
        'we know which product is better, wrap up the comparison',
        'stop testing {tool} against the other one',
        'the comparison is over, {tool} came out ahead',
        'evaluation finished, we stay with {tool}',
        'we are done testing {tool} and keep what we have',
        'end the comparison without a winner',
        '{tool} against {tool} is over',
      ],
      de: [
        'evaluierung abschließen',
        'der vergleich ist vorbei, bitte schließen',
        'wir vergleichen nicht mehr',
      ],
      fr: ['clore l’évaluation', 'la comparaison des outils est finie'],
      es: ['cerrar la evaluación', 'ya terminamos de comparar las herramientas'],
    },
    takes: ['tool', 'useCase'],
    answer: ({ register, today }, { tool, useCase }) => {
      const open = listOpenEvaluations(register).filter(
        (one) =>
          (useCase === undefined || one.useCase === useCase) &&
          (tool === undefined || one.tools.some((name) => isSameToolIn(register, name, tool))),
      );
      const words = open.map(
        (one) => `${one.key} ${describeTools(one)}, decide by ${formatDay(one.decideBy)}`,
      );
      return {
        text:
          open.length === 0
            ? `No evaluation of ${tool === undefined ? 'tools' : escapeMrkdwn(tool, 60)} is open, so there is nothing to close.`
            : `Press the button to close it with its result: ${joinShortly(words, 2, '; ')}.`,
        source: fromRecords(today, ...open.slice(0, 5).map(({ key }) => key)),
        data: { open: open.slice(0, 20).map(({ key }) => key) },
        next: open.slice(0, 2).map(({ key }) => offerStep({ do: 'close-evaluation', evaluation: key })),
      };
    },
  }),
];
