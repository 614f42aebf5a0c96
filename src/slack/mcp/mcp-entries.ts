import { type Entry, question, request } from '../kit/question.ts';

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
      ],
      de: [
        'kann ein anderer assistent dich fragen',
        'gibt es einen mcp server',
        'darf ein verbundener assistent etwas eintragen',
        'kann mein assistent auf crossing zugreifen',
        'braucht slackbot ein token',
      ],
      fr: [
        'un autre assistant peut-il t’interroger',
        'y a-t-il un serveur mcp',
        'slackbot a-t-il besoin d’un jeton',
      ],
      es: ['puede otro asistente consultarte', 'hay un servidor mcp', 'necesita slackbot un token'],
    },
    answer: ({ mcpUrl }) => ({
      text:
        mcpUrl === undefined
          ? 'Not yet: the MCP server is off, so other assistants cannot ask Crossing. Ask the team that runs Crossing to turn it on. Slackbot then needs no token, any other assistant one of your own. A connected assistant can only read, and cannot record anything.'
          : `Yes, by the Model Context Protocol (MCP) at \`${mcpUrl}\`, with a token of your own; Slackbot needs no token. A connected assistant reads what you can read in Slack, and cannot record anything.`,
      source: null,
      data: { isOn: mcpUrl !== undefined, canRecord: false },
      next: [
        ...(mcpUrl === undefined ? [] : [[{ do: 'issue-assistant-token' }] as const]),
        [{ page: 'assistants' }, 'Other assistants'],
      ],
    }),
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
      ],
      de: [
        'token für meinen assistenten erstellen',
        'meinen assistenten mit crossing verbinden',
        'mcp token anlegen',
      ],
      fr: ['créer un jeton pour mon assistant', 'brancher mon assistant sur crossing'],
      es: ['crear un token para mi asistente', 'vincular mi asistente con crossing'],
    },
    open: () => ({ step: { do: 'issue-assistant-token' } }),
  }),
];
