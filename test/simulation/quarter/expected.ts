/** The end of a message with a calendar file. */
const withFile = ', two hours. Open the file to put it in your calendar, with the agenda. [file]';

const names = { 'UC-1': 'AI Support Agent', 'UC-2': 'AI Sales Operations Assistant' } as const;
const missing = (key: keyof typeof names, lastKnown: string) =>
  `${key} ${names[key]}: last week's check-in is missing (last known: ${lastKnown} people weekly)`;
const expires = 'UC-1 AI Support Agent: the DPA of Pinecone expires on 27 February 2026';
const expired = ':rotating_light: UC-1 AI Support Agent: the DPA of Pinecone expired on 27 February 2026';

/** Every message of Crossing in the first quarter of 2026, in Berlin time, with the rule behind each that surprises. */
export const expectedMessages: readonly string[] = [
  // Every 90 days, last on 13 October.
  'Mon 12 Jan 10:00 Itai | 1 reminder today: API key rotation was due on 11 January 2026 (1 day ago)',
  // No review was held since the company registered in July.
  'Mon 12 Jan 10:00 Lena | 1 reminder today: The policy review of Q4 2025 was due on 31 December 2025; the review of Q3 2025 was not held',
  // Nothing was sent before: both requirements that were met since then, once.
  'Mon 12 Jan 10:00 Lena | Requirements 1 and 4 are met: 3 of 4',
  'Mon 12 Jan 10:05 #ai-program | Weekly digest',
  'Mon 12 Jan 10:05 Itai | You are the tool reviewer',
  'Tue 13 Jan 16:00 Itai | New request for an AI tool: T-1 Notion AI',
  // Answered where Sara asked.
  'Wed 14 Jan 10:00 #general | T-1 Notion AI is approved with conditions',
  'Thu 15 Jan 14:00 Itai | New request for an AI tool: T-2 Otter',
  'Mon 19 Jan 09:00 #ai-program | Stage 2: 3 of 4 requirements for Stage 3. Since 12 January 2026: 1 requirement met',
  `Mon 19 Jan 09:00 Omar | 1 reminder today: ${missing('UC-1', '12 of 12')}`,
  // Five working days after 15 January end on the 22nd; then every two working days.
  'Fri 23 Jan 09:00 Itai | 1 reminder today: T-2 Otter: a decision was due on 22 January 2026 (1 day ago)',
  'Mon 26 Jan 09:00 #ai-program | Stage 2: 3 of 4 requirements for Stage 3. No major change since 19 January 2026; 1 smaller change recorded.',
  `Mon 26 Jan 09:00 Omar | 1 reminder today: ${missing('UC-1', '22 of 40')}`,
  'Tue 27 Jan 09:00 Itai | 1 reminder today: T-2 Otter: a decision was due on 22 January 2026 (5 days ago)',
  // Omar asked in this channel.
  'Tue 27 Jan 11:00 #ai-program | T-2 Otter is refused',
  // 30 days before the DPA expires, at nine in Lisbon.
  `Wed 28 Jan 10:00 Ana | 1 reminder today: ${expires}`,
  // 48 hours after his check-in.
  `Wed 28 Jan 10:30 Omar | 1 reminder today: ${expires}`,
  'Wed 28 Jan 15:00 Omar | Thanks, noted. To record figures or evidence, use the buttons.',
  'Mon 02 Feb 09:00 #ai-program | Stage 2: 3 of 4 requirements for Stage 3',
  // Requested on Friday at 18:00.
  'Mon 02 Feb 09:00 Itai | New request for an AI tool: T-3 Gamma',
  // With the check-in. The costs are due on the fifth working day.
  `Mon 02 Feb 09:00 Omar | 2 reminders today: UC-1 AI Support Agent: the costs of January 2026 are due on 6 February 2026 + ${missing('UC-1', '25 of 40')}`,
  // Lena reached Stage 3 herself and reads it in the answer.
  'Mon 02 Feb 10:00 #ai-program | Stage 3 is reached',
  // Nine in New York.
  'Mon 02 Feb 15:00 Sara | You are the owner of UC-2 AI Sales Operations Assistant',
  // Lena asked with the shortcut, outside a channel.
  'Tue 03 Feb 10:00 Lena | T-3 Gamma is approved',
  `Wed 04 Feb 10:00 Ana | 1 reminder today: ${expires}`,
  // 48 hours after the import of costs.
  `Wed 04 Feb 10:45 Omar | 1 reminder today: ${expires}`,
  'Sat 07 Feb 23:40 #ai-incidents | I-1 Data exposure, critical',
  'Sat 07 Feb 23:40 Itai | I-1 Data exposure, critical: The agent just showed me the address of another customer',
  // The privacy contact.
  'Sat 07 Feb 23:40 Lena | I-1 Data exposure, critical: The agent just showed me the address of another customer',
  // 15 minutes without an answer from Itai. Omar acknowledges: nobody else is called.
  'Sat 07 Feb 23:55 Omar | I-1 Data exposure, critical: The agent just showed me the address of another customer',
  // Suspended on Sunday. Omar gets no check-in meanwhile.
  'Mon 09 Feb 09:00 #ai-program | Stage 2: 3 of 4 requirements for Stage 3. Since 2 February 2026: 1 requirement met, 1 requirement lost',
  'Mon 09 Feb 09:00 #ai-program | Stage 3 was lost',
  'Mon 09 Feb 09:00 Lena | Requirement 1 is no longer met: 3 of 4',
  // Resumed.
  'Mon 09 Feb 11:00 #ai-program | Stage 3 is reached',
  'Mon 09 Feb 11:00 Lena | Requirement 1 is met: 4 of 4',
  "Mon 09 Feb 15:00 Sara | 1 reminder today: UC-2 AI Sales Operations Assistant: last week's check-in is missing",
  // Ana did not answer twice, and recorded a version 48 hours ago.
  `Wed 11 Feb 10:00 Lena | 1 reminder today: ${expires} (Ana was asked on 28 January and 4 February)`,
  // 48 hours after he resumed UC-1: check-in and DPA.
  `Wed 11 Feb 11:00 Omar | 2 reminders today: ${expires} + ${missing('UC-1', '27 of 40')}`,
  'Mon 16 Feb 09:00 #ai-program | Stage 3: all 4 requirements met. Since 9 February 2026: 1 requirement met',
  `Mon 16 Feb 15:00 Sara | 1 reminder today: ${missing('UC-2', '5 of 6')}`,
  // Now Omar did not answer twice either.
  `Wed 18 Feb 09:00 Lena | 2 reminders today: ${expires} (Omar was asked on 4 and 11 February) + ${expires} (Ana was asked on 28 January and 4 February)`,
  `Wed 18 Feb 09:00 Omar | 1 reminder today: ${missing('UC-1', '24 of 40')}`,
  'Mon 23 Feb 09:00 #ai-program | Stage 3: all 4 requirements met',
  `Mon 23 Feb 15:00 Sara | 1 reminder today: ${missing('UC-2', '5 of 6')}`,
  `Wed 25 Feb 09:00 Lena | 1 reminder today: ${expires} (Omar was asked on 4 and 11 February)`,
  `Wed 25 Feb 09:00 Omar | 1 reminder today: ${missing('UC-1', '28 of 40')}`,
  // Lena did not help twice, so Ana is asked again.
  `Wed 25 Feb 10:00 Ana | 1 reminder today: ${expires}`,
  // The DPA expired on Friday night.
  'Mon 02 Mar 09:00 #ai-program | Stage 2: 3 of 4 requirements for Stage 3. Since 23 February 2026: 1 requirement lost',
  'Mon 02 Mar 09:00 #ai-program | Stage 3 was lost',
  'Mon 02 Mar 09:00 Lena | Requirement 1 is no longer met: 3 of 4',
  // With the cost spike that Ana recorded at 8:30.
  `Mon 02 Mar 09:00 Omar | 2 reminders today: ${expired} + UC-1 AI Support Agent: the costs of February 2026 are not confirmed: $2,620, over the budget of $2,500 and 5.6 times the mean of the three months before`,
  `Mon 02 Mar 10:00 Ana | 1 reminder today: ${expired}`,
  `Mon 02 Mar 11:00 Ana | Lena scheduled the policy review of Q1 2026: Thu 26 March, 14:00 (Europe/Berlin)${withFile}`,
  `Mon 02 Mar 11:00 Itai | Lena scheduled the policy review of Q1 2026: Thu 26 March, 14:00 (Europe/Berlin)${withFile}`,
  `Mon 02 Mar 11:00 Lena | Lena scheduled the policy review of Q1 2026: Thu 26 March, 14:00 (Europe/Berlin)${withFile}`,
  `Mon 02 Mar 11:00 Omar | Lena scheduled the policy review of Q1 2026: Thu 26 March, 14:00 (Europe/Berlin)${withFile}`,
  `Mon 02 Mar 15:00 Sara | 1 reminder today: ${missing('UC-2', '5 of 6')}`,
  // Daily: Ana did not answer twice.
  `Tue 03 Mar 09:00 Lena | 1 reminder today: ${expired} (Ana was asked on 25 February and 2 March)`,
  // Daily, although he confirmed the costs yesterday.
  `Tue 03 Mar 09:00 Omar | 1 reminder today: ${expired}`,
  // Daily: neither Omar nor Ana answered twice.
  `Wed 04 Mar 09:00 Lena | 2 reminders today: ${expired} (Omar was asked on 2 and 3 March) + ${expired} (Ana was asked on 25 February and 2 March)`,
  // 48 hours after he confirmed the costs.
  `Wed 04 Mar 10:45 Omar | 1 reminder today: ${missing('UC-1', '30 of 40')}`,
  // Renewed.
  'Wed 04 Mar 15:00 #ai-program | Stage 3 is reached',
  'Wed 04 Mar 15:00 Lena | Requirement 1 is met: 4 of 4',
  'Mon 09 Mar 09:00 #ai-program | Stage 3: all 4 requirements met. Since 2 March 2026: 1 requirement met',
  // All but the model version, which was recorded in February.
  'Mon 09 Mar 09:00 Omar | 1 reminder today: UC-1 AI Support Agent: 6 confirmations expire on 15 March 2026 (in 6 days)',
  // The clocks in New York changed on 8 March.
  `Mon 09 Mar 14:00 Sara | 1 reminder today: ${missing('UC-2', '5 of 6')}`,
  // 48 hours after he confirmed the checklist.
  `Wed 11 Mar 10:45 Omar | 1 reminder today: ${missing('UC-1', '31 of 40')}`,
  'Wed 11 Mar 14:20 #ai-incidents | I-2 Model failure, high',
  // Itai acknowledges after ten minutes: nobody else is called.
  'Wed 11 Mar 14:20 Itai | I-2 Model failure, high: It answers every ticket with the same text.',
  'Mon 16 Mar 09:00 #ai-program | Stage 3: all 4 requirements met',
  `Mon 16 Mar 14:00 Sara | 1 reminder today: ${missing('UC-2', '5 of 6')}`,
  // A week before the follow-up is due, with the check-in. He closes it on Friday.
  `Wed 18 Mar 09:00 Omar | 2 reminders today: F-1 (incident I-2) is due on 25 March 2026: Add long prompts to the test set + ${missing('UC-1', '31 of 40')}`,
  // Moved on Thursday at 18:30.
  `Fri 20 Mar 09:00 Itai | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
  `Fri 20 Mar 09:00 Lena | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
  `Fri 20 Mar 09:00 Omar | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
  `Fri 20 Mar 10:00 Ana | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
  // Once, two weeks before the pilot is decided.
  'Fri 20 Mar 14:00 Sara | 1 reminder today: UC-2 AI Sales Operations Assistant: decision is due by 3 April 2026 (in 14 days)',
  'Mon 23 Mar 09:00 #ai-program | Stage 3: all 4 requirements met. No major change since 16 March 2026; 4 smaller changes recorded.',
  `Mon 23 Mar 14:00 Sara | 1 reminder today: ${missing('UC-2', '5 of 6')}`,
  `Wed 25 Mar 09:00 Omar | 1 reminder today: ${missing('UC-1', '32 of 40')}`,
  'Mon 30 Mar 09:00 #ai-program | Stage 3: all 4 requirements met. No major change since 23 March 2026; 2 smaller changes recorded.',
  // The clocks in Berlin changed on 29 March.
  `Mon 30 Mar 15:00 Sara | 1 reminder today: ${missing('UC-2', '5 of 6')}`,
  'Tue 31 Mar 09:00 Lena | 1 reminder today: The policy review of Q1 2026 is today at 14:00',
  // The agenda changed: the follow-up is closed.
  `Tue 31 Mar 11:00 Ana | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
  `Tue 31 Mar 11:00 Itai | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
  `Tue 31 Mar 11:00 Lena | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
  `Tue 31 Mar 11:00 Omar | Lena updated the policy review of Q1 2026: Tue 31 March, 14:00 (Europe/Berlin)${withFile}`,
];
