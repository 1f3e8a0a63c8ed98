import fc from 'fast-check'

/**
 * Property tests try the same inputs at every run, so that a change is judged by itself and not by luck. To look further,
 * name another seed: `CHATSIDE_SEED=7 npm run test:unit`.
 */
fc.configureGlobal({ seed: Number(process.env['CHATSIDE_SEED'] ?? 20_261_122) })
