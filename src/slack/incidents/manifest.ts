import { acknowledgeIncidentStep, maxIncidentLength } from '../../domain/incidents/index.ts';
import { escapeMrkdwn, truncate } from '../kit/blocks.ts';
import { click } from '../kit/click.ts';
import { hint, toForm, toPage, withUseCase } from '../kit/command.ts';
import type { SlackSubject } from '../kit/subject.ts';
import examples from './examples.json' with { type: 'json' };
import {
  incidentSettingsForm,
  reportIncidentForm,
  resolveIncidentForm,
  updateIncidentForm,
} from './incident-forms.ts';
import { incidentCall, incidentChannel } from './incident-kinds.ts';
import { incidentPage, incidentsPage } from './incident-pages.ts';
import { incidentsEntries } from './incidents-entries.ts';
import { incidentsExportPage } from './incidents-export-page.ts';

const reportFor = withUseCase('/stage3 incident UC-3', (useCase, rest) =>
  toForm({ do: 'report-incident', useCase }, rest.length > 0 ? { what: rest.join(' ') } : {}),
);

export const incidents: SlackSubject = {
  pages: [incidentPage, incidentsPage, incidentsExportPage],
  forms: [reportIncidentForm, updateIncidentForm, resolveIncidentForm, incidentSettingsForm],
  clicks: [
    click({
      step: acknowledgeIncidentStep,
      done: (_, { incident }) => ({ page: 'incident', args: { incident } }),
    }),
  ],
  messages: [incidentCall, incidentChannel],
  shortcuts: [
    {
      type: 'message',
      callbackId: 'report-incident',
      name: 'Report an AI incident',
      description: 'Opens an incident about a use case, with the text and the link of this message',
      form: (_, { text, link }) => ({
        step: { do: 'report-incident' },
        prefilled: { what: truncate(text, maxIncidentLength), link },
      }),
    },
  ],
  about: 'incidents',
  entries: incidentsEntries,
  examples,
  commands: [
    {
      name: 'incident',
      topic: 'Production',
      args: 'UC-3',
      help: 'Report an incident',
      run: (typed, context) =>
        typed.length === 0 ? toForm({ do: 'report-incident' }) : reportFor(typed, context),
    },
    {
      name: 'incidents',
      topic: 'Production',
      args: '[I-3]',
      help: 'Incidents and their SLA clocks',
      run: ([typed]) => {
        if (typed === undefined) return toPage('incidents');
        const number = /^(?:i-?)?0*(\d+)$/i.exec(typed)?.[1];
        return number === undefined
          ? hint(
              `There is no incident ${escapeMrkdwn(typed, 40)}. Write a key such as \`/stage3 incidents I-3\`, or \`/stage3 incidents\` for all.`,
            )
          : toPage('incident', { incident: `I-${number}` });
      },
    },
  ],
};
