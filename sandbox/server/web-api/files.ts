import { sendMessageEvent } from '../events.ts';
import { app } from '../identity.ts';
import { createError, invalidArguments, json, type Method, text } from './method.ts';

/** Real ids have at least eight characters after the letter; those of the sample people are shorter. */
const conversationId = /^[CGDZ][A-Z0-9]+$/;

/** Returns the files of a call: `[{ id, title }]`; null when they have another shape. */
function readFiles(value: unknown): { id: string; title: string | undefined }[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  const read = value.map((one: { id?: unknown; title?: unknown } | null) =>
    typeof one?.id === 'string' && ['string', 'undefined'].includes(typeof one.title)
      ? { id: one.id, title: one.title as string | undefined }
      : null,
  );
  return read.includes(null) ? null : read.filter((one) => one !== null);
}

export const fileMethods: Method[] = [
  {
    name: 'files.getUploadURLExternal',
    scope: 'files:write',
    run: (args, { workspace, url }) => {
      const name = text(args, 'filename');
      const length = Number(text(args, 'length'));
      if (!name) return invalidArguments('missing required field: filename');
      if (!Number.isInteger(length) || length < 1)
        return invalidArguments('must be greater than 0 [json-pointer:/length]');
      const { id, address } = workspace.awaitUpload(name, length);
      return { ok: true, upload_url: `${url()}/upload/v1/${address}`, file_id: id };
    },
  },
  {
    name: 'files.completeUploadExternal',
    scope: 'files:write',
    run: (args, slack) => {
      const { workspace } = slack;
      const given = json(args, 'files');
      const files = given.ok ? readFiles(given.value) : null;
      if (!files) return invalidArguments('missing required field: files');
      const channel = text(args, 'channel_id');
      if (channel && !conversationId.test(channel))
        return invalidArguments(
          'input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]',
        );
      const conversation = workspace.conversations.get(channel);
      if (channel && !conversation) return createError('channel_not_found');
      if (conversation && !conversation.members.has(app.botUserId)) return createError('not_in_channel');
      if (conversation?.isArchived) return createError('is_archived');
      if (files.some(({ id }) => !workspace.uploads.get(id)?.contents)) return createError('file_not_found');
      const kept = files
        .map(({ id, title }) => workspace.keepUpload(id, title, slack.url()))
        .filter((one) => one !== null);
      if (conversation) {
        const comment = { text: text(args, 'initial_comment'), files: kept.map(({ file }) => file) };
        const message = workspace.post(conversation, app.botUserId, comment);
        void sendMessageEvent(slack, message);
      }
      // As in Slack, the answer does not tell the message: files are shared a moment later.
      return { ok: true, files: kept.map(({ file }) => file) };
    },
  },
];
