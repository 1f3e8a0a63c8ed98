import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { type PortalError, usePortal } from '../../bitrix24/index.ts'
import { readOption, saveOption } from '../../bitrix24/save-option.ts'
import { KEEP_NOTHING, KEEP_VIEWS_OPTION } from '../../chat/device-key.ts'
import { MARK_WORDS_OPTION, parseMarkWords, writeMarkWords, type MarkWord } from '../../messages/catch-up/mark-words.ts'
import { PANEL_ORDER_OPTION, parsePanelOrder } from '../../panels/registry.ts'

/** A form that saves an option, as it goes. */
export type SavingState =
  | { state: 'idle' | 'saving' | 'saved' | 'different' }
  | { state: 'not-saved' | 'unclear', error: PortalError }

interface AppOption<Value> {
  name: string
  parse: (text: unknown) => Value
  write: (value: Value) => string
}

/**
 * An option of the app as the portal has it. A store, so that a form that is closed and opened again shows what was saved, not what the
 * handshake brought.
 */
function optionStore<Value>(id: string, { name, parse, write }: AppOption<Value>) {
  return defineStore(id, () => {
    const portal = usePortal()
    const stored = shallowRef(parse(portal.opening.appOption(name)))
    const saving = shallowRef<SavingState>({ state: 'idle' })

    /**
     * Looks what the portal has now: another administrator may have saved since the handshake, and a form can only save what differs.
     * Says whether it is taken as stored, which it is where nothing has been changed or saved meanwhile. Never rejects: without an
     * answer, what the handshake brought is all that is known.
     */
    async function refresh(isUntouched: () => boolean): Promise<boolean> {
      const [answer] = await Promise.allSettled([readOption(portal, 'app', name)])
      const isTaken = answer.status === 'fulfilled' && saving.value.state === 'idle' && isUntouched()
      if (isTaken) stored.value = parse(answer.value)
      return isTaken
    }

    /**
     * Saves at once, unless another administrator has saved something else since this page read it: then that is what is stored, and
     * nothing is sent before it is asked for again. Never rejects: a failure is a state. Does nothing while it is already saving.
     */
    async function save(wanted: Value): Promise<void> {
      if (saving.value.state === 'saving') return
      saving.value = { state: 'saving' }
      const text = write(wanted)
      const expected = [write(stored.value), text]
      const result = await saveOption(portal, {
        owner: 'app', name, toText: before => expected.includes(write(parse(before))) ? text : null, isKept: after => after === text,
      })
      if ('error' in result) {
        saving.value = { state: result.outcome, error: result.error }
      } else {
        stored.value = parse(result.stored)
        saving.value = { state: result.outcome }
      }
    }

    return { stored, saving, refresh, save }
  })
}

/** Whether browsers may keep anything. */
export const useKeepingStore = optionStore('keeping', {
  name: KEEP_VIEWS_OPTION, parse: text => text !== KEEP_NOTHING, write: isWanted => isWanted ? 'yes' : KEEP_NOTHING,
})

/** The words by which people mark decisions and promises, for Catch up. */
export const useMarkWordsStore = optionStore<readonly MarkWord[]>('mark-words', { name: MARK_WORDS_OPTION, parse: parseMarkWords, write: writeMarkWords })

/** Ids of panels in the order that an administrator chose; none for the app's own. */
export const usePanelOrderStore = optionStore<readonly string[]>('panel-order', { name: PANEL_ORDER_OPTION, parse: parsePanelOrder, write: ids => ids.join(' ') })
