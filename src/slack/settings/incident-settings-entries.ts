import { fromRecords, refTo } from '../../domain/facts.ts';
import { incidentSettingsOf } from '../../domain/incidents/index.ts';
import { offerStep, prefill } from '../kit/answer-words.ts';
import { channelMention } from '../kit/blocks.ts';
import { type Entry, question, request } from '../kit/question.ts';

/** The channel of incidents and the form that changes it. */
export const incidentSettingsEntries: readonly Entry[] = [
  question({
    key: 'incident-channel',
    title: 'What is our incident channel?',
    examples: {
      en: [
        'what is our incident channel',
        'is an incident channel configured',
        'in which channel do incidents show up',
        'where do you post incidents',
        'do we have a channel for incidents yet',
        'which channel gets the incident messages',
        'where are outages announced',
        'is there a place where everybody sees the incidents',
      ],
      de: [
        'welcher kanal ist für vorfälle eingestellt',
        'in welchem kanal landen vorfälle',
        'gibt es schon einen kanal für vorfälle',
        'wo werden störungen bekannt gegeben',
      ],
      fr: ['dans quel canal arrivent les incidents', 'y a-t-il un canal pour les incidents'],
      es: ['en qué canal se publican los incidentes', 'hay ya un canal para los incidentes'],
    },
    answer: ({ register, today }) => {
      const { channel } = incidentSettingsOf(register);
      return {
        text:
          channel === null
            ? 'There is no incident channel in the settings, so Crossing writes only to the people whom it calls.'
            : `Incidents are posted in ${channelMention(channel)}, one message for each incident, which is kept current.`,
        source: fromRecords(today, refTo('incidentSettings', 'settings')),
        data: { channel },
        next: [offerStep({ do: 'change-incident-settings' }), [{ page: 'incidents' }, 'All incidents']],
      };
    },
  }),

  request({
    key: 'change-incident-settings',
    title: 'Change the incident settings',
    examples: {
      en: [
        'change the incident settings',
        'use another channel for incidents',
        'set up an incident channel',
        'post incidents in another channel',
        'please make {person} the privacy contact',
        'appoint a data protection contact',
        'let me enter who is told about data exposures',
        'incidents should be posted in a channel, which form',
        'show every incident in our alarm channel as well',
        'put incidents into a channel of their own',
        'I want outages announced in a channel',
        'our data protection officer is {person}, enter that',
        'from now on incidents ought to be posted in another channel',
        'incidents go to the security channel from now on',
      ],
      de: [
        'kanal für vorfälle einstellen',
        '{person} wird datenschutzkontakt',
        'vorfälle sollen in einen anderen kanal',
        'jeder vorfall soll auch in unserem kanal stehen',
      ],
      fr: [
        'choisir le canal des incidents',
        'nommer {person} contact vie privée',
        'publier les incidents dans un autre canal',
      ],
      es: [
        'elegir el canal de incidentes',
        'nombrar a {person} contacto de privacidad',
        'los incidentes deben salir en otro canal',
      ],
    },
    takes: ['person'],
    open: (_, { person }) => ({
      step: { do: 'change-incident-settings' },
      prefilled: prefill({ privacyContact: person }),
    }),
  }),
];
