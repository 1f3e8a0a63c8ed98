/** What a person marked for themselves beside a chat, on this device: messages that they have dealt with, and up to where they have looked. */
import { array, number, nullable, object, safeParse } from 'valibot'
import type { Portal } from '../bitrix24/index.ts'
import { sealedRecords } from './sealed-records.ts'

/** Up to which message somebody had looked, and when, by this device's clock. */
export interface Look {
  messageId: number
  /** Milliseconds since 1970. */
  at: number
}

export interface OwnMarks {
  /** Messages that are dealt with, the last one last. */
  ticked: readonly number[]
  /** The visit before this one; null for none. */
  before: Look | null
  /** The last time. */
  last: Look | null
}

export const NO_MARKS: OwnMarks = { ticked: [], before: null, last: null }

/** Of one chat: the oldest give way. */
const MOST_TICKED = 1_000

const records = sealedRecords({ database: 'chatside-marks', store: 'marks', most: 200, shortest: 1_024 })

const look = nullable(object({ messageId: number(), at: number() }))
const keptMarks = object({ ticked: array(number()), before: look, last: look })

/** What is kept of this chat for whoever looks; nothing for anybody else. Never rejects. */
export async function readOwnMarks(portal: Portal, dialogId: string): Promise<OwnMarks> {
  return toMarks(await records.read(portal, [dialogId]))
}

function toMarks(kept: unknown): OwnMarks {
  const { success, output } = safeParse(keptMarks, kept)
  return success ? output : NO_MARKS
}

interface MarksChange {
  dialogId: string
  viewerId: number
  /** Of what is kept, by another page as well; once more where that was quicker. */
  make: (there: OwnMarks) => OwnMarks
}

/** Whether they are kept: a browser may refuse, and nobody is known without a key. Never rejects. */
export async function changeOwnMarks(portal: Portal, { dialogId, viewerId, make }: MarksChange): Promise<boolean> {
  return await records.change(portal, {
    name: [dialogId],
    viewerId,
    make(there) {
      const marks = make(toMarks(there))
      return { ...marks, ticked: marks.ticked.slice(-MOST_TICKED) }
    },
  })
}

/** Takes all of them away, of all portals, chats and people. Never rejects. */
export const clearOwnMarks = (): Promise<void> => records.clear()

/** Bytes of all of them; 0 where a browser keeps nothing. */
export const sizeOfOwnMarks = (): Promise<number> => records.size()
