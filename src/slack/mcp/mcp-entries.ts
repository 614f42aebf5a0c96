import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, refTo } from '../../domain/facts.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { confirmWithdrawal } from './assistants-page.ts';

export const mcpEntries: readonly Entry[] = [
  question({
    key: 'other-assistants',
    title: 'Can another assistant ask Crossing?',
    examples: {
      en: [
        'can another assistant ask you',
        'can my own assistant read our records',
        'do you have an mcp server',
        'is there an api for other assistants',
        'how do i connect another assistant',
        'can slackbot ask you',
        'what can a connected assistant do',
        'may a connected assistant record anything',
        'can my assistant write through mcp',
        'which address does the mcp server have',
        'can an assistant enter figures through mcp',
        'what does mcp let an assistant do',
        'does slackbot need a token',
        'do i need a token for my assistant',
        'does an assistant that connects by mcp change records or only look',
        'is the access through mcp read-only',
        'what can claude see through the connection',
        'could an outside ai alter our data here',
      ],
      de: [
        'kann ein anderer assistent dich fragen',
        'gibt es einen mcp server',
        'darf ein verbundener assistent etwas eintragen',
        'kann mein assistent auf crossing zugreifen',
        'braucht slackbot ein token',
        'kann ein assistent über mcp nur lesen',
        'was darf claude hier',
      ],
      fr: [
        'un autre assistant peut-il t’interroger',
        'y a-t-il un serveur mcp',
        'slackbot a-t-il besoin d’un jeton',
        'un assistant connecté peut-il modifier quelque chose',
      ],
      es: [
        'puede otro asistente consultarte',
        'hay un servidor mcp',
        'necesita slackbot un token',
        'puede un asistente conectado modificar algo',
        'solo lee el asistente conectado',
      ],
    },
    answer: ({ mcpUrl }) => ({
      text:
        mcpUrl === undefined
          ? 'Not yet: the MCP server is off, so other assistants cannot ask Crossing. Ask the team that runs Crossing to turn it on. Slackbot then needs no token, any other assistant one of your own. A connected assistant can only read, and cannot record anything.'
          : `Yes, by the Model Context Protocol (MCP) at \`${mcpUrl}\`, with a token of your own from \`/stage3 assistants\`; Slackbot needs no token. A connected assistant reads what you can read in Slack, and cannot record anything.`,
      source: null,
      data: { isOn: mcpUrl !== undefined, canRecord: false },
      next: [
        ...(mcpUrl === undefined ? [] : [[{ do: 'issue-assistant-token' }] as const]),
        [{ page: 'assistants' }, 'Other assistants'],
      ],
    }),
  }),
  question({
    key: 'my-assistant-token',
    title: 'Do I have an assistant token?',
    wording: 'request',
    examples: {
      en: [
        'do i have an assistant token',
        'withdraw my assistant token',
        'my assistant token leaked, make it invalid',
        'i do not need my assistant token any longer',
        'delete my mcp token',
        'revoke the access of my assistant',
        'when did i create my assistant token',
        'disconnect my assistant from crossing',
        'cut my assistant off',
        'is my mcp token still valid',
        'my assistant should no longer have access',
        'i lost the computer with my assistant on it, so its token must end',
        'i do not use claude with you any more, take its token away',
        'disconnect my chatgpt',
        'my assistant must not get in any more',
        'copilot should no longer read crossing for me',
      ],
      de: [
        'habe ich einen assistenten token',
        'meinen assistenten token zurückziehen',
        'mein assistent soll keinen zugriff mehr haben',
        'claude soll hier nicht mehr reinkommen',
      ],
      fr: ['retirer mon jeton d’assistant', 'ai-je un jeton d’assistant', 'déconnecte mon assistant'],
      es: ['retirar mi token de asistente', 'tengo un token de asistente', 'desconecta mi asistente'],
    },
    answer: ({ register, today, actor }) => {
      const known = register.assistantTokens.get(actor.id);
      return {
        text: known
          ? `You created an assistant token on ${formatDay(known.issuedOn)}. When you withdraw it, it stops working at once.`
          : 'You have no assistant token, so no assistant has access in your name.',
        source: known
          ? fromPerson(actor.id, known.issuedOn, refTo('assistantTokens', actor.id))
          : fromRecords(today),
        data: { issuedOn: known?.issuedOn ?? null },
        next: [
          ...(known
            ? [[{ do: 'withdraw-assistant-token' }, 'Withdraw token', confirmWithdrawal] as const]
            : []),
          [{ page: 'assistants' }, 'Other assistants'],
        ],
      };
    },
  }),
  request({
    key: 'issue-assistant-token',
    title: 'Create a token for another assistant',
    examples: {
      en: [
        'create a token for my assistant',
        'i need an mcp token',
        'issue an assistant token',
        'new access token for my own assistant',
        'connect my assistant to crossing',
        'hook my assistant up to this',
        'let my assistant read crossing',
        'i lost my assistant token, make a new one',
        'replace my assistant token',
        'link my ai assistant with your data',
        'i need a token',
        'make me a token',
        'give my assistant access',
        'i would like claude to look things up here for me',
        'set up claude so that it can query you',
        'my chatgpt should be able to read this',
        'plug copilot into crossing',
        'mcp token for my editor',
        'i want to ask you things from inside another assistant and need a key of my own',
        'let copilot look things up here in my name',
        'claude needs a token to ask you',
      ],
      de: [
        'token für meinen assistenten erstellen',
        'meinen assistenten mit crossing verbinden',
        'mcp token anlegen',
        'claude soll hier für mich nachschauen',
        'zugang für meinen assistenten einrichten',
      ],
      fr: [
        'créer un jeton pour mon assistant',
        'brancher mon assistant sur crossing',
        'je veux relier claude à crossing',
      ],
      es: [
        'crear un token para mi asistente',
        'vincular mi asistente con crossing',
        'quiero que claude consulte aquí por mí',
        'conectar mi asistente claude',
      ],
    },
    open: () => ({ step: { do: 'issue-assistant-token' } }),
  }),
];
