import { checkMessage, checkView } from '../../block-kit.ts';
import { app, team } from '../identity.ts';
import { blockErrors } from './message.ts';
import { createError, invalidArguments, json, type Method, text } from './method.ts';

export const appMethods: Method[] = [
  {
    name: 'api.test',
    token: 'none',
    run: (args) => (text(args, 'error') ? createError(text(args, 'error'), { args }) : { ok: true, args }),
  },
  {
    name: 'auth.test',
    run: (_, { workspace, url }) => ({
      ok: true,
      url: `${url()}/`,
      team: team.name,
      team_id: team.id,
      ...(workspace.enterprise === null ? {} : { enterprise_id: workspace.enterprise }),
      user: workspace.appName().toLowerCase(),
      user_id: app.botUserId,
      bot_id: app.botId,
      is_enterprise_install: false,
    }),
  },
  {
    name: 'apps.connections.open',
    token: 'app',
    run: (_, slack) =>
      slack.workspace.manifest.settings?.socket_mode_enabled === false
        ? createError('socket_mode_not_enabled')
        : { ok: true, url: slack.newSocketUrl() },
  },
  {
    name: 'blocks.validate',
    run: (args) => {
      const given = ['blocks', 'message', 'view'].filter((name) => text(args, name) !== '');
      if (given.length !== 1) return invalidArguments('must have one of blocks, message, view');
      const checked = json(args, given[0] ?? '');
      if (!checked.ok) return invalidArguments('must be JSON');
      const problems =
        given[0] === 'view'
          ? checkView(checked.value)
          : checkMessage(given[0] === 'message' ? checked.value : { blocks: checked.value });
      const errors = blockErrors(problems);
      return errors.length === 0 ? { ok: true } : createError('invalid_blocks', { errors });
    },
  },
];
