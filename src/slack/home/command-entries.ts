import { joinSentences } from '../kit/answers.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { asksForShortForm, describeCommand, findCommandNames, shortForms } from './find-commands.ts';

/** Answers with the commands that a text asks for; without any, with the most important ones. */
function answerCommands({ commands }: PageContext, text: string): Answer {
  const found = findCommandNames(text).flatMap((name) => describeCommand(commands, name) ?? []);
  const isShort = asksForShortForm(text);
  const all = '`/stage3 help` lists all commands.';
  return {
    text:
      found.length > 0 || isShort
        ? joinSentences(isShort && shortForms, ...(isShort ? [] : found), all)
        : joinSentences(
            all,
            '`/stage3` shows the verdict, `/stage3 usecase list` the use cases, `/stage3 incidents` the incidents.',
            '`/stage3 tools` shows the AI tools, also as CSV with *Export tools*.',
          ),
    source: null,
    data: { found, commands: commands.map(({ name, args }) => `/stage3 ${name} ${args}`.trim()) },
    next: [[{ page: 'help' }, 'Commands']],
  };
}

/** The commands of Crossing. */
export const commandEntries: readonly Entry[] = [
  question({
    key: 'commands',
    title: 'Which commands are there?',
    examples: {
      en: [
        'which commands are there',
        'list of slash commands',
        'which command shows the others',
        'what do i type to see the use cases',
        'what is the command for the list of tools',
        'is there a cheat sheet for the commands',
        'what may I type after the slash',
        'where do i find all commands',
        'is there a command to look up whether a tool is allowed',
        'how do i get the tools as csv',
        'i forgot the commands',
        'which command shows the checklist',
        'what do I type for the owners and roles',
        'under which command can I read what data may go where',
        'which command says which model ran on a day',
        'slash command for monthly costs',
        'what do I write after stage3 to see the reminders',
        'which command opens a certain page',
        'is there a shorter command',
        'what is the short form of the decide command',
        'what do I enter to get to the settings',
      ],
      de: [
        'welche befehle gibt es',
        'mit welchem befehl sehe ich alle use cases',
        'wo stehen alle befehle',
        'liste der slash-befehle',
        'welcher befehl zeigt die kosten',
        'wie lautet der befehl für die checkliste',
        'was muss ich eingeben, um die einstellungen zu sehen',
        'gibt es eine kurzform für den befehl',
      ],
      fr: [
        'quelles commandes existent',
        'quelle commande affiche la liste des outils',
        'où trouver toutes les commandes',
        'quelle commande pour voir les coûts',
        'que taper pour voir la checklist',
        'quelle commande montre les fournisseurs',
        'existe-t-il une commande plus courte',
      ],
      es: [
        'qué comandos hay',
        'dónde veo la lista de comandos',
        'con qué comando veo los casos de uso',
        'qué comando muestra las herramientas permitidas',
        'qué comando muestra los costes',
        'qué escribo para ver la lista de control',
        'con qué comando veo los proveedores',
        'hay un comando más corto',
      ],
    },
    answer: (context, _, said = '') => answerCommands(context, said),
  }),

  question({
    key: 'command-for',
    title: 'Which command does something?',
    examples: {
      en: [
        'which command shows me {words}',
        'which command shows {words}',
        'which command tells me {words}',
        'which command lists {words}',
        'which command opens {words}',
        'which command is for {words}',
        'which command do I need for {words}',
        'what is the command for {words}',
        'what is the slash command for {words}',
        'what is the slash command to type for {words}',
        'what do I type for {words}',
        'what do I type to see {words}',
        'what should I type to get {words}',
        'with which command do I see {words}',
        'under which command do I find {words}',
        'under which command can one read {words}',
        'is there a command for {words}',
        'is there anything shorter to type than {words}',
        'slash command for {words}',
        'where are {words} listed',
      ],
      de: [
        'welcher befehl zeigt {words}',
        'mit welchem befehl sehe ich {words}',
        'was ist der befehl für {words}',
        'was muss ich tippen für {words}',
        'gibt es einen befehl für {words}',
        'wo sind {words} aufgelistet',
      ],
      fr: [
        'quelle commande affiche {words}',
        'quelle commande montre {words}',
        'quelle est la commande pour {words}',
        'que dois-je taper pour {words}',
        'y a-t-il une commande pour {words}',
        'où sont listés {words}',
      ],
      es: [
        'qué comando muestra {words}',
        'con qué comando veo {words}',
        'cuál es el comando para {words}',
        'qué tengo que escribir para ver {words}',
        'hay un comando para {words}',
        'dónde están listados {words}',
      ],
    },
    needs: ['words'],
    knows: (words) => findCommandNames(words).length > 0,
    answer: (context, { words }, said = '') => answerCommands(context, `${said} ${words}`),
  }),
];
