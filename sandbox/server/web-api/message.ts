import { checkMessage, type Problem } from '../../block-kit.ts';
import type { MessageJson, Metadata } from '../records.ts';
import { type Answer, type Arguments, createError, invalidArguments, json, text } from './method.ts';

const longestText = 40_000;

export function blockErrors(problems: Problem[], root = ''): string[] {
  return problems.map((problem) => `${problem.message} [json-pointer:${root}${problem.path}]`);
}

/** Returns the message in a call, or Slack's refusal. */
export function readMessage(args: Arguments): { message: MessageJson } | { refusal: Answer } {
  const blocks = json(args, 'blocks');
  if (!blocks.ok) return { refusal: createError('invalid_blocks_format') };
  if (text(args, 'attachments') !== '')
    return { refusal: invalidArguments('attachments are not supported here') };
  if (text(args, 'text').length > longestText) return { refusal: createError('msg_too_long') };
  const problems = checkMessage({ blocks: blocks.value });
  if (problems.some((one) => one.path === '/blocks' && one.message.endsWith('together'))) {
    return { refusal: createError('msg_blocks_too_long') };
  }
  if (problems.length > 0) {
    const errors = blockErrors(problems);
    return {
      refusal: createError('invalid_blocks', {
        errors,
        response_metadata: { messages: errors.map((one) => `[ERROR] ${one}`) },
      }),
    };
  }
  const metadata = json(args, 'metadata');
  if (!metadata.ok || (metadata.value !== undefined && !isMetadata(metadata.value))) {
    return { refusal: createError('invalid_metadata_format') };
  }
  const message: MessageJson = {
    ...(args.text === undefined ? {} : { text: text(args, 'text') }),
    ...(blocks.value ? { blocks: blocks.value as NonNullable<MessageJson['blocks']> } : {}),
    ...(text(args, 'thread_ts') ? { thread_ts: text(args, 'thread_ts') } : {}),
    ...(metadata.value ? { metadata: metadata.value as Metadata } : {}),
  };
  if (!message.text?.trim() && !message.blocks?.length) return { refusal: createError('no_text') };
  return { message };
}

function isMetadata(value: unknown): value is Metadata {
  if (typeof value !== 'object' || value === null) return false;
  const { event_type, event_payload } = value as Partial<Metadata>;
  return typeof event_type === 'string' && typeof event_payload === 'object' && event_payload !== null;
}
