import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import {
  escalationIntervalOf,
  formatDuration,
  isUnresolved,
  listUnresolved,
  privacyDeadlineOf,
  statusOf,
} from '../../domain/incidents/index.ts';
import type { Call, Incident, Instant, Register } from '../../domain/register.ts';
import { renderFollowUpsOf } from '../follow-ups/index.ts';
import {
  actions,
  divider,
  escapeMrkdwn,
  factsBlock,
  header,
  mention,
  menu,
  pageButton,
  pageChoice,
  recordButton,
  section,
  stepButton,
} from '../kit/blocks.ts';
import { type Content, type PageContext, page } from '../kit/page.ts';
import { formatMoment } from '../kit/words.ts';
import {
  describeContainment,
  describeStatus,
  formatSla,
  formatUseCaseOf,
  formatWhat,
  renderIncidentRow,
  titleOf,
} from './incident-words.ts';

/** The most entries of a timeline shown; the change log has all. */
const maxEntries = 12;

const callReasons: Readonly<Record<Call['why'], string>> = {
  escalation: 'called',
  sla: 'called because the SLA is missed',
  privacy: 'told as privacy contact',
};

/** Returns everything that happened in an incident, oldest first. */
function listTimeline(incident: Incident): readonly { readonly at: Instant; readonly text: string }[] {
  const { openedBy, openedAt, calls, acknowledged, timeline, mitigated, resolved } = incident;
  return [
    { at: openedAt, text: `reported by ${mention(openedBy)}` },
    ...calls.map(({ at, person, why }) => ({ at, text: `${mention(person)} ${callReasons[why]}` })),
    ...(acknowledged ? [{ at: acknowledged.at, text: `acknowledged by ${mention(acknowledged.by)}` }] : []),
    ...timeline.map(({ at, by, text }) => ({ at, text: `${mention(by)}: ${escapeMrkdwn(text, 250)}` })),
    ...(mitigated ? [{ at: mitigated.at, text: `mitigated by ${mention(mitigated.by)}` }] : []),
    ...(resolved ? [{ at: resolved.at, text: `resolved by ${mention(resolved.by)}` }] : []),
  ].sort((a, b) => a.at - b.at);
}

/** Returns "12 h left of 72 h (until 14 January 12:00), tell @ann"; null when it is no data exposure. */
function describePrivacy(incident: Incident, at: Instant): string | null {
  const end = privacyDeadlineOf(incident);
  if (end === null) return null;
  const told = incident.calls.find(({ why }) => why === 'privacy');
  const contact = told ? `${mention(told.person)} decides` : 'there is no privacy contact in the settings';
  const clock =
    at > end ? `72 h ended ${formatDuration(at - end)} ago` : `${formatDuration(end - at)} left of 72 h`;
  return `${clock} (until ${formatMoment(end)}), ${contact}`;
}

function renderStateLines(incident: Incident, { register, at }: PageContext): string {
  const privacy = describePrivacy(incident, at);
  const waits =
    statusOf(incident) === 'open' && incident.calls.length > 0
      ? ` Crossing calls the next person ${formatDuration(escalationIntervalOf(incident))} after the last one.`
      : '';
  return [
    `*${formatUseCaseOf(register, incident)}*`,
    `${describeStatus(incident)}.${waits}`,
    formatSla(incident, at),
    ...(privacy === null ? [] : [`*Report to the authority*: ${privacy}`]),
  ].join('\n');
}

function renderButtons({ key, acknowledged, useCase }: Incident): KnownBlock[] {
  return actions(
    acknowledged
      ? stepButton({ do: 'update-incident', incident: key }, undefined, { style: 'primary' })
      : recordButton({ do: 'acknowledge-incident', incident: key }, undefined, { style: 'primary' }),
    acknowledged ? null : stepButton({ do: 'update-incident', incident: key }),
    stepButton({ do: 'resolve-incident', incident: key }),
    pageButton(`Open ${useCase}`, { page: 'use-case', args: { useCase } }),
  );
}

function renderIncident(context: PageContext, incident: Incident): Content {
  const { since, openedAt, openedBy, model, resolved, useCase } = incident;
  const timeline = listTimeline(incident);
  const left = timeline.length - maxEntries;
  const entries = timeline.slice(-maxEntries).map(({ at, text }) => `${formatMoment(at)}: ${text}`);
  return {
    title: incident.key,
    text: titleOf(incident),
    blocks: [
      header(titleOf(incident)),
      section(renderStateLines(incident, context)),
      ...(resolved ? [] : renderButtons(incident)),
      section(formatWhat(incident, 1500)),
      factsBlock([
        ['Since', formatMoment(since)],
        ['Reported', `${formatMoment(openedAt)} by ${mention(openedBy)}`],
        ['Model at that time', model === null ? 'not recorded' : escapeMrkdwn(model, 100)],
        ['Contained by', describeContainment(incident)],
      ]),
      ...(resolved
        ? [
            section(
              `*Cause*: ${escapeMrkdwn(resolved.cause, 600)}\n*Lessons learned*: ${escapeMrkdwn(resolved.learned, 600)}`,
            ),
          ]
        : []),
      section(
        [
          '*Timeline*',
          ...(left > 0 ? [`${left} earlier entries are in the change log`] : []),
          ...entries,
        ].join('\n'),
      ),
      divider,
      ...renderFollowUpsOf(context, incident.key),
      ...actions(
        pageButton('All incidents', { page: 'incidents' }),
        ...(resolved ? [pageButton(`Open ${useCase}`, { page: 'use-case', args: { useCase } })] : []),
        context.register.auditTrails.has(useCase)
          ? pageButton('Audit trail', { page: 'audit', args: { useCase } })
          : null,
        pageButton('Change log', { page: 'log', args: { useCase } }),
      ),
    ],
  };
}

/** Shows one incident: status and clock, the next step, then what happened. */
export const incidentPage = page(
  'incident',
  z.object({ incident: z.string() }),
  (context, { incident: key }): Content => {
    const incident = context.register.incidents.get(key);
    return incident
      ? renderIncident(context, incident)
      : {
          title: 'Incident',
          text: `There is no ${key}`,
          blocks: [
            section(`There is no incident ${escapeMrkdwn(key, 40)}.`),
            ...actions(pageButton('All incidents', { page: 'incidents' })),
          ],
        };
  },
);

const perPage = 10;

const filters = z.enum(['open', 'resolved', 'data-exposure', 'all']);
type Filter = z.infer<typeof filters>;
const filterTitles: Readonly<Record<Filter, string>> = {
  open: 'Open',
  resolved: 'Resolved',
  'data-exposure': 'Data exposures',
  all: 'All',
};

/** Returns the chosen incidents: unresolved ones by severity, then resolved ones, latest first. */
function listChosen(register: Register, filter: Filter, useCase: string | undefined): readonly Incident[] {
  const resolved = [...register.incidents.values()]
    .filter((one) => !isUnresolved(one))
    .sort((a, b) => (b.resolved?.at ?? 0) - (a.resolved?.at ?? 0));
  const all = [...listUnresolved(register), ...resolved].filter(
    (one) => useCase === undefined || one.useCase === useCase,
  );
  if (filter === 'all') return all;
  if (filter === 'data-exposure') return all.filter(({ kind }) => kind === 'data-exposure');
  return all.filter((one) => isUnresolved(one) === (filter === 'open'));
}

/** Shows incidents, ten per page: unresolved ones first, the most severe at the top. */
export const incidentsPage = page(
  'incidents',
  z.object({
    show: filters.default('all'),
    useCase: z.string().optional(),
    from: z.int().nonnegative().default(0),
  }),
  (context, { show, useCase, from }): Content => {
    const { register, at } = context;
    const all = listChosen(register, show, useCase);
    const start = from < all.length ? from : 0;
    const shown = all.slice(start, start + perPage);
    const range = all.length > perPage ? `, ${start + 1} to ${start + shown.length}` : '';
    const title = useCase === undefined ? 'Incidents' : `Incidents of ${useCase}`;
    const list = (label: string, first: number) =>
      pageButton(label, { page: 'incidents', args: { show, useCase, from: Math.max(0, first) } });
    return {
      title: 'Incidents',
      text: `${title} (${all.length})`,
      blocks: [
        header(`${title} (${all.length}${range})`),
        ...actions(
          pageChoice(
            'Show',
            filters.options.map((filter) => [
              `${filterTitles[filter]} (${listChosen(register, filter, useCase).length})`,
              { page: 'incidents', args: { show: filter, useCase } },
            ]),
            filters.options.indexOf(show),
          ),
        ),
        ...(all.length === 0
          ? [
              section(
                show === 'all'
                  ? 'No incident is reported. If AI gives wrong output, exposes data or fails, report it here or from the menu of a message.'
                  : 'No incident matches this filter.',
              ),
            ]
          : []),
        ...shown.map((one) => renderIncidentRow(register, one, at)),
        ...actions(
          start > 0 ? list('Previous', start - perPage) : null,
          start + perPage < all.length ? list('Next', start + perPage) : null,
          stepButton(useCase === undefined ? { do: 'report-incident' } : { do: 'report-incident', useCase }),
          menu(
            [
              [{ page: 'follow-ups' }, 'Follow-ups'],
              all.length === 0 ? null : [{ page: 'incidents-export' }, 'Export incidents'],
              [{ do: 'change-incident-settings' }],
              [{ page: 'verdict' }, 'Verdict'],
            ],
            { page: 'help' },
          ),
        ),
      ],
    };
  },
);
