import { checklistPage } from './checklist.ts';
import { askedPage } from './daily.ts';
import { decisionPage, decisionsPage } from './decisions.ts';
import { digestPage, digestsPage } from './digest.ts';
import { exportPage } from './export.ts';
import { helpPage } from './help.ts';
import { nudgesPage } from './nudges.ts';
import type { Page } from './page.ts';
import { adoptionPage, roiPage, rolloutPage } from './production.ts';
import { purgatoryPage } from './purgatory.ts';
import { reviewPage } from './review.ts';
import { useCaseMorePage, useCasePage } from './use-case.ts';
import { chooseUseCasePage, useCasesPage } from './use-cases.ts';
import { vendorsPage } from './vendors.ts';
import { detailsPage, requirementPage, verdictPage } from './verdict.ts';
import { logPage, ownersPage, settingsPage } from './workspace.ts';

export const pages: readonly Page[] = [
  verdictPage,
  detailsPage,
  requirementPage,
  useCasesPage,
  chooseUseCasePage,
  useCasePage,
  useCaseMorePage,
  checklistPage,
  adoptionPage,
  rolloutPage,
  roiPage,
  purgatoryPage,
  decisionsPage,
  decisionPage,
  ownersPage,
  reviewPage,
  logPage,
  digestPage,
  digestsPage,
  exportPage,
  vendorsPage,
  settingsPage,
  nudgesPage,
  askedPage,
  helpPage,
];

/** @throws RangeError when there is no page of this key. */
export function pageFor(key: string): Page {
  const found = pages.find((page) => page.key === key);
  if (!found) throw new RangeError(`no page ${key}`);
  return found;
}
