import { formatMonth, shiftMonth } from '../../domain/costs/index.ts';
import { isOver } from '../../domain/register.ts';
import type { PageContext } from '../kit/page.ts';
import type { Memory } from './fill-slots.ts';

/** "The other one", in all languages, and not "the other incidents". */
const other =
  /\bthe other (?:one|use case|bot|agent|pilot)\b|(?:\bthe other|\b(?:der|die|das|den|dem) andere[nrs]?|\bl['’]autre|\b(?:el|la) otr[oa])(?=\s*(?:[?!.,]|$))/iu;
/** A comparison with the month before needs both months. */
const before =
  /(?<!\b(?:than|als|que) (?:in )?(?:the )?)\b(?:in )?(?:the )?month before(?: that)?\b|\bthe previous month\b|\b(?:im|den) (?:Monat davor|Vormonat)\b|\ble mois (?:précédent|d['’]avant)\b|\bel mes anterior\b/iu;
const after =
  /\b(?:in )?(?:the )?month after(?: that)?\b|\bthe following month\b|\b(?:im|den) (?:Monat danach|Folgemonat)\b|\ble mois (?:suivant|d['’]après)\b|\bel mes siguiente\b/iu;

const source =
  /^\W*(?:(?:and|so|und|et|y) )?(?:who (?:has )?(?:recorded|entered|typed|wrote|put|measured|confirmed|noted|said) (?:it|that|this)\b|wer hat (?:das|es|die|den) (?:eingetragen|erfasst|eingegeben|gemessen|bestätigt|notiert)|qui (?:a|l['’]a) (?:saisi|enregistré|noté|mesuré|confirmé)|quién (?:lo|la) (?:registró|introdujo|anotó|midió|confirmó))/i;

/** Returns whether a text asks who recorded what was answered: each answer names its source. */
export const asksForSource = (text: string): boolean => source.test(text);

/** Returns a text with what its words refer to in a thread: "the month before" after a question about January. */
export function resolveReferences(text: string, { register }: PageContext, memory: Memory | null): string {
  if (!memory?.isOpen) return text;
  const { useCase, period } = memory.slots;
  const rest = [...register.useCases.values()].filter((one) => !isOver(one) && one.key !== useCase);
  const [only] = rest;
  const named = useCase !== undefined && only && rest.length === 1 ? text.replace(other, only.key) : text;
  if (period === undefined) return named;
  return named
    .replace(before, formatMonth(shiftMonth(period.from.slice(0, 7), -1)))
    .replace(after, formatMonth(shiftMonth(period.to.slice(0, 7), 1)));
}
