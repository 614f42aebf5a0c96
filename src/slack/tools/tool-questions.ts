import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords, type Provenance } from '../../domain/facts.ts';
import { categoryEntry } from '../../domain/infrastructure/index.ts';
import { isSameToolIn } from '../../domain/names.ts';
import type { Register, ToolRequest } from '../../domain/register.ts';
import {
  dueDayOf,
  findDecider,
  findSimilarRequestedTools,
  findToolStanding,
  type ToolStanding,
} from '../../domain/tools/index.ts';
import { uncapitalize } from '../../domain/wording.ts';
import { joinShortly, quoteShortly } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';
import { dataOptions, labelOf } from '../kit/words.ts';
import { nothingWords } from './tool-page.ts';
import {
  describeAllowedData,
  describeDue,
  describeNextReview,
  judgeUse,
  outcomeWords,
} from './tool-words.ts';

const allTools: Offer = [{ page: 'tools' }, 'All tools'];

/** Returns the recorded name of a tool; the typed one for a tool that nobody has asked for. */
function nameOfTool(standing: ToolStanding | null, typed: string): string {
  if (standing === null) return typed;
  return 'tool' in standing ? standing.tool.name : standing.request.tool;
}

function sourceOf(standing: ToolStanding | null, today: string): Provenance {
  switch (standing?.state) {
    case 'approved': {
      const { approvedBy, approvedOn, reviewedBy, reviewedOn, key, request } = standing.tool;
      return fromPerson(reviewedBy ?? approvedBy, reviewedOn ?? approvedOn, `approvedTools:${key}`, request);
    }
    case 'withdrawn': {
      const { withdrawn, approvedOn, key } = standing.tool;
      return fromPerson(withdrawn?.by ?? null, withdrawn?.on ?? approvedOn, `approvedTools:${key}`);
    }
    case 'refused': {
      const { decision, key } = standing.request;
      return fromPerson(decision.by, decision.on, `toolRequests:${key}`);
    }
    case 'waiting': {
      const [first] = standing.request.askers;
      return fromPerson(first?.person ?? null, first?.on ?? today, `toolRequests:${standing.request.key}`);
    }
    default:
      return fromRecords(today);
  }
}

/** Returns what programs read about a tool. */
function dataOf(standing: ToolStanding | null, tool: string) {
  if (standing === null) return { tool, state: 'not requested' };
  if (standing.state === 'approved' || standing.state === 'withdrawn') {
    const { kind, vendor, conditions, data, approvedOn, approvedBy, nextReviewOn, withdrawn } = standing.tool;
    return {
      ...{ tool, state: standing.state, kind, vendor, conditions, data, approvedOn, approvedBy },
      ...{ nextReviewOn, withdrawn },
    };
  }
  const { key, decision, askers } = standing.request;
  return { tool, state: standing.state, request: key, decision, askedOn: askers[0]?.on ?? null };
}

const describeWaiting = (register: Register, request: ToolRequest, today: string): string => {
  const decider = findDecider(register, request, () => today);
  return decider === null
    ? 'nobody can decide it yet'
    : `waiting for ${mention(decider)}: ${describeDue(register, request, today)}`;
};

/** Returns the sentences about an approval for a use in words: data that is not allowed comes first. */
function describeApproval({ tool }: Extract<ToolStanding, { state: 'approved' }>, use: string): string {
  const judged = judgeUse(tool, use);
  const forbidden = judged.filter(({ isAllowed }) => !isAllowed);
  const limits = judged.length > 0 ? '' : ', within its data and conditions';
  const name = `*${escapeMrkdwn(tool.name, 80)}*`;
  const kinds = joinShortly(forbidden.map(({ data }) => labelOf(dataOptions, data).toLowerCase()));
  const approved = `${name} has been approved since ${formatDay(tool.approvedOn)} (${tool.request}, ${mention(tool.approvedBy)})`;
  const terms = [
    `It may see ${describeAllowedData(tool.data)}.`,
    ...(tool.conditions === '' ? [] : [`Conditions: ${quoteShortly(tool.conditions, 300)}.`]),
  ].join(' ');
  return forbidden.length > 0
    ? `No, not with ${kinds}: ${approved}. ${terms}`
    : `Yes${limits}: ${approved}. ${terms}`;
}

/** Returns whether a tool may be used, in at most three sentences. */
function judge({ register, today }: PageContext, standing: ToolStanding | null, typed: string, use: string) {
  switch (standing?.state) {
    case 'approved':
      return describeApproval(standing, use);
    case 'withdrawn': {
      const { name, withdrawn } = standing.tool;
      return `No: the approval of *${escapeMrkdwn(name, 80)}* was withdrawn${withdrawn ? ` on ${formatDay(withdrawn.on)} by ${mention(withdrawn.by)}. Reason: ${quoteShortly(withdrawn.reason)}` : ''}.`;
    }
    case 'refused': {
      const { key, tool, decision } = standing.request;
      return `No: *${escapeMrkdwn(tool, 80)}* was refused on ${formatDay(decision.on)} by ${mention(decision.by)} (${key}). Reason: ${quoteShortly(decision.reason)}.`;
    }
    case 'waiting': {
      const { request } = standing;
      return `Not yet: *${escapeMrkdwn(request.tool, 80)}* is not decided (${request.key}), ${describeWaiting(register, request, today)}. Do not use it until then.`;
    }
    default: {
      const similar = findSimilarRequestedTools(register, typed).map((name) => escapeMrkdwn(name, 80));
      const decision = [...register.decisions.values()].find(
        ({ status, choice }) => status === 'committed' && isSameToolIn(register, choice, typed),
      );
      if (decision)
        return `*${escapeMrkdwn(decision.choice, 80)}* is our committed ${uncapitalize(categoryEntry(decision.category).title)} for use cases. No request to use it as an AI tool is recorded.`;
      return `${nothingWords(typed)}${similar.length === 0 ? '' : ` Did you mean ${joinShortly(similar)}?`}`;
    }
  }
}

function answerMayUse(context: PageContext, typed: string, use: string | undefined): Answer {
  const standing = findToolStanding(context.register, typed);
  const tool = nameOfTool(standing, typed);
  return {
    text: judge(context, standing, typed, use ?? ''),
    source: sourceOf(standing, context.today),
    data: {
      ...dataOf(standing, tool),
      ...(use === undefined ? {} : { use }),
      ...(standing?.state === 'approved' ? { judgements: judgeUse(standing.tool, use ?? '') } : {}),
    },
    next: [
      [{ page: 'tool', args: { name: tool, ...(use === undefined ? {} : { use }) } }, 'Open tool'],
      allTools,
    ],
    about: { tool },
  };
}

/** Answers from the terms of an approval; for any other tool, whether it may be used. */
function answerTerms(
  context: PageContext,
  typed: string,
  describe: (tool: Extract<ToolStanding, { state: 'approved' }>['tool']) => string,
): Answer {
  const standing = findToolStanding(context.register, typed);
  if (standing?.state !== 'approved') return answerMayUse(context, typed, undefined);
  const { tool } = standing;
  return {
    text: describe(tool),
    source: sourceOf(standing, context.today),
    data: dataOf(standing, tool.name),
    next: [[{ page: 'tool', args: { name: tool.name } }, 'Open tool'], allTools],
    about: { tool: tool.name },
  };
}

/** Returns "T-1 Notion AI is approved with conditions since 3 March 2026, by @ann". */
function describeRequest(register: Register, request: ToolRequest, today: string): string {
  const { key, tool, decision, withdrawn } = request;
  const name = `*${key} ${escapeMrkdwn(tool, 80)}*`;
  if (withdrawn) return `${name} was withdrawn on ${formatDay(withdrawn.on)} by ${mention(withdrawn.by)}`;
  if (decision === null)
    return findDecider(register, request, () => today) === null
      ? `${name} waits: nobody can decide it yet`
      : `${name} is ${describeWaiting(register, request, today)}`;
  return `${name} was ${outcomeWords[decision.outcome]} on ${formatDay(decision.on)} by ${mention(decision.by)}`;
}

function answerRequests({ register, today, actor }: PageContext, person: string, tool?: string): Answer {
  const standing = tool === undefined ? null : findToolStanding(register, tool);
  const all = [...register.toolRequests.values()].filter(({ askers }) =>
    askers.some((one) => one.person === person),
  );
  const named = all.filter((one) => tool === undefined || one.tool === nameOfTool(standing, tool));
  const shown = [...named].reverse();
  const latest = shown[0];
  const who = person === actor.id ? 'You have' : `${mention(person)} has`;
  const about = tool === undefined ? 'an AI tool' : escapeMrkdwn(tool, 80);
  const decision = latest?.decision;
  return {
    text: latest
      ? `${joinShortly(
          shown.map((one) => describeRequest(register, one, today)),
          3,
          '; ',
        )}.${shown.length === 1 && decision ? ` Reason: ${quoteShortly(decision.reason)}.` : ''}`
      : `${who} not requested ${about}.`,
    source: decision
      ? fromPerson(decision.by, decision.on, `toolRequests:${latest?.key}`)
      : fromRecords(today, ...shown.map(({ key }) => `toolRequests:${key}`)),
    data: {
      person,
      requests: shown.map((one) => ({
        ...{ key: one.key, tool: one.tool, decision: one.decision, withdrawn: one.withdrawn },
        decideBy: dueDayOf(register, one),
      })),
    },
    next: [
      ...(latest ? [[{ page: 'tool-request', args: { request: latest.key } }, 'Open request'] as Offer] : []),
      allTools,
    ],
    about: { person, ...(latest ? { tool: latest.tool } : {}) },
  };
}

export const toolQuestions: readonly Entry[] = [
  question({
    key: 'may-use-tool',
    title: 'May I use a tool?',
    examples: {
      en: [
        'can i ask them for {tool} is it allowed',
        'can i put data into {tool}',
        'can I put {words} data into {tool}',
        'can i use {tool} for {words}',
        'why was {tool} turned down',
        'what did the reviewer say about {tool}',
        'can i put {words} into {tool}',
        'may i put {words} into {tool}',
        'may i use {tool}',
        'may i use {tool} for {words}',
        'can we use {tool} with {words}',
        'is {tool} allowed',
        'is {tool} approved',
        'am i allowed to paste {words} into {tool}',
        'is it ok to try {tool} for {words}',
        'was {tool} refused',
        'why was {tool} refused',
        'can i put {words} in {tool}',
        '{tool} allowed?',
        'who approved {tool}',
      ],
      de: [
        'darf ich {tool} benutzen',
        'darf man {tool} nutzen',
        'darf ich {tool} nutzen',
        'darf ich {tool} für {words} verwenden',
        'ist {tool} erlaubt',
        'ist {tool} freigegeben',
      ],
      fr: [
        'est-ce que je peux utiliser {tool}',
        'puis-je utiliser {tool}',
        'ai-je le droit d’utiliser {tool} pour {words}',
        '{tool} est-il autorisé',
      ],
      es: ['puedo usar {tool}', 'puedo usar {tool} para {words}', 'está permitido {tool}'],
    },
    needs: ['tool'],
    takes: ['words'],
    answer: (context, { tool, words }) => answerMayUse(context, tool, words),
  }),
  question({
    key: 'tool-conditions',
    title: 'What are the conditions of a tool?',
    examples: {
      en: [
        'what are the conditions of {tool}',
        'under which conditions may i use {tool}',
        'which data may {tool} see',
        'rules for {tool}',
        'what must i not do with {tool}',
        'are there restrictions on {tool}',
        'terms of use for {tool}',
      ],
      de: ['welche bedingungen gelten für {tool}', 'welche daten darf {tool} sehen'],
      fr: ["quelles sont les conditions d'utilisation de {tool}", 'quelles données {tool} peut-il voir'],
      es: ['cuáles son las condiciones de {tool}', 'qué datos puede ver {tool}'],
    },
    needs: ['tool'],
    answer: (context, { tool: typed }) =>
      answerTerms(context, typed, ({ name, conditions, data, request, approvedBy }) => {
        const shown = `*${escapeMrkdwn(name, 80)}*`;
        const terms =
          conditions === ''
            ? `${shown} has no conditions`
            : `Conditions of ${shown}: ${quoteShortly(conditions, 300)}`;
        return `${terms}. It may see ${describeAllowedData(data)}. Approved as ${request} by ${mention(approvedBy)}.`;
      }),
  }),
  question({
    key: 'tool-review',
    title: 'When is a tool reviewed next?',
    examples: {
      en: [
        'when is {tool} reviewed next',
        'next review of {tool}',
        'when does the approval of {tool} have to be reviewed',
        'is the review of {tool} overdue',
        'when was {tool} last reviewed',
        'how long is {tool} approved',
      ],
      de: ['wann wird {tool} das nächste mal geprüft', 'nächste prüfung von {tool}'],
      fr: ['quand {tool} sera-t-il réexaminé', 'prochaine revue de {tool}'],
      es: ['cuándo se revisa {tool}', 'próxima revisión de {tool}'],
    },
    needs: ['tool'],
    answer: (context, { tool: typed }) =>
      answerTerms(context, typed, (tool) => {
        const last =
          tool.reviewedOn === null
            ? `It was approved on ${formatDay(tool.approvedOn)} and has not been reviewed since.`
            : `It was last reviewed on ${formatDay(tool.reviewedOn)} by ${mention(tool.reviewedBy ?? tool.approvedBy)}.`;
        return `*${escapeMrkdwn(tool.name, 80)}*: ${describeNextReview(tool, context.today)}. ${last}`;
      }),
  }),
  question({
    key: 'tool-requests-of',
    title: 'What happened to my tool request?',
    examples: {
      en: [
        'what happened to my tool request',
        'state of my request',
        'is my request for {tool} decided',
        'did they approve my tool',
        'when do i get an answer about {tool}',
        'has my request for {tool} been approved',
        'which tools did {person} request',
        'my tool requests',
        'why was my request refused',
      ],
      de: ['was ist mit meiner anfrage', 'ist meine anfrage für {tool} entschieden'],
      fr: ['où en est ma demande d’outil', 'ma demande pour {tool} est-elle acceptée'],
      es: ['cómo va mi solicitud de herramienta', 'han aprobado mi solicitud de {tool}'],
    },
    takes: ['person', 'tool'],
    answer: (context, { person, tool }) => answerRequests(context, person ?? context.actor.id, tool),
  }),
];
