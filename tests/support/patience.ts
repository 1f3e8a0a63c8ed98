/** A machine that is busy with other work makes a test slow, not wrong: what a test waits for may take as long as in the browser. */
import { vi } from 'vitest'

const PATIENCE = { timeout: 60_000 }
const { waitFor, waitUntil } = vi

function patient(options: Parameters<typeof waitFor>[1]): Parameters<typeof waitFor>[1] {
  return typeof options === 'number' ? options : { ...PATIENCE, ...options }
}

/** Vitest waits for a second, and has no setting for it as it has for `expect.poll`. */
const waitPatiently: typeof waitFor = (check, options) => waitFor(check, patient(options))
const waitPatientlyUntil: typeof waitUntil = (check, options) => waitUntil(check, patient(options))

// files of tests share their process: the setup of an earlier one may have done it
if (waitFor.name !== waitPatiently.name) Object.assign(vi, { waitFor: waitPatiently, waitUntil: waitPatientlyUntil })
