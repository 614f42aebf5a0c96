/** Long limits for the local workspace, so that a slow machine fails no test. */
export const patientLimits = { ackTimeoutMs: 15_000, clientTimeoutMs: 15_000 } as const;
