import { puts, submits } from './form-filling.ts';
import { lena, omar } from './sample-workspace.ts';
import type { Sandbox } from './server/start-sandbox.ts';

/** The lead appoints a reviewer, who refuses one AI tool and approves another on a condition. */
export async function decidesOnTools(workspace: Sandbox): Promise<void> {
  const itai = workspace.as('Itai IT');
  await puts(lena(workspace), '/stage3 tools', 'Appoint tool reviewer', undefined, {
    'Tool reviewer': '@Itai IT',
  });
  const refused = await submits(workspace.as('Sara Sales'), '/stage3 tools request', {
    Tool: 'MeetScribe (sample)',
    'Kind of tool': 'Free or personal account',
    Purpose: 'Transcripts of calls with customers',
    'Data it will see': ['Personal data'],
    'Used by': 'Sales Operations, 6 people',
  });
  await refused.closes({ all: true });
  await puts(itai, '/stage3 tools', 'Decide T-1', undefined, {
    Decision: 'Refuse',
    Reason: 'It has no DPA, and it trains on what it records.',
  });
  const approved = await submits(omar(workspace), '/stage3 tools request', {
    Tool: 'DraftDesk (sample)',
    'Kind of tool': 'Business plan with a contract',
    Purpose: 'Drafts of help articles',
    'Data it will see': ['Neither personal nor confidential'],
    'Used by': 'Support, 8 people',
  });
  await approved.closes({ all: true });
  await puts(itai, '/stage3 tools', 'Decide T-2', undefined, {
    Decision: 'Approve with conditions',
    Conditions: 'Only with the company account.',
    Reason: 'It sees no personal or confidential data.',
    'Data it may see': ['Neither personal nor confidential'],
  });
}
