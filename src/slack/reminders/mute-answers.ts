import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { helpKind, listMutes } from '../../domain/reminders/index.ts';
import { joinSentences, listSome } from '../kit/answers.ts';
import type { Offer } from '../kit/blocks.ts';
import { foldText } from '../kit/fold-text.ts';
import type { PageContext } from '../kit/page.ts';
import type { Answer } from '../kit/question.ts';
import { describeKind } from './nudge-words.ts';

export const askedOffer: Offer = [{ page: 'asked' }, 'For you'];

/** The folded words that name a kind of reminder, in the languages of questions, by its key. */
const kindWords: Readonly<Record<string, RegExp>> = {
  dpa: /\bdpas?\b|\bavv\b|data processing|auftragsverarbeitung|sous[- ]traitance|encargo de tratamiento/,
  'owner-left': /people who (have )?left|leavers?|departed|ausgeschieden|ancien(ne)?s|se fueron/,
  accountability: /accountabilit|verantwortlichkeit|responsabilit|responsabilidad/,
  'tool-request': /tool[- ]?(request|anfrage|antrag)|demandes? d.outil|solicitud\w* de herramienta/,
  'stale-pilot':
    /(stale|silent|quiet|overdue|old) pilot|(stille|alte|uberfallige)\w* pilot|pilot\w* (silenc|parad|vieux)/,
  'model-retirement': /\bmodels?\b|\bmodelle?\b|\bmodeles?\b|\bmodelos?\b/,
  'evidence-lapsing': /evidence|\bexpir|nachweis|bestatigung|preuve|evidencia|\bprueba/,
  'audit-trail': /audit|prufpfad|auditoria/,
  'waiver-ending': /waiver|ausnahme|derogation|exencion|excepcion/,
  'cost-report': /\bcosts?\b|\bspend|kosten|\bcouts?\b|\bdepense|\bcost[eo]s?\b|\bgastos?\b/,
  'key-rotation': /\bkeys?\b|rotation|schlussel|\bcles?\b|\bclaves?\b|rotacion/,
  'follow-up-due': /follow[- ]?ups?|action items?|folgeaufgabe|\bsuivis?\b|seguimiento/,
  'open-checklist': /check ?list|go[- ]?live|livegang|liste de controle|lista de (control|verificacion)/,
  'decision-near': /decision|entscheidung/,
  'quarterly-review': /quarterly|quarter|policy|quartal|trimestr/,
  adoption:
    /check[- ]?ins?\b|adoption|usage figures|nutzungszahl|nutzungsabfrage|chiffres d.usage|cifras de uso/,
  'digest-stopped': /digest/,
};

/** Words for what no mute stops. */
const neverMuted =
  /incident|outage|violation|vorfall|ausfall|verstoss|infraction|panne|incidencia|infraccion/;

/** The most buttons of an answer. */
const maxButtons = 2;

/** Returns the kinds of reminder that a text names. */
export function findNamedKinds(text: string): readonly string[] {
  const folded = foldText(text);
  return Object.keys(kindWords).filter((kind) => kindWords[kind]?.test(folded));
}

/** Returns "You muted: Check-ins (2 March 2026)." */
export const describeMutes = (mutes: ReturnType<typeof listMutes>): string =>
  `You muted: ${listSome(
    mutes.map(({ kind, on }) => `${describeKind(kind)} (${formatDay(on)})`),
    5,
  )}.`;

/** Returns the kinds of the open reminders that a mute would stop. */
const listOpenKinds = async (context: PageContext): Promise<readonly string[]> =>
  (await context.loadOpenNudges()).flatMap(({ nudge, due }) =>
    due?.urgent || nudge.kind === helpKind.key ? [] : [nudge.kind],
  );

/** Offers to mute the kinds that a text names, or else those of the open reminders. */
export async function answerMute(context: PageContext, said: string): Promise<Answer> {
  const { register, actor, today } = context;
  const mutes = listMutes(register, actor.id);
  const named = findNamedKinds(said);
  const isNeverMuted = named.length === 0 && neverMuted.test(foldText(said));
  const meant = isNeverMuted ? [] : named.length > 0 ? named : await listOpenKinds(context);
  const kinds = [...new Set(meant)]
    .filter((kind) => !mutes.some((mute) => mute.kind === kind))
    .slice(0, maxButtons);
  return {
    text: joinSentences(
      mutes.length > 0 && describeMutes(mutes),
      kinds.length > 0
        ? `Press a button to mute reminders about this: ${listSome(kinds.map(describeKind))}.`
        : meant.length === 0 &&
            !isNeverMuted &&
            'You have no open reminder to mute. Name a kind to mute it now, such as check-ins or costs.',
      kinds.length > 0 && 'Crossing then asks the lead instead.',
      'Violations and incidents are never muted.',
    ),
    source: fromRecords(today),
    data: { mutes: mutes.map(({ kind, on }) => ({ kind, on })), kinds },
    next: [
      ...kinds.map((kind): Offer => [{ do: 'mute-nudges', kind }, `Mute: ${describeKind(kind)}`]),
      askedOffer,
    ].slice(0, maxButtons),
  };
}

/** Offers to unmute the kinds that a text names, or else the only muted one. */
export function answerUnmute({ register, actor, today }: PageContext, said: string): Answer {
  const mutes = listMutes(register, actor.id);
  const named = findNamedKinds(said);
  const muted = mutes.filter(({ kind }) => named.includes(kind));
  const offered = (named.length > 0 ? muted : mutes.length === 1 ? mutes : []).slice(0, maxButtons);
  const text =
    mutes.length === 0
      ? 'You have not muted any reminders, so you get all that are due.'
      : named.length > 0 && muted.length === 0
        ? `You did not mute: ${listSome(named.map(describeKind))}. ${describeMutes(mutes)}`
        : offered.length > 0
          ? `${describeMutes(offered)} Press *Unmute* to get them again.`
          : `${describeMutes(mutes)} Press *Unmute* beside a kind, under *For you*.`;
  return {
    text,
    source: fromRecords(today),
    data: { mutes: mutes.map(({ kind, on }) => ({ kind, on })) },
    next: [
      ...offered.map(
        ({ kind }): Offer => [
          { do: 'unmute-nudges', kind },
          offered.length === 1 ? 'Unmute' : `Unmute: ${describeKind(kind)}`,
        ],
      ),
      askedOffer,
    ].slice(0, maxButtons),
  };
}
