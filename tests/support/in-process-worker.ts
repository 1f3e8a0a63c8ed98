import { vi } from 'vitest'
import { createArchiveService } from '../../src/messages/keep/archive-service.ts'
import { openDisk } from '../../src/messages/keep/disk.ts'
import type { ArchiveReply, ArchiveRequest } from '../../src/messages/keep/protocol.ts'
import { serveArchive } from '../../src/messages/keep/serve-archive.ts'

/**
 * The archive's worker without a thread of its own: the same service behind the same messages, copied as a browser copies them. A
 * worker in a thread is met in the browser tests.
 */
export class InProcessWorker {
  /** Those that were started and not ended. */
  static readonly running = new Set<InProcessWorker>()

  /** Hangs: hears nothing and says nothing. */
  isSilent = false
  onmessage: ((event: MessageEvent) => void) | null = null
  onerror: ((event: Event) => void) | null = null
  onmessageerror: ((event: Event) => void) | null = null
  readonly #port = {
    onmessage: null as ((event: { data: ArchiveRequest }) => void) | null, // set by the service
    postMessage: (reply: ArchiveReply) => {
      const event = new MessageEvent('message', { data: structuredClone(reply) })
      queueMicrotask(() => InProcessWorker.running.has(this) && this.onmessage?.(event))
    },
  }

  constructor() {
    InProcessWorker.running.add(this)
    serveArchive(this.#port, createArchiveService(openDisk()))
  }

  postMessage(message: ArchiveRequest): void {
    const data = structuredClone(message)
    queueMicrotask(() => InProcessWorker.running.has(this) && !this.isSilent && this.#port.onmessage?.({ data }))
  }

  terminate(): void {
    InProcessWorker.running.delete(this)
  }

  /** Ends as a browser ends a worker whose file is missing, or that ran out of memory. */
  crash(): void {
    this.terminate()
    this.onerror?.(new Event('error', { cancelable: true }))
  }
}

/** Lets the app start its worker in this process; `vi.unstubAllGlobals()` takes it away. */
export function useInProcessWorker(): void {
  InProcessWorker.running.clear()
  vi.stubGlobal('Worker', InProcessWorker)
}
