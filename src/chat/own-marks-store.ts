import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { usePortal } from '../bitrix24/index.ts'
import { changeOwnMarks, NO_MARKS, readOwnMarks, type OwnMarks } from './own-marks.ts'

/** Whoever comes back later than this begins a new visit, milliseconds. */
const VISIT = 30 * 60_000

interface Owner {
  dialogId: string
  /** Null where the portal did not say: nothing is kept then. */
  viewerId: number | null
}

/** What the person marked beside this chat, for every part of the app that shows it. */
export const useOwnMarks = defineStore('own-marks', () => {
  const portal = usePortal()
  const marks = shallowRef<OwnMarks>(NO_MARKS)
  /** Whether this device keeps them; null before anything was to be kept. */
  const isKept = shallowRef<boolean | null>(null)
  /** Whether something that is shown is not kept yet. */
  const isKeeping = shallowRef(false)
  let owner: Owner | null = null
  let work: Promise<void> = Promise.resolve()

  /** Brings what is kept, by another frame of this chat too. Never rejects. */
  async function open(wanted: Owner): Promise<void> {
    const isOurs = (): boolean => owner?.dialogId === wanted.dialogId && owner.viewerId === wanted.viewerId
    const isKnown = isOurs()
    owner = wanted
    for (let before: unknown; before !== work;) {
      // what is changed while it is read is newer
      before = work
      await work
      const kept = await readOwnMarks(portal, wanted.dialogId)
      if (!isOurs()) return
      // what a device does not keep is here alone
      if (before === work && (!isKnown || isKept.value !== false)) marks.value = kept
    }
  }

  /** Shown at once, and kept one after another: another frame of this chat may have kept something since. */
  function change(make: (before: OwnMarks) => OwnMarks): void {
    marks.value = make(marks.value)
    isKeeping.value = true
    const mine = work.then(async () => {
      const { dialogId, viewerId } = owner ?? { dialogId: '', viewerId: null }
      if (viewerId === null) {
        isKept.value = false
        return
      }
      // what was not kept before is kept with this
      const isBehind = isKept.value === false
      isKept.value = await changeOwnMarks(portal, { dialogId, viewerId, make: there => isBehind ? marks.value : make(there) })
    }).finally(() => {
      if (work === mine) isKeeping.value = false
    })
    work = mine
  }

  return {
    marks,
    isKept,
    isKeeping,
    open,
    tick(messageId: number, isTicked: boolean) {
      change(before => ({ ...before, ticked: [...before.ticked.filter(id => id !== messageId), ...isTicked ? [messageId] : []] }))
    },
    /** The person has looked up to this message. */
    look(messageId: number, at = Date.now()) {
      change(({ ticked, before, last }) => ({ ticked, before: last && at - last.at > VISIT ? last : before, last: { messageId, at } }))
    },
    /** Settles when everything is kept that was to be. */
    settled: () => work,
  }
})
