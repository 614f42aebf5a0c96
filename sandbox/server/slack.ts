import type { AppLink } from './delivery.ts';
import type { Workspace } from './workspace.ts';

/** A running workspace as its parts share it. */
export interface Slack {
  workspace: Workspace;
  link: AppLink;
  /** The lifetime of a trigger_id, in milliseconds of real time. */
  triggerMs: number;
  botToken: string;
  appToken: string;
  /** Returns the address of the workspace, "http://127.0.0.1:3000". */
  url: () => string;
  /** As in `SandboxOptions`. */
  moveClock: ((to: number) => Promise<boolean>) | undefined;
  /** Returns a websocket address for one Socket Mode connection. */
  newSocketUrl: () => string;
}
