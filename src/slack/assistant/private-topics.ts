import { foldText } from '../kit/fold-text.ts';

/** Joins the alternatives of a pattern; each gap is bounded, so that long texts are read fast. */
const anyOf = (...patterns: readonly RegExp[]): RegExp =>
  new RegExp(patterns.map(({ source }) => source).join('|'));

const muting =
  /(?:mut(?:e|es|ed|ing|ear|eo)|ignor\w*|silenc\w*|stumm\w*|desactiv\w*|disabl\w*|sourdine|coupe\w*|abstell\w*|ausschalt\w*)/
    .source;
const anyone =
  /(?:i|we|you|one|ich|wir|man|du|je|on|nous|tu|yo|uno|(?:some|any)(?:one|body)|jemand|quelqu un|alguien|a person|an? (?:use case )?owner|people|the owner|ein owner|el owner|le owner)/
    .source;

/** Questions about the rules of pulses: how many must answer, and what an average means. */
const pulseRules = anyOf(
  /\b(?:how many|how few|wie viele[nr]?|combien|cuant[oa]s)\b.{0,80}\b(?:must|needs?|needed|necessary|required?|have to|has to|should|before|until|minimum|at least|notig|braucht?|mussen|mindestens|bis|bevor|faut|doivent|avant|minimum|hacen? falta|deben|tienen que|se necesitan|antes)\b/,
  /\b(?:from|ab|a partir de|starting (?:at|from|with)|below|under|unter|bei|en dessous de|sous|por debajo de|at|by|bajo) (?:how many|what|which|wie vielen|welchem|welcher|combien|quelle?|cuant[oa]s|que)\b.{0,80}\b(?:averages?|mean|score|value|number|answers?|people|responses?|durchschnitt\w*|mittelwert|wert|antworten|leuten|moyenne|note|reponses|personnes|media|promedio|nota|valor|respuestas|personas)\b/,
  /\b(?:minimum|minimal\w*|at least|threshold|limit|mindest\w*|schwelle|grenze|seuil|au moins|minim[oa]|umbral|al menos|anonym\w*|anonim\w*)\b/,
  /\b(?:how often|wie oft|how frequently|combien de fois|a quelle frequence|cada cuanto|what is .{0,20}pulse.{0,20} for|purpose|wofur|wozu|a quoi sert|para que sirve|en que consiste|scale of|on which scale|auf welcher skala|sur quelle echelle|en que escala)\b/,
);

/** Requests about reminders of one's own, and questions about what becomes of a muted or an ignored one. */
const reminderRules = anyOf(
  /^(?:(?:please|pls|hey|can you|could you|bitte) )*(?:mute|silence|ignore)\b/,
  new RegExp(`\\b(?:i|we|ich|wir|je|yo)\\b(?: \\w+){0,2} ${muting}\\b`),
  new RegExp(
    `\\b(?:if|when|whenever|suppose|supposing|assuming|once|wenn|falls|sobald|angenommen|si|quand|lorsque|supposons|cuando|suponiendo)\\b.{0,30}\\b${anyone}\\b.{0,30}\\b${muting}\\b`,
  ),
  /\bsi (?:silencio|muteo|ignoro|desactivo|je (?:mute|coupe|desactive|ignore))\b/,
  /\b(?:after|following|until|nach|apres|au bout de|tras|despues de|a los) (?:how many|wie vielen|combien|cuantos)\b.{0,40}\b(?:reminders?|nudges?|messages?|pings?|erinnerungen|nachrichten|rappels?|relances?|recordatorios?|avisos?)\b/,
  /\b(?:what|where|wohin|was|que|qu|ou|a donde|adonde) (?:happens?|becomes?|do|does|goes?|gehen|geht|passiert|geschieht|devien\w*|deviennent|se passe|vont|va|van|pasa|ocurre)\b.{0,60}\b(?:mut\w+|ignor\w+|unanswered|stumm\w*|silenc\w*|desactiv\w*)\b/,
  /\b(?:who|whom|wer|qui|quien) (?:else )?(?:gets?|receives?|is told|is asked|hears?|bekommt|erhalt|recoit|recibe|is reminded)\b.{0,40}\b(?:mut\w+|ignor\w+|unanswered|stumm\w*|silenc\w*|desactiv\w*)\b/,
  /\bhow many (?:reminders|nudges|messages|pings) (?:are|were|got|get|go|went|have been) (?:ignored|muted|unanswered)\b/,
);

/** Questions about what the evidence pack leaves out. */
const packRules = anyOf(
  /\b(?:withheld|withholds?|left out|leaves? out|omit\w*|excluded?s?|not in|missing (?:from|in))\b.{0,60}\bpack\b|\bpack\b.{0,60}\b(?:withheld|withholds?|leave out|leaves out|left out|omit\w*|exclude\w*)\b/,
);

/** Words that ask for a person, or for what single people answered or did. They are private beside any rule. */
const aboutPeople = anyOf(
  /\b(?:names|namen|noms|nombres|namentlich|nominative\w*|by name|by person|per person|person by person|name by name|individual(?:s|ly|e|es)?\b(?! (?:opinions?|views?|privacy))|individuell\w*|individuel\w*|single answers?|single people|einzeln\w*|each (?:person|member|one|colleague|employee|answer|reply|score)|every (?:single|person|member|one)|everybody s|jede[rsn] einzelne\w*|chacun\w*|cada (?:uno|persona|miembro))\b/,
  /\b(?:(?:who|wer|qui|quien)\b(?! (?:else )?(?:gets?|receives?|is (?:told|asked|reminded)|hears?|bekommt|erhalt|recoit|recibe))|which (?:people|person|colleagues?|employees?|owners?|team ?members?|members?|teammates?)|welche (?:leute|kollegen|personen|mitarbeiter)|whose)\b.{0,20}\b(?:mutes?|muted|ignor\w*|answer\w*|gave|gives?|rated|scored|voted|said|never|keeps?|hat|haben|a (?:coupe|desactive|ignore|repondu|donne)|ha|silenci\w*|desactiv\w*|hasn|haven|didn|has|have|did|is|was|are)\b/,
  /\b(?:did|does|has|had|hat|habe|was) (?!(?:a|an|the|my|our|it|you|crossing|we|they|people|everyone|everybody|anyone|anybody|someone|somebody|that|this|i|pulse|each|one|not|no)\b)\w+ (?:\w+ ){0,3}(?:give|given|gave|answer\w*|say|said|rate\w*|scored?|vote\w*|respond\w*|mute\w*|ignore\w*|silence\w*|geantwortet|gegeben|ignoriert|stummgeschaltet)\b/,
  /\b(?!(?:team|it|that|what|who|there|here|one|let|pilot|everybody|everyone|anyone|company|week|month|quarter|day|owner|user|people|crossing)\b)\w{3,} s (?:\w+ )?(?:pulse|score|answers?|rating|mood|reminders?|nudges?|mutes?)\b/,
  /\b(?:gave|give|gives|answered|answer|voted|vote|rated|rate|said|picked|chose|clicked|put) (?:it |with |an? |the )?(?:[1-5]|one|two|five|lowest|worst|highest)\b/,
  /\b(?:answers?|scores?|ratings?|antwort\w*|reponses?|respuestas?) (?:of|from|by|von|de) (?!(?:an?|the|my|our|people|pulse|team|pilot|at|one|two|three|\d|un|une|la|le|el|los|las|les|der|dem|cuantas?|combien)\b)\w+/,
  /\b(?:ignored|muted|answered|given) by (?!(?:anybody|anyone|people|everyone|everybody|us|default|somebody|someone)\b)/,
);

/** The answers to questions about what Crossing keeps private, by topic. Each begins with "This is private." */
const refusals = {
  pulse: 'Pulse answers are never shown by name: Crossing shows only the average of three or more answers.',
  reminders:
    'Crossing does not say who ignored or muted reminders. Everybody sees their own; all others see counts only.',
  usage: 'Crossing does not record who uses an AI and who does not. It shows counts only.',
  performance:
    'Crossing does not judge people. It shows what waits for whom, and not how fast anybody works.',
  secrets: 'Crossing shows a token once, when it is created, and stores no other secret.',
  personal: 'Crossing records nothing about salaries, addresses, phone numbers or health.',
  messages: 'Crossing shows nobody the messages of another person.',
} as const;
export type PrivateTopic = keyof typeof refusals;

/** Returns the answer to a question about a private topic. */
export const refusePrivate = (topic: PrivateTopic): string => `This is private. ${refusals[topic]}`;

/** Texts that give orders, folded, and their answer. */
const orders =
  /\b(ignore|disregard|forget|vergiss|ignorier\w*|oublie|ignora)\b.*\b(rules?|instructions?|permissions?|regeln|anweisungen|regles|instructions|reglas|instrucciones|guest|policy|policies)\b|<\/?system>|^\W*system\b\W{0,3}[:\]]|\b(?:admin|root|system|developer|safety|security) (?:override|bypass)\b|\b(?:leave|exit|disable|turn off) (?:safe|safety|restricted) mode\b|\byou (?:now have (?:his|her|full|all|admin|root)|(?:now )?have \w+ s) (?:rights|permissions|privileges)\b|\b(?:drop|truncate) table\b|\byou are now\b|\brepeat after me\b|\bdeveloper mode\b|\bsystem (?:prompt|notice|message|note|override|alert|instruction)\b|\b(?:i a?m now|user is now|treat me as|pretend (?:that )?i am) (?:an? |the )?(?:slack |workspace )?(?:admin|administrator|superuser|root)\b|\b(?:bypass|override|skip)\b.{0,40}\b(?:forms?|permissions?|checks|rules)\b|\b(?:without|do not show|don t show|no need for) (?:a |an |the |any )?form\b/;
export const refusedOrder =
  'I answer from the records of Crossing, and your permissions apply here as everywhere. A text cannot change either.';

interface Topic {
  /** Of the folded text. */
  readonly pattern: RegExp;
  /** Questions that sound like it, and ask for no private thing. */
  readonly rules?: RegExp;
  readonly topic: PrivateTopic;
}

/** Topics that Crossing keeps private. */
const topics: readonly Topic[] = [
  {
    pattern:
      /\b(what|how|who|which|whose|show|tell|reveal|list|was|wer|wie|zeig|qui|que|quien)\b.*\b(pulse|puls|pouls|pulso)\b.*|\b(pulse|puls)[- ]?(answers?|antwort\w*|respon\w*)\b|\b(pulse|puls|pouls|pulso)\b.*\b(individu\w*|person by person|by name|names|chacun\w*|noms|nombres|jede[rsn] einzelne\w*)\b|\b(individuel\w*|individuales|individuell\w*|chacun\w*)\b.*\b(pulse|puls|pouls|pulso)\b/,
    rules: pulseRules,
    topic: 'pulse',
  },
  {
    pattern:
      /\b(show|give|send|tell|read|print|paste|copy|post|share|resend|recover|look up|reveal|what is|what s|whats|zeig|gib|nenn|montre|donne|muestra|dame)\b(?!.*\b(?:an?|one|ein|einen|un) (?:new|fresh|neue[ns]?|frische[ns]?|nouveau|nouvel|nuevo|assistant|audit|intake|token)\b).*\b(token|tokens? of|secret|password|passwort|contrasena|mot de passe|api[- ]?key|signing secret|credentials?)\b/,
    rules: packRules,
    topic: 'secrets',
  },
  {
    pattern:
      /\b(ignored?|ignor(?:es|ing)|ignoriert|ignoro|ignorent|ignore|did not react|didn t react|did not answer|didn t answer|muted?|stumm\w*|silencio|never uses?|not using|nutzt nie|n utilise jamais|least active|laziest|lazy|worst performer|who is slow\w*|reagiert nicht)\b.*\b(remind\w*|nudges?|messages?|bot|agent|it|tool|erinnerung\w*|rappels?|recordatorios?|nudge)\b|\b(remind\w*|nudges?|recordatorios?|erinnerung\w*|rappels?)\b.*\b(ignored|ignor\w+|did not react|didn t react|muted)\b|\bwho\b.*\b(never use|ignor\w+|muted)\b|\bwho\b.*\b(hasn t|haven t|has not|have not|didn t|did not|doesn t|does not|never|keeps? not)\b.*\b(react|repl|respond|answer)\w*\b.*\b(remind\w*|nudges?|messages?|pings?)\b|\b(?:who|which (?:people|colleagues?|owners?|members?|of us)|whose)\b.*\b(?:blank|ghost|dodg|duck|shrug|brush)\w*\b.*\b(?:remind|nudge|ping|message)\w*\b|\bwhich (?:people|colleagues?|owners?|members?|of us)\b.*\b(?:never|rarely|hardly ever|hasn t|haven t|don t|doesn t)\b.*\b(?:react|respond|repl|answer)\w*\b.*\b(?:remind|nudge|ping|message)\w*\b|\bwer\b.*\bstumm\w*\b|\b(?:que|quels?) (?:recordatorios|avisos|rappels) (?:a|ha)\b|\b(?:qui|quien)\b.{0,40}\b(?:coupe\w*|ignor\w*|silenciado)\b.{0,40}\b(?:rappels?|relances?|recordatorios?|avisos?)\b|\b(qui|quien)\b.*\b(desactiv\w*|silenci\w*)\b.*\b(rappels?|recordatorios?)\b/,
    rules: reminderRules,
    topic: 'reminders',
  },
  {
    pattern: anyOf(
      /\bwho\b.{0,40}\b(?:leaves?|lets?|left)\b.{0,40}\b(?:remind\w*|nudges?|requests? for help|messages?)\b.{0,20}\b(?:unanswered|unread|sit|lie|hang\w*)\b/,
      /\b(?:which|what) (?:people|person|colleagues?|owners?|one of us|of us)\b.{0,20}\b(?:lets?|leaves?|left)\b.{0,20}\b(?:sit|lie|hang\w*|unanswered|open)\b/,
      /\b(?:did|has|have|hat|haben) (?!(?:i|we|you|it|crossing|anyone|anybody|someone|somebody|everyone|everybody|ich|wir|the)\b)\w+ (?:\w+ ){0,3}(?:read|seen?|open(?:ed)?|notice[d]?|gelesen|gesehen|geoffnet)\b.{0,30}\b(?:remind\w*|nudges?|erinnerung\w*)/,
      /\b(?:wer|qui|quien)\b.{0,40}\b(?:lasst|liegen|unbeantwortet|laisse|sans reponse|deja|sin (?:responder|respuesta|contestar))\b.{0,40}\b(?:remind\w*|erinnerung\w*|rappels?|relances?|recordatorios?|avisos?)\b|\b(?:wer|qui|quien)\b.{0,40}\b(?:remind\w*|erinnerung\w*|rappels?|relances?|recordatorios?|avisos?)\b.{0,40}\b(?:liegen|unbeantwortet|sans reponse|sin (?:responder|respuesta|contestar))\b/,
    ),
    rules: reminderRules,
    topic: 'reminders',
  },
  {
    pattern:
      /\breminders? (does|did|has) (?!(i|you|we|it|crossing|the|this|everybody|everyone|anyone|anybody|someone|somebody|one|a|an)\b)/,
    topic: 'reminders',
  },
  {
    pattern:
      /\b(earns?(?! (?:its|their) )|salary|salaries|wage|paid personally|verdien\w*|gehalt|gehalter|salaire|gagne|sueldo|salario|gana|phone number|private number|home address|birthday|private phone|telefonnummer|adresse privee|numero de telefono|telefono (?:de|del|privado|personal|movil))\b/,
    topic: 'personal',
  },
  {
    pattern:
      /\b(what|show|which)\b.*\b(wrote|said|typed|asked|told)\b.*\b(to )?(you|crossing|the app|the bot)\b|\b(private|direct) messages? (of|from|between)\b/,
    topic: 'messages',
  },
];

/** Questions that only sound private: explanations, and figures without names. */
const exceptions =
  /\b(?:need|brauche|besoin d|necesito) (?:an?|the(?!.*\b(?:secret|bot|paste|show|send)\b)|new|einen?|den|un)\b.{0,20}\btokens?\b|\bwhat(?: i|')?s an? pulse\b|\bwhat is (?:an? |the )?pulse\b|\bmean|\bdefine\b|\bwas ist ein\b|\bc est quoi\b|\bque es un\b|\bpulse average\b|\b(?:how|when|who) (?:do|does|did|can|owns?|is|was)\b.*\b(?:rotat\w*|token|create|get)\b|\bincident\b|\bleak|\breport\b/;

/** Returns the answer to a question about what is private, or to a text that gives orders; null for any other. */
export function findPrivateAnswer(text: string): string | null {
  const folded = foldText(text).replace(/['’]/g, ' ').replace(/\s+/g, ' ').trim();
  if (orders.test(folded)) return refusedOrder;
  const found = topics.find(({ pattern }) => pattern.test(folded));
  const asksForRule = found?.rules?.test(folded) && !aboutPeople.test(folded);
  return !found || asksForRule || exceptions.test(folded) ? null : refusePrivate(found.topic);
}
