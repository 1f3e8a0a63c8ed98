import workerUrl from './archive-worker.ts?worker&url'
import { ArchiveError } from './archive-error.ts'

/** Of browsers with Trusted Types, as far as it is used here. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (url: string) => string }): { createScriptURL(url: string): string }
}

/** Named in the policy of every host (`trusted-types`): the one address that code is started from besides imports. */
const POLICY = 'chatside-worker'

let trustedUrl: string | undefined

/** A policy of one name can be made only once a page. */
function toTrusted(url: string): string {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes
  trustedUrl ??= trustedTypes ? trustedTypes.createPolicy(POLICY, { createScriptURL: () => url }).createScriptURL(url) : url
  return trustedUrl
}

/** @throws ArchiveError `no-worker` */
export function startWorker(): Worker {
  if (typeof Worker === 'undefined') throw new ArchiveError('no-worker')
  try {
    return new Worker(toTrusted(workerUrl), { type: 'module', name: 'chatside-archive' })
  } catch (cause) {
    throw new ArchiveError('no-worker', cause)
  }
}
