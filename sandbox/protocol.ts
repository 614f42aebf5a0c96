/**
 * The JSON API between a person (the page, or a test) and the local workspace.
 *
 * A person reads one thing, `PersonState`, and does one thing, an `Act`. The server holds everything else: which
 * modals are open, what was typed into them, which errors stand next to which field.
 *
 * - `GET  paths.workspace`             -> `WorkspaceInfo`: who can be impersonated; read it first
 * - `GET  paths.state?as=U0LENA`       -> `PersonState`
 * - `POST paths.act` with `ActRequest` -> `ActResult`, once the app has acknowledged or failed to
 * - `GET  paths.file?as=U0LENA&id=F01` -> the contents of a file in a message that this person sees
 * - `ws:  paths.live?as=U0LENA`        -> a `LiveMessage` at once, and again after every change that person can see
 *
 * Blocks and views are Slack's own JSON, already checked. Ids are Slack-like strings; `ts` is Slack's message
 * timestamp ("1700000000.000100"), unique in the workspace; other times are epoch milliseconds.
 */
import type { KnownBlock, PlainTextElement, PlainTextOption, RichTextBlock } from '@slack/types';

export const paths = {
  workspace: '/_sandbox/workspace',
  state: '/_sandbox/state',
  act: '/_sandbox/act',
  live: '/_sandbox/live',
  file: '/_sandbox/file',
} as const;

export interface SamplePerson {
  id: string;
  /** Shown to people, e.g. "Lena Lead (sample)". */
  name: string;
  handle: string;
  /** IANA zone, e.g. "Europe/Berlin". */
  tz: string;
  isAdmin?: boolean;
  isOwner?: boolean;
  /** Multi-channel guest. */
  isRestricted?: boolean;
  /** Single-channel guest. */
  isUltraRestricted?: boolean;
  isBot?: boolean;
  /** Someone from another workspace whom the app shares no channel with. */
  isStranger?: boolean;
  /** The workspace of their account, where it is another one. */
  team?: string;
  /** On Enterprise Grid: the company of their account, and its workspaces that they are in. */
  enterprise?: { id: string; teams: string[] };
  deleted?: boolean;
}

export interface SlashCommandInfo {
  /** With the slash: "/stage3". */
  command: string;
  description: string;
  usageHint: string;
}

export interface ShortcutInfo {
  /** Unique among those of its type. */
  name: string;
  /** In the menu of the workspace, or of each message. */
  type: 'global' | 'message';
  description: string;
}

export interface AppInfo {
  id: string;
  name: string;
  description: string;
  botUserId: string;
  homeEnabled: boolean;
  messagesEnabled: boolean;
  /** True when the app is reachable: a socket is open, or a request URL is set. False after an uninstall. */
  connected: boolean;
  commands: SlashCommandInfo[];
  shortcuts: ShortcutInfo[];
}

export interface WorkspaceInfo {
  teamId: string;
  name: string;
  domain: string;
  people: SamplePerson[];
  app: AppInfo;
}

export interface Channel {
  id: string;
  /** Without the "#". */
  name: string;
  isMember: boolean;
  isArchived: boolean;
  unread: number;
}

export interface DirectMessage {
  id: string;
  /** User id of the other side; `app.botUserId` for the app's Messages tab, which is always in the list. */
  withUser: string;
  unread: number;
}

/** The value of an element, as in Slack's `state.values`: `values[block_id][action_id]`. */
export interface ElementState {
  type: string;
  value?: string | null;
  rich_text_value?: RichTextBlock;
  selected_option?: PlainTextOption | null;
  selected_options?: PlainTextOption[];
  selected_user?: string | null;
  selected_users?: string[];
  selected_conversation?: string | null;
  selected_conversations?: string[];
  selected_channel?: string | null;
  selected_channels?: string[];
  /** YYYY-MM-DD */
  selected_date?: string | null;
  /** HH:mm */
  selected_time?: string | null;
  timezone?: string;
  /** Epoch seconds. */
  selected_date_time?: number | null;
  files?: UploadedFile[];
}

/** Slack's file object, as far as the workspace tells it. */
export interface UploadedFile {
  id: string;
  /** Epoch seconds. */
  created: number;
  timestamp: number;
  name: string;
  title: string;
  mimetype: string;
  filetype: string;
  user: string;
  user_team: string;
  editable: boolean;
  /** In bytes. */
  size: number;
  mode: 'hosted';
  is_external: boolean;
  is_public: boolean;
  url_private: string;
  url_private_download: string;
  permalink: string;
}

export type StateValues = Record<string, Record<string, ElementState>>;

/** Slack's Block Kit, plus the chart block that `@slack/types` does not declare yet. */
export type SandboxBlock = (KnownBlock | DataVisualizationBlock) & { block_id?: string };

export interface DataVisualizationBlock {
  type: 'data_visualization';
  block_id?: string;
  title: string;
  chart: Chart;
}

export type Chart =
  | { type: 'pie'; segments: { label: string; value: number }[] }
  | {
      type: 'bar' | 'area' | 'line';
      series: { name: string; data: { label: string; value: number }[] }[];
      axis_config: { categories: string[]; x_label?: string; y_label?: string };
    };

export interface Message {
  ts: string;
  channel: string;
  /** Author: a person's id, or `app.botUserId`. */
  user: string;
  /** Slack mrkdwn: entities escaped, mentions as `<@U..>`. Shown when there are no blocks. */
  text: string;
  blocks: SandboxBlock[];
  /** The values of the message's selects and pickers. */
  values: StateValues;
  /** "Only visible to you". */
  ephemeral: boolean;
  edited: boolean;
  /** `ts` of the message this one answers in a thread. */
  threadTs?: string;
  /** Broadcasts this message fired ("channel", "here", "everyone"): each a mistake, if the app wrote it. */
  broadcasts: string[];
  /** The files shared with it, which its readers can download. */
  files?: UploadedFile[];
  /** The cards below it that the app made of its links, one a link. */
  unfurls?: Unfurl[];
}

/** A card that the app made of a link in a message. */
export interface Unfurl {
  /** The link as it stands in the message. */
  url: string;
  blocks: SandboxBlock[];
  values: StateValues;
}

/** Something to ask the app, shown as a button above the composer. A click sends `message` as the person's own. */
export interface SuggestedPrompt {
  title: string;
  message: string;
}

/** A conversation with the app as an agent: one thread. */
export interface AgentSession {
  channel: string;
  threadTs: string;
  /** Shown in the list of conversations; null while the app has set none. */
  title: string | null;
  status: 'active' | 'processing' | 'suspended' | 'closed';
  /** The words of an older kind of status, such as "is thinking..."; empty for none. */
  statusText: string;
}

/** The agent panel of one person. */
export interface AgentPanel {
  description: string;
  /** At most four: those that the app set for this person, otherwise those of its manifest. */
  prompts: SuggestedPrompt[];
  /** Stands above the prompts; null for none. */
  promptsTitle: string | null;
  /** Oldest first. */
  sessions: AgentSession[];
}

export interface View {
  id: string;
  type: 'modal' | 'home';
  /** Modals only. */
  title?: PlainTextElement;
  submit?: PlainTextElement;
  close?: PlainTextElement;
  clearOnClose: boolean;
  /** Every block has its block_id, every interactive element its action_id. */
  blocks: SandboxBlock[];
  values: StateValues;
  /** Text under an input block, by block_id. */
  errors: Record<string, string>;
  /** Said above the buttons when the app did not answer a submission. */
  trouble?: string;
  /** True between submit and the app's answer. */
  submitting: boolean;
  hash: string;
}

export interface Toast {
  id: string;
  /** Slack's message, such as `/stage3 failed with the error "operation_timeout"`. */
  text: string;
  at: number;
}

/** Everything one person sees. */
export interface PersonState {
  /** Grows with every change in the workspace. */
  version: number;
  /** The workspace's clock. */
  now: number;
  /** True when the clock can be moved. */
  clockMoves: boolean;
  workspace: { teamId: string; name: string; domain: string };
  app: AppInfo;
  me: SamplePerson;
  people: SamplePerson[];
  channels: Channel[];
  directMessages: DirectMessage[];
  /** By channel or direct-message id, oldest first, ephemeral ones for this person included. */
  messages: Record<string, readonly Message[]>;
  /** The open modals, bottom first. The last one is on top; only it can be used. */
  modals: View[];
  /** The app's Home tab, or null until the app publishes one. */
  home: View | null;
  /** Null for an app that is no agent. */
  agent: AgentPanel | null;
  toasts: Toast[];
}

/** The location of an element. */
export type Place =
  /** With `unfurl`, the card of that link below the message. */
  | { kind: 'message'; channel: string; ts: string; unfurl?: string }
  | { kind: 'modal'; view: string }
  | { kind: 'home'; view: string };

/**
 * The input of a person to an element; the server turns it into Slack's shape.
 * - button: null
 * - text, email, URL, number and rich text inputs: the text ("" empties it)
 * - datepicker "YYYY-MM-DD", timepicker "HH:mm", datetimepicker epoch seconds; null empties
 * - one of a list (static, external, radio, overflow): the option's `value`; null empties
 * - several of a list (multi selects, checkboxes): the options' `value`s
 * - people, conversations, channels: the id, or ids
 * - file_input: the ids of files that were uploaded
 */
export type Given = string | number | string[] | null;

export interface Entry {
  blockId: string;
  actionId: string;
  given: Given;
}

/** To nine in the morning of another day where the person is, or to the same time 30 days on. */
export type ClockMove = 'tomorrow' | 'next-monday' | 'in-30-days';

export type Act =
  /**
   * Send a message, or a slash command when the text starts with "/". "@Omar Owner" and "#general" become mentions. The
   * ids of uploaded files in `files` are attached.
   */
  | { type: 'say'; channel: string; text: string; threadTs?: string; files?: string[] }
  /**
   * Use an element: click a button, pick an option, type into an input. The server tells the app when Slack would
   * (always for elements in actions and sections; for input blocks only with dispatch_action). `enter: true` says that
   * Enter was pressed in a text input. `typed` carries what the page holds of the same view but has not sent yet.
   */
  | { type: 'use'; place: Place; entry: Entry; enter?: boolean; typed?: Entry[] }
  /** Choose a shortcut by its name: of the workspace, or `on` a message. */
  | { type: 'shortcut'; name: string; on?: { channel: string; ts: string } }
  /** Hand the workspace a file, for an element to hold by the id in the answer. `contents` is base64. */
  | { type: 'upload'; name: string; contents: string }
  | { type: 'submit'; view: string; typed?: Entry[] }
  /** Close the top modal, or with `all` the whole stack. */
  | { type: 'close'; view: string; all?: boolean }
  /** Type into an external select; the answer carries the options. */
  | { type: 'suggest'; place: Place; blockId: string; actionId: string; query: string }
  /** Open the app: its Home tab or its Messages tab. Tells the app (`app_home_opened`). */
  | { type: 'openApp'; tab: 'home' | 'messages' }
  | { type: 'markRead'; channel: string }
  /** Move the workspace's clock. The answer comes when all has happened that happens on the way. */
  | { type: 'moveClock'; to: ClockMove }
  /** Hide an ephemeral message. */
  | { type: 'dismissMessage'; channel: string; ts: string }
  | { type: 'dismissToast'; id: string };

export interface ActRequest {
  /** Person's id. */
  as: string;
  act: Act;
}

export interface OptionGroup {
  /** Null for options that stand in no group. */
  label: string | null;
  options: PlainTextOption[];
}

/**
 * `ok: false` with a sentence for the person when nothing was done (no such element, archived channel ...), or when the
 * app did not answer as it should; the latter also leaves a toast, or `trouble` on the view.
 * `options` only answers `suggest`, `file` only `upload`.
 */
export type ActResult = { ok: true; options?: OptionGroup[]; file?: string } | { ok: false; error: string };

export interface LiveMessage {
  type: 'state';
  state: PersonState;
}
