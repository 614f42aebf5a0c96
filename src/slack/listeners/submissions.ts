import type {
  AllMiddlewareArgs,
  App,
  SlackViewMiddlewareArgs,
  ViewOutput,
  ViewSubmitAction,
} from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { Change } from '../../domain/change.ts';
import type { Refusal } from '../../domain/decide.ts';
import { parseStep } from '../../domain/schema.ts';
import { answerNudge } from '../../operations/answer-nudge.ts';
import { section } from '../kit/blocks.ts';
import { recordedEarlier, renderRefusal } from '../kit/contents.ts';
import { formCallback, loadFiles, statesOf } from '../kit/form.ts';
import { type PageContext, toModal } from '../kit/page.ts';
import { formatRefusal } from '../kit/page-links.ts';
import { findMemberRefusal, type ListenerServices, record } from '../listener-services.ts';
import { changeLine } from '../log/index.ts';
import { filterPermitted } from '../permitted-buttons.ts';
import { renderDone } from '../readiness/index.ts';
import { formFor } from '../subjects.ts';

/** Registers the listener for submitted forms. */
export function registerSubmissions(app: App, services: ListenerServices): void {
  const { runGuarded, runAfterwards, installationOf, identifyCaller, readFile, listMembers, redraw } =
    services;

  app.view(/.*/, async (args: SlackViewMiddlewareArgs & AllMiddlewareArgs) => {
    const { body, view } = args;
    if (body.type !== 'view_submission') return;
    const { ack } = args as SlackViewMiddlewareArgs<ViewSubmitAction>;
    if (view.callback_id !== formCallback) return ack();
    const states = statesOf(view.state.values);
    const [firstInput = ''] = Object.keys(states);
    const delivery = `view:${view.id}:${view.hash}`;
    const update = (to: ModalView) => ack({ response_action: 'update', view: to });
    await runGuarded(
      'view',
      async (crossing) => {
        const installation = await installationOf(args.context);
        const caller = await identifyCaller(installation, body.user.id);
        const notMember = findMemberRefusal(caller);
        if (notMember)
          return ack(showRefusal({ code: 'not-permitted', message: notMember }, [], firstInput, view));
        // A repeated submission is not validated again: it would conflict with its own record.
        if (await crossing.store.isDelivered(caller.workspace, delivery))
          return update(toModal(recordedEarlier));
        const carried: unknown = JSON.parse(view.private_metadata);
        const step = parseStep(carried);
        const form = formFor(step);
        const loadContext: ListenerServices['loadContext'] = async (from, register) => ({
          ...(await services.loadContext(from, register)),
          ...(form.asksForPeople ? { directory: await listMembers(from.workspace) } : {}),
        });
        const [context, filled] = await Promise.all([
          loadContext(caller),
          loadFiles(states, carried, (file) => readFile(installation, file)),
        ]);
        const submission = form.submit(carried, context, filled);
        if (submission.outcome === 'invalid')
          return ack({ response_action: 'errors', errors: submission.errors });
        if (submission.outcome === 'more') return update(submission.view);
        const request = { ...caller, delivery, named: submission.named, register: context.register };
        const { reply, decide } = submission;
        const result = await (reply
          ? answerNudge(crossing, request, reply, decide)
          : record(crossing, request, decide));
        if (!result.ok && result.refusal.code === 'changed') {
          const latest = await loadContext(caller, result.register);
          const note = await renderConflictNote(latest, submission.edited);
          return update(submission.renderAgain(latest, note));
        }
        if (!result.ok) return ack(showRefusal(result.refusal, submission.inputs, firstInput, view, context));
        const then = await loadContext(caller, result.register);
        await update(toModal(filterPermitted(renderDone(submission.done(then), context, then), then)));
        runAfterwards(() => redraw(caller, result.register));
      },
      ({ words }) => ack({ response_action: 'errors', errors: { [firstInput]: words } }),
    );
  });
}

/** Renders what somebody else changed while the form was open. */
async function renderConflictNote(
  { loadLog }: PageContext,
  edited: Pick<Change, 'entity' | 'id'> | null,
): Promise<readonly KnownBlock[]> {
  const changes = await loadLog(null, 100);
  const last = changes.find(({ entity, id }) => entity === edited?.entity && id === edited.id);
  const what = last ? `\n${changeLine(last)}` : '';
  return [
    section(
      `:warning: *Somebody else changed this while you were typing.*${what}\nWhat you typed is still here; the other fields show the current values. Submit again to save.`,
    ),
  ];
}

/** Shows a refusal at its inputs, or on top of the form, which keeps what was typed. */
function showRefusal(
  refusal: Refusal,
  inputs: readonly string[],
  firstInput: string,
  view: Pick<ViewOutput, 'root_view_id' | 'previous_view_id'>,
  context: PageContext | null = null,
) {
  const errors = Object.fromEntries(
    Object.entries(refusal.fields ?? {}).filter(([name]) => inputs.includes(name)),
  );
  if (Object.keys(errors).length > 0) return { response_action: 'errors' as const, errors };
  // Slack stacks at most three views.
  const full = view.previous_view_id !== null && view.previous_view_id !== view.root_view_id;
  if (full) return { response_action: 'errors' as const, errors: { [firstInput]: formatRefusal(refusal) } };
  const content = renderRefusal(refusal, context?.actor.id);
  return {
    response_action: 'push' as const,
    view: toModal(context ? filterPermitted(content, context) : content),
  };
}
