import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { usePortal, type Portal } from '../../bitrix24/index.ts'
import { readOption, saveOption, type SavedOption } from '../../bitrix24/save-option.ts'
import { accessOf, PANEL_ACCESS_OPTION, parsePanelAccesses, usePanels, type PanelAccess, type PanelAccesses } from '../../panels/registry.ts'
import type { TextKey } from '../../texts/texts.ts'
import type { SavingState } from './app-option.ts'

/** What came of saving; `stored` is what the portal then said it has. */
type SaveOutcome =
  | { outcome: 'saved', stored: PanelAccesses }
  | { outcome: 'different', stored: PanelAccesses }
  | Extract<SavedOption, { error: unknown }>

/** The option's text: what is not open to everybody, in the order of the ids. */
export function writePanelAccesses(accesses: PanelAccesses): string {
  const limited = [...accesses].filter(([, access]) => access !== 'everybody')
  return JSON.stringify(Object.fromEntries(limited.sort(([a], [b]) => a < b ? -1 : 1)))
}

/** Changes what is agreed on these panels and leaves the others as the portal has them now. Never rejects. */
export async function savePanelAccesses(portal: Portal, changes: PanelAccesses): Promise<SaveOutcome> {
  const saved = await saveOption(portal, {
    owner: 'app',
    name: PANEL_ACCESS_OPTION,
    toText: before => writePanelAccesses(new Map([...parsePanelAccesses(before), ...changes])),
    isKept: (after) => {
      const stored = parsePanelAccesses(after)
      return [...changes].every(([id, access]) => accessOf(stored, id) === access)
    },
  })
  return 'error' in saved ? saved : { outcome: saved.outcome, stored: parsePanelAccesses(saved.stored) }
}

export interface AccessChoice {
  /** Of the panel. */
  id: string
  titleKey: TextKey
  /** As chosen, saved or not. */
  access: PanelAccess
}

/**
 * Who gets which panel, as chosen and as saved. A store, so that a form that is closed and opened again neither shows
 * what the handshake brought before the last save, nor saves a second time while it still saves. Needs an app that
 * provides `portalKey` and `panelsKey`.
 */
export const usePanelAccessStore = defineStore('panel-access', () => {
  const portal = usePortal()
  /** What the portal has, as far as it has said. */
  const known = shallowRef<PanelAccesses>(parsePanelAccesses(portal.opening.appOption(PANEL_ACCESS_OPTION)))
  const choices = ref(usePanels().panels.map(({ id, titleKey }): AccessChoice => ({ id, titleKey, access: accessOf(known.value, id) })))
  const saving = shallowRef<SavingState>({ state: 'idle' })

  const changed = computed(() => choices.value.filter(({ id, access }) => access !== accessOf(known.value, id)))
  const isChanged = computed(() => changed.value.length > 0)
  const isForNobody = computed(() => choices.value.length > 0 && choices.value.every(({ access }) => access === 'nobody'))

  /** Takes over what the portal has; what is being changed stays as it is chosen. */
  function take(stored: PanelAccesses, changes: ReadonlySet<string>): void {
    known.value = stored
    for (const choice of choices.value) {
      if (!changes.has(choice.id)) choice.access = accessOf(stored, choice.id)
    }
  }

  /**
   * Looks what the portal has now: another administrator may have saved since the handshake. Never rejects: without an answer, what
   * the handshake brought is all that is known. What is being saved is read anyway.
   */
  async function refresh(): Promise<void> {
    const [answer] = await Promise.allSettled([readOption(portal, 'app', PANEL_ACCESS_OPTION)])
    if (answer.status === 'fulfilled' && saving.value.state === 'idle') take(parsePanelAccesses(answer.value), new Set(changed.value.map(({ id }) => id)))
  }

  /** Never rejects: a failure is a state, and leaves every choice as it is. Does nothing while it is already saving. */
  async function save(): Promise<void> {
    if (saving.value.state === 'saving' || !isChanged.value) return
    const changes = new Map(changed.value.map(({ id, access }) => [id, access]))
    saving.value = { state: 'saving' }
    const result = await savePanelAccesses(portal, changes)
    if (result.outcome === 'saved' || result.outcome === 'different') {
      take(result.stored, new Set(changes.keys()))
      saving.value = { state: result.outcome }
    } else {
      saving.value = { state: result.outcome, error: result.error }
    }
  }

  return { choices, saving, isChanged, isForNobody, refresh, save }
})
