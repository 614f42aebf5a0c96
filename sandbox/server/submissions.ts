import { checkView } from '../block-kit.ts';
import type { Act, ActResult, Place } from '../protocol.ts';
import { done, type Person, refuse } from './act-result.ts';
import { actionIdOf, elementsIn, fieldError, isAsked } from './elements.ts';
import { find, keepTyped } from './entries.ts';
import { interactionPayload, viewPayload } from './payloads.ts';
import type { StoredView, ViewJson } from './records.ts';

const maxModals = 3;

/** Submits the modal on top, as its button does, and shows what the app answers. */
export async function submit(
  person: Person,
  { view: id, typed }: Extract<Act, { type: 'submit' }>,
): Promise<ActResult> {
  const { workspace, link } = person.slack;
  const place: Place = { kind: 'modal', view: id };
  if (!find(person, place)) return refuse('That is not there any more.');
  const problem = keepTyped(person, place, typed ?? []);
  if (problem) return refuse(problem);
  const view = workspace.stack(person.id).at(-1);
  if (!view?.submit || view.submitting) return refuse('There is nothing to submit.');
  const errors: Record<string, string> = {};
  for (const block of view.blocks.filter(isAsked)) {
    const error = fieldError(block, view.values[block.block_id ?? '']?.[actionIdOf(block.element)]);
    if (error) errors[block.block_id ?? ''] = error;
  }
  const { trouble: _, ...calm } = view;
  if (Object.keys(errors).length > 0) {
    workspace.replaceView({ ...calm, errors });
    return done;
  }
  const submitting = workspace.replaceView({ ...calm, errors: {}, submitting: true });
  const result = await link.deliver('interactive', {
    type: 'view_submission',
    ...interactionPayload(person),
    trigger_id: workspace.newTrigger(person.id, view.channel, view.id),
    view: viewPayload(submitting),
    response_urls: responseUrls(person, submitting),
  });
  const after = workspace.view(id);
  if (after) workspace.replaceView({ ...after, submitting: false });
  const failed = result.ok ? answerSubmission(person, id, result.answer) : result.error;
  if (!failed) return done;
  const standing = workspace.view(id);
  if (standing) workspace.replaceView({ ...standing, trouble: 'We had some trouble connecting. Try again?' });
  return refuse(`We had some trouble connecting. Try again? (${failed})`);
}

/** Returns the response URLs for conversation pickers with response_url_enabled. */
function responseUrls(person: Person, view: StoredView): Record<string, string>[] {
  const { workspace, url } = person.slack;
  return view.blocks.flatMap((block) =>
    elementsIn(block).flatMap((element) => {
      if (!('response_url_enabled' in element) || !element.response_url_enabled) return [];
      const state = view.values[block.block_id ?? '']?.[actionIdOf(element)];
      const channel = state?.selected_conversation ?? state?.selected_channel;
      if (!channel) return [];
      const id = workspace.newResponseUrl(person.id, channel, null);
      const response_url = `${url()}/response/${id}`;
      return [
        { block_id: block.block_id ?? '', action_id: actionIdOf(element), channel_id: channel, response_url },
      ];
    }),
  );
}

/** Does what the acknowledgement of a submission asks for; says what is wrong with it when Slack would not do it. */
function answerSubmission(person: Person, id: string, answer: unknown): string | null {
  const { workspace } = person.slack;
  const stack = workspace.stack(person.id);
  const view = stack.find((one) => one.id === id);
  if (!view) return null;
  const body = (answer ?? {}) as {
    response_action?: string;
    errors?: Record<string, string>;
    view?: ViewJson;
  };
  switch (body.response_action) {
    case undefined:
      if (Object.keys(body).length > 0) return 'no response_action';
      workspace.setStack(
        person.id,
        stack.filter((one) => one.id !== id),
      );
      return null;
    case 'clear':
      workspace.setStack(person.id, []);
      return null;
    case 'errors': {
      const asked = view.blocks.filter(isAsked).map((block) => block.block_id);
      const strange = Object.keys(body.errors ?? {}).filter((block) => !asked.includes(block));
      if (!body.errors || Object.keys(body.errors).length === 0) return 'errors is empty';
      if (strange.length > 0)
        return `errors for blocks that are no inputs of this view: ${strange.join(', ')}`;
      workspace.replaceView({ ...view, errors: body.errors });
      return null;
    }
    case 'update':
    case 'push': {
      const problems = checkView(body.view);
      if (problems.length > 0 || !body.view || body.view.type !== 'modal') {
        return (
          problems.map((one) => `${one.message} [json-pointer:/view${one.path}]`).join('; ') || 'not a modal'
        );
      }
      if (body.response_action === 'update') {
        workspace.remakeView(view, body.view);
        return null;
      }
      if (stack.length >= maxModals) return 'push_limit_reached';
      workspace.setStack(person.id, [...stack, workspace.makeView(person.id, body.view, view, view.channel)]);
      return null;
    }
    default:
      return `unknown response_action ${body.response_action}`;
  }
}
