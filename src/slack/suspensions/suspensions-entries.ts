import { formatDay } from '../../domain/calendar.ts';
import { fromPerson, fromRecords } from '../../domain/facts.ts';
import type { Suspension, UseCase } from '../../domain/register.ts';
import { findSuspension, listSuspended } from '../../domain/suspensions/index.ts';
import { formatCount, uncapitalize } from '../../domain/wording.ts';
import {
  checkAnswers,
  formatUseCase,
  joinShortly,
  offerStep,
  prefill,
  quoteShortly,
} from '../kit/answer-words.ts';
import { mention, type Offer } from '../kit/blocks.ts';
import { getUseCase } from '../kit/next-steps.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question, request } from '../kit/question.ts';
import { stageTitles } from '../kit/words.ts';

const openUseCase = (useCase: string): Offer => [{ page: 'use-case', args: { useCase } }, `Open ${useCase}`];

/** Returns "suspended since 2 March 2026 by @ann: wrong refunds". */
const describeOpen = ({ on, by, reason, incident }: Suspension): string =>
  `suspended since ${formatDay(on)} by ${mention(by)}${incident === null ? '' : ` because of ${incident}`}: ${quoteShortly(reason)}`;

/** Returns what is true of a use case that is not suspended: its stage. */
function describeStage({ life }: UseCase): string {
  if (life.stage === 'production') return `It has been in production since ${formatDay(life.liveOn)}`;
  if (life.stage === 'stopped' || life.stage === 'retired')
    return `It was ${uncapitalize(stageTitles[life.stage])} on ${formatDay(life.on)}: ${quoteShortly(life.reason)}`;
  return `It is ${life.stage === 'pilot' ? 'in pilot' : 'proposed'}, and only a use case in production can be suspended`;
}

function answerSuspension({ register, today }: PageContext, key: string): Answer {
  const useCase = getUseCase({ register }, key);
  const name = formatUseCase(useCase);
  const found = findSuspension(register, useCase);
  const past = [...register.suspensions.values()].findLast(
    (one) => one.useCase === key && one.resumed !== null,
  );
  const resumed = past?.resumed;
  const before =
    past && resumed
      ? ` It was suspended on ${formatDay(past.on)} and resumed on ${formatDay(resumed.on)} by ${mention(resumed.by)}.`
      : '';
  return {
    text: found
      ? `${name} has been ${describeOpen(found)}. It cannot meet requirement 1 until it is resumed.`
      : `${name} is not suspended. ${describeStage(useCase)}.${before}`,
    source: found
      ? fromPerson(found.by, found.on, found.key)
      : past && resumed
        ? fromPerson(resumed.by, resumed.on, past.key)
        : fromRecords(today, key),
    data: { useCase: key, suspended: found !== null, suspension: found, last: past ?? null },
    next: [openUseCase(key), ...(found ? [offerStep({ do: 'resume-use-case', useCase: key })] : [])],
    about: { useCase: key, ...(found?.incident ? { incident: found.incident } : {}) },
  };
}

function answerAll({ register, today }: PageContext): Answer {
  const all = listSuspended(register);
  const words = all.map(
    ({ useCase, suspension }) => `${formatUseCase(useCase)}, ${describeOpen(suspension)}`,
  );
  const [first] = all;
  return {
    text: first
      ? `${formatCount(all.length, 'use case is', 'use cases are')} suspended: ${joinShortly(words, 3, '; ')}.`
      : 'No use case is suspended.',
    source:
      first && all.length === 1
        ? fromPerson(first.suspension.by, first.suspension.on, first.suspension.key)
        : fromRecords(today, ...all.map(({ suspension }) => suspension.key)),
    data: { suspended: all.map(({ suspension }) => suspension) },
    next: [first ? openUseCase(first.useCase.key) : [{ page: 'use-cases' }, 'Use cases']],
    about: first && all.length === 1 ? { useCase: first.useCase.key } : {},
  };
}

export const suspensionsEntries: readonly Entry[] = checkAnswers([
  question({
    key: 'suspension',
    title: 'Is a use case suspended?',
    examples: {
      en: [
        'is {useCase} suspended',
        'why is {useCase} suspended',
        'since when is {useCase} suspended',
        'who suspended {useCase}',
        'when was {useCase} resumed',
        'why was {useCase} switched off',
        'is {useCase} paused',
        'has {useCase} been suspended before',
        'may {useCase} run right now',
        'is {useCase} allowed to work at the moment',
        'what was the reason to switch {useCase} off',
        'is {useCase} back in service',
        'are people able to use {useCase} again',
        'has {useCase} ever been taken out of service',
        'was {useCase} stopped on purpose',
        'did somebody pull {useCase}',
        'can customers reach {useCase} at present',
      ],
      de: [
        'ist {useCase} ausgesetzt',
        'warum ist {useCase} ausgesetzt',
        'seit wann ist {useCase} pausiert',
        'darf {useCase} wieder laufen',
        'wer hat {useCase} vom netz genommen',
        'ist {useCase} gerade abgeschaltet',
      ],
      fr: [
        '{useCase} est-il suspendu',
        'pourquoi {useCase} est-il suspendu',
        'qui a mis {useCase} en pause',
        '{useCase} est-il à l’arrêt',
      ],
      es: [
        'está suspendido {useCase}',
        'por qué está suspendido {useCase}',
        'quién paró {useCase}',
        'está parado {useCase} de momento',
      ],
    },
    needs: ['useCase'],
    answer: (context, { useCase }) => answerSuspension(context, useCase),
  }),
  question({
    key: 'suspended-use-cases',
    title: 'Which use cases are suspended?',
    examples: {
      en: [
        'which use cases are suspended',
        'is anything suspended',
        'list the suspended use cases',
        'what is switched off at the moment',
        'paused use cases',
        'have we taken anything offline',
        'what is on hold at present',
        'does everything in production really run',
        'which bots are resting',
        'what have we benched',
        'any ai out of action',
      ],
      de: ['welche use cases sind ausgesetzt', 'ist etwas ausgesetzt', 'was ist gerade abgeschaltet'],
      fr: ["quels cas d'usage sont suspendus", 'y a-t-il des suspensions', 'qu’est-ce qui est à l’arrêt'],
      es: ['qué casos de uso están suspendidos', 'hay algo suspendido', 'qué está apagado ahora'],
    },
    answer: answerAll,
  }),
  question({
    key: 'suspension-rules',
    title: 'What does it mean to suspend a use case?',
    examples: {
      en: [
        'what does it mean to suspend a use case',
        'what happens while a use case is suspended',
        'does a suspended use case count for {requirement}',
        'who has the power to take a use case out of service',
        'difference between suspending and stopping',
        'can I suspend a pilot',
        'is a suspension reversible',
        'consequences of a suspension',
        'who may pull the plug in an emergency',
        'who is authorised to shut the bot down',
        'does suspending switch the bot off technically',
        'is the bot really off once it is suspended here',
        'do you cut the connection when someone suspends it',
        'does a pause cost us stage 3',
        'which stage are we at during a pause',
        'which people are entitled to suspend a use case',
        'is there an emergency button and who may press it',
        'who can hit the kill switch',
        'does a suspension technically shut the ai down',
        'will it be off for real or only on paper',
        'is the bot still reachable after it is suspended',
        'do i still have to switch it off at the vendor',
        'am i allowed to pause my own bot',
        'does suspension really turn the ai off or only note it',
      ],
      de: [
        'was bedeutet aussetzen',
        'zählt ein ausgesetzter use case noch für {requirement}',
        'wer darf einen use case aus dem betrieb nehmen',
        'schaltet das aussetzen den bot wirklich ab',
        'wer darf im notfall den stecker ziehen',
        'kostet uns eine pause das stage 3',
        'gibt es einen notaus und wer darf ihn drücken',
        'ist der bot nach dem aussetzen wirklich aus',
        'muss ich den bot zusätzlich selbst abschalten',
      ],
      fr: [
        'que se passe-t-il pendant une suspension',
        'qui a le pouvoir de suspendre',
        'suspendre coupe-t-il vraiment le bot',
        'qui peut débrancher le bot en urgence',
        'y a-t-il un bouton d’arrêt d’urgence et qui peut s’en servir',
      ],
      es: [
        'qué pasa mientras está suspendido',
        'quién tiene derecho a suspender',
        'se apaga de verdad el bot al suspenderlo',
        'quién puede desenchufar el bot en una emergencia',
        'hay un botón de emergencia y quién puede pulsarlo',
      ],
    },
    takes: ['requirement'],
    answer: () => ({
      text: 'The owner, AI Operations and the lead can suspend a use case in production, with a reason, and resume it; a pilot is stopped instead. While it is suspended, it does not count for requirement 1. Crossing only records the suspension: it does not switch the AI off.',
      source: null,
      data: { suspends: ['owner', 'AI Operations', 'lead'], stage: 'production', switchesOff: false },
      next: [[{ page: 'use-cases' }, 'Use cases']],
    }),
  }),
  request({
    key: 'suspend-use-case',
    title: 'Suspend a use case',
    examples: {
      en: [
        'suspend {useCase}',
        'suspend {useCase} because {words}',
        'switch off {useCase}',
        'pause {useCase}: {words}',
        'take {useCase} out of service',
        'stop {useCase} for now',
        'take {useCase} offline until we know more',
        'pull {useCase} from service, {words}',
        'hit the brakes on {useCase}',
        'nobody should use {useCase} until this is fixed',
        'put {useCase} on hold because {words}',
        'emergency stop for {useCase}',
        'freeze {useCase}',
        'turn {useCase} off',
        'switch {useCase} off right now',
        'shut {useCase} down for today',
        'get {useCase} out of the way until it is fixed',
        'shut {useCase} off temporarily',
        'suspend {useCase}, it gives wrong answers',
        'take {useCase} out of service, it talks nonsense to customers',
        'pause {useCase} because it leaks data',
        'switch {useCase} off, the problem is not solved',
        'take {useCase} offline for now, the answers look off',
        'something is fishy with {useCase}, pull it for the time being',
        'we pulled the plug on {useCase}, it talks nonsense',
        'we must not let {useCase} answer any longer today',
        'bench {useCase} until {words}',
        'keep {useCase} away from customers for now',
        'no more answers from {useCase} until {words}',
        'deactivate {useCase} at once',
        'I am pausing {useCase} for the weekend',
        'halt {useCase} for now, too many things go wrong',
        'take {useCase} out of service until we know more',
        '{useCase} must not run while we check the data',
      ],
      de: [
        '{useCase} aussetzen',
        '{useCase} pausieren, weil {words}',
        '{useCase} bitte sofort vom netz nehmen',
        'notbremse für {useCase}',
        '{useCase} abschalten, es erzählt unsinn',
        '{useCase} vorläufig aus dem verkehr nehmen',
        '{useCase} bis auf weiteres aus dem betrieb nehmen',
        '{useCase} soll bis {words} nicht mehr antworten',
        'zieh bei {useCase} den stecker',
        'bitte {useCase} vorübergehend abschalten',
        '{useCase} vorerst aussetzen, bis das geklärt ist',
      ],
      fr: [
        'suspendre {useCase}',
        'mettre {useCase} en pause',
        'couper {useCase} en attendant',
        'suspendre {useCase}, il dit n’importe quoi',
        'débrancher {useCase} provisoirement',
        'retirer {useCase} du service jusqu’à {words}',
        'mettre {useCase} en pause le temps de vérifier',
      ],
      es: [
        'suspender {useCase}',
        'pausar {useCase} porque {words}',
        'apagar {useCase} de momento',
        'hay que suspender {useCase}, dice tonterías',
        'desconectar {useCase} por ahora',
        'sacar {useCase} de servicio hasta {words}',
        '{useCase} falla mucho, quiero suspenderlo ya',
      ],
    },
    needs: ['useCase'],
    takes: ['words'],
    open: (_, { useCase, words }) => ({
      step: { do: 'suspend-use-case', useCase },
      prefilled: prefill({ reason: words }),
    }),
  }),
  request({
    key: 'resume-use-case',
    title: 'Resume a use case',
    examples: {
      en: [
        'resume {useCase}',
        'switch {useCase} on again',
        'lift the suspension of {useCase}',
        '{useCase} may run again: {words}',
        'unsuspend {useCase}',
        'reactivate {useCase}',
        'bring {useCase} back',
        'turn {useCase} back on: {words}',
        'let {useCase} work again',
        '{useCase} can go back to work',
        'switch {useCase} back on',
        'people may use {useCase} again',
        '{useCase} is safe again, put it back into service',
        'reactivate {useCase}, the problem is fixed',
        'end the pause of {useCase}',
        '{useCase} is repaired, open it up again',
        'let people back into {useCase}',
        'green light for {useCase} again',
        'the suspension of {useCase} can end',
        'there is no reason to keep {useCase} suspended',
        '{useCase} is repaired, put it back in service',
        'suspended {useCase} may run again',
        'the cause is fixed, {useCase} can go back to work',
      ],
      de: ['{useCase} wieder einschalten', '{useCase} fortsetzen', '{useCase} darf wieder laufen'],
      fr: ['reprendre {useCase}', 'lever la suspension de {useCase}', 'remettre {useCase} en marche'],
      es: [
        'reanudar {useCase}',
        'reactivar {useCase}',
        'volver a encender {useCase}',
        '{useCase} puede volver a funcionar',
      ],
    },
    needs: ['useCase'],
    takes: ['words'],
    open: (_, { useCase, words }) => ({
      step: { do: 'resume-use-case', useCase },
      prefilled: prefill({ changed: words }),
    }),
  }),
]);
