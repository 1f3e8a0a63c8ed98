import { computed, type ComputedRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import type { StepFailure } from './failure.ts'
import { changesNothing } from './registration/plan.ts'
import type { PortalState } from './registration/portal-state.ts'
import type { Registration } from './registration/registrations.ts'
import type { ItemPatch } from './registration/sidebar-item.ts'
import { useInstallation, type Installation, type Order } from './use-installation.ts'
import { useRegistration, type RegistrationForm } from './use-registration.ts'
import { useRemoval, type Removal } from './use-removal.ts'

export interface Settings extends Pick<RegistrationForm, 'item' | 'issues' | 'plan'> {
  /** What the portal said last; null before its first good answer. */
  found: ComputedRef<PortalState | null>
  /** Null while there is nothing that could be done. */
  order: ComputedRef<Order | null>
  /** The portal is being read or written: nothing else may begin. */
  isBusy: ComputedRef<boolean>
  /** The installation is not complete and can be completed here. */
  isInstalling: ComputedRef<boolean>
  isReadFailed: ComputedRef<boolean>
  /** What there is to say: of the last run, else of the last reading. */
  failure: ComputedRef<StepFailure | null>
  installation: Installation
  removal: Removal
  change(patch: ItemPatch): void
  /** Does what the plan says; after a reading that failed it reads again, so that there is a plan to look at. Never rejects. */
  run(): Promise<void>
  /** Takes these registrations away. Never rejects. */
  remove(rows: readonly Registration[]): Promise<void>
}

/** The registration, what is done to it, and that only one thing is done at a time; begins by reading what the portal has. */
export function useSettings(options: Parameters<typeof useRegistration>[0]): Settings {
  const { isInstallMode } = usePortal().opening
  const { knowledge, item, issues, plan, change, load } = useRegistration(options)
  const installation = useInstallation()
  const removal = useRemoval()

  const found = computed(() => knowledge.value.portal)
  const isInstalling = computed(() => isInstallMode && found.value?.isInstalled !== true)
  const order = computed(() => plan.value ? { item: item.value, plan: plan.value, isFinishing: isInstalling.value } : null)
  const isReadFailed = computed(() => knowledge.value.state === 'failed')
  const isBusy = computed(() => knowledge.value.state === 'loading' || installation.isBusy.value || removal.isBusy.value)
  const failure = computed(() => installation.failure.value ?? (knowledge.value.state === 'failed' ? knowledge.value.failure : null))

  function dismiss(): void {
    installation.dismiss()
    removal.dismiss()
  }

  async function run(): Promise<void> {
    if (isBusy.value) return
    if (isReadFailed.value) {
      dismiss()
      await load()
      return
    }
    const asked = order.value
    if (!asked) return
    removal.dismiss()
    await installation.run(asked)
    if (installation.state.value === 'finishing') return // the portal replaces this page
    await load(installation.state.value === 'done' ? asked.item : undefined)
    // a check that failed is no news once the portal says that all is as wanted
    if (installation.failure.value && plan.value && changesNothing(plan.value) && !isInstalling.value) installation.dismiss()
  }

  void load()
  return {
    found,
    item,
    issues,
    plan,
    order,
    isBusy,
    isInstalling,
    isReadFailed,
    failure,
    installation,
    removal,
    change(patch) {
      dismiss()
      change(patch)
    },
    run,
    async remove(rows) {
      if (isBusy.value) return
      installation.dismiss()
      await removal.remove(rows)
      await load()
    },
  }
}
