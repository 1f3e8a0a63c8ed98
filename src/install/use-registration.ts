import { computed, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { toStepFailure, type StepFailure } from './failure.ts'
import { checkItem, type ItemIssue } from './registration/check-item.ts'
import { DEFAULT_TITLES } from './registration/default-titles.ts'
import { makePlan, type Plan } from './registration/plan.ts'
import { readPortalState, type PortalState } from './registration/portal-state.ts'
import { toItem, type Registration } from './registration/registrations.ts'
import { SIDEBAR, type ItemPatch, type SidebarItem } from './registration/sidebar-item.ts'

export type PortalKnowledge =
  | { state: 'loading' }
  | { state: 'ready', portal: PortalState }
  | { state: 'failed', failure: StepFailure }

export interface RegistrationForm {
  /** What the portal has; while it is read again the last answer stays. */
  knowledge: ShallowRef<PortalKnowledge>
  /** The item as it is wanted now. Kept when the portal is read again, so that nothing typed is lost. */
  item: ShallowRef<SidebarItem>
  issues: ComputedRef<ItemIssue[]>
  /** Null while the portal is not known or the item cannot be sent. */
  plan: ComputedRef<Plan | null>
  change(patch: ItemPatch): void
  /** Reads what the portal has. Never rejects. */
  load(): Promise<void>
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
  const knowledge = shallowRef<PortalKnowledge>({ state: 'loading' })
  const item = shallowRef<SidebarItem>({
    handler: address, titles: DEFAULT_TITLES, iconName: 'fa-comments', context, role: 'USER', extranet: 'N', color: 'AZURE',
  })
  let isFilled = false
  let runs = 0

  const issues = computed(() => checkItem(item.value))
  const plan = computed(() => knowledge.value.state === 'ready' && issues.value.length === 0
    ? makePlan(item.value, knowledge.value.portal.registrations)
    : null)

  function fillFrom(rows: readonly Registration[]): void {
    if (isFilled) return
    isFilled = true
    const known = chooseKnown(rows, address)
    if (known) item.value = { ...toItem(known), handler: address }
  }

  async function load(): Promise<void> {
    const run = ++runs
    if (knowledge.value.state === 'failed') knowledge.value = { state: 'loading' }
    let next: PortalKnowledge
    try {
      next = { state: 'ready', portal: await readPortalState(portal) }
    } catch (error) {
      next = { state: 'failed', failure: toStepFailure(error) }
    }
    if (run !== runs) return
    if (next.state === 'ready') fillFrom(next.portal.registrations)
    knowledge.value = next
  }

  return {
    knowledge,
    item,
    issues,
    plan,
    change(patch) {
      item.value = { ...item.value, ...patch }
    },
    load,
  }
}

/** The item that an administrator shaped before: at this address, or at one from which this page has moved. */
function chooseKnown(rows: readonly Registration[], address: string): Registration | undefined {
  const sidebar = rows.filter(({ placement }) => placement === SIDEBAR)
  return sidebar.find(({ handler }) => handler === address) ?? sidebar[0]
}
