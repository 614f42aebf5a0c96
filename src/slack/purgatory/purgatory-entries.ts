import { addMonths, daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { categoryEntry, evaluationSubject, listOpenEvaluations } from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import { purgatoryLimits, symptoms } from '../../domain/purgatory/index.ts';
import type { Evaluation } from '../../domain/register.ts';
import { stepTitle } from '../../domain/subjects.ts';
import {
  deadlineOf,
  describeDeadline,
  describeExtensions,
  isOverdue,
  listPilots,
} from '../../domain/use-cases/index.ts';
import { capitalize, formatCount, uncapitalize } from '../../domain/wording.ts';
import { escapeShort, joinSentences, listSome, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { formatOwner } from '../kit/gaps.ts';
import { type Entry, question } from '../kit/question.ts';

const purgatoryOffer: Offer = [{ page: 'purgatory' }, 'Pilot purgatory'];

export const purgatoryEntries: readonly Entry[] = [
  question({
    key: 'purgatory',
    title: 'Are we in pilot purgatory?',
    covers: ['way-out'],
    examples: {
      en: [
        'what are the symptoms of purgatory',
        'what are the five symptoms of pilot purgatory',
        'were we in pilot purgatory on {day}',

        'signs of purgatory',
        'are we in pilot purgatory',
        'were we in purgatory on {day}',
        'which symptoms of pilot purgatory do we have',
        'are we stuck',
        'how many symptoms do we have',
        'is the team worn out',
        'why do our pilots go nowhere',
        'are we going in circles',
        'do our pilots lead anywhere',
        'is everything stuck in pilot mode',
        'pilot purgatory check',
        'are we piloting for the sake of piloting',
        'do we just pile up pilots',
        'any red flags with the pilots',
      ],
      de: [
        'stecken wir im fegefeuer',
        'stecken wir im pilot-fegefeuer',
        'sind wir im pilot purgatory',
        'stecken wir fest',
        'welche symptome haben wir',
        'drehen wir uns mit den piloten im kreis',
        'kommen unsere piloten nie voran',
      ],
      fr: [
        'sommes-nous au purgatoire',
        'sommes-nous bloqués dans les pilotes',
        'quels symptômes avons-nous',
        'est-ce qu’on tourne en rond avec les pilotes',
      ],
      es: [
        'estamos en el purgatorio',
        'estamos atascados en pilotos',
        'qué síntomas tenemos',
        'damos vueltas con los pilotos',
      ],
    },
    suggest: ({ assessment: { purgatory } }) =>
      purgatory.stuck
        ? { title: 'Are we in pilot purgatory?', message: 'Are we in pilot purgatory?', rank: 50 }
        : null,
    takes: ['day'],
    answer: async (context, { day }) => {
      const past = day !== undefined && day < context.today ? day : null;
      const { assessment, today } = past === null ? context.readiness : await context.loadAsOf(past);
      const { present, stuck, waysOut } = assessment.purgatory;
      const asOf = past === null ? '' : `, as of ${formatDay(past)}`;
      const [first] = present;
      const [wayOut] = waysOut;
      const [are, have] = past === null ? ['are', 'have'] : ['were', 'had'];
      return {
        text: joinSentences(
          stuck
            ? `Yes, we ${are} in pilot purgatory${asOf}, with ${present.length} of ${symptoms.length} symptoms.`
            : first
              ? `No, we ${are} not in pilot purgatory${asOf}: we ${have} 1 of ${symptoms.length} symptoms, and it takes ${purgatoryLimits.symptoms}.`
              : `No, we ${are} not in pilot purgatory${asOf}: we ${have} none of the ${symptoms.length} symptoms (${symptoms.map(({ title }) => uncapitalize(title)).join('; ')}).`,
          first &&
            `${capitalize(present.map(({ title, evidence }) => `${uncapitalize(title)} (${escapeMrkdwn(evidence[0] ?? '', 90)})`).join('; '))}.`,
          past === null &&
            wayOut &&
            `First way out: ${escapeMrkdwn(wayOut.text, 150)}${formatOwner(wayOut.owner)}.`,
        ),
        source: fromRecords(today),
        data: {
          stuck,
          symptoms: present.map(({ key, title, evidence }) => ({
            key,
            title,
            evidence: evidence.slice(0, 10),
          })),
        },
        next: [
          ...(wayOut && past === null ? [[wayOut.step, stepTitle(wayOut.step)] as const] : []),
          purgatoryOffer,
        ],
      };
    },
  }),

  question({
    key: 'way-out',
    title: 'How do we get out of pilot purgatory?',
    examples: {
      en: [
        'how do we get out of pilot purgatory',
        'what is the way out',
        'how do we stop piloting forever',
        'what should we decide first',
        'how do we break the cycle',
        'how do we get unstuck',
        'how do we stop going round in circles',
        'what would help us finish pilots',
      ],
      de: ['wie kommen wir aus dem pilot purgatory', 'was ist der ausweg', 'wie kommen wir da wieder raus'],
      fr: ['comment sortir des pilotes sans fin', 'quelle est la sortie', 'comment s’en sortir'],
      es: ['cómo salimos de los pilotos sin fin', 'cuál es la salida', 'cómo salimos de esto'],
    },
    answer: ({ assessment: { purgatory }, today }) => {
      const { waysOut } = purgatory;
      const [first, second] = waysOut;
      return {
        text: first
          ? joinSentences(
              'The way out is a decision, not more evaluation.',
              `First: ${escapeMrkdwn(first.text, 200)}${formatOwner(first.owner)}.`,
              second && `Then: ${escapeMrkdwn(second.text, 150)}${formatOwner(second.owner)}.`,
            )
          : 'We have no symptom of pilot purgatory, so no way out is needed.',
        source: fromRecords(today),
        data: { waysOut: waysOut.slice(0, 10).map(({ text, owner }) => ({ text, owner })) },
        next: [...(first ? [[first.step, stepTitle(first.step)] as const] : []), purgatoryOffer],
      };
    },
  }),

  question({
    key: 'overdue-pilots',
    title: 'Which pilots are overdue?',
    examples: {
      en: [
        'which pilots are overdue',
        'is any pilot past its deadline',
        'which pilots need a decision',
        'which decisions are late',
        'what do we have to decide next',
        'which pilots are due next',
        'pilots past their decide-by date',
        'anything I should have decided by now',
        'which pilots have run past their end',
        'any pilot that missed its date',
        'are we late with any decision',
        'which pilots should have ended',
        'are there pilots nobody has decided on',
        'which decisions are coming up',
      ],
      de: [
        'welche piloten sind überfällig',
        'über welche piloten müssen wir entscheiden',
        'bei welchen piloten ist die frist vorbei',
        'haben wir entscheidungen verschleppt',
      ],
      fr: [
        'quels pilotes sont en retard',
        'sur quels pilotes faut-il décider',
        'y a-t-il un pilote en retard',
      ],
      es: ['qué pilotos están vencidos', 'sobre qué pilotos hay que decidir', 'hay algún piloto atrasado'],
    },
    answer: ({ register, today }) => {
      const pilots = [...listPilots(register)].sort((a, b) =>
        deadlineOf(a.charter).localeCompare(deadlineOf(b.charter)),
      );
      const overdue = pilots.filter(({ charter }) => isOverdue(charter, today));
      const [first] = pilots;
      const describe = ({ useCase, charter }: (typeof pilots)[number]) =>
        `${nameUseCase(useCase)}, ${describeDeadline(charter, today)}`;
      return {
        text: !first
          ? 'There are no pilots.'
          : overdue.length > 0
            ? `${formatCount(overdue.length, 'pilot is', 'pilots are')} overdue: ${listSome(overdue.map(describe), 3).replaceAll(', *', '; *')}.`
            : joinSentences('No pilot is overdue.', `Next: ${describe(first)}.`),
        source: fromRecords(today, ...overdue.slice(0, 5).map(({ useCase }) => useCase.key)),
        data: {
          overdue: overdue
            .slice(0, 50)
            .map(({ useCase, charter }) => ({ useCase: useCase.key, due: deadlineOf(charter) })),
          next: first ? { useCase: first.useCase.key, due: deadlineOf(first.charter) } : null,
        },
        next: first
          ? [
              [{ do: 'decide-pilot', useCase: first.useCase.key }],
              [{ page: 'use-cases', args: { filter: 'pilot' } }, 'Pilots'],
            ]
          : [[{ do: 'register-use-case', stage: 'pilot' }]],
        ...(first ? { about: { useCase: first.useCase.key } } : {}),
      };
    },
  }),

  question({
    key: 'oldest-pilot',
    title: 'What is our oldest pilot?',
    examples: {
      en: [
        'what is our oldest pilot',
        'which pilot has been running longest',
        'how long have our pilots been running',
        'is any pilot older than a year',
        'which pilot was extended most',
        'longest-running pilot',
        'which pilot drags on',
        'which pilot did we start first',
      ],
      de: [
        'was ist unser ältester pilot',
        'welcher pilot läuft am längsten',
        'welcher pilot zieht sich am längsten',
      ],
      fr: ['quel est notre plus ancien pilote', 'quel pilote dure depuis le plus longtemps'],
      es: ['cuál es nuestro piloto más antiguo', 'qué piloto lleva más tiempo'],
    },
    answer: ({ register, today }) => {
      const pilots = [...listPilots(register)].sort((a, b) =>
        a.charter.startedOn.localeCompare(b.charter.startedOn),
      );
      const [oldest] = pilots;
      if (!oldest)
        return {
          text: 'There are no pilots.',
          source: fromRecords(today),
          data: { pilots: [] },
          next: [[{ page: 'use-cases' }, 'Use cases']],
        };
      const { useCase, charter } = oldest;
      const extended = describeExtensions(charter);
      const year = pilots.filter((one) => addMonths(one.charter.startedOn, 12) <= today).length;
      return {
        text: joinSentences(
          `The oldest pilot is ${nameUseCase(useCase)}: it has run since ${formatDay(charter.startedOn)} (${formatCount(Math.max(0, daysBetween(charter.startedOn, today)), 'day')}).`,
          extended !== '' && `It was ${extended}.`,
          year > 0 && `${formatCount(year, 'pilot has', 'pilots have')} run for 12 months or more.`,
        ),
        source: fromRecords(today, useCase.key),
        data: {
          pilots: pilots.slice(0, 20).map((one) => ({
            useCase: one.useCase.key,
            startedOn: one.charter.startedOn,
            extensions: one.charter.extensions.length,
          })),
        },
        next: [[{ do: 'decide-pilot', useCase: useCase.key }], offerUseCase(useCase.key)],
        about: { useCase: useCase.key },
      };
    },
  }),

  question({
    key: 'tools-compared',
    title: 'Which tools are we comparing?',
    examples: {
      en: [
        'are two tools being compared somewhere',
        'which tools are being compared',
        'which tools are we comparing',
        'which evaluations are open',
        'are we evaluating several tools for the same thing',
        'which tools do we compare for {category}',
        'is any evaluation overdue',
        'who compares {tool}',
        'is {tool} under evaluation',
        'any bake-offs going on',
        'are we trying two things for the same job',
        'any side-by-side tests',
        'are we still shopping around for {category}',
        'any open comparisons',
        'is somebody testing {tool} against something',
      ],
      de: [
        'welche tools vergleichen wir',
        'welche evaluierungen laufen',
        'wird {tool} gerade evaluiert',
        'testen wir mehrere tools gleichzeitig',
      ],
      fr: [
        'quels outils comparons-nous',
        'quelles évaluations sont en cours',
        'teste-t-on plusieurs outils à la fois',
      ],
      es: [
        'qué herramientas comparamos',
        'qué evaluaciones están abiertas',
        'estamos probando varias herramientas a la vez',
      ],
    },
    takes: ['category', 'tool'],
    answer: ({ register, today }, { category, tool }) => {
      const open = listOpenEvaluations(register).filter(
        (one) =>
          (category === undefined || one.category === category) &&
          (tool === undefined || one.tools.some((name) => isSameToolIn(register, name, tool))),
      );
      const overdue = open.filter(({ decideBy }) => decideBy < today);
      const describe = ({ key, tools, decideBy, ...one }: Evaluation) =>
        `${key} ${escapeMrkdwn(evaluationSubject({ key, tools, decideBy, ...one }), 40)}: ${escapeMrkdwn(tools.slice(0, 4).join(', '), 80)}, decide by ${formatDay(decideBy)}`;
      const [first] = open;
      return {
        text: first
          ? joinSentences(
              `${formatCount(open.length, 'evaluation is', 'evaluations are')} open.`,
              `${open.slice(0, 3).map(describe).join('; ')}.`,
              overdue.length > 0 && `${formatCount(overdue.length, 'is', 'are')} overdue.`,
            )
          : tool === undefined
            ? category === undefined
              ? 'No evaluation of tools is open.'
              : `No evaluation is open for ${uncapitalize(categoryEntry(category).title)}.`
            : `No open evaluation compares ${escapeShort(tool, 60)}.`,
        source:
          first && open.length === 1
            ? fromPerson(first.openedBy, first.openedOn, first.key)
            : fromRecords(today, ...open.slice(0, 5).map(({ key }) => key)),
        data: {
          evaluations: open.slice(0, 20).map(({ key, tools, decideBy, category: one, useCase }) => ({
            ...{ key, decideBy, useCase, category: one },
            tools: tools.slice(0, 10),
          })),
          overdue: overdue.length,
        },
        next: [
          ...(first ? [[{ do: 'close-evaluation', evaluation: first.key }] as const] : []),
          purgatoryOffer,
        ],
      };
    },
  }),
];
