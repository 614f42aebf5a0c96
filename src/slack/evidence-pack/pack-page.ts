import { z } from 'zod';
import { formatDay } from '../../domain/calendar.ts';
import { packSections, sendEvidencePackStep } from '../../domain/evidence-pack/index.ts';
import { day } from '../../domain/register.ts';
import { actions, contextBlock, header, pageButton, recordButton, section } from '../kit/blocks.ts';
import type { FormContext } from '../kit/form.ts';
import { type Content, type Page, page } from '../kit/page.ts';

/** Says what the pack contains, and sends it. */
const shown = page(
  'evidence-pack',
  z.object({ day: day.optional() }),
  ({ today }, { day: asked }): Content => {
    const asOf = asked ?? today;
    const title = `Evidence pack as of ${formatDay(asOf)}`;
    const titles = packSections.map(({ title }) => title.charAt(0).toLowerCase() + title.slice(1));
    return {
      title: 'Evidence pack',
      text: title,
      blocks: [
        header(title),
        section(
          'One zip file for an auditor: a PDF to read, the same tables as CSV and JSON, and a SHA-256 sum of each file. Crossing sends it to you in a direct message.',
        ),
        section(`*Contents*: ${titles.join(', ')}.`),
        ...actions(
          recordButton({ do: 'send-evidence-pack', day: asked ?? null }, sendEvidencePackStep.label, {
            style: 'primary',
          }),
          pageButton('Verdict', {
            page: 'verdict',
            ...(asked === undefined ? {} : { args: { asOf: asked } }),
          }),
        ),
        contextBlock('For a past day, type `/stage3 pack as of 2026-01-31`.'),
      ],
    };
  },
);

/** Only people who may get the pack see the page. */
export const packPage: Page = {
  ...shown,
  findRefusal({ register, actor, at }: FormContext) {
    const outcome = sendEvidencePackStep.permission(register, { actor, at }, { day: null });
    return outcome && !outcome.ok ? outcome.refusal : null;
  },
};
