import { puts } from './form-filling.ts';
import { lena } from './sample-workspace.ts';
import type { Sandbox } from './server/start-sandbox.ts';

/** The lead schedules the policy review of the last quarter, which is overdue. */
export const schedulesReview = (workspace: Sandbox): Promise<void> =>
  puts(lena(workspace), '/stage3 review', 'Schedule review', undefined, {
    Day: '2026-03-05',
    'Begins at': '14:00',
    Attendees: ['@Lena Lead', '@Omar Owner', '@Ana Operations', '@Itai IT'],
  });

export const movesReview = (workspace: Sandbox): Promise<void> =>
  puts(lena(workspace), '/stage3 review', 'Move review', undefined, { Day: '2026-03-11' });
