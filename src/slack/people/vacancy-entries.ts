import { dayOf, formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { explainDeparture, isActive } from '../../domain/people.ts';
import { isOver, settingsOf, type UserId } from '../../domain/register.ts';
import { listAllVacancies } from '../../domain/roles.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences, listSome, sourceOfChange } from '../kit/answers.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';

const ownersOffer: Offer = [{ page: 'owners' }, 'Owners'];

/** From this number of use cases on, an owner has many. */
const many = 3;

/** The most changes that are read to find a departure. */
const readChanges = 500;

/** Answers whether a person is still a full member, since when not, and what needs a successor. */
async function answerDeparture(context: PageContext, person: UserId): Promise<Answer> {
  const { register, today } = context;
  const reason = explainDeparture(register, person);
  const change =
    reason === null
      ? undefined
      : (await context.loadLog(null, readChanges)).find(
          ({ action, id }) => id === person && (action === 'person-left' || action === 'person-became-guest'),
        );
  const on = change ? dayOf(change.at, settingsOf(register).timeZone) : null;
  const open = listAllVacancies(register).filter((one) => one.person === person);
  return {
    text:
      reason === null
        ? `${describePerson(register, person, today)} is an active member.`
        : joinSentences(
            `${mention(person)} ${reason}${on === null ? '' : ` on ${formatDay(on)}`}.`,
            open.length > 0 &&
              `Needs a successor: ${listSome([...new Set(open.map(({ role, target }) => [...new Set([role.title, escapeMrkdwn(target, 40)])].join(' of ')))], 4)}.`,
          ),
    source: change ? sourceOfChange(context, change) : fromRecords(today, `people:${person}`),
    data: { person, active: isActive(register, person), reason, on },
    next: [ownersOffer],
    about: { person },
  };
}

/** Questions about who owns what, who has left, and which roles are open. */
export const vacancyEntries: readonly Entry[] = [
  question({
    key: 'departure',
    title: 'Has a person left?',
    examples: {
      en: [
        'has {person} left',
        'since when is {person} no longer with us',
        'is {person} still around',
        'does {person} still work here',
        'is {person} gone for good',
        'on which day did {person} quit',
        'is {person} still a member of this slack',
        'was {person} turned into a guest',
        'when did {person} leave slack',
      ],
      de: [
        'ist {person} noch bei uns',
        'seit wann ist {person} weg',
        'arbeitet {person} noch hier',
        'wann ist {person} gegangen',
      ],
      fr: ['depuis quand {person} n’est plus là', '{person} a-t-elle quitté l’entreprise'],
      es: ['desde cuándo no está {person} con nosotros', 'se ha ido {person} de la empresa'],
    },
    needs: ['person'],
    answer: (context, { person }) => answerDeparture(context, person),
  }),

  question({
    key: 'owners',
    title: 'Who owns use cases?',
    examples: {
      en: [
        'is anyone on three or more use cases',
        'who owns the most use cases',
        'who are the owners',
        'list all owners',
        'who owns use cases',
        'how many owners do we have',
        'who owns most use cases',
        'who is in charge of what',
        'which people are responsible for the use cases',
        'does anybody carry too many use cases',
        'owner list',
        'who has more than one use case',
        'who looks after our ai',
        'does anybody own several use cases',
        'names next to each use case',
        'whom do i contact for which ai',
        'how is the ownership spread',
      ],
      de: [
        'wer sind die owner',
        'liste der verantwortlichen',
        'wer ist wofür zuständig',
        'wer hat mehr als einen use case',
        'welche person gehört zu welchem use case',
      ],
      fr: [
        'qui sont les responsables',
        'liste des responsables',
        'qui s’occupe de quoi',
        'qui contacter pour quelle ia',
      ],
      es: [
        'quiénes son los responsables',
        'lista de responsables',
        'quién se encarga de qué',
        'a quién contacto para cada caso',
      ],
    },
    answer: ({ register, today }) => {
      const owned = new Map<UserId, string[]>();
      for (const { owner, key, ...useCase } of register.useCases.values())
        if (!isOver({ owner, key, ...useCase })) owned.set(owner, [...(owned.get(owner) ?? []), key]);
      const owners = [...owned].sort((a, b) => b[1].length - a[1].length);
      const total = owners.reduce((sum, [, keys]) => sum + keys.length, 0);
      const busy = owners.filter(([, keys]) => keys.length >= many).length;
      return {
        text:
          owners.length === 0
            ? 'There is no open use case, so nobody owns one.'
            : joinSentences(
                `${formatCount(owners.length, 'person owns', 'people own')} ${formatCount(total, 'open use case')}: ${listSome(
                  owners.map(([owner, keys]) => `${mention(owner)} (${listSome(keys, 4)})`),
                  5,
                ).replaceAll('), ', '); ')}.`,
                busy === 0
                  ? `Nobody owns ${many} or more.`
                  : `${formatCount(busy, 'person owns', 'people own')} ${many} or more.`,
              ),
        source: fromRecords(today),
        data: {
          owners: owners.slice(0, 50).map(([owner, keys]) => ({ owner, useCases: keys.slice(0, 50) })),
        },
        next: [ownersOffer],
      };
    },
  }),

  question({
    key: 'vacancies',
    title: 'Which roles need a successor?',
    examples: {
      en: [
        'which roles are vacant',
        'which use cases have no active owner',
        'did any owner leave',
        'who left and still owns something',
        'which roles need a successor',
        'has anybody with a role left',
        'is any seat empty',
        'which jobs are orphaned',
        'who do we have to replace',
        'who has gone without a successor',
        'is anything without an owner',
        'does somebody who is gone still hold a role',
        'which positions must be filled again',
        'do we need any successors',
        'any open role',
        'is there a role that nobody fills',
        'what is left behind by people who quit',
        'do we have to hand anything to somebody new',
      ],
      de: [
        'welche rollen sind unbesetzt',
        'welche use cases haben keinen aktiven owner',
        'ist eine stelle frei',
        'für wen brauchen wir einen nachfolger',
        'welche aufgaben sind verwaist',
      ],
      fr: [
        'quels rôles sont vacants',
        'quels cas d’usage n’ont plus de responsable',
        'qui faut-il remplacer',
        'quelles fonctions sont orphelines',
      ],
      es: [
        'qué funciones están vacantes',
        'qué casos de uso no tienen responsable activo',
        'a quién hay que reemplazar',
        'qué funciones han quedado huérfanas',
      ],
    },
    answer: ({ register, today }) => {
      const vacant = listAllVacancies(register);
      const [first] = vacant;
      return {
        text: first
          ? joinSentences(
              `${formatCount(vacant.length, 'role needs', 'roles need')} a successor.`,
              `${listSome(
                vacant.map(
                  ({ person, role, target }) =>
                    `${mention(person)} ${explainDeparture(register, person) ?? 'left'} (${[...new Set([role.title, escapeMrkdwn(target, 40)])].join(', ')})`,
                ),
                3,
              ).replaceAll('), ', '); ')}.`,
            )
          : 'Every role has an active member.',
        source: fromRecords(today, ...vacant.slice(0, 5).map(({ about }) => about)),
        data: {
          vacancies: vacant
            .slice(0, 50)
            .map(({ person, role, target }) => ({ person, role: role.title, target: target.slice(0, 100) })),
        },
        next: [...(first ? [[first.step, stepTitle(first.step)] as const] : []), ownersOffer],
      };
    },
  }),
];
