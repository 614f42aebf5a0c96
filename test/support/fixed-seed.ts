import fc from 'fast-check';

/** What is drawn by chance is the same in each run, so that a run fails only for what changed. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 2028) });
