import { type Entry, request } from '../kit/question.ts';

export const pilotRequestEntries: readonly Entry[] = [
  request({
    key: 'start-pilot',
    title: 'Start the pilot of a use case',
    examples: {
      en: [
        'start the pilot of {useCase}',
        'start piloting {useCase}',
        '{useCase} starts its pilot',
        'let’s begin the pilot for {useCase}',
        'move {useCase} to pilot',
        'kick off {useCase}',
      ],
      de: ['pilot von {useCase} starten', '{useCase} in den pilot bringen'],
      fr: ['démarrer le pilote de {useCase}', 'lancer le pilote {useCase}'],
      es: ['iniciar el piloto de {useCase}', 'empezar el piloto {useCase}'],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'start-pilot', useCase } }),
  }),

  request({
    key: 'decide-pilot',
    title: 'Decide about a use case',
    examples: {
      en: [
        'decide about {useCase}',
        'we decided on {useCase}',
        'record the decision on {useCase}',
        'make a decision for {useCase}',
      ],
      de: ['über {useCase} entscheiden', 'entscheidung zu {useCase} festhalten'],
      fr: ['décider de {useCase}', 'enregistrer la décision sur {useCase}'],
      es: ['decidir sobre {useCase}', 'registrar la decisión de {useCase}'],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'decide-pilot', useCase } }),
  }),

  request({
    key: 'scale-pilot',
    title: 'Scale a use case',
    examples: {
      en: [
        'scale {useCase}',
        'we want to scale {useCase} by {day}',
        'take {useCase} to production by {day}',
        'we decided to scale {useCase}',
      ],
      de: ['{useCase} skalieren', 'wir wollen {useCase} bis {day} skalieren'],
      fr: ['passer {useCase} à l’échelle', 'généraliser {useCase} avant le {day}'],
      es: ['escalar {useCase}', 'queremos escalar {useCase} antes del {day}'],
    },
    needs: ['useCase'],
    takes: ['day'],
    open: (_, { useCase, day }) => ({
      step: { do: 'decide-pilot', useCase },
      prefilled: { answer: 'scale', ...(day === undefined ? {} : { liveOn: day }) },
    }),
  }),

  request({
    key: 'extend-pilot',
    title: 'Extend the pilot of a use case',
    examples: {
      en: [
        'extend the pilot',
        'extend {useCase}',
        'extend {useCase} until {day}',
        'we need more time for {useCase}',
        'give {useCase} until {day}',
        'postpone the decision on {useCase} to {day}',
        'prolong the pilot of {useCase}',
      ],
      de: ['{useCase} verlängern', '{useCase} bis {day} verlängern', 'wir brauchen mehr zeit für {useCase}'],
      fr: ['prolonger {useCase}', 'prolonger {useCase} jusqu’au {day}'],
      es: ['prolongar {useCase}', 'ampliar {useCase} hasta el {day}'],
    },
    needs: ['useCase'],
    takes: ['day'],
    open: (_, { useCase, day }) => ({
      step: { do: 'decide-pilot', useCase },
      prefilled: { answer: 'extend', ...(day === undefined ? {} : { decideBy: day }) },
    }),
  }),

  request({
    key: 'stop-use-case',
    title: 'Stop or retire a use case',
    examples: {
      en: [
        'stop {useCase}',
        'retire {useCase}',
        'we want to end {useCase}',
        'cancel {useCase}',
        'kill {useCase}',
        'shut down {useCase} for good',
        'we gave up on {useCase}',
      ],
      de: ['{useCase} stoppen', '{useCase} einstellen', '{useCase} beenden'],
      fr: ['arrêter {useCase}', 'mettre fin à {useCase}'],
      es: ['detener {useCase}', 'cancelar {useCase}', 'retirar {useCase}'],
    },
    needs: ['useCase'],
    open: ({ register }, { useCase }) =>
      register.useCases.get(useCase)?.life.stage === 'pilot'
        ? { step: { do: 'decide-pilot', useCase }, prefilled: { answer: 'stop' } }
        : { step: { do: 'stop-use-case', useCase } },
  }),

  request({
    key: 'go-live',
    title: 'Record the go-live of a use case',
    examples: {
      en: [
        '{useCase} goes live',
        'take {useCase} live',
        '{useCase} went live on {day}',
        'record the go-live of {useCase}',
        '{useCase} is live now',
        'put {useCase} into production',
      ],
      de: ['{useCase} geht live', '{useCase} ist seit {day} live', 'go-live von {useCase} eintragen'],
      fr: ['{useCase} passe en production', 'mettre {useCase} en production'],
      es: ['{useCase} pasa a producción', 'poner {useCase} en producción'],
    },
    needs: ['useCase'],
    takes: ['day'],
    open: (_, { useCase, day }) => ({
      step: { do: 'go-live', useCase },
      ...(day === undefined ? {} : { prefilled: { liveOn: day } }),
    }),
  }),

  request({
    key: 'widen-rollout',
    title: 'Update the roll-out of a use case',
    examples: {
      en: [
        'update the roll-out of {useCase}',
        'more people use {useCase} now',
        'deploy {useCase} to more people',
        'change the deployed users of {useCase}',
        'roll {useCase} out to everybody',
      ],
      de: ['roll-out von {useCase} aktualisieren', '{useCase} für alle ausrollen'],
      fr: ['mettre à jour le déploiement de {useCase}', 'déployer {useCase} pour tout le monde'],
      es: ['actualizar el despliegue de {useCase}', 'desplegar {useCase} para todos'],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'widen-rollout', useCase } }),
  }),

  request({
    key: 'add-criterion',
    title: 'Add a success criterion to a use case',
    examples: {
      en: [
        'add a success criterion to {useCase}',
        'new success criterion for {useCase}',
        'change the success criteria of {useCase}',
        'add a goal to {useCase}',
      ],
      de: ['erfolgskriterium zu {useCase} hinzufügen', 'neues kriterium für {useCase}'],
      fr: ['ajouter un critère de réussite à {useCase}', 'nouveau critère pour {useCase}'],
      es: ['añadir un criterio de éxito a {useCase}', 'nuevo criterio para {useCase}'],
    },
    needs: ['useCase'],
    open: (_, { useCase }) => ({ step: { do: 'move-bar', useCase } }),
  }),
];
