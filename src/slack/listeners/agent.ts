import type { App } from '@slack/bolt';
import { findMemberRefusal, type ListenerServices } from '../listener-services.ts';
import { entries } from '../subjects.ts';
import { suggestPrompts } from '../suggested-prompts.ts';

/**
 * Registers the listener for the agent panel. It is the Messages tab of an app with `agent_view`, so Slack tells that it
 * is opened with `app_home_opened`, and the questions arrive as direct messages.
 */
export function registerAgent(app: App, services: ListenerServices): void {
  const { runGuarded, installationOf, identifyCaller, loadContext, agentPanel } = services;

  app.event('app_home_opened', async ({ event, context }) => {
    if (event.tab !== 'messages') return;
    const { user, channel } = event;
    await runGuarded(
      'prompts',
      async () => {
        const installation = await installationOf(context);
        const caller = await identifyCaller(installation, user);
        if (findMemberRefusal(caller)) return;
        await agentPanel.suggest(installation, channel, suggestPrompts(entries, await loadContext(caller)));
      },
      null,
    );
  });
}
