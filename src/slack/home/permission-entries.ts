import { isWaivable } from '../../domain/checklist/index.ts';
import type { Actor, Step } from '../../domain/decide.ts';
import { leadOf } from '../../domain/people.ts';
import { type Register, settingsId, settingsOf, type UseCase } from '../../domain/register.ts';
import { checkPermission } from '../../domain/subjects.ts';
import { capitalize } from '../../domain/wording.ts';
import { neverWaived } from '../checklist/index.ts';
import { escapeShort, joinSentences, listSome } from '../kit/answers.ts';
import { escapeMrkdwn, mention } from '../kit/blocks.ts';
import { findStepRefusal } from '../kit/form.ts';
import type { PageContext } from '../kit/page.ts';
import { type Entry, question } from '../kit/question.ts';

/** Something that people ask permission for, with its step about a use case. */
interface Right {
  /** Completes "may". */
  readonly verb: string;
  /** Words by which it is recognised, in lower case. All words of one entry must occur. */
  readonly also: readonly string[];
  readonly step: (useCase: string) => Step;
}

const grantWaiver = 'grant a waiver';

const rights: readonly Right[] = [
  {
    verb: 'register a use case',
    also: ['register', 'add use case', 'new use case', 'propose use case'],
    step: () => ({ do: 'register-use-case' }),
  },
  { verb: 'import use cases', also: ['import'], step: () => ({ do: 'import-use-cases' }) },
  {
    verb: 'check in',
    also: ['check in', 'check-in', 'checkin', 'figures', 'adoption'],
    step: (useCase) => ({ do: 'check-in', useCase }),
  },
  {
    verb: 'start a pilot',
    also: ['start pilot', 'start'],
    step: (useCase) => ({ do: 'start-pilot', useCase }),
  },
  {
    verb: 'decide about a pilot',
    also: ['decide pilot', 'extend', 'scale', 'decide about', 'verlängern', 'prolong'],
    step: (useCase) => ({ do: 'decide-pilot', useCase }),
  },
  {
    verb: 'record that it goes live',
    also: ['go live', 'go-live', 'live', 'production'],
    step: (useCase) => ({ do: 'go-live', useCase }),
  },
  {
    verb: 'stop or retire it',
    also: ['stop', 'retire', 'end', 'cancel'],
    step: (useCase) => ({ do: 'stop-use-case', useCase }),
  },
  {
    verb: 'edit it',
    also: ['edit', 'change use case', 'rename'],
    step: (useCase) => ({ do: 'edit-use-case', useCase }),
  },
  { verb: 'join its team', also: ['join'], step: (useCase) => ({ do: 'join-use-case', useCase }) },
  {
    verb: 'add evidence',
    also: ['evidence', 'confirm', 'checklist'],
    step: (useCase) => ({ do: 'confirm-item', useCase, item: 'monitoring' }),
  },
  {
    verb: grantWaiver,
    also: ['waive', 'waiver', 'exception', 'ausnahme', 'dérogation', 'excepción'],
    step: (useCase) => ({ do: 'waive', useCase }),
  },
  { verb: 'record its stack', also: ['stack'], step: (useCase) => ({ do: 'record-stack', useCase }) },
  { verb: 'calculate the ROI', also: ['roi'], step: (useCase) => ({ do: 'record-roi', useCase }) },
  {
    verb: 'write the roll-out plan',
    also: ['roll-out', 'rollout', 'roll out'],
    step: (useCase) => ({ do: 'plan-rollout', useCase }),
  },
  {
    verb: 'suspend it',
    also: [
      'suspend',
      'pause',
      'switch off',
      'turn off',
      'pull plug',
      'take offline',
      'aussetzen',
      'suspendre',
      'suspender',
    ],
    step: (useCase) => ({ do: 'suspend-use-case', useCase }),
  },
  {
    verb: 'report an incident',
    also: [
      'incident',
      'outage',
      'report problem',
      'report mistake',
      'problem melden',
      'vorfall',
      'incidente',
    ],
    step: (useCase) => ({ do: 'report-incident', useCase }),
  },
  {
    verb: 'commit a decision',
    also: ['commit', 'decision', 'infrastructure'],
    step: () => ({ do: 'commit-decision', category: 'model-provider' }),
  },
  {
    verb: 'appoint AI Operations',
    also: ['ai operations', 'operator'],
    step: () => ({ do: 'name-operators' }),
  },
  {
    verb: 'change the settings',
    also: [
      'settings',
      'time zone',
      'currency',
      'lead',
      'working days',
      'einstellungen',
      'paramètres',
      'ajustes',
    ],
    step: () => ({ do: 'change-settings' }),
  },
  { verb: 'choose a channel for the digest', also: ['digest'], step: () => ({ do: 'choose-digest' }) },
  {
    verb: 'ask for an AI tool',
    also: ['tool', 'ask for tool'],
    step: () => ({ do: 'request-tool', channel: null }),
  },
];

/** Returns what is asked for, by the words that occur first, the longest of them; null when nothing fits. */
function findRight(words: string): Right | null {
  const typed = ` ${words.toLowerCase().replace(/[^\p{L}\p{N}-]+/gu, ' ')} `;
  const fits = (also: string) => also.split(' ').every((word) => typed.includes(` ${word}`));
  const found = rights
    .flatMap((right) =>
      right.also.filter(fits).map((also) => ({
        right,
        at: typed.indexOf(` ${also.split(' ')[0]}`),
        length: also.length,
      })),
    )
    .sort((a, b) => a.at - b.at || b.length - a.length);
  return found[0]?.right ?? null;
}

/** The people whom permissions tell apart, by id. */
const kinds = {
  member: 'any full member',
  owner: 'the owner of the use case',
  operations: 'AI Operations',
  lead: 'the transformation lead, Slack admins',
} as const;
type Kind = keyof typeof kinds;

/** Returns a register in which each kind of person is one person, and the use case of the question. */
function createProbe({ register }: PageContext, useCase: UseCase): Register {
  return {
    ...register,
    absences: new Map(),
    people: new Map(),
    settings: new Map([[settingsId, { ...settingsOf(register), leads: ['lead'] }]]),
    operators: new Map([
      ['operations', { person: 'operations', namedOn: '2026-01-01', namedBy: 'lead', accepted: {} }],
    ]),
    useCases: new Map([[useCase.key, { ...useCase, owner: 'owner', members: [] }]]),
  };
}

/** Returns the kinds of person that may take a step: the same check as that of the step itself. */
function listPermitted(context: PageContext, useCase: UseCase, step: Step): readonly Kind[] {
  const register = createProbe(context, useCase);
  const may = (id: Kind) => {
    const actor: Actor = { id, kind: 'member', admin: false };
    return checkPermission(register, { actor, at: context.at }, step) === null;
  };
  const all = (Object.keys(kinds) as Kind[]).filter(may);
  return all.includes('member') ? ['member'] : all;
}

/** A pilot to ask about when no use case is named. */
const anyPilot: UseCase = {
  ...{ key: 'UC-1', name: 'Pilot', purpose: '', team: '', owner: 'owner', members: [], intendedUsers: 1 },
  ...{ data: [], autonomy: 'suggest', retrieval: false, vendors: [], otherVendors: null, stack: {} },
  ...{ goLivePlannedOn: null, lastReviewedOn: null, whyNew: null },
  life: {
    stage: 'pilot',
    charter: {
      ...{ startedOn: '2026-01-01', decideBy: '2026-03-02', volunteers: 1, criteria: [] },
      ...{ movedBars: [], extensions: [], scaled: null },
    },
  },
};

/** Returns the people behind the kinds, as mentions; empty when they are not known. */
function describeHolders(
  { register }: PageContext,
  permitted: readonly Kind[],
  useCase: UseCase | undefined,
): string {
  const lead = leadOf(register);
  const people = [
    ...(permitted.includes('owner') && useCase ? [useCase.owner] : []),
    ...(permitted.includes('operations') ? [...register.operators.keys()] : []),
    ...(permitted.includes('lead') && lead !== null ? [lead] : []),
  ];
  return people.length === 0 ? '' : listSome([...new Set(people)].map(mention), 4);
}

export const permissionEntries: readonly Entry[] = [
  question({
    key: 'who-may',
    title: 'Who may do something?',
    examples: {
      en: [
        'who may {words}',
        'who can {words}',
        'who is allowed to {words}',
        'can anyone {words}',
        'can anybody {words}',
        'may I {words}',
        'am I allowed to {words}',
        'can I {words}',
        'do I have permission to {words}',
        'who may {words} for {useCase}',
        'who is able to {words}',
        'who gets to {words}',
        'who has the right to {words}',
        'who is entitled to {words}',
        'who is authorized to {words}',
        'whose job is it to {words}',
        'whose permission do I need to {words}',
        'may everybody {words}',
        'can everyone {words}',
        'do you have to be lead to {words}',
        'who else can {words}',
        'is everyone allowed to {words}',
        'is anybody allowed to {words}',
        'is anyone allowed to {words}',
        'are we allowed to {words}',
        'do I need to be owner to {words}',
        'do I need a special role to {words}',
        'do I have to hold a special role to {words}',
        'which role do I need to {words}',
        'what role is required to {words}',
        'do I need permission to {words}',
        'can any employee {words}',
        'who is in a position to {words}',
        'who decides whether to {words}',
      ],
      de: [
        'wer darf {words}',
        'darf ich {words}',
        'wer kann {words}',
        'wer ist berechtigt {words}',
        'wer hat das recht {words}',
        'darf jeder {words}',
        'kann jeder {words}',
        'dürfen wir {words}',
        'wer alles darf {words}',
        'wer kann bei uns {words}',
        'wer darf bei uns {words}',
        'braucht man eine rolle, um {words}',
        'wer ist befugt {words}',
        'darf man einfach {words}',
      ],
      fr: [
        'qui peut {words}',
        'puis-je {words}',
        'qui a le droit de {words}',
        'qui est habilité à {words}',
        'qui est autorisé à {words}',
        'ai-je le droit de {words}',
        'tout le monde peut {words}',
        'peut-on {words}',
        'faut-il un rôle pour {words}',
        'qui est en droit de {words}',
      ],
      es: [
        'quién puede {words}',
        'puedo {words}',
        'quién tiene derecho a {words}',
        'quién está autorizado a {words}',
        'puede cualquiera {words}',
        'tengo permiso para {words}',
        'quiénes pueden {words}',
        'hace falta un rol para {words}',
        'quién tiene permiso para {words}',
      ],
    },
    needs: ['words'],
    takes: ['useCase', 'item'],
    // The reviewer of tools is no kind of person here, and the evidence pack is no evidence.
    knows: (words) => findRight(words) !== null && !/approv|review|genehmig|pack/i.test(words),
    answer: (context, { words, useCase: key, item }) => {
      const right = findRight(words);
      if (!right)
        return {
          text: joinSentences(`Crossing has no rule about "${escapeShort(words, 40)}".`),
          source: null,
          data: { known: false, words: words.slice(0, 100) },
          next: [[{ page: 'help' }, 'Commands']],
        };
      if (right.verb === grantWaiver && item !== undefined && !isWaivable(item))
        return {
          text: joinSentences(neverWaived, 'AI Operations can waive every other item of the checklist.'),
          source: null,
          data: { known: true, step: 'waive', permitted: [], you: false },
          next: [[{ page: 'vendors' }, 'Vendors']],
          about: { item },
        };
      const useCase = key === undefined ? undefined : context.register.useCases.get(key);
      const subject = useCase ?? anyPilot;
      const step = right.step(subject.key);
      const permitted = listPermitted(context, subject, step);
      const holders = permitted.includes('member') ? '' : describeHolders(context, permitted, useCase);
      const isAbout = 'useCase' in step;
      const refusal = isAbout && !useCase ? undefined : findStepRefusal(step, context);
      const you =
        refusal === undefined
          ? null
          : refusal === null
            ? 'You may.'
            : refusal.code === 'not-permitted'
              ? 'You may not.'
              : `Not now: ${escapeMrkdwn(refusal.message, 150)}`;
      return {
        text: joinSentences(
          permitted.length === 0
            ? `Nobody may ${right.verb} now.`
            : `${capitalize(
                listSome(
                  permitted.flatMap((kind) => kinds[kind].split(', ')),
                  5,
                ),
              )} may ${right.verb}${useCase ? ` (${useCase.key})` : ''}.`,
          holders !== '' && `Today: ${holders}.`,
          you,
        ),
        source: null,
        data: {
          known: true,
          step: step.do,
          permitted,
          you: refusal === undefined ? null : refusal === null,
        },
        next:
          refusal === null && context.findForm(step) !== null ? [[step]] : [[{ page: 'owners' }, 'Owners']],
        about: useCase ? { useCase: useCase.key } : {},
      };
    },
  }),
];
