import type { ArchiveService } from './archive-service.ts'
import type { ArchivePort, ArchiveReply, ArchiveRequest } from './protocol.ts'

/**
 * Answers every request once and one after the other, so that none meets a half-made change. Between two of them the port is looked
 * at again: what was cancelled before its turn is not done.
 */
export function serveArchive(port: ArchivePort<ArchiveRequest, ArchiveReply>, service: ArchiveService): void {
  const waiting: Exclude<ArchiveRequest, { method: 'cancel' }>[] = []
  const cancelled = new Set<number>()
  let isBusy = false

  async function work(): Promise<void> {
    isBusy = true
    for (let request = waiting.shift(); request; request = waiting.shift()) {
      const { id } = request
      if (!cancelled.delete(id)) port.postMessage(...await run(service, request))
      else port.postMessage({ id, ok: false, kind: 'cancelled' })
      await nextTurn()
    }
    isBusy = false
  }

  port.onmessage = ({ data: request }) => {
    if (request.method === 'cancel') {
      // one that has been answered, or is being answered, is too late to cancel
      if (waiting.some(({ id }) => id === request.id)) cancelled.add(request.id)
      return
    }
    waiting.push(request)
    if (!isBusy) void work()
  }
}

/** Lets messages come in that wait behind the one at work. A timer would do so four milliseconds later after a few questions in a row. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

async function run(service: ArchiveService, request: Exclude<ArchiveRequest, { method: 'cancel' }>): Promise<[ArchiveReply, Transferable[]]> {
  const { id, method, params } = request
  try {
    // the union of requests says that method and parameters belong together
    const value: unknown = await (service[method] as (params: unknown) => Promise<unknown>)(params)
    return [{ id, ok: true, value }, value instanceof Float64Array ? [value.buffer] : []]
  } catch {
    return [{ id, ok: false, kind: 'failed' }, []] // an error may quote what people wrote: only that there was one leaves
  }
}
