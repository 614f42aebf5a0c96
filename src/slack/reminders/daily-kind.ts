import { z } from 'zod';
import { defineMessage } from '../../operations/message-kind.ts';
import { assessNudges, isOpen, loadReminderStateAround } from '../../operations/nudge-states.ts';
import { toMessage } from '../kit/page.ts';
import { renderDaily } from './daily-message.ts';

/** The kind of the daily message. Its reminders are stored with the message. */
export const daily = defineMessage({
  key: 'daily',
  to: 'person',
  data: z.null(),
  mayRepeat: false,
  redrawWhenFound: true,
  async render(services, { workspace, id, status }) {
    const nudges = await services.store.outbox.nudgesOf(workspace, id);
    const state = await loadReminderStateAround(services, workspace, nudges);
    const all = assessNudges(state, nudges);
    // A reminder that was settled before sending is left out.
    const shown = status === 'sent' ? all : all.filter(isOpen);
    return shown.length === 0 ? null : toMessage(renderDaily(state.register, shown));
  },
});
