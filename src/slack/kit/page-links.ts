import type { Button } from '@slack/types';
import type { Page, Refusal } from '../../domain/decide.ts';
import { pageButton } from './blocks.ts';

interface PageLink {
  readonly label: string;
  /** The command that shows it. */
  readonly command: (page: Page) => string;
  /** Completes the sentence after the command: "shows them all". */
  readonly shows: string;
}

const pageLinks: Readonly<Record<Page['page'], PageLink>> = {
  'use-cases': { label: 'Use cases', command: () => '/stage3 usecase list', shows: 'shows them all' },
  decisions: { label: 'Decisions', command: () => '/stage3 decisions', shows: 'shows them all' },
  owners: { label: 'Owners', command: () => '/stage3 owners', shows: 'lists them' },
  settings: { label: 'Settings', command: () => '/stage3 settings', shows: 'opens them' },
  purgatory: { label: 'Pilot purgatory', command: () => '/stage3 purgatory', shows: 'lists the symptoms' },
  review: { label: 'Agenda', command: () => '/stage3 review', shows: 'shows the agenda' },
  checklist: {
    label: 'Checklist',
    command: (page) => `/stage3 checklist ${useCaseOf(page)}`,
    shows: 'shows each item',
  },
  audit: {
    label: 'Audit trail',
    command: (page) => `/stage3 audit ${useCaseOf(page)}`,
    shows: 'shows the events',
  },
};

const useCaseOf = (page: Page): string => ('useCase' in page ? page.useCase : '');

/** Returns the command that shows a page. */
export const pageCommand = (page: Page): string => pageLinks[page.page].command(page);

/** Makes a button that shows a page. */
export function pageLinkButton({ page, ...args }: Page): Button {
  const { label } = pageLinks[page];
  return pageButton(label, { page, args });
}

/** Returns "/stage3 owners shows who they are." as plain text, for places without a button. */
const describePageLink = (page: Page): string => `${pageCommand(page)} ${pageLinks[page.page].shows}.`;

/** Returns a refusal as plain text, with the command that helps. */
export const formatRefusal = ({ message, see }: Refusal): string =>
  see === undefined ? message : `${message} ${describePageLink(see)}`;
