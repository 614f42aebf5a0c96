import { describeOrigin, listFollowUpsOf, listOpenFollowUps } from '../../domain/follow-ups/index.ts';
import { checkAnswers, prefill } from '../kit/answer-words.ts';
import { type Entry, question, request } from '../kit/question.ts';
import { answerChange, answerClose, answerList, answerOf, answerReopen } from './follow-up-answers.ts';

export const followUpsEntries: readonly Entry[] = checkAnswers([
  question({
    key: 'open-follow-ups',
    title: 'Which follow-ups are open?',
    examples: {
      en: [
        'open follow-ups',
        'are there open follow-ups',
        'follow-ups',
        'which follow-ups are open',
        'open action items',
        'follow-ups of {incident}',
        'what is left to do after {incident}',
        'list the follow-ups',
        'how many follow-ups are open',
        'todos from incidents and reviews',
        'what did we agree to do after {incident}',
        'loose ends from the last review',
        'homework from the incidents',
        'which promises are not kept yet',
        'any tasks left over from {incident}',
        'who has to do what after {incident}',
        'what is still to do from the reviews',
        'was the task from {incident} ever done',
        'did somebody do what we agreed after {incident}',
        'how many action points are pending',
        'what did we promise to fix and have not',
        'anything still to be delivered from the reviews',
        'outcome of the measures after {incident}',
        'pending measures',
      ],
      de: [
        'welche folgeaufgaben sind offen',
        'folgeaufgaben von {incident}',
        'offene maßnahmen',
        'was ist nach {incident} noch zu tun',
        'wurde die maßnahme nach {incident} umgesetzt',
        'wie viele folgeaufgaben sind offen',
        'was haben wir versprochen und noch nicht erledigt',
      ],
      fr: [
        'quelles actions de suivi sont ouvertes',
        'suivi de {incident}',
        'combien d’actions de suivi restent',
        'a-t-on fait ce qui était prévu après {incident}',
        'que reste-t-il à faire des revues',
      ],
      es: [
        'qué acciones de seguimiento están abiertas',
        'seguimiento de {incident}',
        'cuántos seguimientos pendientes hay',
        'se hizo lo acordado tras {incident}',
        'qué quedó por hacer de las revisiones',
      ],
    },
    takes: ['incident'],
    answer: (context, { incident }) => {
      const { register } = context;
      if (incident === undefined) {
        const open = listOpenFollowUps(register);
        return answerList(context, open, {
          title: open.length === 1 ? 'is open' : 'are open',
          empty: 'No follow-up is open. Follow-ups come from incidents and policy reviews.',
        });
      }
      const answer = answerList(context, listFollowUpsOf(register, incident), {
        title: `of the ${describeOrigin(incident)}`,
        empty: `The ${describeOrigin(incident)} has no follow-ups.`,
        offer: [{ page: 'follow-ups', args: { show: 'all', origin: incident } }, 'Follow-ups'],
      });
      return { ...answer, about: { ...answer.about, incident } };
    },
  }),
  question({
    key: 'follow-ups-of',
    title: 'Which follow-ups does a person have?',
    examples: {
      en: [
        'which follow-ups do i have',
        'my follow-ups',
        'follow-ups of {person}',
        'what does {person} still have to do from reviews',
        'my action items',
        'action items of {person}',
        'which follow-ups are assigned to me',
        'did {person} do the follow-up',
        'has {person} kept the promise after the incident',
        '{person} wanted to fix that afterwards, did it happen',
        'what did I take on in the review',
        'is {person} finished with the action item',
        'what does {person} owe us after the incident',
        'is any follow-up on my name',
        'do I have an open action item',
        'which improvements did {person} promise',
        'what was {person} supposed to fix after the incident',
        'do i still owe something from an incident',
      ],
      de: [
        'welche folgeaufgaben habe ich',
        'folgeaufgaben von {person}',
        'hat {person} die folgeaufgabe erledigt',
        'steht noch eine folgeaufgabe auf meinen namen',
        'was schuldet {person} noch aus dem vorfall',
      ],
      fr: ['mes actions de suivi', 'actions de suivi de {person}', 'qu’est-ce que {person} devait corriger'],
      es: [
        'mis acciones de seguimiento',
        'acciones de seguimiento de {person}',
        'tengo algún seguimiento a mi nombre',
        'qué tenía que arreglar {person}',
      ],
    },
    takes: ['person'],
    answer: (context, { person }) => answerOf(context, person ?? context.actor.id),
  }),
  question({
    key: 'overdue-follow-ups',
    title: 'Which follow-ups are overdue?',
    examples: {
      en: [
        'which follow-ups are overdue',
        'overdue action items',
        'are any follow-ups late',
        'follow-ups past their due date',
        'who is behind with follow-ups',
        'which promised fixes never came',
        'which tasks should be finished by now',
        'is a task from a review past its date',
        'what slipped after the incidents',
        'who has not delivered a follow-up in time',
        'action items that ran late',
      ],
      de: [
        'welche folgeaufgaben sind überfällig',
        'überfällige maßnahmen',
        'welche maßnahmen hängen hinterher',
      ],
      fr: ['quelles actions de suivi sont en retard', 'suivis en retard', 'quels suivis traînent'],
      es: [
        'qué acciones de seguimiento están atrasadas',
        'seguimientos vencidos',
        'qué seguimientos van tarde',
      ],
    },
    answer: (context) => {
      const overdue = listOpenFollowUps(context.register).filter(({ dueOn }) => dueOn < context.today);
      return answerList(context, overdue, {
        title: overdue.length === 1 ? 'is overdue' : 'are overdue',
        empty: 'No follow-up is overdue.',
      });
    },
  }),
  question({
    key: 'close-follow-up',
    title: 'Close a follow-up',
    examples: {
      en: [
        'what came out of follow-up {words}',
        'result of the follow-up',

        'what came out of the follow-up',
        'close my follow-up',
        'close follow-up {words}',
        'my action item is done',
        'i finished the follow-up about {words}',
        'mark the follow-up {words} as done',
        'drop the follow-up {words}',
        'tick off the follow-up {words}',
        'the follow-up about {words} is through',
        'was the follow-up about {words} ever finished',
        'we do not need the follow-up {words} any more',
        'was that follow-up ever closed',
        'did the follow-up {words} get done',
        'is the task about {words} through',
        '{words} is built in, the follow-up can be closed',
        'follow-up {words} is sorted, take it off my list',
        'what was the outcome of my action item',
        'my follow-up is finished, {words} works now',
        'nobody needs the follow-up on {words} any longer, strike it off',
        '{words} follow-up: completed this morning',
      ],
      de: ['folgeaufgabe abschließen', 'folgeaufgabe {words} ist erledigt', 'meine folgeaufgabe ist fertig'],
      fr: ['clore une action de suivi', 'le suivi {words} est terminé', 'j’ai fini mon action de suivi'],
      es: ['cerrar un seguimiento', 'el seguimiento {words} está hecho', 'he terminado mi seguimiento'],
    },
    takes: ['words'],
    answer: (context, { words }) => answerClose(context, words ?? ''),
  }),

  question({
    key: 'reopen-follow-up',
    title: 'Reopen a follow-up',
    examples: {
      en: [
        'reopen the follow-up {words}',
        'reopen my follow-up',
        'the follow-up {words} is not really finished',
        'the action item was closed too early',
        'set the follow-up {words} back to open',
        'we marked the follow-up {words} as done by mistake',
        'the task from the incident is not done after all',
        'undo closing the follow-up',
        'that follow-up must be opened again, {words} is missing',
        'there is still work on follow-up {words}, open it up again',
        'I marked the follow-up on {words} as complete too soon',
        'somebody ticked the follow-up off by accident',
        'work on the follow-up about {words} continues although it was closed',
      ],
      de: [
        'folgeaufgabe {words} wieder öffnen',
        'die folgeaufgabe {words} ist doch nicht fertig',
        'maßnahme zu früh abgeschlossen',
      ],
      fr: ['rouvrir le suivi {words}', 'le suivi {words} n’est en fait pas terminé'],
      es: ['reabrir el seguimiento {words}', 'el seguimiento {words} no está terminado de verdad'],
    },
    takes: ['words'],
    answer: (context, { words }) => answerReopen(context, words ?? ''),
  }),

  question({
    key: 'change-follow-up',
    title: 'Change a follow-up',
    examples: {
      en: [
        'change the follow-up {words}',
        'give {person} the follow-up {words}',
        'move the due date of the follow-up {words} to {day}',
        'give {person} until {day} for the follow-up {words}',
        '{person} cannot manage the follow-up, {person} takes it over',
        'reassign the follow-up {words} to {person}',
        'postpone my follow-up to {day}',
        'the follow-up {words} needs another owner',
        'edit the action item {words}',
        'more time for the follow-up {words}',
        'the follow-up is worded badly, let me fix it',
        '{person} becomes responsible for the follow-up',
        'push the deadline of my follow-up on {words} back',
        'due date of my follow-up: {day} instead',
      ],
      de: [
        'folgeaufgabe {words} ändern',
        'frist der folgeaufgabe auf {day} verschieben',
        'die folgeaufgabe soll {person} übernehmen',
      ],
      fr: ['modifier le suivi {words}', 'reporter le suivi au {day}'],
      es: ['cambiar el seguimiento {words}', 'aplazar el seguimiento al {day}'],
    },
    takes: ['words', 'person', 'day'],
    answer: (context, { words, person }) => answerChange(context, words ?? '', person),
  }),

  request({
    key: 'add-follow-up',
    title: 'Add a follow-up to an incident',
    examples: {
      en: [
        'add a follow-up to {incident}: {words}',
        'new action item for {incident}: {words}',
        '{person} takes a task from {incident} until {day}',
        'note a to-do for {incident}, {person}, due {day}',
        'after {incident} we still want {person} to {words}',
        '{person} should {words} by {day} because of {incident}',
        'one more measure after {incident}: {words}',
        'action item after the incident: {person}, {words}, {day}',
        'there is one thing left to do from the incident: {person} ought to {words}',
        'follow-up from {incident}: {person} {words} by {day}',
        '{person} should fix {words} after the incident, keep track of that',
      ],
      de: [
        'folgeaufgabe zu {incident} hinzufügen: {words}',
        '{person} soll wegen {incident} bis {day} {words}',
        'leg noch eine folgeaufgabe zu {incident} an',
      ],
      fr: ['ajouter une action de suivi à {incident} : {words}', '{person} doit {words} suite à {incident}'],
      es: [
        'añadir un seguimiento a {incident}: {words}',
        '{person} debe {words} por {incident}',
        'añade un seguimiento a {incident}',
      ],
    },
    needs: ['incident'],
    takes: ['person', 'day', 'words'],
    open: (_, { incident, person, day, words }) => ({
      step: { do: 'add-follow-up', origin: incident },
      prefilled: prefill({ what: words, owner: person, dueOn: day }),
    }),
  }),
]);
