/** The archive with a worker in a thread of its own, without app and portal. */
import { createArchiveClient, startWorker } from '../../../src/messages/keep/archive-client.ts'
import { NOTHING_READ } from '../../../src/messages/keep/protocol.ts'
import { measureSealing } from './archive-sealing.ts'
import { historyPages } from './history-pages.ts'

let worker: Worker | undefined
let crashes = 0
const archive = createArchiveClient({
  startWorker: () => worker = startWorker(),
  onCrash: () => {
    crashes += 1
  },
})

const archivePage = { archive, historyPages, measureSealing, NOTHING_READ, crashes: () => crashes, crash: () => worker?.dispatchEvent(new Event('error', { cancelable: true })) }
export type ArchivePage = typeof archivePage

Object.assign(window, { archivePage })
