import { foldText } from './text.ts';

/** Topics that Crossing keeps private, by a pattern of the folded text, with the words of the answer. */
const topics: readonly { readonly pattern: RegExp; readonly words: string }[] = [
  {
    pattern:
      /\b(ignore|disregard|forget|vergiss|ignorier\w*|oublie|ignora)\b.*\b(rules?|instructions?|permissions?|regeln|anweisungen|regles|instructions|reglas|instrucciones|guest|policy|policies)\b|<\/?system>|^system:|\byou are now\b|\brepeat after me\b|\bdeveloper mode\b|\bsystem (?:prompt|notice|message|note|override|alert|instruction)\b|\b(?:i a?m now|user is now|treat me as|pretend (?:that )?i am) (?:an? |the )?(?:slack |workspace )?(?:admin|administrator|superuser|root)\b|\b(?:bypass|override|skip)\b.{0,40}\b(?:forms?|permissions?|checks|rules)\b|\b(?:without|do not show|don t show|no need for) (?:a |an |the |any )?form\b/,
    words:
      'I answer from the records of Crossing, and your permissions apply here as everywhere. A text cannot change either.',
  },
  {
    pattern:
      /\b(what|how|who|which|whose|show|tell|reveal|list|was|wer|wie|zeig|qui|que|quien)\b.*\b(pulse|puls|pouls|pulso)\b.*|\b(pulse|puls)[- ]?(answers?|antwort\w*|respon\w*)\b/,
    words:
      'This is private. Pulse answers are never shown by name: Crossing shows only the average of three or more answers.',
  },
  {
    pattern:
      /\b(show|give|send|tell|print|paste|copy|post|share|resend|recover|look up|reveal|what is|what s|whats|zeig|gib|nenn|montre|donne|muestra|dame)\b(?!.*\b(?:a|one|ein|einen|un) (?:new|fresh|neue[ns]?|frische[ns]?|nouveau|nouvel|nuevo)\b).*\b(token|tokens? of|secret|password|passwort|contrasena|mot de passe|api[- ]?key|signing secret|credentials?)\b/,
    words: 'This is private. Crossing shows a token once, when it is created, and stores no other secret.',
  },
  {
    pattern:
      /\b(ignored?|ignoriert|ignoro|ignorent|ignore|did not react|didn t react|did not answer|didn t answer|muted?|stumm\w*|silencio|never uses?|not using|nutzt nie|n utilise jamais|least active|laziest|lazy|worst performer|who is slow\w*|reagiert nicht)\b.*\b(remind\w*|nudges?|messages?|bot|agent|it|tool|erinnerung\w*|rappels?|recordatorios?|nudge)\b|\b(remind\w*|nudges?|recordatorios?|erinnerung\w*|rappels?)\b.*\b(ignored|ignor\w+|did not react|didn t react|muted)\b|\bwho\b.*\b(never use|ignor\w+|muted)\b|\bwho\b.*\b(hasn t|haven t|has not|have not|didn t|did not|doesn t|does not|never|keeps? not)\b.*\b(react|repl|respond|answer)\w*\b.*\b(remind\w*|nudges?|messages?|pings?)\b|\bwer\b.*\bstumm\w*\b|\b(qui|quien)\b.*\b(desactiv\w*|silenci\w*)\b.*\b(rappels?|recordatorios?)\b/,
    words:
      'This is private. Crossing does not say who ignored or muted reminders, or who uses an AI and who does not. It shows counts only.',
  },
  {
    pattern:
      /\breminders? (does|did|has) (?!(i|you|we|it|crossing|the|this|everybody|everyone|anyone|anybody)\b)/,
    words: 'This is private. Crossing shows everybody only their own reminders.',
  },
  {
    pattern:
      /\b(earn|earns|salary|salaries|wage|paid personally|verdien\w*|gehalt|gehalter|salaire|gagne|sueldo|salario|gana|phone number|private number|home address|birthday|private phone|telefonnummer|adresse privee|numero de telefono|telefono (?:de|del|privado|personal|movil))\b/,
    words: 'This is private. Crossing records nothing about salaries, addresses or phone numbers.',
  },
  {
    pattern:
      /\b(what|show|which)\b.*\b(wrote|write|said|typed|asked|told)\b.*\b(to )?(you|crossing|the app|the bot)\b|\b(private|direct) messages? (of|from|between)\b/,
    words: 'This is private. Crossing shows nobody the messages of another person.',
  },
];

/** Questions that only sound private: explanations, and figures without names. */
const exceptions =
  /\bwhat(?: i|')?s an? pulse\b|\bwhat is (?:an? |the )?pulse\b|\bmean|\bdefine\b|\bwas ist ein\b|\bc est quoi\b|\bque es un\b|\bpulse average\b|\b(?:how|when|who) (?:do|does|did|can|owns?|is|was)\b.*\b(?:rotat\w*|token|create|get)\b|\bincident\b|\bleak|\breport\b/;

/** Returns the answer to a question about what is private, or to a text that gives orders; null for any other. */
export function findPrivateAnswer(text: string): string | null {
  const folded = foldText(text).replace(/['’]/g, ' ').replace(/\s+/g, ' ').trim();
  const topic = topics.find(({ pattern }) => pattern.test(folded));
  if (!topic) return null;
  return topic !== topics[0] && exceptions.test(folded) ? null : topic.words;
}
