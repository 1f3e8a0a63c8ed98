import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { Stop, toStepFailure, type StepFailure } from './failure.ts'
import { parseRegistrations, type Registration } from './registration/registrations.ts'

export interface Removal {
  state: Ref<'idle' | 'running' | 'done' | 'failed'>
  failure: ShallowRef<StepFailure | null>
  isBusy: ComputedRef<boolean>
  /** Unbinds these registrations and looks whether they are gone. Never rejects; no request is sent twice. */
  remove(rows: readonly Registration[]): Promise<void>
}

function keyOf({ placement, handler }: Registration): string {
  return `${placement} ${handler}`
}

/** Taking registrations of this app away; the portal lists and touches nobody else's. */
export function useRemoval(): Removal {
  const portal = usePortal()
  const state = ref<'idle' | 'running' | 'done' | 'failed'>('idle')
  const failure = shallowRef<StepFailure | null>(null)
  const isBusy = computed(() => state.value === 'running')

  async function unbindAll(rows: readonly Registration[]): Promise<void> {
    // one request takes every row of the same place and address
    const targets = new Map(rows.map(row => [keyOf(row), row]))
    for (const { placement, handler } of targets.values()) {
      await portal.call({ method: 'placement.unbind', params: { PLACEMENT: placement, HANDLER: handler } })
    }
    const left = parseRegistrations(await portal.call({ method: 'placement.get' })).filter(row => targets.has(keyOf(row)))
    if (left.length > 0) throw new Stop('not-removed', left.map(keyOf).join(', '))
  }

  return {
    state,
    failure,
    isBusy,
    async remove(rows) {
      if (isBusy.value || rows.length === 0) return
      state.value = 'running'
      failure.value = null
      try {
        await unbindAll(rows)
        state.value = 'done'
      } catch (error) {
        failure.value = toStepFailure(error)
        state.value = 'failed'
      }
    },
  }
}
