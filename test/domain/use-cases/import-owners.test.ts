import { describe, expect, test } from 'vitest';
import { listOwners, planImport } from '../../../src/domain/use-cases/import.ts';
import { slackIds } from '../../../src/slack/kit/slack-ids.ts';
import { lines } from '../../support/import-lines.ts';
import { Workspace } from '../../support/register.ts';

const createWorkspace = () => new Workspace('2026-02-02');

describe('an owner', () => {
  const createDirectory = (...names: readonly string[]) => {
    const { register } = createWorkspace();
    const people = names.map((name, index) => ({
      id: `U0${index}X`,
      name,
      active: true,
      timeZone: null,
      kind: 'member' as const,
    }));
    return { ...register, people: new Map(people.map((person) => [person.id, person])) };
  };
  const act = () => {
    const given = createWorkspace().act('member');
    const here = ['U00X', 'U01X'].map((id) => ({
      ...createWorkspace().person('owner'),
      id,
      kind: 'member' as const,
    }));
    return { ...given, people: new Map([...given.people, ...here.map((one) => [one.id, one] as const)]) };
  };
  const people = createDirectory('Sara Sales', 'Omar Owner');

  test.each([
    ['@Sara Sales', 'U00X'],
    ['sara  sales', 'U00X'],
    ['@sara', 'U00X'],
    ['@U01X', 'U01X'],
  ])('written as "%s" is the person with that name, first name or ID', (owner, id) => {
    const { accepted } = planImport(people, lines({ owner }), act(), { syntax: slackIds });
    expect(accepted.map(({ input }) => input.owner)).toEqual([id]);
    expect(listOwners(people, lines({ owner }), null, slackIds)).toEqual([id]);
  });

  test.each([
    ['Wanda Writer', 'U0W'],
    ['Writer, Wanda', 'U0W'],
    ['WANDA', 'U0W'],
    ['wandaw', 'U0W'],
    ['Wanda (ops)', 'U0W'],
  ])('written as "%s" is found by any of their names in Slack', (owner, id) => {
    const wanda = { id: 'U0W', name: 'Wanda (ops)', active: true, timeZone: null, kind: 'member' as const };
    const directory = new Map([['U0W', { ...wanda, names: ['Wanda (ops)', 'Wanda Writer', 'wandaw'] }]]);
    const given = { ...act(), people: new Map([['U0W', wanda]]) };
    const { accepted } = planImport(createWorkspace().register, lines({ owner }), given, {
      directory,
      syntax: slackIds,
    });
    expect(accepted.map(({ input }) => input.owner)).toEqual([id]);
  });

  test.each(['WANDA', 'UWE', 'Wim'])('%s is a name, not an ID', (owner) => {
    expect(planImport(people, lines({ owner }), act(), { syntax: slackIds }).refused[0]?.problem).toContain(
      `nobody here is called "${owner}"`,
    );
    expect(listOwners(people, lines({ owner }), null, slackIds)).toEqual([]);
  });

  test('an ambiguous name is refused with the ID of each person', () => {
    const two = createDirectory('Sara Sales', 'Sara Support');
    const { refused } = planImport(two, lines({ owner: '@sara' }), act());
    expect(refused.map(({ problem }) => problem)).toEqual([
      'owner: "@sara" may be Sara Sales (write U00X) or Sara Support (write U01X).',
    ]);
    expect(listOwners(two, lines({ owner: '@sara' }))).toEqual([]);
  });

  test('a name never means a person who has left', () => {
    const [sara] = [...people.people.values()];
    const without = { ...people, people: new Map(sara ? [[sara.id, { ...sara, active: false }]] : []) };
    const [refused] = planImport(without, lines({ owner: '@sara' }), act()).refused;
    expect(refused?.problem).toContain('nobody here is called "@sara". Write the member ID');
  });
});
