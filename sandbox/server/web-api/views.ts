import { checkView } from '../../block-kit.ts';
import { viewPayload } from '../payloads.ts';
import { appInfo } from '../person-state.ts';
import type { StoredView, Trigger, ViewJson } from '../records.ts';
import type { Slack } from '../slack.ts';
import { blockErrors } from './message.ts';
import {
  type Answer,
  type Arguments,
  createError,
  invalidArguments,
  json,
  type Method,
  text,
} from './method.ts';

const maxModals = 3;

/** Returns the view in a call, or Slack's refusal. */
function readView(args: Arguments, type?: 'modal' | 'home'): { view: ViewJson } | { refusal: Answer } {
  const view = json(args, 'view');
  if (!view.ok || view.value === undefined) {
    return { refusal: invalidArguments('missing required field: view [json-pointer:/view]') };
  }
  const problems = checkView(view.value);
  if (problems.some((one) => one.path === '' && one.message.endsWith('bytes'))) {
    return { refusal: createError('view_too_large') };
  }
  if (problems.length > 0) return { refusal: invalidArguments(...blockErrors(problems, '/view')) };
  const checked = view.value as ViewJson;
  if (type && checked.type !== type) {
    return { refusal: invalidArguments(`must be a ${type} [json-pointer:/view/type]`) };
  }
  return { view: checked };
}

function takeTrigger(slack: Slack, args: Arguments): { trigger: Trigger } | { refusal: Answer } {
  const id = text(args, 'trigger_id');
  if (!id)
    return { refusal: invalidArguments('missing required field: trigger_id [json-pointer:/trigger_id]') };
  const trigger = slack.workspace.triggers.get(id);
  if (!trigger) return { refusal: createError('invalid_trigger_id') };
  if (trigger.used) return { refusal: createError('exchanged_trigger_id') };
  if (performance.now() - trigger.at > slack.triggerMs) return { refusal: createError('expired_trigger_id') };
  return { trigger };
}

function openedView(view: StoredView): Answer {
  return { ok: true, view: viewPayload(view) };
}

export const viewMethods: Method[] = [
  {
    name: 'views.open',
    run: (args, slack) => {
      const taken = takeTrigger(slack, args);
      if ('refusal' in taken) return taken.refusal;
      const read = readView(args, 'modal');
      if ('refusal' in read) return read.refusal;
      const { trigger } = taken;
      if (read.view.external_id && slack.workspace.viewByExternalId(read.view.external_id)) {
        return createError('duplicate_external_id');
      }
      trigger.used = true;
      const view = slack.workspace.makeView(trigger.person, read.view, null, trigger.channel);
      slack.workspace.setStack(trigger.person, [view]);
      return openedView(view);
    },
  },
  {
    name: 'views.push',
    run: (args, slack) => {
      const taken = takeTrigger(slack, args);
      if ('refusal' in taken) return taken.refusal;
      const read = readView(args, 'modal');
      if ('refusal' in read) return read.refusal;
      const { trigger } = taken;
      const stack = slack.workspace.stack(trigger.person);
      const top = stack.at(-1);
      // Only somebody who is in a modal can have another one laid on top of it.
      if (!trigger.view || !top) return createError('invalid_trigger_id');
      if (stack.length >= maxModals) return createError('push_limit_reached');
      if (read.view.external_id && slack.workspace.viewByExternalId(read.view.external_id)) {
        return createError('duplicate_external_id');
      }
      trigger.used = true;
      const view = slack.workspace.makeView(trigger.person, read.view, top, top.channel);
      slack.workspace.setStack(trigger.person, [...stack, view]);
      return openedView(view);
    },
  },
  {
    name: 'views.update',
    run: (args, { workspace }) => {
      const read = readView(args);
      if ('refusal' in read) return read.refusal;
      const view = text(args, 'view_id')
        ? workspace.view(text(args, 'view_id'))
        : workspace.viewByExternalId(text(args, 'external_id'));
      if (!view) return createError('not_found');
      if (read.view.type !== view.type)
        return invalidArguments(`must be a ${view.type} [json-pointer:/view/type]`);
      if (text(args, 'hash') && text(args, 'hash') !== view.hash) return createError('hash_conflict');
      return openedView(workspace.remakeView(view, read.view));
    },
  },
  {
    name: 'views.publish',
    run: (args, { workspace }) => {
      const read = readView(args, 'home');
      if ('refusal' in read) return read.refusal;
      if (!appInfo(workspace, true).homeEnabled) return createError('not_enabled');
      const person = workspace.people.get(text(args, 'user_id'));
      if (!person) return createError('user_not_found');
      const before = workspace.homes.get(person.id);
      if (text(args, 'hash') && text(args, 'hash') !== before?.hash) return createError('hash_conflict');
      if (before) return openedView(workspace.remakeView(before, read.view));
      const view = workspace.makeView(person.id, read.view, null, null);
      workspace.homes.set(person.id, view);
      workspace.changed();
      return openedView(view);
    },
  },
];
