import type { App } from '@slack/bolt';
import { slackErrorOf } from '../call-failures.ts';
import type { Installation } from '../installations.ts';
import { renderBareCard, renderLinkCard } from '../link-cards.ts';
import { findMemberRefusal, type ListenerServices } from '../listener-services.ts';

/** The most links of a message that get a card. */
const maxCards = 5;

/** True when a channel inside the organization may have readers of other workspaces, which Slack does not tell. */
const mayHaveOtherWorkspaces = ({ tenant, enterprise }: Installation): boolean =>
  enterprise !== null && tenant !== enterprise;

/** Registers the listener that shows cards for links to pages of Crossing. */
export function registerLinks(app: App, services: ListenerServices): void {
  const { log, runGuarded, isFirstDelivery, installationOf, identifyCaller, loadContext, addresses } =
    services;

  app.event('link_shared', async ({ event, body, context }) => {
    const { channel, user, message_ts: ts, source } = event;
    // While a message is written, nobody knows who will read it. Slack sends the event again when it is posted.
    if (source === 'composer') return;
    const shared: unknown = body.is_ext_shared_channel;
    if (shared === true) return;
    const links = event.links.flatMap(({ url }) => {
      const page = addresses.read(url);
      return page ? [{ url, page }] : [];
    });
    if (links.length === 0) return;
    const installation = await installationOf(context);
    if (!isFirstDelivery(installation, body.event_id)) return;
    await runGuarded(
      'link',
      async () => {
        const caller = await identifyCaller(installation, user);
        if (findMemberRefusal(caller)) return;
        const isBare = shared !== false || mayHaveOtherWorkspaces(installation);
        const loaded = isBare ? null : await loadContext(caller);
        const cards = links.slice(0, maxCards).flatMap(({ url, page }) => {
          const blocks = loaded === null ? renderBareCard(page) : renderLinkCard(page, loaded);
          return blocks === null ? [] : [[url, { blocks }] as const];
        });
        if (cards.length === 0) return;
        const unfurls = Object.fromEntries(cards);
        await installation.client.chat.unfurl({ channel, ts, unfurls }).catch((error) => {
          // A workspace can forbid previews, and the message can be gone.
          if (slackErrorOf(error) === null) throw error;
          log.warn({ workspace: caller.workspace, err: error }, 'Slack took no card for a link');
        });
      },
      null,
    );
  });
}
