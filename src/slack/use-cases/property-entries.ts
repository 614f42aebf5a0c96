import { fromRecords } from '../../domain/facts.ts';
import { isOver, type UseCase } from '../../domain/register.ts';
import { countReached } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { escapeShort, joinSentences, listSome, nameUseCases, offerUseCase } from '../kit/answers.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';

/** Answers which open use cases have a property. */
function answerWith(
  { register, today }: PageContext,
  has: (useCase: UseCase) => boolean,
  [one, several]: readonly [one: string, several: string],
  unstated: (useCase: UseCase) => boolean = () => false,
): Answer {
  const open = [...register.useCases.values()].filter((useCase) => !isOver(useCase));
  const found = open.filter(has);
  const unknown = open.filter(unstated);
  const [first] = found;
  return {
    text:
      open.length === 0
        ? 'No open use case is registered.'
        : joinSentences(
            first
              ? `${formatCount(found.length, 'open use case', 'open use cases')} ${found.length === 1 ? one : several}: ${nameUseCases(found)}.`
              : `No open use case ${one}.`,
            unknown.length > 0 && `The data of ${listSome(unknown.map(({ key }) => key))} is not stated.`,
          ),
    source: fromRecords(today, ...found.slice(0, 5).map(({ key }) => key)),
    data: {
      useCases: found.slice(0, 50).map(({ key, name }) => ({ key, name })),
      notStated: unknown.slice(0, 50).map(({ key }) => key),
    },
    next: [
      ...(first && found.length === 1 ? [offerUseCase(first.key)] : []),
      [{ page: 'use-cases' }, 'Use cases'],
    ],
    ...(first && found.length === 1 ? { about: { useCase: first.key } } : {}),
  };
}

const isUnstated = ({ data }: UseCase): boolean => data.length === 0;

export const propertyEntries: readonly Entry[] = [
  question({
    key: 'use-cases-with-personal-data',
    title: 'Which use cases touch personal data?',
    examples: {
      en: [
        'which use cases touch personal data',
        'where do we process personal data with ai',
        'which use cases use customer data',
        'use cases with personal data',
        'which ai handles private information',
        'which of our bots see customer names',
        'where do personal details go into ai',
        'which ai sees pii',
        'which ai applications fall under the gdpr',
        'does any ai process employee data',
      ],
      de: [
        'welche use cases nutzen personenbezogene daten',
        'wo verarbeiten wir personendaten mit ki',
        'welche bots sehen kundennamen',
        'welche anwendungen verarbeiten kundendaten',
      ],
      fr: [
        'quels cas d’usage traitent des données personnelles',
        'où traitons-nous des données personnelles',
        'quelle ia traite des données de clients',
      ],
      es: [
        'qué casos de uso tratan datos personales',
        'dónde tratamos datos personales',
        'qué ia trata datos de clientes',
      ],
    },
    answer: (context) =>
      answerWith(
        context,
        ({ data }) => data.includes('personal'),
        ['touches personal data', 'touch personal data'],
        isUnstated,
      ),
  }),

  question({
    key: 'use-cases-with-confidential-data',
    title: 'Which use cases touch confidential data?',
    examples: {
      en: [
        'which use cases see confidential data',
        'which use cases touch confidential data',
        'which use cases use company secrets',
        'use cases with company-confidential data',
        'which ai sees internal documents',
        'which bots read company secrets',
        'where do internal documents go into ai',
        'anything with confidential stuff',
      ],
      de: [
        'welche use cases nutzen vertrauliche daten',
        'welche ki sieht interne dokumente',
        'welche bots lesen firmengeheimnisse',
      ],
      fr: ['quels cas d’usage traitent des données confidentielles', 'quelle ia voit des documents internes'],
      es: ['qué casos de uso tratan datos confidenciales', 'qué ia ve documentos internos'],
    },
    answer: (context) =>
      answerWith(
        context,
        ({ data }) => data.includes('company-confidential'),
        ['touches company-confidential data', 'touch company-confidential data'],
        isUnstated,
      ),
  }),

  question({
    key: 'use-cases-with-retrieval',
    title: 'Which use cases use retrieval?',
    examples: {
      en: [
        'which use cases use retrieval',
        'which use cases search documents',
        'which use cases need a vector database',
        'which use cases use rag',
        'which bots look things up',
        'what reads our wiki',

        'which bots answer from documents',
      ],
      de: ['welche use cases nutzen retrieval', 'welche use cases durchsuchen dokumente'],
      fr: ['quels cas d’usage font de la recherche documentaire', 'quels cas d’usage utilisent le rag'],
      es: ['qué casos de uso buscan en documentos', 'qué casos de uso usan rag'],
    },
    answer: (context) => {
      const answer = answerWith(context, ({ retrieval }) => retrieval, ['uses retrieval', 'use retrieval']);
      const tools = [...context.register.useCases.values()]
        .filter((useCase) => useCase.retrieval && !isOver(useCase))
        .flatMap(({ stack }) => stack['vector-database'] ?? []);
      return {
        ...answer,
        text: joinSentences(
          answer.text,
          tools.length > 0 &&
            `In use as vector database: ${listSome(
              [...new Set(tools)].map((tool) => escapeShort(tool, 40)),
              4,
            )}.`,
        ),
      };
    },
  }),

  question({
    key: 'use-cases-of-team',
    title: 'Which use cases does a team have?',
    examples: {
      en: [
        'which use cases does the {words} team have',
        'use cases of the {words} team',
        'what ai does the {words} department use',
        'what is the {words} team doing with ai',
        'which use cases are for team {words}',
      ],
      de: ['welche use cases hat das team {words}', 'welche ki nutzt die abteilung {words}'],
      fr: ['quels cas d’usage a l’équipe {words}', 'quelle ia utilise le service {words}'],
      es: ['qué casos de uso tiene el equipo {words}', 'qué ia usa el departamento {words}'],
    },
    needs: ['words'],
    answer: (context, { words }) => {
      const wanted = words.toLowerCase().trim();
      const isTeam = ({ team }: UseCase) => wanted !== '' && team.toLowerCase().includes(wanted);
      const name = escapeShort(words, 40);
      return answerWith(context, isTeam, [`is for the team "${name}"`, `are for the team "${name}"`]);
    },
  }),

  question({
    key: 'pilot-outcomes',
    title: 'How many pilots made it to production?',
    examples: {
      en: [
        'how many pilots made it to production',
        'how many pilots failed',
        'what happened to our pilots',
        'how many pilots were stopped',
        'success rate of our pilots',
        'how many pilots ended well',
        'what became of the pilots',
        'hit rate of our pilots',
        'do pilots ever make it here',
        'how many pilots died',
        'share of pilots that became real',
        'how many trials ended up in production',
        'do our experiments turn into anything',
      ],
      de: [
        'wie viele piloten haben es in die produktion geschafft',
        'was wurde aus unseren piloten',
        'schaffen es unsere piloten je in den betrieb',
        'wie viele versuche wurden produktiv',
      ],
      fr: [
        'combien de pilotes sont passés en production',
        'que sont devenus nos pilotes',
        'combien d’essais ont abouti',
      ],
      es: [
        'cuántos pilotos llegaron a producción',
        'qué pasó con nuestros pilotos',
        'cuántas pruebas llegaron a buen puerto',
      ],
    },
    answer: ({ register, today }) => {
      const pilots = [...register.useCases.values()].filter(
        ({ life }) => 'charter' in life && life.charter !== null,
      );
      const at = (stage: UseCase['life']['stage']) =>
        pilots.filter(({ life }) => life.stage === stage).length;
      const [running, live, stopped, retired] = [at('pilot'), at('production'), at('stopped'), at('retired')];
      return {
        text:
          pilots.length === 0
            ? 'No pilot is recorded yet.'
            : `${live + retired} of ${formatCount(pilots.length, 'pilot')} made it to production. Today: ${live} in production, ${running} in pilot, ${stopped} stopped, ${retired} retired.`,
        source: fromRecords(today),
        data: { pilots: pilots.length, production: live, pilot: running, stopped, retired },
        next: [[{ page: 'use-cases' }, 'Use cases']],
      };
    },
  }),

  question({
    key: 'reach-overall',
    title: 'How many people do our use cases reach?',
    examples: {
      en: [
        'how many people do our use cases reach',
        'how many people have ai available',
        'how many users do we have in total',
        'how many people is ai deployed to',
        'how many colleagues have one of our bots',
        'overall reach',
        'how many seats in total',
        'how much of the workforce works with ai',
        'sum of all people who have access to ai',
      ],
      de: [
        'wie viele leute erreichen unsere use cases',
        'an wie viele ist ki ausgerollt',
        'wie viele kollegen haben ki',
        'wie viele in der belegschaft arbeiten mit ki',
      ],
      fr: [
        'combien de personnes touchent nos cas d’usage',
        'combien d’utilisateurs avons-nous au total',
        'combien de salariés ont accès à l’ia',
      ],
      es: [
        'a cuántas personas llegan nuestros casos de uso',
        'cuántos usuarios tenemos en total',
        'cuántos empleados tienen acceso a la ia',
      ],
    },
    answer: ({ register, today }) => {
      const all = [...register.useCases.values()];
      const live = all.filter(({ life }) => life.stage === 'production');
      const pilots = all.filter(({ life }) => life.stage === 'pilot');
      const sum = (useCases: readonly UseCase[], of: (useCase: UseCase) => number) =>
        useCases.reduce((total, useCase) => total + of(useCase), 0);
      const deployed = sum(live, countReached);
      const intended = sum(live, ({ intendedUsers }) => intendedUsers);
      const volunteers = sum(pilots, countReached);
      return {
        text:
          live.length + pilots.length === 0
            ? 'No use case is in pilot or in production.'
            : joinSentences(
                live.length > 0 &&
                  `${formatCount(live.length, 'use case', 'use cases')} in production: deployed to ${deployed.toLocaleString('en')} of ${formatCount(intended, 'intended user')}.`,
                pilots.length > 0 &&
                  `${formatCount(pilots.length, 'pilot')}: ${formatCount(volunteers, 'volunteer')}.`,
                live.length + pilots.length > 1 && 'A person with several use cases is counted in each.',
              ),
        source: fromRecords(today),
        data: { production: live.length, deployed, intended, pilots: pilots.length, volunteers },
        next: [[{ page: 'use-cases' }, 'Use cases']],
      };
    },
  }),
];
