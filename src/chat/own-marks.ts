/**
 * What a person marked for themselves beside a chat, on this device: messages that they have dealt with, and up to where they have looked.
 * Sealed with this person's key, as the last view of a chat is, and no longer than an administrator lets browsers keep anything.
 */
import { array, number, nullable, object, parse } from 'valibot'
import { PortalError, type Portal } from '../bitrix24/index.ts'
import { change, KeptError, keptDatabase, type DBSchema, type KeptDatabase } from '../lib/browser/kept-database.ts'
import { createSealer, sizeOfSealed, type Sealer } from '../lib/browser/sealing.ts'
import { deviceKeyOf, mayKeep } from './device-key.ts'
import { makeDeviceKey } from './make-device-key.ts'

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

interface MarksSchema extends DBSchema {
  marks: {
    key: string
    /** In clear stands only the day on which it was kept, so that the oldest can give way. */
    value: { name: string, day: number, sealed: ArrayBuffer }
    indexes: { day: number }
  }
}

const STORE = 'marks'
/** Of all people, portals and chats in this browser. */
const MOST_CHATS = 200
/** Of one chat: the oldest give way. */
const MOST_TICKED = 1_000
/** Sealed marks are as long as the next power of two: how long they are tells next to nothing of the chat. */
const SHORTEST = 1_024
const DAY = 86_400_000

const database = (): KeptDatabase<MarksSchema> => keptDatabase<MarksSchema>({
  name: 'chatside-marks',
  version: 1,
  create: fresh => fresh.createObjectStore(STORE, { keyPath: 'name' }).createIndex('day', 'day'),
})

const look = nullable(object({ messageId: number(), at: number() }))
const keptMarks = object({ ticked: array(number()), before: look, last: look })

interface Place {
  sealer: Sealer
  name: string
}

async function placeOf(portal: Portal, dialogId: string, secret: string | undefined): Promise<Place | null> {
  const sealer = secret === undefined || !mayKeep(portal.opening) ? null : await createSealer(secret, STORE)
  return sealer && { sealer, name: await sealer.nameOf([portal.opening.origin, dialogId]) }
}

/** What is kept of this chat for whoever looks; nothing for anybody else. Never rejects. */
export async function readOwnMarks(portal: Portal, dialogId: string): Promise<OwnMarks> {
  try {
    const place = await placeOf(portal, dialogId, deviceKeyOf(portal.opening)?.secret)
    const found = place && await database().use(async opened => opened.get(STORE, place.name))
    const bytes = found ? await place.sealer.open(place.name, found.sealed) : null
    return bytes ? parse(keptMarks, JSON.parse(new TextDecoder().decode(bytes))) : NO_MARKS
  } catch {
    return NO_MARKS // refused by the browser, or of another version of this app
  }
}

/** Whether they are kept: a browser may refuse, and nobody is known without a key. Never rejects. */
export async function keepOwnMarks(portal: Portal, { dialogId, viewerId, marks }: { dialogId: string, viewerId: number, marks: OwnMarks }): Promise<boolean> {
  try {
    if (!mayKeep(portal.opening)) return false
    const marksDatabase = database()
    // before the portal is asked for anything: where the browser keeps nothing, no key is needed
    await marksDatabase.use(async opened => opened.count(STORE))
    const known = deviceKeyOf(portal.opening)
    const key = known?.personId === viewerId ? known : await makeDeviceKey(portal, viewerId)
    const place = await placeOf(portal, dialogId, key?.secret)
    if (!place) return false
    const { name, sealer } = place
    const sealed = await sealer.seal(name, toBytes({ ...marks, ticked: marks.ticked.slice(-MOST_TICKED) }))
    await marksDatabase.use(opened => change(opened, [STORE], async (stores) => {
      const records = stores.objectStore(STORE)
      const others = (await records.index('day').getAllKeys()).filter(other => other !== name)
      await Promise.all(others.slice(0, Math.max(0, others.length - MOST_CHATS + 1)).map(gone => records.delete(gone)))
      await records.put({ name, day: Math.floor(Date.now() / DAY), sealed })
    }))
    return true
  } catch (error) {
    if (error instanceof KeptError || error instanceof PortalError) return false
    throw error
  }
}

/** Takes all of them away, of all portals, chats and people. Never rejects. */
export async function clearOwnMarks(): Promise<void> {
  await database().use(opened => opened.clear(STORE)).catch(() => undefined)
}

/** Bytes of all of them; 0 where a browser keeps nothing. */
export async function sizeOfOwnMarks(): Promise<number> {
  const kept = await database().use(opened => opened.getAll(STORE)).catch(() => [])
  return sizeOfSealed(kept)
}

function toBytes(marks: OwnMarks): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(marks))
  let length = SHORTEST
  while (length < text.length) length *= 2
  // blanks behind JSON mean nothing
  const padded = new Uint8Array(length).fill(0x20)
  padded.set(text)
  return padded
}
