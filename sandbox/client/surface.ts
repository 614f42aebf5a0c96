import type { Act, Given, PersonState, Place, SandboxBlock, StateValues } from '../protocol.ts';
import { actionIdOf, type Element, elementsIn, isAsked, optionsOf } from '../server/elements.ts';
import { chosenIn, readBlock, readText } from '../server/reading.ts';
import type { PersonClient } from './person-client.ts';
import type { Seen } from './seen.ts';

/** An entry for a field, in the words on the screen: an option's text, "@Omar Owner", "#general", a date. */
export type Value = string | number | string[] | null;

/** A file on the person's computer. */
export interface LocalFile {
  name: string;
  contents: string | Uint8Array;
}

/** Which of several buttons with the same text: the one whose block, or the section above it, contains this. */
export interface Where {
  near?: string;
}

export interface SurfaceContent {
  place: Place;
  blocks: SandboxBlock[];
  values: StateValues;
  errors: Record<string, string>;
}

interface Target {
  block: SandboxBlock;
  element: Element;
  /** The text on it, or the label above it. */
  label: string;
  given: Given;
  /** The text beside it and just above it. */
  beside: string;
}

const textInputs = [
  'plain_text_input',
  'email_text_input',
  'url_text_input',
  'number_input',
  'rich_text_input',
];

/** Blocks that a person reads and uses: a message, the Home tab or a modal. */
export abstract class Surface {
  protected readonly client: PersonClient;

  constructor(client: PersonClient) {
    this.client = client;
  }

  /** The text that is there now or, when it is gone, the last one that was seen. */
  protected abstract look(): SurfaceContent;

  protected get state(): PersonState {
    return this.client.connection.state();
  }

  /** Returns all text that a person reads in it, top to bottom. */
  get text(): string {
    const { blocks, values, errors } = this.look();
    const { state } = this;
    return blocks
      .map((block) => readBlock(state, block, values, errors))
      .filter((text) => text !== '')
      .join('\n');
  }

  /** The texts of all buttons, overflow entries included, top to bottom. */
  get buttons(): string[] {
    return this.#pressable().map((one) => one.label);
  }

  /** The labels of the fields. Selects and pickers outside fields go by their placeholder or the text beside them. */
  get labels(): string[] {
    return this.#fields().map((one) => one.label);
  }

  /** Clicks a button or an overflow entry; a confirmation is confirmed. */
  async clicks(label: string, where: Where = {}): Promise<Seen> {
    const { block, element, given } = pick(this.#pressable(), label, where);
    return this.client.does(this.#use(block, element, given), true);
  }

  /** Returns the text of the confirmation behind a button; null when it asks for none. */
  asksBefore(label: string, where: Where = {}): string | null {
    const { element } = pick(this.#pressable(), label, where);
    const confirm = 'confirm' in element ? element.confirm : undefined;
    return confirm
      ? [confirm.title?.text, readText(this.state, confirm.text)].filter(Boolean).join('\n')
      : null;
  }

  /** Fills fields by label, in the given order. */
  async fill(fields: Record<string, Value>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) await this.chooses(label, value);
  }

  /** Fills one field, or uses one select; resolves with what then appears, if the app was told. */
  async chooses(label: string, value: Value, where: Where = {}): Promise<Seen> {
    const { block, element } = pick(this.#fields(), label, where);
    const given = await this.#given(label, block, element, value);
    const told = !isAsked(block) || block.dispatch_action === true;
    return this.client.does(this.#use(block, element, given), told);
  }

  /** Uploads a file into a field, in the place of what it holds; null takes out what it holds. */
  async attaches(label: string, file: LocalFile | null): Promise<void> {
    const { block, element } = pick(this.#fields(), label, {});
    const given = file ? [await this.client.uploads(file)] : [];
    await this.client.does(this.#use(block, element, given), false);
  }

  /** Returns the value that a field shows now. */
  holds(label: string, where: Where = {}): string {
    const { block, element } = pick(this.#fields(), label, where);
    return chosenIn(this.state, block, element, this.look().values).join(', ');
  }

  /** Returns the options a field lists. */
  options(label: string, where: Where = {}): string[] {
    const { element } = pick(this.#fields(), label, where);
    return (optionsOf(element) ?? []).map((option) => readText(this.state, option.text));
  }

  /** Returns the options that an external select offers for a query. */
  async searches(label: string, query: string): Promise<string[]> {
    const { block, element } = pick(this.#fields(), label, {});
    return (await this.#suggested(block, element, query)).map((option) => option.text.text);
  }

  async #suggested(block: SandboxBlock, element: Element, query: string) {
    const blockId = block.block_id ?? '';
    const { place } = this.look();
    const result = await this.client.connection.act({
      type: 'suggest',
      place,
      blockId,
      actionId: actionIdOf(element),
      query,
    });
    if (!result.ok) throw new Error(result.error);
    return (result.options ?? []).flatMap((group) => group.options);
  }

  #use(block: SandboxBlock, element: Element, given: Given): Act {
    const entry = { blockId: block.block_id ?? '', actionId: actionIdOf(element), given };
    const enter = textInputs.includes(element.type) && isAsked(block) && block.dispatch_action === true;
    return { type: 'use', place: this.look().place, entry, ...(enter ? { enter } : {}) };
  }

  async #given(label: string, block: SandboxBlock, element: Element, value: Value): Promise<Given> {
    if (value === null) return null;
    const wanted = Array.isArray(value) ? value : [String(value)];
    const many = element.type.startsWith('multi_') || element.type === 'checkboxes';
    const found: string[] = [];
    for (const text of wanted) found.push(await this.#oneGiven(label, block, element, text));
    return many ? found : (found[0] ?? null);
  }

  async #oneGiven(label: string, block: SandboxBlock, element: Element, text: string): Promise<string> {
    const { people, channels, app, directMessages } = this.state;
    const external = element.type === 'external_select' || element.type === 'multi_external_select';
    const options = external ? await this.#suggested(block, element, text) : optionsOf(element);
    if (options) {
      const shown = options.map((option) => readText(this.state, option.text));
      const option = options[shown.indexOf(text)];
      if (!option) throw new Error(`"${label}" does not offer "${text}"; it offers ${quote(shown)}`);
      return option.value ?? '';
    }
    const name = text.replace(/^[@#]/, '');
    if (element.type.includes('users_select')) {
      const person = people.find((one) =>
        [one.name, one.name.replace(/ \(.*\)$/, ''), one.handle, one.id].includes(name),
      );
      if (!person)
        throw new Error(
          `"${label}" does not offer "${text}"; it offers ${quote(people.map((one) => one.name))}`,
        );
      return person.id;
    }
    if (element.type.includes('conversations_select') || element.type.includes('channels_select')) {
      const channel = channels.find((one) => one.name === name || one.id === name)?.id;
      const direct = name === app.name ? directMessages[0]?.id : undefined;
      if (!channel && !direct) {
        throw new Error(
          `"${label}" does not offer "${text}"; it offers ${quote(channels.map((one) => one.name))}`,
        );
      }
      return channel ?? direct ?? '';
    }
    if (element.type === 'datetimepicker' && !/^\d{10}$/.test(text)) return String(Date.parse(text) / 1000);
    return text;
  }

  #pressable(): Target[] {
    return this.#targets((element) => {
      if (element.type === 'button') return [{ label: element.text.text, given: null }];
      if (element.type !== 'overflow') return [];
      return element.options.map((option) => ({ label: option.text.text, given: option.value ?? null }));
    });
  }

  #fields(): Target[] {
    return this.#targets((element, block) => {
      if (element.type === 'button' || element.type === 'overflow' || element.type === 'image') return [];
      if (isAsked(block)) return [{ label: block.label.text, given: null }];
      const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
      const beside = block.type === 'section' && block.text ? readText(this.state, block.text) : '';
      return [{ label: placeholder ?? beside, given: null }];
    });
  }

  #targets(of: (element: Element, block: SandboxBlock) => { label: string; given: Given }[]): Target[] {
    const { blocks, values, errors } = this.look();
    const { state } = this;
    const targets: Target[] = [];
    let above = '';
    for (const block of blocks) {
      const own = readBlock(state, block, values, errors);
      const heads = block.type === 'section' || block.type === 'header' || block.type === 'rich_text';
      above = heads || block.type === 'divider' ? own : `${above}\n${own}`;
      for (const element of elementsIn(block)) {
        targets.push(...of(element, block).map((one) => ({ ...one, block, element, beside: above })));
      }
    }
    return targets;
  }
}

function pick(targets: Target[], label: string, where: Where): Target {
  const labelled = targets.filter((one) => one.label === label);
  const near = labelled.filter((one) => !where.near || one.beside.includes(where.near));
  const [target, other] = near;
  if (target && !other) return target;
  const there = quote(targets.map((one) => one.label));
  if (labelled.length === 0) throw new Error(`Nothing here is called "${label}"; there is ${there}`);
  const besides = labelled.map((one) => `"${label}" beside "${one.beside.trim()}"`).join(', ');
  throw new Error(
    `${target ? 'More than one' : 'None'} fits "${label}"${where.near ? ` near "${where.near}"` : ''}: ${besides}`,
  );
}

export function quote(texts: string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map((text) => `"${text}"`).join(', ');
}
