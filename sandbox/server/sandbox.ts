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
  /** How long Slack waits for an acknowledgement, and how long a trigger_id lives. Default 3,000 ms of real time. */
  limitMs?: number;
  /** On Enterprise Grid: the company that the workspace belongs to. */
  enterprise?: string;
  /** Where the app runs in this process: whether it has nothing under way, so that a test client need not wait for more. */
  isAppIdle?: () => boolean;
  /** How long a test client waits for what it expects. Default 2,000 ms. */
  patienceMs?: number;
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
  /** Somebody's hands and eyes. By name, with or without "(sample)", handle or id. */
  as: (person: string) => PersonClient;
  close: () => Promise<void>;
  control: Control;
}
