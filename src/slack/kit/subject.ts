import type { StepKey } from '../../domain/schema.ts';
import type { MessageKind } from '../../operations/message-kind.ts';
import type { Click } from './click.ts';
import type { Subcommand } from './command.ts';
import type { Form } from './form.ts';
import type { Page } from './page.ts';

/** Pages, forms, buttons, commands and messages of one subject. */
export interface SlackSubject {
  readonly pages?: readonly Page[];
  readonly forms?: readonly Form[];
  /** Steps that a button takes at once. */
  readonly clicks?: readonly Click[];
  /** Subcommands of /stage3. */
  readonly commands?: readonly Subcommand[];
  /** The kinds of message that are sent by themselves. */
  readonly messages?: readonly MessageKind[];
  /** Steps that have neither a form nor a button of their own, each with where they are taken. */
  readonly elsewhere?: Partial<Readonly<Record<StepKey, string>>>;
}
