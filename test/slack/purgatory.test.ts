import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonClient, SeenMessage, SeenModal } from '../../sandbox/client.ts';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { commitDecision } from '../../src/domain/infrastructure/decisions.ts';
import { symptoms } from '../../src/domain/purgatory/purgatory.ts';
import { changeSettings } from '../../src/domain/settings/settings.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { records } from '../support/records-directly.ts';
import { commitment, registration } from '../support/register.ts';

/** A Monday. */
const today = '2026-02-02';
/** The members of UC-1's team besides its owner Omar. */
const team = ['U0ANAO', 'U0ITAI', 'U0SARA'];

let crossing: LocalCrossing;
beforeEach(async () => {
  crossing = await startLocalCrossing('sqlite::memory:');
  crossing.moveTo(today);
  const settings = {
    timeZone: 'Europe/Berlin',
    reading: 'five' as const,
    currency: 'EUR',
    workingDays: [1, 2, 3, 4, 5],
  };
  await records(crossing, changeSettings, { ...settings, leads: ['U0LENA'] });
  await pilot('AI Support Agent', 'U0OMAR', team);
});
afterEach(() => crossing.close());

const as = (name: string) => crossing.workspace.as(name);
const lena = () => as('Lena Lead');
const omar = () => as('Omar Owner');
const ana = () => as('Ana Operations');
const itai = () => as('Itai IT');
const sara = () => as('Sara Sales');
const load = () => crossing.store.load(crossing.workspace.teamId);

/** Registers a use case and starts its pilot today. */
async function pilot(name: string, owner: string, members: readonly string[]): Promise<void> {
  await records(crossing, registerUseCase, registration({ name, owner, members, whyNew: 'Another job' }));
  await records(crossing, startPilot, {
    useCase: [...(await load()).useCases.keys()].at(-1) ?? '',
    startedOn: today,
    decideBy: '2026-04-03',
    volunteers: 5,
    criteria: ['30% of tickets resolved without a person'],
    stack: null,
  });
}

async function page(person: PersonClient = lena()): Promise<SeenMessage> {
  const { messages } = await person.types('#ai-program', '/stage3 purgatory');
  const [answer] = messages;
  if (!answer) throw new Error('no answer');
  return answer;
}

async function opens(person: PersonClient, button: string, near?: string): Promise<SeenModal> {
  await (await page(person)).clicks(button, near === undefined ? {} : { near });
  return person.openModal();
}

/** Opens an evaluation for a shared decision, through its form. */
async function evaluates(person: PersonClient, tools: string, decision = 'Guardrail tooling'): Promise<void> {
  const form = await opens(person, 'Evaluate tools');
  await form.fill({ Decision: decision, Tools: tools });
  const { modal } = await form.submits();
  expect(modal?.text).toContain('is open');
  await modal?.closes();
}

describe('the page', () => {
  test('shows all five symptoms, present or absent, each with what is true', async () => {
    const { text, isEphemeral } = await page();
    expect(isEphemeral).toBe(true);
    expect(text).toContain('No symptom of pilot purgatory');
    for (const { absent } of symptoms)
      expect(text).toContain(`${absent.charAt(0).toUpperCase()}${absent.slice(1)}`);
    expect(text).not.toContain('The way out');
  });

  test('one symptom is called one; what would end it has its owner and its button', async () => {
    await evaluates(ana(), 'NeMo\nLLM Guard');
    const answer = await page();
    expect(answer.text).toContain('One symptom; two count as pilot purgatory');
    expect(answer.text).toContain('Guardrail tooling: NeMo, LLM Guard are compared in parallel');
    expect(answer.text).toContain('Next: Guardrail tooling: commit a decision');
    await answer.clicks('Commit guardrail tooling');
    expect((await lena().openModal()).text).toContain('Guardrail tooling: ');
  });

  test('two are pilot purgatory, said with the decisions that lead out, by whom', async () => {
    crossing.moveTo('2026-04-04');
    const answer = await page();
    expect(answer.text).toContain('Pilot purgatory: 2 of 5 symptoms');
    expect(answer.text).toContain('UC-1: decision was due by 3 April 2026, and is still open');
    expect(answer.text).toContain(
      'no decision is committed, though UC-1 has been a pilot since 2 February 2026',
    );
    expect(answer.text).toContain('The way out is a decision, not more evaluation.');
    expect(answer.text).toContain(
      'UC-1: scale it, stop it, or extend it with a reason · @Omar Owner (sample)',
    );
    await answer.clicks('Decide');
    expect((await lena().openModal()).title).toBe('UC-1: decide');
  });

  test('one person on three pilots is counted and not named; the way out has its button for whoever may take it', async () => {
    await pilot('Call summaries', 'U0OMAR', []);
    await pilot('Invoice reader', 'U0ITAI', ['U0OMAR']);
    const wayOut = 'UC-3: reassign it or change its team, so that nobody has 3 active use cases';
    const seen = await page(sara());
    expect(seen.text).toContain('one person owns or works on 3 active use cases');
    expect(seen.text).toContain(`${wayOut}\nWaiting for @Lena Lead (sample)`);
    expect(seen.buttons).not.toContain('Edit');
    const form = await opens(lena(), 'Edit', wayOut);
    expect(form.title).toBe('Edit UC-3');
    await form.closes();
    expect((await page(itai())).buttons).toContain('Edit');
    const digest = await lena().types('#ai-program', '/stage3 digest');
    expect(digest.text).toContain('the team is worn out (one person owns or works on 3 active use cases)');
  });

  test('is reached from the verdict, which says the way out when there is a symptom', async () => {
    const before = await lena().types('#ai-program', '/stage3');
    await before.clicks('Pilot purgatory');
    expect(before.messages[0]?.text).toContain('No symptom of pilot purgatory');
    crossing.moveTo('2026-04-04');
    const verdict = await lena().types('#ai-program', '/stage3');
    expect(verdict.text).toContain('The way out is a decision, not more evaluation. First: Model provider');
    await verdict.clicks('Pilot purgatory');
    expect(verdict.messages[0]?.text).toContain('Pilot purgatory: 2 of 5 symptoms');
  });

  test('a verdict of a past day, or shared, has no button to the way out of today', async () => {
    crossing.moveTo('2026-04-06');
    const past = await lena().types('#ai-program', '/stage3 as of 2026-04-04');
    expect(past.text).toContain('Pilot purgatory: 2 of 5 symptoms');
    expect(past.buttons).not.toContain('The way out');
  });
});

describe('an evaluation', () => {
  test('is opened and closed by forms; what came of it stays', async () => {
    await evaluates(ana(), 'NeMo\nLLM Guard');
    const open = await page(sara());
    expect(open.text).toContain('Tools under evaluation (1)');
    expect(open.text).toContain('E-1 Guardrail tooling: NeMo, LLM Guard');
    expect(open.text).toContain(
      'Opened by @Ana Operations (sample) on 2 February 2026; decide by 4 March 2026 (30 days left)',
    );
    const form = await opens(ana(), 'Close evaluation');
    expect(form.text).toContain('Guardrail tooling: NeMo, LLM Guard');
    await form.fill({ 'Decision and lessons learned': 'Neither keeps up with our load.' });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('E-1 is closed');
    expect(modal?.text).toContain('Next for @Lena Lead (sample): Guardrail tooling: no decision yet');
    await modal?.closes();
    const closed = await page();
    expect(closed.text).toContain('No symptom');
    expect(closed.text).toContain(
      'E-1 Guardrail tooling: closed on 2 February 2026: Neither keeps up with our load.',
    );
  });

  test('of one use case is opened from its page', async () => {
    const record = await sara().types('#ai-program', '/stage3 usecase show UC-1');
    await record.clicks('Evaluate tools');
    const form = await sara().openModal();
    expect(form.labels).toEqual(['Tools', 'Decide by']);
    expect(form.text).toContain('For UC-1 AI Support Agent.');
    await form.fill({ Tools: 'Zendesk AI\nIntercom Fin' });
    const { modal } = await form.submits();
    expect(modal?.text).toContain('E-1 is open: Zendesk AI, Intercom Fin for UC-1');
    await modal?.closes();
    expect((await page()).text).toContain('UC-1: Zendesk AI, Intercom Fin are compared in parallel');
  });

  test('with a past day, no tool or one twice is refused at the field, and nothing typed is lost', async () => {
    const form = await opens(sara(), 'Evaluate tools');
    const observability = { Decision: 'Observability stack' };
    await form.fill({ ...observability, Tools: '  \n ', 'Decide by': '2026-02-02' });
    expect((await form.submits()).errors).toHaveProperty('Tools');
    await form.fill({ Tools: 'LangSmith' });
    expect((await form.submits()).errors).toEqual({ 'Decide by': 'Choose a day in the future.' });
    expect(form.holds('Tools')).toBe('LangSmith');
    await form.fill({ 'Decide by': '2026-03-01' });
    await (await form.submits()).modal?.closes();
    const again = await opens(sara(), 'Evaluate tools');
    await again.fill({ ...observability, Tools: 'Langfuse\nlangsmith' });
    expect((await again.submits()).errors).toEqual({
      Tools: 'langsmith is already under evaluation in E-1. Close that evaluation first.',
    });
    expect(again.holds('Tools')).toBe('Langfuse\nlangsmith');
  });

  test('is not offered to be closed to somebody without a part in it, who reads whom to ask', async () => {
    await evaluates(ana(), 'NeMo');
    const { text } = await page(sara());
    expect(text).toContain('Ask @Ana Operations (sample) to do these: Close evaluation');
  });

  test('says that somebody else closed it meanwhile', async () => {
    await evaluates(ana(), 'NeMo');
    const before = await page();
    const form = await opens(ana(), 'Close evaluation');
    await form.fill({ 'Decision and lessons learned': 'Too slow.' });
    await (await form.submits()).modal?.closes();
    await before.clicks('Close evaluation');
    expect((await lena().openModal()).text).toContain('E-1 was closed on 2 February 2026: Too slow.');
  });

  test('ends with the commitment of its decision', async () => {
    await evaluates(ana(), 'NeMo\nLLM Guard');
    await records(crossing, commitDecision, commitment('guardrails', { decider: 'U0LENA' }));
    const { text } = await page();
    expect(text).toContain('Tools under evaluation (0)');
    expect(text).toContain('Guardrails AI was committed as D-1');
  });
});

describe('the pulse of a pilot team', () => {
  const ask = 'Ask the team';
  const question = 'How are you doing with the pilot of UC-1 AI Support Agent?';
  const waitForQuestion = async (person: PersonClient) =>
    person.waits(
      () =>
        person
          .directMessages()
          .findLast(({ text, buttons }) => text.includes(question) && buttons.length > 0),
      'the question',
    );
  /** Answers the latest question, and gives the message as it then stands. */
  async function answers(person: PersonClient, score: number): Promise<SeenMessage> {
    const message = await waitForQuestion(person);
    await message.clicks(String(score));
    await person.waits(() => !message.text.includes(question), 'an answer');
    return message;
  }
  const askPulse = async (person: PersonClient = omar()) => {
    await (await page(person)).clicks(ask, { near: 'UC-1' });
    await crossing.deliver();
  };

  test('is asked of each member by a direct message with five buttons, once it is confirmed', async () => {
    const answer = await page(omar());
    expect(answer.text).toContain('UC-1 AI Support Agent: not asked yet');
    expect(answer.asksBefore(ask)).toContain('4 people get a direct message with five buttons.');
    await answer.clicks(ask);
    await omar().waits(
      () => answer.text.includes('0 of 4 answered; the average needs 3 answers'),
      'the page to say so',
    );
    expect(answer.buttons).not.toContain(ask);
    await crossing.deliver();
    for (const person of [omar(), ana(), itai(), sara()]) {
      const message = await waitForQuestion(person);
      expect(message.buttons).toEqual(['1', '2', '3', '4', '5']);
      expect(message.text).toContain('1: worn out. 5: doing well.');
      expect(message.text).toContain('@Omar Owner (sample) asked the whole team.');
    }
    expect(lena().directMessages()).toEqual([]);
  });

  test('is asked by the owner and the lead, by nobody else', async () => {
    const seen = await page(sara());
    expect(seen.buttons).not.toContain(ask);
    expect(seen.text).toContain(`Ask @Omar Owner (sample) to do these: ${ask}.`);
    await askPulse(lena());
    await waitForQuestion(sara());
  });

  test('is answered by one click; the question gives way to thanks', async () => {
    await askPulse();
    const message = await answers(ana(), 4);
    expect(message.text).toBe(
      'Thank you. Your answer for UC-1 counts towards the average and is not shown on its own.',
    );
    expect(message.buttons).toEqual([]);
  });

  test('takes one answer a week from each; the question of the week before is closed', async () => {
    await askPulse();
    const first = await waitForQuestion(ana());
    crossing.moveTo('2026-02-09');
    await askPulse(lena());
    await ana().waits(() => ana().directMessages().length === 2, 'the second question');
    await ana().waits(() => first.buttons.length === 0, 'the question of the week before to be closed');
    expect(first.text).toBe('The question about the pilot of UC-1 is closed. No answer is needed.');
    await answers(ana(), 4);
    expect((await page(lena())).buttons).not.toContain(ask);
    expect([...(await load()).pulses.values()].map(({ answers: count, sum }) => [count, sum])).toEqual([
      [0, 0],
      [1, 4],
    ]);
  });

  test('counts a click once that is delivered twice, and asks once', async () => {
    await askPulse();
    await waitForQuestion(ana());
    await crossing.workspace.control.redeliver('block_actions');
    expect(ana().directMessages()).toHaveLength(1);
    await answers(ana(), 3);
    await crossing.workspace.control.redeliver('block_actions');
    expect([...(await load()).pulses.values()]).toMatchObject([{ answers: 1, sum: 3 }]);
  });

  test('is not asked of a team in which an answer would show', async () => {
    await pilot('Call summaries', 'U0OMAR', ['U0SARA']);
    const answer = await page(omar());
    expect(answer.text).toContain('UC-2 Call summaries: a team of 2; Crossing asks teams of 3 or more');
    expect(answer.buttons.filter((label) => label === ask)).toHaveLength(1);
  });

  test('an answer of somebody who has left the team is not taken', async () => {
    await askPulse();
    const message = await waitForQuestion(sara());
    const record = await omar().types('#ai-program', '/stage3 usecase edit UC-1');
    expect(record.messages).toEqual([]);
    const form = await omar().openModal();
    await form.fill({ 'Team members': ['@Ana Operations', '@Itai IT'] });
    await (await form.submits()).modal?.closes();
    await sara().waits(() => !message.text.includes(question), 'the question to be closed');
    expect(message.text).toBe('The question about the pilot of UC-1 is closed. No answer is needed.');
    expect(message.buttons).toEqual([]);
  });

  test('shows nothing of two answers, and of three a range from which none can be told', async () => {
    await askPulse();
    await answers(omar(), 2);
    await answers(ana(), 1);
    expect((await page()).text).toContain('2 of 4 answered; the average needs 3 answers');
    await answers(itai(), 2);
    const answer = await page();
    expect(answer.text).toContain('3 of 4 answered: average between 1 and 2 of 5');
    expect(answer.text).toContain('the pilot team of UC-1 answers 2 of 5 or less on average');
    await answers(sara(), 5);
    const four = await page();
    expect(four.text).toContain('4 of 4 answered: average between 2 and 3 of 5');
    expect(four.text).toContain('says it is worn out');
  });

  test('nobody reads a single answer, or who answered: not in the history, on a page or on Home', async () => {
    const surfaces = async (person: PersonClient) => {
      const texts: string[] = [];
      for (const command of ['log', 'log UC-1', 'usecase show UC-1', 'owners', ''])
        texts.push((await person.types('#ai-program', `/stage3 ${command}`)).text);
      return [...texts, (await person.opensHome()).text];
    };
    const people = [lena(), omar(), ana()];
    const before = await Promise.all(people.map(surfaces));
    await askPulse();
    await answers(ana(), 1);
    await answers(itai(), 5);
    await answers(sara(), 4);
    expect(await Promise.all(people.map(surfaces))).toEqual(before);
    const { text } = await page(omar());
    expect(text).toContain('3 of 4 answered: average between 3 and 4 of 5');
    for (const name of ['Ana', 'Itai', 'Sara']) expect(text).not.toContain(name);
  });
});
