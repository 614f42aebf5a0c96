import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { textContent } from '../kit/contents.ts';
import { type PageContext, toModal } from '../kit/page.ts';
import { readShortcutMessage, type ShortcutForm } from '../kit/shortcut.ts';
import { findMemberRefusal, type ListenerServices, renderStepModal } from '../listener-services.ts';
import { shortcutFor } from '../subjects.ts';

/** Registers the listener for the shortcuts of the workspace and of messages. */
export function registerShortcuts(app: App, services: ListenerServices): void {
  const { runGuarded, isFirstDelivery, installationOf, identifyCaller, loadContext } = services;

  app.shortcut(/.*/, async ({ ack, body, context }) => {
    await ack();
    const installation = await installationOf(context);
    const { user, callback_id: id, action_ts: at, trigger_id: trigger } = body;
    if (!isFirstDelivery(installation, `shortcut ${user.id} ${at}`)) return;
    const show = (view: ModalView) => installation.client.views.open({ trigger_id: trigger, view });
    await runGuarded(
      'shortcut',
      async () => {
        const caller = await identifyCaller(installation, user.id);
        const refusal = findMemberRefusal(caller);
        if (refusal) return void (await show(toModal(textContent(refusal))));
        const page = await loadContext(caller);
        const found = findShortcutForm(id, body, page);
        await show(
          found
            ? renderStepModal(found.step, page, found.prefilled)
            : toModal(textContent('This shortcut is outdated. Type /stage3 to see the current verdict.')),
        );
      },
      ({ words }) => show(toModal(textContent(words))),
    );
  });
}

/** Returns the form of a shortcut; null when there is no such shortcut, or no longer. */
function findShortcutForm(id: string, body: { type: string }, context: PageContext): ShortcutForm | null {
  const found = shortcutFor(id);
  if (found?.type === 'global') return found.form(context);
  const nameOf = (person: string) => context.register.people.get(person)?.name ?? null;
  return found && body.type === 'message_action'
    ? found.form(context, readShortcutMessage(body, nameOf))
    : null;
}
