import { expect, test } from 'vitest';
import { checkInsOf } from '../../src/domain/adoption/adoption.ts';
import { fromRecords } from '../../src/domain/facts.ts';
import { reportIncident } from '../../src/domain/incidents/decisions.ts';
import { listUnresolved } from '../../src/domain/incidents/incidents.ts';
import type { PageContext } from '../../src/slack/kit/page.ts';
import { type Entry, question, type Suggestion } from '../../src/slack/kit/question.ts';
import { suggestPrompts } from '../../src/slack/suggested-prompts.ts';
import { createEmptyContexts } from '../support/hostile-workspace.ts';
import { type CastMember, cast, stage3, Workspace } from '../support/register.ts';

/** An entry with this suggestion, as subjects define them. */
const entry = (key: string, suggest: (context: PageContext) => Suggestion | null): Entry =>
  question({
    key,
    title: key,
    examples: { en: [key] },
    suggest,
    answer: ({ today }) => ({ text: key, source: fromRecords(today), data: {}, next: [] }),
  });

const entries: readonly Entry[] = [
  entry('verdict', () => ({ title: 'Are we Stage 3?', message: 'Are we Stage 3?', rank: 40 })),
  entry('may-i-use', () => ({
    title: 'Which tools may I use?',
    message: 'Which tools may I use?',
    rank: 50,
  })),
  entry('waits-for-me', ({ assessment, actor }) =>
    assessment.blockers.some(({ owner }) => owner === actor.id)
      ? { title: 'What waits for me?', message: 'What waits for me?', rank: 10 }
      : null,
  ),
  entry('check-in', ({ register, actor }) => {
    const silent = [...register.useCases.values()].find(
      ({ key, owner }) => owner === actor.id && checkInsOf(register, key).length === 0,
    );
    return silent
      ? { title: `Check in for ${silent.name}`, message: `Check in for ${silent.key}`, rank: 20 }
      : null;
  }),
  entry('open-incident', ({ register, actor }) => {
    const mine = listUnresolved(register).find(
      ({ useCase }) => register.useCases.get(useCase)?.owner === actor.id,
    );
    return mine
      ? { title: `How far is ${mine.key}?`, message: `What is the status of ${mine.key}?`, rank: 0 }
      : null;
  }),
];

const emptyContextOf = createEmptyContexts();

/** Returns what is suggested to a person in a company. */
function suggestedTo(who: CastMember, company: Workspace, of = entries): readonly string[] {
  const { register, today } = company;
  const context: PageContext = {
    ...emptyContextOf(who),
    ...{ register, today, assessment: company.assess() },
    actor: { id: who, active: true, timeZone: null, ...cast[who] },
  };
  return suggestPrompts(of, context).map(({ title }) => title);
}

const reported = (company: Workspace) =>
  company.do('member', reportIncident, {
    ...{ useCase: 'UC-1', kind: 'wrong-output', severity: 'high', what: 'Wrong refunds', link: null },
    ...{ sinceDay: '2026-02-02', sinceTime: '10:00' },
  });

test('the owner of a use case with an incident is offered the incident first, then the missing check-in', () => {
  expect(suggestedTo('owner', reported(stage3()))).toEqual([
    'How far is I-1?',
    'Check in for AI Support Agent',
    'Are we Stage 3?',
    'Which tools may I use?',
  ]);
});

test('somebody for whom nothing waits is offered the questions of everybody', () => {
  expect(suggestedTo('member', reported(stage3()))).toEqual(['Are we Stage 3?', 'Which tools may I use?']);
});

test('the lead of a new company is offered what waits for the lead', () => {
  expect(suggestedTo('lead', new Workspace('2026-02-02'))).toEqual([
    'What waits for me?',
    'Are we Stage 3?',
    'Which tools may I use?',
  ]);
});

test('there are never more than four, and the same question is offered once, at its best rank', () => {
  const many = [3, 1, 2, 5, 4, 1].map((rank, turn) =>
    entry(`of rank ${rank} ${turn}`, () => ({
      title: `Rank ${rank}, entry ${turn}`,
      message: rank === 5 || turn === 0 ? 'The same' : `ask ${turn}`,
      rank,
    })),
  );
  expect(suggestedTo('member', stage3(), many)).toEqual([
    'Rank 1, entry 1',
    'Rank 1, entry 5',
    'Rank 2, entry 2',
    'Rank 3, entry 0',
  ]);
});

test('a long name does not make the button longer than a line', () => {
  const [title = ''] = suggestedTo('member', stage3(), [
    entry('long', () => ({ title: `Check in for ${'very '.repeat(20)}`, message: 'x', rank: 1 })),
  ]);
  expect(title).toHaveLength(40);
  expect(title.endsWith('…')).toBe(true);
});
