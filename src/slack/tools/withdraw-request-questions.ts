import { formatDay } from '../../domain/calendar.ts';
import { fromRecords } from '../../domain/facts.ts';
import { isSameToolIn } from '../../domain/names.ts';
import type { ToolRequest } from '../../domain/register.ts';
import { listWaitingRequests } from '../../domain/tools/index.ts';
import { listSome } from '../kit/answers.ts';
import { escapeMrkdwn, type Offer, truncate } from '../kit/blocks.ts';
import { type Entry, question } from '../kit/question.ts';
import { describeDue } from './tool-words.ts';

export const withdrawRequestQuestions: readonly Entry[] = [
  question({
    key: 'withdraw-tool-request',
    title: 'Withdraw my request for a tool',
    wording: 'request',
    examples: {
      en: [
        'withdraw my request for {tool}',
        'forget the {tool} request i filed',
        'i do not need {tool} any more, cancel my request',
        'take my tool request back',
        'we found something else, my request is obsolete',
        'cancel the request that i made for {tool}',
        'never mind {tool}, i asked too early',
        'please drop what i asked for, {tool} is not needed',
        'i no longer want {tool}',
        'scrap my application for {tool}',
        'do not decide about {tool}, i take it back',
        'we have lost interest in {tool}, nobody has to look into my request',
        'I want my {tool} request back',
        'my team bought something else, nobody need decide on {tool}',
        '{person} need not decide on {tool} for me any longer',
      ],
      de: [
        'meine anfrage für {tool} zurückziehen',
        'ich brauche {tool} doch nicht, anfrage zurücknehmen',
        'vergiss meinen antrag auf {tool}',
      ],
      fr: ['retirer ma demande de {tool}', 'je n’ai plus besoin de {tool}, annule ma demande'],
      es: ['retirar mi solicitud de {tool}', 'ya no necesito {tool}, anula mi solicitud'],
    },
    takes: ['tool', 'person'],
    answer: ({ register, actor, today }, { tool }) => {
      const hasAsked = ({ askers }: ToolRequest) => askers.some(({ person }) => person === actor.id);
      const isNamed = (one: ToolRequest) => tool === undefined || isSameToolIn(register, one.tool, tool);
      const own = listWaitingRequests(register).filter(hasAsked);
      const found = own.some(isNamed) ? own.filter(isNamed) : own;
      const decided = [...register.toolRequests.values()].findLast(
        (one) => tool !== undefined && isNamed(one) && hasAsked(one) && one.decision !== null,
      );
      const [first] = found;
      const describe = (one: ToolRequest) =>
        `*${one.key} ${escapeMrkdwn(one.tool, 80)}*, ${describeDue(register, one, today)}`;
      return {
        text: first
          ? `You asked for ${listSome(found.map(describe), 3)}. When you withdraw a request, nobody decides it for you.`
          : decided?.decision
            ? `Your request *${decided.key} ${escapeMrkdwn(decided.tool, 80)}* was decided on ${formatDay(decided.decision.on)}, so it cannot be withdrawn.`
            : 'You have no request for an AI tool that waits for a decision, so there is none to withdraw.',
        source: fromRecords(today, ...found.map(({ key }) => `toolRequests:${key}`)),
        data: { requests: found.slice(0, 20).map(({ key, tool: name }) => ({ key, tool: name })) },
        next: first
          ? found
              .slice(0, 2)
              .map(
                ({ key, tool: name }): Offer => [
                  { do: 'withdraw-tool-request', request: key },
                  found.length === 1 ? 'Withdraw request' : `Withdraw request: ${truncate(name, 50)}`,
                ],
              )
          : [[{ page: 'tools', args: { show: 'waiting' } }, 'Waiting requests']],
      };
    },
  }),
];
