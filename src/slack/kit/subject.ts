import type { FileKind } from '../../operations/file-kind.ts';
import type { MessageKind } from '../../operations/message-kind.ts';
import type { Click } from './click.ts';
import type { Subcommand } from './command.ts';
import type { Form } from './form.ts';
import type { Page } from './page.ts';
import type { Entry, Examples } from './question.ts';
import type { Shortcut } from './shortcut.ts';

/** The contribution of a subject to Slack. */
export interface SlackSubject {
  readonly pages?: readonly Page[];
  readonly forms?: readonly Form[];
  /** Steps that a button takes at once. */
  readonly clicks?: readonly Click[];
  /** Subcommands of /stage3. */
  readonly commands?: readonly Subcommand[];
  /** The subject of its entries in plain words, after "Questions about". */
  readonly about?: string;
  /** Questions and requests in words, for the assistant and for tools of other assistants. */
  readonly entries?: readonly Entry[];
  /** More examples of these entries, by key: how other people asked for the same answers. */
  readonly examples?: Readonly<Record<string, Examples>>;
  /** Entries of Slack's menus, as in `manifest.json`. */
  readonly shortcuts?: readonly Shortcut[];
  /** Kinds of message that the app sends by itself. */
  readonly messages?: readonly MessageKind[];
  /** Kinds of file that can be downloaded by a link. */
  readonly files?: readonly FileKind[];
}
