import type { PersonClient } from '../client.ts';
import type { SamplePerson } from '../protocol.ts';
import type { Control } from './control.ts';
import type { HttpApp } from './delivery.ts';
import type { Manifest } from './records.ts';

export interface SandboxOptions {
  /** Default 0: any free port. */
  port?: number;
  manifest: Manifest;
  people: SamplePerson[];
  /** `members` are names or ids; 'app' stands for the app. 'all' includes it. */
  channels: { name: string; members: 'all' | string[] }[];
  /** The workspace's clock in epoch milliseconds. Default: the real one. */
  now?: () => number;
  /**
   * Moves that clock ahead, with all that happens on the way; false while it is on its way already. Without it, nobody
   * here can move the clock.
   */
  moveClock?: (to: number) => Promise<boolean>;
  /** Folder of the built page, served at `/`. */
  webRoot?: string;
  /** HTTP mode instead of Socket Mode. */
  app?: HttpApp;
  /** The timeout of an acknowledgement and of a trigger_id. Default 3,000 ms of real time. */
  ackTimeoutMs?: number;
  /** On Enterprise Grid: the company that the workspace belongs to. */
  enterprise?: string;
  /** Returns whether an app in this process is idle, so that a test client need not wait longer. */
  isAppIdle?: () => boolean;
  /** The timeout of a test client. Default 2,000 ms. */
  clientTimeoutMs?: number;
}

export interface Sandbox {
  /** "http://127.0.0.1:3000" */
  url: string;
  /** The value for SLACK_API_URL. */
  apiUrl: string;
  botToken: string;
  appToken: string;
  teamId: string;
  botUserId: string;
  /** Returns the client of a person. By name, with or without "(sample)", handle or id. */
  as: (person: string) => PersonClient;
  close: () => Promise<void>;
  control: Control;
}
