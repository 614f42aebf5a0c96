import { daysBetween, formatDay } from '../../domain/calendar.ts';
import type {
  ApprovedTool,
  DataClass,
  Day,
  Register,
  Ruling,
  ToolKind,
  ToolOutcome,
  ToolRequest,
} from '../../domain/register.ts';
import { dueDayOf, explainToolDpa, type Judgement, judgeTool } from '../../domain/tools/index.ts';
import { formatCount, formatTimeLeft, uncapitalize } from '../../domain/wording.ts';
import { channelMention, escapeMrkdwn, mentions } from '../kit/blocks.ts';
import type { Options } from '../kit/choice-fields.ts';
import { dataOptions, labelOf } from '../kit/words.ts';

export const toolKindOptions: Options<ToolKind> = [
  ['public-account', 'Free or personal account'],
  ['business-plan', 'Business plan with a contract'],
  ['built-in', 'AI feature of a tool that we already use'],
  ['own-infrastructure', 'Model on our own infrastructure'],
];

export const rulingOptions: Options<Ruling> = [
  ['allowed', 'Allowed'],
  ['with-dpa', 'Only with a DPA'],
  ['not-allowed', 'Not allowed'],
];

export const outcomeOptions: Options<ToolOutcome> = [
  ['approved', 'Approve'],
  ['approved-with-conditions', 'Approve with conditions'],
  ['refused', 'Refuse'],
];

export const outcomeWords: Readonly<Record<ToolOutcome, string>> = {
  approved: 'approved',
  'approved-with-conditions': 'approved with conditions',
  refused: 'refused',
};

/** Returns "Company-confidential data, Personal data", or that it may see none. */
export const describeAllowedData = (data: readonly DataClass[]): string =>
  data.filter((one) => one !== 'none').length === 0
    ? 'neither personal nor confidential data'
    : data
        .filter((one) => one !== 'none')
        .map((one) => labelOf(dataOptions, one).toLowerCase())
        .join(' and ');

/** Words that name a class of data in a question, in the languages of questions. */
const dataWords: readonly (readonly [DataClass, RegExp])[] = [
  [
    'personal',
    /\b(personal|personales|personenbezogene\w*|personnelles|perso|private|(customer|client|employee|user)s?['’]? (names?|data|e-?mails?|mails?|addresses|messages|phone numbers)|(e-?)?mails? (of|from|von) (customers|clients|kunden)|personal details|kunden(daten|mails?|adressen|namen)|mitarbeiterdaten|(données|e-?mails|mails|noms) (de |des )?clients?|(datos|correos|nombres) de (los )?clientes|patient\w*|pii|gdpr|dsgvo|rgpd)\b/i,
  ],
  [
    'company-confidential',
    /\b(confidential|confidenciales|confidentielles|vertrauliche\w*|secret|internal|interne\w*|internos|contracts?|vertr[aä]ge\w*|contrats|contratos|source code|quellcode)\b/i,
  ],
];

/** Returns the classes of data that a question names. */
export const listNamedData = (words: string): readonly DataClass[] =>
  dataWords.filter(([, pattern]) => pattern.test(words)).map(([data]) => data);

/** Returns for each class of data that a use names whether the approved tool may see it. */
export const judgeUse = (
  { data }: ApprovedTool,
  use: string,
): readonly { readonly data: DataClass; readonly isAllowed: boolean }[] =>
  listNamedData(use).map((one) => ({ data: one, isAllowed: data.includes(one) }));

const markOf = ({ ruling, isMet }: Judgement): string =>
  isMet ? ':white_check_mark:' : ruling === 'with-dpa' ? ':warning:' : ':no_entry:';

/** Renders what the data rules say about each class of data that a tool will see. */
export function renderJudgement(
  register: Register,
  request: Pick<ToolRequest, 'tool' | 'vendor' | 'kind' | 'data'>,
  today: Day,
): string {
  const kind = labelOf(toolKindOptions, request.kind);
  const dpa = explainToolDpa(register, request, today);
  const lines = judgeTool(register, request, request.data, today).map((one) => {
    const rule = uncapitalize(labelOf(rulingOptions, one.ruling));
    const state =
      one.ruling === 'with-dpa' ? `; ${dpa === null ? 'the DPA is in force' : escapeMrkdwn(dpa, 150)}` : '';
    return `${markOf(one)} ${labelOf(dataOptions, one.data)}: ${rule}${state}`;
  });
  return [`*Data rules* for "${kind}"`, ...lines].join('\n');
}

/** Returns "decide by 6 March 2026 (3 days left)". */
export function describeDue(register: Register, request: ToolRequest, today: Day): string {
  const due = dueDayOf(register, request);
  return `decide by ${formatDay(due)} (${formatTimeLeft(daysBetween(today, due))})`;
}

/** Returns "review by 3 September 2026", or since when it is overdue. */
export const describeNextReview = ({ nextReviewOn }: ApprovedTool, today: Day): string =>
  nextReviewOn < today
    ? `:warning: review overdue since ${formatDay(nextReviewOn)} (${formatCount(daysBetween(nextReviewOn, today), 'day')})`
    : `next review by ${formatDay(nextReviewOn)}`;

/** Said of a decision that was taken before the company used Crossing. */
export const importedWords = 'Imported: this was decided before it was recorded in Crossing.';

const maxAskers = 5;
/** Returns "@ann, @ben and 3 more". */
export function describeAskers({ askers }: Pick<ToolRequest, 'askers'>): string {
  const rest = askers.length - maxAskers;
  return `${mentions(askers.slice(0, maxAskers).map(({ person }) => person))}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** Returns where an answer goes: "in #general", or "in a direct message". */
export const describePlace = (channel: string | null): string =>
  channel === null ? 'in a direct message' : `in ${channelMention(channel)}`;
