/** For the local workspace: an acknowledgement or an answer that a busy machine delays is no failure of a test. */
export const patientLimits = { limitMs: 15_000, patienceMs: 15_000 } as const;
