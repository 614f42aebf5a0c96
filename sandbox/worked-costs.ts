import { puts } from './form-filling.ts';
import { ana, omar } from './sample-workspace.ts';
import type { Sandbox } from './server/start-sandbox.ts';

/** The costs of the pilot and of its first month in production, as copied from a spreadsheet. */
const costsUntilJanuary = [
  'use case,month,amount,tokens,calls',
  'UC-1,2025-10,410.20,6200000,2900',
  'UC-1,2025-11,432.75,6500000,3050',
  'UC-1,2025-12,458.10,6900000,3200',
  'UC-1,2026-01,1376.40,20800000,9700',
].join('\n');

export async function importsCosts(workspace: Sandbox): Promise<void> {
  await puts(omar(workspace), '/stage3 costs', 'Import costs', undefined, {
    Table: costsUntilJanuary,
    'Tick to record': ['Record 4 months'],
  });
}

export const recordsFebruaryCosts = (workspace: Sandbox): Promise<void> =>
  puts(omar(workspace), '/stage3 costs UC-1', 'Record costs', undefined, {
    Amount: '2620.30',
    Tokens: 39_500_000,
    Calls: 18_400,
    'Source of the amount': 'Invoice or usage report',
  });

export const recordsNewVersion = (workspace: Sandbox): Promise<void> =>
  puts(ana(workspace), '/stage3 versions UC-1', 'Record version', undefined, {
    Version: '2026-02-01',
    'Running since': '2026-02-09',
    'Source of the version': 'Measured: read from a log or an API',
  });
