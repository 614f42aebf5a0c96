import type { KnownBlock } from '@slack/types';
import type { AddressedPage } from '../operations/page-addresses.ts';
import { renderIncidentCard } from './incidents/index.ts';
import { actions, fitMessage, pageButton, section } from './kit/blocks.ts';
import { withoutCharts } from './kit/charts.ts';
import type { Content, PageContext } from './kit/page.ts';
import { renderVerdictCard } from './readiness/index.ts';
import { renderUseCaseCard } from './use-cases/index.ts';

function renderContent(page: AddressedPage, context: PageContext): Content | null {
  if (page.page === 'use-case') return renderUseCaseCard(context, page.useCase);
  return page.page === 'incident'
    ? renderIncidentCard(context, page.incident)
    : renderVerdictCard(context.readiness);
}

/** Renders the card of a link, which everybody in its conversation sees; null when there is no such page. */
export function renderLinkCard(page: AddressedPage, context: PageContext): KnownBlock[] | null {
  const content = renderContent(page, context);
  return content && fitMessage(withoutCharts(content.blocks));
}

/** Renders a card without facts, for a conversation whose readers are not known. Who presses the button is checked. */
export function renderBareCard({ page, ...args }: AddressedPage): KnownBlock[] {
  const name = 'useCase' in args ? args.useCase : 'incident' in args ? args.incident : 'verdict';
  return [
    section(`*${name === 'verdict' ? 'Are we Stage 3?' : name}*\nOnly members of the workspace can open it.`),
    ...actions(pageButton(`Open ${name}`, { page, args })),
  ];
}
