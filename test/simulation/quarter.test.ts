import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalCrossing, startLocalCrossing } from '../../sandbox/crossing.ts';
import type { Incident } from '../../src/domain/register.ts';
import { readJson, readTable, sumsOf, unzip } from '../support/evidence-pack.ts';
import { patientLimits } from '../support/patient-limits.ts';
import { expectedMessages } from './quarter/expected.ts';
import { formatSent, inBerlin, localTimeOf, readSent, type Sent } from './quarter/sent.ts';
import { createCompany, livesUntilJanuary, story } from './quarter/story.ts';

const channels = ['#general', '#ai-program', '#ai-incidents'];
const second = 1000;
const minute = 60 * second;
/** The pause between two ticks, and some time for the machine. */
const oneTick = 30 * second;

let crossing: LocalCrossing;
let sent: readonly Sent[];
let incidents: readonly Incident[];

beforeAll(async () => {
  crossing = await startLocalCrossing('sqlite::memory:', {
    ...patientLimits,
    channels: channels.map((name) => ({ name: name.slice(1), members: 'all' as const })),
  });
  const company = createCompany(crossing);
  await livesUntilJanuary(company);
  for (const { at, act } of story) {
    await crossing.passTo(inBerlin(at));
    await act(company);
    await crossing.deliver();
  }
  await crossing.passTo(inBerlin('2026-03-31 18:00'));
  sent = readSent(crossing, channels);
  const register = await crossing.store.load(crossing.workspace.teamId);
  incidents = [...register.incidents.values()];
});
afterAll(() => crossing.close());

test('a quarter of a company: everything that Crossing sent, line by line', () => {
  expect(sent.map(formatSent)).toEqual(expectedMessages);
});

const isCall = ({ gist, to }: Sent): boolean => gist.startsWith('I-') && !to.startsWith('#');
const isAboutIncident = ({ gist }: Sent): boolean => gist.startsWith('I-');

describe('in the whole quarter', () => {
  test('nobody gets more than three messages about one incident', () => {
    expect(incidents.map(({ key }) => key)).toEqual(['I-1', 'I-2']);
    for (const { key } of incidents) {
      const calls = sent.filter((one) => isCall(one) && one.gist.startsWith(`${key} `));
      expect(calls.length).toBeGreaterThan(0);
      for (const { to } of calls) expect(calls.filter((one) => one.to === to).length).toBeLessThanOrEqual(3);
    }
  });

  test('the next person is called in time, to the minute of a tick, and each call arrives with that tick', () => {
    for (const { key, calls, severity } of incidents) {
      const escalation = calls.filter(({ why }) => why === 'escalation');
      const interval = (severity === 'critical' ? 15 : 60) * minute;
      for (const [index, { at }] of escalation.entries()) {
        const before = escalation[index - 1];
        const late = before ? at - before.at - interval : 0;
        expect(late).toBeGreaterThanOrEqual(0);
        expect(late).toBeLessThan(oneTick);
      }
      const arrivals = sent
        .filter((one) => isCall(one) && one.gist.startsWith(`${key} `))
        .map(({ at }) => at);
      expect(arrivals).toHaveLength(calls.length);
      for (const { at } of calls) {
        const waits = arrivals.map((arrival) => arrival - at).filter((wait) => wait >= 0);
        expect(Math.min(...waits)).toBeLessThan(oneTick);
      }
    }
  });

  test('nobody gets a message outside their working hours, except about an incident', () => {
    for (const one of sent.filter((message) => !isAboutIncident(message))) {
      const { hour, dayOfWeek } = localTimeOf(one);
      expect(hour, formatSent(one)).toBeGreaterThanOrEqual(9);
      expect(hour, formatSent(one)).toBeLessThan(17);
      expect(dayOfWeek, formatSent(one)).toBeLessThanOrEqual(5);
    }
    expect(sent.filter(isAboutIncident).some((one) => localTimeOf(one).dayOfWeek === 6)).toBe(true);
  });

  test('nobody gets two daily messages on one day', () => {
    const days = sent
      .filter(({ gist }) => /^\d+ reminders? today/.test(gist))
      .map((one) => `${one.to} ${localTimeOf(one).toPlainDate()}`);
    expect(days).toHaveLength(new Set(days).size);
  });

  test.each([
    ['Mon 09 Feb 09:00 #ai-program | Stage 2', 'Incident reported: I-1 UC-1'],
    ['Mon 02 Mar 09:00 #ai-program | Stage 2', 'over the budget of $2,500 and 5.6 times the mean'],
    ['Mon 16 Mar 09:00 #ai-program', 'I-2'],
  ])('%s says: %s', (line, words) => {
    const found = sent.filter((one) => formatSent(one).startsWith(line));
    expect(found).toHaveLength(1);
    expect(found[0]?.blocks).toContain(words);
  });
});

/** Reads the calendar files of a person, oldest first. */
const readCalendars = (person: string) =>
  crossing.workspace
    .as(person)
    .directMessages()
    .filter(({ files }) => files.length > 0)
    .map((message) => {
      const calendar = new ICAL.Component(ICAL.parse(Buffer.from(message.opensFile()).toString()));
      const [component] = calendar.getAllSubcomponents('vevent');
      const { uid, sequence, startDate, description } = new ICAL.Event(component);
      return { uid, sequence, start: startDate.toJSDate().toISOString(), description };
    });

const asks = async (command: string): Promise<string> =>
  (await crossing.workspace.as('Lena Lead').types('#ai-program', command)).text;

describe('on its last day', () => {
  test.each(['Lena Lead', 'Omar Owner', 'Ana Operations', 'Itai IT'])(
    '%s has the calendar file of each date of the review, the last one with the agenda of that day',
    async (person) => {
      const calendars = readCalendars(person);
      // 14:00 in Berlin, before and after the clocks change.
      expect(calendars.map(({ sequence, start }) => [sequence, start])).toEqual([
        [0, '2026-03-26T13:00:00.000Z'],
        [1, '2026-03-31T12:00:00.000Z'],
        [2, '2026-03-31T12:00:00.000Z'],
      ]);
      expect(new Set(calendars.map(({ uid }) => uid)).size).toBe(1);
      const page = await asks('/stage3 review');
      const listed = page.split('\n').filter((line) => /^(•|\d+\.) /.test(line));
      const inFile = (calendars.at(-1)?.description ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => line.replace(/^- /, '• ').replace(/ \((\d+ minutes)\)$/, ', $1'));
      expect(inFile).toEqual(listed);
      expect(listed.join('\n')).toContain('I-1');
      expect(listed.join('\n')).toContain('I-2');
      expect(page).not.toContain('The agenda has changed');
    },
  );

  test('the verdict of today and the verdict as of today are the same', async () => {
    const evidence = (text: string) =>
      text
        .split('\n')
        .filter((line) => !line.startsWith('[') && !line.startsWith('Nothing expires'))
        .map((line) => line.replace(' (as of 31 March 2026)', ''));
    const now = evidence(await asks('/stage3'));
    expect(now[0]).toBe('Stage 3: all 4 requirements met');
    expect(evidence(await asks('/stage3 as of 2026-03-31'))).toEqual(now);
  });

  test.each([
    ['2026-02-06', 'Stage 3: all 4 requirements met'],
    ['2026-02-08', 'suspended since 8 February 2026: I-1: Switched the agent off'],
    ['2026-02-27', 'Stage 3: all 4 requirements met'],
    ['2026-02-28', 'the DPA of Pinecone expired on 27 February 2026'],
    ['2026-03-04', 'Stage 3: all 4 requirements met'],
  ])('the verdict as of %s says: %s', async (day, words) => {
    expect(await asks(`/stage3 as of ${day}`)).toContain(words);
  });

  test('the evidence pack of the quarter has what the people did, and its sums are right', async () => {
    await asks('/stage3 pack as of 2026-03-31');
    await crossing.deliver();
    const message = crossing.workspace
      .as('Lena Lead')
      .directMessages()
      .findLast(({ files }) => files.some((name) => name.endsWith('.zip')));
    const files = unzip(message?.opensFile() ?? new Uint8Array());
    const { written, actual } = sumsOf(files);
    expect(written).toEqual(actual);
    const column = (key: string, name: string) => readTable(files, key).map((row) => row[name]);
    expect(column('incidents', 'key')).toEqual(['I-1', 'I-2']);
    expect(column('tool-requests', 'outcome')).toHaveLength(3);
    expect(column('suspensions', 'useCase')).toEqual(['UC-1']);
    expect(column('model-versions', 'from')).toEqual(['2025-12-15', '2026-02-09']);
    expect(column('costs', 'spike').filter((spike) => spike !== '')).toEqual([
      'over the budget of $2,500 and 5.6 times the mean of the three months before',
    ]);
    expect(readJson(files, 'pack.json')).toMatchObject({ asOf: '2026-03-31' });
  });
});
