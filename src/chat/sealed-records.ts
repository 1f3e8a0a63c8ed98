/**
 * Small records that this device keeps of a chat for a person: JSON, sealed with this person's key, as the last view of a chat is, and no
 * longer than an administrator lets browsers keep anything.
 */
import { PortalError, type Portal } from '../bitrix24/index.ts'
import { change, keptDatabase, KeptError, withDatabase, type DBSchema, type KeptDatabase } from '../lib/browser/kept-database.ts'
import { createSealer, sizeOfSealed, type Sealer } from '../lib/browser/sealing.ts'
import { isRecord } from '../lib/is-record.ts'
import { deviceKeyOf, mayKeep } from './device-key.ts'
import { makeDeviceKey } from './make-device-key.ts'

interface SealedRecord {
  key: string
  /** In clear stands only the day on which it was kept, so that the oldest can give way. */
  value: { name: string, day: number, sealed: ArrayBuffer }
  indexes: { day: number }
}

/** Of each database one of them. */
interface RecordsSchema extends DBSchema {
  marks: SealedRecord
  waiting: SealedRecord
  deeds: SealedRecord
}

interface RecordsOptions {
  database: string
  /** Also for what they are sealed. */
  store: 'marks' | 'waiting' | 'deeds'
  /** Of all people, portals and chats in this browser: the oldest give way. */
  most: number
  /** Days after which the others in this browser are removed when one is kept; never if it is not given. */
  days?: number
  /** Sealed records are as long as a power of two from here on: how long one is tells next to nothing of the chat. */
  shortest: number
}

interface RecordChange {
  name: readonly (string | number)[]
  viewerId: number
  /** Of what is kept now, once more where another page was quicker: it may do nothing else. Undefined forgets it. */
  make: (there: unknown) => unknown
}

export interface SealedRecords {
  /** What is kept under these names for whoever looks; undefined for anybody else. Never rejects. */
  read(portal: Portal, name: readonly (string | number)[]): Promise<unknown>
  /** Whether it is kept. A browser may refuse, and nobody is known without a key. */
  change(portal: Portal, record: RecordChange): Promise<boolean>
  /** Takes all of them away, of all portals, chats and people. Never rejects. */
  clear(): Promise<void>
  /** Bytes of all of them; 0 where a browser keeps nothing. */
  size(): Promise<number>
}

const DAY = 86_400_000

interface Place {
  sealer: Sealer
  key: string
}

export function sealedRecords({ database: name, store, most, days, shortest }: RecordsOptions): SealedRecords {
  const database = (): KeptDatabase<RecordsSchema> => keptDatabase<RecordsSchema>({
    name,
    version: 1,
    create: fresh => fresh.createObjectStore(store, { keyPath: 'name' }).createIndex('day', 'day'),
  })

  const find = (records: KeptDatabase<RecordsSchema>, { key }: Place) => records.use(async opened => opened.get(store, key))

  async function open({ sealer, key }: Place, found: SealedRecord['value'] | undefined): Promise<unknown> {
    const bytes = found ? await sealer.open(key, found.sealed) : null
    try {
      return bytes ? JSON.parse(new TextDecoder().decode(bytes)) : undefined
    } catch {
      return undefined // of another version of this app
    }
  }

  async function placeOf({ opening }: Portal, parts: readonly (string | number)[], secret: string | undefined): Promise<Place | null> {
    const sealer = secret === undefined || !mayKeep(opening) ? null : await createSealer(secret, store)
    return sealer && { sealer, key: await sealer.nameOf([opening.origin, ...parts]) }
  }

  async function replace(records: KeptDatabase<RecordsSchema>, { sealer, key }: Place, found: SealedRecord['value'] | undefined, content: unknown): Promise<boolean> {
    const sealed = content === undefined ? null : await sealer.seal(key, toBytes(content, shortest))
    return await records.use(opened => change(opened, [store], async (stores) => {
      const kept = stores.objectStore(store)
      if (!isSame(await kept.get(key), found)) return false
      const today = Math.floor(Date.now() / DAY)
      const byDay = kept.index('day')
      const others = (await byDay.getAllKeys()).filter(other => other !== key)
      const old = days === undefined ? [] : await byDay.getAllKeys(IDBKeyRange.upperBound(today - days, true))
      const gone = sealed ? [...old, ...others.slice(0, Math.max(0, others.length - most + 1))] : [...old, key]
      await Promise.all(gone.map(one => kept.delete(one)))
      if (sealed) await kept.put({ name: key, day: today, sealed })
      return true
    }))
  }

  return {
    async read(portal, parts) {
      try {
        const place = await placeOf(portal, parts, deviceKeyOf(portal.opening)?.secret)
        return place ? await open(place, await withDatabase(database(), records => find(records, place))) : undefined
      } catch {
        return undefined // refused by the browser
      }
    },

    async change(portal, { name: parts, viewerId, make }) {
      try {
        if (!mayKeep(portal.opening)) return false
        return await withDatabase(database(), async (records) => {
          // before the portal is asked for anything: where the browser keeps nothing, no key is needed
          await records.use(async opened => opened.count(store))
          const known = deviceKeyOf(portal.opening)
          const isNothing = make(undefined) === undefined
          const secret = known?.personId === viewerId ? known : isNothing ? null : await makeDeviceKey(portal, viewerId)
          const place = await placeOf(portal, parts, secret?.secret)
          if (!place) return isNothing
          // nothing can be sealed or opened within a transaction
          for (let isKept = false; !isKept;) {
            const found = await find(records, place)
            isKept = await replace(records, place, found, make(await open(place, found)))
          }
          return true
        })
      } catch (error) {
        if (error instanceof KeptError || error instanceof PortalError) return false
        throw error
      }
    },

    async clear() {
      await withDatabase(database(), records => records.use(opened => opened.clear(store))).catch(() => undefined)
    },

    async size() {
      const kept = await withDatabase(database(), records => records.use(opened => opened.getAll(store))).catch(() => [])
      return sizeOfSealed(kept)
    },
  }
}

/** Each is sealed with a nonce of its own: what was kept anew is other bytes. What other pages of this host name have put there counts as nothing. */
function isSame(one: unknown, other: unknown): boolean {
  const [bytes, others] = [one, other].map(found => new Uint8Array(isRecord(found) && found['sealed'] instanceof ArrayBuffer ? found['sealed'] : []))
  return bytes?.length === others?.length && bytes?.every((byte, index) => byte === others?.[index]) === true
}

function toBytes(content: unknown, shortest: number): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(JSON.stringify(content))
  let length = shortest
  while (length < text.length) length *= 2
  // blanks behind JSON mean nothing
  const padded = new Uint8Array(length).fill(0x20)
  padded.set(text)
  return padded
}
