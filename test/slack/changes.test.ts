import { describe, expect, test } from 'vitest';
import { planRollout } from '../../src/domain/adoption/adoption.ts';
import { appointOperators } from '../../src/domain/ai-operations/ai-operations.ts';
import { chooseDigest } from '../../src/domain/digest/digests.ts';
import { decideTool, requestTool } from '../../src/domain/tools/requests.ts';
import { appointToolReviewer } from '../../src/domain/tools/reviewer.ts';
import { recordDpa } from '../../src/domain/vendors/vendors.ts';
import { changeLine } from '../../src/slack/log/change-line.ts';
import { completePlan, stage3, Workspace } from '../support/register.ts';
import { toolDecision, toolRequest } from '../support/tools.ts';

/** Returns the lines of the log without their time. */
const lines = ({ changes }: Workspace): readonly string[] =>
  changes.map((change) => changeLine(change).replace(/^<!date[^>]*> /, ''));
const findLine = (workspace: Workspace, words: string): string =>
  lines(workspace).findLast((line) => line.includes(words)) ?? '';

describe('the log', () => {
  test('calls stored values and facts what the forms call them', () => {
    const workspace = stage3();
    expect(findLine(workspace, 'Fallback')).toBe(
      'Slack confirmed evidence · UC-1: Fallback\non a model timeout: Show cached output · when a guardrail triggers: Decline gracefully · rate limit: Queue for human review',
    );
    expect(findLine(workspace, 'the roll-out plan')).toContain(
      'day of the walkthrough: 1 December 2025 · attendees: 40 · use is optional until: 31 March 2026',
    );
    expect(findLine(workspace, 'recorded the go-live')).toContain('stage: Pilot → Production');
    expect(findLine(workspace, 'calculated ROI')).toContain(
      'calculated ROI · UC-1: Production\nusers: 20 · hours saved per user and week: 3',
    );
    expect(findLine(workspace, 'D-3')).toContain('· D-3 Guardrails AI\ncategory: Guardrail tooling');
  });

  test('names a tool as people do, not by its key', () => {
    const workspace = new Workspace('2026-02-02')
      .do('lead', appointToolReviewer, { person: 'operator' })
      .do('member', requestTool, toolRequest())
      .do('operator', decideTool, toolDecision());
    const first = lines(workspace).map((line) => line.split('\n')[0]);
    expect(first.slice(-4)).toEqual([
      'Slack appointed the tool reviewer · <@operator>',
      'Slack requested an AI tool · T-1 Notion AI',
      'Slack decided the request for an AI tool · T-1 Notion AI',
      'Slack added an approved tool · Notion AI',
    ]);
  });

  test('holds no stored word, no bare moment and no fact twice, whatever was recorded', () => {
    for (const line of lines(stage3())) {
      expect(line).not.toMatch(/\b(graceful-decline|error-rate|unusual-output|model-provider|hoursPer\w+)\b/);
      expect(line.replaceAll(/<!date[^>]*>/g, '')).not.toMatch(/\b\d{12,}\b/);
      const named = (line.split('\n')[1] ?? '').split(' · ').map((fact) => fact.split(': ')[0]);
      expect(named).toEqual([...new Set(named)]);
    }
  });

  test('says once who did it, and when', () => {
    const workspace = new Workspace('2026-02-02').do('lead', chooseDigest, {
      channel: 'C0PROGRAM',
      weekday: 1,
      time: '09:00',
      timeZone: 'Europe/Berlin',
    });
    const facts = findLine(workspace, 'scheduled the digest').split('\n')[1] ?? '';
    expect(facts.split(' · ').map((fact) => fact.split(': ')[0])).toEqual(['weekday', 'time', 'time zone']);
  });

  test('says when an accountability was accepted, in the time of whoever reads it', () => {
    const workspace = new Workspace('2026-02-02').namesOperator();
    expect(findLine(workspace, 'accepted')).toMatch(/uptime of production AI: <!date\^/);
  });

  test('says nothing more of what was saved as it was', () => {
    const workspace = new Workspace('2026-02-02');
    const plan = completePlan(workspace.registers());
    workspace.do('lead', planRollout, plan).do('lead', planRollout, plan);
    expect(lines(workspace).at(-1)).toBe('Slack saved the roll-out plan · UC-1');
  });

  test('leaves out what was empty and still is', () => {
    const workspace = new Workspace('2026-02-02');
    const useCase = workspace.registers();
    const empty = {
      sessionOn: null,
      sessionAttendees: 0,
      optionalUntil: null,
      fearAddressedAt: '',
      aiDoes: '',
    };
    const plan = { ...completePlan(useCase), ...empty, peopleDo: 'They decide.', adoptionMeasuredBy: '' };
    workspace.do('lead', planRollout, plan);
    expect(lines(workspace).at(-1)).toBe(
      'Slack saved the roll-out plan · UC-1\nattendees: 0 · what people do: They decide.',
    );
  });

  test('says what was done, by whom, to what, also of what is recorded along with it', () => {
    const workspace = new Workspace('2026-02-02').namesOperator().commits('model-provider');
    const useCase = workspace.registers({ vendors: ['Zendesk'] });
    workspace.do('lead', recordDpa, {
      ...{ useCase, vendor: 'Mistral', signedOn: '2026-01-01', expiresOn: null },
      link: 'https://dpa.example',
    });
    workspace.do('lead', appointOperators, { people: ['owner'] });
    workspace.leaves('seller');
    const first = lines(workspace).map((line) => line.split('\n')[0]);
    expect(first).toEqual(
      expect.arrayContaining([
        'Slack recorded operator for the first time',
        'Slack committed a decision · D-1 OpenAI Enterprise',
        'Slack entered a vendor · OpenAI',
        'Slack registered a use case · UC-1 AI Support Agent',
        'Slack entered a vendor · Zendesk',
        'Slack recorded the DPA · Mistral',
        'Slack added the vendor of a DPA to the use case · UC-1 AI Support Agent',
        'Slack ended the AI Operations role of · operator',
      ]),
    );
    expect(first.filter((line) => line?.includes('appointed AI Operations'))).toHaveLength(2);
  });

  test('never makes a person the one who did what was done to them', () => {
    const workspace = stage3().leaves('seller');
    for (const line of lines(workspace)) expect(line).not.toMatch(/was entered|Slack left Slack/);
    expect(lines(workspace).at(-1)).toMatch(/^<@seller> left Slack/);
  });
});
