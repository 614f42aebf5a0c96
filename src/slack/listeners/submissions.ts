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
import { answerAsk } from '../../operations/answer-ask.ts';
import { section } from '../kit/blocks.ts';
import { recordedBefore, refusalContent } from '../kit/contents.ts';
import { formCallback, statesOf, withFiles } from '../kit/form.ts';
import { asModal, type PageScene } from '../kit/page.ts';
import { refusalText } from '../kit/see.ts';
import { type ListenerServices, refusalTo } from '../listener-services.ts';
import { changeLine } from '../log/index.ts';
import { permitted } from '../permitted-buttons.ts';
import { doneContent } from '../readiness/index.ts';
import { formFor } from '../subjects.ts';

/** Forms that were filled in. */
export function submissions(app: App, services: ListenerServices): void {
  const { crossing, guarded, afterwards, installationOf, enter, readFile, listMembers, record, redraw } =
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
    await guarded(
      'view',
      async () => {
        const installation = await installationOf(args.context);
        const entry = await enter(installation, body.user.id);
        const stranger = refusalTo(entry);
        if (stranger) return ack(refused({ code: 'not-permitted', message: stranger }, [], firstInput, view));
        // The first answer came too late or got lost: read against what it recorded, the form would ask about itself.
        if (await crossing.store.seen(entry.workspace, delivery)) return update(asModal(recordedBefore));
        const carried: unknown = JSON.parse(view.private_metadata);
        const step = parseStep(carried);
        const form = formFor(step);
        const sceneFor: ListenerServices['sceneFor'] = async (from, register) => ({
          ...(await services.sceneFor(from, register)),
          ...(form.asksForPeople ? { directory: await listMembers(from.workspace) } : {}),
        });
        const [scene, filled] = await Promise.all([
          sceneFor(entry),
          withFiles(states, carried, (file) => readFile(installation, file)),
        ]);
        const submission = form.submit(carried, scene, filled);
        if (submission.outcome === 'invalid')
          return ack({ response_action: 'errors', errors: submission.errors });
        if (submission.outcome === 'more') return update(submission.view);
        const occasion = { ...entry, delivery, named: submission.named, register: scene.register };
        const { reply, decide } = submission;
        const result = await (reply
          ? answerAsk(crossing, occasion, reply, decide)
          : record(occasion, decide));
        if (!result.ok && result.refusal.code === 'changed') {
          const latest = await sceneFor(entry, result.register);
          const note = await changedMeanwhile(latest, submission.edited);
          return update(submission.again(latest, note));
        }
        if (!result.ok) return ack(refused(result.refusal, submission.inputs, firstInput, view, scene));
        const then = await sceneFor(entry, result.register);
        await update(asModal(permitted(doneContent(submission.done(then), scene, then), then)));
        afterwards(() => redraw(entry, result.register));
      },
      ({ words }) => ack({ response_action: 'errors', errors: { [firstInput]: words } }),
    );
  });
}

/** What somebody else changed while a form was open, told above what was typed into it. */
async function changedMeanwhile(
  { log }: PageScene,
  edited: Pick<Change, 'entity' | 'id'> | null,
): Promise<readonly KnownBlock[]> {
  const changes = await log(null, 100);
  const last = changes.find(({ entity, id }) => entity === edited?.entity && id === edited.id);
  const what = last ? `\n${changeLine(last)}` : '';
  return [
    section(
      `:warning: *Somebody else changed this while you were typing.*${what}\nWhat you typed is still here, the rest is as it is now. Submit again to record it so.`,
    ),
  ];
}

/** A refusal that is tied to inputs stands at them; any other goes on top of the form, which keeps what was typed. */
function refused(
  refusal: Refusal,
  inputs: readonly string[],
  firstInput: string,
  view: Pick<ViewOutput, 'root_view_id' | 'previous_view_id'>,
  scene: PageScene | null = null,
) {
  const errors = Object.fromEntries(
    Object.entries(refusal.fields ?? {}).filter(([name]) => inputs.includes(name)),
  );
  if (Object.keys(errors).length > 0) return { response_action: 'errors' as const, errors };
  // Slack stacks three views; on the third there is no room for another.
  const full = view.previous_view_id !== null && view.previous_view_id !== view.root_view_id;
  if (full) return { response_action: 'errors' as const, errors: { [firstInput]: refusalText(refusal) } };
  const content = refusalContent(refusal, scene?.actor.id);
  return { response_action: 'push' as const, view: asModal(scene ? permitted(content, scene) : content) };
}
