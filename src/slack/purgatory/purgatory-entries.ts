import { addMonths, daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { purgatoryLimits, symptoms } from '../../domain/purgatory/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import {
  deadlineOf,
  describeDeadline,
  describeExtensions,
  isOverdue,
  listPilots,
} from '../../domain/use-cases/index.ts';
import { capitalize, formatCount, uncapitalize } from '../../domain/wording.ts';
import { joinSentences, listSome, nameUseCase, offerUseCase } from '../kit/answers.ts';
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
        'any signs of pilot purgatory here',
        'are our initiatives stalled',
        'is there a danger that we never get out of testing',
        'do we have a problem with endless pilots',
        'which of the five signs do we have',
        'are we bogged down',
        'do we only experiment',
      ],
      de: [
        'stecken wir im fegefeuer',
        'stecken wir im pilot-fegefeuer',
        'sind wir im pilot purgatory',
        'stecken wir fest',
        'welche symptome haben wir',
        'drehen wir uns mit den piloten im kreis',
        'kommen unsere piloten nie voran',
        'stagnieren unsere projekte',
        'gibt es anzeichen von pilot purgatory',
        'stecken wir in einer sackgasse',
      ],
      fr: [
        'sommes-nous au purgatoire',
        'sommes-nous bloqués dans les pilotes',
        'quels symptômes avons-nous',
        'est-ce qu’on tourne en rond avec les pilotes',
        'nos projets piétinent-ils',
        'y a-t-il des signes de purgatoire',
      ],
      es: [
        'estamos en el purgatorio',
        'estamos atascados en pilotos',
        'qué síntomas tenemos',
        'damos vueltas con los pilotos',
        'están estancados nuestros proyectos',
        'hay señales de purgatorio',
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
              : `No, we ${are} not in pilot purgatory${asOf}: no symptom, 0 of ${symptoms.length} (${symptoms.map(({ title }) => uncapitalize(title)).join('; ')}).`,
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
        'what gets the pilots moving again',
        'cure for purgatory',
        'how can we leave the testing phase behind',
      ],
      de: [
        'wie kommen wir aus dem pilot purgatory',
        'was ist der ausweg',
        'wie kommen wir da wieder raus',
        'was bringt die piloten wieder in gang',
      ],
      fr: [
        'comment sortir des pilotes sans fin',
        'quelle est la sortie',
        'comment s’en sortir',
        'comment relancer des pilotes qui piétinent',
      ],
      es: [
        'cómo salimos de los pilotos sin fin',
        'cuál es la salida',
        'cómo salimos de esto',
        'cómo desatascar los pilotos',
      ],
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
        'is anybody sitting on a decision',
        'which trial should have been settled long ago',
        'who has not decided in time',
        'are all pilots within their dates',
      ],
      de: [
        'welche piloten sind überfällig',
        'über welche piloten müssen wir entscheiden',
        'bei welchen piloten ist die frist vorbei',
        'haben wir entscheidungen verschleppt',
        'wer hat nicht rechtzeitig entschieden',
        'liegen alle piloten in der zeit',
      ],
      fr: [
        'quels pilotes sont en retard',
        'sur quels pilotes faut-il décider',
        'y a-t-il un pilote en retard',
        'qui n’a pas décidé à temps',
      ],
      es: [
        'qué pilotos están vencidos',
        'sobre qué pilotos hay que decidir',
        'hay algún piloto atrasado',
        'quién no ha decidido a tiempo',
      ],
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
        'which trial is the most ancient',
        'who has been testing for the longest',
        'do we drag an old pilot along',
      ],
      de: [
        'was ist unser ältester pilot',
        'welcher pilot läuft am längsten',
        'welcher pilot zieht sich am längsten',
        'wer testet schon am längsten',
      ],
      fr: [
        'quel est notre plus ancien pilote',
        'quel pilote dure depuis le plus longtemps',
        'qui teste depuis le plus longtemps',
      ],
      es: [
        'cuál es nuestro piloto más antiguo',
        'qué piloto lleva más tiempo',
        'quién lleva más tiempo probando',
      ],
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
];
