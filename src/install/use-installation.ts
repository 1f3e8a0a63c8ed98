import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { ownFailure, toStepFailure, type StepFailure } from './failure.ts'
import { createRegistrar, type ItemTitles } from './registrar.ts'

/** An old registration goes last: were the new one refused, the old one would still be there. */
export type StepId = 'rights' | 'bind' | 'verify' | 'old' | 'finish'

export interface InstallStep {
  id: StepId
  state: 'waiting' | 'running' | 'done' | 'failed'
}

/**
 * `done` is the end when the app was installed before. While it is being installed the portal replaces this page at
 * the end; `silent` is when it has not, a while after it was told.
 */
export type InstallState = 'idle' | 'running' | 'failed' | 'done' | 'finishing' | 'silent'

export interface Installation {
  steps: Ref<InstallStep[]>
  state: Ref<InstallState>
  failure: ShallowRef<StepFailure | null>
  isBusy: ComputedRef<boolean>
  /** Runs all steps from the first; each changes nothing that is right already. Never rejects. */
  run(): Promise<void>
}

interface InstallationOptions {
  handler: string
  context: string
  /** Loaded when it is time to register. */
  titles: () => Promise<ItemTitles>
  /** Milliseconds until a page that the portal has not replaced says so. */
  silenceMs?: number
}

/** The way from "may I" to "it is there", in steps that stop at the first failure. */
export function useInstallation({ handler, context, titles, silenceMs = 5000 }: InstallationOptions): Installation {
  const portal = usePortal()
  const isInstalling = portal.opening.isInstallMode
  const ids: StepId[] = isInstalling ? ['rights', 'bind', 'verify', 'old', 'finish'] : ['rights', 'bind', 'verify', 'old']
  const steps = ref<InstallStep[]>(ids.map(id => ({ id, state: 'waiting' })))
  const state = ref<InstallState>('idle')
  const failure = shallowRef<StepFailure | null>(null)
  const isBusy = computed(() => state.value === 'running' || state.value === 'finishing')
  let silenceTimer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(silenceTimer))

  function finish(): null | StepFailure {
    if (!portal.opening.isInstallMode) return ownFailure('not-installing')
    portal.finishInstallation()
    return null
  }

  async function run(): Promise<void> {
    if (isBusy.value) return
    clearTimeout(silenceTimer)
    state.value = 'running'
    failure.value = null
    for (const step of steps.value) step.state = 'waiting'

    for (const step of steps.value) {
      step.state = 'running'
      failure.value = await attempt(step.id)
      step.state = failure.value ? 'failed' : 'done'
      if (failure.value) {
        state.value = 'failed'
        return
      }
    }

    state.value = isInstalling ? 'finishing' : 'done'
    if (!isInstalling) return
    silenceTimer = setTimeout(() => {
      state.value = 'silent'
    }, silenceMs)
  }

  async function attempt(id: StepId): Promise<StepFailure | null> {
    try {
      if (id === 'finish') return finish()
      const registrar = createRegistrar({ portal, handler, context, titles: id === 'bind' ? await titles() : {} })
      if (id === 'rights') return await registrar.checkRights()
      if (id === 'old') return await registrar.clearOld()
      if (id === 'bind') return await registrar.bind()
      return await registrar.verify()
    } catch (error) {
      return toStepFailure(error)
    }
  }

  return { steps, state, failure, isBusy, run }
}
