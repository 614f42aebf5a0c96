import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { as, crossing, registers, startCrossing } from '../support/forms.ts';

beforeAll(async () => {
  await startCrossing();
  await registers({ name: 'AI Support Agent', purpose: 'Answers tickets' });
  await registers({ name: 'Sales Assistant', purpose: 'Drafts proposals for support contracts' });
  await registers({ name: 'Support Call Summaries', purpose: 'Sums up calls' });
  await registers({ name: 'Résumé Screener', purpose: 'Reads job applications' });
});
afterAll(() => crossing.close());

const omar = () => as('Omar Owner');
const answer = async (typed: string) => (await omar().types('#ai-program', typed)).messages[0];
async function formAfter(typed: string) {
  await omar().types('#ai-program', typed);
  const form = await omar().openModal();
  const { title } = form;
  await form.closes({ all: true });
  return title;
}

describe('a use case is found by what people call it', () => {
  test.each([
    'UC-1',
    'uc1',
    'UC 1',
    'uc-001',
    'usecase show UC 1',
    'usecase show AI Support Agent',
    'usecase show "ai support agent"',
    'usecase show agent',
    'ai support agent',
  ])('/stage3 %s shows it', async (typed) => {
    expect((await answer(`/stage3 ${typed}`))?.text.split('\n')[0]).toBe('UC-1 AI Support Agent');
  });

  test('whatever is asked about it', async () => {
    expect((await answer('/stage3 checklist sales assistant'))?.text).toContain('UC-2 checklist: ');
    expect((await answer('/stage3 log Résumé screener'))?.text).toContain('Change log: UC-4');
    expect((await answer('/usecase show résumé'))?.text).toContain('UC-4 Résumé Screener');
    expect(await formAfter('/stage3 usecase edit sales')).toBe('Edit UC-2');
    expect(await formAfter('/stage3 checkin call summaries')).toBe('UC-3: check-in');
  });

  test('by its purpose, where no name holds the words', async () => {
    expect((await answer('/stage3 usecase show proposals'))?.text).toContain('UC-2 Sales Assistant');
  });

  test('a name that several have is a choice, and each leads to what was asked for', async () => {
    const page = await answer('/stage3 checklist support');
    expect(page?.text).toContain('support matches 2 use cases. Which one?');
    await page?.clicks('Open', { near: 'UC-3' });
    expect(page?.text).toContain('UC-3 checklist: ');
  });

  test('figures that were typed are not lost by the choice', async () => {
    const page = await answer('/stage3 checkin support daily:3 weekly:4 none:0');
    await page?.clicks('Check in', { near: 'UC-1' });
    const form = await omar().openModal();
    expect([form.title, form.holds('Daily users'), form.holds('Weekly users')]).toEqual([
      'UC-1: check-in',
      '3',
      '4',
    ]);
    await form.closes({ all: true });
  });

  test('a misspelt name leads to the near ones', async () => {
    const page = await answer('/stage3 usecase show suport agnet');
    expect(page?.text).toContain(
      'There is no suport agnet. Did you mean one of these?\nUC-1 AI Support Agent',
    );
    await page?.clicks('Open');
    expect(page?.text).toContain('UC-1 AI Support Agent\n');
  });

  test('an unknown name is answered with the list of all use cases', async () => {
    expect((await answer('/stage3 usecase show weather forecast'))?.text).toBe(
      'There is no weather forecast. /stage3 usecase list shows them all.',
    );
  });

  test('by direct message and by mention', async () => {
    for (const [place, words] of [
      ['@crossing', 'checklist support agent'],
      ['@crossing', 'stage3 usecase show UC 1'],
      ['@crossing', 'uc1'],
      ['#ai-program', '@crossing usecase show ai support agent'],
    ] as const) {
      const { messages } = await omar().types(place, words);
      expect(messages[0]?.text, words).toContain('UC-1');
    }
    const { messages } = await omar().types('@crossing', 'usecase show weather forecast');
    expect(messages[0]?.text).toContain('There is no weather forecast.');
  });
});

describe('a form that is asked for in words holds them, as after the slash command', () => {
  test.each([
    ['@crossing', 'usecase add Foreign bot', 'Register use case', 'Name', 'Foreign bot'],
    [
      '#ai-program',
      '@crossing usecase add "Invoice *reader*"',
      'Register use case',
      'Name',
      'Invoice *reader*',
    ],
    ['@crossing', '/stage3 usecase add Foreign & others', 'Register use case', 'Name', 'Foreign & others'],
    ['@crossing', 'checkin UC-1 daily:3 weekly:4 none:1', 'Check in', 'Daily users', '3'],
  ])('in %s: %s', async (place, words, button, label, value) => {
    const { messages } = await omar().types(place, words);
    await messages[0]?.clicks(button);
    const form = await omar().openModal();
    expect(form.holds(label)).toBe(value);
    await form.closes({ all: true });
  });

  test('a decision holds its choice, for whoever may take it; others read whom to ask', async () => {
    const words = 'decide guardrails NeMo Guardrails';
    const { messages } = await as('Lena Lead').types('@crossing', words);
    await messages[0]?.clicks('Commit guardrail tooling');
    const form = await as('Lena Lead').openModal();
    expect(form.holds('Choice')).toBe('NeMo Guardrails');
    await form.closes({ all: true });
    const told = await omar().types('@crossing', words);
    expect(told.messages[0]?.buttons).toEqual([]);
    expect(told.messages[0]?.text).toContain('Ask @Lena Lead');
  });
});
