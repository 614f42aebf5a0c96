import { fromRecords } from '../../domain/facts.ts';
import { explainDeparture, isActive, leadOf, listOwnedUseCases } from '../../domain/people.ts';
import { isOver, settingsOf, type UserId } from '../../domain/register.ts';
import { listAllVacancies, listRolesOf } from '../../domain/roles.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences, listSome, nameUseCase, sourceOfChange } from '../kit/answers.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';

const ownersOffer: Offer = [{ page: 'owners' }, 'Owners'];

/** Answers which use cases a person owns and works on. */
function answerOwned({ register, today, actor }: PageContext, person: UserId): Answer {
  const owned = listOwnedUseCases(register, person);
  const joined = [...register.useCases.values()].filter(
    (one) => !isOver(one) && one.members.includes(person),
  );
  const who = person === actor.id ? 'You' : describePerson(register, person, today);
  const own = person === actor.id ? 'own' : 'owns';
  const [only] = owned;
  const list = owned.map((useCase) => `${nameUseCase(useCase)} (${stageWords[useCase.life.stage]})`);
  return {
    text: joinSentences(
      owned.length === 0
        ? `${who} ${own} no open use case.`
        : `${who} ${own} ${formatCount(owned.length, 'use case')}: ${listSome(list, 5, 350)}.`,
      joined.length > 0 &&
        `${person === actor.id ? 'You' : 'They'} also work on ${listSome(joined.map(nameUseCase), 3, 150)}.`,
    ),
    source: fromRecords(today, ...owned.slice(0, 5).map(({ key }) => key)),
    data: {
      person,
      owns: owned.slice(0, 50).map(({ key, name, life }) => ({ key, name, stage: life.stage })),
      worksOn: joined.slice(0, 50).map(({ key }) => key),
    },
    next: [
      person === actor.id ? [{ page: 'use-cases', args: { filter: 'mine' } }, 'My use cases'] : ownersOffer,
      ...(owned.length > 0 ? [[{ do: 'hand-over', person }, 'Reassign'] as const] : []),
    ],
    about: { person, ...(only && owned.length === 1 ? { useCase: only.key } : {}) },
  };
}

/** From this number of use cases on, an owner has many. */
const many = 3;

export const peopleEntries: readonly Entry[] = [
  question({
    key: 'owned-use-cases',
    title: 'Which use cases does a person own?',
    examples: {
      en: [
        'what does {person} own',
        'which use cases does {person} own',
        'what is {person} working on',
        'use cases of {person}',
        'does {person} own anything',
        'is {person} an owner',
        'what is on the plate of {person}',
        'how many use cases does {person} have',
        'which pilots does {person} look after',
        'what does {person} do here',
        'what else is {person} in charge of',
        'what is {person} in charge of',
      ],
      de: [
        'was gehört {person}',
        'welche use cases hat {person}',
        'woran arbeitet {person}',
        'was macht {person} alles',
        'wofür ist {person} bei den use cases zuständig',
      ],
      fr: [
        'de quoi {person} est-il responsable',
        'quels cas d’usage a {person}',
        'sur quoi travaille {person}',
      ],
      es: ['qué casos de uso tiene {person}', 'en qué trabaja {person}', 'de qué casos se encarga {person}'],
    },
    needs: ['person'],
    answer: (context, { person }) => answerOwned(context, person),
  }),

  question({
    key: 'my-use-cases',
    title: 'Which use cases do I own?',
    examples: {
      en: [
        'my use case',
        'my use cases',
        'what are my use cases',
        'which use cases do I own',
        'show my use cases',
        'what do I own',
        'my pilots',
        'which use cases am I on',
        'anything in my name',
        'what do i have on my hands',
        'what am i in charge of',
        'list my stuff',
        'do i own anything',
      ],
      de: [
        'was sind meine use cases',
        'welche anwendungsfälle gehören mir',
        'was gehört mir',
        'welche use cases laufen auf meinen namen',
      ],
      fr: ['quels sont mes cas d’usage', 'mes cas d’usage', 'qu’est-ce qui est à mon nom'],
      es: ['cuáles son mis casos de uso', 'mis casos de uso', 'qué tengo a mi nombre'],
    },
    suggest: ({ register, actor }) =>
      listOwnedUseCases(register, actor.id).length === 0
        ? null
        : { title: 'My use cases', message: 'What are my use cases?', rank: 20 },
    answer: (context) => answerOwned(context, context.actor.id),
  }),

  question({
    key: 'roles-of-person',
    title: 'Which roles does a person have?',
    examples: {
      en: [
        'what is {person} responsible for',
        'which roles does {person} have',
        'what is the role of {person}',
        'who is {person}',
        'what happens if {person} leaves',
        'what am I responsible for',
        'which roles do I have',
        'what hats does {person} wear',
        'what would we lose if {person} quit',
        'everything that depends on {person}',
        'what job does {person} do here',
        'what would break if {person} left',
        'what depends on {person}',
      ],
      de: [
        'wofür ist {person} verantwortlich',
        'welche rollen hat {person}',
        'wer ist {person}',
        'was hängt alles an {person}',
        'welche aufgaben hat {person}',
      ],
      fr: ['quels rôles a {person}', 'qui est {person}', 'qu’est-ce qui dépend de {person}'],
      es: ['qué funciones tiene {person}', 'quién es {person}', 'qué depende de {person}'],
    },
    takes: ['person'],
    answer: ({ register, today, actor }, { person = actor.id }) => {
      const found = listRolesOf(register, person).map(
        ({ role, target }) => `${role.verb} ${escapeMrkdwn(target, 60)}`,
      );
      const roles = [...new Set(found)];
      return {
        text:
          roles.length === 0
            ? `${describePerson(register, person, today)} has no role.`
            : `${describePerson(register, person, today)} ${listSome(roles, 6)}.`,
        source: fromRecords(today, `people:${person}`),
        data: { person, roles: roles.slice(0, 50), active: isActive(register, person) },
        next: [ownersOffer],
        about: { person },
      };
    },
  }),

  question({
    key: 'transformation-lead',
    title: 'Who is the transformation lead?',
    examples: {
      en: [
        'who is the transformation lead',
        'who leads the ai program',
        'who is the lead',
        'who decides about ai here',
        'who is in charge of ai',
        'is {person} the lead',
        'who runs the ai program',
        'who is the boss of all this',
        'who answers to the board about ai',
        'who steers this',
        'since when is {person} the lead',
        'who is running the transformation',
        'who is in the lead for ai',
      ],
      de: [
        'wer leitet das ki-programm',
        'wer ist der transformation lead',
        'wer hat bei ki das sagen',
        'wer ist hier der chef für ki',
      ],
      fr: ['qui dirige le programme ia', 'qui est le responsable de la transformation', 'qui pilote tout ça'],
      es: [
        'quién dirige el programa de ia',
        'quién es el líder de la transformación',
        'quién manda en ia',
        'quién lleva el programa de ia',
      ],
    },
    takes: ['person'],
    answer: async (context, { person }) => {
      const { register, today } = context;
      const { leads } = settingsOf(register);
      const change = (await context.loadLog(null, 500)).find(
        ({ entity, before, after }) =>
          entity === 'settings' &&
          JSON.stringify((before as { leads?: unknown } | null)?.leads) !==
            JSON.stringify((after as { leads?: unknown } | null)?.leads),
      );
      const named = listSome(
        leads.map((lead) => describePerson(register, lead, today)),
        4,
      );
      return {
        text: joinSentences(
          person !== undefined &&
            leads.length > 0 &&
            !leads.includes(person) &&
            `${mention(person)} is not the transformation lead.`,
          leads.length === 0
            ? 'There is no transformation lead yet. A Slack admin appoints one in the settings.'
            : `${leads.length === 1 ? 'The transformation lead is' : 'The transformation leads are'} ${named}.`,
        ),
        source: change ? sourceOfChange(context, change) : fromRecords(today, 'settings:settings'),
        data: { leads, active: leadOf(register) },
        next:
          leads.length === 0
            ? [[{ do: 'change-settings' }], [{ page: 'settings' }, 'Settings']]
            : [ownersOffer],
        ...(leads.length === 1 && leads[0] !== undefined ? { about: { person: leads[0] } } : {}),
      };
    },
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
      ],
      de: [
        'wer sind die owner',
        'liste der verantwortlichen',
        'wer ist wofür zuständig',
        'wer hat mehr als einen use case',
      ],
      fr: ['qui sont les responsables', 'liste des responsables', 'qui s’occupe de quoi'],
      es: ['quiénes son los responsables', 'lista de responsables', 'quién se encarga de qué'],
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
      ],
      de: [
        'welche rollen sind unbesetzt',
        'welche use cases haben keinen aktiven owner',
        'ist eine stelle frei',
        'für wen brauchen wir einen nachfolger',
      ],
      fr: [
        'quels rôles sont vacants',
        'quels cas d’usage n’ont plus de responsable',
        'qui faut-il remplacer',
      ],
      es: [
        'qué funciones están vacantes',
        'qué casos de uso no tienen responsable activo',
        'a quién hay que reemplazar',
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
