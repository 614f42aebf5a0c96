import { foldText } from '../kit/fold-text.ts';
import { connectives } from './lexicon/function-words.ts';
import { foldInPlace } from './text.ts';

const joints = /\?\s+|;\s*|\n+|,?\s+(?:and|und|et|y|plus)\s+|\s+\/\s+|,\s+/gi;

/** The most places at which a text is split, and the longest text that is: in characters. */
const maxSplits = 6;
export const maxSplitLength = 300;

const questionBegins = new RegExp(
  `^\\W*(?:(?:at|by|in|on|for|since|until|seit|bis|ab|depuis|jusqu a|desde|hasta) )?(?:${[
    ...['who', 'what', 'when', 'where', 'why', 'how', 'which', 'whose'],
    ...['wer', 'was', 'wann', 'wo', 'warum', 'wie', 'welche[nrms]?'],
    ...['qui', 'quand', 'ou', 'pourquoi', 'comment', 'combien', 'quel(?:le)?s?'],
    ...['quien', 'cuando', 'donde', 'como', 'cuant[oa]s?', 'cual(?:es)?'],
  ].join('|')})\\b`,
);

/** The words with which "is it", "can I" and "do we" begin. */
const auxiliaryBegins =
  /^\W*(?:is|are|was|were|do|does|did|has|have|can|could|may|should|will|ist|sind|hat|haben|darf|kann|muss|est ce|es|esta|hay|puedo)\b/;

/** Returns whether a text begins as a question does. */
function beginsQuestion(text: string): boolean {
  const folded = foldInPlace(text);
  return questionBegins.test(folded) || auxiliaryBegins.test(folded);
}

/** Two parts of a text. */
export interface Split {
  readonly first: string;
  readonly second: string;
  /** True for a second part that is a question of its own: "and when is the policy review?". */
  readonly isQuestion: boolean;
}

/** Returns each way to split a text in two where it may ask for two things. */
export const splitText = (text: string): readonly Split[] =>
  [...text.matchAll(joints)]
    .flatMap((joint): readonly Split[] => {
      const first = text.slice(0, joint.index).trim();
      const second = text.slice(joint.index + joint[0].length).trim();
      const isQuestion = joint[0].trim() !== ',' && beginsQuestion(second);
      return first === '' || second === '' ? [] : [{ first, second, isQuestion }];
    })
    .slice(0, maxSplits);

const clauseEnds = /(?<=[?!;:,])\s+|(?<=[.])\s+(?=\p{Lu})|\s+[-–—]\s+|\n+/u;
const maxClauses = 4;

/** The least number of words of a clause that asks for something by itself. */
const leastClause = 4;

/** Returns the clauses of a text that are long enough to ask something. */
export const splitIntoClauses = (text: string): readonly string[] =>
  text
    .split(clauseEnds)
    .filter((clause) => clause.trim().split(/\s+/).length >= leastClause)
    .slice(0, maxClauses);

const sentenceEnds = /(?<=[?!;:])\s+|(?<=[.…])\s+(?=\S)|\s+[-–—]\s+|\n+/u;
const splitIntoSentences = (text: string): readonly string[] =>
  text.split(sentenceEnds).filter((sentence) => sentence.trim() !== '');
const isLongEnough = (sentence: string): boolean => sentence.trim().split(/\s+/).length >= leastClause;

/** Returns the last sentence of a text if it asks something by itself: "Coffee in hand. What is waiting for me?". */
export function findLastQuestion(text: string): string | null {
  const sentences = splitIntoSentences(text);
  const last = sentences.at(-1) ?? '';
  const asks = /\?\s*$/.test(last) && beginsQuestion(last);
  return sentences.length > 1 && asks && isLongEnough(last) ? last : null;
}

/** Returns the first sentence of a text if it alone asks: "What did UC-1 cost? Finance wants to know." */
export function findFirstQuestion(text: string): string | null {
  const [first = '', ...rest] = splitIntoSentences(text);
  const asks = /\?\s*$/.test(first) && rest.length > 0 && !rest.some((sentence) => sentence.includes('?'));
  return asks && isLongEnough(first) ? first : null;
}

/** Words that turn a statement into a question: "UC-1 is live, isn't it?" The statement may be untrue. */
const tag =
  /,? ¿?(?:(?:isn|aren|wasn|weren|don|doesn|didn|haven|hasn|won|can|shouldn|wouldn)['’]?t (?:it|they|we|he|she|i|you|that)|right|correct|is that (?:right|correct)|oder(?: nicht)?|nicht wahr|stimmt['’]?s|stimmt das|richtig|n['’]est-ce pas|c['’]est (?:ça|bien ça)|non|verdad|no es así|cierto|no)\s*\?\s*$/i;

/** Returns a question without the words that ask for a yes. "Is the cost right?" has none. */
export function withoutTag(text: string): string {
  const statement = text.replace(tag, '');
  const isTagged = statement !== text && isLongEnough(statement) && !beginsQuestion(text);
  return isTagged ? `${statement}?` : text;
}

const opening = new RegExp(`^\\W*(?:${connectives.join('|')})\\b`);

/** Returns a text without the words that begin a follow-up: "and what about". */
export const withoutConnective = (text: string): string => {
  const match = opening.exec(foldText(text).replace(/['’]/g, ' '));
  return match && match[0].length < text.length ? text.slice(match[0].length) : text;
};

const greeting =
  /^\W*(?:hi|hello|hey|good (?:morning|afternoon|evening)|hallo|moin|guten (?:morgen|tag|abend)|bonjour|bonsoir|salut|hola|buen[oa]s (?:dias|tardes))\b(?: (?:there|all|team|everyone|zusammen|crossing)\b)?[\s,.!:–-]*/;

/** Exclamations about the last answer, before a question: "Oh no.", "Ah ok,", "Got it, thanks!" */
const exclamation =
  /^\W*(?:(?:oh|ah|aha|ach|uh|hm+|huh|puh|phew|uf+|oof|wow|ouch|oops|ups|damn|oje|och|zut|vaya|anda)(?: (?:no|ok|okay|wow|well|dear|so|ja|nein|non|man|yes|right|la la))?(?=[\s,.!…:–-])|(?:ok|okay|alright|all right|great|cool|nice|perfect|super|thanks|thank you|thx|danke|merci|gracias|vale|bueno|genial|d accord|parfait|na gut|schade|mist|got it|i see|verstehe|alles klar|entendido|compris)(?: (?:then|so|thanks|danke|merci|gracias))?(?=[,.!…:–-]))[\s,.!…:–-]+/;

/**
 * Returns a text without the greeting and the exclamation before it, because "Guten Morgen" asks for nothing and is not
 * tomorrow. A greeting alone is "hello" in every language, and "thanks" alone stays.
 */
export function withoutGreeting(text: string): string {
  const [found = ''] = greeting.exec(foldInPlace(text)) ?? [];
  if (found !== '' && found.length === text.length) return 'hello';
  const rest = text.slice(found.length);
  const [exclaimed = ''] = exclamation.exec(rest.toLowerCase().replace(/['’]/g, ' ')) ?? [];
  return exclaimed.length < rest.trimEnd().length ? rest.slice(exclaimed.length) : rest;
}

/** Verbs by which somebody passes on the question of somebody else, folded. */
const passesOn =
  '(?:asks|asked|(?:is|are|was|were|keeps?) asking|(?:wants?|wanted|needs?|would like|d like|like) to know|wonders?|(?:is|are|am|m) wondering|fragte?n?|(?:will|wollen|mochte|mochten) wissen|demandent?|veu(?:t|lent) savoir|preguntan?|quieren? saber)';
const whoAsks =
  '(?!(?:who|what|when|where|why|how|which|has|have|did|does|do|is|are|was|were|can|wer|wann|wie|hat|qui|que|quien)\\b)';
const passedOn = new RegExp(
  `^\\W*${whoAsks}\\b[^?:]{0,30}?\\b${passesOn}(?: me| us| mich| uns| nous| m| nos)?\\b(?! (?:for|about|to|that|nach|um|fur|por|sobre|pour|sur)\\b)(?: in \\w+| at \\w+)?[\\s,:–-]+`,
);
/** Words before a question that ask for its answer politely, by language, folded. */
const politeOpenings = [
  /(?:quick|short|kurze|petite|una) (?:question|frage|pregunta)/,
  /(?:(?:can|could|would) (?:you|someone|anyone)(?: please| pls)? |please )?(?:tell|say to) (?:me|us)(?! (?:about|of|more|something|everything|all)\b)/,
  // "Remind me on Friday" wants a reminder.
  /(?:please )?remind (?:me|us)(?= (?:who|what|when|where|why|how|which|whose)\b)/,
  /do you know|any idea|i (?:need|would like|d like|want) to know|i was wondering|may i ask/,
  /(?:konnten|konnen|kannst|konntest) (?:sie|du) (?:mir|uns)(?: bitte)? (?:sagen|mitteilen|nennen)/,
  /(?:bitte )?(?:sag|sagt|sagen sie|nenn|nennt|nennen sie|erklar|erklaren sie) (?:mir|uns)(?: bitte)?/,
  /(?:ich|wir) (?:wusste|wussten|mochte|mochten|wurde|wurden) gerne?(?: wissen)?/,
  /(?:pourriez|pouvez)[ -]vous (?:m|nous) ?(?:indiquer|dire|preciser)|(?:dites|dis|indiquez|precisez)[ -](?:moi|nous)/,
  /j(?:e voudrais|e veux| ?aimerais) (?:bien )?(?:savoir|connaitre)|nous (?:voudrions|aimerions) (?:savoir|connaitre)/,
  /(?:podrian|podria|puedes|podrias) (?:indicarme|decirme)|(?:digame|dime|digan(?:me|os)|indique(?:me|nos))/,
  /(?:quisiera|quisieramos|me gustaria|nos gustaria) (?:saber|conocer)|(?:permitame|permiteme) preguntar(?:le|te)?/,
];
const politeOpening = new RegExp(
  `^\\W*(?:${politeOpenings.map(({ source }) => source).join('|')})\\b(?:,? (?:please|pls|bitte|svp|por favor))?[\\s,:–-]*(?=\\p{L}{2,} )`,
  'u',
);

/** The least number of characters of a question. */
const leastQuestion = 8;

/**
 * Returns the question that somebody passes on, or asks politely: "The auditor wants to know who owns UC-1", "can you tell
 * me who owns UC-1". It ends with a question mark, because "tell me the costs" asks and "the costs" need not.
 */
export function withoutIntroduction(text: string): string {
  const question = [passedOn, politeOpening].reduce((rest, introduction) => {
    const [found = ''] = introduction.exec(foldInPlace(rest)) ?? [];
    return rest.length - found.length < leastQuestion ? rest : rest.slice(found.length);
  }, text);
  return question === text || question.includes('?') ? question : `${question.replace(/[\s.!]+$/, '')}?`;
}
