import type { EvidenceDetails, UseCase } from '../../src/domain/register.ts';
import type { Due, Facts } from './facts.ts';

/** Returns the people whom evidence names. */
export const namedIn = (details: EvidenceDetails): readonly string[] =>
  details.item === 'incident-response'
    ? details.callOrder
    : details.item === 'cost-monitoring'
      ? [details.reportOwner]
      : [];

/** Returns the roles of people who have left, each for the person who names a successor. */
export function vacancies(facts: Facts, lead: string | undefined): readonly Due[] {
  const isOn = ({ life }: UseCase) => life.stage !== 'stopped' && life.stage !== 'retired';
  const held = [
    ...facts
      .all('useCases')
      .filter(isOn)
      .map(({ owner, key }) => ({ person: owner, asked: lead, about: key })),
    ...facts.all('evidence').flatMap(({ useCase: key, details }) => {
      const useCase = facts.get('useCases', key);
      if (!useCase || !isOn(useCase)) return [];
      const asked = facts.isActive(useCase.owner) ? useCase.owner : lead;
      return namedIn(details).map((person) => ({ person, asked, about: key }));
    }),
    ...facts
      .all('decisions')
      .flatMap(({ key, status, details }) =>
        status === 'committed' && details?.category === 'api-ownership'
          ? [{ person: details.serviceAccountOwner, asked: lead, about: `decisions:${key}` }]
          : [],
      ),
    ...facts
      .all('followUps')
      .filter(({ closed }) => closed === null)
      .map(({ key, owner }) => ({ person: owner, asked: lead, about: `followUps:${key}` })),
    ...facts
      .all('incidentSettings')
      .flatMap(({ privacyContact }) =>
        privacyContact === null
          ? []
          : [{ person: privacyContact, asked: lead, about: 'incidentSettings:settings' }],
      ),
    ...facts.all('operators').map(({ person }) => ({ person, asked: lead, about: `operators:${person}` })),
    ...facts.settings.leads.map((person) => ({ person, asked: lead, about: 'settings:settings' })),
  ].filter(({ person, asked }) => asked !== undefined && !facts.isActive(person));
  const pairs = new Map(held.map((one) => [`${one.person} ${one.asked}`, one]));
  return [...pairs.values()].map(({ person, asked = '' }) => ({
    kind: 'owner-left',
    subject: person,
    person: asked,
    about: [
      `people:${person}`,
      ...held.filter((other) => other.person === person && other.asked === asked).map(({ about }) => about),
    ],
    again: { workingDays: 2 },
  }));
}
