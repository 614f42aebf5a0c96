import { formatDay } from '../../domain/calendar.ts';
import type { Refusal } from '../../domain/decide.ts';
import {
  explainNoPack,
  packSections,
  sendEvidencePackStep,
  withheldRecords,
} from '../../domain/evidence-pack/index.ts';
import { leadOf } from '../../domain/people.ts';
import { formatCount } from '../../domain/wording.ts';
import { linkDays } from '../../operations/file-links.ts';
import { checkAnswers } from '../kit/answer-words.ts';
import { mention, type Offer } from '../kit/blocks.ts';
import type { PageContext } from '../kit/page.ts';
import { type Answer, type Entry, question } from '../kit/question.ts';

/** Returns why this person cannot get the pack; null when they can. */
function findRefusal({ register, actor, at }: PageContext): Refusal | null {
  const outcome = sendEvidencePackStep.permission(register, { actor, at }, { day: null });
  return outcome && !outcome.ok ? outcome.refusal : null;
}

/** Returns the button that sends the pack of a day, if there is one, and the page about it. */
function listOffers({ register, today }: PageContext, day: string | undefined): readonly Offer[] {
  const page: Offer = [
    day === undefined ? { page: 'evidence-pack' } : { page: 'evidence-pack', args: { day } },
    'Evidence pack',
  ];
  return explainNoPack(register, day ?? today, today) === null
    ? [[{ do: 'send-evidence-pack', day: day ?? null }], page]
    : [page];
}

const contents = `The evidence pack is one zip file for an auditor: a PDF with ${formatCount(packSections.length, 'section')}, the same tables as CSV and JSON, and a checksum of each file (compare them with \`sha256sum -c SHA256SUMS\`).`;

function answerAbout(context: PageContext): Answer {
  const refusal = findRefusal(context);
  const lead = leadOf(context.register);
  const who = lead === null ? '' : ` The lead is ${mention(lead)}.`;
  return {
    text: `${contents} It leaves out what is personal or secret: ${withheldRecords}. Only the transformation lead and Slack admins can get it, as of today or of a past day: as a file, or as a link that works for ${linkDays} days.${refusal === null ? ' You are one of them.' : who}`,
    source: null,
    data: { mayGet: refusal === null, lead, sections: packSections.map(({ title }) => title) },
    next: refusal === null ? listOffers(context, undefined) : [],
  };
}

/** A day in the future is when the auditor comes, and not the day of the pack. */
function answerGet(context: PageContext, asked: string | undefined): Answer {
  const { register, today } = context;
  const day = asked !== undefined && asked > today ? undefined : asked;
  const refusal = findRefusal(context);
  const problem = explainNoPack(register, day ?? today, today);
  const asOf = day ?? today;
  const command = `\`/stage3 pack${day === undefined ? '' : ` as of ${day}`}\``;
  return {
    text: refusal
      ? `${refusal.message}${refusal.ask === undefined ? '' : ` Ask ${mention(refusal.ask)} to write ${command}.`} ${contents}`
      : (problem ??
        `You can get the evidence pack as of ${formatDay(asOf)}. Press the button or write ${command}, and Crossing sends it to you in a direct message, or a link that works for ${linkDays} days. ${contents}`),
    source: null,
    data: { day: asOf, mayGet: refusal === null, problem },
    next: refusal === null && problem === null ? listOffers(context, day) : [],
    ...(day === undefined ? {} : { about: { day } }),
  };
}

export const evidencePackEntries: readonly Entry[] = checkAnswers([
  question({
    key: 'evidence-pack',
    title: 'What is the evidence pack?',
    examples: {
      en: [
        'who may download the evidence pack',
        'what is the evidence pack',
        'who may get the evidence pack',
        'what is in the evidence pack',
        'what do we show an auditor',
        'which documents do we have for an audit',
        'what does the audit file contain',
        'in what format is the evidence pack',
        'is the evidence pack a pdf or a zip',
        'how many sections does the pack have',
        'what can I hand to the auditor',
        'who is able to pull the evidence pack',
        'am I allowed to get the pack',
        'what do auditors get from us',
        'can I as an owner get the pack',
        'what does external audit receive from us',
        'which files are inside the pack',
        'is there something ready for auditors',
        'why am I refused the pack',
        'which records are not in the pack for privacy',
        'does the auditor get to see personal things',
        'is anything held back from the auditors',
        'what is never put into the audit file',
      ],
      de: [
        'was ist das evidence pack',
        'wer darf das nachweispaket bekommen',
        'was zeigen wir dem prüfer',
        'in welchem format kommt das evidence pack',
        'wer kann das evidence pack ziehen',
        'was steckt im paket für die prüfer',
        'darf ich das paket ziehen',
        'gibt es etwas fertiges für die wirtschaftsprüfer',
        'was fehlt im paket aus gründen des datenschutzes',
      ],
      fr: [
        'qu’est-ce que le dossier de preuves',
        'qui peut obtenir le dossier de preuves',
        'sous quel format est le dossier de preuves',
        'qui a le droit d’obtenir le dossier de preuves',
        'que contient le dossier pour l’auditeur',
        'pourquoi on me refuse le dossier de preuves',
        'que ne contient pas le dossier pour rester confidentiel',
      ],
      es: [
        'qué es el paquete de evidencias',
        'quién puede obtener el paquete de evidencias',
        'en qué formato es el paquete de evidencias',
        'quién puede descargar el paquete de evidencias',
        'en qué formato se entrega el paquete de evidencias',
        'a quién le dan el paquete de evidencias',
        'qué lleva el paquete para el auditor',
        'por qué se me niega el paquete',
        'qué se deja fuera del paquete por privacidad',
      ],
    },
    answer: answerAbout,
  }),
  question({
    key: 'get-evidence-pack',
    title: 'Get the evidence pack',
    wording: 'request',
    covers: ['evidence-pack'],
    examples: {
      en: [
        'how do i get the evidence for our auditor',
        'evidence for the auditor',
        'send me the evidence pack',
        'get the evidence pack as of {day}',
        'how do i get the evidence pack',
        'export everything for the auditor',
        'download the evidence pack of {day}',
        'i need the audit file for {day}',
        'create an evidence pack',
        'everything zipped for the auditors',
        'the auditors come next week, what can I send them',
        'I need all proof as of {day}',
        'pull the pack for {day}',
        'pack it all up for the audit',
        'compliance wants everything in one file',
        'what does the lead type for the evidence pack',
        'command for the evidence pack',
        'the auditor wants one file with everything on record',
        'I must hand the auditor everything in a zip',
        'bundle the records for external audit',
        'the audit starts on {day}, prepare everything',
        'one archive with all evidence as of {day}',
        'due diligence asks for all our records',
        'all files for the certification, please',
      ],
      de: [
        'schick mir das evidence pack',
        'nachweispaket vom {day} erstellen',
        'alles für den prüfer in einer datei',
        'der prüfer will alle nachweise',
        'ich muss dem prüfer alles gezippt schicken',
        'alle unterlagen für die prüfung bündeln',
        'die wirtschaftsprüfer kommen am {day}, stell alles zusammen',
      ],
      fr: [
        'envoie-moi le dossier de preuves',
        'dossier de preuves au {day}',
        'tout envoyer à l’auditeur',
        'il faut tout remettre à l’auditeur dans un zip',
        'rassemble tous les justificatifs pour l’audit',
      ],
      es: [
        'envíame el paquete de evidencias',
        'paquete de evidencias del {day}',
        'todo en un archivo para el auditor',
        'hay que mandar todo al auditor comprimido',
        'reúne toda la documentación para la auditoría',
      ],
    },
    takes: ['day', 'period'],
    answer: (context, { day, period }) => answerGet(context, day ?? period?.to),
  }),
]);
