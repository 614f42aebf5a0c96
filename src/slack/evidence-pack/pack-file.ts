import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { day } from '../../domain/register.ts';
import { formatCount } from '../../domain/wording.ts';
import { createEvidencePack, type PackWords } from '../../operations/evidence-pack/create-pack.ts';
import { defineFile } from '../../operations/file-kind.ts';
import { escapeMrkdwn } from '../kit/blocks.ts';
import { describeLoss, formatFact, formatHeadline } from '../readiness/index.ts';

const words: PackWords = { formatHeadline, describeLoss, formatFact };

/** The evidence pack as of a day, for a message or a download. */
export const packFile = defineFile({
  key: 'evidence-pack',
  data: z.strictObject({ day }),
  async create({ store, readiness }, workspace, { day: asOf }) {
    const pack = await createEvidencePack({ store, readiness }, workspace, asOf, words);
    if (pack === null) return null;
    const { name, contents, headline, useCases, changes } = pack;
    const title = `Evidence pack as of ${formatDay(asOf)}`;
    const counts = `${formatCount(useCases, 'use case')}, ${formatCount(changes, 'change')}`;
    return {
      ...{ name, title, type: 'application/zip', contents },
      comment: `*${title}*: ${escapeMrkdwn(headline, 200)}. ${counts}. Unzip it and open evidence-pack.pdf. Everybody who has the file can read it.`,
    };
  },
});
