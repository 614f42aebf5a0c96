import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { daysAhead, type Requirement } from '../../domain/readiness/index.ts';
import { stepTitle } from '../../domain/subjects.ts';
import { capitalize, formatCount, uncapitalize } from '../../domain/wording.ts';
import type { Readiness } from '../../operations/readiness.ts';
import { joinSentences } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer } from '../kit/blocks.ts';
import { describeAssignee } from '../kit/people-words.ts';
import { type Entry, question } from '../kit/question.ts';
import { formatFact } from './fact-words.ts';
import { findBegin, formatBegin } from './find-begin.ts';
import { formatHeadline, listEndingSoon } from './verdict-lines.ts';

const verdictOffer: Offer = [{ page: 'verdict' }, 'Verdict'];

const nameRequirement = ({ key, title }: Requirement): string =>
  `Requirement ${key.slice(1)} (${uncapitalize(title)})`;

export const requirementEntries: readonly Entry[] = [
  question({
    key: 'requirement',
    title: 'Is a requirement met?',
    examples: {
      en: [
        'is {requirement} done',
        'is the shared infrastructure requirement done',
        'what does {requirement} mean',
        'what proves {requirement}',
        'evidence for {requirement}',
        'is {requirement} met',
        'why is {requirement} not met',
        'what is missing for {requirement}',
        'how are we doing on {requirement}',
        'what about {requirement}',
        'why don’t we meet {requirement}',
        'was {requirement} met on {day}',
        'status of {requirement}',
        'what is wrong with {requirement}',
        'proof for {requirement}',
        'does {requirement} still stand',
        'did we fail {requirement}',
        'does {requirement} hold at the moment',
        'have we ticked {requirement}',
        'how come {requirement} is red',
        'is {requirement} the one that is open',
        'what have we got in hand for {requirement}',
        'do we satisfy {requirement}',
      ],
      de: [
        'ist {requirement} erfüllt',
        'warum ist {requirement} nicht erfüllt',
        'was fehlt für {requirement}',
        'wie sieht es bei {requirement} aus',
        'hakt es bei {requirement}',
        'haben wir {requirement} abgehakt',
        'weshalb ist {requirement} rot',
        'reicht es für {requirement}',
      ],
      fr: [
        'est-ce que {requirement} est remplie',
        'pourquoi {requirement} n’est pas remplie',
        'que manque-t-il pour {requirement}',
        'où en est {requirement}',
        'avons-nous coché {requirement}',
        'pourquoi {requirement} est-elle rouge',
      ],
      es: [
        'se cumple {requirement}',
        'por qué no se cumple {requirement}',
        'qué falta para {requirement}',
        'cómo va {requirement}',
        'tenemos marcado {requirement}',
        'por qué está en rojo {requirement}',
      ],
    },
    needs: ['requirement'],
    takes: ['day'],
    answer: async (context, { requirement: key, day }) => {
      const past = day !== undefined && day < context.today ? day : null;
      const readiness = past === null ? context.readiness : await context.loadAsOf(past);
      const found = readiness.assessment.requirements.find((one) => one.key === key);
      if (!found) throw new RangeError(`no requirement ${key}`);
      const { met, gaps, evidence } = found;
      const [first, ...others] = gaps;
      const [fact] = evidence;
      const assignee =
        first && past === null ? describeAssignee(readiness.register, first, readiness.today) : null;
      const asOf = past === null ? '' : ` on ${formatDay(past)}`;
      return {
        text: joinSentences(
          past === null
            ? `${nameRequirement(found)} is ${met ? 'met' : 'not met'}.`
            : `${nameRequirement(found)} was ${met ? 'met' : 'not met'}${asOf}.`,
          first
            ? `${escapeMrkdwn(capitalize(first.text), 200)}.`
            : fact && `${escapeMrkdwn(capitalize(formatFact(fact, readiness)), 250)}.`,
          assignee !== null && `${capitalize(assignee)}.`,
          past === null && others.length > 0 && `It has ${formatCount(others.length, 'more blocker')}.`,
        ),
        source:
          fact && met
            ? { source: fact.source, at: fact.at, by: fact.by, refs: fact.refs }
            : fromRecords(readiness.today),
        data: {
          requirement: key,
          asOf: readiness.today,
          met,
          gaps: gaps.slice(0, 10).map(({ text, owner }) => ({ text, owner })),
        },
        next: [
          ...(first && past === null ? [[first.step, stepTitle(first.step)] as const] : []),
          [
            { page: 'requirement', args: { key, ...(past === null ? {} : { asOf: past }) } },
            'Show requirement',
          ],
        ],
        about: { requirement: key },
      };
    },
  }),

  question({
    key: 'requirement-since',
    title: 'Since when is a requirement met?',
    examples: {
      en: [
        'since when is {requirement} met',
        'when was {requirement} met',
        'how long have we met {requirement}',
        'when did we get {requirement}',
        'when did {requirement} turn green',
        'on which day did we pass {requirement}',
        'for how long has {requirement} been green',
      ],
      de: [
        'seit wann ist {requirement} erfüllt',
        'wann haben wir {requirement} erreicht',
        'an welchem tag wurde {requirement} grün',
      ],
      fr: [
        'depuis quand {requirement} est-elle remplie',
        'quand avons-nous rempli {requirement}',
        'quel jour {requirement} est-elle passée au vert',
      ],
      es: [
        'desde cuándo se cumple {requirement}',
        'cuándo se cumplió {requirement}',
        'qué día se puso en verde {requirement}',
      ],
    },
    needs: ['requirement'],
    answer: async (context, { requirement: key }) => {
      const isMet = ({ assessment }: Readiness) =>
        assessment.requirements.some((one) => one.key === key && one.met);
      const found = context.assessment.requirements.find((one) => one.key === key);
      if (!found) throw new RangeError(`no requirement ${key}`);
      const begin = isMet(context.readiness) ? await findBegin(context, isMet) : null;
      const [first] = found.gaps;
      return {
        text:
          begin === null
            ? joinSentences(
                `${nameRequirement(found)} is not met today.`,
                first && `${escapeMrkdwn(capitalize(first.text), 300)}.`,
              )
            : `${nameRequirement(found)} has been met since ${formatBegin(begin)}.`,
        source: fromRecords(context.today),
        data: {
          requirement: key,
          met: begin !== null,
          since: begin?.on ?? null,
          exact: begin?.exact ?? true,
        },
        next: [[{ page: 'requirement', args: { key } }, 'Show requirement']],
        about: { requirement: key },
      };
    },
  }),

  question({
    key: 'next-step',
    title: 'What blocks us?',
    covers: ['verdict'],
    examples: {
      en: [
        'what do we have to do next to get stage 3 back',
        "why aren't we stage 3",
        'why are we not stage 3 anymore',
        'who has to fix the blocker',
        'who has to do that',
        'what do we have to do to get stage 3 back',
        'what keeps us from stage 3',
        'why not',
        'what blocks us',
        'what is the next step',
        'what is holding us back',
        'what do we have to do next',
        'what are the blockers',
        'what is missing for stage 3',
        'why are we not stage 3',
        'who has to do something',
        'how do we get to stage 3',
        'who do we wait for',
        'who is blocking us',
        'biggest blocker',
        'what is in our way',
        'whose turn is it',
        'who has the ball',
        'who needs to act',
        'what is stopping us',
        'who has to move first',
        'what should happen first',
        'what would get us to stage 3',
        'what is left to do for stage 3',
        'are we stage 3 and if not who has to fix it',
        'where is it stuck',
        'how do we get back to stage 3',
        'what do we do to get it back',
        'top blocker',
        'main obstacle',
        'what is our number one problem',
        'what gets us back to the top',
        'what stops us from calling ourselves stage 3',
        'why do we not manage the last requirement',
        'which single thing would help most',
        'what is the one thing we miss',
        'whose job is it to fix what is missing',
        'what do you want us to do first',
        'what would turn the last one green',
        'where is the bottleneck',
        'who must do what so that we get there',
        'what am I waiting for',
        'sticking point on the way to stage 3',
        'what is wrong with us',
      ],
      de: [
        'was blockiert uns',
        'was ist der nächste schritt',
        'was fehlt uns zu stufe 3',
        'warum sind wir nicht stufe 3',
        'woran hängt es',
        'wer ist am zug',
        'wer muss jetzt etwas tun',
        'wie kommen wir zurück auf stufe 3',
        'was müssen wir für stufe 3 noch tun',
        'woran scheitert die letzte anforderung',
        'was fehlt uns noch ganz konkret',
        'wo klemmt es',
        'wer muss was machen, damit wir stufe 3 werden',
        'was würde am meisten helfen',
      ],
      fr: [
        "qu'est-ce qui nous manque",
        'qu’est-ce qui manque',
        'qu’est-ce qui nous bloque',
        'quelle est la prochaine étape',
        'pourquoi ne sommes-nous pas au stade 3',
        'où est-ce que ça coince',
        'qui doit agir',
        'que faire pour revenir au stade 3',
        'à quoi tient le stade 3',
        'que faut-il faire en premier',
        'qui doit débloquer la situation',
      ],
      es: [
        'qué nos falta',
        'qué nos bloquea',
        'cuál es el siguiente paso',
        'por qué no estamos en la etapa 3',
        'qué nos frena',
        'quién tiene que actuar',
        'cómo recuperamos la etapa 3',
        'qué hacer para volver a la etapa 3',
        'qué nos impide llegar a la etapa 3',
        'qué hay que hacer primero',
        'quién tiene que desbloquear esto',
      ],
    },
    suggest: ({ assessment }) =>
      assessment.blockers.length === 0
        ? null
        : { title: 'What blocks us?', message: 'What blocks us?', rank: 30 },
    answer: ({ readiness, register, today, assessment }) => {
      const [first, ...others] = assessment.blockers;
      if (!first) {
        const [ending] = listEndingSoon(readiness);
        return {
          text: joinSentences(
            'Nothing blocks us: all 4 requirements are met.',
            ending
              ? `Next: ${escapeMrkdwn(ending.text, 250)}.`
              : `Nothing behind the verdict expires within ${daysAhead} days.`,
          ),
          source: fromRecords(today),
          data: { blockers: [], next: ending?.text ?? null },
          next: [...(ending ? [[ending.step, stepTitle(ending.step)] as const] : []), verdictOffer],
        };
      }
      const assignee =
        describeAssignee(register, first, today) ??
        'there is no lead yet: a Slack admin appoints one in the settings';
      return {
        text: joinSentences(
          `${formatHeadline(assessment)}.`,
          `${escapeMrkdwn(capitalize(first.text), 250)} (requirement ${first.requirement.slice(1)}).`,
          `Next step: *${escapeMrkdwn(stepTitle(first.step))}*.`,
          `${capitalize(assignee)}.`,
          others.length > 0 &&
            `${formatCount(others.length, 'more blocker')}${others.length > 2 ? ', such as' : ''}: ${escapeMrkdwn(
              others
                .slice(0, 2)
                .map(({ text }) => text)
                .join('; '),
              200,
            )}.`,
        ),
        source: fromRecords(today),
        data: {
          blockers: assessment.blockers
            .slice(0, 20)
            .map(({ text, owner, requirement }) => ({ text, owner, requirement })),
          count: assessment.blockers.length,
        },
        next: [
          [first.step, stepTitle(first.step)],
          [{ page: 'details' }, 'Show details'],
        ],
        about: 'useCase' in first.step && first.step.useCase ? { useCase: first.step.useCase } : {},
      };
    },
  }),
];
