/** Long limits for the local workspace, so that a slow machine fails no test. */
export const patientLimits = { ackTimeoutMs: 60_000, clientTimeoutMs: 60_000 } as const;
