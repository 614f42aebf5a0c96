import { fromRecords } from '../../domain/facts.ts';
import { isOver, type Register } from '../../domain/register.ts';
import { maxNameLength } from '../../domain/use-cases/index.ts';
import { capitalize, formatCount } from '../../domain/wording.ts';
import { answerAbout, nameUseCase, offerUseCase } from '../kit/answers.ts';
import { mention, truncate } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { describeStanding } from './standing.ts';

/** Returns the name to begin with from typed words. */
const prefillName = (words: string | undefined) =>
  words === undefined || words.trim() === ''
    ? {}
    : { prefilled: { name: truncate(capitalize(words.trim()), maxNameLength) } };

const countOpen = ({ useCases }: Register): number =>
  [...useCases.values()].filter((useCase) => !isOver(useCase)).length;

export const requestEntries: readonly Entry[] = [
  request({
    key: 'register-use-case',
    title: 'Register a use case',
    examples: {
      en: [
        'we want to use ai to {words} register it',
        'add the use case {words}',
        'add use case {words}',
        'register usecase',
        'we want to use ai to {words}',
        'new use case {words}',
        'register a use case',
        'register {words}',
        'add a new use case called {words}',
        'I want to register {words}',
        'we started using ai for {words}',
        'I have an idea for an ai use case',
        'new ai project: {words}',
        'add {words} to the register',
        'got an idea for a bot that {words}',
        'could we have an ai that {words}',
        'my team would like a bot for {words}',
        'where do I put an idea for {words}',
        'I built something for {words}, put it on the list',
        'how about an ai for {words}',
        'someone should build a bot for {words}',
        'we could use an assistant for {words}',
        'we want to try ai for {words}',
        'new idea: {words}',
      ],
      de: [
        'neuen anwendungsfall registrieren',
        'anwendungsfall erfassen',
        'ich möchte {words} registrieren',
        'neuer use case {words}',
        'wir hätten gern einen bot für {words}',
        'idee: ki für {words}',
        'könnte man {words} mit ki machen',
      ],
      fr: [
        'enregistrer un nouveau cas d’usage',
        'enregistrer un cas d’usage',
        'je veux enregistrer {words}',
        'nouveau cas d’usage {words}',
        'on voudrait un bot pour {words}',
        'j’ai une idée de bot',
      ],
      es: [
        'registrar un nuevo caso de uso',
        'registrar un caso de uso',
        'quiero registrar {words}',
        'nuevo caso de uso {words}',
        'queremos un bot para {words}',
        'tengo una idea para un bot',
      ],
    },
    takes: ['words'],
    open: (_, { words }) => ({ step: { do: 'register-use-case' }, ...prefillName(words) }),
  }),

  request({
    key: 'register-pilot',
    title: 'Register a running pilot',
    examples: {
      en: [
        'register a pilot',
        'register the pilot {words}',
        'we have a pilot running that is not registered',
        'add a running pilot called {words}',
      ],
      de: ['pilot erfassen', 'laufenden piloten {words} registrieren'],
      fr: ['enregistrer un pilote', 'ajouter un pilote en cours {words}'],
      es: ['registrar un piloto', 'añadir un piloto en curso {words}'],
    },
    takes: ['words'],
    open: (_, { words }) => ({ step: { do: 'register-use-case', stage: 'pilot' }, ...prefillName(words) }),
  }),

  request({
    key: 'import-use-cases',
    title: 'Import use cases from a table',
    examples: {
      en: [
        'import use cases',
        'import our inventory',
        'upload a spreadsheet of use cases',
        'import a csv',
        'I have a list of ai projects in excel',
        'upload all our use cases at once',
        'csv with use cases',
        'bulk add use cases',
        'load the spreadsheet',
        'paste our list of projects',
      ],
      de: [
        'anwendungsfälle importieren',
        'tabelle importieren',
        'csv hochladen',
        'alle use cases auf einmal anlegen',
      ],
      fr: ['importer des cas d’usage', 'importer un tableau', 'charger un fichier csv'],
      es: ['importar casos de uso', 'importar una tabla', 'subir un csv', 'cargar la lista de casos de uso'],
    },
    open: () => ({ step: { do: 'import-use-cases' } }),
  }),

  question({
    key: 'export-use-cases',
    title: 'Export the use cases',
    examples: {
      en: [
        'export the use cases',
        'download all use cases',
        'give me a csv of our use cases',
        'export to excel',
        'how do I export',
        'use cases as a spreadsheet',
        'get the use cases as a file',
        'dump of all use cases',
        'csv of what we have',
      ],
      de: ['use cases exportieren', 'wie exportiere ich die anwendungsfälle', 'use cases als csv'],
      fr: ['exporter les cas d’usage', 'comment exporter'],
      es: ['exportar los casos de uso', 'cómo exporto', 'casos de uso en csv'],
    },
    answer: ({ register, today }) => ({
      text:
        register.useCases.size === 0
          ? 'No use case is registered yet, so the export is empty.'
          : `The export has ${formatCount(countOpen(register), 'open use case')} as CSV text. Press *Export*, or write \`/stage3 export\`. Stopped and retired use cases are left out.`,
      source: fromRecords(today),
      data: { useCases: countOpen(register), command: '/stage3 export' },
      next: [[{ page: 'export' }, 'Export']],
    }),
  }),

  request({
    key: 'edit-use-case',
    title: 'Edit a use case',
    examples: {
      en: [
        'edit {useCase}',
        'rename {useCase}',
        'change the purpose of {useCase}',
        'update {useCase}',
        'correct the data of {useCase}',
        'plan the go-live of {useCase}',
        'change the team of {useCase}',
        'the name of {useCase} is wrong',
        'the team of {useCase} is out of date',
        'new team name for {useCase}',
        'there is a typo in {useCase}',
        '{useCase} is called something else now',
        'the description of {useCase} is not right',
        'the intended users of {useCase} changed',
        'more people are meant to use {useCase}',
        '{useCase} now also sees personal data',
        'from now on {useCase} only drafts',
        '{useCase} may no longer act by itself',
        '{useCase} now executes on its own',
      ],
      de: [
        '{useCase} bearbeiten',
        '{useCase} umbenennen',
        '{useCase} ändern',
        '{useCase} heißt jetzt anders',
        'das team von {useCase} stimmt nicht mehr',
        '{useCase} darf ab jetzt nur noch vorschlagen',
      ],
      fr: [
        'modifier {useCase}',
        'renommer {useCase}',
        '{useCase} a changé de nom',
        '{useCase} ne fait plus que proposer',
      ],
      es: [
        'editar {useCase}',
        'renombrar {useCase}',
        '{useCase} ahora se llama otra cosa',
        '{useCase} ya solo sugiere',
      ],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'edit-use-case', useCase } }),
  }),

  request({
    key: 'record-stack',
    title: 'Record the stack of a use case',
    examples: {
      en: [
        'record the stack of {useCase}',
        '{useCase} runs on something else now',
        'change the stack of {useCase}',
        'record what {useCase} runs on',
        '{useCase} switched tools',
        'note what {useCase} is built with',
      ],
      de: ['stack von {useCase} eintragen', 'eintragen, worauf {useCase} läuft'],
      fr: ['enregistrer la pile technique de {useCase}', 'changer la pile technique de {useCase}'],
      es: ['registrar la tecnología de {useCase}', 'cambiar la tecnología de {useCase}'],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'record-stack', useCase } }),
  }),

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
      ],
      de: [
        '{useCase} an {person} übergeben',
        '{useCase} neu zuweisen',
        '{person} übernimmt {useCase}',
        'ich gebe {useCase} ab',
        'ab jetzt kümmert sich {person} um {useCase}',
        'ich wechsle das team, {person} macht {useCase} weiter',
      ],
      fr: [
        'transférer {useCase} à {person}',
        '{person} reprend {useCase}',
        'je laisse {useCase} à quelqu’un d’autre',
        'je ne m’occupe plus de {useCase}',
      ],
      es: [
        'pasar {useCase} a {person}',
        '{person} se encarga de {useCase}',
        'cambiar el responsable de {useCase}',
        'dejo {useCase} a otra persona',
        'ya no llevo {useCase}',
      ],
    },
    needs: ['useCase'],
    takes: ['person'],
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
      ],
      de: [
        'meine use cases übergeben',
        'die use cases von {person} neu zuweisen',
        'ich gehe, wer bekommt meine use cases',
      ],
      fr: ['transférer mes cas d’usage', 'transférer les cas d’usage de {person}'],
      es: ['pasar mis casos de uso', 'reasignar los casos de uso de {person}'],
    },
    takes: ['person'],
    open: ({ actor }, { person }) => ({ step: { do: 'hand-over', person: person ?? actor.id } }),
  }),

  question({
    key: 'join-use-case',
    title: 'Join the team of a use case',
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
      ],
      de: [
        'bei {useCase} mitmachen',
        'ich möchte bei {useCase} mitarbeiten',
        'ich bin bei {useCase} dabei',
        'nimm mich bei {useCase} auf',
        'kann ich bei {useCase} mitmachen',
      ],
      fr: [
        'rejoindre {useCase}',
        'je veux participer à {useCase}',
        'inscris-moi à {useCase}',
        'je me joins à {useCase}',
      ],
      es: [
        'unirme a {useCase}',
        'quiero participar en {useCase}',
        'quiero entrar en {useCase}',
        'inscríbeme en {useCase}',
      ],
    },
    needs: ['useCase'],
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
