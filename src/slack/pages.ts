import { adoptionPage } from './adoption/adoption-page.ts';
import { rolloutPage } from './adoption/rollout-page.ts';
import { checklistPage } from './checklist/checklist-page.ts';
import { digestPage, digestsPage } from './digest/digest-pages.ts';
import { helpPage } from './home/help-page.ts';
import { decisionPage, decisionsPage } from './infrastructure/decision-pages.ts';
import type { Page } from './kit/page.ts';
import { logPage } from './log/log-page.ts';
import { ownersPage } from './people/owners-page.ts';
import { purgatoryPage } from './purgatory/purgatory-page.ts';
import { detailsPage, requirementPage, verdictPage } from './readiness/verdict-pages.ts';
import { askedPage } from './reminders/daily-message.ts';
import { nudgesPage } from './reminders/nudges-page.ts';
import { reviewPage } from './reviews/review-page.ts';
import { roiPage } from './roi/roi-page.ts';
import { settingsPage } from './settings/settings-page.ts';
import { exportPage } from './use-cases/export-page.ts';
import { useCaseMorePage, useCasePage } from './use-cases/use-case-page.ts';
import { chooseUseCasePage, useCasesPage } from './use-cases/use-cases-page.ts';
import { vendorsPage } from './vendors/vendors-page.ts';

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
