import { fromPerson, fromRecords } from '../../domain/facts.ts';
import { type DataClass, dataClasses, type Ruling, type ToolKind, toolKinds } from '../../domain/register.ts';
import { rulingsFor } from '../../domain/tools/index.ts';
import { capitalize, uncapitalize } from '../../domain/wording.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer } from '../kit/question.ts';
import { dataOptions, labelOf } from '../kit/words.ts';
import { listNamedData, rulingOptions, toolKindOptions } from './tool-words.ts';

/** Words that name a kind of tool in a question, in the languages of questions. */
const kindWords: readonly (readonly [ToolKind, RegExp])[] = [
  [
    'own-infrastructure',
    /own (\w+ )?(servers?|infrastructure|models?|hardware|hosting)|self[-\s]?host|on[-\s]?prem|we host|eigene\w* (\w+ )?(servern?|infrastruktur|modell|rechen|hardware)|selbst[-\s]?gehostet|(serveurs?|infrastructure|modèles?) (\w+ )?(propres?|à nous)|propres? (serveurs?|infrastructure|modèles?)|auto[-\s]?hébergé|(servidor|servidores|infraestructura|modelos?) propi[oa]s?|nuestr[oa]s? (propi[oa]s? )?(servidor|servidores|infraestructura)/gi,
  ],
  [
    'built-in',
    /built[-\s]?in|\bfeatures?\b|(ai|ki|ia)[-\s]?(functions?|funktion\w*)|eingebaut|integriert|intégr|integrad|(fonctions?|fonctionnalités?|funci[oó]n(es)?) (d['’]|de )?ia/gi,
  ],
  [
    'public-account',
    /\b(free|gratis|no[-\s]cost|personal (\w+ )?(accounts?|logins?|versions?)|private (\w+ )?(accounts?|logins?)|own (accounts?|logins?)|public (ai|chatbots?|tools?|accounts?))|kostenlos|gratis|privat\w* (konto|konten|account|zugang)|gratuit|comptes? (perso|priv)|cuentas? (personal|privada|gratis)/gi,
  ],
  [
    'business-plan',
    /(business|biz|enterprise|team)[-\s]?(plans?|accounts?|tarif\w*|licen[cs]es?|versions?|tiers?)|with (a |the )?contract|contract in place|(company|paid) (plans?|licen[cs]es?|accounts?)|firmen(tarif|konto|lizenz)|bezahlt\w* tarif|mit vertrag|formule entreprise|compte professionnel|plan(es)? de (empresa|pago)|con contrato|sous contrat|avec (un )?contrat/gi,
  ],
];

/** Returns the only kind of tool that a text names; null for none and for several. */
export function findNamedKind(text: string): ToolKind | null {
  const [first, ...others] = kindWords.filter(([, pattern]) => text.search(pattern) >= 0);
  return first && others.length === 0 ? first[0] : null;
}

/** Words of a question that expects a no, or that is none of yes and no: "must not", "which". */
const withoutYes =
  /\b(not|never|no longer|forbidden|prohibited|banned|off limits|which|what|where|how|nicht|verboten|tabu|welche\w*|was|wo|wie|interdite?s?|quel\w*|où|prohibid\w*|qué|cuál\w*|dónde)\b/iu;

/** Returns "*Personal data*: not allowed in a free account; only with a DPA in a business plan". */
function describeData({ register }: PageContext, [data, label]: (typeof dataOptions)[number]): string {
  const parts = rulingOptions.flatMap(([ruling, words]) => {
    const kinds = toolKinds.filter((kind) => rulingsFor(register, kind)[data] === ruling);
    if (kinds.length === toolKinds.length) return [`${uncapitalize(words)} in every kind of tool`];
    const names = toolKindOptions.filter(([kind]) => kinds.includes(kind)).map(([, name]) => `"${name}"`);
    return kinds.length === 0 ? [] : [`${uncapitalize(words)} in ${names.join(', ')}`];
  });
  return `*${label}*: ${parts.join('; ')}.`;
}

const yesWords: Readonly<Record<Ruling, string>> = {
  allowed: 'Yes: ',
  'with-dpa': 'Yes, with a DPA: ',
  'not-allowed': 'No: ',
};

/** Returns "No: personal data is not allowed in a free or personal account." */
function describeKind(
  { register }: PageContext,
  kind: ToolKind,
  named: readonly DataClass[],
  isYesOrNo: boolean,
): string {
  const label = labelOf(toolKindOptions, kind);
  const place = `${/^[AEIOU]/.test(label) ? 'an' : 'a'} ${uncapitalize(label)}`;
  const rulings = rulingsFor(register, kind);
  const shown = named.length === 0 ? dataClasses.filter((data) => data !== 'none') : named;
  const facts = rulingOptions.flatMap(([ruling, words]) => {
    const names = shown
      .filter((data) => rulings[data] === ruling)
      .map((data) => labelOf(dataOptions, data).toLowerCase());
    const allowed = ruling === 'with-dpa' ? `allowed ${uncapitalize(words)}` : uncapitalize(words);
    return names.length === 0
      ? []
      : [{ ruling, text: `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} ${allowed}` }];
  });
  const [first] = facts;
  const yes = isYesOrNo && named.length > 0 && facts.length === 1 && first ? yesWords[first.ruling] : '';
  const fact = facts.map(({ text }) => text).join('; ');
  return `${yes}${yes === '' ? capitalize(fact) : fact} in ${place}.`;
}

/** Answers from the data rules; for one kind of tool alone when the text names one. */
export function answerRules(context: PageContext, text: string): Answer {
  const { register, today } = context;
  const kind = findNamedKind(text);
  // The contract of a business plan and the own account name no data.
  const named = listNamedData(kindWords.reduce((rest, [, pattern]) => rest.replace(pattern, ' '), text));
  const shown = dataOptions.filter(([data]) => named.length === 0 || named.includes(data));
  const changed = [...register.dataRules.values()]
    .filter((rule) => kind === null || rule.kind === kind)
    .sort((a, b) => a.on.localeCompare(b.on))
    .at(-1);
  return {
    text:
      kind === null
        ? shown.map((option) => describeData(context, option)).join(' ')
        : describeKind(context, kind, named, !withoutYes.test(text)),
    source: changed ? fromPerson(changed.by, changed.on, `dataRules:${changed.kind}`) : fromRecords(today),
    data: {
      kind,
      rules: Object.fromEntries(toolKinds.map((one) => [one, rulingsFor(register, one)])),
    },
    next: [[{ page: 'data-rules' }, 'Data rules']],
  };
}
