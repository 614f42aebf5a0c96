import type { Subcommand } from '../kit/command.ts';
import { foldText } from '../kit/fold-text.ts';

/** The folded words for the subject of a command, in the languages of questions. */
interface CommandWords {
  readonly pattern: RegExp;
  /** Describes a command that the help describes together with others. */
  readonly text?: string;
}

/** The words of each command, by its name. Nearly every question names a use case, so its own words come last. */
const commandWords: Readonly<Record<string, CommandWords>> = {
  '': {
    pattern:
      /are we stage ?3|verdict|readiness|requirements?|urteil|anforderung\w*|exigences?|veredicto|requisitos?/g,
  },
  'as of': {
    pattern:
      /as of|(on )?(a|the|some) (past|earlier) day|back then|stichtag\w*|vergangen\w*|date passee|dia pasado/g,
    text: 'The verdict on a past day',
  },
  purgatory: { pattern: /purgator\w+|symptoms?|fegefeuer|symptom\w*|purgatoire|sintomas?/g },
  digest: {
    pattern: /digest\w*|weekly (summary|report)|wochenbericht|resume hebdo\w*|resumen semanal|channels?/g,
  },
  log: {
    pattern: /\blogs?\b|changes|history|anderung\w*|verlauf|historique|modifications|historial|cambios/g,
  },
  pack: {
    pattern: /pack\b|evidence|auditors?|wirtschaftsprufer\w*|nachweispaket|zip|dossier|auditeur|paquete/g,
  },
  'usecase list': { pattern: /use ?cases?|anwendungsf\w+|cas d.?usage|casos? de uso/g },
  'usecase show': {
    pattern: /(one|a single|a certain|a particular) use ?case|einen einzelnen|un seul cas|un solo caso/g,
    text: 'One use case with all its facts',
  },
  'usecase add': {
    pattern:
      /register\w*|new use ?case|add a use ?case|neue\w* use ?case|registrier\w*|enregistrer|nouveau cas|registrar|nuevo caso/g,
    text: 'Register a use case',
  },
  'usecase edit': {
    pattern: /\bedit\b|rename|bearbeiten|umbenennen|modifier|renommer|editar|modificar/g,
    text: 'Edit a use case',
  },
  import: { pattern: /\bimport\w*|upload/g },
  export: { pattern: /\bexport\w*/g, text: 'All use cases as a table' },
  checklist: {
    pattern:
      /check ?list\w*|evidence|nachweise?\b|liste de controle|preuves?|lista de (control|verificacion)|evidencias?/g,
  },
  versions: { pattern: /models?\b|versions?|retire\w*|modell\w*|modeles?|modelos?|versiones/g },
  checkin: {
    pattern: /check[- ]?ins?\b|figures|weekly use|adoption|nutzungszahlen|chiffres|cifras/g,
  },
  incident: {
    pattern:
      /report (an? |the )?(incident|outage|problem)|(vorfall|problem|ausfall) melden|signaler|(notificar|informar de) un/g,
  },
  incidents: { pattern: /incidents?|outages?|\bsla\b|vorfall\w*|incidentes?/g },
  audit: { pattern: /audit (trail|log)|audit\b|trail|prufpfad|piste d.audit|registro de auditoria/g },
  costs: {
    pattern:
      /costs?\b|budgets?|spikes?|spend\w*|kosten\w*|couts?|depenses|costes?|costos?|gastos?|presupuesto\w*/g,
  },
  decisions: {
    pattern: /decisions|shared (decision|infrastructure)|provider|infrastructure|entscheidungen|decisiones/g,
  },
  decide: {
    pattern:
      /\/?stage3 decide|\bdecide\b|commit\w*|(take|record) a decision|festlegen|prendre une decision|tomar una decision/g,
    text: 'Commit a decision',
  },
  vendors: {
    pattern: /vendors?|agreements?|dpas?\b|suppliers?|anbieter\w*|\bavv\b|fournisseurs?|proveedor\w*/g,
  },
  tools: {
    pattern: /tools?\b|outils?|herramientas?|tools? (as|als|en) csv/g,
    text: 'Which AI tools you may use, also as CSV with *Export tools*',
  },
  'tools rules': {
    pattern:
      /data rules|(what|which|kind of) data|kinds? of tools?|datenregeln|welche daten|regles de donnees|quelles donnees|reglas de datos|que datos/g,
    text: 'Which data may go into which kind of tool',
  },
  review: { pattern: /review\w*|policy|quartalsreview|revue\w*|revision (trimestral|de)/g },
  followups: { pattern: /follow[- ]?ups?|action items?|folgeaufgaben?|massnahmen?|suivis?|seguimientos?/g },
  owners: { pattern: /owners?|roles?|\bleads?\b|ai operations|rollen|verantwortlich\w*|responsables?/g },
  away: {
    pattern: /away|absen\w+|deput\w+|vacation|holiday|abwesen\w*|urlaub|vertretung|ausen\w+|vacaciones/g,
  },
  settings: {
    pattern: /settings?|working days|currency|time zone|einstellung\w*|parametres|reglages|ajustes/g,
  },
  nudges: { pattern: /nudges?|reminders?|answered|erinnerung\w*|rappels?|recordatorios?/g },
  assistants: { pattern: /assistants?|\bmcp\b|assistent\w*|asistentes?/g },
  help: { pattern: /\bhelp\b|hilfe|aide|ayuda/g },
};

/** The page of all use cases is meant only when nothing else is. */
const leastSpecific = 'usecase list';

/** Short forms of commands. */
export const shortForms = '`/usecase` and `/decision` are short for `/stage3 usecase` and `/stage3 decide`.';

const asksShort = /short|abkurz|kurzer|raccourci|plus court|abrevia|mas corto|atajo/;

/** Returns whether a text asks for a shorter way to write a command. */
export const asksForShortForm = (text: string): boolean => asksShort.test(foldText(text));

const maxFound = 2;

/** Returns the names of the commands that a text asks for, at most two: the most words first, then the earliest. */
export function findCommandNames(text: string): readonly string[] {
  const folded = foldText(text);
  const found = Object.entries(commandWords).flatMap(([name, { pattern }]) => {
    const matches = [...folded.matchAll(pattern)];
    const [first] = matches;
    const words = new Set(matches.map(([word]) => word)).size;
    return first ? [{ name, at: first.index, score: name === leastSpecific ? words / 2 : words }] : [];
  });
  const most = Math.max(...found.map(({ score }) => score));
  return found
    .filter(({ score }) => score === most)
    .sort((a, b) => a.at - b.at)
    .slice(0, maxFound)
    .map(({ name }) => name);
}

/** Returns a command as it is typed, with its arguments, and what it shows; null when there is none of this name. */
export function describeCommand(commands: readonly Subcommand[], name: string): string | null {
  const command = commands.find((one) => one.name === name);
  const parent = command ?? commands.find((one) => name.startsWith(`${one.name} `) && one.name !== '');
  const text = commandWords[name]?.text ?? command?.help;
  return parent && text ? `\`${`/stage3 ${name} ${command?.args ?? ''}`.trim()}\`: ${text}.` : null;
}
