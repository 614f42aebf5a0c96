import { describe, expect, test } from 'vitest';
import { enterAbsence } from '../../../src/domain/absences/absences.ts';
import { appointOperators } from '../../../src/domain/ai-operations/ai-operations.ts';
import { chooseDigest } from '../../../src/domain/digest/digests.ts';
import { muteNudges } from '../../../src/domain/reminders/mutes.ts';
import { listNudgeKinds } from '../../../src/domain/reminders/nudge-kinds.ts';
import { findCommandNames } from '../../../src/slack/home/find-commands.ts';
import { findNamedKinds } from '../../../src/slack/reminders/mute-answers.ts';
import { findClick, subcommands } from '../../../src/slack/subjects.ts';
import { answerTo, contextIn, openForm, textOf } from '../../support/entry-context.ts';
import { type CastMember, stage3, Workspace } from '../../support/register.ts';

const company = () => stage3('2026-02-02').on('2026-03-02');
const context = contextIn(company());
const nothing = contextIn(new Workspace('2026-03-02', null), 'member');

describe('people', () => {
  test('the lead has the source of the appointment', async () => {
    const { text, source } = await answerTo('transformation-lead', context);
    expect(text).toBe('The transformation lead is <@lead>.');
    expect(source).toMatchObject({ by: 'admin', at: '2026-02-02' });
    expect(await textOf('transformation-lead', context, { person: 'seller' })).toBe(
      '<@seller> is not the transformation lead. The transformation lead is <@lead>.',
    );
    expect(await textOf('transformation-lead', nothing)).toMatch(/^There is no transformation lead yet\./);
  });

  test('a person owns what is recorded', async () => {
    expect(await textOf('owned-use-cases', context, { person: 'seller' })).toBe(
      '<@seller> owns 1 use case: *UC-2 Call summaries* (in pilot).',
    );
    expect(await textOf('my-use-cases', contextIn(company(), 'member'))).toBe('You own no open use case.');
  });

  test('the roles of a person are all that the register names', async () => {
    expect(await textOf('roles-of-person', context, { person: 'admin' })).toBe(
      '<@admin> is a person to call for UC-1, owns the cost report of UC-1 and owns IT service account.',
    );
    expect(await textOf('roles-of-person', context, { person: 'member' })).toBe('<@member> has no role.');
  });

  test('a role whose holder left needs a successor', async () => {
    expect(await textOf('vacancies', context)).toBe('Every role has an active member.');
    expect(await textOf('vacancies', contextIn(company().leaves('operator')))).toBe(
      '1 role needs a successor. <@operator> left Slack (AI Operations).',
    );
  });

  test('AI Operations has its holder, with the day of acceptance', async () => {
    expect(await textOf('ai-operations', context)).toBe(
      '<@operator> accepted all three accountabilities on 2 February 2026.',
    );
    const workspace = company();
    workspace.do('lead', appointOperators, { people: ['operator', 'member'] });
    expect(await textOf('has-accepted', contextIn(workspace), { person: 'member' })).toBe(
      '<@member> was appointed on 2 March 2026 and has not accepted yet. <@lead> appointed them on 2 March 2026.',
    );
    expect(await textOf('has-accepted', contextIn(workspace))).toBe('<@member> has not accepted yet.');
    expect(await textOf('has-accepted', context, { person: 'seller' })).toBe(
      '<@seller> is not appointed to AI Operations.',
    );
  });
});

describe('absences', () => {
  const workspace = company();
  workspace.do('seller', enterAbsence, { from: '2026-03-02', until: '2026-03-06', deputy: 'member' });

  test('an absent person has a deputy', async () => {
    expect(await textOf('who-is-away', contextIn(workspace))).toBe(
      'Away today: <@seller> until 6 March 2026 (deputy <@member>).',
    );
    expect(await textOf('absence-of-person', contextIn(workspace), { person: 'seller' })).toBe(
      '<@seller> is away until 6 March 2026. The deputy is <@member>.',
    );
    expect(await textOf('who-is-away', contextIn(workspace), { day: '2026-03-09' })).toBe(
      'Nobody has entered an absence for 9 March 2026.',
    );
  });

  test('the form begins with the days and the deputy that were said', () => {
    const period = { from: '2026-03-09', to: '2026-03-13' };
    const form = openForm('enter-absence', context, { period, person: 'member' });
    expect(['First day away', 'Last day away', 'Deputy'].map(form.initial)).toEqual([
      '2026-03-09',
      '2026-03-13',
      'member',
    ]);
    expect(openForm('enter-absence', context, { day: '2026-03-06' }).initial('First day away')).toBe(
      '2026-03-02',
    );
  });
});

describe('an absence that somebody announces', () => {
  test('"I am away" names nobody as their own deputy', () => {
    const own = openForm('enter-absence', context, { day: '2026-03-06', person: context.actor.id });
    expect(own.initial('Deputy')).toBeNull();
  });

  test('from a day until the end of a later week lasts from that day', () => {
    const until = { from: '2026-03-09', to: '2026-03-15' };
    const form = openForm('enter-absence', context, { day: '2026-03-04', period: until });
    expect(['First day away', 'Last day away'].map(form.initial)).toEqual(['2026-03-04', '2026-03-15']);
    const later = openForm('enter-absence', context, { day: context.today, period: until });
    expect(later.initial('First day away')).toBe('2026-03-09');
  });
});

describe('settings and the digest', () => {
  test('a setting has the source of its own change', async () => {
    const workspace = company().set({ currency: 'EUR' });
    const changed = contextIn(workspace);
    expect(await answerTo('currency', changed)).toMatchObject({
      text: 'All amounts are in EUR.',
      source: { by: 'admin', at: '2026-03-02' },
    });
    expect((await answerTo('time-zone', changed)).source).toMatchObject({ at: '2026-02-02' });
  });

  test('a Saturday without a holiday is not a working day', async () => {
    expect(await textOf('working-days', context, { day: '2026-03-07' })).toMatch(
      /^Sat 7 March is not a working day\. No holiday is recorded for it\./,
    );
  });

  test('the reading in force names its decisions', async () => {
    expect(await textOf('reading', contextIn(company().set({ reading: 'three' })))).toBe(
      'In force: three decisions required (without guardrail tooling, API ownership and rate limits). Requirement 2 needs a committed decision for model provider, vector database and observability stack. In the settings, the lead can choose five, four or three.',
    );
  });

  test('the next digest has its day in its own time zone', async () => {
    expect(await textOf('digest', context)).toBe('No channel gets the weekly digest yet.');
    const workspace = company();
    const schedule = { weekday: 1, time: '09:00', timeZone: 'Europe/Berlin' };
    workspace.do('lead', chooseDigest, { channel: 'C00001', ...schedule });
    expect(await textOf('digest', contextIn(workspace))).toBe(
      '<#C00001> gets the digest every Monday at 09:00 (Europe/Berlin). The next one is due on 9 March 2026.',
    );
  });
});

describe('the change log', () => {
  test('a period has its verdicts and its changes', async () => {
    const workspace = company().leaves('operator');
    expect(await textOf('changes', contextIn(workspace), { day: '2026-03-01' })).toMatch(
      /^The verdict went from Stage 3, 4 of 4 requirements, to Stage 2, 3 of 4 requirements \(not met: AI Operations ownership\)\. 1 change since 1 March 2026\. Latest: .* left Slack\.$/,
    );
    expect(await textOf('changes-on', contextIn(workspace), { day: '2026-02-20' })).toBe(
      'The verdict stayed at Stage 3, 4 of 4 requirements. Nothing was recorded on 20 February 2026.',
    );
    expect(await textOf('changes', contextIn(workspace), { day: '2026-03-09' })).toBe(
      '9 March 2026 is in the future. Choose today or an earlier day.',
    );
  });

  test('the last change of a use case has its author', async () => {
    const { text, source } = await answerTo('last-change', context, { useCase: 'UC-1' });
    expect(text).toMatch(
      /^Latest change to \*UC-1 AI Support Agent\*: .* recorded the go-live · UC-1 AI Support Agent/,
    );
    expect(source).toMatchObject({ by: 'lead', at: '2026-02-02' });
  });
});

describe('what waits for a person', () => {
  test('a reminder comes first, with its step', async () => {
    const own = contextIn(company(), 'seller');
    const { text, next } = await answerTo('waiting-for-me', own);
    expect(text).toMatch(/First: UC-2 Call summaries: no check-in and no new evidence for 28 days\./);
    expect(next[0]).toEqual([{ do: 'check-in', useCase: 'UC-2' }, 'Check in']);
    expect(await textOf('waiting-for-me', contextIn(company(), 'member'))).toBe('You have nothing to do.');
  });

  test('a reminder is snoozed in its form', async () => {
    const { next } = await answerTo('snooze-reminder', contextIn(company(), 'seller'), { useCase: 'UC-2' });
    expect(next[0]?.[0]).toMatchObject({ do: 'snooze', subject: expect.stringContaining('UC-2') });
    const later = { useCase: 'UC-2', day: '2026-03-06' };
    expect(await textOf('snooze-reminder', contextIn(company(), 'seller'), later)).toContain(
      'For 6 March 2026, choose *In 3 days* in the form.',
    );
    expect(await textOf('snooze-reminder', contextIn(company(), 'member'))).toBe(
      'You have no open reminder to snooze.',
    );
  });

  test('a kind of reminder is muted by its name, or because one is open', async () => {
    const kinds = async (who: CastMember, words?: string, workspace = company()) =>
      (await answerTo('mute-reminders', contextIn(workspace, who), words === undefined ? {} : { words })).next
        .map(([offered]) => ('do' in offered && offered.do === 'mute-nudges' ? offered.kind : null))
        .filter((kind) => kind !== null);
    expect(await kinds('member', 'the weekly check-ins')).toEqual(['adoption']);
    expect(await kinds('member', 'key rotation')).toEqual(['key-rotation']);
    expect(await kinds('seller')).toContain('stale-pilot');
    expect(await kinds('member')).toEqual([]);
    const muted = company();
    muted.do('member', muteNudges, { kind: 'adoption' });
    expect(await kinds('member', 'check-ins', muted)).toEqual([]);
    expect(await textOf('mute-reminders', contextIn(muted, 'member'))).toMatch(
      /^You muted: Adoption check-ins/,
    );
  });

  test('a named kind is muted and unmuted in four languages, whether or not a reminder is open', async () => {
    const muted = company();
    muted.do('member', muteNudges, { kind: 'cost-report' });
    muted.do('member', muteNudges, { kind: 'adoption' });
    const offers = async (key: string, said: string, workspace = company()) =>
      (await answerTo(key, contextIn(workspace, 'member'), {}, said)).next.map(([offered]) =>
        'kind' in offered ? offered.kind : null,
      );
    expect(await offers('mute-reminders', 'bitte keine Erinnerungen an Check-ins mehr')).toContain(
      'adoption',
    );
    expect(await offers('mute-reminders', 'désactive les rappels sur les coûts')).toContain('cost-report');
    expect(await offers('mute-reminders', 'no más avisos de rotación de claves')).toContain('key-rotation');
    expect(await offers('mute-reminders', 'mute everything about incidents')).toEqual([null]);
    expect(await offers('unmute-reminders', 'turn the cost reminders back on', muted)).toEqual([
      ...['cost-report', null],
    ]);
    expect(
      (await answerTo('unmute-reminders', contextIn(muted, 'member'), {}, 'unmute the DPA reminders')).text,
    ).toBe(
      'You did not mute: DPAs missing or expiring. You muted: Monthly costs (2 March 2026) and Adoption check-ins (2 March 2026).',
    );
  });

  test('every kind of reminder is found by its title', () => {
    for (const { key, title } of listNudgeKinds()) expect(findNamedKinds(title), title).toContain(key);
  });

  test('muting from an answer also settles the open reminders of the kind', () => {
    expect(findClick('mute-nudges')?.take({ kind: 'adoption' }).muted).toBe('adoption');
    expect(findClick('unmute-nudges')?.take({ kind: 'adoption' }).muted).toBeNull();
  });

  test('muted kinds are those of the person who asks', async () => {
    const workspace = company();
    workspace.do('seller', muteNudges, { kind: 'adoption' });
    expect(await textOf('muted-reminders', contextIn(workspace, 'seller'))).toMatch(
      /^You muted: .* \(2 March 2026\)\./,
    );
    expect(await textOf('muted-reminders', contextIn(workspace, 'owner'))).toMatch(
      /^You have not muted any reminders/,
    );
  });
});

describe('words and rules', () => {
  test.each([
    ['DPA', /^A DPA is the data processing agreement/],
    ['the waivers', /^A waiver excuses/],
    ['human in the loop', /^Human-in-the-loop means/],
    ['pilot purgatory', /^A company with two or more of five symptoms/],
    ['Anwendungsfall', /^A use case is one use of AI/],
    ['dérogation', /^A waiver excuses/],
    ['the guardrails thing', /^Guardrails check/],
    ['the weather', /^Crossing has no definition of "the weather"/],
  ])('%s is explained, or not known', async (words, text) => {
    expect(await textOf('definition', context, { words })).toMatch(text);
  });

  test.each([
    ['register a use case', 'Any full member may register a use case. You may.'],
    [
      'waive an item',
      'AI Operations, the transformation lead and Slack admins may grant a waiver. Today: <@operator> and <@lead>.',
    ],
    [
      'change the settings',
      'The transformation lead and Slack admins may change the settings. Today: <@lead>. You may not.',
    ],
    ['fly', 'Crossing has no rule about "fly".'],
  ])('who may %s comes from the permission of the step', async (words, text) => {
    expect(await textOf('who-may', contextIn(company(), 'seller'), { words })).toBe(text);
  });

  test('the rule for one use case names its owner, and the person who asks', async () => {
    expect(await textOf('who-may', contextIn(company(), 'seller'), { words: 'edit', useCase: 'UC-2' })).toBe(
      'The owner of the use case, the transformation lead and Slack admins may edit it (UC-2). Today: <@seller> and <@lead>. You may.',
    );
  });

  test.each([
    ['which command shows me the checklist of my use case', '/stage3 checklist UC-3`: The production'],
    ["what's the slash command to type for monthly costs", '/stage3 costs [UC-3]`: Monthly costs'],
    ['what do i type for the page with all owners and roles', '/stage3 owners`: The lead'],
    ['Under which command can one read what data may go into which kind of tool', '/stage3 tools rules`'],
    ['which command tells me the model that ran on a certain day?', '/stage3 versions [UC-3] [2026-01-12]`'],
    ['Where are the vendors and their agreements listed?', '/stage3 vendors`: Vendors and their DPAs'],
    ['is there anything shorter to type than /stage3 decide?', '/decision` are short for'],
    ['welcher Befehl zeigt die Einstellungen', '/stage3 settings`: Lead'],
    ['quelle commande affiche les coûts', '/stage3 costs [UC-3]`'],
    ['con qué comando registro un nuevo caso de uso', '/stage3 usecase add [name]`: Register a use case'],
  ])('%s finds its command', async (said, usage) => {
    const { text } = await answerTo('commands', context, {}, said);
    expect(text).toContain(usage);
    expect(text).toContain('`/stage3 help` lists all commands.');
    expect(text.split('`: ').length).toBeLessThanOrEqual(3);
  });

  test('every command is found by the words of its help', () => {
    const helped = subcommands.filter(({ help }) => help !== null);
    const lost = helped.filter(({ name, help }) => !findCommandNames(`${name} ${help}`).includes(name));
    expect(lost.map(({ name }) => name)).toEqual([]);
  });

  test('how something is done names a command that exists', async () => {
    const { data, next } = await answerTo('how-to-check-in', context, { useCase: 'UC-1' });
    expect(data.command).toBe('/stage3 checkin UC-3 [daily:40 weekly:62 none:18]');
    expect(next).toEqual([[{ do: 'check-in', useCase: 'UC-1' }]]);
  });

  test('a greeting says where the company stands', async () => {
    expect(await textOf('hello', nothing)).toBe(
      'Hello. Nothing is registered yet. You can ask about a use case, what blocks us, or who owns what.',
    );
    expect(await textOf('hello', context)).toMatch(/^Hello\. Stage 3: all 4 requirements met\./);
  });
});
