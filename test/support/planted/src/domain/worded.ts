import { verdict } from '../domain/verdict.ts';

export const more = 'There is no use case. /stage3 usecase list shows them all.'; // breaks: domain words no command and no id of Slack
export const register = '/usecase add'; // breaks: domain words no command and no id of Slack
export const greeting = (id: string) => `<@${id}> decides`; // breaks: domain words no command and no id of Slack
export const isPerson = (id: string) => /^[UW][A-Z0-9]+$/.test(id); // breaks: domain words no command and no id of Slack
export const isChannel = (id: string) => /^C[A-Z0-9]{2,}$/.test(id); // breaks: domain words no command and no id of Slack
export const example = 'such as U024BE7LH'; // breaks: domain words no command and no id of Slack
// A comment may name /stage3, and UC-1 is no id of Slack.
export const said = `decided by/decision ${verdict.options[0]} of UC-1`;
