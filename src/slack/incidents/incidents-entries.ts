import type { IncidentKind } from '../../domain/register.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { checkAnswers, prefill } from '../kit/answer-words.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, type FilledForm, request, type Slots } from '../kit/question.ts';
import { incidentCallQuestions } from './incident-call-questions.ts';
import { incidentListQuestions } from './incident-list-questions.ts';
import { incidentQuestions } from './incident-questions.ts';
import { readSeverity } from './incident-words.ts';

/** Opens a report. A use case that does not run is chosen in the form instead. */
function openReport(
  { register }: PageContext,
  { useCase, words, day }: Partial<Pick<Slots, 'useCase' | 'words' | 'day'>>,
  said: string | undefined,
  kind?: IncidentKind,
): FilledForm {
  const isRunning = listRunning(register).some(({ key }) => key === useCase);
  // After a colon stands the description; otherwise the whole text is one.
  const what = said === undefined || /:\s/.test(said) ? words : said;
  return {
    step: useCase !== undefined && isRunning ? { do: 'report-incident', useCase } : { do: 'report-incident' },
    prefilled: prefill({ kind, severity: readSeverity(said ?? words ?? ''), what, sinceDay: day }),
  };
}

export const incidentsEntries: readonly Entry[] = checkAnswers([
  ...incidentQuestions,
  ...incidentCallQuestions,
  ...incidentListQuestions,
  request({
    key: 'report-incident',
    title: 'Report an incident',
    examples: {
      en: [
        'the bot says something wrong to a customer',
        'what do i do when the bot is wrong',
        'new incident',
        'report an incident of {useCase}',
        'it is failing right now report it',
        'what do i do when the bot says something wrong',
        'report an incident',
        'i want to report a problem with {useCase}',
        'report an incident for {useCase}: {words}',
        'something is wrong: {words}',
        'open an incident',
        'log an incident with {useCase}: {words}',
        'there is a problem with {useCase}: {words}',
        '{useCase} does strange things',
        'want to raise an incident',
        'somebody should look into what {useCase} did',
        'need somebody to look at {useCase}, it acts weird',
        '{useCase} went off the rails',
        'I have to escalate something about {useCase}',
        'a customer complained about {useCase}: {words}',
        '{useCase} did something it must not do: {words}',
        'heads up, {useCase} misbehaves',
        'we have a situation with {useCase}',
      ],
      de: [
        'vorfall melden',
        'ich möchte ein problem mit {useCase} melden',
        'mit {useCase} stimmt etwas nicht',
        '{useCase} spinnt: {words}',
        'da muss sich jemand {useCase} ansehen',
      ],
      fr: ['signaler un incident', 'signaler un problème avec {useCase}', '{useCase} déraille'],
      es: [
        'quiero reportar un incidente',
        'informar de un incidente',
        'hay un problema con {useCase}',
        '{useCase} hace cosas raras',
      ],
    },
    takes: ['useCase', 'words', 'day'],
    open: (context, slots, said) => openReport(context, slots, said),
  }),
  request({
    key: 'report-outage',
    title: 'Report an outage',
    examples: {
      en: [
        '{useCase} is failing right now',
        '{useCase} has an outage',
        '{useCase} is down',
        '{useCase} does not respond',
        '{useCase} stopped working',
        '{useCase} crashes all the time',
        'outage of {useCase} since {day}',
        '{useCase} is not working',
        '{useCase} only returns errors',
        'nobody can reach {useCase}',
        '{useCase} has been hanging since {day}',
        '{useCase} times out for everyone',
        '{useCase} shows a blank page',
        'people cannot log in to {useCase}',
        '{useCase} is stuck loading',
      ],
      de: ['{useCase} ist ausgefallen', '{useCase} funktioniert nicht', '{useCase} antwortet nicht mehr'],
      fr: ['{useCase} est en panne', '{useCase} ne répond plus'],
      es: ['{useCase} se ha caído', '{useCase} no funciona'],
    },
    takes: ['useCase', 'words', 'day'],
    open: (context, slots, said) => openReport(context, slots, said, 'model-failure'),
  }),
  request({
    key: 'report-wrong-output',
    title: 'Report wrong output',
    examples: {
      en: [
        'the bot told a customer nonsense',
        '{useCase} gives wrong answers',
        '{useCase} hallucinates',
        '{useCase} told a customer {words}',
        '{useCase} made something up',
        'wrong output from {useCase}: {words}',
        'the ai wrote something false',
        '{useCase} gave bad advice',
        'incorrect answer by {useCase}',
        '{useCase} quoted the wrong price to a customer',
        '{useCase} promised a customer a discount that does not exist',
        '{useCase} put made-up figures into {words}',
        '{useCase} insulted a customer',
        '{useCase} answered with outdated information',
        '{useCase} sent nonsense to customers',
      ],
      de: [
        '{useCase} gibt falsche antworten',
        'der bot hat einem kunden unsinn erzählt',
        '{useCase} halluziniert',
        '{useCase} hat einem kunden einen falschen preis genannt',
      ],
      fr: ['{useCase} donne de mauvaises réponses', 'le bot a dit n’importe quoi à un client'],
      es: ['{useCase} da respuestas incorrectas', 'el bot le dijo tonterías a un cliente'],
    },
    takes: ['useCase', 'words', 'day'],
    open: (context, slots, said) => openReport(context, slots, said, 'wrong-output'),
  }),
  request({
    key: 'report-data-exposure',
    title: 'Report a data exposure',
    examples: {
      en: [
        '{useCase} leaked {words}',
        '{useCase} leaked data of a customer into {words}',
        '{useCase} leaked data',
        'data leak in {useCase}',
        '{useCase} showed personal data to somebody else',
        'customer data was exposed',
        'privacy breach by {useCase}',
        '{useCase} sent confidential data to the wrong person',
        'data exposure',
        '{useCase} mailed a customer file to a stranger',
        'a customer could see somebody else’s order in {useCase}',
        'private details turned up in an answer of {useCase}',
        '{useCase} pasted salaries into a chat',
      ],
      de: ['datenpanne bei {useCase}', '{useCase} hat daten preisgegeben'],
      fr: ['fuite de données dans {useCase}', '{useCase} a exposé des données'],
      es: ['fuga de datos en {useCase}', '{useCase} ha expuesto datos'],
    },
    takes: ['useCase', 'words', 'day'],
    open: (context, slots, said) => openReport(context, slots, said, 'data-exposure'),
  }),
  request({
    key: 'update-incident',
    title: 'Update an incident',
    examples: {
      en: [
        'update {incident}: {words}',
        'add to {incident}: {words}',
        'news on {incident}: {words}',
        '{incident} is mitigated',
        '{incident} is mitigated but not resolved',
        'change the severity of {incident}',
        'note for {incident}: {words}',
        'we contained {incident}',
        '{incident} got worse: {words}',
        'raise {incident} to critical',
        'we found something out about {incident}: {words}',
        'put a note on {incident}: {words}',
      ],
      de: ['{incident} aktualisieren: {words}', 'neuigkeiten zu {incident}: {words}'],
      fr: ['mettre à jour {incident}', 'ajouter à {incident} : {words}'],
      es: ['actualizar {incident}', 'añadir a {incident}: {words}'],
    },
    needs: ['incident'],
    takes: ['words'],
    open: (_, { incident, words }) => ({
      step: { do: 'update-incident', incident },
      prefilled: prefill({ note: words, severity: readSeverity(words ?? '') }),
    }),
  }),
  request({
    key: 'resolve-incident',
    title: 'Resolve an incident',
    examples: {
      en: [
        'resolve {incident}',
        'close {incident}',
        '{incident} is fixed',
        'mark {incident} as resolved',
        '{incident} is over: {words}',
        'we solved {incident}',
        '{incident} can be closed, {words}',
        'wrap up {incident}',
        'the problem behind {incident} is gone',
        'everything works again, finish {incident}',
      ],
      de: ['{incident} lösen', '{incident} ist behoben', '{incident} schließen'],
      fr: ['résoudre {incident}', '{incident} est réglé'],
      es: ['resolver {incident}', '{incident} está arreglado'],
    },
    needs: ['incident'],
    takes: ['words'],
    open: (_, { incident, words }) => ({
      step: { do: 'resolve-incident', incident },
      prefilled: prefill({ cause: words }),
    }),
  }),
]);
