import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import { freePort } from '../../sandbox/free-port.ts';
import { socketModeManifest, withLinkCards } from '../../scripts/manifest.ts';
import { reportIncident } from '../../src/domain/incidents/decisions.ts';
import { startPilot } from '../../src/domain/use-cases/pilots.ts';
import { registerUseCase } from '../../src/domain/use-cases/use-cases.ts';
import { createLog } from '../../src/log.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { records } from '../support/records-directly.ts';
import { registration } from '../support/register.ts';

const publicUrl = 'https://crossing.example.com';
const channels = [
  { name: 'inside', members: ['Lena Lead', 'Omar Owner', 'Gus Guest', 'app'] },
  { name: 'without-app', members: ['Lena Lead', 'Omar Owner'] },
  { name: 'shared', members: 'all' as const },
];
const options = {
  ...{ ...patientLimits, publicUrl, channels, log: createLog('silent') },
  manifest: withLinkCards(socketModeManifest(), publicUrl),
};

let crossing: LocalCrossing;
let address: string;
beforeAll(async () => {
  const appPort = await freePort();
  address = `http://127.0.0.1:${appPort}`;
  crossing = await startLocalCrossing('sqlite::memory:', { ...options, appPort });
  crossing.moveTo('2026-02-02');
  const description = { purpose: 'Answers tickets', owner: 'U0OMAR', vendors: ['OpenAI'] };
  await records(crossing, registerUseCase, registration({ name: 'Support *agent*', ...description }));
  const summaries = { name: 'Call summaries', purpose: 'Summarizes calls', owner: 'U0SARA' };
  await records(crossing, registerUseCase, registration({ ...summaries, whyNew: 'Another job' }));
  await records(crossing, startPilot, {
    ...{ useCase: 'UC-2', startedOn: '2026-02-01', decideBy: '2026-04-01', volunteers: 5, stack: null },
    criteria: ['30% of calls summarized'],
  });
  await records(crossing, reportIncident, {
    ...{ useCase: 'UC-2', kind: 'wrong-output', severity: 'high', what: 'Wrong refunds', link: null },
    ...{ sinceDay: '2026-02-02', sinceTime: '08:00' },
  });
});
afterAll(() => crossing.close());

const lastOf = (person: string, where: string, { workspace } = crossing) =>
  workspace
    .as(person)
    .sees(where)
    .findLast(({ isFromApp }) => !isFromApp);

/** Posts a message, and returns the cards that it gets. */
async function cardsOf(person: string, where: string, text: string, at = crossing) {
  await at.workspace.as(person).types(where, text);
  return at.workspace.as(person).waits(() => {
    const cards = lastOf(person, where, at)?.unfurls ?? [];
    return cards.length > 0 && cards;
  }, 'a card');
}

/** Posts a message, and returns its cards after those of a later message are there. */
async function cardsAfterAll(person: string, where: string, text: string) {
  await crossing.workspace.as(person).types(where, text);
  const posted = lastOf(person, where);
  await cardsOf('Omar Owner', '@crossing', `${publicUrl}/verdict`);
  return posted?.unfurls;
}

test('a link to a use case shows its state and the next step to all members of the channel', async () => {
  const [card, ...others] = await cardsOf('Lena Lead', '#inside', `See ${publicUrl}/uc/uc-1?from=mail`);
  expect(others).toEqual([]);
  expect(card?.text).toContain('UC-1 Support *agent*');
  expect(card?.text).toContain('Proposed since 2 February 2026');
  expect(card?.text).toContain('Next: Start the pilot. Waiting for @Omar Owner');
  expect(card?.buttons).toEqual(['Open UC-1', 'Start pilot']);

  const [seen] = crossing.workspace.as('Omar Owner').sees('#inside').at(-1)?.unfurls ?? [];
  await seen?.clicks('Start pilot');
  expect((await crossing.workspace.as('Omar Owner').openModal()).title).toBe("Start UC-1's pilot");
});

test('what a reader may not do is refused when the button of the card is pressed', async () => {
  const [card] = await cardsOf('Omar Owner', '#inside', `${publicUrl}/uc/UC-1`);
  expect(card?.buttons).toHaveLength(2);
  const [seen] = crossing.workspace.as('Gus Guest').sees('#inside').at(-1)?.unfurls ?? [];
  await seen?.clicks('Open UC-1');
  expect((await crossing.workspace.as('Gus Guest').openModal()).text).toContain('full members');
});

test('links to an incident and to the verdict show theirs, in a channel without the app too', async () => {
  const text = `${publicUrl}/incident/I-1 and ${publicUrl}/verdict`;
  const [incident, verdict] = await cardsOf('Omar Owner', '#without-app', text);
  expect(incident?.text).toContain('I-1 Wrong output, high');
  expect(incident?.text).toContain('Wrong refunds');
  expect(incident?.buttons).toEqual(['Open I-1', 'Open UC-2']);
  expect(verdict?.text).toContain('Stage 2: 0 of 4 requirements for Stage 3');
  expect(verdict?.text).toContain('Next');
  expect(verdict?.buttons.at(-1)).toBe('Open verdict');
  expect(verdict?.buttons.length).toBeLessThanOrEqual(2);
});

test('the pages of a use case and of an incident show their links', async () => {
  const useCase = await crossing.workspace.as('Omar Owner').types('#inside', '/stage3 usecase show UC-1');
  expect(useCase.text).toContain(`Link: ${publicUrl}/uc/UC-1`);
  const incident = await crossing.workspace.as('Omar Owner').types('#inside', '/stage3 incidents I-1');
  expect(incident.text).toContain(`Link: ${publicUrl}/incident/I-1`);
});

test('a message to Crossing itself gets the card too', async () => {
  const cards = await cardsOf('Lena Lead', '@crossing', `${publicUrl}/uc/UC-1`);
  expect(cards.map(({ buttons }) => buttons)).toEqual([['Open UC-1', 'Start pilot']]);
});

test.each([
  ['a guest', 'Gus Guest', '#inside', '/uc/UC-1'],
  ['somebody of another company', 'Elle External', '#shared', '/uc/UC-1'],
  ['a member in a channel with another company', 'Lena Lead', '#shared', '/verdict'],
  ['a link to a use case that does not exist', 'Lena Lead', '#inside', '/uc/UC-77'],
  ['another page', 'Lena Lead', '#inside', '/metrics'],
  ['a use case in the place of an incident', 'Lena Lead', '#inside', '/incident/UC-1'],
  ['a path with more', 'Lena Lead', '#inside', '/uc/UC-1/edit'],
])('there is no card for %s', async (_, person, where, path) => {
  expect(await cardsAfterAll(person, where, `${publicUrl}${path}`)).toEqual([]);
});

test('an address that only looks like ours gets no card', async () => {
  const others = [
    'http://crossing.example.com/uc/UC-1',
    'https://crossing.example.com:8443/uc/UC-1',
    'https://deep.crossing.example.com/uc/UC-1',
  ];
  expect(await cardsAfterAll('Lena Lead', '#inside', others.join(' '))).toEqual([]);
});

test('a message with many links gets five cards', async () => {
  const links = Array.from({ length: 7 }, (_, turn) => `${publicUrl}/verdict?n=${turn}`);
  expect(await cardsOf('Lena Lead', '#inside', links.join(' '))).toHaveLength(5);
});

test('a workspace that forbids previews changes nothing for the person', async () => {
  const { workspace } = crossing;
  workspace.control.failNext('chat.unfurl', { error: 'cannot_unfurl_url' });
  await workspace.as('Lena Lead').types('#inside', `${publicUrl}/verdict`);
  const isRefused = () =>
    workspace.control.calls().some(({ answer }) => answer?.error === 'cannot_unfurl_url');
  await workspace.as('Lena Lead').waits(isRefused, 'the refusal');
  expect(lastOf('Lena Lead', '#inside')?.unfurls).toEqual([]);
  expect(workspace.as('Lena Lead').toasts()).toEqual([]);
});

test('without Slack the address shows a page that holds no facts, the same for every key', async () => {
  const texts = await Promise.all(
    ['/uc/UC-1', '/uc/UC-77', '/incident/I-1', '/verdict'].map(async (path) => {
      const response = await fetch(`${address}${path}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
      return response.text();
    }),
  );
  expect(new Set(texts).size).toBe(1);
  expect(texts[0]).toContain('Open Slack to see this');
  expect((await fetch(`${address}/uc/`)).status).toBe(404);
});

test('in an organization with other workspaces a card holds the key alone', async () => {
  const grid = await startLocalCrossing('sqlite::memory:', { ...options, enterprise: 'E0GRID' });
  try {
    await records(grid, registerUseCase, registration({ name: 'Secret plan', owner: 'U0OMAR' }));
    const [card] = await cardsOf('Lena Lead', '#inside', `${publicUrl}/uc/UC-1`, grid);
    expect(card?.text).toBe('UC-1\nOnly members of the workspace can open it.\n[Open UC-1]');
    await card?.clicks('Open UC-1');
    expect((await grid.workspace.as('Lena Lead').openModal()).text).toContain('Secret plan');
  } finally {
    await grid.close();
  }
});
