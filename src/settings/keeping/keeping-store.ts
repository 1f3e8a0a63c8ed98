import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { usePortal } from '../../bitrix24/index.ts'
import { KEEP_NOTHING, KEEP_VIEWS_OPTION, mayKeep } from '../../chat/device-key.ts'
import { saveAppOption, type SavingState } from '../save-app-option.ts'

/**
 * Whether browsers may keep anything, as the portal has it. A store, so that a form that is closed and opened again shows
 * what was saved, not what the handshake brought.
 */
export const useKeepingStore = defineStore('keeping', () => {
  const portal = usePortal()
  const isAllowed = shallowRef(mayKeep(portal.opening))
  const saving = shallowRef<SavingState>({ state: 'idle' })

  /** Saves at once. Never rejects: a failure is a state. Does nothing while it is already saving. */
  async function allow(isWanted: boolean): Promise<void> {
    if (saving.value.state === 'saving') return
    saving.value = { state: 'saving' }
    const text = isWanted ? 'yes' : KEEP_NOTHING
    const result = await saveAppOption(portal, { name: KEEP_VIEWS_OPTION, toText: () => text, isKept: after => after === text })
    if ('error' in result) {
      saving.value = { state: result.outcome, error: result.error }
    } else {
      isAllowed.value = result.stored !== KEEP_NOTHING
      saving.value = { state: result.outcome }
    }
  }

  return { isAllowed, saving, allow }
})
