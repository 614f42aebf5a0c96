import type { EvidenceDetails, UserId } from '../../src/domain/register.ts';

/** Returns evidence that names a person as the first to call or as the owner of the cost report. */
export function nameInEvidence(details: EvidenceDetails, person: UserId): EvidenceDetails {
  if (details.item === 'incident-response') return { ...details, callOrder: [person] };
  return details.item === 'cost-monitoring' ? { ...details, reportOwner: person } : details;
}
