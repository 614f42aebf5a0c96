import type { Slack } from './slack.ts';
import { agentMethods } from './web-api/agents.ts';
import { appMethods } from './web-api/app.ts';
import { chatMethods } from './web-api/chat.ts';
import { conversationMethods } from './web-api/conversations.ts';
import { fileMethods } from './web-api/files.ts';
import { type Answer, type Arguments, createError, type Method } from './web-api/method.ts';
import { unfurlMethods } from './web-api/unfurl.ts';
import { userMethods } from './web-api/users.ts';
import { viewMethods } from './web-api/views.ts';

const methods: Method[] = [
  ...agentMethods,
  ...appMethods,
  ...chatMethods,
  ...conversationMethods,
  ...fileMethods,
  ...unfurlMethods,
  ...userMethods,
  ...viewMethods,
];

/** Returns Slack's answer to one call. `token` is the bearer token, or the `token` field of the form. */
export function callMethod(slack: Slack, name: string, token: string, args: Arguments): Answer {
  const method = methods.find((one) => one.name === name);
  if (!method) return createError('unknown_method', { req_method: name });
  if (method.token === 'none') return method.run(args, slack);
  if (!token) return createError('not_authed');
  if (token !== slack.botToken && token !== slack.appToken) return createError('invalid_auth');
  if (token !== (method.token === 'app' ? slack.appToken : slack.botToken))
    return createError('not_allowed_token_type');
  if (!slack.workspace.installed) return createError('account_inactive');
  const provided = slack.workspace.scopes();
  const needed = typeof method.scope === 'function' ? method.scope(args, slack.workspace) : method.scope;
  if (needed && !provided.includes(needed)) {
    return createError('missing_scope', { needed, provided: provided.join(',') });
  }
  return method.run(args, slack);
}
