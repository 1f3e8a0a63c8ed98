import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { Stop, toStepFailure, type StepFailure } from './failure.ts'
import { parseRegistrations, type Registration } from './registration/registrations.ts'

export interface Removal {
  state: Ref<'idle' | 'running' | 'done' | 'failed'>
  failure: ShallowRef<StepFailure | null>
  /** After a failure: how many of the registrations are gone all the same, of how many; null when it could not be read. */
  gone: ShallowRef<{ count: number, total: number } | null>
  isBusy: ComputedRef<boolean>
  /** Unbinds these registrations and looks whether they are gone. Never rejects; no request is sent twice. */
  remove(rows: readonly Registration[]): Promise<void>
  /** Forgets the outcome of the last removal, for a page where it no longer holds. */
  dismiss(): void
}

function keyOf({ placement, handler }: Registration): string {
  return `${placement} ${handler}`
}

/** Taking registrations of this app away; the portal lists and touches nobody else's. */
export function useRemoval(): Removal {
  const portal = usePortal()
  const state = ref<'idle' | 'running' | 'done' | 'failed'>('idle')
  const failure = shallowRef<StepFailure | null>(null)
  const gone = shallowRef<{ count: number, total: number } | null>(null)
  const isBusy = computed(() => state.value === 'running')

  async function unbindAll(targets: Iterable<Registration>): Promise<void> {
    for (const { placement, handler } of targets) {
      await portal.call({ method: 'placement.unbind', params: { PLACEMENT: placement, HANDLER: handler } })
    }
  }

  /** Keys of those that are still there. @throws PortalError */
  async function leftOf(targets: ReadonlyMap<string, Registration>): Promise<string[]> {
    const now = new Set(parseRegistrations(await portal.call({ method: 'placement.get' })).map(keyOf))
    return [...targets.keys()].filter(key => now.has(key))
  }

  async function takeAway(targets: ReadonlyMap<string, Registration>): Promise<void> {
    const [deed] = await Promise.allSettled([unbindAll(targets.values())])
    const [look] = await Promise.allSettled([leftOf(targets)])
    const left = look.status === 'fulfilled' ? look.value : null
    if (left?.length === 0) return // also when the answer to an unbind was lost
    if (left && deed.status === 'rejected') gone.value = { count: targets.size - left.length, total: targets.size }
    if (deed.status === 'rejected') throw deed.reason
    if (look.status === 'rejected') throw look.reason
    throw new Stop('not-removed', { description: (left ?? []).join(', ') })
  }

  function dismiss(): void {
    if (isBusy.value) return
    state.value = 'idle'
    failure.value = null
    gone.value = null
  }

  return {
    state,
    failure,
    gone,
    isBusy,
    async remove(rows) {
      if (isBusy.value || rows.length === 0) return
      dismiss()
      state.value = 'running'
      try {
        // one request takes every row of the same place and address
        await takeAway(new Map(rows.map(row => [keyOf(row), row])))
        state.value = 'done'
      } catch (error) {
        failure.value = toStepFailure(error)
        state.value = 'failed'
      }
    },
    dismiss,
  }
}
