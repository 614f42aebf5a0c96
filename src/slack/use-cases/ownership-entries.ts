import { fromRecords } from '../../domain/facts.ts';
import { isOver } from '../../domain/register.ts';
import { answerAbout, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { mention } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { describeStanding } from './standing.ts';

/** Requests that change the owner or the team of a use case. */
export const ownershipEntries: readonly Entry[] = [
  request({
    key: 'reassign-use-case',
    title: 'Reassign a use case',
    examples: {
      en: [
        'reassign {useCase}',
        'hand over {useCase} to {person}',
        'make {person} the owner of {useCase}',
        '{person} takes over {useCase}',
        'change the owner of {useCase}',
        'give {useCase} to {person}',
        'I no longer own {useCase}',
        'someone else needs to take {useCase} off my hands',
        '{useCase} needs a new owner',
        'I change teams, somebody else gets {useCase}',
        'I cannot look after {useCase} any more',
        'from now on {person} looks after {useCase}',
        '{useCase} goes to {person}',
        'put {person} in charge of {useCase}',
        'find a new home for {useCase}',
        '{person} runs {useCase} from now on',
        'I switch teams and pass {useCase} on to {person}',
        'I have no time for {useCase} any more',
        '{person} said yes to taking {useCase}',
        'my project goes to {person}',
        'from {day} on {person} is responsible for {useCase}',
        'I hand {useCase} over',
        'not {person} any more, {person} does {useCase} now',
        '{useCase} changes hands',
        'entrust {useCase} to {person}',
        '{useCase} is too much for me, let {person} have it',
        'I am moving to another team, and {person} has agreed to look after my use case',
        'I am leaving this department, somebody else has to take {useCase}',
      ],
      de: [
        '{useCase} an {person} übergeben',
        '{useCase} neu zuweisen',
        '{person} übernimmt {useCase}',
        'ich gebe {useCase} ab',
        'ab jetzt kümmert sich {person} um {useCase}',
        'ich wechsle das team, {person} macht {useCase} weiter',
        '{useCase} geht an {person}',
        'für {useCase} ist ab jetzt {person} verantwortlich',
        'ich vertraue {useCase} {person} an',
      ],
      fr: [
        'transférer {useCase} à {person}',
        '{person} reprend {useCase}',
        'je laisse {useCase} à quelqu’un d’autre',
        'je ne m’occupe plus de {useCase}',
        'je confie {useCase} à {person}',
        '{person} devient responsable de {useCase}',
        'confie {useCase} à {person}',
      ],
      es: [
        'pasar {useCase} a {person}',
        '{person} se encarga de {useCase}',
        'cambiar el responsable de {useCase}',
        'dejo {useCase} a otra persona',
        'ya no llevo {useCase}',
        'desde ahora responde {person} de {useCase}',
        'le dejo {useCase} a {person}',
        '{useCase} pasa a manos de {person}',
        'cambio de equipo, quiero pasar {useCase} a otra persona',
      ],
    },
    needs: ['useCase'],
    takes: ['person', 'day'],
    open: ({ register, actor }, { useCase: key, person }) => {
      const useCase = register.useCases.get(key);
      // Several use cases of one owner have a field each.
      const prefilled = person === undefined ? {} : { [key]: person };
      const owned = [...register.useCases.values()].filter(
        (one) => one.owner === useCase?.owner && !isOver(one),
      );
      return {
        step: { do: 'hand-over', person: useCase?.owner ?? actor.id },
        prefilled: owned.length > 1 || person === undefined ? prefilled : { to: person },
      };
    },
  }),

  request({
    key: 'reassign-all',
    title: 'Reassign all use cases of a person',
    examples: {
      en: [
        'reassign my use cases',
        'hand over everything of {person}',
        'reassign the use cases of {person}',
        '{person} is leaving, who takes the use cases',
        'hand over my use cases to somebody else',
        'I am moving on, who gets my use cases',
        'everything I own needs a new owner',
        '{person} quit, move everything to somebody else',
        'everything {person} had goes to somebody else',
        'I leave at the end of the month, move my projects',
      ],
      de: [
        'meine use cases übergeben',
        'die use cases von {person} neu zuweisen',
        'ich gehe, wer bekommt meine use cases',
        'alles von {person} neu verteilen',
      ],
      fr: [
        'transférer mes cas d’usage',
        'transférer les cas d’usage de {person}',
        'tout ce qu’avait {person} passe à quelqu’un d’autre',
      ],
      es: [
        'pasar mis casos de uso',
        'reasignar los casos de uso de {person}',
        'todo lo de {person} pasa a otra persona',
      ],
    },
    takes: ['person'],
    open: ({ actor }, { person }) => ({ step: { do: 'hand-over', person: person ?? actor.id } }),
  }),

  question({
    key: 'join-use-case',
    title: 'Join the team of a use case',
    wording: 'request',
    examples: {
      en: [
        'join {useCase}',
        'I want to join {useCase}',
        'add me to {useCase}',
        'can I help with {useCase}',
        'I work on {useCase} too',
        'put me on the team of {useCase}',
        'count me in for {useCase}',
        'I want in on {useCase}',
        'sign me up for {useCase}',
        'I would like to help out with {useCase}',
        'can I be part of {useCase}',
        'how do I get into the pilot of {useCase}',
        'make me a member of {useCase}',
        'I help {person} with {useCase}, add me',
        'put my name down for {useCase}',
        'let me test {useCase} too',
      ],
      de: [
        'bei {useCase} mitmachen',
        'ich möchte bei {useCase} mitarbeiten',
        'ich bin bei {useCase} dabei',
        'nimm mich bei {useCase} auf',
        'kann ich bei {useCase} mitmachen',
        'trag mich als mitglied von {useCase} ein',
        'ich helfe {person} bei {useCase}',
      ],
      fr: [
        'rejoindre {useCase}',
        'je veux participer à {useCase}',
        'inscris-moi à {useCase}',
        'je me joins à {useCase}',
        'ajoute-moi à l’équipe de {useCase}',
      ],
      es: [
        'unirme a {useCase}',
        'quiero participar en {useCase}',
        'quiero entrar en {useCase}',
        'inscríbeme en {useCase}',
        'añádeme al equipo de {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['person'],
    answer: (context, { useCase: key }) =>
      answerAbout(context, key, (useCase) => {
        const { id } = context.actor;
        const isOnTeam = useCase.owner === id || useCase.members.includes(id);
        const over = isOver(useCase);
        return {
          text: over
            ? `${describeStanding(useCase)}, so nobody can join it.`
            : isOnTeam
              ? `You are already on the team of ${nameUseCase(useCase)}.`
              : `Press the button to join the team of ${nameUseCase(useCase)}. ${mention(useCase.owner)} owns it.`,
          source: fromRecords(context.today, key),
          data: { useCase: key, onTeam: isOnTeam, ended: over },
          next: [
            ...(over || isOnTeam ? [] : [[{ do: 'join-use-case', useCase: key }] as const]),
            offerUseCase(key),
          ],
          about: { useCase: key },
        };
      }),
  }),
];
