import { accountabilityTitles, listOpenAccountabilities } from '../../domain/ai-operations/index.ts';
import { dayOf, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { isActive, leadOf } from '../../domain/people.ts';
import { accountabilities, type Operator, type Register, settingsOf } from '../../domain/register.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import { mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Entry, question, request } from '../kit/question.ts';

const ownersOffer: Offer = [{ page: 'owners' }, 'Owners'];
const appointOffer: Offer = [{ do: 'name-operators' }];

const hasActiveOwner = (register: Register): boolean =>
  [...register.operators.keys()].some((person) => isActive(register, person));

/** Returns the day on which a person accepted the last accountability; null before the first. */
function findAcceptedOn({ register }: PageContext, { accepted }: Operator): string | null {
  const moments = Object.values(accepted);
  return moments.length === 0 ? null : dayOf(Math.max(...moments), settingsOf(register).timeZone);
}

/** Returns "accepted all three accountabilities on 13 October 2025", or what is still open. */
function describeAccepted(context: PageContext, operator: Operator): string {
  const open = listOpenAccountabilities(operator);
  const on = findAcceptedOn(context, operator);
  if (open.length === 0)
    return `accepted all three accountabilities${on === null ? '' : ` on ${formatDay(on)}`}`;
  const titles = open.map((key) => uncapitalize(accountabilityTitles[key])).join(', ');
  return open.length === accountabilities.length
    ? `was appointed on ${formatDay(operator.namedOn)} and has not accepted yet`
    : `has not accepted: ${titles}`;
}

const operatorData = (context: PageContext, operator: Operator) => ({
  person: operator.person,
  namedBy: operator.namedBy,
  namedOn: operator.namedOn,
  acceptedOn: findAcceptedOn(context, operator),
  open: listOpenAccountabilities(operator),
});

export const aiOperationsEntries: readonly Entry[] = [
  question({
    key: 'ai-operations',
    title: 'Who is in AI Operations?',
    examples: {
      en: [
        'aiops owner',
        'who owns ai operations',
        'who is our ai operations person',
        'ai operations',
        'ai operations owner',
        'why is there no ai operations owner anymore',
        'who can become ai operations',
        'who is ai operations',
        'who holds ai operations',
        'who runs ai in production',
        'who is responsible for uptime',
        'who is accountable for model versioning',
        'who is accountable for incident response',
        'who are the ai operations owners',
        'do we have ai operations',
        'who keeps our bots running',
        'who is in the ops role',
        'is the ai operations seat empty',
        'who do I call when production needs a grown-up',
        'who took over ai operations after somebody left',
        'is anyone looking after uptime at the moment',
        'who answers for incidents in general',
        'whose job is it to find a new ops person',
        'who appoints the successor in ai operations',
        'who is running ops now',
        'is ai operations vacant',
        'current ops lead',
        'who is on the hook for uptime',
      ],
      de: [
        'wer ist ai operations',
        'wer betreibt ki in produktion',
        'wer ist für die verfügbarkeit verantwortlich',
        'wer hat ai operations übernommen',
        'wer ernennt die nachfolge in ai operations',
        'ist ai operations gerade besetzt',
        'aktuell verantwortlich für ai operations',
      ],
      fr: [
        'qui est ai operations',
        'qui exploite l’ia en production',
        'qui a repris ai operations',
        'responsable actuel d’ai operations',
        'qui doit nommer le successeur d’ai operations',
      ],
      es: [
        'quién es ai operations',
        'quién opera la ia en producción',
        'quién se quedó con ai operations',
        'responsable actual de ai operations',
        'quién nombra al sucesor en ai operations',
      ],
    },
    answer: (context) => {
      const { register, today } = context;
      const operators = [...register.operators.values()];
      const [first] = operators;
      const hasActive = hasActiveOwner(register);
      const lead = leadOf(register);
      return {
        text: first
          ? joinSentences(
              !hasActive &&
                `AI Operations has no active owner.${lead === null ? '' : ` The transformation lead, ${mention(lead)}, appoints one.`}`,
              ...operators
                .slice(0, 2)
                .map(
                  (operator) =>
                    `${describePerson(register, operator.person, today)} ${describeAccepted(context, operator)}.`,
                ),
              operators.length > 2 &&
                `${formatCount(operators.length - 2, 'more is', 'more are')} appointed.`,
            )
          : 'Nobody is appointed to AI Operations yet.',
        source: first
          ? fromPerson(
              first.person,
              findAcceptedOn(context, first) ?? first.namedOn,
              `operators:${first.person}`,
            )
          : fromRecords(today),
        data: { operators: operators.slice(0, 20).map((operator) => operatorData(context, operator)) },
        next: hasActive ? [ownersOffer] : [appointOffer, ownersOffer],
        ...(first && operators.length === 1 ? { about: { person: first.person } } : {}),
      };
    },
  }),

  question({
    key: 'has-accepted',
    title: 'Has a person accepted AI Operations?',
    examples: {
      en: [
        'has {person} accepted ai operations',
        'did {person} accept',
        'when did {person} accept ai operations',
        'who appointed {person} to ai operations',
        'is {person} in ai operations',
        'have I accepted ai operations',
        'who has not accepted yet',
        'did {person} say yes to ai operations',
        'did {person} decline',
        'when did {person} turn ai operations down',
        'are all accountabilities taken',
        'are we waiting for {person} to agree to ai operations',
        'is {person} still with ai operations',
        'does {person} still hold the ops role',
        'may {person} still act for ai operations',
        'did {person} confirm the ops job',
        'has {person} agreed to run ops',
      ],
      de: [
        'hat {person} ai operations angenommen',
        'wann hat {person} angenommen',
        'wer hat noch nicht angenommen',
        'hat {person} ai operations abgelehnt',
        'ist {person} noch ai operations',
        'hat {person} zugesagt',
      ],
      fr: [
        '{person} a-t-il accepté ai operations',
        'qui n’a pas encore accepté',
        'est-ce que {person} a repris ai operations',
        '{person} est-elle encore chez ai operations',
        '{person} a-t-il dit oui',
      ],
      es: [
        'ha aceptado {person} ai operations',
        'quién no ha aceptado aún',
        'sigue {person} en ai operations',
        'ha dicho que sí {person}',
      ],
    },
    takes: ['person'],
    answer: (context, { person }) => {
      const { register, today, actor } = context;
      const waiting = [...register.operators.values()].filter(
        (one) => listOpenAccountabilities(one).length > 0,
      );
      if (person === undefined)
        return {
          text:
            waiting.length === 0
              ? register.operators.size === 0
                ? 'Nobody is appointed to AI Operations yet.'
                : 'Everybody who is appointed to AI Operations has accepted.'
              : `${listSome(waiting.map(({ person: one }) => mention(one)))} ${waiting.length === 1 ? 'has' : 'have'} not accepted yet.`,
          source: fromRecords(today),
          data: { waiting: waiting.map((operator) => operatorData(context, operator)) },
          next: [ownersOffer],
        };
      const operator = register.operators.get(person);
      return {
        text: operator
          ? joinSentences(
              `${describePerson(register, person, today)} ${describeAccepted(context, operator)}.`,
              `${mention(operator.namedBy)} appointed them on ${formatDay(operator.namedOn)}.`,
            )
          : joinSentences(
              `${mention(person)} is not appointed to AI Operations.`,
              ![...register.operators.keys()].some((one) => isActive(register, one)) &&
                'AI Operations has no active owner.',
            ),
        source: operator
          ? fromPerson(person, findAcceptedOn(context, operator) ?? operator.namedOn, `operators:${person}`)
          : fromRecords(today),
        data: { person, operator: operator ? operatorData(context, operator) : null },
        next: [
          ...(operator && person === actor.id && listOpenAccountabilities(operator).length > 0
            ? [[{ do: 'accept-accountabilities' }] as const]
            : []),
          ownersOffer,
        ],
        about: { person },
      };
    },
  }),

  question({
    key: 'accountabilities',
    title: 'What does AI Operations accept?',
    examples: {
      en: [
        'which things does ai operations accept',
        'which three things does ai operations accept',
        'what does ai operations do',
        'what are the accountabilities',
        'what do I accept as ai operations',
        'what is ai operations',
        'duties of ai operations',
        'what do you sign up for as ai operations',
        'what would I be responsible for in ai operations',
        'does an appointed person have to do something themselves',
        'does {requirement} need more than a name',
        'what does that position involve',
        'how much do I commit to with ai operations',
        'what must the successor accept',
        'which three boxes does the new ops person click',
        'what does the new person in ops have to agree to',
        'if I put {person} into ops, is that enough',
        'what does the ops job entail',
        'obligations of the person in ops',
        'what would i be signing up for in ops',
        'may somebody in ops own a use case at the same time',
        'is it a problem when ops is a side job of an owner',
        'can someone else accept the accountabilities in my name',
        'ops and owner in one person, does that break anything',
        'can my boss click the accountabilities for me',
      ],
      de: [
        'was macht ai operations',
        'welche verantwortungen hat ai operations',
        'wofür wäre ich in ai operations zuständig',
        'reicht es, jemanden für ai operations zu ernennen',
        'was muss die nachfolge in ai operations annehmen',
        'was kommt mit ai operations auf mich zu',
        'darf ai operations gleichzeitig einen use case besitzen',
        'kann jemand anders für mich die verantwortungen annehmen',
      ],
      fr: [
        'que fait ai operations',
        'quelles sont les responsabilités d’ai operations',
        'à quoi m’engage ai operations',
        'que doit accepter le successeur',
        'quelles obligations a la personne d’ai operations',
        'peut-on être ai operations et responsable d’un cas d’usage',
      ],
      es: [
        'qué hace ai operations',
        'cuáles son las responsabilidades de ai operations',
        'de qué me hago responsable en ai operations',
        'a qué me comprometo con ai operations',
        'qué tiene que aceptar el sucesor',
        'qué obligaciones tiene ai operations',
        'puede ai operations tener también un caso de uso',
      ],
    },
    takes: ['requirement', 'person'],
    answer: ({ register, today }) => ({
      text: joinSentences(
        `AI Operations runs AI in production and has three accountabilities: ${listSome(accountabilities.map((key) => uncapitalize(accountabilityTitles[key])))}.`,
        'Each person accepts them personally, one by one; nobody can do it for them. Requirement 4 is met when one active person has accepted all three.',
        'If this person also owns a use case, the verdict shows a flag, and requirement 4 does not fail.',
        !hasActiveOwner(register) && 'Today AI Operations has no active owner.',
      ),
      source: hasActiveOwner(register) ? null : fromRecords(today),
      data: { accountabilities: accountabilities.map((key) => ({ key, title: accountabilityTitles[key] })) },
      next: [ownersOffer],
    }),
  }),

  request({
    key: 'appoint-operators',
    title: 'Appoint AI Operations',
    examples: {
      en: [
        'appoint ai operations',
        'appoint {person} to ai operations',
        'make {person} ai operations',
        'put {person} in charge of ai operations',
        'we need a successor in ai operations',
        'give ai operations to {person}',
        'let {person} look after production',
        'find someone new for ai operations',
        'the ai operations owner left, name another',
        '{person} should take over ai operations',
        '{person} replaces {person} in ai operations',
        '{person} takes the vacant ops seat',
        '{person} said yes to running ops from now on',
        '{person} is the successor of {person} in ops',
        '{person} becomes ai operations instead of {person}',
        '{person} will be our new ai operations',
        '{person} is gone, i do ai operations from now on',
        'we have a new ops owner, {person}',
        '{person} is taking over from {person} in ops',
        '{person} will run production in the place of {person} from now on',
        'somebody has to succeed {person} in ai operations, {person} is willing',
      ],
      de: [
        'ai operations ernennen',
        '{person} zu ai operations ernennen',
        'nachfolge für ai operations benennen',
        'ich möchte jemanden neu für ai operations benennen',
        '{person} soll ai operations übernehmen',
        '{person} ist weg, ich mache ai operations ab jetzt selbst',
        '{person} wird ai operations statt {person}',
        '{person} rückt bei ai operations nach',
      ],
      fr: [
        'nommer ai operations',
        'nommer {person} à ai operations',
        '{person} remplace {person} chez ai operations',
        '{person} devient ai operations',
      ],
      es: [
        'nombrar ai operations',
        'nombrar a {person} para ai operations',
        '{person} sustituye a {person} en ai operations',
        '{person} será ai operations',
        'hay que poner a otra persona en ai operations en vez de {person}',
      ],
    },
    takes: ['person'],
    open: (_, { person }) => ({
      step: { do: 'name-operators' },
      ...(person === undefined ? {} : { prefilled: { people: [person] } }),
    }),
  }),

  request({
    key: 'accept-operations',
    title: 'Accept AI Operations',
    examples: {
      en: [
        'I accept ai operations',
        'accept my accountabilities',
        'I take on ai operations',
        'accept uptime and incident response',
        'yes, I will do ai operations',
        'sign my accountabilities',
        'count me in for ai operations',
        'I agree to look after production',
        'i answer for uptime',
        'you can hold me responsible for incidents and versions',
        'i say yes to the ops role',
        'i will be accountable for uptime, incidents and models',
        'i was appointed, and i agree to all three accountabilities',
        'accepting the role in ai operations',
        'uptime, incidents and model versions are my job from today',
      ],
      de: [
        'ich nehme ai operations an',
        'verantwortungen annehmen',
        'ich stehe für den betrieb gerade',
        'ich sage ja zu ai operations',
      ],
      fr: ['j’accepte ai operations', 'accepter mes responsabilités', 'je réponds de la disponibilité'],
      es: ['acepto ai operations', 'aceptar mis responsabilidades', 'respondo de la disponibilidad'],
    },
    open: () => ({ step: { do: 'accept-accountabilities' } }),
  }),
];
