import { randomBytes } from 'node:crypto';
import type {
  ActionsBlockElement,
  FileInput,
  InputBlock,
  InputBlockElement,
  Option,
  PlainTextOption,
  SectionBlockAccessory,
} from '@slack/types';
import type { ElementState, Given, SandboxBlock, StateValues, UploadedFile } from '../protocol.ts';

export type Element = ActionsBlockElement | InputBlockElement | SectionBlockAccessory;

/** The choices of a select that lists people or channels, read from the workspace. */
export interface Choices {
  users: string[];
  conversations: string[];
  publicChannels: string[];
  /** Options that the app has suggested for an external select. */
  suggested: PlainTextOption[];
  /** The files that the person has uploaded. */
  files: UploadedFile[];
}

export type Taken = { ok: true; state: ElementState | null } | { ok: false; error: string };

export function elementsIn(block: SandboxBlock): Element[] {
  if (block.type === 'actions') return block.elements;
  if (block.type === 'input') return [block.element];
  if (block.type === 'section' && block.accessory) return [block.accessory];
  return [];
}

export function actionIdOf(element: Element): string {
  return 'action_id' in element ? (element.action_id ?? '') : '';
}

/** Gives every block and interactive element the id that Slack makes up when the app gave none. */
export function withIds(blocks: SandboxBlock[]): SandboxBlock[] {
  const named = structuredClone(blocks);
  for (const block of named) {
    block.block_id ||= generateId();
    for (const element of elementsIn(block)) {
      if (element.type !== 'image') element.action_id ||= generateId();
    }
  }
  return named;
}

function generateId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}

export function isAsked(block: SandboxBlock): block is InputBlock & SandboxBlock {
  return block.type === 'input';
}

/** Returns the initial values of all stateful elements in these blocks. */
export function initialValues(blocks: SandboxBlock[]): StateValues {
  const values: StateValues = {};
  for (const block of blocks) {
    for (const element of elementsIn(block)) {
      const state = initialState(element);
      const id = block.block_id ?? '';
      if (state) values[id] = { ...values[id], [actionIdOf(element)]: state };
    }
  }
  return values;
}

/**
 * Returns the values after an update of blocks. An element with the same block_id, action_id and type keeps what the
 * person entered, unless that choice is no longer offered.
 */
export function keepEnteredValues(before: StateValues, blocks: SandboxBlock[]): StateValues {
  const values = initialValues(blocks);
  for (const block of blocks) {
    for (const element of elementsIn(block)) {
      const held = before[block.block_id ?? '']?.[actionIdOf(element)];
      const fresh = values[block.block_id ?? ''];
      if (!held || held.type !== element.type || !fresh || !stillOffered(element, held)) continue;
      fresh[actionIdOf(element)] = held;
    }
  }
  return values;
}

function stillOffered(element: Element, held: ElementState): boolean {
  const options = optionsOf(element);
  if (!options) return true;
  const chosen = [held.selected_option ?? [], held.selected_options ?? []].flat();
  return chosen.every((one) => options.some((option) => option.value === one.value));
}

/**
 * Returns the options an element lists itself, groups flattened; undefined when it lists none (users, dates, text ...).
 */
export function optionsOf(element: Element): Option[] | undefined {
  if (element.type === 'static_select' || element.type === 'multi_static_select') {
    return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
  }
  if (element.type === 'radio_buttons' || element.type === 'checkboxes' || element.type === 'overflow') {
    return element.options;
  }
  return undefined;
}

function initialState(element: Element): ElementState | null {
  const { type } = element;
  switch (type) {
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value || null };
    case 'rich_text_input':
      return element.initial_value ? { type, rich_text_value: element.initial_value } : { type };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ? toSentOption(element.initial_option) : null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: (element.initial_options ?? []).map(toSentOption) };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null, ...zoneOf(element) };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'file_input':
      return { type, files: [] };
    default:
      return null;
  }
}

function zoneOf(element: { timezone?: string }): { timezone?: string } {
  return element.timezone ? { timezone: element.timezone } : {};
}

/** Converts an option to what Slack sends: it adds `emoji: true` to a plain_text without it. */
function toSentOption(option: Option): PlainTextOption {
  const plain =
    option.text.type === 'plain_text' ? { ...option.text, emoji: option.text.emoji ?? true } : option.text;
  return { ...option, text: plain } as PlainTextOption;
}

/** Turns what a person gave into Slack's state; for a button or an overflow menu there is none to keep. */
export function take(element: Element, given: Given, choices: Choices): Taken {
  const { type } = element;
  const many = Array.isArray(given) ? given : given === null || given === '' ? [] : [String(given)];
  const one = many[0] ?? null;
  const outside = (offered: string[]) => {
    const unknown = many.filter((id) => !offered.includes(id));
    return unknown.length > 0 ? refuse(`Not offered here: ${unknown.join(', ')}`) : null;
  };
  const max = 'max_selected_items' in element ? element.max_selected_items : undefined;
  if (max !== undefined && many.length > max) return refuse(`Choose at most ${max}`);
  switch (type) {
    case 'button':
      return { ok: true, state: null };
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return accept({ type, value: one });
    case 'rich_text_input':
      return accept(one === null ? { type } : { type, rich_text_value: richText(one) });
    case 'overflow':
    case 'static_select':
    case 'radio_buttons':
    case 'external_select': {
      const offered = (optionsOf(element) ?? [...choices.suggested, ...initialOptions(element)]).map(
        toSentOption,
      );
      const chosen = offered.find((option) => option.value === one) ?? null;
      return (
        outside(offered.map((option) => option.value ?? '')) ?? accept({ type, selected_option: chosen })
      );
    }
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes': {
      const offered = (optionsOf(element) ?? [...choices.suggested, ...initialOptions(element)]).map(
        toSentOption,
      );
      const chosen = many.flatMap((value) => offered.find((option) => option.value === value) ?? []);
      return (
        outside(offered.map((option) => option.value ?? '')) ?? accept({ type, selected_options: chosen })
      );
    }
    case 'users_select':
      return outside(choices.users) ?? accept({ type, selected_user: one });
    case 'multi_users_select':
      return outside(choices.users) ?? accept({ type, selected_users: many });
    case 'conversations_select':
      return outside(choices.conversations) ?? accept({ type, selected_conversation: one });
    case 'multi_conversations_select':
      return outside(choices.conversations) ?? accept({ type, selected_conversations: many });
    case 'channels_select':
      return outside(choices.publicChannels) ?? accept({ type, selected_channel: one });
    case 'multi_channels_select':
      return outside(choices.publicChannels) ?? accept({ type, selected_channels: many });
    case 'datepicker':
      if (one !== null && !/^\d{4}-\d\d-\d\d$/.test(one)) return refuse('Enter a date as YYYY-MM-DD.');
      return accept({ type, selected_date: one });
    case 'timepicker':
      if (one !== null && !/^([01]\d|2[0-3]):[0-5]\d$/.test(one)) return refuse('A time is HH:mm');
      return accept({ type, selected_time: one, ...zoneOf(element) });
    case 'datetimepicker':
      if (one !== null && !/^\d{10}$/.test(one))
        return refuse('A date and time is ten digits of epoch seconds');
      return accept({ type, selected_date_time: one === null ? null : Number(one) });
    case 'file_input':
      return takeFiles(element, many, choices.files);
    default:
      return refuse('This cannot be used');
  }
}

function takeFiles(element: FileInput, ids: string[], uploaded: UploadedFile[]): Taken {
  const { type, filetypes, max_files: most = 10 } = element;
  const files = ids.flatMap((id) => uploaded.find((file) => file.id === id) ?? []);
  if (files.length < ids.length) return refuse('This file was not uploaded');
  if (files.length > most) return refuse(`Choose at most ${most}`);
  const strange = files.find((file) => filetypes && !filetypes.includes(file.filetype));
  return strange ? refuse(`${strange.name} is none of ${filetypes?.join(', ')}`) : accept({ type, files });
}

function initialOptions(element: Element): PlainTextOption[] {
  if (element.type === 'external_select') return element.initial_option ? [element.initial_option] : [];
  if (element.type === 'multi_external_select') return element.initial_options ?? [];
  return [];
}

function refuse(error: string): Taken {
  return { ok: false, error };
}

function accept(state: ElementState): Taken {
  return { ok: true, state };
}

function richText(text: string): NonNullable<ElementState['rich_text_value']> {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
  };
}

/** The largest file that a form takes, in bytes. */
const largestFile = 10 * 1024 * 1024;

/** Returns Slack's own error for a field, before the app is asked; null when the field may be submitted. */
export function fieldError(block: InputBlock, state: ElementState | undefined): string | null {
  const { element } = block;
  if (!state || isEmpty(state)) return block.optional ? null : 'Please complete this required field.';
  const value = state.value ?? '';
  if (element.type === 'plain_text_input') {
    if (value.length < (element.min_length ?? 0)) {
      return `This must be at least ${element.min_length} characters long.`;
    }
    const longest = element.max_length ?? 3000;
    if (value.length > longest) return `This must be no longer than ${longest} characters.`;
  }
  const large = state.files?.find((file) => file.size > largestFile);
  if (large) return `${large.name} is larger than 10 MB.`;
  if (element.type === 'email_text_input' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value)) {
    return 'Please enter a valid email address.';
  }
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  if (element.type === 'number_input') {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return 'Please enter a valid number.';
    if (!element.is_decimal_allowed && value.includes('.')) return 'Enter a whole number.';
    if (element.min_value !== undefined && Number(value) < Number(element.min_value)) {
      return `Please enter a number no less than ${element.min_value}.`;
    }
    if (element.max_value !== undefined && Number(value) > Number(element.max_value)) {
      return `Please enter a number no greater than ${element.max_value}.`;
    }
  }
  return null;
}

function isEmpty(state: ElementState): boolean {
  return Object.entries(state).every(
    ([key, value]) =>
      key === 'type' ||
      key === 'timezone' ||
      value === null ||
      value === '' ||
      (Array.isArray(value) && value.length === 0),
  );
}
