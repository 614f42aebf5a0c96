import { addDays, daysBetween, formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { toolKinds, toolReviewerId } from '../../domain/register.ts';
import {
  findDecider,
  listApprovedTools,
  listRefusedTools,
  listWaitingRequests,
  rulingsFor,
  toolReviewerOf,
  turnaroundDays,
} from '../../domain/tools/index.ts';
import { capitalize, formatCount, uncapitalize } from '../../domain/wording.ts';
import { describePeriod, joinShortly, offerStep } from '../kit/answer-words.ts';
import { escapeMrkdwn, mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { describePerson } from '../kit/people-words.ts';
import { type Answer, type Entry, type Period, question } from '../kit/question.ts';
import { dataOptions } from '../kit/words.ts';
import {
  describeDue,
  describeNextReview,
  listNamedData,
  rulingOptions,
  toolKindOptions,
} from './tool-words.ts';

/** Without a period, a question about reviews looks this many days ahead. */
const usualDaysAhead = 90;

const toolsOffer = (show: 'approved' | 'waiting' | 'refused', label: string): Offer => [
  { page: 'tools', args: { show } },
  label,
];

function answerApproved({ register, today, channel }: PageContext): Answer {
  const tools = listApprovedTools(register);
  const names = tools.map(
    ({ name, conditions }) => `*${escapeMrkdwn(name, 80)}*${conditions === '' ? '' : ' (with conditions)'}`,
  );
  return {
    text:
      tools.length === 0
        ? 'No AI tool is approved yet. Request the tool that you want to use.'
        : `${formatCount(tools.length, 'AI tool is', 'AI tools are')} approved: ${joinShortly(names, 10)}.`,
    source: fromRecords(today, ...tools.map(({ key }) => `approvedTools:${key}`)),
    data: {
      tools: tools.map(({ name, vendor, kind, conditions, data, approvedOn, nextReviewOn }) => ({
        ...{ name, vendor, kind, conditions, data, approvedOn, nextReviewOn },
      })),
    },
    next: [
      toolsOffer('approved', 'Approved tools'),
      offerStep({ do: 'request-tool', channel: channel ?? null }),
    ],
  };
}

function answerRefused({ register, today }: PageContext): Answer {
  const refused = listRefusedTools(register).flatMap((standing) => {
    if (standing.state === 'refused') {
      const { tool, decision } = standing.request;
      return [{ tool, on: decision.on, reason: decision.reason }];
    }
    if (standing.state !== 'withdrawn') return [];
    const { name, withdrawn, approvedOn } = standing.tool;
    return [{ tool: name, on: withdrawn?.on ?? approvedOn, reason: withdrawn?.reason ?? '' }];
  });
  const names = refused.map(
    ({ tool, on, reason }) =>
      `*${escapeMrkdwn(tool, 80)}* on ${formatDay(on)} (${escapeMrkdwn(reason, 100)})`,
  );
  return {
    text:
      refused.length === 0
        ? 'No tool was refused.'
        : `${formatCount(refused.length, 'AI tool was', 'AI tools were')} refused or withdrawn: ${joinShortly(names, 5, '; ')}.`,
    source: fromRecords(today),
    data: { tools: refused },
    next: [toolsOffer('refused', 'Refused tools')],
  };
}

function answerWaiting({ register, today }: PageContext): Answer {
  const waiting = listWaitingRequests(register);
  const reviewer = toolReviewerOf(register);
  const [first] = waiting;
  const words = waiting.map((request) => {
    const decider = findDecider(register, request, () => today);
    const who = decider === null ? 'nobody can decide it yet' : `waiting for ${mention(decider)}`;
    return `*${request.key} ${escapeMrkdwn(request.tool, 80)}*, ${who}: ${describeDue(register, request, today)}`;
  });
  return {
    text: first
      ? `${formatCount(waiting.length, 'request waits', 'requests wait')} for a decision: ${joinShortly(words, 3, '; ')}.`
      : `No request waits for a decision.${reviewer === null ? '' : ` ${capitalize(describePerson(register, reviewer, today))} decides requests within ${turnaroundDays} working days.`}`,
    source: fromRecords(today, ...waiting.map(({ key }) => `toolRequests:${key}`)),
    data: {
      requests: waiting.map(({ key, tool, askers }) => ({ key, tool, askedOn: askers[0]?.on ?? null })),
    },
    next: [
      toolsOffer('waiting', 'Waiting requests'),
      ...(first ? [offerStep({ do: 'decide-tool', request: first.key })] : []),
    ],
  };
}

function answerReviewer({ register, today }: PageContext): Answer {
  const reviewer = register.toolReviewers.get(toolReviewerId);
  const person = toolReviewerOf(register);
  return {
    text:
      person === null
        ? 'There is no tool reviewer. The transformation lead appoints one, and decides the requests until then.'
        : `${capitalize(describePerson(register, person, today))} is the tool reviewer, and decides requests for AI tools within ${turnaroundDays} working days.`,
    source: reviewer
      ? fromPerson(reviewer.namedBy, reviewer.namedOn, `toolReviewers:${toolReviewerId}`)
      : fromRecords(today),
    data: { reviewer: person, turnaroundWorkingDays: turnaroundDays },
    next: [
      ...(person === null ? [offerStep({ do: 'appoint-tool-reviewer' })] : []),
      toolsOffer('waiting', 'Waiting requests'),
    ],
    about: person === null ? {} : { person },
  };
}

/** Returns "*Personal data*: not allowed in a free account; only with a DPA in a business plan". */
function describeRules({ register }: PageContext, [data, label]: (typeof dataOptions)[number]): string {
  const parts = rulingOptions.flatMap(([ruling, words]) => {
    const kinds = toolKinds.filter((kind) => rulingsFor(register, kind)[data] === ruling);
    if (kinds.length === toolKinds.length) return [`${uncapitalize(words)} in every kind of tool`];
    const names = toolKindOptions.filter(([kind]) => kinds.includes(kind)).map(([, name]) => `"${name}"`);
    return kinds.length === 0 ? [] : [`${uncapitalize(words)} in ${names.join(', ')}`];
  });
  return `*${label}*: ${parts.join('; ')}.`;
}

function answerRules(context: PageContext, words: string | undefined): Answer {
  const { register, today } = context;
  const named = listNamedData(words ?? '');
  const shown = dataOptions.filter(([data]) => named.length === 0 || named.includes(data));
  const changed = [...register.dataRules.values()].sort((a, b) => a.on.localeCompare(b.on)).at(-1);
  return {
    text: shown.map((option) => describeRules(context, option)).join(' '),
    source: changed ? fromPerson(changed.by, changed.on, `dataRules:${changed.kind}`) : fromRecords(today),
    data: {
      rules: Object.fromEntries(toolKinds.map((kind) => [kind, rulingsFor(register, kind)])),
    },
    next: [[{ page: 'data-rules' }, 'Data rules']],
  };
}

function answerReviews({ register, today }: PageContext, { from, to }: Period): Answer {
  const isOpen = from <= today && today <= to;
  const due = [...listApprovedTools(register)]
    .filter(({ nextReviewOn: on }) => on <= to && (on >= from || isOpen))
    .sort((a, b) => a.nextReviewOn.localeCompare(b.nextReviewOn));
  const words = due.map((tool) => `*${escapeMrkdwn(tool.name, 80)}*: ${describeNextReview(tool, today)}`);
  const until = isOpen ? `by ${formatDay(to)}` : describePeriod({ from, to });
  const [first] = due;
  const next = listApprovedTools(register)
    .filter(({ nextReviewOn }) => nextReviewOn >= today)
    .toSorted((a, b) => a.nextReviewOn.localeCompare(b.nextReviewOn))[0];
  return {
    text: first
      ? `${formatCount(due.length, 'approved AI tool is', 'approved AI tools are')} due for review ${until}: ${joinShortly(words, 5, '; ')}.`
      : `No approved AI tool is due for review ${until}.${next ? ` Next: *${escapeMrkdwn(next.name, 80)}* by ${formatDay(next.nextReviewOn)}.` : ''}`,
    source: fromRecords(today, ...due.map(({ key }) => `approvedTools:${key}`)),
    data: {
      ...{ from, to },
      tools: due.map(({ name, nextReviewOn }) => ({
        ...{ name, nextReviewOn, overdueDays: Math.max(0, daysBetween(nextReviewOn, today)) },
      })),
    },
    next: [
      ...(first ? [offerStep({ do: 'review-tool', tool: first.key })] : []),
      toolsOffer('approved', 'Approved tools'),
    ],
  };
}

export const toolListQuestions: readonly Entry[] = [
  question({
    key: 'approved-tools',
    title: 'Which AI tools may I use?',
    examples: {
      en: [
        'which ai tools are approved',
        'what ai tools are approved',
        'tools i can use',
        'which tools may i use',
        'which ai tools may i use',
        'which tools are approved',
        'list of approved tools',
        'what am i allowed to use',
        'approved ai apps',
        'which ai tools do we have',
        'show me the allowed tools',
        'what tools are ok',
      ],
      de: [
        'welche tools darf ich nutzen',
        'welche tools sind freigegeben',
        'welche ki tools darf ich nutzen',
        'liste der erlaubten tools',
      ],
      fr: ['quels outils sont approuvés', 'quels outils puis-je utiliser'],
      es: ['qué herramientas están aprobadas', 'qué herramientas puedo usar'],
    },
    answer: answerApproved,
    suggest: () => ({ title: 'Which AI tools may I use?', message: 'which ai tools may i use', rank: 60 }),
  }),
  question({
    key: 'refused-tools',
    title: 'Which AI tools are refused?',
    examples: {
      en: [
        'which tools were refused',
        'which ai tools are forbidden',
        'list of banned tools',
        'what may we not use',
        'tools that are not allowed',
        'withdrawn approvals',
      ],
      de: ['welche tools sind verboten', 'welche tools wurden abgelehnt'],
      fr: ['quels outils sont refusés', 'quels outils sont interdits'],
      es: ['qué herramientas están prohibidas', 'qué herramientas se rechazaron'],
    },
    answer: answerRefused,
  }),
  question({
    key: 'waiting-tool-requests',
    title: 'Which tool requests wait for a decision?',
    examples: {
      en: [
        'which tool requests are open',
        'which tools are waiting for approval',
        'pending tool requests',
        'what does the tool reviewer have to decide',
        'are there overdue tool requests',
        'tool request queue',
      ],
      de: ['welche tool anfragen sind offen', 'welche tools warten auf freigabe'],
      fr: ["quelles demandes d'outils attendent", 'demandes d’outils en cours'],
      es: ['qué solicitudes de herramientas están pendientes', 'herramientas a la espera de aprobación'],
    },
    answer: answerWaiting,
  }),
  question({
    key: 'tool-reviewer',
    title: 'Who decides about AI tools?',
    examples: {
      en: [
        'can i approve tool requests',
        'who can approve tool requests',
        'who approves tools',
        'who reviews ai tools',
        'who checks new ai tools',
        'whom do i ask about tools',
        'who is the tool reviewer',
        'who approves ai tools',
        'who decides about tool requests',
        'who do i ask for a new tool',
        'how long does a tool approval take',
        'tool reviewer',
      ],
      de: [
        'wer prüft ki-tools',
        'wer prüft bei uns tools',
        'wer entscheidet über tools',
        'wer gibt ki tools frei',
      ],
      fr: [
        'qui examine les outils',
        'qui valide les outils ia',
        'qui approuve les outils',
        'qui décide des demandes d’outils',
      ],
      es: [
        'quién revisa las herramientas',
        'quién aprueba las herramientas',
        'quién decide sobre las herramientas',
      ],
    },
    answer: answerReviewer,
  }),
  question({
    key: 'data-rules',
    title: 'Which data may go into which tool?',
    examples: {
      en: [
        'which data can go to a {words} tool',
        'which data can go to a business plan tool with contract',
        'may i put {words} into a free account',
        'may i put personal data into a free account',
        'which data may go into which tool',
        'data rules',
        'may {words} go into a public chatbot',
        'where may {words} go',
        'what are our data classification rules',
        'can i put {words} into a free account',
        'do i need a dpa for {words}',
        'what data is off limits for ai tools',
      ],
      de: ['welche daten dürfen in welches tool', 'wohin dürfen {words}', 'datenregeln'],
      fr: ['quelles données peuvent aller où', 'règles pour {words}'],
      es: ['qué datos pueden ir a qué herramienta', 'reglas para {words}'],
    },
    takes: ['words'],
    answer: (context, { words }) => answerRules(context, words),
  }),
  question({
    key: 'tools-to-review',
    title: 'Which AI tools are due for review?',
    examples: {
      en: [
        'which tools are due for review',
        'which approvals have to be reviewed {period}',
        'are any tool reviews overdue',
        'tools to review by {day}',
        'upcoming tool reviews',
        'which tools do we have to look at again',
      ],
      de: ['welche tools müssen geprüft werden', 'welche freigaben laufen {period} ab'],
      fr: ['quels outils doivent être réexaminés', 'revues d’outils {period}'],
      es: ['qué herramientas hay que revisar', 'revisiones de herramientas {period}'],
    },
    takes: ['period', 'day'],
    answer: (context, { period, day }) => {
      const { today } = context;
      const until = day === undefined || day < today ? addDays(today, usualDaysAhead) : day;
      return answerReviews(context, period ?? { from: today, to: until });
    },
  }),
];
