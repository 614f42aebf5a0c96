import { app } from '../identity.ts';
import { userPayload } from '../payloads.ts';
import { createError, type Method, page, text } from './method.ts';

export const userMethods: Method[] = [
  {
    name: 'users.info',
    scope: 'users:read',
    run: (args, { workspace }) => {
      if (text(args, 'user') === app.botUserId) {
        const bot = {
          id: app.botUserId,
          name: workspace.appName(),
          handle: workspace.appName(),
          tz: 'UTC',
          isBot: true,
        };
        return { ok: true, user: userPayload(bot) };
      }
      const person = workspace.people.get(text(args, 'user'));
      return person ? { ok: true, user: userPayload(person) } : createError('user_not_found');
    },
  },
  {
    name: 'users.list',
    scope: 'users:read',
    run: (args, { workspace }) => {
      const { items, response_metadata } = page(args, [...workspace.people.values()], 1000);
      return { ok: true, members: items.map(userPayload), response_metadata };
    },
  },
];
