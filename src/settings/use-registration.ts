import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { useLatest } from '../lib/use-latest.ts'
import { toStepFailure, type StepFailure } from './failure.ts'
import { checkItem, type ItemIssue } from './registration/check-item.ts'
import { DEFAULT_TITLES } from './registration/titles.ts'
import { makePlan, type Plan } from './registration/plan.ts'
import { readPortalState, type PortalState } from './registration/portal-state.ts'
import { isSamePage, toItem, type Registration } from './registration/registrations.ts'
import { SIDEBAR, type ItemPatch, type SidebarItem } from './registration/sidebar-item.ts'

/** What the portal has; the last good answer stays while it is read again, and when that fails. */
export type PortalKnowledge =
  | { state: 'loading', portal: PortalState | null }
  | { state: 'ready', portal: PortalState }
  | { state: 'failed', portal: PortalState | null, failure: StepFailure }

export interface RegistrationForm {
  knowledge: ShallowRef<PortalKnowledge>
  /** The item as it is wanted now. */
  item: ShallowRef<SidebarItem>
  issues: ComputedRef<ItemIssue[]>
  /** Null while what the portal has is not known, or the item cannot be sent. */
  plan: ComputedRef<Plan | null>
  change(patch: ItemPatch): void
  /**
   * Reads what the portal has. What was typed stays, but for an item that was just registered: then the form shows what the portal
   * kept of it. Never rejects.
   */
  load(registered?: SidebarItem): Promise<void>
}

interface FormOptions {
  /** This page's own address. */
  address: string
  /** The `context` where some panel makes sense. */
  context: string
}

/** The wanted item, what the portal has, and the way from one to the other. */
export function useRegistration({ address, context }: FormOptions): RegistrationForm {
  const portal = usePortal()
  const item = shallowRef<SidebarItem>({
    handler: address, titles: DEFAULT_TITLES, iconName: 'fa-comments', context, role: 'USER', extranet: 'N', color: 'AZURE',
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
    if (known) item.value = { ...toItem(known), handler: isSamePage(known.handler, address) ? known.handler : address, ...typed }
  }

  const { state: knowledge, reload: load } = useLatest<PortalKnowledge, [SidebarItem?]>({ state: 'loading', portal: null }, async ({ signal, show }, registered) => {
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
