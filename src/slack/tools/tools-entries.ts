import type { Step } from '../../domain/decide.ts';
import { isSameToolIn } from '../../domain/names.ts';
import {
  describeRefused,
  findListedTool,
  findToolStanding,
  listWaitingRequests,
} from '../../domain/tools/index.ts';
import { checkAnswers, prefill } from '../kit/answer-words.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, type FilledForm, request } from '../kit/question.ts';
import { findNamedKind } from './data-rule-answers.ts';
import { toolListQuestions } from './tool-list-questions.ts';
import { toolQuestions } from './tool-questions.ts';
import { toolRuleQuestions } from './tool-rule-questions.ts';
import { withdrawRequestQuestions } from './withdraw-request-questions.ts';

/** The key of no request. People who may decide none are told who does. */
const noRequest = 'T-0';

/** Opens the request of a tool. A tool that was refused is asked for again, with what changed. */
function openRequest(
  { register, channel }: PageContext,
  tool: string | undefined,
  purpose: string | undefined,
): FilledForm {
  const isRefused = tool !== undefined && describeRefused(register, tool) !== null;
  const standing = tool === undefined ? null : findToolStanding(register, tool);
  const name = standing && 'tool' in standing ? standing.tool.name : (standing?.request.tool ?? tool);
  const step: Step = { do: 'request-tool', channel: channel ?? null, ...(isRefused ? { again: true } : {}) };
  return { step, prefilled: prefill({ tool: name, purpose }) };
}

export const toolsEntries: readonly Entry[] = checkAnswers([
  ...toolQuestions,
  ...toolListQuestions,
  ...toolRuleQuestions,
  ...withdrawRequestQuestions,
  request({
    key: 'request-tool',
    title: 'Request an AI tool',
    examples: {
      en: [
        'can we get {tool} for {words}',
        'can we get {tool} for the {words} team',
        'can i ask them for {tool}',
        'can we get {tool} for the team',
        'i need {tool}',
        'another tool request',
        'permission to try {tool} for {words}',
        'i need a new tool: {tool}',
        'request {tool}',
        'i want to use {tool} for {words}',
        'get {tool} approved for {words}',
        'ask for {tool}',
        'can i get {tool}',
        'i would like access to {tool} to {words}',
        'new ai tool {tool}',
        'we need {tool} for {words}',
        'request an ai tool',
        'would be happy to get {tool} for {words}',
        'please look into {tool} for {words}',
        'put in a request for {tool}',
        'submit {tool} for approval',
        'need approval for {tool}',
        'i want {tool} for {words}',
        'how do i get {tool} approved',
        'how do i ask for a tool that is not on the list',
        'request for {tool}, the {words}',
        'the tool i want is not approved yet, how do i request it',
        'could the reviewer have a look at {tool}',
        'my department would love {tool}',
        'how do i get hold of {tool}',
        'there is this app {tool} that would help us {words}',
        'what does it take to get {tool} licensed',
        'put {tool} forward for {words}',
        'where do i apply for a tool',
        'may our team have {tool}',
        'want {tool} for us',
        'tool request: {tool}, {words}',
        'it would be nice if {tool} were cleared for my team',
        'my team would love {tool}, somebody would have to approve it first',
        'this is my application for {tool}',
      ],
      de: [
        'ich brauche ein neues tool: {tool}',
        'ich möchte {tool} für {words} nutzen',
        '{tool} beantragen',
        'hätte gern {tool} für {words}',
        'antrag für {tool} stellen',
        'wir brauchen ein neues tool',
        'wie beantrage ich ein tool, das nicht auf der liste steht',
        'wie komme ich an {tool}',
        'ich hätte gern eine freigabe für {tool}',
        'unser team will {tool} einsetzen',
        'kann man {tool} für {words} freischalten lassen',
        'ich möchte den zugang zu {tool} beantragen',
      ],
      fr: [
        "besoin d'un nouvel outil {tool}",
        "j'ai besoin d'un nouvel outil {tool}",
        'je voudrais {tool} pour {words}',
        'demander un nouvel outil',
        "j'ai besoin de {tool}",
        'déposer une demande pour {tool}',
        'j’aimerais avoir {tool} pour {words}',
        'demander l’autorisation d’utiliser {tool} pour {words}',
        'comment obtenir {tool}',
        'notre équipe aurait besoin de {tool}',
        'il me faudrait {tool} pour {words}',
        'j’aimerais demander l’accès à {tool}',
      ],
      es: [
        'necesito una herramienta nueva {tool}',
        'necesito {tool} para {words}',
        'solicitar una herramienta nueva',
        'quiero usar {tool}',
        'me gustaría tener {tool} para {words}',
        'hacer una solicitud de {tool}',
        'cómo pido una herramienta que no está en la lista',
        'cómo consigo {tool}',
        'mi equipo querría {tool} para {words}',
        'hace falta que aprueben {tool}',
        'quisiera permiso para usar {tool}',
        'quiero solicitar acceso a {tool}',
      ],
    },
    takes: ['tool', 'words'],
    open: (context, { tool, words }) =>
      tool === undefined ? openRequest(context, words, undefined) : openRequest(context, tool, words),
  }),
  request({
    key: 'decide-tool',
    title: 'Decide the request for a tool',
    examples: {
      en: [
        'approve the request for {tool}',
        'decide the request for {tool}',
        'refuse {tool}',
        'approve {tool} with conditions',
        'reject the request for {tool}',
        'give {tool} the green light',
        'say no to {tool}',
        'turn {tool} down',
        'clear {tool} for the team',
        'i want to answer the {tool} request',
        '{tool} is fine by me, let them have it',
        'sign off {tool} under conditions',
        'no objection to {tool}',
        '{tool} request: refused',
        'i am fine with the request for {tool} under a condition',
        'what was asked for, {tool}, has my approval',
        'what was asked for, {tool}, is ok for public texts',
      ],
      de: [
        'anfrage für {tool} entscheiden',
        '{tool} freigeben',
        '{tool} ablehnen',
        '{tool} genehmigen',
        'von mir aus kann {tool} genutzt werden',
        'ich lehne {tool} ab',
      ],
      fr: [
        'approuver la demande de {tool}',
        'refuser {tool}',
        'donner le feu vert à {tool}',
        'je suis d’accord pour {tool}',
      ],
      es: [
        'aprobar la solicitud de {tool}',
        'rechazar {tool}',
        'dar luz verde a {tool}',
        'por mí {tool} está bien',
      ],
    },
    needs: ['tool'],
    open: (context, { tool }) => {
      const waiting = listWaitingRequests(context.register).find((one) =>
        isSameToolIn(context.register, one.tool, tool),
      );
      const step: Step = { do: 'decide-tool', request: waiting?.key ?? noRequest };
      return waiting || findStepRefusal(step, context)?.code === 'not-permitted'
        ? { step }
        : openRequest(context, tool, undefined);
    },
  }),
  request({
    key: 'review-tool',
    title: 'Review the approval of a tool',
    examples: {
      en: [
        'review {tool}',
        'withdraw the approval of {tool}',
        'change the conditions of {tool}',
        'keep {tool} approved',
        'i reviewed {tool}',
        '{tool} is no longer ok, take it off the list',
        'renew the approval of {tool}',
        'tighten the rules for {tool}',
        'ban {tool} from now on',
        'pull the approval of {tool}, its terms changed',
        '{tool} changed its terms, take another look',
        '{tool} may stay on the list',
        'i checked {tool} again, all good',
        'we should not allow {tool} any longer',
        '{tool} had a breach, revoke it',
        'extra condition for {tool}',
      ],
      de: [
        '{tool} prüfen',
        'freigabe von {tool} zurückziehen',
        '{tool} von der liste nehmen',
        '{tool} hat neue bedingungen, bitte neu prüfen',
        '{tool} darf nicht mehr genutzt werden',
        '{tool} nachgeprüft, bleibt freigegeben',
      ],
      fr: [
        'réexaminer {tool}',
        'retirer l’approbation de {tool}',
        'renouveler l’approbation de {tool}',
        '{tool} ne doit plus être utilisé',
        'j’ai revérifié {tool}',
      ],
      es: [
        'revisar {tool}',
        'retirar la aprobación de {tool}',
        'quitar {tool} de la lista',
        '{tool} ya no debe usarse',
      ],
    },
    needs: ['tool'],
    open: (context, { tool }) => {
      const listed = findListedTool(context.register, tool);
      return listed && listed.withdrawn === null
        ? { step: { do: 'review-tool', tool: listed.key } }
        : openRequest(context, tool, undefined);
    },
  }),
  request({
    key: 'change-data-rules',
    title: 'Change the data rules',
    examples: {
      en: [
        'change the data rules',
        'tighten the data rules for business plans',
        'loosen the data rules for built-in features',
        'allow confidential data in {words}',
        'forbid personal data in {words}',
        'our data classification has changed, update it',
        'no more personal data in free accounts, set that',
        'our data policy got stricter, adapt it',
        'from now on no confidential data in ai features, update the rules',
        'relax what may go into business plans',
        'confidential data is fine on our own servers, set it that way',
        'the rules for data are too lax',
        'i want to adjust which data may go where',
        'make the rules forbid {words} in private logins',
        'never let {words} into ai features, change the rules',
        'data rules: {words} is ok from now on',
        'in future not even own models shall see personal data',
        'from now on no kind of tool may see personal data',
      ],
      de: [
        'datenregeln ändern',
        'datenregeln für business tarife verschärfen',
        'personenbezogene daten in {words} verbieten',
        'vertrauliche daten sollen nicht mehr in integrierte funktionen, regel anpassen',
        'die datenregeln sind zu locker',
      ],
      fr: [
        'modifier les règles de données',
        'durcir les règles de données',
        'assouplir ce qui est permis sur les comptes gratuits',
        'les règles de données doivent être plus strictes',
      ],
      es: [
        'cambiar las reglas de datos',
        'endurecer las reglas de datos',
        'prohibir datos confidenciales en cuentas gratuitas',
        'las reglas de datos son demasiado laxas',
      ],
    },
    takes: ['words'],
    open: (_, __, said) => ({
      step: { do: 'change-data-rules', kind: findNamedKind(said ?? '') ?? 'business-plan' },
    }),
  }),
  request({
    key: 'import-tools',
    title: 'Import decided AI tools',
    examples: {
      en: [
        'import tools',
        'import ai tools',
        'upload our list of approved tools',
        'import decided tools from a csv',
        'load a table of approved and refused tools',
        'we have a spreadsheet of tools that are already decided',
        'bring in our existing tool list',
        'load the tool list from excel',
        'got a csv with all software that was cleared before',
        'a file with earlier decisions on ai apps, feed it in',
        'where do i upload the tools that were vetted elsewhere',
        'bulk load of approved apps',
        'migrate the tool catalogue',
        'table of old tool approvals to paste in',
        'our tool decisions of last year as a csv, into the list',
        'rather than entering every approved tool singly i would upload the table',
      ],
      de: [
        'tools importieren',
        'liste der freigegebenen tools hochladen',
        'bestehende tool liste einspielen',
        'eine csv mit alten tool entscheidungen einlesen',
        'vorhandene freigaben auf einmal übernehmen',
      ],
      fr: [
        'importer les outils',
        'charger une liste d’outils approuvés',
        'reprendre notre liste d’outils existante',
        'j’ai un fichier d’outils déjà validés',
      ],
      es: [
        'importar herramientas',
        'subir una lista de herramientas aprobadas',
        'cargar nuestra lista de herramientas',
        'tengo un excel con herramientas ya aprobadas',
      ],
    },
    open: () => ({ step: { do: 'import-tools' } }),
  }),
  request({
    key: 'appoint-tool-reviewer',
    title: 'Appoint the tool reviewer',
    examples: {
      en: [
        'appoint {person} as tool reviewer',
        'make {person} the tool reviewer',
        'change the tool reviewer',
        '{person} decides about tools from now on',
        'we need a new tool reviewer',
        '{person} gets the tool requests in future',
        '{person} takes over the tool reviews',
        'hand the tool reviews to {person}',
        'let {person} clear the tools',
        'name a tool reviewer',
        '{person} should review the tools',
        'let {person} approve tools instead',
        '{person} will decide on tools',
        '{person} has no time for tool requests any more, {person} would decide them',
        '{person} should take the tool requests instead of {person}',
        'make {person} responsible for tool checks',
        '{person} will be in charge of tool approvals',
        'i would like {person} to vet new software',
        'from today {person} checks the tools',
        'put {person} on tool approvals',
      ],
      de: [
        '{person} entscheidet ab jetzt über tools',
        'tool prüfer ernennen',
        'tool anfragen gehen ab jetzt an {person}',
        '{person} übernimmt die tool freigaben',
        '{person} soll über tools entscheiden',
        '{person} hat keine zeit mehr für tool anfragen, {person} macht das',
        'setz {person} als prüfer für tools ein',
        '{person} wird prüferin für tools',
      ],
      fr: [
        'nommer {person} responsable des outils',
        'changer le responsable des outils',
        'les demandes d’outils vont désormais à {person}',
        'mets {person} comme réviseur des outils',
        '{person} validera les outils désormais',
      ],
      es: [
        'nombrar a {person} revisor de herramientas',
        'cambiar el revisor de herramientas',
        '{person} se encarga de las herramientas desde ahora',
        'pon a {person} de revisor de herramientas',
        '{person} será quien apruebe las herramientas',
      ],
    },
    takes: ['person'],
    open: (_, { person }) => ({ step: { do: 'appoint-tool-reviewer' }, prefilled: prefill({ person }) }),
  }),
]);
