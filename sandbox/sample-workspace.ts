import { readFileSync } from 'node:fs';
import type { SamplePerson } from './protocol.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './server/start-sandbox.ts';

/** The fictional people of the demo workspace. */
export const samplePeople: SamplePerson[] = [
  { id: 'U0LENA', name: 'Lena Lead (sample)', handle: 'lena', tz: 'Europe/Berlin', isAdmin: true },
  { id: 'U0OMAR', name: 'Omar Owner (sample)', handle: 'omar', tz: 'Europe/Berlin' },
  { id: 'U0ANAO', name: 'Ana Operations (sample)', handle: 'ana', tz: 'Europe/Lisbon' },
  { id: 'U0ITAI', name: 'Itai IT (sample)', handle: 'itai', tz: 'Europe/Berlin' },
  { id: 'U0SARA', name: 'Sara Sales (sample)', handle: 'sara', tz: 'America/New_York' },
  { id: 'U0GUST', name: 'Gus Guest (sample)', handle: 'gus', tz: 'Europe/Berlin', isRestricted: true },
  { id: 'U0EXTE', name: 'Elle External (sample)', handle: 'elle', tz: 'Europe/Paris', team: 'T0ELSEWHERE' },
];

export const sampleChannels: SandboxOptions['channels'] = [
  { name: 'general', members: 'all' },
  { name: 'ai-program', members: 'all' },
];

/** Starts the local workspace with its sample people and the app's manifest. */
export function startSampleWorkspace(options: Partial<SandboxOptions> = {}): Promise<Sandbox> {
  const manifest = JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8'));
  return startSandbox({
    manifest,
    people: samplePeople,
    channels: sampleChannels,
    ...options,
  });
}

export const lena = (workspace: Sandbox) => workspace.as('Lena Lead');
export const omar = (workspace: Sandbox) => workspace.as('Omar Owner');
export const ana = (workspace: Sandbox) => workspace.as('Ana Operations');
