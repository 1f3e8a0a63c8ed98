import { computed, type ComputedRef, shallowRef, type ShallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { MOBILE, SIDEBAR } from '../bitrix24/placements.ts'
import { type StepFailure, toStepFailure } from './failure.ts'
import { changesNothing, makePlan, type Plan } from './registration/plan.ts'
import { type PortalState, readPortalState } from './registration/portal-state.ts'
import { isSamePage, type Registration, toItem } from './registration/registrations.ts'
import type { ItemPatch, WantedItem } from './registration/sidebar-item.ts'
import { useInstallation, type Installation, type Order } from './use-installation.ts'
import { useRemoval, type Removal } from './use-removal.ts'
import { useLatest } from '../lib/use-latest.ts'
import { checkItem, type ItemIssue } from './registration/check-item.ts'
import { DEFAULT_TITLES } from './registration/titles.ts'

/** What the portal has; the last good answer stays while it is read again, and when that fails. */
type PortalKnowledge =
  | { state: 'loading', portal: PortalState | null }
  | { state: 'ready', portal: PortalState }
  | { state: 'failed', portal: PortalState | null, failure: StepFailure }

interface RegistrationForm {
  knowledge: ShallowRef<PortalKnowledge>
  /** The item as it is wanted now. */
  item: ShallowRef<WantedItem>
  issues: ComputedRef<ItemIssue[]>
  /** Null while what the portal has is not known, or the item cannot be sent. */
  plan: ComputedRef<Plan | null>
  change(patch: ItemPatch): void
  /**
   * Reads what the portal has. What was typed stays, but for an item that was just registered: then the form shows what the portal
   * kept of it. Never rejects.
   */
  load(registered?: WantedItem): Promise<void>
}

interface FormOptions {
  /** This page's own address. */
  address: string
  /** The `context` where some panel makes sense. */
  context: string
}

/** The wanted item, what the portal has, and the way from one to the other. */
function useRegistration({ address, context }: FormOptions): RegistrationForm {
  const portal = usePortal()
  const item = shallowRef<WantedItem>({
    handler: address, titles: DEFAULT_TITLES, iconName: 'fa-comments', context, role: 'USER', extranet: 'N', color: 'AZURE', isInMobile: false,
  })
  let typed: ItemPatch = {}
  let isFilled = false

  const issues = computed(() => checkItem(item.value))
  const plan = computed(() => {
    const { state, portal: known } = knowledge.value
    return state !== 'failed' && known && issues.value.length === 0 ? makePlan(item.value, known.registrations) : null
  })

  function fillFrom(rows: readonly Registration[]): void {
    isFilled = true
    const known = chooseKnown(rows, item.value.handler)
    const isInMobile = rows.some(({ placement }) => placement === MOBILE)
    item.value = { ...item.value, isInMobile, ...typed }
    if (known) item.value = { ...toItem(known), handler: isSamePage(known.handler, address) ? known.handler : address, isInMobile, ...typed }
  }

  const { state: knowledge, reload: load } = useLatest<PortalKnowledge, [WantedItem?]>({ state: 'loading', portal: null }, async ({ signal, show }, registered) => {
    const { portal: last } = knowledge.value
    show({ state: 'loading', portal: last })
    let next: PortalKnowledge
    try {
      next = { state: 'ready', portal: await readPortalState(portal) }
    } catch (error) {
      next = { state: 'failed', portal: last, failure: toStepFailure(error) }
    }
    if (signal.aborted) return
    if (item.value === registered) typed = { handler: registered.handler }
    if (next.state === 'ready' && (!isFilled || item.value === registered)) fillFrom(next.portal.registrations)
    show(next)
  })

  return {
    knowledge,
    item,
    issues,
    plan,
    change(patch) {
      typed = { ...typed, ...patch }
      item.value = { ...item.value, ...patch }
    },
    load,
  }
}

/** The item that an administrator shaped before: at the wanted address, or at one from which this page has moved. */
function chooseKnown(rows: readonly Registration[], address: string): Registration | undefined {
  const sidebar = rows.filter(({ placement }) => placement === SIDEBAR)
  return sidebar.find(({ handler }) => handler === address) ?? sidebar.find(({ handler }) => isSamePage(handler, address)) ?? sidebar[0]
}

export interface Settings extends Pick<RegistrationForm, 'item' | 'issues'> {
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
  /** The installation has been completed once, and the portal has not said that it is not complete: only reloading leads on. */
  const isFinished = computed(() => isInstalling.value && ['complete', 'silent'].includes(installation.state.value))
  const order = computed(() => plan.value ? { item: item.value, plan: plan.value, isFinishing: isInstalling.value && !isFinished.value } : null)
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
    await load(installation.state.value === 'done' ? asked.item : undefined)
    const isAsWanted = plan.value !== null && changesNothing(plan.value)
    // a check that failed is no news once the portal says that all is as wanted
    if (installation.failure.value && isAsWanted && !isInstalling.value) installation.dismiss()
    // what was changed while the steps ran is still to be done
    const isDone = ['done', 'complete'].includes(installation.state.value)
    if (isDone && !isAsWanted && !isReadFailed.value && !isFinished.value) installation.dismiss()
  }

  void load()
  return {
    found,
    item,
    issues,
    order,
    isBusy,
    isInstalling,
    isReadFailed,
    failure,
    installation,
    removal,
    change(patch) {
      if (!isFinished.value) dismiss()
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
