import { z } from 'zod';
import { askedNow, isOpen, situationAround } from '../../operations/asked.ts';
import { defineMessage } from '../../operations/message-kind.ts';
import { asMessage } from '../kit/page.ts';
import { dailyContent } from './daily-message.ts';

/** The reminders of one person on one day; the outbox keeps its asks beside it. */
export const daily = defineMessage({
  key: 'daily',
  to: 'person',
  data: z.null(),
  mayRepeat: false,
  redrawnWhenFound: true,
  async render(services, { workspace, id, status }) {
    const asks = await services.store.outbox.asksOf(workspace, id);
    const situation = await situationAround(services, workspace, asks);
    const all = askedNow(situation, asks);
    // An ask that was settled before its person could read of it is left out.
    const shown = status === 'sent' ? all : all.filter(isOpen);
    return shown.length === 0 ? null : asMessage(dailyContent(situation.register, shown));
  },
});
