import { formatDay } from '../../domain/calendar.ts';
import {
  changeIncidentSettings,
  incidentSettingsOf,
  listUnresolvedOf,
  maxIncidentLength,
  reportIncident,
  resolveIncident,
  updateIncident,
} from '../../domain/incidents/index.ts';
import { type Incident, incidentSettingsId, type Register, settingsOf } from '../../domain/register.ts';
import { findSuspension } from '../../domain/suspensions/index.ts';
import { listRunning } from '../../domain/use-cases/index.ts';
import { timeOfDay } from '../../domain/working-days.ts';
import { followUpRowFields } from '../follow-ups/index.ts';
import { enteredDay, enteredOption, enteredText } from '../kit/answer-words.ts';
import { channelMention, escapeMrkdwn, mention, mentions, section } from '../kit/blocks.ts';
import { choice, yesNo } from '../kit/choice-fields.ts';
import { date, time } from '../kit/date-fields.ts';
import { type FormContext, findStepRefusal, form } from '../kit/form.ts';
import { findNextSteps, getUseCase, listTestSteps } from '../kit/next-steps.ts';
import { optionalChannel, optionalPerson, readEnteredPerson } from '../kit/people-fields.ts';
import { optionalLink, text } from '../kit/text-fields.ts';
import {
  containmentOptions,
  describeStatus,
  formatSla,
  formatTitle,
  formatUseCaseOf,
  formatWhat,
  kindOptions,
  severityOptions,
  titleOf,
} from './incident-words.ts';

/** Returns an incident by key. @throws RangeError when it does not exist */
function getIncident({ register }: { readonly register: Register }, key: string): Incident {
  const found = register.incidents.get(key);
  if (!found) throw new RangeError(`no incident ${key}`);
  return found;
}

const findEdited = (key: string, register: Register) => ({
  entity: 'incidents' as const,
  id: key,
  // A call to the next person changes nothing that the form shows.
  shown: (({ calls: _, ...shown }) => shown)(getIncident({ register }, key)),
});

/** Makes the choice of a running use case, those in production first. */
function chooseUseCaseField({ register }: FormContext) {
  const running = listRunning(register);
  const sorted = [
    ...running.filter(({ life }) => life.stage === 'production'),
    ...running.filter(({ life }) => life.stage !== 'production'),
  ];
  return choice({
    label: 'Use case',
    ...(sorted.length > 100 ? { hint: 'Is it missing here? Type /stage3 incident with its key.' } : {}),
    options: sorted.map(({ key, name }) => [key, `${key} ${name}`] as const),
  });
}

export const reportIncidentForm = form({
  key: 'report-incident',
  title: () => 'Report incident',
  submit: 'Report',
  findRefusal: (_, { register }) =>
    listRunning(register).length > 0
      ? null
      : {
          code: 'not-now',
          message: 'No use case is in pilot or in production. Start the pilot of a use case first.',
          see: { page: 'use-cases' },
        },
  intro: ({ useCase: key }, context) => {
    const open = key === undefined ? [] : listUnresolvedOf(context.register, key);
    const name = key === undefined ? '' : `*${key} ${escapeMrkdwn(getUseCase(context, key).name)}*. `;
    const known =
      open.length === 0
        ? ''
        : `\n:warning: Already open: ${open.map(({ key: one, what }) => `${one} (${escapeMrkdwn(what, 80)})`).join(', ')}.`;
    return [
      section(
        `${name}Crossing calls the first person of the call order at once, at any hour, until somebody acknowledges it.${known}`,
      ),
    ];
  },
  fields: ({ useCase }, context, entered) => {
    const { timeZone } = settingsOf(context.register);
    return {
      ...(useCase === undefined ? { useCase: chooseUseCaseField(context) } : {}),
      kind: choice({
        label: 'Kind',
        options: kindOptions,
        initial: enteredOption(entered, 'kind', kindOptions),
      }),
      severity: choice({
        label: 'Severity',
        options: severityOptions,
        initial: enteredOption(entered, 'severity', severityOptions),
      }),
      what: text({
        label: 'Description',
        hint: 'Such as: it told three customers that they get a refund.',
        multiline: true,
        max: maxIncidentLength,
        initial: enteredText(entered, 'what'),
      }),
      link: optionalLink({
        label: 'Link',
        hint: 'The message or the log that shows it.',
        initial: enteredText(entered, 'link'),
      }),
      sinceDay: date({ label: 'Since', initial: enteredDay(entered, 'sinceDay') ?? context.today }),
      sinceTime: time({
        label: 'Since, time',
        hint: `In the time zone ${timeZone}.`,
        initial: enteredText(entered, 'sinceTime') ?? timeOfDay(context.at, timeZone),
      }),
    };
  },
  decide: ({ useCase: chosen, ...values }, { useCase }, register, act) =>
    reportIncident(register, { ...values, useCase: useCase ?? chosen ?? '' }, act),
  done: ({ useCase: chosen }, { useCase: given }, context) => {
    const useCase = given ?? chosen ?? '';
    const incident = [...context.register.incidents.values()].findLast((one) => one.useCase === useCase);
    if (!incident) return { text: 'The incident is reported.', next: [] };
    const called = incident.calls.map(({ person }) => person);
    const next =
      called.length === 0
        ? 'Nobody can be called: the call order is empty or everyone is away. Tell AI Operations yourself.'
        : `Crossing calls ${mentions(called)} now.`;
    const model = incident.model === null ? 'not recorded' : escapeMrkdwn(incident.model, 100);
    return {
      text: `*${titleOf(incident)}* is reported for *${formatUseCaseOf(context.register, incident)}*. ${next}\nModel at that time: ${model}. ${formatSla(incident, context.at)}`,
      next: [{ do: 'update-incident', incident: incident.key }, ...findNextSteps(context, useCase)],
      useCase,
    };
  },
});

const renderIncidentIntro = (context: FormContext, key: string) => {
  const incident = getIncident(context, key);
  return section(
    [
      `${formatTitle(incident)} · ${formatUseCaseOf(context.register, incident)}`,
      `${describeStatus(incident)} · ${formatSla(incident, context.at)}`,
      formatWhat(incident, 300),
    ].join('\n'),
  );
};

/** Refuses to open a form about a resolved incident. */
const refuseIfResolved = ({ incident: key }: { readonly incident: string }, context: FormContext) => {
  const { resolved } = getIncident(context, key);
  return resolved === null
    ? null
    : ({
        code: 'not-now',
        message: `${key} was resolved on ${formatDay(resolved.on)}. If it happens again, report a new incident.`,
      } as const);
};

export const updateIncidentForm = form({
  key: 'update-incident',
  title: ({ incident }) => `Update ${incident}`,
  submit: 'Save',
  edits: ({ incident }, register) => findEdited(incident, register),
  findRefusal: refuseIfResolved,
  intro: ({ incident: key }, context) => {
    const { acknowledged } = getIncident(context, key);
    return [
      renderIncidentIntro(context, key),
      ...(acknowledged ? [] : [section('If you save, you acknowledge the incident: nobody else is called.')]),
    ];
  },
  fields: ({ incident: key }, context, entered) => {
    const { severity, contained, mitigated, useCase } = getIncident(context, key);
    const suspended = findSuspension(context.register, getUseCase(context, useCase)) !== null;
    const refusal = suspended ? null : findStepRefusal({ do: 'suspend-use-case', useCase }, context);
    return {
      note: text({
        label: 'Update',
        initial: enteredText(entered, 'note'),
        hint: 'Such as: switched refunds to human review.',
        multiline: true,
        max: 1000,
      }),
      severity: choice({
        label: 'Severity',
        options: severityOptions,
        initial: enteredOption(entered, 'severity', severityOptions) ?? severity,
      }),
      contained: choice({
        label: 'Contained by',
        hint: suspended
          ? `${useCase} is suspended.`
          : refusal
            ? `You cannot suspend ${useCase}. ${refusal.message}`
            : `Suspension also suspends ${useCase}: requirement 1 does not count it until it is resumed.`,
        options: containmentOptions.filter(
          ([one]) => one !== 'suspended' || refusal === null || contained === 'suspended',
        ),
        initial: contained,
      }),
      mitigated: yesNo({ label: 'Mitigated: no further harm', initial: mitigated !== null }),
    };
  },
  decide: (values, { incident }, register, act) => updateIncident(register, { ...values, incident }, act),
  done: (_, { incident: key }, context) => {
    const incident = getIncident(context, key);
    return {
      text: `*${titleOf(incident)}* is updated. ${describeStatus(incident)}. ${formatSla(incident, context.at)}`,
      next: [{ do: 'resolve-incident', incident: key }, ...findNextSteps(context, incident.useCase)],
      useCase: incident.useCase,
    };
  },
});

export const resolveIncidentForm = form({
  key: 'resolve-incident',
  title: ({ incident }) => `Resolve ${incident}`,
  submit: 'Resolve',
  edits: ({ incident }, register) => findEdited(incident, register),
  findRefusal: refuseIfResolved,
  intro: ({ incident }, context) => [renderIncidentIntro(context, incident)],
  fields: (_, __, entered) => ({
    cause: text({
      label: 'Cause',
      initial: enteredText(entered, 'cause'),
      hint: 'Such as: the price list in the knowledge base was outdated.',
      multiline: true,
      max: 1000,
    }),
    learned: text({
      label: 'Lessons learned',
      hint: 'Such as: test answers about prices after each import.',
      multiline: true,
      max: 1000,
    }),
    ...followUpRowFields(),
  }),
  decide: (values, { incident }, register, act) => resolveIncident(register, { ...values, incident }, act),
  done: (_, { incident: key }, context) => {
    const incident = getIncident(context, key);
    const useCase = context.register.useCases.get(incident.useCase);
    const suspension = useCase ? findSuspension(context.register, useCase) : null;
    return {
      text: `*${titleOf(incident)}* is ${formatSla(incident, context.at).replace('*SLA*: ', '')}.${suspension ? ` ${incident.useCase} is still suspended.` : ''}`,
      next: [
        ...(suspension ? [{ do: 'resume-use-case', useCase: incident.useCase } as const] : []),
        { do: 'add-follow-up', origin: key },
        ...listTestSteps(context),
      ],
      useCase: incident.useCase,
    };
  },
});

export const incidentSettingsForm = form({
  key: 'change-incident-settings',
  title: () => 'Incident settings',
  submit: 'Save',
  edits: (_, register) => ({
    entity: 'incidentSettings',
    id: incidentSettingsId,
    shown: incidentSettingsOf(register),
  }),
  intro: (_, { register }) => {
    const { channel, refused } = incidentSettingsOf(register);
    return [
      section(
        'The incident channel gets one message for each incident, which is kept current. The privacy contact is told of each data exposure at once.',
      ),
      ...(refused && channel
        ? [
            section(
              `:warning: Slack refused a message to ${channelMention(channel)} on ${formatDay(refused.on)}: ${escapeMrkdwn(refused.reason, 200)}. Fix this, then save.`,
            ),
          ]
        : []),
    ];
  },
  fields: (_, { register }, entered) => {
    const { channel, privacyContact } = incidentSettingsOf(register);
    return {
      channel: optionalChannel({
        label: 'Incident channel',
        hint: 'Invite Crossing there first: /invite @Crossing',
        initial: channel,
      }),
      privacyContact: optionalPerson({
        label: 'Privacy contact',
        hint: 'Decides whether the authority must be told within 72 hours.',
        initial: readEnteredPerson(entered.privacyContact) ?? privacyContact,
      }),
    };
  },
  decide: (values, _, register, act) => changeIncidentSettings(register, values, act),
  done: ({ channel, privacyContact }, _, context) => ({
    text: `The incident settings are saved. Incident channel: ${channel === null ? 'none' : channelMention(channel)}. Privacy contact: ${privacyContact === null ? 'nobody' : mention(privacyContact)}.`,
    next: listTestSteps(context),
  }),
});
