import { computed, onScopeDispose, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { MOBILE } from '../bitrix24/placements.ts'
import { Stop, toStepFailure, type StepFailure } from './failure.ts'
import { isSamePlan, makePlan, type Plan } from './registration/plan.ts'
import { readApp, readPortalState } from './registration/portal-state.ts'
import { createRegistrar, Failed } from './registration/registrar.ts'
import type { WantedItem } from './registration/sidebar-item.ts'

/**
 * Items at an old address go after the new one is there: were it refused, the old one would still be. The mobile app is an
 * extra, so it comes when the sidebar has all it should: what fails there leaves that done.
 */
export type StepId = 'rights' | 'bind' | 'verify' | 'old' | 'mobile' | 'finish'

export interface InstallStep {
  id: StepId
  state: 'waiting' | 'running' | 'done' | 'failed'
}

/**
 * `done` is the end when the app was installed before. While it is being installed the portal replaces this page at the end:
 * `complete` is when it has not, but says that the installation is complete; `silent` is when it says nothing.
 */
export type InstallState = 'idle' | 'running' | 'failed' | 'done' | 'finishing' | 'complete' | 'silent'

/** What the administrator asked for, with the plan that was on the screen. */
export interface Order {
  item: WantedItem
  plan: Plan
  /** The run also completes the installation, which happens once. */
  isFinishing: boolean
}

export interface Installation {
  steps: Ref<InstallStep[]>
  state: Ref<InstallState>
  failure: ShallowRef<StepFailure | null>
  /** Languages whose titles the portal did not keep. */
  dropped: Ref<string[]>
  isBusy: ComputedRef<boolean>
  /**
   * Runs all steps from the first; each changes nothing that is right already. Where it completes the installation it ends when the
   * portal has not replaced the page for a while. Never rejects.
   */
  run(order: Order): Promise<void>
  /** Forgets the outcome of the last run, for a page where it no longer holds. */
  dismiss(): void
}

/** Until a page that the portal has not replaced asks why, milliseconds. */
const SILENCE_MS = 5000

/** What an order takes; without one it is not known yet what the mobile app needs. */
export function stepsFor({ item, plan, isFinishing }: Pick<Order, 'isFinishing'> & Partial<Order>): InstallStep[] {
  const needsMobile = item?.isInMobile === true || (plan?.mobile.removals.length ?? 0) > 0
  const ids: StepId[] = ['rights', 'bind', 'verify', 'old', ...needsMobile ? ['mobile' as const] : [], ...isFinishing ? ['finish' as const] : []]
  return ids.map(id => ({ id, state: 'waiting' }))
}

/** The way from "may I" to "it is there", in steps that stop at the first failure. */
export function useInstallation(): Installation {
  const portal = usePortal()
  const steps = ref<InstallStep[]>(stepsFor({ isFinishing: portal.opening.isInstallMode }))
  const state = ref<InstallState>('idle')
  const failure = shallowRef<StepFailure | null>(null)
  const dropped = ref<string[]>([])
  const isBusy = computed(() => state.value === 'running' || state.value === 'finishing')
  let silenceTimer: ReturnType<typeof setTimeout> | undefined
  onScopeDispose(() => clearTimeout(silenceTimer))

  function deedsOf({ item, plan }: Order): Record<StepId, () => Promise<void>> {
    const registrar = createRegistrar({ portal, item })
    const mobile = createRegistrar({ portal, item, place: MOBILE })
    let current = plan
    return {
      rights: async () => {
        current = makePlan(item, (await readPortalState(portal)).registrations)
        // the run does what the administrator saw, even if somebody else has changed the registration since
        if (!isSamePlan(current, plan)) throw new Stop('plan-changed')
      },
      bind: async () => registrar.apply(current),
      verify: async () => {
        dropped.value = await registrar.verify()
      },
      old: async () => registrar.clear(current.removals),
      mobile: async () => {
        await mobile.apply(current.mobile)
        if (item.isInMobile) await mobile.verify()
        await mobile.clear(current.mobile.removals)
      },
      finish: async () => portal.finishInstallation(),
    }
  }

  async function run(order: Order): Promise<void> {
    if (isBusy.value) return
    dismiss()
    state.value = 'running'
    steps.value = stepsFor(order)
    const deeds = deedsOf(order)

    for (const step of steps.value) {
      step.state = 'running'
      try {
        await deeds[step.id]()
        step.state = 'done'
      } catch (error) {
        fail(step, error)
        return
      }
    }

    state.value = order.isFinishing ? 'finishing' : 'done'
    if (!order.isFinishing) return
    await new Promise((resolve) => {
      silenceTimer = setTimeout(resolve, SILENCE_MS)
    })
    await lookWhy()
  }

  function fail(step: InstallStep | undefined, error: unknown): void {
    const known = error instanceof Failed ? error.failure : toStepFailure(error)
    failure.value = step?.id === 'mobile' ? { ...known, place: MOBILE } : known
    state.value = 'failed'
    if (step) step.state = 'failed'
  }

  /** The portal never answers that it has completed the installation, so a page that is still here asks. */
  async function lookWhy(): Promise<void> {
    const { isInstalled } = await portal.batch({ app: { method: 'app.info' } }).then(({ app }) => readApp(app), () => ({ isInstalled: null }))
    if (isInstalled === false) fail(steps.value.at(-1), new Stop('not-finished'))
    else state.value = isInstalled ? 'complete' : 'silent'
  }

  function dismiss(): void {
    if (isBusy.value) return
    state.value = 'idle'
    failure.value = null
    dropped.value = []
    for (const step of steps.value) step.state = 'waiting'
  }

  return { steps, state, failure, dropped, isBusy, run, dismiss }
}
