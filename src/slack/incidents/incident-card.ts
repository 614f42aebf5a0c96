import { formatDay } from '../../domain/calendar.ts';
import { actions, contextBlock, pageButton, section } from '../kit/blocks.ts';
import type { Content, PageContext } from '../kit/page.ts';
import {
  describeStatus,
  formatSlaEnd,
  formatTitle,
  formatUseCaseOf,
  formatWhat,
  titleOf,
} from './incident-words.ts';

/**
 * Renders an incident for readers whom nobody knows: its state, what happened, and two buttons. Returns null when there
 * is no such incident.
 */
export function renderIncidentCard({ register, today }: PageContext, key: string): Content | null {
  const incident = register.incidents.get(key);
  if (!incident) return null;
  const { useCase } = incident;
  return {
    title: key,
    text: titleOf(incident),
    blocks: [
      section(
        [
          `${formatTitle(incident)} · ${formatUseCaseOf(register, incident)}`,
          `${describeStatus(incident)} · ${formatSlaEnd(incident)}`,
          formatWhat(incident, 300),
        ].join('\n'),
      ),
      ...actions(
        pageButton(`Open ${key}`, { page: 'incident', args: { incident: key } }),
        pageButton(`Open ${useCase}`, { page: 'use-case', args: { useCase } }),
      ),
      contextBlock(`As of ${formatDay(today)}`),
    ],
  };
}
