import { minAnswers } from '../../domain/purgatory/index.ts';

/** A word of the domain, with its meaning in one or two sentences. */
export interface Definition {
  readonly word: string;
  /** Other words for it, also abbreviations and translations, in lower case. */
  readonly also: readonly string[];
  readonly meaning: string;
}

/** The words of the domain, in the order of the glossary. */
export const definitions: readonly Definition[] = [
  {
    word: 'use case',
    also: ['ai use case', 'anwendungsfall', 'cas d’usage', 'caso de uso', 'uc'],
    meaning: 'A use case is one use of AI for one job. It has an owner and a key such as UC-7.',
  },
  {
    word: 'pilot',
    also: ['pilote', 'piloto', 'trial', 'proof of concept', 'poc'],
    meaning:
      'A pilot is a use case that volunteers try until a day by which its owner decides: scale, stop or extend.',
  },
  {
    word: 'production',
    also: ['live', 'produktion', 'producción'],
    meaning:
      'A use case is in production when people rely on it for their work. Going live needs its checklist, an ROI with production pricing and a roll-out plan.',
  },
  {
    word: 'charter',
    also: ['pilot charter', 'charter of a pilot'],
    meaning:
      'The charter holds what a pilot promised: its start, volunteers, success criteria and decide-by date.',
  },
  {
    word: 'decide-by date',
    also: ['decide by', 'deadline', 'time boundary'],
    meaning:
      'The owner of a pilot decides by this day: scale, stop or extend. By default it is 60 days after the start.',
  },
  {
    word: 'success criteria',
    also: ['criteria', 'success criterion', 'bar'],
    meaning:
      'The success criteria say what a pilot must show. They are frozen at its start, and an addition after that is visible to everybody.',
  },
  {
    word: 'extension',
    also: ['extend', 'extended pilot'],
    meaning:
      'An extension gives a pilot a later decide-by date, for a reason. Two extensions are a symptom of pilot purgatory.',
  },
  {
    word: 'intended users',
    also: ['intended user', 'target users'],
    meaning: 'The intended users are all people that a use case is for. Volunteers are only some of them.',
  },
  {
    word: 'volunteers',
    also: ['volunteer', 'pilot users'],
    meaning: 'The volunteers are the people who use a use case in its pilot.',
  },
  {
    word: 'roll-out',
    also: ['rollout', 'deployment'],
    meaning:
      'The roll-out brings a use case in production to all its intended users. Its plan has training for the new workflow, a time in which use is optional, an answer to "Will it replace me?" and a way to measure adoption.',
  },
  {
    word: 'check-in',
    also: ['checkin', 'check in'],
    meaning:
      'A check-in says how many people used a use case daily, weekly and not at all in one week. It has counts only, never names.',
  },
  {
    word: 'adoption',
    also: ['usage', 'nutzung', 'adopción'],
    meaning: 'Adoption is the share of the intended users who use a use case. Under 40% weekly it is low.',
  },
  {
    word: 'ROI',
    also: ['return on investment', 'business case', 'net value'],
    meaning:
      'The ROI is the yearly value of the hours that a use case saves, minus its yearly cost. It is shown with and without overhead.',
  },
  {
    word: 'overhead',
    also: ['overhead percent'],
    meaning: 'The overhead is added to the cost of an ROI for unplanned costs, 20% by default.',
  },
  {
    word: 'incident',
    also: ['outage', 'vorfall'],
    meaning:
      'An incident is wrong output, a data exposure or a model failure of a use case, from its report until it is resolved.',
  },
  {
    word: 'suspension',
    also: ['suspended', 'suspend'],
    meaning:
      'A suspension is the time in which a use case in production does not run. Requirement 1 is not met by a suspended use case.',
  },
  {
    word: 'SLA',
    also: ['service level', 'resolution time'],
    meaning: 'The SLA of a use case is the number of hours in which an incident must be resolved.',
  },
  {
    word: 'follow-up',
    also: ['follow up', 'action item'],
    meaning: 'A follow-up is work agreed on after an incident or a review, with an owner and a due day.',
  },
  {
    word: 'production checklist',
    also: ['checklist', 'checkliste', 'go-live checklist'],
    meaning:
      'The production checklist has eight items that a use case completes before it goes live. An item is complete, missing, expired or waived.',
  },
  {
    word: 'evidence',
    also: ['proof', 'nachweis', 'preuve', 'evidencia'],
    meaning:
      'Evidence is what a person recorded for a checklist item, and when. It expires 90 days after it was confirmed.',
  },
  {
    word: 'confirm again',
    also: ['reconfirm', 'confirmation'],
    meaning:
      'To confirm again is to say that the evidence of an item is still true today. It is then valid for 90 more days.',
  },
  {
    word: 'waiver',
    also: ['exception', 'exemption', 'ausnahme', 'dérogation', 'waived'],
    meaning:
      'A waiver excuses a checklist item or a difference from a decision. It is a recorded exception with a reason and an end, 90 days away at most. A missing DPA can never be waived.',
  },
  {
    word: 'monitoring',
    also: ['alerts', 'alerting'],
    meaning:
      'Monitoring alerts people to the error rate, latency and unusual output of a use case, and shows them on a dashboard.',
  },
  {
    word: 'fallback',
    also: ['fall back', 'graceful decline', 'cached output'],
    meaning:
      'A fallback is what a use case does when the model does not answer, a guardrail triggers or a rate limit is reached: show cached output, queue for a person, or decline.',
  },
  {
    word: 'human-in-the-loop',
    also: ['human in the loop', 'human review', 'hitl', 'human-in-the-loop gate', 'gate'],
    meaning:
      'Human-in-the-loop means that a person reviews outputs before they take effect. Communication outside the company is reviewed before it is sent.',
  },
  {
    word: 'decision',
    also: ['shared decision', 'infrastructure decision', 'committed decision', 'commitment'],
    meaning:
      'A decision is a choice that all use cases share, such as the model provider. It is proposed, committed, replaced or withdrawn.',
  },
  {
    word: 'model provider',
    also: ['llm provider', 'model vendor'],
    meaning: 'The model provider runs the AI models. Production needs an enterprise agreement with it.',
  },
  {
    word: 'vector database',
    also: ['vector db', 'vector store', 'vektordatenbank'],
    meaning:
      'A vector database stores documents so that a use case can search them by meaning. Only use cases with retrieval need one.',
  },
  {
    word: 'retrieval',
    also: ['rag', 'retrieval augmented generation'],
    meaning:
      'A use case uses retrieval when it searches documents or remembers earlier requests. It then needs a vector database.',
  },
  {
    word: 'guardrail',
    also: ['guardrails', 'guardrail tooling'],
    meaning:
      'Guardrails check texts before and after the model: what goes into it and what comes out, such as personal data or a wrong tone.',
  },
  {
    word: 'observability',
    also: ['observability stack', 'tracing'],
    meaning:
      'Observability measures how AI behaves in production: latency, error rate, fallback rate and human-review triggers.',
  },
  {
    word: 'API ownership',
    also: ['service account', 'rate limit', 'rate limits', 'key rotation', 'api ownership and rate limits'],
    meaning:
      'API ownership names the owner of the shared service account, its rate limit and how often its keys are rotated.',
  },
  {
    word: 'stack',
    also: ['tech stack'],
    meaning: 'The stack of a use case names the tools that it runs on, by category.',
  },
  {
    word: 'drift',
    also: ['drifts', 'deviation'],
    meaning:
      'A use case drifts when it runs on something other than the committed decision, or on a refused AI tool.',
  },
  {
    word: 'evaluation',
    also: ['tool comparison', 'bake-off'],
    meaning: 'An evaluation records a comparison of tools, and the day by which it ends.',
  },
  {
    word: 'model version',
    also: ['model versions', 'version log'],
    meaning: 'A model version is the exact version of the model that a use case runs, from a day on.',
  },
  {
    word: 'retirement',
    also: ['model retirement', 'sunset', 'end of life'],
    meaning: 'A retirement is the day on which a provider ends a model.',
  },
  {
    word: 'cost',
    also: ['costs', 'spend'],
    meaning: 'The cost of a use case is everything that vendors charged for it in one month.',
  },
  {
    word: 'spike',
    also: ['cost spike', 'anomaly'],
    meaning:
      'A spike is a month that costs at least one and a half times the mean of the three months before, or more than the budget.',
  },
  {
    word: 'vendor',
    also: ['supplier', 'anbieter', 'fournisseur', 'proveedor'],
    meaning: 'A vendor is a company that processes the data of a use case.',
  },
  {
    word: 'DPA',
    also: ['data processing agreement', 'avv', 'auftragsverarbeitungsvertrag', 'data processing agreements'],
    meaning:
      'A DPA is the data processing agreement with a vendor. Every vendor of a use case with personal or confidential data needs one.',
  },
  {
    word: 'violation',
    also: ['compliance violation'],
    meaning:
      'A violation, in full a compliance violation, is a use case in production without a DPA (data processing agreement) that it needs.',
  },
  {
    word: 'AI tool',
    also: ['tool', 'approved tool'],
    meaning: 'An AI tool is a product that people want to use. The tool reviewer decides whether they may.',
  },
  {
    word: 'tool request',
    also: ['request for a tool'],
    meaning: 'A tool request asks whether an AI tool may be used, for which purpose and with which data.',
  },
  {
    word: 'tool reviewer',
    also: ['reviewer'],
    meaning: 'The tool reviewer is the person who decides tool requests. Nobody decides their own request.',
  },
  {
    word: 'data rules',
    also: ['data classification', 'data rule', 'data class'],
    meaning: 'The data rules say which class of data may go to which kind of AI tool.',
  },
  {
    word: 'audit trail',
    also: ['audit log'],
    meaning:
      'The audit trail of a use case that may execute holds what it did, as events that nobody can change.',
  },
  {
    word: 'policy review',
    also: ['quarterly review', 'review meeting'],
    meaning:
      'In a policy review, the lead and others look at agreements, waivers and use cases once a quarter. Crossing writes the agenda.',
  },
  {
    word: 'evidence pack',
    also: ['pack', 'audit pack'],
    meaning: 'The evidence pack is one zip file with everything that was recorded by the end of a day.',
  },
  {
    word: 'crossing test',
    also: ['stage 3 test'],
    meaning:
      'The crossing test checks the four requirements of Stage 3: one use case in production, shared infrastructure, a second use case in pilot, and AI Operations.',
  },
  {
    word: 'verdict',
    also: ['result of the crossing test'],
    meaning: 'The verdict is the result of the crossing test: Stage 3, Scaled pilot, Stage 2 or Stage 1.',
  },
  {
    word: 'scaled pilot',
    also: ['scaled pilots'],
    meaning:
      'A company is a Scaled pilot when it meets requirement 1 (one use case in production) and no other.',
  },
  {
    word: 'requirement',
    also: ['requirements'],
    meaning:
      'Each of the four requirements of the crossing test is met or not met, with evidence. Stage 3 needs all four at once.',
  },
  {
    word: 'reading',
    also: ['strict reading'],
    meaning:
      'The reading says whether requirement 2 requires five, four or three decisions. Five is the default.',
  },
  {
    word: 'blocker',
    also: ['gap', 'obstacle'],
    meaning: 'A blocker is one thing that a requirement is missing. It has an owner and a next step.',
  },
  {
    word: 'as of',
    also: ['as-of'],
    meaning: 'As of a day means the verdict from what was recorded by the end of that day.',
  },
  {
    word: 'pilot purgatory',
    also: ['purgatory', 'symptom', 'symptoms'],
    meaning:
      'A company with two or more of five symptoms is in pilot purgatory: its pilots do not lead to decisions.',
  },
  {
    word: 'pulse',
    also: ['pulse check', 'mood', 'puls', 'team pulse'],
    meaning: `A pulse asks a pilot team how it is doing, from 1 to 5. Crossing shows only the average of ${minAnswers} people or more.`,
  },
  {
    word: 'transformation lead',
    also: ['lead', 'ai lead'],
    meaning:
      'The transformation lead leads the company’s AI program, commits decisions and answers whether the company is at Stage 3.',
  },
  {
    word: 'owner',
    also: ['use-case owner', 'use case owner'],
    meaning: 'The owner decides about a use case and gets its reminders.',
  },
  {
    word: 'AI Operations',
    also: ['ai ops', 'aiops', 'ai operations owner', 'operator'],
    meaning:
      'AI Operations are the people who were appointed to run AI in production, and who accepted uptime, incident response and model versioning.',
  },
  {
    word: 'accountability',
    also: ['accountabilities'],
    meaning:
      'AI Operations has three accountabilities: uptime, incident response and model versioning. Each is accepted with a click of its own.',
  },
  {
    word: 'deputy',
    also: ['stand-in', 'substitute', 'vertretung'],
    meaning: 'The deputy acts for an absent person and gets their urgent reminders.',
  },
  {
    word: 'reminder',
    also: ['nudge', 'erinnerung', 'rappel', 'recordatorio'],
    meaning:
      'A reminder asks one person to do one thing that is due. All reminders of a day come in one daily message.',
  },
  {
    word: 'snooze',
    also: ['snoozing'],
    meaning: 'To snooze is to hide a reminder until a day. A reminder can be snoozed three times in a row.',
  },
  {
    word: 'mute',
    also: ['muting', 'muted'],
    meaning: 'To mute is to stop one kind of reminder for oneself. Violations and incidents are never muted.',
  },
  {
    word: 'digest',
    also: ['weekly digest', 'weekly report'],
    meaning:
      'The digest is the weekly message to a channel with the verdict, what changed, the blockers and adoption.',
  },
  {
    word: 'change log',
    also: ['log', 'audit history', 'history'],
    meaning: 'The change log holds every change in order, with who made it and when. Nobody can change it.',
  },
  {
    word: 'register',
    also: ['ai register', 'inventory'],
    meaning: 'The register is everything that this workspace has recorded.',
  },
];
