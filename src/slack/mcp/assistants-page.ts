import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { actions, header, pageButton, recordButton, section, stepButton } from '../kit/blocks.ts';
import { type Content, page } from '../kit/page.ts';

/** The question to confirm before a token is withdrawn. */
export const confirmWithdrawal =
  'The token stops working at once. Your assistant cannot ask until you create a new one.';

/** Shows how other assistants ask Crossing, with the token of the person. */
export const assistantsPage = page('assistants', z.object({}), ({ register, actor, mcpUrl }): Content => {
  const known = register.assistantTokens.get(actor.id);
  const isOn = mcpUrl !== undefined;
  return {
    title: 'Other assistants',
    text: 'Other assistants',
    blocks: [
      header('Other assistants'),
      section(
        isOn
          ? 'Slackbot and other assistants can ask Crossing by the Model Context Protocol (MCP). They read what you can read in Slack, and cannot record anything.'
          : 'The MCP server is off, so other assistants cannot ask Crossing. Ask the team that runs Crossing to turn it on.',
      ),
      ...(isOn
        ? [
            section(
              `*Slackbot* needs no token, if the team that runs Crossing has connected it.\n*Another assistant* needs the address \`${mcpUrl}\` and a token of your own.`,
            ),
          ]
        : []),
      section(
        known
          ? `You created a token on ${formatDay(known.issuedOn)}. It stops working when you withdraw it, and while you are not a full member.`
          : 'You have no assistant token.',
      ),
      ...actions(
        isOn ? stepButton({ do: 'issue-assistant-token' }, known ? 'Replace token' : 'Create token') : null,
        known
          ? recordButton({ do: 'withdraw-assistant-token' }, undefined, {
              confirm: confirmWithdrawal,
            })
          : null,
        pageButton('Help', { page: 'help' }),
      ),
    ],
  };
});
