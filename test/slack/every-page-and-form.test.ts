import { afterAll, describe, expect, test } from 'vitest';
import type { SeenModal } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { planRollout } from '../../src/domain/adoption/adoption.ts';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { confirmItem } from '../../src/domain/checklist/confirm.ts';
import { checklist } from '../../src/domain/checklist/items.ts';
import { addFollowUp } from '../../src/domain/follow-ups/follow-ups.ts';
import { reportIncident } from '../../src/domain/incidents/decisions.ts';
import { commitDecision, proposeDecision } from '../../src/domain/infrastructure/decisions.ts';
import { openEvaluation } from '../../src/domain/infrastructure/evaluations.ts';
import { decisionCategories } from '../../src/domain/infrastructure/infrastructure.ts';
import { scheduleReview } from '../../src/domain/reviews/meetings.ts';
import { recordRoi } from '../../src/domain/roi/roi.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { suspendUseCase } from '../../src/domain/suspensions/suspensions.ts';
import { decideTool, requestTool } from '../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../src/domain/tools/reviewer.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { recordStack, registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import { evidenceForms } from '../../src/slack/checklist/evidence-forms.ts';
import { commitForms } from '../../src/slack/infrastructure/decision-forms.ts';
import { forms, pages } from '../../src/slack/subjects.ts';
import { toolKindOptions } from '../../src/slack/tools/tool-words.ts';
import { createPlannedMessage } from '../support/messages.ts';
import { nameInEvidence } from '../support/name-in-evidence.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import {
  commitment,
  completeEvidence,
  completePlan,
  registration,
  salesAssistant,
  sourceRoi,
} from '../support/register.ts';
import { toolDecision, toolRequest } from '../support/tools.ts';

describe('every page and every form', () => {
  /** Texts beside a button that distinguish it from others with the same label. */
  const beside = [
    ...['UC-1', 'UC-2', 'UC-3', 'UC-4'],
    ...[...checklist, ...decisionCategories].map(({ title }) => title),
    ...['One use case', 'Shared infrastructure', 'A second use case', 'AI Operations ownership'],
    ...toolKindOptions.map(([, title]) => title),
  ];

  interface Surface {
    readonly text: string;
    readonly buttons: readonly string[];
    readonly clicks: (label: string, where?: { near?: string }) => Promise<unknown>;
    readonly asksBefore: (label: string, where?: { near?: string }) => string | null;
  }
  type Click = { readonly label: string; readonly near?: string };

  /** Returns every button of a surface by its label, without those that post or record something. */
  function clicksOn(surface: Surface): readonly Click[] {
    const sending = ['Share in channel', 'Ask the team', 'Mute: Adoption check-ins'];
    const labels = surface.buttons.filter((label) => ![...sending, 'Cancel', 'Close'].includes(label));
    return [...new Set(labels)].flatMap((label): Click[] => {
      if (labels.filter((other) => other === label).length === 1) return [{ label }];
      const found = beside.filter((near) => {
        try {
          surface.asksBefore(label, { near });
          return true;
        } catch {
          return false;
        }
      });
      return found.map((near) => ({ label, near }));
    });
  }

  let company: LocalCrossing;
  let walker = 'Lena Lead';
  const getClient = () => company.workspace.as(walker);
  afterAll(() => company.close());

  /** Returns the target of the last button: a page, or the form of a step. */
  function destination(): string {
    const { control } = company.workspace;
    const click = control.deliveries().findLast(({ payload }) => payload.type === 'block_actions');
    const [action] = (click?.payload.actions ?? []) as {
      value?: string;
      selected_option?: { value: string };
    }[];
    const chosen = action?.selected_option?.value ?? '';
    const carried = action?.value ?? (chosen.startsWith('{') ? chosen : JSON.stringify({ do: chosen }));
    const { page, do: done, item, category } = JSON.parse(carried) as Record<string, string>;
    if (page) return `page ${page}`;
    const which = done === 'confirm-item' ? item : done === 'commit-decision' ? category : undefined;
    return ['form', done, which].filter(Boolean).join(' ');
  }
  const isForm = (modal: SeenModal | null) => modal?.buttons.includes('Cancel') === true;

  /** Buttons whose answer said that they are not for this person. */
  const refused: string[] = [];

  /**
   * Clicks through everything that can be reached from a surface, and says which pages and forms there are. A button
   * that was clicked before is not clicked again: it leads to the same place.
   */
  async function crawl(start: () => Promise<Surface>, clicked: Set<string>): Promise<Set<string>> {
    const found = new Set<string>();
    const paths: (readonly Click[])[] = [[]];
    for (let path = paths.shift(); path; path = paths.shift()) {
      let surface = await start();
      for (const { label, near } of path) {
        await surface.clicks(label, near === undefined ? {} : { near });
        surface = getClient().modal() ?? surface;
      }
      const { text } = surface;
      const trail = path.map(({ label }) => label).join(' > ');
      expect(text, trail).not.toContain('Something broke on our side');
      if (getClient().modal()?.title === 'Not possible' && /\bOnly\b/.test(text)) refused.push(trail);
      if (path.length > 0 && isForm(getClient().modal())) found.add(destination());
      else {
        if (path.length > 0 && destination().startsWith('page ')) found.add(destination());
        // Buttons of one text lead to one place, but for the use case they are about.
        const [about = ''] = /UC-\d+/.exec(text.slice(0, 60)) ?? [];
        for (const click of clicksOn(surface)) {
          const known = [about, click.label, click.near].join();
          if (!clicked.has(known)) paths.push([...path, click]);
          clicked.add(known);
        }
      }
      await getClient().modal()?.closes({ all: true });
    }
    return found;
  }

  test('is reached by buttons alone, from Home and from the answer to /stage3', {
    timeout: 400_000,
  }, async () => {
    company = await startLocalCrossing('sqlite::memory:', patientLimits);
    await everyKindOfUseCase(company);
    const clicked = new Set<string>();
    const fromAnswer = await crawl(async () => {
      const { messages } = await getClient().types('#ai-program', '/stage3');
      return messages[0] as Surface;
    }, clicked);
    const onlyFromHome = await crawl(() => getClient().opensHome(), clicked);
    const everyForm = [
      // One question about several use cases needs several that wait (daily.test.ts, forms.test.ts).
      ...forms.flatMap(({ key }) =>
        ['check-in-several', 'confirm-item', 'commit-decision'].includes(key) ? [] : `form ${key}`,
      ),
      ...Object.keys(evidenceForms).map((item) => `form confirm-item ${item}`),
      ...Object.keys(commitForms).map((category) => `form commit-decision ${category}`),
    ];
    // No button says what was typed.
    const typed = ['choose-use-case'];
    const everyPage = pages.flatMap(({ key }) => (typed.includes(key) ? [] : `page ${key}`));
    const reached = new Set([...fromAnswer, ...onlyFromHome]);
    expect([...reached].sort()).toEqual([...everyPage, ...everyForm].sort());
    // One's own absence stands on Home and in the daily message, and one's own token behind the help.
    expect(everyForm.filter((one) => !fromAnswer.has(one)).sort()).toEqual([
      'form enter-absence',
      'form issue-assistant-token',
    ]);
    expect(refused).toEqual([]);
  });

  test('offers a member who owns nothing only what they may do', { timeout: 400_000 }, async () => {
    walker = 'Sara Sales';
    const clicked = new Set<string>();
    const fromPage = await crawl(async () => {
      const { messages } = await getClient().types('#ai-program', '/stage3 usecase show UC-1');
      return messages[0] as Surface;
    }, clicked);
    const fromHome = await crawl(() => getClient().opensHome(), clicked);
    expect(refused).toEqual([]);
    const reached = [...new Set([...fromHome, ...fromPage])];
    const typed = ['choose-use-case', 'use-case-more', 'nudges', 'evidence-pack'];
    expect(reached).toEqual(
      expect.arrayContaining(pages.flatMap(({ key }) => (typed.includes(key) ? [] : `page ${key}`))),
    );
    expect(reached.filter((one) => one.startsWith('form ')).sort()).toEqual([
      'form enter-absence',
      'form import-costs',
      'form import-use-cases',
      'form issue-assistant-token',
      'form open-evaluation',
      'form propose-decision',
      'form register-use-case',
      'form report-incident',
      'form request-tool',
    ]);
  });
});

/**
 * Records, as Lena, a use case that may go live and whose evidence expires, a proposal, and one in production with
 * drift and missing evidence.
 */
async function everyKindOfUseCase(company: LocalCrossing): Promise<void> {
  company.moveTo('2025-11-05');
  const lena = 'U0LENA';
  await records(company, changeSettings, {
    leads: [lena],
    timeZone: 'Europe/Berlin',
    reading: 'five',
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  });
  await records(company, appointToolReviewer, { person: lena });
  await records(company, requestTool, toolRequest(), 'U0OMAR');
  await records(company, decideTool, toolDecision());
  await records(company, requestTool, toolRequest({ tool: 'Gamma' }), 'U0OMAR');
  const agent = { owner: lena, vendors: ['OpenAI'] };
  await records(company, registerUseCase, registration(agent));
  for (const details of completeEvidence(40)) {
    await records(company, confirmItem, { useCase: 'UC-1', details: nameInEvidence(details, lena) });
  }
  company.moveTo('2026-02-02');
  await records(company, startPilot, {
    useCase: 'UC-1',
    startedOn: '2026-02-01',
    decideBy: '2026-04-01',
    volunteers: 5,
    criteria: ['30% of tickets resolved without a person'],
    stack: null,
  });
  const signed = { useCase: 'UC-1', vendor: 'OpenAI', signedOn: '2026-01-01', expiresOn: null };
  await records(company, recordDpa, { ...signed, link: 'https://dpa.example' });
  await records(company, recordRoi, sourceRoi('UC-1'));
  await records(company, planRollout, completePlan('UC-1'));
  await records(
    company,
    registerUseCase,
    registration({ ...salesAssistant, owner: lena, vendors: ['Mistral'] }),
  );
  const live = { audience: 'volunteers', deployed: 12 } as const;
  await records(company, registerUseCase, {
    ...registration({
      autonomy: 'execute',
      name: 'Invoice reader',
      purpose: 'Books incoming bills',
      team: 'Finance',
      owner: lena,
    }),
    standing: { stage: 'production', liveOn: '2026-01-12', rollout: live },
  });
  await records(company, recordStack, { useCase: 'UC-3', stack: { 'model-provider': ['Anthropic'] } });
  await records(company, commitDecision, commitment('model-provider', { decider: lena }));
  const keys = commitment('api-ownership', { decider: lena });
  const details = { ...keys.details, serviceAccountOwner: lena } as typeof keys.details;
  await records(company, commitDecision, { ...keys, details });
  const proposal = { category: 'guardrails', choice: 'Lakera', rationale: '', alternatives: '' } as const;
  await records(company, proposeDecision, { ...proposal, link: null });
  await records(company, appointOperators, { people: [lena] });
  const compared = { category: 'guardrails', useCase: null, tools: ['NeMo', 'LLM Guard'] } as const;
  await records(company, openEvaluation, { ...compared, decideBy: '2026-03-02' });
  await records(company, registerUseCase, {
    ...registration({ name: 'Contract reader', purpose: 'Finds clauses', team: 'Legal', owner: lena }),
    standing: { stage: 'production', liveOn: '2026-01-12', rollout: live },
  });
  await records(company, suspendUseCase, { useCase: 'UC-4', reason: 'Wrong clauses' });
  await records(company, reportIncident, {
    ...{ useCase: 'UC-3', kind: 'wrong-output', severity: 'low', what: 'Wrong totals', link: null },
    ...{ sinceDay: '2026-02-01', sinceTime: '08:00' },
  });
  await records(company, addFollowUp, {
    ...{ origin: 'I-1', what: 'Compare the totals', owner: lena, dueOn: '2026-03-02' },
  });
  await records(company, scheduleReview, {
    ...{ quarter: '2025-Q4', day: '2026-02-27', time: '14:00', attendees: [lena] },
  });
  const { store, workspace, now } = company;
  const asked = { kind: 'adoption', subject: 'UC-1', person: lena };
  const daily = { kind: 'daily', recipient: lena, day: '2026-02-02', nudges: [asked] };
  await store.outbox.plan(workspace.teamId, now(), [
    createPlannedMessage({ ...daily, expiresAt: now() + 3_600_000 }),
  ]);
}
