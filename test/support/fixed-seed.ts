import fc from 'fast-check';

/** Fixes the seed of random cases, so that a run fails only because of a change. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 2028) });
