import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { isActive } from '../../domain/people.ts';
import { day } from '../../domain/register.ts';
import { defineMessage } from '../../operations/message-kind.ts';
import { section } from '../kit/blocks.ts';
import { packFile } from './pack-file.ts';

/** The message that brings the evidence pack to the lead who asked for it, at any hour. */
export const packMessage = defineMessage({
  key: 'evidence-pack',
  to: 'person',
  data: z.object({ day }),
  mayRepeat: false,

  async render(services, { workspace, recipient }, data) {
    if (!isActive(await services.store.load(workspace), recipient)) return null;
    const file = await packFile.create(services, workspace, data);
    if (file === null) return null;
    const reference = { workspace, kind: packFile.key, data };
    return {
      text: `The evidence pack as of ${formatDay(data.day)}`,
      blocks: [section(file.comment)],
      file: { ...file, reference },
    };
  },
});
