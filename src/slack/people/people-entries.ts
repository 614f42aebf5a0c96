import { fromRecords } from '../../domain/facts.ts';
import { isActive, leadOf, listOwnedUseCases } from '../../domain/people.ts';
import { isOver, settingsOf, type UserId } from '../../domain/register.ts';
import { listRolesOf } from '../../domain/roles.ts';
import { stageWords } from '../../domain/use-cases/index.ts';
import { formatCount } from '../../domain/wording.ts';
import { joinSentences, listSome, nameUseCase, sourceOfChange } from '../kit/answers.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { vacancyEntries } from './vacancy-entries.ts';

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

export const peopleEntries: readonly Entry[] = [
  ...vacancyEntries,
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
        'which ai does {person} run',
        'what falls on {person}',
        'which of them are with {person}',
      ],
      de: [
        'was gehört {person}',
        'welche use cases hat {person}',
        'woran arbeitet {person}',
        'was macht {person} alles',
        'wofür ist {person} bei den use cases zuständig',
        'was läuft bei {person}',
      ],
      fr: [
        'de quoi {person} est-il responsable',
        'quels cas d’usage a {person}',
        'sur quoi travaille {person}',
        'que pilote {person}',
      ],
      es: [
        'qué casos de uso tiene {person}',
        'en qué trabaja {person}',
        'de qué casos se encarga {person}',
        'qué casos lleva {person}',
      ],
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
        'am i an owner of anything',
        'which ones am i answerable for',
        'what is on my plate as owner',
      ],
      de: [
        'was sind meine use cases',
        'welche anwendungsfälle gehören mir',
        'was gehört mir',
        'welche use cases laufen auf meinen namen',
        'wofür bin ich owner',
      ],
      fr: [
        'quels sont mes cas d’usage',
        'mes cas d’usage',
        'qu’est-ce qui est à mon nom',
        'de quoi suis-je responsable',
      ],
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
        'can we do without {person}',
        'what do i need {person} for',
        'which duties does {person} have',
        'what functions does {person} hold',
      ],
      de: [
        'wofür ist {person} verantwortlich',
        'welche rollen hat {person}',
        'wer ist {person}',
        'was hängt alles an {person}',
        'welche aufgaben hat {person}',
        'wozu brauchen wir {person}',
      ],
      fr: [
        'quels rôles a {person}',
        'qui est {person}',
        'qu’est-ce qui dépend de {person}',
        'quelles fonctions occupe {person}',
      ],
      es: [
        'qué funciones tiene {person}',
        'quién es {person}',
        'qué depende de {person}',
        'para qué necesitamos a {person}',
      ],
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
        'head of ai',
        'whom do i escalate to in the program',
        'name of the lead for my slides',
      ],
      de: [
        'wer leitet das ki-programm',
        'wer ist der transformation lead',
        'wer hat bei ki das sagen',
        'wer ist hier der chef für ki',
        'an wen berichtet das ki-programm',
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
];
